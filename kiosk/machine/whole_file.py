"""A file or a folder that is written. Keeps one decision: it is there whole, or as it was before.

That holds when the power goes, too: what is new is on the disk before it takes the name of what was there,
and the name is on the disk before anybody is told that it is written.
"""

import contextlib
import errno
import os
import shutil
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

PARTIAL: Final = ".part"  # the ending of what is not yet whole, in the same folder
_PRIVATE: Final = 0o600
_NO_SUCH_THING: Final = {errno.EINVAL, errno.ENOTSUP}  # of a file system that has no order to be asked for
_BINARY: Final = getattr(os, "O_BINARY", 0)  # Windows' own, against its translation of line ends


def write(path: Path, content: bytes, *, private: bool = False) -> None:
    """Put a content into a file, or make it, in one step. Raises OSError when it cannot be done.

    A symbolic link stays one, and the file behind it is written; a file that was there keeps its mode, and
    from root its owner. A new one that is `private` is for its owner alone.
    """
    whole = path.resolve()
    partial = _partial(whole)
    try:
        _write_new(partial, content, like=whole, mode=_PRIVATE if private else 0o666)
        os.replace(partial, whole)  # noqa: PTH105 - as all here: each call is one that a power cut may follow
        _keep(whole.parent)
    finally:
        with contextlib.suppress(OSError):
            partial.unlink()


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder of these files, by their paths in it, in one step; the folders around it where need be.

    Raises OSError when it cannot be done, FileExistsError where there is something of that name.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = _partial(folder)
    if os.path.lexists(folder):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
    try:
        os.mkdir(partial)  # noqa: PTH102
        for name, content in files.items():
            path = partial / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_new(path, content)
        for inside, _, _ in os.walk(partial):
            _keep(Path(inside))
        os.rename(partial, folder)  # noqa: PTH104
        _keep(folder.parent)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _partial(whole: Path) -> Path:
    """Return where something is written before it is whole; what was cut off there before is removed.

    It is beside it, because only within one file system is renaming one step.
    """
    for name in os.listdir(whole.parent):  # noqa: PTH208 - a name may hold what a pattern would not take as it is
        if name.startswith(f".{whole.name}.") and name.endswith(PARTIAL):
            _remove_where_left(whole.parent / name, pid=name[len(whole.name) + 2 : -len(PARTIAL)])
    return whole.with_name(f".{whole.name}.{os.getpid()}{PARTIAL}")


def _remove_where_left(path: Path, *, pid: str) -> None:
    """Remove what is not whole, where no process writes it any more; this one begins only now."""
    if not pid.isdecimal() or (pid != str(os.getpid()) and _runs(int(pid))):
        return
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _runs(pid: int) -> bool:
    """Tell whether there is a process of that number, or may be."""
    if sys.platform == "win32":  # where asking ends the process that is asked for
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True  # another account's
    return True


def _write_new(path: Path, content: bytes, *, like: Path | None = None, mode: int = 0o666) -> None:
    """Write a file that is not there, and have it on the disk; with the mode of the one that it is `like`."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)
    try:
        if like is not None and sys.platform != "win32":
            _take_after(descriptor, like)
        left = memoryview(content)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _take_after(descriptor: int, like: Path) -> None:
    try:
        before = os.lstat(like)
    except FileNotFoundError:
        return
    os.fchmod(descriptor, stat.S_IMODE(before.st_mode))
    if os.geteuid() == 0:
        os.fchown(descriptor, before.st_uid, before.st_gid)


def _keep(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    if sys.platform == "win32":  # which has no such order
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SUCH_THING:
            raise
    finally:
        os.close(descriptor)
