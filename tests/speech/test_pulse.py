"""The device of a sound server, with a real server: what it takes back, and what a server that fails does."""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import math
import time
from array import array
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest

from kiosk.errors import DeviceError
from kiosk.speech import pulse
from kiosk.speech.clip import Clip
from kiosk.speech.deck import FADE_SECONDS, Deck
from kiosk.speech.pulse import PulseDevice
from kiosk.speech.utterance import Milliseconds

from .faults import FrailServer
from .sink import LIMIT_SECONDS, RATE, audible

HERTZ = 200.0
LOUD = 8000

pytestmark = pytest.mark.sound


class Taken(Deck):
    """A deck that counts what is taken and what is taken back."""

    def __init__(self) -> None:
        super().__init__(sample_rate=RATE, tell=lambda *_: None)
        self.taken = 0
        self.unheard = 0
        self.asked_in_vain = 0
        self.enough = Event()

    def take(self, frames: int, *, heard_in: float = 0.0) -> array[int]:
        samples = super().take(frames, heard_in=heard_in)
        self.taken += len(samples)
        if self.taken > RATE // 2:
            self.enough.set()
        if not samples:
            self.asked_in_vain += 1
        return samples

    def cut(self, unheard: int = 0) -> None:
        self.unheard = unheard
        super().cut(unheard)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FrailServer]:
    server = FrailServer(tmp_path)
    monkeypatch.setenv("PULSE_SERVER", server.server)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def tone(seconds: float) -> Clip:
    samples = array(
        "h", (round(LOUD * math.sin(math.tau * HERTZ * i / RATE)) for i in range(int(seconds * RATE)))
    )
    return Clip(1, 1, samples, (), Milliseconds(0))


def soon(happens: Callable[[], bool]) -> bool:
    until = time.monotonic() + LIMIT_SECONDS
    while time.monotonic() < until:
        if happens():
            return True
    return False


@pytest.mark.requirement("K05")
def test_what_is_not_yet_played_is_taken_back_and_the_rest_fades(server: FrailServer) -> None:
    deck = Taken()
    device = PulseDevice(deck, sample_rate=RATE)
    began = server.now
    deck.load(tone(5.0))
    device.play()
    assert deck.enough.wait(LIMIT_SECONDS)
    device.cut()
    server.wait(0.3)
    heard = audible(server.since(began))
    fade = int(FADE_SECONDS * RATE)
    assert deck.unheard > fade
    assert abs(len(heard) - (deck.taken - deck.unheard)) < fade
    assert not device.stuck
    natural = LOUD * math.tau * HERTZ / RATE
    assert (
        max(abs(int(b) - int(a)) for a, b in pairwise(heard[RATE // 10 :])) < 1.1 * natural
    )  # a click is a leap


def test_after_a_cut_the_next_words_are_whole(server: FrailServer) -> None:
    deck = Taken()
    device = PulseDevice(deck, sample_rate=RATE)
    deck.load(tone(5.0))
    device.play()
    assert deck.enough.wait(LIMIT_SECONDS)
    device.cut()
    server.wait(0.3)
    began = server.now
    deck.load(tone(0.4))
    device.play()
    server.wait(0.8)
    assert abs(len(audible(server.since(began))) - 0.4 * RATE) < 0.01 * RATE


def test_nothing_is_asked_for_while_there_is_nothing_to_be_heard(server: FrailServer) -> None:
    deck = Taken()
    device = PulseDevice(deck, sample_rate=RATE)
    deck.load(tone(0.2))
    device.play()
    server.wait(0.5)
    assert deck.taken == int(0.2 * RATE)
    asked = deck.asked_in_vain
    server.wait(1.5)
    assert deck.asked_in_vain == asked
    assert not device.stuck


def test_what_comes_after_a_silence_waits_from_then_on(server: FrailServer) -> None:
    """The speaker may be asked how its device is between the loading of a clip and its playing."""
    deck = Taken()
    device = PulseDevice(deck, sample_rate=RATE)
    server.wait(1.5 * pulse.STUCK_SECONDS)
    deck.load(tone(0.2))
    assert not device.stuck
    device.play()
    assert soon(lambda: deck.taken == int(0.2 * RATE))


def test_a_device_that_rests_is_heard_at_once(server: FrailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "REST_SECONDS", 0.1)
    deck = Taken()
    device = PulseDevice(deck, sample_rate=RATE)
    for _ in range(2):
        began = server.now
        deck.load(tone(0.3))
        device.play()
        server.wait(1.0)
        assert abs(len(audible(server.since(began))) - 0.3 * RATE) < 0.01 * RATE
        assert device.rests
        assert not device.stuck


def test_a_server_that_has_ended_is_known_at_once(server: FrailServer) -> None:
    device = PulseDevice(Taken(), sample_rate=RATE)
    server.kill()
    assert soon(lambda: device.stuck)


def test_a_server_that_hangs_is_known_while_there_is_something_to_be_heard(server: FrailServer) -> None:
    deck = Taken()
    device = PulseDevice(deck, sample_rate=RATE)
    server.hang()
    assert not device.stuck
    deck.load(tone(5.0))
    device.play()
    assert soon(lambda: device.stuck)
    server.go_on()


def test_without_a_server_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")

    def threads() -> int:
        return len(list(Path("/proc/self/task").iterdir()))

    before = threads()
    for _ in range(5):
        with pytest.raises(DeviceError, match=r"there is no sound server|has no device"):
            PulseDevice(Taken(), sample_rate=RATE)
    assert soon(lambda: threads() <= before)
