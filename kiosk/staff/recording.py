"""Sound in a WAV file, 16-bit mono."""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import io
import wave
from array import array
from pathlib import Path
from typing import Final

from kiosk.errors import UsageError
from kiosk.machine import whole_file

SAMPLE_BYTES: Final = 2


def write(path: Path, samples: array[int], *, sample_rate: int) -> None:
    """Write samples into a file, whole or not at all. Raises UsageError when it cannot be written."""
    content = io.BytesIO()
    with wave.open(content, "wb") as sound:
        sound.setparams((1, SAMPLE_BYTES, sample_rate, 0, "NONE", ""))
        sound.writeframes(samples.tobytes())
    try:
        if path.exists() and not path.is_file():
            raise UsageError(f"The sound cannot be written to {path}: it is not an ordinary file.")
        whole_file.write(path, content.getvalue())
    except OSError as error:
        raise UsageError(f"The sound cannot be written to {path}: {error.strerror}.") from error
