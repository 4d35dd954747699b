"""`kiosk say`: a text said as the kiosk says it, to be heard or kept in a file, and shown as it is said."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kiosk.errors import UsageError
from kiosk.reading import sentences
from kiosk.settings import VoiceName
from kiosk.speech.utterance import Utterance, WordsPerMinute
from kiosk.staff import hearing, recording
from kiosk.staff.studio import RATE, Studio, Take, joined
from kiosk.visit.view import Line, LineKind

_REMEDY: Final = "--to FILE.wav keeps it in a file"


def say(
    text: str,
    *,
    lang: str,
    rate: WordsPerMinute = RATE,
    voice: VoiceName = VoiceName.AUTO,
    recorded_to: Path | None = None,
) -> Iterator[str]:
    """Yield one line, how the text is said; then return when it has been heard to its end.

    Bars stand in the line where a sentence ends, or a group of a number that is repeated to be written down.
    With `recorded_to` it is written there and not heard. Raises UsageError when there is nothing to say or
    the file cannot be written, VoiceError when it cannot be said, DeviceError without a sound device.
    """
    studio = Studio(voice)
    utterances = tuple(_utterances(studio, text, lang))
    takes = [studio.take(utterance, rate=rate) for utterance in utterances]
    if recorded_to:
        recording.write(recorded_to, joined(takes), sample_rate=studio.voice.sample_rate)
    spoken, phonemes = (" | ".join(said) for said in zip(*map(_as_said, takes), strict=True))
    yield f"{spoken}  /{phonemes}/"
    if not recorded_to:
        length = sum(take.seconds + take.clip.pause / 1000 for take in takes)
        asyncio.run(hearing.heard(utterances, rate=rate, voice=voice, seconds=length, remedy=_REMEDY))


def _utterances(studio: Studio, text: str, lang: str) -> Iterator[Utterance]:
    """Yield what a visit says where this stands as a paragraph of a pack."""
    spans = sentences.split(text)
    if not spans:
        raise UsageError("There is nothing to say: the text is empty.")
    for span in spans:
        sentence = span.of(text)
        line = Line(LineKind.PARAGRAPH, sentence, lang, passage=0)
        yield from studio.utterances.of_line(line, part="", text=sentence, last=span is spans[-1])


def _as_said(take: Take) -> tuple[str, str]:
    return take.utterance.spoken, take.phonemes
