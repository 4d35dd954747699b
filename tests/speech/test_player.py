from array import array
from threading import Event

import pytest

from kiosk.errors import DeviceError
from kiosk.speech import player
from kiosk.speech.clip import Clip
from kiosk.speech.deck import Deck
from kiosk.speech.device import Samples
from kiosk.speech.player import Player, SilentDevice
from kiosk.speech.protocol import Finished, FromSpeaker
from kiosk.speech.utterance import Milliseconds

RATE = 22050


def no_device(_: Samples, *, sample_rate: int) -> SilentDevice:
    raise DeviceError("no sound device", detail=str(sample_rate))


def test_what_is_loaded_while_there_is_no_device_yet_is_played_in_silence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    over = Event()

    def tell(line: FromSpeaker, _: float) -> None:
        if isinstance(line, Finished):
            over.set()

    deck = Deck(sample_rate=RATE, tell=tell)
    finds = Player(deck, sample_rate=RATE, tell=lambda *_: None)

    class Slow(SilentDevice):
        """One that the player does not know yet when it is wanted."""

        def __init__(self, samples: Samples, *, sample_rate: int) -> None:
            super().__init__(samples, sample_rate=sample_rate)
            deck.load(Clip(1, 1, array("h", [1] * 100), (), Milliseconds(0)))
            finds.play()

    monkeypatch.setattr(player, "SilentDevice", Slow)
    monkeypatch.setattr(player, "DEVICES", (no_device,))
    finds.start()
    assert over.wait(10)
