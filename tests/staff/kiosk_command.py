"""The kiosk's commands as staff run them: the real program in a process of its own, without a terminal."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMIT_SECONDS = 60.0  # far more than anything here takes


def kiosk(*arguments: str, typed: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "run_kiosk.py", *arguments],
        cwd=ROOT,
        env=os.environ | env,
        input=typed,
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT_SECONDS,
        check=False,
        start_new_session=True,
    )


def no_device(folder: Path) -> dict[str, str]:
    """Return the environment in which this machine has no sound device."""
    (folder / "asound.conf").write_text("")
    return {"ALSA_CONFIG_PATH": str(folder / "asound.conf"), "PULSE_SERVER": f"unix:{folder}/nobody"}
