"""How long a pack takes to hear: each part, as a visit says it, with the kiosk's own words and pauses."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kiosk.errors import VoiceError
from kiosk.speech.utterance import Utterance
from kiosk.staff.script import Reading
from kiosk.staff.studio import RATE, Studio
from kiosk.visit.edition import Edition
from kiosk.visit.route import Stop


@dataclass(frozen=True)
class Heard:
    """A part, the seconds that it takes to hear it, with its pauses, and what of it the voice cannot say.

    The people of the case studies belong to them.
    """

    part: str
    title: str
    seconds: float
    unsayable: tuple[Utterance, ...]


def heard(edition: Edition, studio: Studio) -> Iterator[Heard]:
    """Yield each part as it is heard at the kiosk's own rate."""
    reading = Reading(edition)
    for part, stops in groupby(reading.stops, key=lambda stop: stop.name.partition("/")[0]):
        if part:
            yield _heard(part, tuple(stops), reading, studio)


def _heard(part: str, stops: tuple[Stop, ...], reading: Reading, studio: Studio) -> Heard:
    seconds, unsayable = 0.0, list[Utterance]()
    for stop in stops:
        for utterance in reading.utterances(stop, studio.utterances):
            try:
                take = studio.take(utterance, rate=RATE)
            except VoiceError:
                unsayable.append(utterance)
            else:
                seconds += take.seconds + take.clip.pause / 1000
    return Heard(part, reading.title(stops[0]), seconds, tuple(unsayable))
