"""Measures how many visitors with shaking hands hear the helpline's number, with and without the filters.

    uv run bench/tremor.py [--visits N] [--hands NAME ...] [--any-key S ...] [--more SHARE] [--releases]
        [--shipped] [--seed N] [--json FILE]

The model of the hands is tests/keys/hands.py, which has its sources; that of the visitors is
tests/visit/visitor.py: its figures are assumed. They listen to the title and the place, or to a sentence,
rest 0.7 to 3 s, press, and go Back when they hear that they are too far. A third go Next through all parts, a
third choose a part in the contents and go Next from there, a third choose one and press H. Reached: the
number was heard to its end, within the presses that a steady hand needs and half as many again, five at the
least. The voice says 125 words a minute and keeps the pauses of the settings.

Each filter gets the same visitors. Tried: each has what the try-out proposes, where the filter named is the
clinic's own, when it has seen five presses of the big key.
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from random import Random
from typing import Any

from packs import write_pack

from kiosk.keys.filters import LADDER, USUAL, Steadiness
from kiosk.keys.tryout import PRESSES, Tryout
from kiosk.pack import loader
from kiosk.pack.model import Pack
from kiosk.paths import bundled_pack

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / room) for room in ("keys", "visit")]
from hands import SHAKING, SHAKING_HARD, STEADY, Keyboard, pressed  # noqa: E402 - the line above finds it
from visitor import KEYBOARD, MORE, RELEASES, REST, Kiosk, Outcome, Plan, Visitor  # noqa: E402 - the line above finds it

HANDS = {"steady": STEADY, "shaking": SHAKING, "shaking hard": SHAKING_HARD}
PARTS = 8  # of the pack that is made, the disclaimer and the helpline among them
AIM = 99.0  # % of the visits
LEGEND = """\
Unmeant: presses that counted and were not meant. In vain: presses that were meant and did not count.
Unheard: parts that were passed, and whose titles were meant to be heard. More: presses beyond the least.
Over: ended at the welcome; all others that did not reach the helpline were given up."""


@dataclass(frozen=True)
class Crowd:
    """So many visitors with one model of hands. With `tried` each has what the try-out proposes."""

    hand: str
    steadiness: Steadiness
    tried: bool
    visits: int
    seed: int
    more: float
    releases: bool
    shipped: bool

    @property
    def keyboard(self) -> Keyboard:
        """The keyboard that they press."""
        return RELEASES if self.releases else KEYBOARD

    def draw(self, number: int, of: str) -> Random:
        """Return what one visitor draws from: the same whatever the filter."""
        return Random(f"{self.seed} {self.hand} {number} {of}")  # noqa: S311 - a model, not secrets

    def filter_of(self, number: int) -> Steadiness:
        """Return what one visitor's filter does."""
        return _tried(self, number) if self.tried else self.steadiness


def main() -> None:
    """Send each crowd through its visits, print a table and, when asked, write JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--visits", type=int, default=1000, help="of each hand with each filter")
    parser.add_argument(
        "--any-key", type=float, nargs="+", help="these, with 0.5 s for the same key, in place of the ladder"
    )
    parser.add_argument("--hands", choices=HANDS, nargs="+", default=HANDS)
    parser.add_argument(
        "--more",
        type=float,
        default=MORE,
        help="presses that a visitor spends beyond the least, a share of it",
    )
    parser.add_argument("--releases", action="store_true", help="a terminal that tells when a key is let go")
    parser.add_argument("--shipped", action="store_true", help=f"the shipped pack, not one of {PARTS} parts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    asked = parser.parse_args()
    filters = [(Steadiness(any_key=each), False) for each in asked.any_key or ()] or [
        *((step, False) for step in LADDER),
        *((step, True) for step in LADDER if step.same_key == USUAL.same_key),
    ]
    crowds = [
        Crowd(hand, step, tried, asked.visits, asked.seed, asked.more, asked.releases, asked.shipped)
        for hand in asked.hands
        for step, tried in filters
    ]
    rows = []
    print("                refused (s)   reached the helpline (%)         a visit (mean)")
    print("hand           same  any      all  next  choose  by H   unmeant  in vain  unheard  more  over (%)")
    with ProcessPoolExecutor() as processes:
        for crowd, outcomes in zip(crowds, processes.map(_outcomes, crowds), strict=True):
            rows.append(_row(crowd, outcomes))
            print(_line(rows[-1]), flush=True)
    print(f"{asked.visits} visits a row, seed {asked.seed}. All: {AIM:g} % is the aim.")
    print(LEGEND)
    for crowd in crowds:
        if crowd.tried:
            clinic = f"{crowd.steadiness.same_key:g}/{crowd.steadiness.any_key:g}"
            print(f"The try-out proposes, {crowd.hand}, from {clinic}: {_proposed(crowd)}")
    if asked.json:
        asked.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def _outcomes(crowd: Crowd) -> list[Outcome]:
    with tempfile.TemporaryDirectory() as folder:
        pack = _pack(crowd, Path(folder))
    kiosks: dict[Steadiness, Kiosk] = {}
    return [_outcome(crowd, number, plan, pack, kiosks) for number, plan in _numbered(crowd)]


def _outcome(crowd: Crowd, number: int, plan: Plan, pack: Pack, kiosks: dict[Steadiness, Kiosk]) -> Outcome:
    steadiness = crowd.filter_of(number)
    if steadiness not in kiosks:
        kiosks[steadiness] = Kiosk(pack, steadiness, releases=crowd.releases)
    kiosk, draw = kiosks[steadiness], crowd.draw(number, "visit")
    target = draw.randint(1, len(kiosk.parts) - 2)  # not the disclaimer and the helpline
    return Visitor(
        kiosk,
        HANDS[crowd.hand],
        keyboard=crowd.keyboard,
        plan=plan,
        target=target,
        draw=draw,
        more=crowd.more,
    ).visit()


def _numbered(crowd: Crowd) -> Iterator[tuple[int, Plan]]:
    plans = tuple(Plan)
    return ((number, plans[number % len(plans)]) for number in range(crowd.visits))


def _pack(crowd: Crowd, folder: Path) -> Pack:
    if crowd.shipped:
        return loader.load(bundled_pack())
    write_pack(folder, PARTS)
    return loader.load(folder)


def _tried(crowd: Crowd, number: int) -> Steadiness:
    """Return what the try-out proposes to one visitor."""
    tryout = Tryout(crowd.steadiness, releases=crowd.releases)
    hand, draw = HANDS[crowd.hand], crowd.draw(number, "try-out")
    for raw in pressed(hand, crowd.keyboard, repeat("right", 4 * PRESSES), rest=REST, draw=draw):
        if (due := tryout.due) is not None and due <= raw.at:
            break
        tryout.seen(raw.key, raw.at, raw.stroke)
    return tryout.tried().proposal


def _proposed(crowd: Crowd) -> str:
    counted = Counter(crowd.filter_of(number) for number in range(crowd.visits))
    return ", ".join(
        f"{100 * count / crowd.visits:.1f} % {step.same_key:g}/{step.any_key:g}"
        for step, count in sorted(counted.items(), key=lambda item: (item[0].same_key, item[0].any_key))
    )


def _row(crowd: Crowd, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    plans = {plan: outcomes[start :: len(Plan)] for start, plan in enumerate(Plan)}
    return {
        "hand": crowd.hand,
        "same_key": crowd.steadiness.same_key,
        "any_key": crowd.steadiness.any_key,
        "tried": crowd.tried,
        "reached": _percent(outcome.reached for outcome in outcomes),
        "plans": {plan: _percent(outcome.reached for outcome in of) for plan, of in plans.items()},
        "unmeant": statistics.mean(outcome.unmeant for outcome in outcomes),
        "in_vain": statistics.mean(outcome.in_vain for outcome in outcomes),
        "unheard": statistics.mean(outcome.unheard for outcome in outcomes),
        "more": statistics.mean(outcome.presses - outcome.least for outcome in outcomes),
        "ended": _percent(outcome.ended for outcome in outcomes),
    }


def _percent(held: Iterable[bool]) -> float:
    return 100 * statistics.mean(held)


def _line(row: dict[str, Any]) -> str:
    by_next, choosing, by_key = row["plans"].values()
    return (
        f"{row['hand']:13}{row['same_key']:6.1f}{row['any_key']:5.1f} {'tried' if row['tried'] else '':5}"
        f"{row['reached']:6.1f}{by_next:6.1f}{choosing:8.1f}{by_key:6.1f}"
        f"{row['unmeant']:10.2f}{row['in_vain']:9.2f}{row['unheard']:9.2f}{row['more']:6.1f}{row['ended']:10.1f}"
    )


if __name__ == "__main__":
    main()
