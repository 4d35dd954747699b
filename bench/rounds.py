"""What is done to every program alike: it is started twice, keys are pressed, it speaks on, it rests.

A round: silence, key (to sound), it speaks, key (to silence, to the new sound), it speaks, silence.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from heard import Press
from rig import SETTLE, Program, Rig

QUIET = 0.7  # seconds: no pause within a sentence is as long
LONGEST_SENTENCE = 60.0
# Seconds of silence: a player may rest after 10. The kiosk says again what can be pressed after 15 s, then
# after 30: the idle time is taken between these.
RESTS_AFTER = 16.0
IDLE = 12.0  # seconds over which the idle processor time is taken


@dataclass
class Presses:
    """The keys of all rounds."""

    silent: list[Press] = field(default_factory=list)
    cutting: list[Press] = field(default_factory=list)


def start_twice(rig: Rig, spawn: Callable[[], Program]) -> tuple[Program, float]:
    """Start a program, end it and start it again, now from a warm disk; return it and when that was."""
    for last in (False, True):
        began = time.monotonic()
        program = spawn()
        if not rig.wait_sound(began, 20):
            raise RuntimeError(f"nothing was heard; on the terminal stood: {program.text()[-300:]!r}")
        if last:
            break
        program.stop()
        rig.wait_quiet(QUIET)
    time.sleep(SETTLE)
    return program, began


def press(
    rig: Rig,
    program: Program,
    keys: Iterator[tuple[str, str]],
    *,
    silence: str,
    rounds: int,
    can_be_cut: bool = True,
) -> Presses:
    """Press keys in rounds. `keys` yields each with the sentence it asks for; `silence` is one that silences.

    What cannot be cut off is left to speak to its end.
    """
    draw = random.Random(1)  # noqa: S311 - moments of key presses, not secrets
    presses = Presses()
    program.key(silence)
    for _ in range(rounds):
        rig.wait_quiet(QUIET, LONGEST_SENTENCE)
        (first, first_sentence), (second, second_sentence) = next(keys), next(keys)
        in_silence = program.key(first)
        rig.wait_sound(in_silence, 2)
        time.sleep(draw.uniform(0.8, 1.3))
        in_speech = program.key(second)
        presses.silent.append(Press(at=in_silence, until=in_speech, sentence=first_sentence))
        if can_be_cut:
            time.sleep(draw.uniform(0.9, 1.3))
            until = program.key(silence)
        else:
            rig.wait_quiet(QUIET, LONGEST_SENTENCE)
            until = time.monotonic() - 0.1  # the rig has what was heard a moment ago
        presses.cutting.append(Press(at=in_speech, until=until, sentence=second_sentence))
    rig.wait_quiet(QUIET, LONGEST_SENTENCE)
    return presses


def press_in_silence(
    rig: Rig, programs: Sequence[Program], keys: Iterator[tuple[str, str]], *, silence: str, rounds: int
) -> list[list[Press]]:
    """Press each key in silence, for every program in turn, and silence what follows; return those of each.

    Who comes first changes from key to key.
    """
    draw = random.Random(1)  # noqa: S311 - moments of key presses, not secrets
    pressed: list[list[Press]] = [[] for _ in programs]
    for program in programs:
        program.key(silence)
    in_turn = list(zip(programs, pressed, strict=True))
    for key, sentence in islice(keys, rounds):
        for program, presses in in_turn:
            rig.wait_quiet(QUIET, LONGEST_SENTENCE)
            at = program.key(key)
            rig.wait_sound(at, 2)
            time.sleep(draw.uniform(0.2, 0.4))
            presses.append(Press(at=at, until=program.key(silence), sentence=sentence))
        in_turn.reverse()
    rig.wait_quiet(QUIET, LONGEST_SENTENCE)
    return pressed


def idle(rig: Rig, program: Program) -> tuple[float, float]:
    """Return the processor time (% of a core) long in silence, and the most memory (PSS, MB) at any moment.

    Both of all its processes: speech-dispatcher ends by itself some seconds after its last client.
    """
    rig.wait_quiet(RESTS_AFTER, 2 * LONGEST_SENTENCE)
    before = program.usage()
    time.sleep(IDLE)
    used = program.span(before)
    return used["cpu_pct"], used["peak_pss_mb"]


def in_turn(sentences: Sequence[str], key: str) -> Iterator[tuple[str, str]]:
    """Yield the key for each sentence after the first, which is said at the start, round and round."""
    at = 0
    while True:
        at = (at + 1) % len(sentences)
        yield key, sentences[at]
