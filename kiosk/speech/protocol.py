"""The lines between the kiosk and its speaker: one JSON object a line, one frozen class a kind of line.

Every line about an utterance carries the turn of the `Say` that asked for it, so that what comes late from
a turn that was cut off is recognised and dropped.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, NoReturn, get_args, get_origin, get_type_hints

from kiosk.errors import SpeechError
from kiosk.speech.preference import SpokenBy
from kiosk.speech.utterance import Decibels, Utterance, UtteranceId, WordsPerMinute


@dataclass(frozen=True)
class Say:
    """To the speaker: cut off what is heard, then say these, the first from its written character `begin`.

    `voice` is the place of the voice among those for the language, the best first.
    """

    turn: int
    utterances: tuple[Utterance, ...]
    rate: WordsPerMinute
    begin: int = 0
    voice: int = 0


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
    """To the speaker: this gain from the next block of samples on.

    0 is the voice's own and the loudest, less is quieter; more than 0 counts as 0, for it would overdrive.
    """

    gain: Decibels


@dataclass(frozen=True)
class Ping:
    """To the speaker: answer with a Pong of the same number, or end if the engine or the device hangs."""

    number: int


@dataclass(frozen=True)
class Ready:
    """From the speaker, once: it can be talked to."""


@dataclass(frozen=True)
class VoicesThere:
    """From the speaker, once, when it has nothing else to do: the voices that it can speak with."""

    voices: tuple[SpokenBy, ...]


@dataclass(frozen=True)
class Rendering:
    """From the speaker: the engine is given this utterance now. If the speaker ends next, it died of it."""

    turn: int
    utterance: UtteranceId


@dataclass(frozen=True)
class Rendered:
    """From the speaker: the engine has survived this utterance, whether it can be said or not."""

    turn: int
    utterance: UtteranceId


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
    """From the speaker: an answer to Ping."""

    number: int


ToSpeaker = Say | More | Silence | Volume | Ping
FromSpeaker = Ready | VoicesThere | Rendering | Rendered | Started | Word | Finished | Failed | Sound | Pong
Message = ToSpeaker | FromSpeaker

_CLASSES = {kind.__name__: kind for kind in get_args(Message)}


class GarbledLineError(SpeechError):
    """A line is no message of this protocol."""


def encode(message: Message) -> bytes:
    """Return the line of a message, its end included."""
    return json.dumps({"kind": type(message).__name__} | asdict(message)).encode() + b"\n"


def decode(line: bytes) -> Message:
    """Return the message of a line, each field of the type that it declares. Raises GarbledLineError."""
    try:
        fields = json.loads(line)
        message: Message = _reader(_CLASSES[fields.pop("kind")])(fields)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError) as error:
        # Nothing of it is told, not even its length, which would tell the sentence in it.
        raise GarbledLineError("This line makes no sense and is passed over.") from error
    return message


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a class, or a type as it is written in one
    """Return what makes a value of a type from what JSON holds, and raises TypeError from another."""
    if isinstance(kind, type) and is_dataclass(kind):
        types = {name: _plain(each) for name, each in get_type_hints(kind).items()}
        return lambda fields: kind(**_checked(fields, types))
    if get_origin(kind) is tuple:
        read = _reader(get_args(kind)[0])
        return lambda values: tuple(map(read, values if type(values) is list else _refuse(values)))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    if isinstance(kind, UnionType):  # of a type and None
        given = _reader(get_args(kind)[0])
        return lambda value: None if value is None else given(value)
    if kind is float:
        return lambda value: float(value) if type(value) is int else _refuse(value)
    return lambda value: value if type(value) is kind else _refuse(value)


def _checked(fields: dict[str, Any], types: dict[str, Any]) -> dict[str, Any]:
    """Return fields with each of its type. At a key press this runs hundreds of times, so it is one loop."""
    for name, value in fields.items():
        if type(value) is not types[name]:
            fields[name] = _reader(types[name])(value)
    return fields


def _plain(kind: Any) -> Any:  # noqa: ANN401 - a type as it is written in a class
    return getattr(kind, "__supertype__", kind)  # Milliseconds is an int


def _refuse(value: object) -> NoReturn:
    raise TypeError(type(value).__name__)
