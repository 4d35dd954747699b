"""Sound in a file. Keeps one decision: a file is there whole, or as it was before."""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import contextlib
import os
import wave
from array import array
from pathlib import Path
from typing import Final

from kiosk.errors import UsageError

SAMPLE_BYTES: Final = 2


def write(path: Path, samples: array[int], *, sample_rate: int) -> None:
    """Write 16-bit mono samples into a WAV file. Raises UsageError when it cannot be written."""
    try:
        whole = path.resolve()  # behind a symbolic link
        if whole.exists() and not whole.is_file():
            raise UsageError(f"The sound cannot be written to {path}: it is not an ordinary file.")
        _replace(whole, samples, sample_rate)
    except OSError as error:
        raise UsageError(f"The sound cannot be written to {path}: {error.strerror}.") from error


def _replace(whole: Path, samples: array[int], sample_rate: int) -> None:
    # Beside the file, because only within one file system is renaming one step.
    partial = whole.with_name(f".{whole.name}.{os.getpid()}.part")
    try:
        with partial.open("xb") as file:
            with wave.open(file, "wb") as sound:
                sound.setparams((1, SAMPLE_BYTES, sample_rate, 0, "NONE", ""))
                sound.writeframes(samples.tobytes())
            file.flush()
            os.fsync(file.fileno())  # or a power cut could leave the new name with nothing behind it
        partial.replace(whole)
    finally:
        with contextlib.suppress(OSError):
            partial.unlink()
