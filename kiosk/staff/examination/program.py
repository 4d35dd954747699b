"""Another program's answer, in English and within a limit: `kiosk doctor` must not hang with what it asks."""

import os
import subprocess
from dataclasses import dataclass
from typing import Final

from kiosk.errors import KioskError

LIMIT_SECONDS: Final = 10.0  # as long as the kiosk waits for CUPS; the others answer at once


@dataclass(frozen=True)
class Answer:
    """How a program ended, and what it wrote."""

    well: bool
    written: str
    complaint: str


def ask(*command: str) -> Answer:
    """Return what a program answers. Raises KioskError where it is not there or gives no answer."""
    try:
        ended = subprocess.run(  # noqa: S603 - names that the program has, or that the settings have judged
            command,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
            env=os.environ | {"LC_ALL": "C"},
            timeout=LIMIT_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise KioskError(f"there is no {command[0]}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise KioskError(f"{command[0]} does not answer: {error}") from error
    return Answer(ended.returncode == 0, ended.stdout.strip(), ended.stderr.strip())
