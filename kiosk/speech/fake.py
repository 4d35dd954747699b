"""A speaker and a microphone without process or sound, for tests: time passes when told to."""

from __future__ import annotations  # array[int] is only a type before Python 3.12

from array import array
from collections import deque
from collections.abc import Callable, Iterable

from kiosk.errors import DeviceError
from kiosk.speech.preference import SpokenBy
from kiosk.speech.protocol import (
    Failed,
    Finished,
    FromSpeaker,
    More,
    Rendered,
    Rendering,
    Say,
    Silence,
    Sound,
    Started,
    ToSpeaker,
    VoicesThere,
    Volume,
    Word,
)
from kiosk.speech.utterance import Decibels, Signal, Utterance, WordsPerMinute


class FakeSpeaker:
    """Says what it is sent, word by word or by sentence. `heard`: the written text of all that has begun.

    A signal is heard to its end before the word or the sentence that is asked for; `signals` are all of them.
    """

    def __init__(self) -> None:
        self.receive: Callable[[FromSpeaker], None] = lambda _: None
        self.heard: list[str] = []
        self.spoken: list[str] = []
        self.signals: list[Signal] = []
        self.gain = Decibels(0.0)
        self.rate = WordsPerMinute(0)
        self.voice = 0
        self._turn = 0
        self._pending: deque[Utterance] = deque()
        self._begin = 0
        self._words: deque[tuple[int, int]] | None = None  # of the first one, when it has begun

    def send(self, line: ToSpeaker) -> None:
        """Take a line of the kiosk."""
        match line:
            case Say():
                self._turn, self._begin, self.rate = line.turn, line.begin, line.rate
                self.voice = line.voice
                self._pending, self._words = deque(line.utterances), None
            case More() if line.turn == self._turn:
                self._pending.extend(line.utterances)
            case Silence():
                self._turn, self._words = 0, None
                self._pending.clear()
            case Volume():
                self.gain = line.gain

    @property
    def silent(self) -> bool:
        """Whether nothing is left to be said."""
        return not self._pending

    def say_word(self) -> bool:
        """Let one word be heard, the sentence beginning if it has not begun; return whether there was one."""
        while self._pending and not self._pending[0].spoken:
            if not self.sound_signal():
                self.fail_sentence()
        if not self._pending:
            return False
        first = self._pending[0]
        if self._words is None:
            self.receive(Rendering(turn=self._turn, utterance=first.id))
            self.receive(Rendered(turn=self._turn, utterance=first.id))
            self._words = deque(
                dict.fromkeys(
                    (place.written_start, place.written_end)
                    for place in first.places
                    if place.written_start >= self._begin
                )
            )
            if not self._begin:
                self.heard.append(first.written)
                self.spoken.append(first.spoken)
            self._begin = 0
            self.receive(Started(turn=self._turn, utterance=first.id))
        if self._words:
            start, end = self._words.popleft()
            self.receive(Word(turn=self._turn, utterance=first.id, start=start, end=end))
            return True
        return False

    def say_sentence(self) -> bool:
        """Let the sentence be heard to its end; return whether there was one."""
        if not self._pending:
            return False
        while self.say_word():
            pass
        if not self._pending:
            return True
        first = self._pending.popleft()
        self._words = None
        self.receive(Finished(turn=self._turn, utterance=first.id))
        return True

    def begin_signal(self) -> bool:
        """Let the signal begin to be heard that is next; return whether it is one."""
        if not (self._pending and (signal := self._pending[0].signal)):
            return False
        if self._words is None:
            first = self._pending[0]
            self.receive(Rendering(turn=self._turn, utterance=first.id))
            self.receive(Rendered(turn=self._turn, utterance=first.id))
            self._words = deque()
            self.signals.append(signal)
            self.receive(Started(turn=self._turn, utterance=first.id))
        return True

    def sound_signal(self) -> bool:
        """Let the signal be heard to its end that is next; return whether it was one."""
        if not self.begin_signal():
            return False
        first = self._pending.popleft()
        self._words = None
        self.receive(Finished(turn=self._turn, utterance=first.id))
        return True

    def fail_sentence(self) -> bool:
        """Let the sentence turn out to be one that cannot be said; return whether there was one."""
        if not self._pending:
            return False
        first = self._pending.popleft()
        self._words, self._begin = None, 0
        self.receive(Failed(turn=self._turn, utterance=first.id, reason="the test lets it fail"))
        return True

    def die_of_sentence(self, *, ahead: int = 0) -> bool:
        """Let the engine end the speaker at a sentence, or at one after it; return whether there was one."""
        if len(self._pending) <= ahead:
            return False
        self.receive(Rendering(turn=self._turn, utterance=self._pending[ahead].id))
        self._pending.clear()
        self._words = None
        return True

    def say_all(self, limit: int = 10_000) -> None:
        """Let everything be heard that is still to be said, up to so many sentences."""
        for _ in range(limit):
            if not self.say_sentence():
                return

    def have_voices(self, **languages: str) -> None:
        """Tell of voices, each by its name with the languages that it speaks, as "en-gb en"."""
        there = (SpokenBy(name, tuple(tags.split())) for name, tags in languages.items())
        self.receive(VoicesThere(tuple(there)))

    def lose_sound(self) -> None:
        """Be without a device from now on; time passes as before."""
        self.receive(Sound(on=False, reason="the test took it away"))


class FakeMicrophone:
    """Records the takes that it is given, one after the other; a sentence is why there is none.

    With `gone` set it goes away in mid-take. `open` tells whether a take is going on.
    """

    def __init__(self, takes: Iterable[array[int] | str], *, sample_rate: int) -> None:
        self.sample_rate = sample_rate
        self.gone = False
        self.open = False
        self._takes = deque(takes)

    def start(self) -> None:
        """Begin the next take. Raises DeviceError where there is a sentence in its place."""
        if isinstance(take := self._takes[0], str):
            self._takes.popleft()
            raise DeviceError(take)
        self.open = True

    @property
    def seconds(self) -> float:
        """How long the take is."""
        return len(self._takes[0]) / self.sample_rate

    def stop(self) -> array[int]:
        """End the take and return it. Raises DeviceError where it has gone away."""
        self.open = False
        take = self._takes.popleft()
        if self.gone or isinstance(take, str):
            self.gone = False
            raise DeviceError("The microphone went away.")
        return take

    def close(self) -> None:
        """End whatever is going on."""
        self.open = False
