"""What the visit tells its front end and the transcript: frozen events, each when it fires."""

from dataclasses import dataclass

from kiosk.keys.filters import Refusal
from kiosk.keys.intents import Intent
from kiosk.phrases import Phrases
from kiosk.speech.utterance import Signal, Utterance, UtteranceId
from kiosk.visit.view import Offer, View


@dataclass(frozen=True)
class KeyPressed:
    """A key was pressed; `intent` is None when it means nothing. Before all that it causes."""

    key: str
    intent: Intent | None


@dataclass(frozen=True)
class PressRefused:
    """A press does not count, and why: to be acknowledged quietly. Not told of what a held key repeats."""

    key: str
    refusal: Refusal


@dataclass(frozen=True)
class Offered:
    """What a switch would choose now, or None when nothing is offered."""

    offer: Offer | None


@dataclass(frozen=True)
class BegunAnew:
    """What follows is another visitor's: nothing is left of the one before. Told at the start, too."""


@dataclass(frozen=True)
class LeafletAsked:
    """The visitor wants the leaflet on paper."""


@dataclass(frozen=True)
class LanguageChanged:
    """From here on the visit is in another language, with these words of the kiosk's own."""

    phrases: Phrases


@dataclass(frozen=True)
class Moved:
    """The visitor is on another screen or in another part. The front end draws it anew."""

    view: View


@dataclass(frozen=True)
class Placed:
    """The same screen, another place on it.

    Only `unit`, `place`, `progress`, `hints`, `paused` and `theme` of the view differ from before.
    """

    view: View


@dataclass(frozen=True)
class LineSaying:
    """An utterance begins to be heard. `line` is the index of the view's line, or -1 for a notice."""

    line: int
    utterance: Utterance


@dataclass(frozen=True)
class LineWord:
    """A word is being heard: characters of the line's text, or of the notice's where `line` is -1."""

    line: int
    utterance: UtteranceId
    start: int
    end: int


@dataclass(frozen=True)
class LineSaid:
    """An utterance was heard to its end."""

    line: int
    utterance: UtteranceId


@dataclass(frozen=True)
class LineCut:
    """An utterance was cut off and will not be finished."""

    line: int
    utterance: UtteranceId


@dataclass(frozen=True)
class SignalHeard:
    """A signal sound begins to be heard."""

    signal: Signal


@dataclass(frozen=True)
class Notice:
    """Something the kiosk must tell, shown until the next one. An empty text takes the last one away."""

    text: str


@dataclass(frozen=True)
class SoundNotice:
    """Sound is off, and why; an empty text when it is on again. Stays on the screen beside other notices."""

    text: str


VisitEvent = (
    KeyPressed
    | PressRefused
    | Offered
    | BegunAnew
    | LeafletAsked
    | LanguageChanged
    | Moved
    | Placed
    | LineSaying
    | LineWord
    | LineSaid
    | LineCut
    | SignalHeard
    | Notice
    | SoundNotice
)
