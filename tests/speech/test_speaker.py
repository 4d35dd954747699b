"""The speaker as a process, talked to line by line."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from threading import Timer
from typing import TypeVar

import pytest

from kiosk.errors import ExitCode
from kiosk.paths import data_folder
from kiosk.speech.protocol import (
    Failed,
    Finished,
    FromSpeaker,
    Message,
    More,
    Ping,
    Pong,
    Ready,
    Rendered,
    Rendering,
    Say,
    Silence,
    Sound,
    Started,
    Word,
    decode,
    encode,
)
from kiosk.speech.utterance import Utterance
from kiosk.speech.voice import Voice

from .talking import LIMIT_SECONDS, RATE, SPEAKER
from .texts import utterance

LONG = "Many people find great relief in treatment."
SHORT = "Yes."
Line = TypeVar("Line")


class Dialogue:
    """A speaker at the other end of two pipes, killed if it takes too long. `said`: what it wrote so far."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            SPEAKER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(data_folder("audio").parent)},
        )
        self.said: list[Message] = []
        self._limit = Timer(LIMIT_SECONDS, self.process.kill)
        self._limit.start()

    def send(self, *lines: Message | bytes) -> None:
        assert self.process.stdin
        for line in lines:
            self.process.stdin.write(line if isinstance(line, bytes) else encode(line))
        self.process.stdin.flush()

    def until(self, kind: type[Line], met: Callable[[Line], bool] = lambda _: True) -> Line:
        """Return the next line of a kind that meets something; an error when the speaker ends before."""
        assert self.process.stdout
        for written in self.process.stdout:
            self.said.append(line := decode(written))
            if isinstance(line, kind) and met(line):
                return line
        pytest.fail("the speaker ended")

    def close(self) -> str:
        """End the lines; return what it wrote on stderr when it has ended."""
        _, errors = self.process.communicate()
        self._limit.cancel()
        return errors.decode()


@pytest.fixture
def dialogue(no_device: None) -> Iterator[Dialogue]:  # noqa: ARG001 - it sets the environment
    dialogue = Dialogue()
    yield dialogue
    dialogue.close()
    assert dialogue.process.returncode == ExitCode.OK


def say(turn: int, *said: Utterance, begin: int = 0) -> Say:
    return Say(turn=turn, utterances=said, rate=RATE, begin=begin)


def of_turn(lines: list[Message], turn: int) -> list[Message]:
    """Return what is told of a turn, but for the engine's comings and goings."""
    return [
        line
        for line in lines
        if getattr(line, "turn", None) == turn and not isinstance(line, Rendering | Rendered)
    ]


def test_it_is_ready_then_tells_that_there_is_no_sound(dialogue: Dialogue) -> None:
    sound = dialogue.until(Sound)
    assert dialogue.said == [Ready(), sound]
    assert not sound.on
    assert sound.reason == "no sound device can be opened"


def test_without_a_device_it_tells_every_word_in_order(dialogue: Dialogue, voice: Voice) -> None:
    first, second = utterance("One two, three.", number=1, pause=50), utterance("Four five.", number=2)
    dialogue.send(say(1, first), More(turn=1, utterances=(second,)))
    dialogue.until(Finished, lambda line: line.utterance == 2)
    expected: list[FromSpeaker] = []
    for said in (first, second):
        clip = voice.render(said, rate=RATE)
        assert clip
        expected.append(Started(turn=1, utterance=said.id))
        expected += [Word(turn=1, utterance=said.id, start=m.start, end=m.end) for m in clip.marks]
        expected.append(Finished(turn=1, utterance=said.id))
    assert of_turn(dialogue.said, 1) == expected


@pytest.mark.requirement("K05")
def test_a_new_turn_cuts_the_old_one_off(dialogue: Dialogue) -> None:
    dialogue.send(say(1, utterance(LONG, number=1), utterance(LONG, number=2)))
    dialogue.until(Word, lambda line: line.start > 0)
    late, more = utterance(LONG, number=4), utterance(SHORT, number=5)
    dialogue.send(say(2, utterance(SHORT, number=3)), More(turn=1, utterances=(late,)))
    dialogue.send(More(turn=2, utterances=(more,)))
    dialogue.until(Started, lambda line: line.turn == 2)
    before = len(dialogue.said)
    dialogue.until(Finished, lambda line: line.utterance == more.id)
    assert of_turn(dialogue.said[before:], 1) == []
    assert [line.utterance for line in dialogue.said if isinstance(line, Started)] == [1, 3, 5]
    assert [line.utterance for line in dialogue.said if isinstance(line, Finished)] == [3, 5]


@pytest.mark.requirement("K05")
def test_of_20_turns_in_a_row_the_last_one_is_said(dialogue: Dialogue) -> None:
    dialogue.until(Ready)
    dialogue.send(*(say(turn, utterance(LONG, number=turn)) for turn in range(1, 20)))
    dialogue.send(say(20, utterance(SHORT, number=20)))
    dialogue.until(Finished)
    started = [line.turn for line in dialogue.said if isinstance(line, Started)]
    assert started[-1] == 20
    assert of_turn(dialogue.said, 20) == [
        Started(turn=20, utterance=utterance(SHORT, number=20).id),
        Word(turn=20, utterance=utterance(SHORT, number=20).id, start=0, end=3),
        Finished(turn=20, utterance=utterance(SHORT, number=20).id),
    ]


def test_silence_ends_the_turn(dialogue: Dialogue) -> None:
    dialogue.send(say(1, utterance(LONG, number=1)))
    dialogue.until(Word)
    dialogue.send(Silence(), Ping(number=7))
    dialogue.until(Pong)
    before = len(dialogue.said)
    dialogue.send(More(turn=1, utterances=(utterance(SHORT, number=2),)), say(3, utterance(SHORT, number=3)))
    dialogue.until(Finished)
    assert of_turn(dialogue.said[before:], 1) == []


def test_a_turn_can_begin_within_its_first_sentence_only(dialogue: Dialogue) -> None:
    at = LONG.index("relief")
    dialogue.send(
        say(1, utterance(LONG, number=1), utterance("One two three four five.", number=2), begin=at)
    )
    dialogue.until(Finished, lambda line: line.utterance == 2)
    words = [(line.utterance, line.start) for line in dialogue.said if isinstance(line, Word)]
    assert words[0] == (1, at)
    assert [start for said, start in words if said == 2] == [0, 4, 8, 14, 19]


def test_what_cannot_be_said_is_told_and_the_next_follows(dialogue: Dialogue) -> None:
    silent, foreign = utterance("...", number=1), utterance(SHORT, number=2, lang="tlh")
    dialogue.send(say(1, silent, foreign, utterance(SHORT, number=3)))
    dialogue.until(Finished)
    assert [
        (type(line), getattr(line, "utterance", 0), getattr(line, "reason", ""))
        for line in of_turn(dialogue.said, 1)
        if not isinstance(line, Word)
    ] == [
        (Failed, 1, "This sentence cannot be said."),
        (Failed, 2, "There is no voice for this language."),
        (Started, 3, ""),
        (Finished, 3, ""),
    ]


def test_garbage_is_passed_over(dialogue: Dialogue) -> None:
    wrong = b'{"kind": "Volume", "gain": "x"}\n'
    dialogue.send(b"hello\n", b"\xff\xfe\n", b"[" * 100_000 + b"\n", b"{}\n", wrong, Ready(), Ping(number=7))
    assert dialogue.until(Pong).number == 7
    errors = dialogue.close()
    assert errors.count("makes no sense") == 5
    assert "not for the speaker" in errors


def test_it_ends_with_its_lines(dialogue: Dialogue) -> None:
    dialogue.send(say(1, utterance(LONG, number=1)))
    dialogue.until(Word)
    dialogue.close()
    assert dialogue.process.returncode == ExitCode.OK


def test_it_ends_when_nobody_listens(dialogue: Dialogue) -> None:
    dialogue.until(Sound)
    assert dialogue.process.stdout
    dialogue.process.stdout.close()
    dialogue.send(Ping(number=1))
    assert dialogue.process.wait() == ExitCode.OK


def test_its_lines_are_not_mixed_with_what_libraries_print(no_device: None) -> None:  # noqa: ARG001
    noise = (
        "import os; from kiosk.speech import speaker; "
        "ready = speaker.Speaker.run; "
        "speaker.Speaker.run = lambda self: (os.write(1, b'ALSA lib\\n'), ready(self)); speaker.main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", noise],
        input=encode(Ping(number=1)),
        capture_output=True,
        timeout=LIMIT_SECONDS,
        check=True,
        env=os.environ | {"PYTHONPATH": str(data_folder("audio").parent)},
    )
    assert b"ALSA lib" in ended.stderr
    assert b"ALSA lib" not in ended.stdout
