"""A program that is run to its end, without a terminal: what it printed, and how it ended."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

LIMIT_SECONDS = 60.0  # far more than anything of the kiosk's takes


def ended(
    *command: str,
    folder: Path | None = None,
    typed: str = "",
    seconds: float = LIMIT_SECONDS,
    env: Mapping[str, str] = os.environ,
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=env,
        input=typed,
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
        start_new_session=True,
    )
