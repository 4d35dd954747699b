"""What visits tell -> counts. Keeps one decision: of a visit nothing is kept but that there was one more.

Numbers only: no time, no order, and no two of them that belong to one visitor.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from kiosk.visit.events import BegunAnew, KeyPressed, LineSaid, Moved, VisitEvent
from kiosk.visit.view import LineKind, ScreenName, View

WeekName: TypeAlias = str  # ISO 8601: "2026-W48"


def week_of(day: date) -> WeekName:
    """Return the ISO week in which a day is."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


@dataclass(frozen=True)
class Counts:
    """How many visits there were, how many came to the helpline, and in how many each part was opened.

    `finished`: in how many the last line of its page was heard. Each counts once in a visit.
    """

    visits: int = 0
    helpline: int = 0
    opened: Mapping[str, int] = field(default_factory=dict)
    finished: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Counts") -> "Counts":
        """Return both together."""
        return Counts(
            self.visits + other.visits,
            self.helpline + other.helpline,
            Counter(self.opened) + Counter(other.opened),
            Counter(self.finished) + Counter(other.finished),
        )


class Counting:
    """Hears visits, and counts.

    A visit begins with the first press that counts at the welcome, and ends where nothing is left of it. What
    a person tells in the case studies is not counted by itself, but as the part in which it stands.
    """

    def __init__(self) -> None:
        self._counts = Counts()
        self._view: View | None = None
        self._counted = set[tuple[str, str]]()  # in this visit

    def hear(self, event: VisitEvent) -> None:
        """Take what a visit tells."""
        match event:
            case BegunAnew():
                self._counted.clear()
                self._view = None
            case KeyPressed():
                self._once("visit", Counts(visits=1))
            case Moved(view):
                self._view = view
                self._arrive(view)
            case LineSaid(line) if self._view and line == _last_line(self._view):
                part = self._view.part
                if part and part == _whole_part(part):
                    self._once("finished", Counts(finished={part: 1}), part)
            case _:
                pass

    def take(self) -> Counts:
        """Return what was counted since it was taken last. A visit that goes on is not counted twice."""
        counts, self._counts = self._counts, Counts()
        return counts

    def _arrive(self, view: View) -> None:
        if view.screen is ScreenName.WELCOME:
            return
        self._once("visit", Counts(visits=1))  # who begins anew by the key that was pressed before
        if part := _whole_part(view.part):
            self._once("opened", Counts(opened={part: 1}), part)
        if any(line.kind is LineKind.PHONE for line in view.lines):
            self._once("helpline", Counts(helpline=1))

    def _once(self, what: str, counts: Counts, part: str = "") -> None:
        if (what, part) not in self._counted:
            self._counted.add((what, part))
            self._counts += counts


def _whole_part(name: str) -> str:
    """Return the part that a name is of: "case-studies" for "case-studies/anna-wilson"."""
    return name.partition("/")[0]


def _last_line(view: View) -> int:
    """Return the last line that is no prompt."""
    return max(index for index, line in enumerate(view.lines) if line.kind is not LineKind.PROMPT)
