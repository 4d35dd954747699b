"""What is said, before it is sound: an utterance, with the place of each of its words in the written text."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType

from kiosk.speech.excerpt import Excerpt

Milliseconds = NewType("Milliseconds", int)
WordsPerMinute = NewType("WordsPerMinute", int)
Decibels = NewType("Decibels", float)
UtteranceId = NewType("UtteranceId", int)


class Signal(StrEnum):
    """A short sound that says something without words; its file in audio/signals/ has its name."""

    CHOSEN = "chosen"  # what was chosen is opened
    END = "end"  # here a part or a list ends
    REFUSED = "refused"  # the press counts for nothing


@dataclass(frozen=True)
class Place:
    """Characters of the spoken text, and the characters of the written text that they say (half open)."""

    spoken_start: int
    spoken_end: int
    written_start: int
    written_end: int


@dataclass(frozen=True)
class Utterance:
    """A sentence of the pack or a phrase of the kiosk with its spoken form; or a signal, which has no text.

    `part` names the part of the pack that it comes from, or is empty. `places` are in the order of both
    texts; the number of a list's item, said before the first of them, has none. `pause` is the silence that
    follows it. `excerpt` is where it stands in a passage that may be recorded; without one the voice says it.
    `signal` is heard in place of the voice. `spare`: the engine has ended at it, so another is to say it, if
    there is one.
    """

    id: UtteranceId
    part: str
    lang: str
    written: str
    spoken: str
    places: tuple[Place, ...]
    pause: Milliseconds
    excerpt: Excerpt | None = None
    signal: Signal | None = None
    spare: bool = False

    @property
    def as_written(self) -> "Utterance":
        """It without what is said before its first written word, as a recording has it."""
        first = self.places[0].spoken_start if self.places else 0
        places = (
            replace(place, spoken_start=place.spoken_start - first, spoken_end=place.spoken_end - first)
            for place in self.places
        )
        return replace(self, spoken=self.spoken[first:], places=tuple(places))
