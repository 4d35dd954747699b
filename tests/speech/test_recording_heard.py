"""A recording that is there is what a real speaker plays, word by word; at another rate the voice speaks."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.speech.utterance import UtteranceId, WordsPerMinute
from kiosk.speech.voice import Voice

from .narrated import RATE, passage, read_aloud, write_wav
from .talking import SPEAKER, talking

TEXT = "Coping works best with information."
SLOWLY = WordsPerMinute(95)


@pytest.mark.parametrize(("rate", "recorded"), [(125, True), (150, False)])
async def test_a_recording_is_played_at_its_own_rate_only(
    voice: Voice, tmp_path: Path, rate: int, recorded: bool
) -> None:
    sound, _ = read_aloud(voice, TEXT, rate=SLOWLY)
    write_wav(tmp_path / "pack" / "part" / "001.wav", sound)
    [(said, excerpt)] = passage(TEXT)
    by_voice = voice.render(said, rate=WordsPerMinute(rate))
    slow = voice.render(said, rate=SLOWLY)
    assert by_voice
    assert slow
    async with talking((*SPEAKER, str(tmp_path))) as kiosk:
        kiosk.speech.set_rate(WordsPerMinute(rate))
        kiosk.speech.say([replace(said, excerpt=excerpt)])
        await kiosk.until_saying(said.id)
        began = time.monotonic()
        await kiosk.until_said(said.id)
        seconds = time.monotonic() - began
    assert kiosk.words(UtteranceId(said.id)) == [TEXT.index(word) for word in TEXT.split()]
    between = (len(by_voice.samples) + len(slow.samples)) / 2 / RATE
    assert (seconds > between) == recorded
