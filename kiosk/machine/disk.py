"""How much room there is for what the kiosk keeps."""

import os
import shutil
from pathlib import Path


def nearest(folder: Path) -> Path:
    """Return a folder, or of those above it the nearest that there is."""
    return next(each for each in (folder, *folder.parents) if os.path.lexists(each))


def free(folder: Path) -> int:
    """Return how many bytes are free where a folder is, or would be. Raises OSError."""
    return shutil.disk_usage(nearest(folder)).free
