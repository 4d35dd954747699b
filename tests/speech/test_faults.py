"""Faults of the speaker and of the engine, with real processes: what is told, and how soon speech is back."""

import asyncio
import logging
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.assembly import new_visit
from kiosk.paths import bundled_pack, data_folder
from kiosk.settings import Settings
from kiosk.speech.events import NotSaid, Saying, SpeechEvent, WordHeard
from kiosk.speech.process import ERRORS_LOGGED
from kiosk.speech.protocol import Ready, Started
from kiosk.speech.utterance import Signal
from kiosk.visit import edition

from .faults import Stopwatch, frail, log_of, measured
from .talking import LIMIT_SECONDS, Talking, talking
from .texts import sounded, utterance

pytestmark = pytest.mark.usefixtures("no_device")

LONG = "Many people find great relief in treatment."
ONE, THREE = utterance(LONG, number=1), utterance("One two.", number=3)
DEADLY = utterance("A deadly sentence.", number=2)
ENGINE_FAULTS = ("crash", "hang", "hold", "raises")
KEYS = ("right", "down", "left", "up", "r", "2", "?", "x", "+", "-", " ", "m")
OURS = 5.0  # seconds, for a busy machine; measured: below 1


def pid_of(talk: Talking) -> int:
    assert talk.process.pid
    return talk.process.pid


def unsent(talk: Talking) -> int:
    """Return how many bytes the speaker has not taken yet, beside what its pipe holds."""
    process = talk.process._process  # noqa: SLF001 - its pipe is what is asked for
    assert process
    assert process.stdin
    return process.stdin.transport.get_write_buffer_size()


def begun(talk: Talking, number: int) -> int:
    """Return how often an utterance was begun."""
    words = talk.words(number)
    return words.count(words[0]) if words else 0


def not_said(talk: Talking) -> list[SpeechEvent]:
    return [event for event in talk.events if isinstance(event, NotSaid)]


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGSEGV, signal.SIGSTOP])
async def test_the_sentence_begins_again_after_the_speaker_fails(sent: signal.Signals) -> None:
    async with talking() as talk:
        talk.speech.say([ONE, THREE])
        await talk.until_word(1, count=3)
        heard = len(talk.words(1))
        os.kill(pid_of(talk), sent)
        watch = Stopwatch(f"speaker {sent.name}")
        await talk.until_word(1, count=heard + 1)
        watch.within(OURS)
        await talk.until_said(3)
        assert talk.milestones() == ["saying 1", "said 1", "saying 3", "said 3"]
        assert begun(talk, 1) == 2


@pytest.mark.parametrize("fault", ENGINE_FAULTS)
async def test_a_sentence_that_ends_the_engine_once_is_said_all_the_same(fault: str, tmp_path: Path) -> None:
    (tmp_path / "fails").touch()
    async with talking(frail(fault, tmp_path / "fails")) as talk:
        talk.speech.say([DEADLY, THREE])
        await talk.until_said(3)
        assert talk.milestones() == ["saying 2", "said 2", "saying 3", "said 3"]
        assert not_said(talk) == []
        assert not (tmp_path / "fails").exists()


@pytest.mark.parametrize("fault", ENGINE_FAULTS)
async def test_a_sentence_that_ends_the_engine_twice_is_left_out_and_the_next_is_said(fault: str) -> None:
    async with talking(frail(fault)) as talk:
        await talk.until(talk.sound)
        talk.speech.say([ONE, utterance(LONG, number=4), DEADLY, THREE])
        await talk.until_said(4)
        watch = Stopwatch(f"engine {fault}, the second time")
        await talk.until_word(3)
        watch.within(OURS + 3, "the next sentence heard")
        await talk.until_said(3)
        assert talk.milestones() == ["saying 1", "said 1", "saying 4", "said 4", "saying 3", "said 3"]
        assert not_said(talk) == [NotSaid(DEADLY, "This sentence cannot be said.")]
        assert begun(talk, 1) == 1
        assert begun(talk, 4) <= 2  # the first death may cut it off, no other


async def test_what_ended_the_engine_twice_never_ends_it_again() -> None:
    async with talking(frail("crash")) as talk:
        talk.speech.say([DEADLY, THREE])
        await talk.until_said(3)
        survivor = pid_of(talk)
        again, last = utterance(DEADLY.written, number=12), utterance("One two.", number=13)
        talk.speech.say([utterance(LONG, number=11), again, last])
        await talk.until_said(13)
        assert pid_of(talk) == survivor
        assert not_said(talk)[1:] == [NotSaid(again, "This sentence cannot be said.")]
        assert begun(talk, 11) == 1


async def test_a_sentence_that_is_heard_while_speakers_die_is_never_blamed() -> None:
    async with talking() as talk:
        talk.speech.say([ONE, THREE])
        for _ in range(4):
            await talk.until_word(1, count=len(talk.words(1)) + 3)
            os.kill(pid_of(talk), signal.SIGKILL)
        await talk.until_said(3)
        assert talk.milestones() == ["saying 1", "said 1", "saying 3", "said 3"]
        assert not_said(talk) == []


async def test_garbage_between_the_lines_changes_nothing() -> None:
    async with talking(frail("garbage")) as talk:
        talk.speech.say([ONE, THREE])
        await talk.until_said(3)
        assert talk.milestones() == ["saying 1", "said 1", "saying 3", "said 3"]
        assert begun(talk, 1) == 1
        assert not_said(talk) == []


async def test_a_flood_of_errors_neither_stops_speech_nor_fills_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO):
        async with talking(frail("flood")) as talk:
            talk.speech.say([ONE, THREE])
            await talk.until_said(3)
            assert talk.milestones() == ["saying 1", "said 1", "saying 3", "said 3"]
            assert begun(talk, 1) == 1
    told = [line for line in log_of(caplog) if line.startswith("speaker: ")]
    assert len(told) == len(set(told)) == ERRORS_LOGGED
    assert sum(map(len, told)) < 10_000


async def test_what_each_speaker_writes_as_errors_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        async with talking() as talk:
            for number in range(3):
                talk.speech.say([utterance("Yes.", number=number)])
                await talk.until_said(number)
                talk.process.send(Ready())  # type: ignore[arg-type]
                talk.speech.say([utterance("Yes.", number=number + 10)])
                await talk.until_said(number + 10)
                os.kill(pid_of(talk), signal.SIGKILL)
    assert sum("not for the speaker" in line for line in log_of(caplog)) == 1


async def test_a_signal_whose_file_is_gone_is_left_out_and_speech_goes_on(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    chime = sounded(Signal.END, number=2)
    with caplog.at_level(logging.INFO):
        async with talking(frail("audio", tmp_path)) as talk:
            talk.speech.say([ONE, chime, THREE])
            await talk.until_said(3)
            assert talk.milestones() == ["saying 1", "said 1", "saying 3", "said 3"]
            assert not_said(talk) == [NotSaid(chime, 'The signal "end" is left out.')]
    told = [line for line in log_of(caplog) if "end.wav" in line]
    assert len(told) == 1
    assert "cannot be read; copy it again" in told[0]


async def test_a_signal_is_heard_again_when_the_speaker_fails_in_it() -> None:
    async with talking() as talk:
        talk.speech.say([sounded(Signal.END, number=1), THREE])
        await talk.until_saying(1)
        os.kill(pid_of(talk), signal.SIGKILL)
        await talk.until_said(3)
        assert talk.milestones() == ["saying 1", "said 1", "saying 3", "said 3"]
        started = [line.utterance for line in talk.lines if isinstance(line, Started)]
        assert started == [1, 1, 3]


async def test_of_1000_keys_in_a_second_the_last_is_heard_and_nothing_queues_up() -> None:
    async with talking() as talk:
        visit = new_visit(edition.load([bundled_pack()]), talk.speech, Settings())
        visit_hears, test_hears = talk.speech.tell, talk._hear  # noqa: SLF001 - the visit hears alone
        talk.speech.tell = lambda event: (test_hears(event), visit_hears(event))[0]
        visit.begin()
        await talk.until(lambda: talk.milestones()[-1:] != [])
        watch, longest = Stopwatch("1,000 keys"), 0
        for number in range(1000):
            visit.press(KEYS[number % len(KEYS)])
            longest = max(longest, unsent(talk))
            if number % 20 == 0:
                await asyncio.sleep(0)  # the loop carries the lines, as between real keys
        watch.within(OURS, "taken")
        visit.press("h")
        watch = Stopwatch("1,000 keys")
        told = len(talk.events)
        await talk.until(lambda: any(isinstance(event, WordHeard) for event in talk.events[told:]))
        watch.within(OURS, "the last key's words heard")
        measured(f"1,000 keys: at most {longest} bytes are queued")
        assert longest < 1 << 20
        saying = next(event.utterance for event in talk.events[told:] if isinstance(event, Saying))
        assert saying.written == "Helpline"
        ids = [event.utterance.id for event in talk.events if isinstance(event, Saying)]
        assert len(ids) == len(set(ids))


KIOSK = """
import asyncio, os, signal, sys
from kiosk.speech.process import SpeakerProcess

signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests may have it ignored

async def main():
    ready = asyncio.Event()
    speaker = SpeakerProcess(receive=lambda _: ready.set(), started=lambda: None, failed=print)
    await speaker.start()
    await ready.wait()
    print(speaker.pid, flush=True)
    sys.stdin.readline()
    match sys.argv[1]:
        case "os._exit": os._exit(0)
        case "error": raise ZeroDivisionError
        case "close": await speaker.close()
        case "abort": os.abort()
        case number: os.kill(os.getpid(), int(number))
    await asyncio.Event().wait() if sys.argv[1].isdigit() else None

asyncio.run(main())
"""
ENDINGS = (
    *(str(int(number)) for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)),
    *("os._exit", "error", "close", "abort"),
)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux's own way to end with a parent")
@pytest.mark.parametrize("stopped", [False, True], ids=["speaker well", "speaker stopped"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_no_speaker_survives_the_kiosk(ending: str, stopped: bool) -> None:
    kiosk = subprocess.Popen(
        [sys.executable, "-c", KIOSK, ending],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(data_folder("audio").parent)},
    )
    assert kiosk.stdin
    assert kiosk.stdout
    with kiosk.stdin, kiosk.stdout:
        speaker = int(kiosk.stdout.readline())
        handle = os.pidfd_open(speaker)
        try:
            if stopped:
                os.kill(speaker, signal.SIGSTOP)
            kiosk.stdin.write(b"\n")
            kiosk.stdin.flush()
            watch = Stopwatch(f"kiosk ends by {ending}")
            kiosk.wait(LIMIT_SECONDS)
            assert select.select([handle], [], [], LIMIT_SECONDS)[0], "the speaker has survived"
            watch.within(OURS, "no process is left")
        finally:
            os.close(handle)
            kiosk.kill()


async def test_an_engine_that_is_slow_and_goes_on_is_left_alone() -> None:
    async with talking(frail("slow")) as talk:
        talk.speech.say([utterance("One, two.", number=1)])
        pid = talk.process.pid
        await talk.until_said(1)
        assert talk.process.pid == pid
        assert talk.milestones() == ["saying 1", "said 1"]
