"""The supervisor with a real speaker: what is told when that is well, dies, hangs or never starts."""

import asyncio
import contextlib
import logging
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.paths import data_folder
from kiosk.speech.events import SoundChanged, WordHeard
from kiosk.speech.process import SpeakerProcess
from kiosk.speech.protocol import FromSpeaker, Started

from .talking import LIMIT_SECONDS, Talking, talking
from .texts import utterance

pytestmark = pytest.mark.usefixtures("no_device")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="Linux's own way to end with a parent")

LONG = "Many people find great relief in treatment."
ONE, TWO, LAST = utterance(LONG, number=1), utterance("Yes.", number=2), utterance("One two.", number=3)


def ended(pid: int) -> bool:
    """Wait until a process has ended; False when it does not."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([process], [], [], LIMIT_SECONDS)[0])
    finally:
        os.close(process)


def pid_of(talk: Talking) -> int:
    assert talk.process.pid
    return talk.process.pid


async def test_sentences_are_said_with_their_words_in_order() -> None:
    async with talking() as talk:
        talk.speech.say([ONE, TWO])
        await talk.until_said(2)
        assert talk.milestones() == ["saying 1", "said 1", "saying 2", "said 2"]
        assert talk.words(1) == sorted({place.written_start for place in ONE.places} & set(talk.words(1)))
        assert len(talk.words(1)) >= len(ONE.places) - 2  # some are said as one: "in the"
        assert talk.words(2) == [0]
        assert talk.sound() == [False]


@pytest.mark.requirement("K05")
async def test_what_is_said_anew_cuts_off_what_is_heard() -> None:
    async with talking() as talk:
        talk.speech.say([ONE, TWO])
        await talk.until_word(1, count=2)
        talk.speech.say([LAST])
        assert talk.milestones() == ["saying 1", "cut 1"]
        heard = len(talk.events)
        await talk.until_said(3)
        assert talk.milestones() == ["saying 1", "cut 1", "saying 3", "said 3"]
        told = [event.utterance for event in talk.events[heard:] if isinstance(event, WordHeard)]
        assert told == [3, 3]


@pytest.mark.requirement("K05")
async def test_of_20_keys_in_a_row_only_the_last_is_heard_to_its_end() -> None:
    async with talking() as talk:
        for number in range(10, 30):
            talk.speech.say([utterance(LONG, number=number)])
            if number % 3 == 0:
                await talk.until_word(number)
        talk.speech.say([LAST])
        await talk.until_said(3)
        turns = [line.turn for line in talk.lines if isinstance(line, Started)]
        assert turns == sorted(set(turns))
        ended_by = [milestone for milestone in talk.milestones() if milestone.startswith("said")]
        assert ended_by == ["said 3"]


@pytest.mark.requirement("K04")
async def test_speech_is_paused_and_goes_on_from_its_word() -> None:
    async with talking() as talk:
        talk.speech.say([ONE, TWO])
        await talk.until_word(1, count=3)
        held = talk.words(1)[-1]
        talk.speech.pause([LAST])
        before = len(talk.words(1))
        await talk.until_said(3)
        assert len(talk.words(1)) == before
        talk.speech.resume()
        await talk.until_said(2)
        assert talk.words(1)[before] == held
        assert talk.milestones() == [
            "saying 1",
            "saying 3",
            "said 3",
            "said 1",
            "saying 2",
            "said 2",
        ]


async def test_a_speaker_that_is_killed_is_replaced_and_the_sentence_begins_again() -> None:
    async with talking() as talk:
        talk.speech.say([ONE, TWO])
        await talk.until_word(1, count=3)
        killed, before = pid_of(talk), talk.words(1)
        os.kill(killed, signal.SIGKILL)
        await talk.until_said(2)
        assert pid_of(talk) != killed
        again = talk.words(1)[len(before) :]
        assert again[: len(before)] == before
        assert again == sorted(set(again))
        assert talk.milestones() == ["saying 1", "said 1", "saying 2", "said 2"]
        assert talk.sound() == [False]


async def test_a_speaker_that_is_killed_again_and_again_is_replaced_each_time() -> None:
    async with talking() as talk:
        talk.speech.say([ONE])
        for _ in range(3):
            heard = len(talk.words(1))
            await talk.until_word(1, count=heard + 1)
            os.kill(pid_of(talk), signal.SIGKILL)
        talk.speech.say([LAST])
        await talk.until_said(3)
        assert talk.milestones() == ["saying 1", "cut 1", "saying 3", "said 3"]


async def test_a_speaker_that_hangs_is_ended_and_replaced() -> None:
    async with talking() as talk:
        talk.speech.say([ONE])
        await talk.until_word(1, count=2)
        stopped = pid_of(talk)
        os.kill(stopped, signal.SIGSTOP)
        await talk.until_said(1)
        assert pid_of(talk) != stopped
        assert talk.milestones() == ["saying 1", "said 1"]
        assert ended(stopped)


async def test_a_speaker_answers_when_it_has_its_voice_and_not_while_it_hangs() -> None:
    async with talking() as talk:

        async def until(answers: bool) -> None:
            async with asyncio.timeout(LIMIT_SECONDS):
                while talk.process.answers is not answers:  # noqa: ASYNC110 - nothing tells of it
                    await asyncio.sleep(0.01)

        assert not talk.process.answers
        await until(True)
        stopped = pid_of(talk)
        os.kill(stopped, signal.SIGSTOP)
        await until(False)
        await until(True)
        assert pid_of(talk) != stopped


async def test_what_the_speaker_writes_as_errors_never_blocks_it() -> None:
    flood = (
        "import runpy, sys; sys.stderr.write('x' * 5_000_000); sys.stderr.flush(); "
        "runpy.run_module('kiosk.speech.speaker', run_name='__main__')"
    )
    async with talking((sys.executable, "-c", flood)) as talk:
        talk.speech.say([TWO])
        await talk.until_said(2)


async def test_garbled_lines_are_passed_over() -> None:
    garbled = (
        "import runpy, os; os.write(1, b'ALSA lib\\n{}\\n\\xff\\n'); "
        "runpy.run_module('kiosk.speech.speaker', run_name='__main__')"
    )
    async with talking((sys.executable, "-c", garbled)) as talk:
        talk.speech.say([TWO])
        await talk.until_said(2)
        assert talk.milestones() == ["saying 2", "said 2"]


@pytest.mark.parametrize(
    "command", [(sys.executable, "-c", "raise SystemExit(7)"), ("/nobody/speaks",)], ids=["ends", "missing"]
)
async def test_a_speaker_that_never_starts_is_told_as_sound_off(command: tuple[str, ...]) -> None:
    async with talking(command) as talk:
        talk.speech.say([TWO])
        await talk.until(talk.sound)
        assert talk.events == [SoundChanged(on=False, reason="the voice does not start")]


async def test_without_a_voice_the_device_is_never_told_as_sound(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = "import time\ndef init(driver):\n    time.sleep(0.1)\n    raise RuntimeError('no engine')\n"
    (tmp_path / "pyttsx3" / "drivers").mkdir(parents=True)
    (tmp_path / "pyttsx3" / "__init__.py").write_text(slow)
    (tmp_path / "pyttsx3" / "drivers" / "__init__.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    async with talking() as talk:
        await talk.until(talk.sound)
        assert talk.events == [SoundChanged(on=False, reason="the voice does not start")]


async def test_a_fault_in_what_takes_the_lines_is_told_and_not_swallowed() -> None:
    faults: asyncio.Queue[BaseException] = asyncio.Queue()
    fault = ZeroDivisionError("a fault of the kiosk's own")

    def receive(_: FromSpeaker) -> None:
        raise fault

    process = SpeakerProcess(receive=receive, started=lambda: None, failed=faults.put_nowait)
    await process.start()
    try:
        async with asyncio.timeout(LIMIT_SECONDS):
            assert await faults.get() is fault
    finally:
        await process.close()


async def test_close_leaves_no_process_and_no_complaint(caplog: pytest.LogCaptureFixture) -> None:
    asyncio.get_running_loop().set_debug(True)
    with caplog.at_level(logging.WARNING):
        async with talking() as talk:
            talk.speech.say([ONE])
            await talk.until_word(1)
            pid = pid_of(talk)
        assert ended(pid)
        assert talk.process.pid is None
        talk.speech.cut()
        await talk.process.close()
    assert [record for record in caplog.records if record.name.startswith(("asyncio", "kiosk"))] == []
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_close_before_the_speaker_is_ready_leaves_no_process() -> None:
    async with talking() as talk:
        pid = pid_of(talk)
    assert ended(pid)


@linux_only
def test_a_speaker_ends_with_the_kiosk_however_it_ends() -> None:
    kiosk = (
        "import asyncio\n"
        "from kiosk.speech.process import SpeakerProcess\n"
        "async def main():\n"
        "    ready = asyncio.Event()\n"
        "    process = SpeakerProcess(receive=lambda _: ready.set(), started=lambda: None, failed=print)\n"
        "    await process.start()\n"
        "    await ready.wait()\n"
        "    print(process.pid, flush=True)\n"
        "    await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", kiosk],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(data_folder("audio").parent)},
    )
    assert parent.stdout
    with parent.stdout:
        speaker = int(parent.stdout.readline())
        os.kill(speaker, 0)
        os.kill(speaker, signal.SIGSTOP)  # so that it cannot end by itself, for want of lines
        parent.kill()
        parent.wait()
        try:
            assert ended(speaker)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(speaker, signal.SIGKILL)
