"""What is said, before it is sound: an utterance, with the place of each of its words in the written text."""

from dataclasses import dataclass
from typing import NewType

Milliseconds = NewType("Milliseconds", int)
WordsPerMinute = NewType("WordsPerMinute", int)
Decibels = NewType("Decibels", float)
UtteranceId = NewType("UtteranceId", int)


@dataclass(frozen=True)
class Place:
    """Characters of the spoken text, and the characters of the written text that they say (half open)."""

    spoken_start: int
    spoken_end: int
    written_start: int
    written_end: int


@dataclass(frozen=True)
class Utterance:
    """A sentence of the pack or a phrase of the kiosk, with its spoken form.

    `part` names the part of the pack that it comes from, or is empty. `places` are in the order of both
    texts. `pause` is the silence that follows it.
    """

    id: UtteranceId
    part: str
    lang: str
    written: str
    spoken: str
    places: tuple[Place, ...]
    pause: Milliseconds
