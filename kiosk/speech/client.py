"""The kiosk's side of speech: what is being said, what still has to be, and what a pause holds.

    say() -> cut what is heard -> line Say(turn) -> speaker -> lines Started, Word, Finished (turn) -> events
A line of an older turn comes from speech that was cut off: it is dropped. Utterances are taken from their
source a few ahead of the voice, so that a long part costs no more at a key press than a short one.

What the engine died of once waits until it is next, so that nothing else is cut off should that happen again;
what it died of twice goes to the speaker without words, and comes back as Failed in its turn.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from kiosk.settings import VoiceName
from kiosk.speech import preference
from kiosk.speech.events import Cut, NotSaid, Said, Saying, SoundChanged, SpeechEvent, WordHeard
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
from kiosk.speech.suspects import Suspects
from kiosk.speech.utterance import Decibels, Utterance, UtteranceId, WordsPerMinute

AHEAD: Final = 3  # utterances that the speaker has: one is heard, one is rendered, one waits


@dataclass
class _Talk:
    """Utterances still to be said: `waiting` are with the speaker, the one that is heard first.

    Behind them come those `kept` back, then what is left of the source. `begun` when the Saying of the first
    has fired.
    """

    source: Iterator[Utterance] = field(default_factory=lambda: iter(()))
    kept: deque[Utterance] = field(default_factory=deque)
    waiting: deque[Utterance] = field(default_factory=deque)
    begun: bool = False
    word: int = 0  # the written character at which the word being heard begins

    def next(self) -> Utterance | None:
        """Return what follows those that are waiting."""
        if not self.kept and (following := next(self.source, None)):
            self.kept.append(following)
        return self.kept[0] if self.kept else None

    def take_back(self) -> None:
        """Have nothing waiting: the speaker has none of them any more."""
        self.kept.extendleft(reversed(self.waiting))
        self.waiting.clear()

    def is_heard(self, utterance: UtteranceId) -> bool:
        """Whether this is the one that is heard, or will be next."""
        return bool(self.waiting) and self.waiting[0].id == utterance


class Speech:
    """Says utterances through a speaker. `send` takes lines for it; its lines come back by `receive`.

    `wanted` is the voice that goes before the others.

    `tell` is called with each event, from within `receive` or, for Cut, from within the call that cuts.
    """

    def __init__(
        self,
        send: Callable[[ToSpeaker], None],
        *,
        rate: WordsPerMinute,
        gain: Decibels,
        wanted: VoiceName = VoiceName.AUTO,
    ) -> None:
        self._send = send
        self._rate = rate
        self._wanted = wanted
        self._voice = 0
        self._there: tuple[SpokenBy, ...] = ()
        self._gain = gain
        self.tell: Callable[[SpeechEvent], None] = lambda _: None
        self._turn = 0
        self._talk = _Talk()
        self._held: _Talk | None = None
        self._sound: Sound | None = None
        self._suspects = Suspects()

    @property
    def paused(self) -> bool:
        """Whether speech is held, to be continued."""
        return self._held is not None

    @property
    def sound_is_off(self) -> bool:
        """Whether there is no sound, and this has been told."""
        return self._sound is not None and not self._sound.on

    @property
    def silent(self) -> bool:
        """Whether nothing is being said and nothing is still to be said, but for what is held."""
        return not self._talk.waiting

    def say(self, utterances: Iterable[Utterance]) -> None:
        """Cut off what is heard or held, then say these in order."""
        self._drop(self._talk)
        self._drop(self._held)
        self._held = None
        self._begin(_Talk(iter(utterances)))

    def cut(self) -> None:
        """Cut off what is heard; what is held stays held."""
        self._drop(self._talk)
        self._begin(_Talk())

    def pause(self, aside: Iterable[Utterance]) -> None:
        """Hold what is heard, at the word that is heard, and say `aside` meanwhile.

        When speech is paused already, only that is said.
        """
        if self._held is None:
            self._held = self._talk
        else:
            self._drop(self._talk)
        self._begin(_Talk(iter(aside)))

    def resume(self) -> None:
        """Go on with what `pause` held, from the word at which it was held; without that, change nothing."""
        if self._held is not None:
            self._drop(self._talk)
            held, self._held = self._held, None
            self._begin(held)

    def set_rate(self, rate: WordsPerMinute) -> None:
        """Say at this rate from the next `say` on."""
        self._rate = rate

    def set_voice(self, place: int) -> None:
        """Speak with the voice in this place among `voices`, from the next `say` on."""
        self._voice = place

    def voices(self, lang: str) -> tuple[str, ...]:
        """Return the names of the voices that are there for a language, a BCP 47 tag, the best first."""
        there = {voice.name: voice.languages for voice in self._there}
        names = preference.order(lang, wanted=self._wanted)
        return tuple(name for name in names if preference.speaks(lang, there.get(name, ())))

    def set_gain(self, gain: Decibels) -> None:
        """Be louder or quieter from the next block of samples on; 0 is the loudest."""
        self._gain = gain
        self._send(Volume(gain=gain))

    def start_again(self) -> None:
        """Tell a new speaker all that it must know: it says what the old one left, sentence begun anew."""
        self._send(Volume(gain=self._gain))
        self._suspects.engine_died()
        self._talk.word = 0
        self._begin(self._talk)

    def receive(self, line: FromSpeaker) -> None:
        """Take a line of the speaker."""
        match line:
            case Sound(on=on, reason=reason):
                if line != self._sound:  # each new speaker tells of it
                    self._sound = line
                    self.tell(SoundChanged(on=on, reason=reason))
            case VoicesThere(voices=voices):
                self._there = voices
            case Rendered(utterance=number):
                self._suspects.engine_survived(number)
            case Rendering() | Started() | Word() | Finished() | Failed() if line.turn == self._turn:
                self._follow(line)

    def _follow(self, line: Rendering | Started | Word | Finished | Failed) -> None:
        talk = self._talk
        match line:
            case Rendering(utterance=number):
                for utterance in talk.waiting:
                    if utterance.id == number:
                        self._suspects.engine_tries(utterance)
            case Failed(utterance=number, reason=reason):
                for failed in [each for each in talk.waiting if each.id == number]:
                    self._leave_out(failed, reason)
            case _ if not talk.is_heard(line.utterance):
                pass
            case Started() if not talk.begun:
                talk.begun = True
                self.tell(Saying(talk.waiting[0]))
            case Word(start=start, end=end):
                talk.word = start
                self.tell(WordHeard(line.utterance, start, end))
            case Finished():
                talk.waiting.popleft()
                talk.begun, talk.word = False, 0
                self._top_up()
                self.tell(Said(line.utterance))

    def _leave_out(self, failed: Utterance, reason: str) -> None:
        talk = self._talk
        if talk.is_heard(failed.id):
            self._drop(talk)
            talk.word = 0
        talk.waiting.remove(failed)
        self._top_up()
        self.tell(NotSaid(failed, reason))

    def _begin(self, talk: _Talk) -> None:
        self._talk = talk
        self._turn += 1
        talk.take_back()
        if first := self._take(1):
            self._send(
                Say(turn=self._turn, utterances=first, rate=self._rate, begin=talk.word, voice=self._voice)
            )
            self._top_up()  # while the voice begins with the first
        else:
            self._send(Silence())

    def _top_up(self) -> None:
        """Hand the speaker what it may have next, when something is left."""
        if utterances := self._take(AHEAD):
            self._send(More(turn=self._turn, utterances=utterances))

    def _take(self, most: int) -> tuple[Utterance, ...]:
        """Return what goes to the speaker now, so that `most` are there; they are waiting from now on."""
        talk, taken = self._talk, list[Utterance]()
        while len(talk.waiting) < most and (utterance := talk.next()):
            if talk.waiting and self._suspects.is_suspect(utterance):
                break
            talk.waiting.append(talk.kept.popleft())
            if self._suspects.is_deadly(utterance):
                utterance = replace(utterance, spoken="", places=())
            elif self._suspects.is_suspect(utterance):
                utterance = replace(utterance, spare=True)
            taken.append(utterance)
        return tuple(taken)

    def _drop(self, talk: _Talk | None) -> None:
        if talk and talk.begun:
            talk.begun = False
            self.tell(Cut(talk.waiting[0].id))
