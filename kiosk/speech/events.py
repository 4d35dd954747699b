"""What speech tells the visit: frozen events, each when it fires and whether it may never fire."""

from dataclasses import dataclass

from kiosk.speech.utterance import Utterance, UtteranceId


@dataclass(frozen=True)
class Saying:
    """The first sample of an utterance went to the player. Not if it was cut off before; never twice."""

    utterance: Utterance


@dataclass(frozen=True)
class WordHeard:
    """The word at these characters of the written text is being heard. In the order of the text."""

    utterance: UtteranceId
    start: int
    end: int


@dataclass(frozen=True)
class Said:
    """An utterance was heard to its end. After its Saying, at most once; never if it was cut off."""

    utterance: UtteranceId


@dataclass(frozen=True)
class Cut:
    """An utterance whose Saying has fired will not be finished. Fires within the call that cuts it off."""

    utterance: UtteranceId


@dataclass(frozen=True)
class NotSaid:
    """An utterance cannot be said; the next one follows. In place of Saying."""

    utterance: Utterance
    reason: str


@dataclass(frozen=True)
class SoundChanged:
    """There is a sound device, or none and `reason` says why. Fires near the start, then on each change."""

    on: bool
    reason: str


SpeechEvent = Saying | WordHeard | Said | Cut | NotSaid | SoundChanged
