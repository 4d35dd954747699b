"""Whose the kiosk's state is. Keeps one decision: root writes there as the account that it belongs to.

So the kiosk can read what staff have put there with sudo, and no link in a folder of that account leads root
to a file of another's.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from kiosk.errors import UsageError


@contextlib.contextmanager
def as_owner_of(folder: Path) -> Iterator[None]:
    """Be the owner of a folder where this is root; the folder is made where it is not there.

    Raises UsageError where it cannot be had.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        owner = folder.stat()
    except OSError as error:
        raise UsageError(f"The folder {folder} cannot be had: {error.strerror}.") from error
    if sys.platform == "win32" or os.geteuid() != 0 or owner.st_uid == 0:
        yield
        return
    user, group, groups = os.geteuid(), os.getegid(), os.getgroups()
    try:
        os.setgroups([])
        os.setegid(owner.st_gid)
        os.seteuid(owner.st_uid)
        yield
    finally:
        os.seteuid(user)
        os.setegid(group)
        os.setgroups(groups)
