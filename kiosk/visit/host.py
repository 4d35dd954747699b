"""The host: receives one visitor after another. Decides which presses reach the visit, and how to wait.

    what a key does -> filter -> headphones, switches, try-out, help, or else the visit
A press that is refused is acknowledged and changes nothing. When nobody presses, the instruction is said
again, then a warning is given, then the visit ends and everything is as the clinic has set it.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from kiosk.keys.filters import Filter, Refusal, Verdict
from kiosk.keys.intents import Action, Headphones, Intent, Switch
from kiosk.keys.keymap import Keymap
from kiosk.keys.sequence import KeySequence
from kiosk.keys.strokes import Stroke
from kiosk.pack.model import Pack
from kiosk.phrases.loader import ENGLISH
from kiosk.settings import Seconds, Settings
from kiosk.speech.client import Speech
from kiosk.speech.events import NotSaid, Said, Saying, SpeechEvent
from kiosk.speech.utterance import Signal
from kiosk.visit.adjusting import steadiness
from kiosk.visit.edition import Edition
from kiosk.visit.events import BegunAnew, KeyPressed, PressRefused, VisitEvent
from kiosk.visit.patience import Due, Patience
from kiosk.visit.switch_offer import SwitchOffer
from kiosk.visit.switches import Switches
from kiosk.visit.trying import Trying
from kiosk.visit.view import ScreenName
from kiosk.visit.visit import Visit

_HELP: Final = Intent(Action.HELP)


class Host:
    """Stands between the front end and the visit. `clock` returns monotonic seconds.

    Who shows the visit sets `tell`, which gets every event, and `alarm`, which gets the time at which `wake`
    is to be called, or None, and `left`, which is called when staff have pressed the keys by which the kiosk
    ends, and `status`, which returns what they are told when they have pressed those for it, in English; and
    it sets `releases_told` when the terminal tells when a key is let go, and
    `largest_print` whenever there is another amount of room.
    """

    def __init__(
        self,
        visit: Visit,
        *,
        speech: Speech,
        settings: Settings,
        keymap: Keymap,
        clock: Callable[[], Seconds],
    ) -> None:
        self.tell: Callable[[VisitEvent], None] = lambda _: None
        self.alarm: Callable[[Seconds | None], None] = lambda _: None
        self.left: Callable[[], None] = lambda: None
        self.status: Callable[[Pack], str] = lambda _: ""
        self._visit = visit
        self._settings = settings
        self._keymap = keymap
        self._clock = clock
        self._leaving = KeySequence(settings.leave)
        self._asking = KeySequence(settings.status)
        self._filter = Filter(steadiness(settings.hands))
        self._patience = Patience(settings.patience)
        self._switches = Switches(visit, all_keys=bool(keymap.intents), clock=clock, tell=self._tell)
        self._trying: Trying | None = None
        self._offer = SwitchOffer()
        self._help_pressed = False
        self._acknowledging = False  # what was heard last is the signal of a refused press
        visit.tell = self._tell
        visit.begun = self._forget
        speech.tell = self._hear

    @property
    def releases_told(self) -> bool:
        """Whether the terminal tells when a key is let go."""
        return self._filter.releases

    @releases_told.setter
    def releases_told(self, told: bool) -> None:
        self._filter.releases = self._visit.adjusting.releases_told = told

    @property
    def largest_print(self) -> int:
        """The place in PRINT of the largest that the screen has room for."""
        return self._visit.adjusting.largest_print

    @largest_print.setter
    def largest_print(self, place: int) -> None:
        self._visit.adjusting.largest_print = place

    @property
    def nobody_there(self) -> bool:
        """Whether it waits at the welcome, all said, for a visitor who has not come yet."""
        return self._patience.waits_for_nobody and self._visit.silent

    def begin(self) -> None:
        """Wait for a visitor, at the welcome, with everything as the clinic has set it."""
        self._visit.begin()
        self._settle()

    def take_up(self, editions: Sequence[Edition]) -> None:
        """Go on with other editions, where the visitor is."""
        self._visit.take_up(editions)
        self._settle()

    def not_printed(self) -> None:
        """Say that the leaflet which was asked for cannot be printed."""
        self._visit.not_printed()
        self._settle()

    def announce(self, text: str, *, lang: str) -> None:
        """Say and show something that is for staff, in its own language; the place stays."""
        self._visit.say(text, lang=lang)
        self._settle()

    def press(self, key: str, stroke: Stroke = Stroke.PRESS) -> None:
        """Take what a key does, by the keymap's name of the key."""
        if stroke is Stroke.PRESS and self._by_staff(key):
            return
        if plug := self._keymap.plug(key):
            if stroke is Stroke.PRESS:
                self._plug(plug)  # no hand has pressed, so nothing of a hand is filtered
        elif not (self._trying and self._trying.seen(key, stroke)):
            self._judge(self._filter.press(key, self._clock(), stroke))
        self._settle()

    def _by_staff(self, key: str) -> bool:
        """Do what staff ask for by keys in a row; return whether this was the last of them."""
        leaves, asks = self._leaving.pressed(key), self._asking.pressed(key)
        if leaves:
            self.left()
        elif asks:
            self._patience.pressed(self._clock())
            self.announce(self.status(self._visit.pack), lang=ENGLISH)
        return leaves or asks

    def answer(self, line: str, intent: Intent | None, *, otherwise: str) -> None:
        """Take what was asked for in words, `line`. Without an intent it means nothing: say `otherwise`.

        No hand has slipped on a key, so nothing of a hand is filtered.
        """
        began, warned = self._visit.view.screen is ScreenName.WELCOME, self._patience.warning
        self._patience.pressed(self._clock())
        self._tell(KeyPressed(line, None if warned else intent))
        if warned:
            self._visit.say_and_go_on(self._visit.phrases.more_time)
        elif intent is None:
            self._visit.say_and_go_on(otherwise)
        else:
            self._visit.answer(intent)
        if began:
            self._patience.pressed(self._clock())  # a new visit may have begun just now
        self._settle()

    def wake(self) -> None:
        """Do what is due."""
        at = self._clock()
        self._judge(self._filter.wake(at))
        if self._visit.silent:
            self._switches.wake()
        if self._visit.silent and self._trying:
            self._trying.wake()
        if self._visit.silent and self._offer.wake(at):
            self._visit.say(self._visit.phrases.switch_offer)
        if self._waiting:
            self._be_patient(self._patience.wake(at))
        self._settle()

    def _forget(self) -> None:
        """Know nothing of the last visitor."""
        self._patience.leave()
        self._switches.leave()
        self._offer = SwitchOffer()
        self._help_pressed = False
        self._tell(BegunAnew())

    def _tell(self, event: VisitEvent) -> None:
        self.tell(event)

    # --- Presses.

    def _judge(self, verdicts: tuple[Verdict, ...]) -> None:
        for verdict in verdicts:
            # Who is warned has to show only that somebody is there.
            stays = self._patience.warning and verdict.refusal is not Refusal.HELD
            if verdict.refusal is None or stays:
                self._accept(verdict.key)
            elif verdict.refusal is not Refusal.HELD:
                self.tell(PressRefused(verdict.key, verdict.refusal))
                self._visit.acknowledge()

    def _accept(self, key: str) -> None:
        at, began = self._clock(), self._visit.view.screen is ScreenName.WELCOME
        taker = self._taker(key, at)
        self._patience.pressed(at)
        if taker:
            self._tell(KeyPressed(key, None))
            taker()
        else:
            self._visit.press(key)
        if began:
            self._offer.began(key)
            self._patience.pressed(at)  # a new visit may have begun just now
        self._follow_screen()

    def _taker(self, key: str, at: Seconds) -> Callable[[], None] | None:  # noqa: PLR0911 - one for each
        """Return what takes a press in place of the visit, or None."""
        warned, offered = self._patience.warning, self._offer.takes(key, at)
        helping, self._help_pressed = self._help_pressed, False
        screen = self._visit.view.screen
        if warned:
            return partial(self._visit.say_and_go_on, self._visit.phrases.more_time)
        if self._trying:
            return self._trying.pressed
        if offered:
            return partial(self._visit.obey, Intent(Action.ONE_SWITCH))
        if self._switches.takes_back(at):
            return self._switches.take_back
        if self._visit.adjusting.hands.switches and (
            screen is not ScreenName.WELCOME or self._visit.view.targets
        ):
            return partial(self._switches.press, self._switch(key))
        leaves = helping and self._keymap.intent(key) == _HELP
        if screen is ScreenName.HELP and self._keymap.key(_HELP) and not leaves:
            return partial(self._describe, key)
        return None

    def _switch(self, key: str) -> Switch:
        """Return which switch a key is, on whatever keyboard."""
        if switch := self._keymap.switch(key):
            return switch
        intent = self._keymap.intent(key)
        chooses = self._visit.adjusting.hands.switches == 1 or intent == Intent(Action.CHOOSE)
        return Switch.CHOOSE if chooses else Switch.MOVE

    def _describe(self, key: str) -> None:
        """Say what a key does, in help, where it does nothing; the help key leaves at a second press."""
        if self._keymap.intent(key) != _HELP:
            self._visit.describe(key)
            return
        self._help_pressed = True
        self._visit.say(
            self._visit.phrases.leave_help.format(key=self._keymap.name(key, self._visit.phrases))
        )

    def _plug(self, plug: Headphones) -> None:
        adjusting, inside = self._visit.adjusting, plug is Headphones.IN
        if inside is adjusting.headphones:
            return
        self._patience.pressed(self._clock())
        if not inside:
            self._visit.hold()  # what was private must not go on aloud
            self._switches.leave()
        adjusting.plug(inside=inside)
        if inside:
            self._visit.say_and_go_on(self._visit.phrases.headphones_in.format(volume=adjusting.volume))
        else:
            self._visit.say(self._visit.phrases.headphones_out)

    def _follow_screen(self) -> None:
        """Begin or leave what belongs to one screen."""
        screen = self._visit.view.screen
        if screen is ScreenName.TRY_OUT and self._trying is None:
            self._trying = Trying(
                self._visit,
                self._visit.moment,
                releases=self._filter.releases,
                clock=self._clock,
            )
        elif screen is not ScreenName.TRY_OUT:
            self._trying = None

    # --- Silence.

    def _hear(self, event: SpeechEvent) -> None:
        self._visit.hear(event)
        if isinstance(event, Saying | NotSaid):
            self._acknowledging = event.utterance.signal is Signal.REFUSED
        if isinstance(event, Said | NotSaid) and self._visit.silent and not self._acknowledging:
            self._fall_silent()
        self._settle()

    def _fall_silent(self) -> None:
        at = self._clock()
        self._patience.silent(at)
        if self._trying:
            self._trying.silent()
        elif self._visit.adjusting.hands.switches and (
            self._visit.view.screen is not ScreenName.WELCOME or self._switches.begun
        ):
            self._switches.silent()  # at the welcome nobody may be there: it begins with a press
        elif self._visit.view.screen is ScreenName.CONTENTS and self._visit.at_rest:
            self._offer.silent(at)

    @property
    def _waiting(self) -> bool:
        """Whether only a press can lead on: nothing is being said, offered or tried."""
        return self._visit.silent and not self._switches.offering and self._trying is None

    def _be_patient(self, due: Due | None) -> None:
        match due:
            case Due.INSTRUCTION:
                if self._visit.adjusting.hands.switches:
                    self._switches.instruct()
                else:
                    self._visit.repeat_instruction()
            case Due.WARNING:
                seconds = f"{self._settings.patience.warning:g}"
                self._visit.hold()
                self._visit.say(self._visit.phrases.still_there.format(seconds=seconds))
            case Due.END:
                self.begin()

    def _settle(self) -> None:
        """Have the filter as the visitor has it, and be woken when something is due."""
        if self._trying and self._trying.over:
            self._trying = None
        self._filter.steadiness = steadiness(self._visit.adjusting.hands)
        dues = [self._filter.due]
        if self._visit.silent:
            dues += [self._switches.due, self._offer.due, self._trying.due if self._trying else None]
        if self._waiting:
            dues.append(self._patience.due)
        self.alarm(min((due for due in dues if due is not None), default=None))
