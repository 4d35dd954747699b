"""Has a kiosk used for a week by visitors who press keys faster than any can, and tells what became of it.

    uv run bench/soak.py --rig PATH/soundrig.py [--days N] [--visits N] [--speed N] [--keys N] [--seed N]

The real kiosk on a pty with its real speaker and a sound server, in two languages, with a log. Visits, hands
and what is done in a visit are those of tests/visit/busy_day.py; the times between presses are divided by
--speed. The filters of presses are off, so that each strike of a shaking hand acts. The nights are left out:
nothing happens in them.

Every kind of visit has been there once before the first day begins. The last day is held against it:
resident memory, files, threads and processes, each the median of what is found after the day's visits. Then
a second kiosk is started, and the time from a key to sound is held against its (bench/aged.py). Nothing else
may use the machine meanwhile. Ends with status 1 when anything has grown by 5 % or more, or that cannot be
told for key to sound, or a key was followed by no sound, or a log has a warning.
"""

import argparse
import json
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import islice
from math import inf
from pathlib import Path

import aged
import rig

from kiosk.paths import bundled_pack

sys.path[:0] = [str(rig.ROOT / "tests" / room) for room in ("", "keys", "visit", "phrases")]
from busy_day import VISITS_A_DAY, Kind, Visitor, typed, visitor, visitors  # noqa: E402 - the line above finds it
from made_up import LANG, write_made_up  # noqa: E402
from vitals import Vitals, vitals  # noqa: E402

MOST_GROWTH = 5.0  # per cent
WEEK = 7  # days
SETTINGS = "same_key: 0\nany_key: 0\nidle: 10\nwarning: 20\nrepeat_instruction: 5\nscan: 0.5\n"
ENDS_WITHIN = 180.0  # seconds in which a visit that somebody has walked away from is over
LOOK_EVERY = 0.1  # seconds
BAD = {"WARNING", "ERROR", "CRITICAL"}


def main() -> None:
    """Run, print, and tell by the exit status whether the kiosk is as it was."""
    asked = _arguments()
    soundrig = rig.load(asked.rig)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, soundrig.Rig() as sound:
        soak = Soak(sound, Path(folder) / "used", asked)
        soak.warm_up()
        print(f"{'':9}" + "".join(f"{name:>11}" for name in Vitals._fields))
        days = [soak.day(number) for number in range(1, asked.days + 1)]
        print(
            f"\n{asked.days} days in {(time.monotonic() - began) / 60:.0f} minutes: {soak.told()}", flush=True
        )
        fresh = Soak(sound, Path(folder) / "fresh", asked)
        later = aged.key_to_sound(soundrig, sound, soak.kiosk, fresh.kiosk, keys=asked.keys)
        fresh.stop()
        soak.stop()
    print(later)
    well = [
        later.pairs == asked.keys and later.most < MOST_GROWTH,
        *(_compared(*each) for each in zip(Vitals._fields, days[0], days[-1], strict=True)),
    ]
    complaints = soak.complaints + fresh.complaints
    for line in complaints:
        print("in a log:", line)
    sys.exit(not all(well) or bool(complaints))


class Soak:
    """A kiosk in use. `asked` is what the command line asks for.

    `complaints`, when it has ended, are the lines of its log that are more than information, each with the
    one before.
    """

    def __init__(self, sound: rig.Rig, folder: Path, asked: argparse.Namespace) -> None:
        self._sound, self._folder, self._asked = sound, folder, asked
        self._draw = random.Random(asked.seed)  # noqa: S311 - what visitors do, not secrets
        self._visitors = visitors(self._draw)
        self._kinds = Counter[str]()
        self._presses = 0
        self._counted = Counter[str]()  # lines of the transcript
        self._welcomes = 0
        self.complaints = list[str]()
        folder.mkdir(exist_ok=True)
        (folder / "transcript.jsonl").touch()
        self.kiosk = self._started()
        self._transcript = (folder / "transcript.jsonl").open(encoding="utf-8")
        self._until(lambda: self._counted["said"] > 0)

    def _started(self) -> rig.Program:
        """Start the kiosk from a copy that has a second language: nothing of that is shipped."""
        program = self._folder / "program"
        for room in ("kiosk", "content", "audio"):
            shutil.copytree(rig.ROOT / room, program / room)
        shutil.copy(rig.ROOT / "run_kiosk.py", program)
        packs = self._folder / "packs"
        for lang in ("en-GB", LANG):
            pack = shutil.copytree(bundled_pack(), packs / lang) / "pack.yaml"
            pack.write_text(pack.read_text(encoding="utf-8").replace("en-GB", lang), encoding="utf-8")
        write_made_up(program / "content" / "phrases" / f"{LANG}.yaml")
        (self._folder / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
        command = ["run_kiosk.py", "--pack", str(packs / "en-GB"), "--pack", str(packs / LANG)]
        for option, file in (
            ("settings", "settings.yaml"),
            ("log", "log"),
            ("transcript", "transcript.jsonl"),
        ):
            command += [f"--{option}", str(self._folder / file)]
        return self._sound.spawn(
            [sys.executable, *command],
            cwd=str(program),
            env={name: str(self._folder) for name in ("STATE_DIRECTORY", "RUNTIME_DIRECTORY")},
        )

    def warm_up(self) -> None:
        """Have every kind of visit once: each first time takes memory, for letters, words and voices.

        Before that, a key that repeats 500 times at once: what so many presses take that wait, Python keeps.
        """
        typed(
            visitor(Kind.LEANS, self._draw), self.kiosk.key, speed=inf, clock=time.monotonic, sleep=time.sleep
        )
        for kind in Kind:
            self._visit(visitor(kind, self._draw))

    def day(self, number: int) -> Vitals:
        """Have a day's visitors, and tell what was found.

        The last one walks away: all is as the clinic has set it then.
        """
        after = list[Vitals]()
        for each in (*islice(self._visitors, self._asked.visits - 1), visitor(Kind.WALKS_AWAY, self._draw)):
            self._visit(each)
            after.append(vitals(self.kiosk.p.pid))
        found = Vitals(*map(statistics.median, zip(*after, strict=True)))
        print(f"day {number:<5}" + "".join(f"{value:11.2f}" for value in found), flush=True)
        return found

    def _visit(self, each: Visitor) -> None:
        self._kinds[each.kind] += 1
        self._presses += typed(
            each, self.kiosk.key, speed=self._asked.speed, clock=time.monotonic, sleep=time.sleep
        )
        self._read()
        if each.walks_away:
            welcomes = self._welcomes
            self._until(lambda: self._welcomes > welcomes)
        forget(self._sound)

    def stop(self) -> None:
        """End the kiosk, and read what it has written."""
        self.kiosk.p.terminate()
        if code := self.kiosk.p.wait(ENDS_WITHIN):
            sys.exit(f"the kiosk ended with {code}")
        self._read()
        lines = (self._folder / "log").read_text(encoding="utf-8").splitlines()
        bad = [number for number, line in enumerate(lines) if json.loads(line)["level"] in BAD]
        self.complaints = [line for number in bad for line in lines[max(0, number - 1) : number + 1]]

    def told(self) -> str:
        """Return what has been done."""
        kinds = "\n".join(f"{count:6} {kind}" for kind, count in self._kinds.most_common())
        return (
            f"{sum(self._kinds.values())} visits, {self._presses} presses, of which {self._counted['key']} "
            f"counted; {self._counted['said']} utterances\n{kinds}"
        )

    def _read(self) -> None:
        for text in self._transcript:
            line = json.loads(text)
            self._counted[line["event"]] += 1
            self._welcomes += line["event"] == "screen" and line["name"] == "welcome"

    def _until(self, met: Callable[[], bool]) -> None:
        end = time.monotonic() + ENDS_WITHIN
        while not met():
            if time.monotonic() > end or self.kiosk.p.poll() is not None:
                raise RuntimeError(
                    f"the kiosk does nothing more; on its screen stood {self.kiosk.text()[-300:]!r}"
                )
            time.sleep(LOOK_EVERY)
            self._read()


def forget(sound: rig.Rig) -> None:
    """Have the rig begin anew: it keeps each sample that is heard, and a day of them is 9 GB."""
    while True:
        sound.n = 0
        sound.chunks.clear()
        sound.arrivals.clear()
        time.sleep(LOOK_EVERY)
        told = [samples for _, samples in sound.arrivals]
        if told and sum(map(len, sound.chunks[: len(told)])) == told[-1]:  # no block fell between
            return


def _compared(name: str, first: float, last: float) -> bool:
    """Print a figure of the start and of the end, and return whether it has not grown by too much."""
    growth = 100 * (last / first - 1)
    well = growth < MOST_GROWTH
    print(f"{name:18}{first:8.2f} {last:8.2f} {growth:+7.2f} %{'' if well else '   TOO MUCH'}")
    return well


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rig", type=Path, required=True, help="the file soundrig.py")
    parser.add_argument("--days", type=int, default=WEEK)
    parser.add_argument("--visits", type=int, default=VISITS_A_DAY, help="in a day")
    parser.add_argument("--speed", type=float, default=60.0, help="how many times as fast as visitors")
    parser.add_argument("--keys", type=int, default=300, help="of each kiosk, whose sound is timed")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
