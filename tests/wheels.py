"""The kiosk's wheel, and those that it needs, made as docs/installation.md shows."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from required import missing

ROOT: Final = Path(__file__).resolve().parents[1]
DEBIANS: Final = "/usr/bin/python3"
_SECONDS: Final = 300.0  # far more than downloading takes


def built(folder: Path) -> Path:
    """Build the kiosk's wheel from the checkout. Skips the test where that cannot be done."""
    if not shutil.which("uv"):
        missing("no uv (pip install uv)")
    _made("uv", "build", "--wheel", "--out-dir", str(folder), str(ROOT))
    (wheel,) = folder.glob("speaking_kiosk-*.whl")
    return wheel


def gathered(folder: Path) -> Path:
    """Put into a folder all that an installation without a network needs; return the kiosk's wheel there."""
    wheel = built(folder)
    _made(DEBIANS, "-m", "venv", str(folder / "venv"))
    pip = str(folder / "venv" / "bin" / "pip")
    _made(pip, "wheel", "--quiet", "--use-pep517", "--wheel-dir", str(folder), f"{wheel}[pico]")
    shutil.rmtree(folder / "venv")
    return wheel


def _made(*command: str) -> None:
    env = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    ended = subprocess.run(command, env=env, capture_output=True, text=True, timeout=_SECONDS, check=False)
    if ended.returncode:
        missing(f"{' '.join(command)} has ended with {ended.returncode}: {ended.stderr.strip()}")
