"""One switch or two: what can be chosen is offered by name, and a press chooses it.

The reading is held while choices are offered. A choice that leads elsewhere can be taken back for a time.
"""

from collections.abc import Callable
from math import ceil
from typing import Final

from kiosk.keys.intents import Action, Intent, Switch
from kiosk.keys.scanning import AutomaticScan, Choice, Chosen, Item, Moved, Scan
from kiosk.settings import Seconds
from kiosk.visit import choices
from kiosk.visit.adjusting import CHANGES
from kiosk.visit.events import Offered, VisitEvent
from kiosk.visit.view import Offer
from kiosk.visit.visit import Moment, Visit

QUARTERS: Final = 4
# After these the same list is offered again, for they are often wanted more than once.
_AGAIN: Final = CHANGES - {Action.ALL_KEYS, Action.ONE_SWITCH, Action.TWO_SWITCHES}


class Switches:
    """Offers the choices of a visit. `tell` gets what is offered; `clock` returns monotonic seconds.

    `all_keys`: there are other keys, to which a visitor can change.
    """

    def __init__(
        self,
        visit: Visit,
        *,
        all_keys: bool,
        clock: Callable[[], Seconds],
        tell: Callable[[VisitEvent], None],
    ) -> None:
        self._visit = visit
        self._all_keys = all_keys
        self._clock = clock
        self._tell = tell
        self._scan: Scan[Intent] | None = None
        self._automatic: AutomaticScan[Intent] | None = None
        self._left = 0  # quarters of the item's time that were told last
        self._chosen: tuple[Chosen[Intent], Moment] | None = None

    @property
    def offering(self) -> bool:
        """Whether the kiosk goes on from one choice to the next by itself: not after the last round."""
        return self._automatic is not None and not self._automatic.stopped

    @property
    def begun(self) -> bool:
        """Whether there is a list from which to choose."""
        return self._scan is not None

    def leave(self) -> None:
        """Offer nothing any more, and forget what was chosen."""
        self._chosen = None
        self._stop_offering()

    def press(self, switch: Switch) -> None:
        """Take a press of a switch; one switch alone is CHOOSE."""
        if self._scan is None:
            self._begin()
        elif self._automatic:
            self._take(self._automatic.press())
        elif switch is Switch.MOVE:
            self._scan.move()
            self._say_item()
        else:
            self._take(self._scan.choose())

    def silent(self) -> None:
        """Take that nothing is being said any more."""
        if self._automatic and not self._automatic.stopped:
            self._automatic.said(self._clock())
            self._tell_offer()
        elif self._scan is None and not self._visit.view.paused:
            self._begin()

    def instruct(self) -> None:
        """Say again what can be chosen, or how to hear the choices."""
        if self._scan and not self._automatic:
            self._say_item()
        else:
            self._visit.say(self._visit.phrases.scan_stopped)

    def takes_back(self, at: Seconds) -> bool:
        """Whether a press at `at` takes the last choice back, wherever it has led."""
        return self._chosen is not None and self._chosen[0].takes_back(at)

    def take_back(self) -> None:
        """Be where one was before the last choice."""
        if self._chosen:
            moment, self._chosen = self._chosen[1], None
            self._visit.return_to(moment)
            self._visit.say(self._visit.phrases.taken_back)

    @property
    def due(self) -> Seconds | None:
        """When `wake` is to be called."""
        if self._automatic is None or self._automatic.due is None:
            return None
        # Each quarter of the time that is over is seen to be over.
        at, due = self._clock(), self._automatic.due
        share = self._automatic.left(at)
        whole = (due - at) / share if share else 0.0
        return max(at, due - whole * (self._left - 1) / QUARTERS) if self._left else due

    def wake(self) -> None:
        """Do what is due."""
        if self._automatic is None:
            return
        match self._automatic.wake(self._clock()):
            case Moved.STOPPED:
                self._tell(Offered(None))
                self._visit.say(self._visit.phrases.scan_stopped)
            case Moved():
                self._say_item()
            case None:
                self._tell_offer()

    def _begin(self) -> None:
        self._chosen = None
        self._visit.hold()
        view = self._visit.view
        lines = [view.lines[target.lines[0]] for target in view.targets]
        names = [(line.aloud or line.text).rstrip(".") for line in lines]
        more = view.paused or not self._visit.read_to_end
        tree = choices.tree(view, names, more=more, all_keys=self._all_keys, phrases=self._visit.phrases)
        self._scan = Scan(tree, way_out=lambda group: self._visit.phrases.way_out.format(list=group))
        self._time()
        self._say_item()

    def _time(self) -> None:
        """Have the kiosk move on by itself, as fast as is set, where there is one switch."""
        hands = self._visit.adjusting.hands
        self._automatic = (
            AutomaticScan(self._scan, time=hands.scan) if self._scan and hands.switches == 1 else None
        )

    def _take(self, choice: Choice[Intent] | None) -> None:
        if choice is None:
            self._say_item()
            return
        moment = self._visit.moment
        action = choice.value.action
        if action in _AGAIN:
            self._visit.say(self._visit.change(action))
            self._time()
            return
        self._stop_offering()
        lasting = self._visit.adjusting.hands.take_back
        self._chosen = (Chosen(choice, self._clock(), lasting), moment)
        if action is Action.PAUSE:
            self._visit.read_on()
        else:
            self._visit.obey(choice.value)

    def _say_item(self) -> None:
        if self._scan:
            self._left = 0
            self._visit.say(self._scan.item.name, shown=False, lang=self._lang(self._scan.item))
            self._tell_offer()

    def _lang(self, item: Item[Intent]) -> str | None:
        """Return the language of an item's name: of a thing to choose its own, else the kiosk's words'."""
        if not (isinstance(item, Choice) and item.value.action is Action.CHOOSE_NUMBER):
            return None
        view = self._visit.view
        return view.lines[view.targets[item.value.number - 1].lines[0]].lang

    def _tell_offer(self) -> None:
        if self._scan is None:
            return
        self._left = ceil(self._automatic.left(self._clock()) * QUARTERS) if self._automatic else 0
        names = tuple(item.name for item in self._scan.items)
        self._tell(Offered(Offer(self._scan.group.name, names, self._scan.index, self._left)))

    def _stop_offering(self) -> None:
        if self._scan:
            self._scan = self._automatic = None
            self._tell(Offered(None))
