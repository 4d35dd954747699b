"""The try-out: a visitor presses the big key five times, and the kiosk finds how steady it had better be.

It keeps the one rule that tells a deliberate press from a bounce when nobody has said which is which.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, inf
from typing import Final

from kiosk.keys.filters import LADDER, USUAL, Filter, Steadiness, Verdict
from kiosk.keys.strokes import Stroke
from kiosk.settings import SAME_KEY, Seconds

PRESSES: Final = 5
QUIET: Final[Seconds] = max(SAME_KEY)  # no filter reaches further
# So often a key is pressed, repeats or is let go: five presses in spasms of 3 s repeat 450 times. A key that
# is stuck must not cost more with each repeat, until no key is answered any more.
MOST: Final = 500

# A shaking hand strikes 4 to 8 times a second: advanced essential tremor has 4 to 8 Hz (Elble, "Physiologic
# and essential tremor", Neurology 1986), a dystonic arm 3.5 to 7 Hz (Dystonia 2024, 12551).
QUICKEST_BOUNCE: Final[Seconds] = 1 / 8
SLOWEST_BOUNCE: Final[Seconds] = 1 / 4
# The next bounce may be later than those seen, the next press sooner: a quarter more, a quarter less. Of ten
# gaps and more the outermost tenth is left out, so that one spasm does not slow a whole visit down.
MARGIN: Final = 1.25
LEFT_OUT: Final = 0.1
AS_ASKED: Final = 2.0  # how much likelier it is that a visitor pressed as often as asked


@dataclass(frozen=True)
class Tried:
    """What a try-out found: how many presses and bounces, and the step of the ladder that suits them.

    `fits` is false where no step lets the presses through and no bounce: the proposal then stops the bounces,
    and asks for presses that are further apart.
    """

    presses: int
    bounces: int
    proposal: Steadiness
    fits: bool


class Tryout:
    """Takes what keys do while a visitor presses the big key as they like, held keys and neighbours included.

    `usual` is the clinic's own setting. The proposal is the least step from there on that would have let the
    deliberate presses through and no bounce. It is quicker than `usual` only where the presses are: five
    presses without a bounce prove little (up to 45 % may yet bounce, at 95 % confidence), and a filter that
    lets all presses through costs a steady hand nothing.
    """

    def __init__(self, usual: Steadiness = USUAL, *, releases: bool = False) -> None:
        self._usual = usual
        self._releases = releases
        self._log: list[tuple[str, Seconds, Stroke]] = []

    def seen(self, key: str, at: Seconds, stroke: Stroke = Stroke.PRESS) -> None:
        """Take what a key did; pass over what comes when there is plenty."""
        if len(self._log) < MOST:
            self._log.append((key.lower(), at, stroke))

    @property
    def due(self) -> Seconds | None:
        """When the try-out is over if nothing more is seen, or None before the fifth press."""
        return self._log[-1][1] + QUIET if self.tried().presses >= PRESSES else None

    def tried(self) -> Tried:
        """Return what was found so far."""
        presses = _by_press(_struck(self._log, releases=self._releases))
        need_same, need_any = _time_needed(presses)
        room_same, room_any = _time_left(presses)

        def stops_bounces(step: Steadiness) -> bool:
            return need_same <= step.same_key and need_any <= step.any_key

        def lets_through(step: Steadiness) -> bool:
            return step.same_key <= room_same and step.any_key <= room_any

        steadier = (self._usual, *_walk(self._usual, Steadiness.steadier))
        steps = (*steadier, *_walk(self._usual, Steadiness.quicker))
        fitting = next((step for step in steps if stops_bounces(step) and lets_through(step)), None)
        return Tried(
            presses=len(presses),
            bounces=sum(len(press) - 1 for press in presses),
            proposal=fitting or next(filter(stops_bounces, steadier), steadier[-1]),
            fits=fitting is not None,
        )


@dataclass(frozen=True)
class _Strike:
    """A press, and when each key was last seen before it."""

    key: str
    at: Seconds
    seen: Mapping[str, Seconds]

    def since(self, key: str) -> Seconds:
        """Return how long ago a key was last seen, infinite if it was not."""
        return self.at - self.seen.get(key, -inf)

    @property
    def rest(self) -> Seconds:
        """How long nothing was seen."""
        return min((self.since(key) for key in self.seen), default=inf)


def _struck(log: Sequence[tuple[str, Seconds, Stroke]], *, releases: bool) -> list[_Strike]:
    """Return the presses, without what a held key repeats."""
    only_held_keys = Filter(LADDER[0], releases=releases)
    seen: dict[str, Seconds] = {}
    strikes: dict[tuple[str, Seconds], _Strike] = {}
    verdicts: list[Verdict] = []
    for key, at, stroke in log:
        if stroke is Stroke.PRESS:
            strikes[key, at] = _Strike(key, at, dict(seen))
        seen[key] = at
        verdicts += only_held_keys.press(key, at, stroke)
    verdicts += only_held_keys.wake(inf)
    return [strikes[verdict.key, verdict.at] for verdict in verdicts if verdict.accepted]


def _by_press(strikes: Sequence[_Strike]) -> list[list[_Strike]]:
    """Return the strikes of each deliberate press: the press, and its bounces after it.

    Bounces follow quickly and presses slowly, but how quickly and slowly is each hand's own. So the gaps, in
    order of length, are cut where the step from one to the next is widest, and twice as readily where that
    makes five presses. A gap shorter than the quickest tremor's period is a bounce's; one that no filter
    reaches is a press's. With the periods of tremor as ends, the cut may also find no bounce at all, or
    nothing else. Where each strike is 0.7 s and more from the next, all are presses.
    """
    gaps = [strike.rest for strike in strikes[1:]]
    ordered = sorted(gaps)
    ends = (*(max(gap, QUICKEST_BOUNCE) for gap in ordered), SLOWEST_BOUNCE)

    def width(bounces: int) -> float:
        longest_bounce = ends[bounces - 1] if bounces else QUICKEST_BOUNCE
        likelier = AS_ASKED if len(gaps) - bounces == PRESSES - 1 else 1.0
        return likelier * min(ends[bounces], QUIET) / longest_bounce

    fewest = sum(gap < QUICKEST_BOUNCE for gap in gaps)
    bounces = max(range(fewest, len(gaps) + 1), key=width)
    longest_bounce = ordered[bounces - 1] if bounces else -inf
    presses = [[strike] for strike in strikes[:1]]
    for gap, strike in zip(gaps, strikes[1:], strict=True):
        if gap > longest_bounce:
            presses.append([])
        presses[-1].append(strike)
    return presses


def _time_needed(presses: Sequence[Sequence[_Strike]]) -> tuple[Seconds, Seconds]:
    """Return for how long the same key, and any key, has to be refused for no bounce to act."""
    same, other = [], []
    for press in presses:
        struck = {press[0].key}
        for bounce in press[1:]:
            if bounce.key in struck:
                same.append(bounce.since(bounce.key))
            else:
                other.append(bounce.since(press[0].key))
            struck.add(bounce.key)
    return _upper(same) * MARGIN, _upper(other) * MARGIN


def _time_left(presses: Sequence[Sequence[_Strike]]) -> tuple[Seconds, Seconds]:
    """Return for how long the same key, and any key, can be refused while all presses act."""
    same = [press[0].since(press[0].key) for press in presses]
    other = [after[0].since(before[0].key) for before, after in pairwise(presses)]
    return _lower(same) / MARGIN, _lower(other) / MARGIN


def _upper(gaps: Sequence[Seconds]) -> Seconds:
    return sorted(gaps)[ceil(len(gaps) * (1 - LEFT_OUT)) - 1] if gaps else 0.0


def _lower(gaps: Sequence[Seconds]) -> Seconds:
    return sorted(gaps)[floor(len(gaps) * LEFT_OUT)] if gaps else inf


def _walk(start: Steadiness, step: Callable[[Steadiness], Steadiness]) -> Iterator[Steadiness]:
    here = start
    while (there := step(here)) != here:
        yield there
        here = there
