"""A file that is written. Keeps one decision: it is there whole, or as it was before."""

import contextlib
import os
from pathlib import Path
from typing import Final

PARTIAL: Final = ".part"  # the ending of what is not yet whole, in the same folder


def write(path: Path, content: bytes) -> None:
    """Put a content into a file, or make it, in one step. Raises OSError when it cannot be done.

    A symbolic link stays one, and the file behind it is written.
    """
    whole = path.resolve()
    # Beside the file, because only within one file system is renaming one step.
    partial = whole.with_name(f".{whole.name}.{os.getpid()}{PARTIAL}")
    try:
        with partial.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # or a power cut could leave the new name with nothing behind it
        partial.replace(whole)
    finally:
        with contextlib.suppress(OSError):
            partial.unlink()
