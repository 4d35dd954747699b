"""A visitor whose hand shakes, at a kiosk without sound: what they mean to do, and what becomes of it.

The tests and bench/tremor.py draw from it. The visitor knows only what was heard, and corrects by that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from random import Random
from typing import Final

from hands import Hand, Keyboard, told, touches

from kiosk import assembly
from kiosk.keys.filters import LONGEST_REPEAT_GAP, Steadiness
from kiosk.keys.strokes import Stroke
from kiosk.pack.model import Pack
from kiosk.phrases.loader import english
from kiosk.settings import RATES, Hands, Seconds, Settings
from kiosk.speech.fake import FakeSpeaker
from kiosk.speech.protocol import More, Say, ToSpeaker
from kiosk.visit.edition import Edition
from kiosk.visit.events import KeyPressed, LineSaid, LineSaying, Moved, VisitEvent
from kiosk.visit.route import Route
from kiosk.visit.view import Line, LineKind, ScreenName, View

# The keys that a visitor uses lie as on a full keyboard.
KEYBOARD: Final = Keyboard(neighbours=(*Keyboard().neighbours, ("g", "h"), ("h", "j")))
RELEASES: Final = replace(KEYBOARD, releases=True)  # in a terminal that tells them
REST: Final[tuple[Seconds, Seconds]] = (0.7, 3.0)  # from what was heard to the next press; assumed
# A visitor will spend half as many presses again as are needed, five at the least, and then give up; assumed.
MORE: Final = 0.5
FEWEST_MORE: Final = 5
CONTENTS: Final = 1  # its place on the way, after the welcome
LEAD: Final = (0, 1)  # the lines of a page that say where one is
BESIDE: Final = -1  # the place of help and choices, to which no Next leads


class Kiosk:
    """A kiosk whose clock runs as fast as it can: its voice says each word at the rate of the settings.

    A visitor sets `tell`, which gets every event.
    """

    def __init__(self, pack: Pack, steadiness: Steadiness, *, releases: bool = False) -> None:
        hands = Hands(same_key=steadiness.same_key, any_key=steadiness.any_key, slow_keys=steadiness.hold)
        settings = Settings(hands=hands)
        self.tell: Callable[[VisitEvent], None] = lambda _: None
        self.way = _way(pack)
        self.parts = tuple(part.id for part in pack.parts)
        self.now: Seconds = 0.0
        self._word: Seconds = 60 / RATES[settings.defaults.rate]
        self._speaker = FakeSpeaker()
        self._speech_due: Seconds | None = None
        self._alarm: Seconds | None = None
        self._sounding = False
        self._length: Seconds = 0.0  # of the sentence
        self._pause: Seconds = 0.0  # after it
        speech = assembly.new_speech(self._send, settings)
        self._speaker.receive = speech.receive
        self._host = assembly.new_host(
            [Edition(pack, english().on_screen)], speech, settings, clock=lambda: self.now
        )
        self._host.releases_told = releases
        self._host.alarm = self._set_alarm
        self._host.tell = self._hear

    def receive(self) -> None:
        """Wait for the next visitor, long after the last one."""
        self.now += 60.0
        self._host.begin()

    def press(self, key: str, stroke: Stroke) -> None:
        """Take what a key does."""
        self._host.press(key, stroke)

    def pass_until(self, at: Seconds) -> None:
        """Let time pass."""
        while self._next_due <= at:
            self._step()
        self.now = at

    def listen(self) -> bool:
        """Let time pass until the next sentence begins or ends; return whether there was one."""
        if self._speech_due is None:
            return False
        until = self._speech_due
        while self._speech_due == until:
            self._step()
        return True

    @property
    def _next_due(self) -> Seconds:
        return min((due for due in (self._speech_due, self._alarm) if due is not None), default=float("inf"))

    def _step(self) -> None:
        at = self._next_due
        self.now = max(self.now, at)
        if at != self._speech_due:
            self._alarm = None
            self._host.wake()
        elif self._sounding:
            self._sounding, self._speech_due = False, self.now + self._pause
            self._speaker.say_sentence()
        else:
            self._speech_due = None
            if self._speaker.say_word():
                self._sounding, self._speech_due = True, self.now + self._length

    def _send(self, line: ToSpeaker) -> None:
        self._speaker.send(line)
        if isinstance(line, Say):
            self._sounding, self._speech_due = False, self.now if line.utterances else None
        elif isinstance(line, More) and self._speech_due is None:
            self._speech_due = self.now
        elif self._speaker.silent:
            self._speech_due = None

    def _hear(self, event: VisitEvent) -> None:
        if isinstance(event, LineSaying):
            self._length = self._word * len(event.utterance.spoken.split())
            self._pause = event.utterance.pause / 1000
        self.tell(event)

    def _set_alarm(self, due: Seconds | None) -> None:
        self._alarm = due


class Plan(StrEnum):
    """What a visitor means to do after the welcome."""

    THROUGH = "next"  # through all parts to the helpline
    CHOSEN = "choose, next"  # a part in the contents, from there through the others to the helpline
    CALL = "choose, h"  # a part in the contents, then the helpline by its own key


@dataclass
class Ears:
    """What a visitor has heard, with places on the `way` as its indexes."""

    way: tuple[str, ...]
    here: int = 0  # where it was said last that they are
    item: int = 0  # the number of the choice that is heard, 0 before the first
    answered: bool = False  # it was heard what the last press has led to
    number: bool = False  # the helpline's
    titles: set[int] = field(default_factory=set)
    places: set[int] = field(default_factory=set)

    def begin(self, line: int, view: View) -> None:
        """Take a line of a view that begins to be heard."""
        named = (target.number for target in view.targets if target.lines[0] == line)
        self.item = next(named, 0 if line in LEAD else self.item)

    def hear(self, line: Line, view: View) -> None:
        """Take a line of a view that was heard to its end."""
        here = _stop(self.way, view)
        leads = [each.kind for each in view.lines[:2]]
        if line.kind is LineKind.TITLE:
            self.titles.add(here)
        if line.kind is LineKind.PLACE or LineKind.PLACE not in leads:
            self.here = here
            self.places.add(here)
        self.number = self.number or bool(line.phone)
        at_number = self.way.index("helpline") <= self.here
        title_only = line.kind is LineKind.TITLE and LineKind.PLACE in leads
        self.answered = self.answered or not (title_only or at_number)


@dataclass(frozen=True)
class Outcome:
    """What became of a visit.

    `reached`: the helpline's number was heard, with `presses` where `least` would do. `ended`: the visit was
    over before. `unmeant`: presses that counted and were not meant. `in_vain`: presses that were meant and
    did not count. `unheard`: stops that were passed, and whose titles the visitor meant to hear and did not.
    """

    reached: bool
    ended: bool
    presses: int
    least: int
    unmeant: int
    in_vain: int
    unheard: int


class Visitor:
    """One visitor. `target` is the number of the part that is wanted, from 1, where the plan chooses one.

    After each press they listen until it was said where they are (title and place), or a sentence was heard
    to its end, or nothing is said; then they rest for REST and press the key that leads on from what they
    have heard: Back when that is somewhere that they do not want. At the helpline they listen to the number.
    """

    def __init__(
        self,
        kiosk: Kiosk,
        hand: Hand,
        *,
        keyboard: Keyboard,
        plan: Plan,
        target: int,
        draw: Random,
        more: float = MORE,
    ) -> None:
        self._kiosk = kiosk
        self._hand = hand
        self._keyboard = keyboard
        self._plan = plan
        self._target = target
        self._draw = draw
        self._more = more
        self._ears = Ears(kiosk.way)
        self._view: View | None = None
        self._furthest = 0
        self._counted: list[str] = []  # keys of all presses that have reached the visit
        self._ended = False
        helpline = kiosk.way.index("helpline")
        chosen = kiosk.way.index(kiosk.parts[target - 1])
        first, then = {
            Plan.THROUGH: (CONTENTS, CONTENTS + 1),
            Plan.CHOSEN: (chosen, chosen + 1),
            Plan.CALL: (chosen, helpline),
        }[plan]
        self._helpline, self._chosen = helpline, chosen
        self._wanted = tuple(dict.fromkeys((CONTENTS, first, *range(then, helpline + 1))))

    @property
    def least(self) -> int:
        """How many presses lead to the number when each does what is meant."""
        downs = 0 if self._plan is Plan.THROUGH else self._target
        return len(self._wanted) + downs

    def visit(self) -> Outcome:
        """Make the visit, with at most `allowed(least, more)` presses."""
        kiosk, ears = self._kiosk, self._ears
        kiosk.tell = self._tell
        kiosk.receive()
        presses = in_vain = 0
        while self._listen() and presses < allowed(self.least, self._more):
            presses += 1
            in_vain += not self._press(self._key())
        return Outcome(
            reached=ears.number,
            ended=self._ended and not ears.number,
            presses=presses,
            least=self.least,
            unmeant=len(self._counted) - (presses - in_vain),
            in_vain=in_vain,
            unheard=sum(stop <= self._furthest for stop in set(self._wanted) - ears.titles),
        )

    @property
    def _over(self) -> bool:
        return self._ears.number or self._ended

    def _listen(self) -> bool:
        """Listen and rest, and return whether another press is needed."""
        while not (self._ears.answered or self._over) and self._kiosk.listen():
            pass
        self._kiosk.pass_until(self._kiosk.now + self._draw.uniform(*REST))
        return not self._over

    def _press(self, key: str) -> bool:
        """Press a key as the hand does it, and return whether it counted as it was meant."""
        self._ears.answered = False
        before = len(self._counted)
        made = touches(self._hand, self._keyboard, key, self._kiosk.now, self._draw)
        for raw in told(self._keyboard, made):
            self._kiosk.pass_until(raw.at)
            self._kiosk.press(raw.key, raw.stroke)
        self._kiosk.pass_until(made[-1].up + LONGEST_REPEAT_GAP)  # by then each press is judged
        return made[0].meant and key in self._counted[before:]

    def _key(self) -> str:
        """Return the key that leads on from what was heard."""
        here, heard = self._ears.here, self._ears.places
        following = next((stop for stop in self._wanted if stop not in heard), self._helpline)
        if here >= self._helpline:
            return "r"  # the number was not heard
        if here == BESIDE:
            return "left"
        if here < CONTENTS:
            return "right"
        if self._plan is Plan.CALL and self._chosen in heard:
            return "h"
        if here == CONTENTS and self._plan is not Plan.THROUGH:
            item = self._ears.item
            return "enter" if item == self._target else "down" if item < self._target else "up"
        return "left" if here > following or here not in self._wanted else "right"

    def _tell(self, event: VisitEvent) -> None:
        match event:
            case KeyPressed(key):
                self._counted.append(key)
                self._ears.answered = False
            case Moved(view):
                left = self._view.screen if self._view else None
                self._ended |= left is ScreenName.THANKS and view.screen is ScreenName.WELCOME
                self._view = view
                self._furthest = max(self._furthest, _stop(self._kiosk.way, view))
            case LineSaying(line) if self._view:
                self._ears.begin(line, self._view)
            case LineSaid(line) if line >= 0 and self._view:
                self._ears.hear(self._view.lines[line], self._view)
            case LineSaid():  # a notice
                self._ears.answered = self._ears.here < self._helpline


def allowed(least: int, more: float = MORE) -> int:
    """Return how many presses a visitor will spend where so many would do; `more` is a share of these."""
    return least + max(FEWEST_MORE, round(least * more))


def _stop(way: Sequence[str], view: View) -> int:
    """Return the place on the way that a view shows, or BESIDE."""
    name = view.part or view.screen
    return way.index(name) if name in way else BESIDE


def _way(pack: Pack) -> tuple[str, ...]:
    """Return the names of the stops, in the order of Next."""
    route = Route(pack)
    stops = [route.welcome]
    while following := route.after(stops[-1]):
        stops.append(following)
    return tuple(stop.name or stop.screen for stop in stops)
