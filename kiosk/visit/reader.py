"""A page being read aloud: which line is heard, where Up and Down stand, and what the voice cannot say.

Lines become utterances when speech asks for them; each keeps what it means for the place when it is heard.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kiosk.phrases import Phrases
from kiosk.speech.client import Speech
from kiosk.speech.events import Cut, NotSaid, Said, Saying, SoundChanged, SpeechEvent, WordHeard
from kiosk.speech.utterance import Signal, Utterance, UtteranceId
from kiosk.visit.events import (
    LineCut,
    LineSaid,
    LineSaying,
    LineWord,
    Notice,
    SignalHeard,
    SoundNotice,
    VisitEvent,
)
from kiosk.visit.pages import Page
from kiosk.visit.utterances import Utterances
from kiosk.visit.view import LineKind

BESIDE_THE_PAGE: Final = -1  # the line of a notice
NO_UNIT: Final = -1  # of a line that is no step of Up and Down


@dataclass(frozen=True)
class _Said:
    """What an utterance says: a line, whether the visitor moves there, and whether the line ends with it."""

    line: int
    moves: bool
    ends: bool


_BESIDE: Final = _Said(BESIDE_THE_PAGE, moves=False, ends=False)


class Reader:
    """Reads a page from a line on, tells of what is heard, and knows where it was when it is cut off.

    `tell` gets the events of lines and notices, `placed` is called when the place on the page has changed,
    `place` returns it in words, and `finished` is called when the page has been heard to its end. With
    `by_sentence` the voice waits after each step of Up and Down; without `signals` none is sounded.
    The `phrases` with which it begins are the clinic's own: in these it says what no other voice can.
    """

    def __init__(
        self,
        page: Page,
        *,
        speech: Speech,
        utterances: Utterances,
        phrases: Phrases,
        tell: Callable[[VisitEvent], None],
        placed: Callable[[], None],
        place: Callable[[], str],
        finished: Callable[[], None],
        by_sentence: bool,
        signals: bool,
    ) -> None:
        self._speech = speech
        self._utterances = utterances
        self._not_said = self._phrases = phrases
        self._last_resort = phrases
        self._tell = tell
        self._placed = placed
        self._place = place
        self._finished = finished
        self._by_sentence = by_sentence
        self._with_signals = signals
        self.page = page
        self.line = 0  # to be read next; behind the last one when the page has been read
        self.unit = NO_UNIT
        self._until = 0  # the line before which the voice waits for a key
        self._part = ""
        self._being_said: dict[UtteranceId, _Said] = {}
        self._signals: set[UtteranceId] = set()  # that are being heard or held
        self._unsayable: set[int] = set()  # lines of this page
        self._retake = False  # some of them were met since the page was taken up
        self._sounding = False
        self._noticed = False
        self._sound_was_off = False

    @property
    def at_rest(self) -> bool:
        """Whether the page has been read to its end."""
        return self.line >= len(self.page.lines)

    @property
    def waits(self) -> bool:
        """Whether the voice has stopped between two steps of Up and Down."""
        return self.line == self._until and not self.at_rest

    @property
    def phrases(self) -> Phrases:
        """The kiosk's own words in the visitor's language."""
        return self._phrases

    @phrases.setter
    def phrases(self, phrases: Phrases) -> None:
        self._phrases = self._not_said = phrases

    def turn_to(self, page: Page, *, part: str, line: int) -> None:
        """Have another page at hand and stand at a line of it; say nothing. `part` is its part's name."""
        self._let_go()
        self._unsayable.clear()
        self.page, self._part, self.line = page, part, line
        self.unit = page.unit_at(line)

    def read(
        self,
        line: int,
        *,
        lead: Iterable[int] = (),
        before: Iterable[Utterance] = (),
        until: int | None = None,
    ) -> None:
        """Read the page aloud from a line to its end, or up to the line `until`.

        `lead` are lines said before it without moving there, `before` are said before all.
        """
        self._let_go()
        end = self._end_from(line) if until is None else until
        self._until = end
        self.line = line
        if line < end:
            self.unit = self.page.unit_at(line)
        self._being_said.clear()
        self._retake = False

        def utterances() -> Iterator[Utterance]:
            yield from before
            for index in lead:
                yield from self._saying(index, moves=False)
            for index in range(line, end):
                if index == self.page.prompt and self.page.units and index > line:
                    yield from self.signal(Signal.END)  # its last step has been heard
                yield from self._saying(index, moves=True)

        self._speech.say(utterances())
        self._placed()

    def signal(self, signal: Signal) -> tuple[Utterance, ...]:
        """Return what sounds a signal: nothing where the clinic does without."""
        return (self._utterances.of_signal(signal),) if self._with_signals else ()

    def sound(self, signal: Signal) -> None:
        """Sound a signal by itself; not while something is said or still to be said, or sounds already."""
        if self._speech.silent:
            say = self._speech.pause if self._speech.paused else self._speech.say
            say(self.signal(signal))

    def say_beside(self, text: str, *, then: Iterable[Utterance] = ()) -> None:
        """Say something that is not on the page, show it, and go on with the page where it was.

        `then` is said before that.
        """
        self._notice(text)
        beside = (self._utterances.of_notice(text, lang=self._phrases.lang), *then)
        if self._speech.paused:
            self._speech.pause(beside)
        else:
            self.read(self.line, before=beside, until=self.line if self.waits else None)

    def hold(self) -> None:
        """Hold what is being read, and say nothing."""
        if not (self._speech.silent or self._speech.paused):
            self._speech.pause(())
            self._placed()

    def say_alone(self, text: str, *, shown: bool = True, lang: str | None = None) -> None:
        """Say something that is not on the page and nothing after it; the page stays where it was.

        `lang` is its language where that is not the visitor's.
        """
        self._notice(text if shown else "")
        utterance = self._utterances.of_notice(text, lang=lang or self._phrases.lang)
        if self._speech.paused:
            self._speech.pause((utterance,))
        else:
            self._speech.say((utterance,))

    def pause(self, text: str) -> None:
        """Hold what is being read and say `text`; when it is held already, go on from the word."""
        if self._speech.paused or self._speech.silent or self.waits:
            self.go_on()
        else:
            self._speech.pause((self._utterances.of_notice(text, lang=self._phrases.lang),))
            self._notice(text)
            self._placed()

    def go_on(self) -> None:
        """Go on with what is held, from the word; when nothing is held, from the line to be read next."""
        if self._speech.paused:
            self._speech.resume()
            self._placed()
        else:
            self.read(self.line)

    def clear_notice(self) -> None:
        """Take the last notice away."""
        if self._noticed:
            self._notice("")

    def hear(self, event: SpeechEvent) -> None:
        """Take what speech tells."""
        match event:
            case Saying(utterance) if utterance.signal:
                self._sounding = True
                self._signals.add(utterance.id)
                self._tell(SignalHeard(utterance.signal))
            case Said(uid) | Cut(uid) if uid in self._signals:
                self._sounding = False
                self._signals.remove(uid)
                self._tell_unsayable()
            case Saying(utterance):
                self._sounding = True
                self._follow(utterance)
                self._tell(LineSaying(self._line_of(utterance.id), utterance))
            case WordHeard(utterance=uid, start=start, end=end):
                self._sounding = True
                self._tell(LineWord(self._line_of(uid), uid, start, end))
            case Said(uid):
                self._sounding = False
                self._end(uid)
            case Cut(uid):
                self._sounding = False
                self._tell(LineCut(self._line_of(uid), uid))
            case NotSaid(utterance):
                self._leave_out(utterance.id)
            case SoundChanged(on=on):
                self._sound_changed(on=on)

    def _saying(self, index: int, *, moves: bool) -> Iterator[Utterance]:
        """Yield the utterances of a line, and keep what they mean for the place when they are heard."""
        lines = self.page.lines
        line = lines[index]
        text = self._place() if line.kind is LineKind.PLACE else line.text
        ends_passage = index + 1 == len(lines) or lines[index + 1].passage != line.passage
        spoken = (
            (self._utterances.of_notice(self._not_said.not_said, lang=self._not_said.lang),)
            if index in self._unsayable
            else tuple(self._utterances.of_line(line, part=self._part, text=text, last=ends_passage))
        )
        for utterance in spoken:
            ends = utterance is spoken[-1]
            self._being_said[utterance.id] = _Said(index, moves=moves, ends=ends)
            yield utterance

    def _sound_changed(self, *, on: bool) -> None:
        """Tell that sound is off or on again; where the voice goes on, that is what says it."""
        self._tell(SoundNotice("" if on else self._phrases.sound_off))
        came_back, self._sound_was_off = on and self._sound_was_off, not on
        if came_back and self._speech.silent:
            self.say_alone(self._phrases.sound_on)
        elif came_back:
            self._notice(self._phrases.sound_on)

    def _notice(self, text: str) -> None:
        self._noticed = bool(text)
        self._tell(Notice(text))

    def _follow(self, utterance: Utterance) -> None:
        """Move to the line that an utterance says."""
        said = self._being_said.get(utterance.id, _BESIDE)
        if said.line in self._unsayable:
            self._notice(self._not_said.not_said)
        if said.moves:
            self.line = said.line
            unit = self.page.lines[said.line].unit
            if unit not in {self.unit, NO_UNIT}:
                self.unit = unit
                self._placed()

    def _pass(self, uid: UtteranceId) -> bool:
        """Leave the line that an utterance was the last to say; return whether it was."""
        said = self._being_said.get(uid, _BESIDE)
        passed = said.moves and said.ends
        if passed:
            self.line = said.line + 1
        return passed

    def _end_from(self, line: int) -> int:
        """Return the line before which the voice waits when it reads from `line`."""
        following = self.page.unit_at(line) + 1
        more = self._by_sentence and not self.page.at_once and 0 < following < len(self.page.units)
        return self.page.units[following] if more else len(self.page.lines)

    def _end(self, uid: UtteranceId) -> None:
        """Tell that an utterance was heard to its end, and what ends with it."""
        passed = self._pass(uid)
        self._tell(LineSaid(self._line_of(uid), uid))
        self._tell_unsayable()
        if passed and (self.at_rest or self.waits):
            self._placed()
        if passed and self.at_rest:
            self._finished()

    def _line_of(self, uid: UtteranceId) -> int:
        line = self._being_said.get(uid, _BESIDE).line
        return BESIDE_THE_PAGE if line in self._unsayable else line

    def _let_go(self) -> None:
        """Cut off what is held by a pause, too."""
        if self._speech.paused:
            self._speech.say(())

    # --- What the voice cannot say.

    def _leave_out(self, uid: UtteranceId) -> None:
        """Say a notice in place of a line. It fails ahead of time: what is being heard ends first."""
        line = self._being_said.get(uid, _BESIDE).line
        told = line in self._unsayable
        if line == BESIDE_THE_PAGE or (told and self._not_said is self._last_resort):  # it is shown
            self._pass(uid)
            return
        if told:  # nothing can be said in this language
            self._not_said = self._last_resort
        self._unsayable.add(line)
        self._retake = True
        if not self._sounding:
            self._tell_unsayable()

    def _tell_unsayable(self) -> None:
        if self._retake and not self._speech.paused:
            self.read(self.line)
