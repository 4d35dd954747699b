"""The kiosk as a clinic starts it: the real program, with its real speaker, on a terminal (a pty)."""

import json
from pathlib import Path
from typing import Any

from pty_terminal import Terminal

SETTINGS = "any_key: 0\n"  # a test presses one key right after another


def kiosk(
    folder: Path,
    *arguments: str,
    settings: str = SETTINGS,
    command: tuple[str, ...] = ("run_kiosk.py",),
    starter: tuple[str, ...] = (),
    env: dict[str, str] | None = None,
) -> Terminal:
    """Start one whose transcript, log and settings are in a folder."""
    (folder / "settings.yaml").write_text(settings)
    files = {"--transcript": "transcript.jsonl", "--settings": "settings.yaml", "--log": "log"}
    named = [part for option, file in files.items() for part in (option, str(folder / file))]
    return Terminal(*command, *named, *arguments, starter=starter, env=env)


def transcript(folder: Path) -> list[dict[str, Any]]:
    file = folder / "transcript.jsonl"
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]


def said(folder: Path) -> list[str]:
    return [line["written"] for line in transcript(folder) if line["event"] == "said"]
