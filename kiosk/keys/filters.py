"""Which presses count: the one place that decides that a press came too soon, or that a key was only held.

Each press gets one verdict, at once or, where the filter has to wait and see, at `Filter.due`.
"""

from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto
from typing import Final

from kiosk.keys.strokes import Stroke
from kiosk.settings import SAME_KEY, Seconds

LONGEST_ANY_KEY: Final[Seconds] = 1.0
LONGEST_HOLD: Final[Seconds] = 2.0

# A terminal without releases tells a held key as presses. They begin after 0.25 s on the Linux console
# (kbdrate(8)), 0.4 to 0.6 s under Wayland (cage sets 0.6 s), 0.66 s under X (xset(1)); the window is wider
# by what a busy machine adds.
REPEATS_BEGIN: Final[tuple[Seconds, Seconds]] = (0.2, 0.75)
# Then they come every 33 ms (the kernel's), 40 ms (X, cage) or 92 ms (kbdrate(8), 10.9 a second).
LONGEST_REPEAT_GAP: Final[Seconds] = 0.11


class Refusal(StrEnum):
    """Why a press does not count. A held key is refused many times a second: acknowledge the others."""

    SAME_KEY = "same-key"  # the same key was seen too short a time ago
    ANY_KEY = "any-key"  # the key of the last accepted press was seen too short a time ago
    HELD = "held"  # the key has been down since a press that was judged
    LET_GO = "let-go"  # the key was let go before it had been held for `hold` seconds


@dataclass(frozen=True)
class Verdict:
    """What became of the press of `key` at `at`: accepted, or why it is refused."""

    key: str
    at: Seconds
    refusal: Refusal | None = None

    @property
    def accepted(self) -> bool:
        """Whether the press counts."""
        return self.refusal is None


@dataclass(frozen=True)
class Steadiness:
    """How steady the kiosk makes a hand.

    `same_key`, one of SAME_KEY: a key is refused for so long after it was last seen. `any_key`, 0 to
    1 s: every key is refused for so long after an accepted press, its bounces and its hold, as a hand strikes
    a neighbour when it leaves a key. `hold`, 0 to 2 s: a press counts when the key has been down for so long;
    only where the terminal tells releases. Raises ValueError for other times.
    """

    same_key: Seconds = 0.5
    any_key: Seconds = 0.0
    hold: Seconds = 0.0

    def __post_init__(self) -> None:
        if self.same_key not in SAME_KEY:
            times = ", ".join(f"{time:g}" for time in SAME_KEY)
            raise ValueError(f"the same key is refused for {self.same_key:g} s: write one of {times}")
        if not 0 <= self.any_key <= LONGEST_ANY_KEY:
            raise ValueError(f"any key is refused for {self.any_key:g} s: write 0 to {LONGEST_ANY_KEY:g}")
        if not 0 <= self.hold <= LONGEST_HOLD:
            raise ValueError(f"a key counts after {self.hold:g} s: write 0 to {LONGEST_HOLD:g}")

    def steadier(self) -> "Steadiness":
        """Return the next steadier step of the ladder, with the same hold, or itself at the end."""
        steps = (replace(step, hold=self.hold) for step in LADDER)
        return next((step for step in steps if step != self and _at_most(self, step)), self)

    def quicker(self) -> "Steadiness":
        """Return the next quicker step of the ladder, with the same hold, or itself at the end."""
        steps = (replace(step, hold=self.hold) for step in reversed(LADDER))
        return next((step for step in steps if step != self and _at_most(step, self)), self)


def _at_most(one: Steadiness, other: Steadiness) -> bool:
    return one.same_key <= other.same_key and one.any_key <= other.any_key


LADDER: Final = (
    Steadiness(same_key=0.0),
    Steadiness(same_key=0.2),
    Steadiness(same_key=0.5),
    Steadiness(same_key=0.5, any_key=0.3),
    Steadiness(same_key=1.0, any_key=0.5),
    Steadiness(same_key=1.5, any_key=0.7),
    Steadiness(same_key=2.0, any_key=1.0),
)
USUAL: Final = Steadiness()


class _Held(Enum):
    """Whether what was last seen of a key was a repeat."""

    NO = auto()
    PERHAPS = auto()  # it came when repeats begin: what comes next tells
    YES = auto()


@dataclass(frozen=True)
class _Sight:
    """When a key was last seen: pressed, repeated or let go, accepted or not."""

    at: Seconds
    held: _Held


@dataclass(frozen=True)
class _Waiting:
    """A press that counts at `due` unless something is seen of its key before."""

    key: str
    at: Seconds
    due: Seconds


class Filter:
    """Judges each press by `steadiness`, which may be set at any time, for what is pressed from then on.

    A press that may be a first repeat waits for LONGEST_REPEAT_GAP: another one within that shows that the
    key is held, and neither counts. So a deliberate press in that window counts that little later. What such
    a terminal does not tell, nobody can: one that bounces within the gap is taken for a held key, and a key
    that is let go between its first repeat and its second for two presses. With `releases` nothing has to be
    guessed.

    One filter serves visitor after visitor, so that a key held from one visit to the next acts once. It
    forgets a press after 2 s, when the next one comes.
    """

    def __init__(self, steadiness: Steadiness = USUAL, *, releases: bool = False) -> None:
        self.steadiness = steadiness
        self.releases = releases
        self._sights: dict[str, _Sight] = {}
        self._accepted = ""  # the key of the last press that counts
        self._waiting: tuple[_Waiting, ...] = ()  # in the order of their presses

    @property
    def due(self) -> Seconds | None:
        """When `wake` is to be called, or None when nothing waits."""
        return self._waiting[0].due if self._waiting else None

    def wake(self, at: Seconds) -> tuple[Verdict, ...]:
        """Return the verdicts on the presses whose time has come."""
        verdicts: tuple[Verdict, ...] = ()
        while self._waiting and self._waiting[0].due <= at:
            verdicts += self._accept_waiting()
        return verdicts

    def press(self, key: str, at: Seconds, stroke: Stroke = Stroke.PRESS) -> tuple[Verdict, ...]:
        """Take what a key did and return the verdicts that are clear by now."""
        verdicts = self.wake(at)
        sight = self._sights.get(_name(key))
        held = self._held(sight, at) if stroke is Stroke.PRESS else _Held.NO
        if stroke is not Stroke.REPEAT:
            verdicts += self._settle(key, held)
        refusal = Refusal.HELD if held is _Held.YES else self._too_soon(sight, at)
        self._see(key, at, held)
        if stroke is not Stroke.PRESS:
            return verdicts
        if refusal:
            return (*verdicts, Verdict(key, at, refusal))
        return verdicts + self._let_through(key, at, held)

    def _settle(self, key: str, held: _Held) -> tuple[Verdict, ...]:
        """Return what a press or a release tells of the presses that wait."""
        if held is _Held.YES:
            return self._refuse_waiting(key, Refusal.HELD)
        if self.releases:
            return self._refuse_waiting(key, Refusal.LET_GO)  # at a press: its release was lost
        return self._accept_waiting() if self._waiting else ()  # another key follows: it was no held key

    def _held(self, sight: _Sight | None, at: Seconds) -> _Held:
        begin, end = REPEATS_BEGIN
        if self.releases or sight is None or at > sight.at + end:
            return _Held.NO
        if sight.held is not _Held.NO and at < sight.at + LONGEST_REPEAT_GAP:
            return _Held.YES
        # A terminal that falters leaves a hole among the repeats of a held key.
        return _Held.PERHAPS if sight.held is _Held.YES or at >= sight.at + begin else _Held.NO

    def _too_soon(self, sight: _Sight | None, at: Seconds) -> Refusal | None:
        if sight and at < sight.at + self.steadiness.same_key:
            return Refusal.SAME_KEY
        accepted = self._sights.get(self._accepted)
        if accepted and at < accepted.at + self.steadiness.any_key:
            return Refusal.ANY_KEY
        return None

    def _let_through(self, key: str, at: Seconds, held: _Held) -> tuple[Verdict, ...]:
        hold = self.steadiness.hold if self.releases else 0.0
        wait = LONGEST_REPEAT_GAP if held is _Held.PERHAPS else hold
        if wait:
            self._waiting += (_Waiting(key, at, at + wait),)
            return ()
        self._accepted = _name(key)
        return (Verdict(key, at),)

    def _see(self, key: str, at: Seconds, held: _Held) -> None:
        lately = at - max(SAME_KEY)
        self._sights = {name: sight for name, sight in self._sights.items() if sight.at >= lately}
        self._sights[_name(key)] = _Sight(at, held)

    def _accept_waiting(self) -> tuple[Verdict, ...]:
        """Accept the press that has waited longest, and so refuse those beside it."""
        first, *others = self._waiting
        self._accepted = _name(first.key)
        refused = others if self.steadiness.any_key else []
        self._waiting = tuple(waiting for waiting in others if waiting not in refused)
        return (
            Verdict(first.key, first.at),
            *(Verdict(waiting.key, waiting.at, Refusal.ANY_KEY) for waiting in refused),
        )

    def _refuse_waiting(self, key: str, refusal: Refusal) -> tuple[Verdict, ...]:
        refused = [waiting for waiting in self._waiting if _name(waiting.key) == _name(key)]
        self._waiting = tuple(waiting for waiting in self._waiting if waiting not in refused)
        return tuple(Verdict(waiting.key, waiting.at, refusal) for waiting in refused)


def _name(key: str) -> str:
    return key.lower()  # Caps Lock makes no other key
