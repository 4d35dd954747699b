"""The device of any system, playing through a real sound server."""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import math
from array import array
from itertools import pairwise
from pathlib import Path
from threading import Event

import miniaudio
import pytest

from kiosk.speech import portable
from kiosk.speech.clip import Clip, Mark
from kiosk.speech.deck import Deck
from kiosk.speech.portable import PortableDevice
from kiosk.speech.protocol import FromSpeaker, Word
from kiosk.speech.utterance import Milliseconds

from .sink import LIMIT_SECONDS, RATE, Sink, audible

HERTZ = 200.0
LOUD = 8000

pytestmark = pytest.mark.sound


@pytest.mark.requirement("K05")
def test_what_is_cut_off_fades_and_what_begins_in_its_midst_does_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A click is a leap. The tone's own are known; one at its loudest is ten times as far."""
    monkeypatch.setattr(portable, "BACKENDS", (miniaudio.Backend.PULSEAUDIO,))
    server = Sink(tmp_path)
    monkeypatch.setenv("PULSE_SERVER", server.server)
    half_way = Event()

    def tell(line: FromSpeaker, _: float) -> None:
        if isinstance(line, Word):
            half_way.set()

    deck = Deck(sample_rate=RATE, tell=tell)
    try:
        server.start()
        device = PortableDevice(deck, sample_rate=RATE)
        began = server.now
        for begin in (0, crest(4)):
            half_way.clear()
            deck.load(tone(begin=begin))
            device.play()
            assert half_way.wait(LIMIT_SECONDS)
            device.cut()
            server.wait(0.4)
        heard = audible(server.since(began))[RATE // 10 :]  # the server itself begins its stream with a leap
    finally:
        server.stop()
    assert len(heard) > RATE
    natural = LOUD * math.tau * HERTZ / RATE
    assert max(abs(int(after) - int(before)) for before, after in pairwise(heard)) < 2 * natural


def tone(*, begin: int) -> Clip:
    """Return two seconds of a tone, with a word in the middle."""
    samples = array("h", (round(LOUD * math.sin(math.tau * HERTZ * i / RATE)) for i in range(2 * RATE)))
    return Clip(1, 1, samples, (Mark(RATE, 5, 6),), Milliseconds(0), begin)


def crest(number: int) -> int:
    """Return the sample at which the tone is loudest for that time."""
    return round((number + 0.25) * RATE / HERTZ)
