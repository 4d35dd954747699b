"""Measures what a listener would hear of this kiosk and of what people use instead, in turn and in one run.

    uv run bench/speed.py --rig PATH/soundrig.py [--rounds N] [--only NAME ...] [--json FILE]

The rig (soundrig.py) records a null sink of PulseAudio on the monotonic clock, so no sound card is needed; a
real one adds its own latency to every figure. Times are from the moment before the key was written to the
terminal, medians and 95 %, over the rig's calibration, which is printed too.

Debian packages: pulseaudio pulseaudio-utils libasound2-plugins, and for the others espeak-ng alsa-utils
speech-dispatcher speech-dispatcher-espeak-ng fenrir python3-speechd yasr. What is missing is named in the
table.
"""

import argparse
import dataclasses
import json
import sys
from pathlib import Path

import aims
import kiosk_run
import others_run
import rig
from figures import Row, Spread, table
from script import script

from kiosk.paths import bundled_pack

KIOSK = "this kiosk"
LEAST_ROUNDS = 5  # each sentence is to be met in silence and in speech
FROM_WHAT_IS_HEARD = "key to sound, to silence, to the new sound, highlight and first word"


def main() -> None:
    """Measure, print a table and, when asked, write JSON."""
    asked = _arguments()
    soundrig = rig.load(asked.rig)
    plan = script(bundled_pack(), most=(asked.rounds + 1) // 2)
    spoken = [plan.spoken(sentence) for sentence in plan.sentences]
    rows: list[Row] = []
    for name in asked.only:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        if name == KIOSK:
            rows.append(kiosk_run.measure(soundrig, plan, count=asked.rounds))
        else:
            other = next(each for each in others_run.PROGRAMS if each.name == name)
            rows.append(others_run.measure(soundrig, other, spoken, count=asked.rounds))
    print(table(rows))
    print("\nMedian / 95 %, in ms where the head names no unit. -: the program has no such thing.")
    _print_calibration(rows)
    for row in rows:
        if "highlight_size" in row:
            print(kiosk_run.highlight_summary(row))
    for row in rows:
        if row["program"] == KIOSK:
            others = [each for each in rows if each is not row]
            print("\nWhat the kiosk is to reach:", *aims.told(row, others), sep="\n  ")
    if asked.json:
        figures = [{name: _plain(value) for name, value in row.items()} for row in rows]
        asked.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    names = [KIOSK, *(other.name for other in others_run.PROGRAMS)]
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rig", type=Path, required=True, help="the file soundrig.py")
    parser.add_argument("--rounds", type=int, default=40, help="key presses of each kind (5 or more)")
    parser.add_argument(
        "--only", nargs="+", choices=names, default=names, metavar="NAME", help=", ".join(names)
    )
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    asked = parser.parse_args()
    if asked.rounds < LEAST_ROUNDS:
        parser.error("--rounds must be 5 or more")
    return asked


def _print_calibration(rows: list[Row]) -> None:
    errors = [row["calibration"]["heard_minus_promised_ms"]["median"] for row in rows if "calibration" in row]
    if errors:
        told = ", ".join(f"{error:.2f}" for error in errors)
        print(f"Calibration (the time base's median error, ms, before each program): {told}.")
        print(f"Over the calibration, so after it was taken off: {FROM_WHAT_IS_HEARD}.")


def _plain(value: object) -> object:
    return dataclasses.asdict(value) if isinstance(value, Spread) else value


if __name__ == "__main__":
    main()
