"""Measures what the size of a pack costs: to load it, to hold it in memory, and from a key to what is said.

    uv run bench/size.py [--parts N ...] [--rig PATH/soundrig.py] [--json FILE]

Packs are made in a temporary folder, and each is loaded in a process of its own. "Key to line" is the time
from a key press to the line that goes to the speaker; with --rig the key to sound is measured as in speed.py.
"""

import argparse
import dataclasses
import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import kiosk_run
import rig
from figures import Spread, spread
from heard import Recording
from packs import write_pack
from script import script

from kiosk import assembly
from kiosk.pack import loader
from kiosk.phrases.loader import english
from kiosk.settings import Settings
from kiosk.speech.protocol import Say, ToSpeaker, encode
from kiosk.visit.edition import Edition

SIZES = (10, 100, 1_000, 10_000)
LOADS = 3
PRESSES = 200
LOAD_AIM = 3.0  # seconds, for 10,000 parts
HEARD_ROUNDS = 15


def main() -> None:
    """Measure each size, print a table and, when asked, write JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--parts", type=int, nargs="+", default=SIZES, help="how many parts (10 or more)")
    parser.add_argument("--rig", type=Path, help="the file soundrig.py")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)  # the pack that this process is for
    asked = parser.parse_args()
    if asked.inside:
        print(json.dumps(_inside(asked.inside)))
        return
    soundrig = rig.load(asked.rig) if asked.rig else None
    print("         load    memory        key to line (ms)             key to sound")
    print(" parts      s  MB (RSS)     next    down  contents, first   median / 95 % ms")
    rows = []
    for parts in asked.parts:
        with tempfile.TemporaryDirectory() as folder:
            write_pack(Path(folder), parts)
            row = {"parts": parts} | _in_own_process(Path(folder))
            row["key_to_sound"] = _heard(soundrig, Path(folder)) if soundrig else None
        rows.append(row)
        print(_line(row), flush=True)
    print(f"Load: the best of {LOADS}; for 10,000 parts {LOAD_AIM} s is the aim.")
    print(f"Key to line: medians of {PRESSES} presses; the contents' is the first, that makes its page.")
    if asked.json:
        asked.json.write_text(json.dumps(rows, indent=1, default=dataclasses.asdict) + "\n", encoding="utf-8")


def _line(row: dict[str, Any]) -> str:
    sound = row["key_to_sound"]
    heard = f"{sound.median:.1f} / {sound.p95:.1f}" if sound else "no rig"
    return (
        f"{row['parts']:6} {row['load']:6.3f} {row['memory_mb']:9.1f} {row['next']:8.2f} {row['down']:7.2f}"
        f"{row['contents']:17.1f} {heard:>18}"
    )


def _in_own_process(pack: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--inside", str(pack)]
    figures: dict[str, Any] = json.loads(
        subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603
    )
    return figures


def _inside(folder: Path) -> dict[str, float]:
    """Load a pack and press keys in a visit of it; `send` takes the lines of the visit as a speaker would."""
    gc.collect()
    empty = _resident_mb()
    pack = loader.load(folder)
    gc.collect()
    memory = _resident_mb() - empty
    loads = []
    for _ in range(LOADS):
        began = time.perf_counter()
        loader.load(folder)
        loads.append(time.perf_counter() - began)
    said_at = 0.0

    def send(line: ToSpeaker) -> None:
        nonlocal said_at
        encode(line)
        if isinstance(line, Say):
            said_at = time.perf_counter()

    visit = assembly.new_visit(
        [Edition(pack, english().on_screen)], assembly.new_speech(send, Settings()), Settings()
    )
    visit.begin()

    def press(key: str) -> float:
        pressed = time.perf_counter()
        visit.press(key)
        if said_at < pressed:
            raise RuntimeError(f"the key {key} led to nothing that is said")
        return 1000 * (said_at - pressed)

    contents = press("c")
    press("1")
    down = statistics.median(press("down") for _ in range(PRESSES))
    on = statistics.median(press("right") for _ in range(PRESSES))
    return {
        "load": min(loads),
        "memory_mb": memory,
        "contents": contents,
        "down": down,
        "next": on,
    }


def _resident_mb() -> float:
    text = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    return int(text.partition("Rss:")[2].split()[0]) / 1024


def _heard(soundrig: ModuleType, pack: Path) -> Spread | None:
    plan = script(pack, most=(HEARD_ROUNDS + 1) // 2)
    with soundrig.Rig() as heard_by:
        began = time.monotonic()
        kiosk = kiosk_run.start(heard_by, pack, pack / "transcript.jsonl")
        heard_by.wait_sound(began, 30)
        time.sleep(rig.SETTLE)
        presses = kiosk_run.press(heard_by, kiosk, plan, count=HEARD_ROUNDS)
        recording = Recording(soundrig, heard_by, began)
        kiosk.stop()
    return spread(recording.onsets(presses.silent))


if __name__ == "__main__":
    main()
