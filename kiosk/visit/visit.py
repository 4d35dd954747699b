"""One visitor's visit: takes key presses, decides where they lead and what is said, and tells the front end.

    press(key) -> keymap -> Intent
      1 speech is cut off    2 the place changes, or meets an edge    3 its lines become utterances
      4 speech says them     5 events: Moved, LineSaying, LineWord, LineSaid, Notice
Next, choosing and the keys that jump leave the place on a trail; Back returns along it, to the sentence.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.keys.intents import Action, Intent
from kiosk.keys.keymap import Keymap
from kiosk.pack.model import Pack
from kiosk.phrases import Phrases
from kiosk.reading.lexicon import Lexicon
from kiosk.settings import PRINT, RATES, Adjustments, GoOn, Hands, Settings
from kiosk.speech.client import Speech
from kiosk.speech.events import SpeechEvent
from kiosk.speech.utterance import Signal
from kiosk.visit.adjusting import CHANGES, Adjusting
from kiosk.visit.choices import LISTED
from kiosk.visit.edition import Edition, Language, languages
from kiosk.visit.events import (
    KeyPressed,
    LeafletAsked,
    Placed,
    VisitEvent,
)
from kiosk.visit.reader import Reader
from kiosk.visit.route import CHOICES, HELP, TRY_OUT
from kiosk.visit.stepping import Stepping
from kiosk.visit.utterances import Utterances
from kiosk.visit.view import ScreenName, View
from kiosk.visit.whereabouts import Standing, Whereabouts

# Where "any big key" goes on, these keys do, and those that mean nothing.
_BIG_KEYS: Final = frozenset(
    {Action.NEXT, Action.CHOOSE, Action.CHOOSE_NUMBER, Action.UP, Action.DOWN, Action.PAUSE}
)
_CHOOSE: Final = frozenset({Action.CHOOSE, Action.CHOOSE_NUMBER, Action.UP, Action.DOWN})
_ANY_KEY_GOES_ON: Final = frozenset({ScreenName.WELCOME, ScreenName.THANKS})


@dataclass(frozen=True)
class Moment:
    """Everything that a step may change, to be taken back."""

    standing: Standing
    trail: tuple[Standing, ...]
    adjustments: Adjustments
    hands: Hands


class Visit:
    """The visit. Who listens sets `tell`, and `begun`.

    `tell` is called with every event, in order, from within the call that causes it; `begun` when a visit
    begins anew, and nothing is left of the one before.
    `editions` are the languages to choose from; the first is the clinic's own. `lexicon` returns the
    pronunciation of a language (a BCP 47 tag). `listed` is what voice and keys offer.
    """

    def __init__(
        self,
        editions: Sequence[Edition],
        *,
        speech: Speech,
        settings: Settings,
        keymap: Keymap,
        lexicon: Callable[[str], Lexicon],
        listed: Sequence[Action] = LISTED,
    ) -> None:
        self.tell: Callable[[VisitEvent], None] = lambda _: None
        self.begun: Callable[[], None] = lambda: None
        self._speech = speech
        self._settings = settings
        self._keymap = keymap
        self._listed = listed
        offered = self._languages(editions)
        own = offered[0]
        self.adjusting = Adjusting(settings, speech=speech, phrases=own.phrases, lang=own.route.pack.lang)
        self._repeated = False
        self._printed = False
        self._reader = Reader(
            own.printer.page(own.route.welcome),
            speech=speech,
            utterances=Utterances(lexicon, settings.pauses),
            phrases=own.phrases,
            tell=lambda event: self.tell(event),  # noqa: PLW0108 - it is set later
            placed=lambda: self.tell(Placed(self.view)),
            place=lambda: self.view.place,
            finished=self._page_heard,
            by_sentence=settings.go_on is GoOn.SENTENCE,
            signals=settings.signals,
        )
        self._stepping = Stepping(self._reader)
        self._where = Whereabouts(
            offered,
            reader=self._reader,
            adjusting=self.adjusting,
            tell=lambda event: self.tell(event),  # noqa: PLW0108 - it is set later
            view=lambda: self.view,
        )
        speech.tell = self._reader.hear

    @property
    def _language(self) -> Language:
        return self._where.language

    @property
    def phrases(self) -> Phrases:
        """The kiosk's own words in the visitor's language."""
        return self._language.phrases

    @property
    def view(self) -> View:
        """What there is to see."""
        stop, page, unit = self._where.stop, self._reader.page, self._reader.unit
        paused = self._speech.paused or self._reader.waits
        hints = self._language.guide.hints(stop.screen, paused=paused, at_rest=self._reader.at_rest)
        return View(
            screen=stop.screen,
            part=stop.name,
            lines=page.lines,
            targets=page.targets,
            unit=unit,
            place=self._language.guide.place(stop, page, unit, rate=RATES[self.adjusting.adjustments.rate]),
            progress=(unit + 1) / len(page.units) if page.units else 0.0,
            hints=() if self.adjusting.hands.switches else hints,  # a switch is no key of these
            paused=self._speech.paused,
            theme=self.adjusting.adjustments.theme,
            large_print=PRINT[self.adjusting.adjustments.large_print],
        )

    def not_printed(self) -> None:
        """Say that the leaflet which was asked for cannot be printed; it can be asked for again."""
        self._printed = False
        self._speech.cut()
        self._reader.say_beside(self.phrases.not_printed)

    def begin(self) -> None:
        """Show and say the welcome in the clinic's own language, with its defaults and nothing behind."""
        self._begin()

    def _languages(self, editions: Sequence[Edition]) -> tuple[Language, ...]:
        return languages(editions, keymap=self._keymap, listed=self._listed, leaflet=self._settings.leaflet)

    def take_up(self, editions: Sequence[Edition]) -> None:
        """Have other editions in the place of those before, and be where one was, as far as it is there.

        What was being read goes on with the same line, or with what stands there now.
        """
        reading = not (self._speech.silent or self._speech.paused)
        self._speech.cut()
        self._reader.clear_notice()
        self._where.take_up(self._languages(editions))
        if reading:
            self._reader.read(self._reader.line)

    def press(self, key: str) -> None:
        """Take a key press, by the keymap's name of the key."""
        intent = self._keymap.intent(key)
        self.tell(KeyPressed(key, intent))
        big_keys = _BIG_KEYS - _CHOOSE if self._reader.page.targets else _BIG_KEYS
        if self._where.stop.screen in _ANY_KEY_GOES_ON and (intent is None or intent.action in big_keys):
            intent = Intent(Action.NEXT)
        self._obey(intent, key)

    def obey(self, intent: Intent) -> None:
        """Do what is asked for, whichever way it was asked."""
        self._obey(intent, "")

    def answer(self, intent: Intent) -> None:
        """Do what is asked for in words: as by its key, if it has one."""
        self._obey(intent, self._keymap.key(intent))

    def hear(self, event: SpeechEvent) -> None:
        """Take what speech tells."""
        self._reader.hear(event)

    # --- For the host.

    @property
    def pack(self) -> Pack:
        """The pack in the visitor's language."""
        return self._language.route.pack

    @property
    def silent(self) -> bool:
        """Whether nothing is being said, nor still to be said without a key."""
        return self._speech.silent

    @property
    def at_rest(self) -> bool:
        """Whether the voice waits for a key: at the end of the page, or of a sentence where it is set so."""
        return self._reader.at_rest or self._reader.waits

    @property
    def read_to_end(self) -> bool:
        """Whether nothing of the page is still to be read."""
        return self._reader.at_rest

    @property
    def moment(self) -> Moment:
        """This moment, to come back to."""
        return Moment(
            self._where.here,
            self._where.trail,
            self.adjusting.adjustments,
            self.adjusting.hands,
        )

    def return_to(self, moment: Moment) -> None:
        """Be where one was, with what was set then, and say nothing."""
        self._speech.cut()
        self.adjusting.adjust(moment.adjustments, moment.hands)
        self._where.return_to(moment.standing, moment.trail)

    def hold(self) -> None:
        """Hold what is being read."""
        self._reader.hold()

    def read_on(self) -> None:
        """Go on with what was being read."""
        self._reader.go_on()

    def say(self, text: str, *, shown: bool = True, lang: str | None = None) -> None:
        """Say something that is not on the page, and nothing after it.

        `lang` is its language where that is not the visitor's.
        """
        self._speech.cut()
        self._reader.say_alone(text, shown=shown, lang=lang)

    def say_and_go_on(self, text: str) -> None:
        """Say something that is not on the page, and go on with that."""
        self._speech.cut()
        self._reader.say_beside(text)

    def change(self, action: Action) -> str:
        """Change what a visitor has set, show what of it is to be seen, and return what is said of it."""
        before = self.view
        said = self.adjusting.change(action)
        if self.view != before:
            self.tell(Placed(self.view))
        return said

    def describe(self, key: str) -> None:
        """Say what a key is called and what it does."""
        self.say(self._language.guide.described(key))

    def acknowledge(self) -> None:
        """Acknowledge a press that does not count, where nothing is being said."""
        self._reader.sound(Signal.REFUSED)

    def repeat_instruction(self) -> None:
        """Say again what can be pressed here."""
        if self._speech.paused:
            self.say(self._language.guide.paused)
        elif self._reader.at_rest or self._where.stop is HELP:  # there, a key only says what it does
            self._reader.read(self._reader.page.prompt)
        else:
            self.say(self._language.guide.go_on)

    # --- What keys do.

    def _obey(self, intent: Intent | None, key: str) -> None:  # noqa: C901, PLR0912, PLR0915 - a table, a line for each key
        repeated, self._repeated = self._repeated, False
        if intent is None or intent.action is not Action.PAUSE:
            self._speech.cut()  # silence first
        self._reader.clear_notice()
        match intent.action if intent else None:
            case Action.NEXT:
                self._next()
            case Action.BACK:
                self._back()
            case Action.UP:
                self._stepping.up()
            case Action.DOWN:
                self._stepping.down()
            case Action.CHOOSE if target := self.view.selected:
                self._open(target.number)
            case Action.CHOOSE_NUMBER if intent and intent.number <= len(self._reader.page.targets):
                self._open(intent.number)
            case Action.REPEAT:
                self._stepping.repeat(whole=repeated)
                self._repeated = not repeated
            case Action.PAUSE if not key and self._chosen_among_choices:
                self._back()
                self._reader.pause(self._language.guide.paused)
            case Action.PAUSE if self._speech.paused or not self._reader.at_rest:
                self._reader.pause(self._language.guide.paused)
            case Action() as action if action in CHANGES:
                self._say_changed(action)
            case Action.CONTENTS:
                self._where.contents()
            case Action.HELPLINE:
                self._where.look_at(self._language.route.parts[-1])
            case Action.DISCLAIMER:
                self._where.look_at(self._language.route.parts[-2])
            case Action.HELP if self._where.stop is HELP:
                self._back()
            case Action.HELP:
                self._where.look_at(HELP)
            case Action.CHOICES:
                self._where.look_at(CHOICES)
            case Action.CHOOSE if self._speech.paused and not self._keymap.key(Intent(Action.PAUSE)):
                self._reader.pause(self._language.guide.paused)
            case Action.CHOOSE if not (self._reader.page.targets or self._keymap.key(Intent(Action.CHOICES))):
                self._where.look_at(CHOICES)  # where few keys are, the rest is there
            case Action.CHOOSE if self._reader.at_rest:
                self._next()
            case Action.TRY_OUT:
                self._where.look_at(TRY_OUT)
            case Action.PRINT if self._settings.leaflet.printer:
                self._print()
            case Action.HOME if self._where.at_welcome:
                self._reader.read(0)
            case Action.HOME:
                self._where.go(self._language.route.welcome)
            case _:
                self._reader.say_beside(self._language.guide.does_nothing(key, self.view.hints))

    @property
    def _chosen_among_choices(self) -> bool:
        """Whether what is asked for was chosen there, and belongs to where one was before."""
        return self._where.stop is CHOICES and bool(self._where.trail)

    def _next(self) -> None:
        if self._where.leads_back:
            self._back()
        elif self._where.at_welcome and self._where.came_back:
            self._begin(self._language)  # somebody begins: with nothing of what was before
            self._next()
        elif following := self._language.route.after(self._where.stop):
            self._where.go(following)
        else:
            self.begin()

    def _page_heard(self) -> None:
        """Go on by itself where the clinic has set so, up to the helpline: its number is what stays."""
        following = self._language.route.after(self._where.stop)
        on_the_way = self._where.stop.part and not self._where.standing.by_the_way
        if self._settings.go_on is GoOn.ALL and on_the_way and following and following.part:
            self._next()

    def _back(self) -> None:
        if not self._where.back():
            self._reader.say_beside(self.phrases.beginning)

    def _open(self, number: int) -> None:
        self._reader.line = self._reader.page.targets[number - 1].lines[0]  # where Back leads to
        opened = self._reader.page.opens[number - 1]
        if opened == Intent(Action.REPEAT):
            self._back()  # what is to be said again is where one was
        elif isinstance(opened, Intent):
            self._obey(opened, "")
        elif opened is self._where.stop:  # the language that it is in
            self._next()
        else:
            self._where.go(opened, before=self._reader.signal(Signal.CHOSEN))

    def _say_changed(self, action: Action) -> None:
        """Change what a visitor has set and say it, as it is now."""
        self._reader.say_beside(self.change(action))

    def _print(self) -> None:
        """Ask for one leaflet on paper: hands that press again and again must not use up the paper."""
        if self._printed:
            self._reader.say_beside(self.phrases.printed_already)
        else:
            self._printed = True
            self.tell(LeafletAsked())
            self._reader.say_beside(self.phrases.printing)

    def _begin(self, language: Language | None = None) -> None:
        """Begin anew, in a language or in the clinic's own, with nothing of what was before."""
        self._where.forget()
        self._printed = False
        self.adjusting.reset()
        self._reader.clear_notice()
        self.begun()
        self._where.begin(language)
