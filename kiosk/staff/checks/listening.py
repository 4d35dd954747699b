"""How long a pack takes to hear: each part, as a visit says it, with the kiosk's own words and pauses.

Keeps one decision: it is measured on the voice, unless that would take an author too long to wait for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kiosk.errors import VoiceError
from kiosk.reading import readability
from kiosk.speech.utterance import Utterance
from kiosk.staff.script import Reading
from kiosk.staff.studio import RATE, Studio
from kiosk.visit.edition import Edition
from kiosk.visit.route import Stop


@dataclass(frozen=True)
class Heard:
    """A part, and the seconds that it takes to hear it: with its pauses, and its people."""

    part: str
    title: str
    seconds: float


def heard(edition: Edition, studio: Studio, *, estimated: bool = False) -> Iterator[Heard]:
    """Yield each part as it is heard at the kiosk's own rate; `estimated` by its words, without the voice."""
    reading = Reading(edition)
    seconds = _estimated if estimated else _measured
    for part, stops in groupby(reading.stops, key=lambda stop: stop.name.partition("/")[0]):
        if part:
            of_part: tuple[Stop, ...] = tuple(stops)
            said = (each for stop in of_part for each in reading.utterances(stop, studio.utterances))
            yield Heard(part, reading.title(of_part[0]), sum(seconds(each, studio) for each in said))


def _measured(utterance: Utterance, studio: Studio) -> float:
    try:
        take = studio.take(utterance, rate=RATE)
    except VoiceError:
        return 0.0  # it is shown and not said
    return take.seconds + take.clip.pause / 1000


def _estimated(utterance: Utterance, studio: Studio) -> float:  # noqa: ARG001 - it is asked as the other is
    return len(readability.words(utterance.spoken)) / RATE * 60 + utterance.pause / 1000
