"""The lines between the kiosk and its speaker: one JSON object a line, one frozen class a kind of line.

Every line about an utterance carries the turn of the `Say` that asked for it, so that what comes late from
a turn that was cut off is recognised and dropped.
"""

import json
from dataclasses import asdict, dataclass

from kiosk.errors import SpeechError
from kiosk.speech.utterance import Decibels, Milliseconds, Place, Utterance, UtteranceId, WordsPerMinute


@dataclass(frozen=True)
class Say:
    """To the speaker: cut off what is heard, then say these, the first from its written character `begin`."""

    turn: int
    utterances: tuple[Utterance, ...]
    rate: WordsPerMinute
    begin: int = 0


@dataclass(frozen=True)
class More:
    """To the speaker: say this after the others of the turn; dropped when the turn is over."""

    turn: int
    utterances: tuple[Utterance, ...]


@dataclass(frozen=True)
class Silence:
    """To the speaker: cut off what is heard and forget the rest."""


@dataclass(frozen=True)
class Volume:
    """To the speaker: this gain from the next block of samples on; 0 is the voice's own, less is quieter."""

    gain: Decibels


@dataclass(frozen=True)
class Ping:
    """To the speaker: answer with a Pong of the same number."""

    number: int


@dataclass(frozen=True)
class Ready:
    """From the speaker, once: it can be talked to."""


@dataclass(frozen=True)
class Started:
    """From the speaker: the first sample of an utterance has been handed to the device."""

    turn: int
    utterance: UtteranceId


@dataclass(frozen=True)
class Word:
    """From the speaker: the word at these written characters is being heard."""

    turn: int
    utterance: UtteranceId
    start: int
    end: int


@dataclass(frozen=True)
class Finished:
    """From the speaker: the last sample of an utterance has been handed to the device."""

    turn: int
    utterance: UtteranceId


@dataclass(frozen=True)
class Failed:
    """From the speaker: an utterance cannot be said; the next one follows."""

    turn: int
    utterance: UtteranceId
    reason: str


@dataclass(frozen=True)
class Sound:
    """From the speaker: a device is there, or is not and why. Without one the time is kept in silence."""

    on: bool
    reason: str = ""


@dataclass(frozen=True)
class Pong:
    """From the speaker: an answer to Ping. `device_age` tells how long ago the device asked for samples."""

    number: int
    device_age: Milliseconds


ToSpeaker = Say | More | Silence | Volume | Ping
FromSpeaker = Ready | Started | Word | Finished | Failed | Sound | Pong
Message = ToSpeaker | FromSpeaker

_CLASSES = {
    kind.__name__: kind
    for kind in (Say, More, Silence, Volume, Ping, Ready, Started, Word, Finished, Failed, Sound, Pong)
}


class GarbledLineError(SpeechError):
    """A line is no message of this protocol."""


def encode(message: Message) -> bytes:
    """Return the line of a message, its end included."""
    return json.dumps({"kind": type(message).__name__} | asdict(message)).encode() + b"\n"


def decode(line: bytes) -> Message:
    """Return the message of a line. Raises GarbledLineError."""
    try:
        fields = json.loads(line)
        kind = _CLASSES[fields.pop("kind")]
        if "utterances" in fields:
            fields["utterances"] = tuple(_utterance(each) for each in fields["utterances"])
        return kind(**fields)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise GarbledLineError(
            "The speaker sent a line that makes no sense.", detail=repr(line[:200])
        ) from error


def _utterance(fields: dict[str, object]) -> Utterance:
    places = fields.pop("places")
    if not isinstance(places, list):
        raise TypeError("places must be a list")
    return Utterance(places=tuple(Place(**each) for each in places), **fields)  # type: ignore[arg-type]
