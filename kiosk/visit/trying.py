"""The try-out: a visitor presses as they like, feels what the kiosk proposes, and keeps it or not."""

from collections.abc import Callable
from enum import Enum, auto
from typing import Final

from kiosk.keys.filters import Steadiness
from kiosk.keys.intents import Action, Intent
from kiosk.keys.strokes import Stroke
from kiosk.keys.tryout import QUIET, Tryout
from kiosk.settings import Seconds
from kiosk.visit.adjusting import steadiness
from kiosk.visit.visit import Moment, Visit

WAITS: Final[Seconds] = 8.0  # for a press, when all has been said; then nothing is changed
TRIES: Final = 3  # presses that count, to feel how it is


class _Step(Enum):
    PRESSING = auto()
    FEELING = auto()
    KEEPING = auto()


class Trying:
    """One try-out, from the moment that it is asked for. `clock` returns monotonic seconds."""

    def __init__(self, visit: Visit, before: Moment, *, releases: bool, clock: Callable[[], Seconds]) -> None:
        self._visit = visit
        self._before = before
        self._clock = clock
        self._usual = steadiness(before.hands)
        self._tryout = Tryout(self._usual, releases=releases)
        self._step = _Step.PRESSING
        self._felt = 0
        self._pressed = False
        self._begins = clock() + QUIET  # the bounces of the press that asked for it are not meant
        self._waits_until: Seconds | None = None
        self.over = False

    def seen(self, key: str, stroke: Stroke) -> bool:
        """Take what a key does, as it is; return whether the filter need not see it."""
        at = self._clock()
        if self._step is not _Step.PRESSING or at < self._begins:
            return False
        if not self._pressed:
            self._visit.hold()  # so that the presses are the visitor's own, in their own time
        self._pressed = True
        self._waits_until = at + WAITS
        self._tryout.seen(key, at, stroke)
        return True

    def pressed(self) -> None:
        """Take a press that counts."""
        if self._step is _Step.PRESSING:
            return  # it is what came after the press that asked for the try-out
        self._waits_until = None
        if self._step is _Step.KEEPING:
            self._leave(self._visit.phrases.kept)
            return
        self._felt += 1
        if self._felt < TRIES:
            self._visit.say(str(self._felt))
        else:
            self._step = _Step.KEEPING
            self._visit.say(f"{self._felt}. {self._visit.phrases.keep}")

    def silent(self) -> None:
        """Take that nothing is being said any more."""
        if not (self._step is _Step.PRESSING and self._pressed):
            self._waits_until = self._clock() + WAITS

    @property
    def due(self) -> Seconds | None:
        """When `wake` is to be called."""
        if self._step is _Step.PRESSING and (due := self._tryout.due):
            return due
        return self._waits_until

    def wake(self) -> None:
        """Do what is due: tell what was found, or change nothing when nobody presses."""
        at = self._clock()
        if self.due is None or at < self.due:
            return
        if self._step is _Step.PRESSING and self._tryout.due:
            self._propose()
        else:
            self._undo()

    def _propose(self) -> None:
        self._step = _Step.FEELING
        tried = self._tryout.tried()
        proposal: Steadiness = tried.proposal
        said = self._visit.phrases.tried.format(
            presses=tried.presses,
            bounces=tried.bounces,
            steadiness=self._visit.adjusting.keep(proposal),
        )
        more = "" if tried.fits else f" {self._visit.phrases.too_close}"
        self._visit.say(f"{said}{more} {self._visit.phrases.feel}")

    def _undo(self) -> None:
        adjusting = self._visit.adjusting
        adjusting.adjust(adjusting.adjustments, self._before.hands)
        self._leave(self._visit.phrases.not_kept)

    def _leave(self, text: str) -> None:
        self.over = True
        self._visit.obey(Intent(Action.BACK))
        self._visit.say_and_go_on(text)
