"""Says thousands of utterances through one speaker process and prints its memory on the way.

    uv run bench/endurance.py [--utterances N] [--rig PATH/soundrig.py]

Every utterance is a sentence of the bundled pack, rendered whole at the highest rate and cut off at its first
word by the next. Without --rig there is no device, and the speaker keeps the time in silence. Ends with
status 1 when the memory grew by 2 % or more after the first tenth. Resident memory, because the proportional
size changes with every other process that shares its libraries.
"""

import argparse
import asyncio
import contextlib
import os
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import rig
from script import script

from kiosk.paths import bundled_pack
from kiosk.settings import RATES
from kiosk.speech.client import Speech
from kiosk.speech.events import NotSaid, SpeechEvent, WordHeard
from kiosk.speech.process import SpeakerProcess
from kiosk.speech.utterance import Decibels, Utterance, WordsPerMinute

MOST_GROWTH = 2.0  # per cent
STEPS = 10
WORD_LIMIT = 10.0  # seconds until a word must be heard


def main() -> None:
    """Run, print, and tell by the exit status whether the memory stayed flat."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--utterances", type=int, default=5_000)
    parser.add_argument("--rig", type=Path, help="the file soundrig.py: play through its sound server")
    asked = parser.parse_args()
    with _sound(asked.rig):
        memory = asyncio.run(_say(asked.utterances))
    growth = 100 * (memory[-1].resident / memory[0].resident - 1)
    print(
        f"growth of resident memory from the first tenth to the last: {growth:+.2f} % (limit {MOST_GROWTH} %)"
    )
    sys.exit(growth >= MOST_GROWTH)


@contextlib.contextmanager
def _sound(path: Path | None) -> Iterator[None]:
    if path is None:
        os.environ |= {"PULSE_SERVER": "unix:/nonexistent", "ALSA_CONFIG_PATH": os.devnull}
        yield
        return
    with rig.load(path).Rig() as sound:
        os.environ |= sound.base_env
        yield


class _Memory(NamedTuple):
    """What a process has in memory (MB), and what of it is its own and no file's."""

    resident: float
    anonymous: float


async def _say(count: int) -> list[_Memory]:
    """Say so many utterances; return the speaker's memory after each tenth."""
    heard = asyncio.Event()
    faults: list[BaseException] = []

    def hear(event: SpeechEvent) -> None:
        if isinstance(event, NotSaid):
            faults.append(RuntimeError(f"not said: {event.utterance.written}"))
        if isinstance(event, NotSaid | WordHeard):
            heard.set()

    speech = Speech(lambda line: speaker.send(line), rate=WordsPerMinute(RATES[-1]), gain=Decibels(0.0))  # noqa: PLW0108
    speech.tell = hear
    speaker = SpeakerProcess(receive=speech.receive, started=speech.start_again, failed=faults.append)
    await speaker.start()
    first = speaker.pid
    memory = []
    try:
        utterances: Iterator[Utterance] = cycle(script(bundled_pack(), most=3).utterances.values())
        for number in range(1, count + 1):
            heard.clear()
            speech.say((next(utterances),))
            await asyncio.wait_for(heard.wait(), WORD_LIMIT)
            if number % (count // STEPS) == 0:
                memory.append(_memory(speaker.pid))
                resident, anonymous = memory[-1]
                print(f"{number:6} utterances {resident:7.2f} MB, {anonymous:6.2f} its own", flush=True)
        if faults:
            raise faults[0]
        if speaker.pid != first:
            raise RuntimeError("the speaker died on the way and was replaced")
    finally:
        await speaker.close()
    return memory


def _memory(pid: int | None) -> _Memory:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    kilobytes = {line.split()[0]: line.split()[1] for line in text.splitlines()[1:]}
    return _Memory(*(int(kilobytes[name]) / 1024 for name in ("Rss:", "Anonymous:")))


if __name__ == "__main__":
    main()
