"""Measures what a listener would hear: key to sound, to silence and to the new sound, the gaps, the cost.

    uv run bench/speed.py --rig PATH/soundrig.py [--rounds N] [--json FILE]

The rig (soundrig.py) records a null sink of PulseAudio on the monotonic clock, so it needs the packages
pulseaudio and pulseaudio-utils and no sound card; a real card adds its own latency to every figure. Times are
in milliseconds, from the moment before the key was written to the terminal.
"""

import argparse
import importlib.util
import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

Rig = Any  # soundrig's class: it is loaded from a file that is named at run time

ROOT = Path(__file__).resolve().parents[1]
SETTLE = 4.0  # seconds: an idle null sink asks for its second block late
NEAR = 0.150  # seconds: how far from the transcript's `said` the sound may begin
LEAST_GAP_MS = 3  # a silence this long parts the old sound from the new one


def main() -> None:
    """Measure, print a table and, when asked, write JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rig", type=Path, required=True, help="the file soundrig.py")
    parser.add_argument("--rounds", type=int, default=30, help="key presses of each kind")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    asked = parser.parse_args()
    rig_module = _load(asked.rig)
    with tempfile.TemporaryDirectory() as folder, rig_module.Rig() as rig:
        figures = _measure(rig_module, rig, Path(folder) / "transcript.jsonl", rounds=asked.rounds)
    figures["calibration"] = rig.cal
    for name, value in figures.items():
        print(f"{name:28} {json.dumps(value)}")
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _measure(rig_module: ModuleType, rig: Rig, transcript: Path, *, rounds: int) -> dict[str, Any]:
    began = time.monotonic()
    kiosk = rig.spawn([sys.executable, "run_kiosk.py", "--transcript", str(transcript)], cwd=str(ROOT))
    kiosk.wait_tty("Press any big key")
    first_screen = next(at for at, text in kiosk.out if b"Press any" in text) - began
    rig.wait_sound(began)
    time.sleep(SETTLE)
    draw = random.Random(1)  # noqa: S311 - moments of key presses, not secrets

    cutting = []
    for round_number in range(rounds):
        cutting.append(kiosk.key(str(1 + round_number % 8)))
        time.sleep(draw.uniform(1.5, 2.5))
        kiosk.key("\x1b[D")  # back to the contents
        time.sleep(draw.uniform(1.5, 2.5))
    kiosk.key("2")
    time.sleep(2)
    continuing = []
    for _ in range(rounds):
        kiosk.key("p")
        rig.wait_quiet(0.7, 10)
        continuing.append(kiosk.key("p"))
        time.sleep(draw.uniform(1.0, 1.6))
    kiosk.key("1")  # means nothing in a part: reading goes on after the notice
    before = kiosk.usage()
    time.sleep(8)
    speaking = kiosk.span(before)
    kiosk.key("p")
    rig.wait_quiet(1, 20)
    before = kiosk.usage()
    time.sleep(15)
    idle = kiosk.span(before)
    lines = [json.loads(line) for line in transcript.read_text(encoding="utf-8").splitlines()]
    sound = _Sound(rig_module, rig, began, lines)
    stops, news = sound.cuts(cutting)
    return {
        "first screen (s)": round(first_screen, 3),
        "first word heard (s)": round(sound.first_heard() - began, 3),
        "key to sound": _figures(sound.onsets(continuing)),
        "key to silence": _figures(stops),
        "key to new sound": _figures(news),
        "gap against the pause": _figures(sound.gaps()),
        "CPU idle (% of a core)": idle["cpu_pct"],
        "CPU speaking (% of a core)": speaking["cpu_pct"],
        "memory (MB, proportional)": idle["pss_mb"],
        "memory (MB, resident)": idle["rss_mb"],
    }


class _Sound:
    """The whole recording, in silences and sounds, beside the transcript."""

    def __init__(self, rig_module: ModuleType, rig: Rig, began: float, lines: list[dict[str, Any]]) -> None:
        self._began = began
        samples = rig.capture(began)
        self._parts = [
            (began + start / rig_module.RATE, began + end / rig_module.RATE)
            for start, end in rig_module.segments(samples, LEAST_GAP_MS)
        ]
        self._lines = lines

    def first_heard(self) -> float:
        return self._parts[0][0]

    def onsets(self, keys: list[float]) -> list[float]:
        """Return key to sound, for keys that were pressed in silence."""
        return [1000 * (next(start for start, _ in self._parts if start > key) - key) for key in keys]

    def cuts(self, keys: list[float]) -> tuple[list[float], list[float]]:
        """Return key to silence and key to the new sound, for keys pressed while something was heard."""
        stops, news = [], []
        for key in keys:
            if not any(start < key < end for start, end in self._parts):
                continue  # pressed in a pause: nothing was cut off
            said = next(line["t"] for line in self._lines if line["event"] == "said" and line["t"] > key)
            silences = [
                (end, start) for (_, end), (start, _) in zip(self._parts, self._parts[1:], strict=False)
            ]
            near = [gap for gap in silences if gap[0] > key and abs(gap[1] - said) < NEAR]
            if near:
                stop, new = min(near, key=lambda gap: abs(gap[1] - said))
                stops.append(1000 * (stop - key))
                news.append(1000 * (new - key))
        return stops, news

    def gaps(self) -> list[float]:
        """Return how far the silences between sentences were from the pauses asked for (ms)."""
        errors = []
        for before, after in zip(self._lines, self._lines[1:], strict=False):
            if before["event"] == "finished" and after["event"] == "said":
                asked = 1000 * (after["t"] - before["t"])
                silences = [
                    (start, end) for (_, end), (start, _) in zip(self._parts, self._parts[1:], strict=False)
                ]
                heard = min((abs(start - after["t"]), 1000 * (start - end)) for start, end in silences)[1]
                errors.append(heard - round(asked, -2))
        return errors


def _figures(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 1),
        "max": round(ordered[-1], 1),
        "n": len(ordered),
    }


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("soundrig", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
