"""Faults of the sound server and its device, with real processes: what is told, how soon sound is back."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from kiosk.speech.events import NotSaid

from .faults import FrailServer, Stopwatch, frail, hide_alsa, measured
from .sink import audible, level
from .talking import Talking, talking
from .texts import utterance

pytestmark = pytest.mark.sound

LONG = "Many people find great relief in treatment, through specialists who know about it and through others."
SHORT = "One, two."
NOTICED = 10.0  # seconds until what is written goes on, on a busy machine; measured: below 3
BACK = 15.0  # seconds until the device is taken again, on a busy machine; measured: below 3


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrailServer]:
    hide_alsa(monkeypatch, tmp_path)
    server = FrailServer(tmp_path)
    monkeypatch.setenv("PULSE_SERVER", server.server)
    yield server
    server.kill()


@pytest.fixture
async def talk(server: FrailServer) -> AsyncIterator[Talking]:
    """Speech that is heard: the first words of a sentence have been."""
    server.start()
    async with talking() as talk:
        await talk.until(lambda: talk.sound() == [True])
        talk.speech.say([utterance(SHORT, number=0)])
        await talk.until_said(0)
        talk.speech.say([utterance(LONG, number=1), utterance(SHORT, number=2)])
        await talk.until_word(1, count=4)
        yield talk


async def goes_on(talk: Talking, fault: Stopwatch) -> None:
    """Wait until the sentence is said from its beginning, without sound."""
    heard = len(talk.words(1))
    await talk.until_word(1, count=heard + 1)
    fault.within(NOTICED, "the text goes on in silence")
    again = talk.words(1)[heard:]
    assert again[0] == talk.words(1)[0]


async def comes_back(talk: Talking, server: FrailServer, fault: str) -> None:
    """Start the server, and wait until sound is told to be back and is heard."""
    starting = asyncio.create_task(server.start_beside())
    await talk.until(lambda: talk.sound()[-1])
    told_at = time.monotonic()
    await starting
    measured(
        f"{fault}: sound is back {max(0.0, told_at - server.answers_since):.2f} s after the server answers"
    )
    assert told_at - server.answers_since < BACK
    await is_heard(talk, server)


async def is_heard(talk: Talking, server: FrailServer) -> None:
    """Wait until a sentence is heard; nothing was left out before."""
    began = server.now
    talk.speech.say([utterance(SHORT, number=9)])
    await talk.until_said(9)
    server.wait(0.2)
    assert level(audible(server.since(began))) > -40
    assert not any(isinstance(event, NotSaid) for event in talk.events)


def told(talk: Talking) -> list[str]:
    """Return what began and how it ended of the two sentences."""
    return [milestone for milestone in talk.milestones() if milestone.split()[1] in {"1", "2"}]


WHOLE = ["saying 1", "said 1", "saying 2", "said 2"]


async def test_the_server_is_killed_and_started_again(talk: Talking, server: FrailServer) -> None:
    server.kill()
    await goes_on(talk, Stopwatch("sound server killed"))
    await talk.until_said(2)
    assert told(talk) == WHOLE
    await comes_back(talk, server, "sound server started again")
    assert talk.sound() == [True, False, True]


async def test_the_server_is_killed_and_at_once_started_again(talk: Talking, server: FrailServer) -> None:
    server.kill()
    starting, heard = asyncio.create_task(server.start_beside()), len(talk.words(1))
    end = Stopwatch("sound server killed and at once started again")
    await talk.until_word(1, count=heard + 1)
    end.within(NOTICED, "the sentence begins again")
    await talk.until(lambda: talk.sound()[-1])
    end.within(BACK, "sound is back")
    await talk.until_said(2)
    assert told(talk) == WHOLE
    await starting
    await is_heard(talk, server)


async def test_the_server_hangs_and_goes_on(talk: Talking, server: FrailServer) -> None:
    server.hang()
    await goes_on(talk, Stopwatch("sound server hangs"))
    await talk.until_said(2)
    assert told(talk) == WHOLE
    end = Stopwatch("sound server goes on")
    server.go_on()
    await talk.until(lambda: talk.sound()[-1])
    end.within(BACK, "sound is back")
    await is_heard(talk, server)
    assert talk.sound() == [True, False, True]


async def test_the_server_hangs_and_is_killed_and_started_again(talk: Talking, server: FrailServer) -> None:
    server.hang()
    await talk.until(lambda: not talk.sound()[-1])
    server.kill()
    await comes_back(talk, server, "hung sound server replaced")
    assert talk.sound() == [True, False, True]


async def test_the_device_is_taken_away_in_mid_sentence_and_comes_back(
    talk: Talking, server: FrailServer
) -> None:
    server.take_device_away()
    await goes_on(talk, Stopwatch("device taken away"))
    await talk.until_said(2)
    assert told(talk) == WHOLE
    server.kill()  # its recorder ended with the device
    await comes_back(talk, server, "device given back")
    assert talk.sound() == [True, False, True]


async def test_no_device_at_the_start_and_one_later(server: FrailServer) -> None:
    async with talking() as talk:
        await talk.until(talk.sound)
        talk.speech.say([utterance(LONG, number=1), utterance(SHORT, number=2)])
        await talk.until_said(2)
        assert told(talk) == WHOLE
        await comes_back(talk, server, "device comes after the start")
        assert talk.sound() == [False, True]


@pytest.mark.parametrize("device", ["portable", "rests"])
@pytest.mark.parametrize("fault", ["killed", "hangs"])
async def test_the_server_fails_while_nothing_is_said(server: FrailServer, fault: str, device: str) -> None:
    server.start()
    async with talking(frail(device, 0.2)) as talk:
        await talk.until(lambda: talk.sound() == [True])
        talk.speech.say([utterance(SHORT, number=0)])
        await talk.until_said(0)
        server.wait(1.0)  # the device rests
        if fault == "killed":
            server.kill()
        else:
            server.hang()
        talk.speech.say([utterance(LONG, number=1), utterance(SHORT, number=2)])
        watch = Stopwatch(f"sound server {fault} while the device rests")
        await talk.until(lambda: not talk.sound()[-1])
        await goes_on(talk, watch)
        await talk.until_said(2)
        assert told(talk) == WHOLE
        if fault == "killed":
            await comes_back(talk, server, "sound server killed while the device rests")
        else:
            server.go_on()
            await talk.until(lambda: talk.sound()[-1])
            await is_heard(talk, server)


async def test_the_server_hangs_as_the_device_is_laid_to_rest(server: FrailServer) -> None:
    server.start()
    async with talking(frail("portable", 0.5)) as talk:
        await talk.until(lambda: talk.sound() == [True])
        talk.speech.say([utterance(SHORT, number=0)])
        await talk.until_said(0)
        server.hang()
        talk.speech.say([utterance(LONG, number=1), utterance(SHORT, number=2)])
        watch = Stopwatch("sound server hangs at the end of speech")
        await talk.until_said(2)
        watch.within(NOTICED + 5, "all is said in silence")
        assert told(talk) == WHOLE
        end = Stopwatch("sound server goes on")
        server.go_on()
        await talk.until(lambda: talk.sound()[-1])
        end.within(BACK, "sound is back")
        await is_heard(talk, server)
