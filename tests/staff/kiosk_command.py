"""The kiosk's commands as staff run them: the real program in a process of its own, without a terminal."""

import os
import subprocess
import sys
from pathlib import Path

from ended import ended

ROOT = Path(__file__).resolve().parents[2]


def kiosk(*arguments: str, typed: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    return ended(sys.executable, "run_kiosk.py", *arguments, folder=ROOT, typed=typed, env=os.environ | env)


def no_device(folder: Path) -> dict[str, str]:
    """Return the environment in which this machine has no sound device."""
    (folder / "asound.conf").write_text("")
    return {"ALSA_CONFIG_PATH": str(folder / "asound.conf"), "PULSE_SERVER": f"unix:{folder}/nobody"}
