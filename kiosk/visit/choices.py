"""What can be asked for at a place: as a list for few keys, and as a tree for switches."""

from collections.abc import Iterable, Sequence
from typing import Final

from kiosk.keys.grouping import grouped
from kiosk.keys.intents import Action, Intent
from kiosk.keys.scanning import Choice, Group
from kiosk.phrases import Phrases
from kiosk.visit.view import ScreenName, View

VOICE: Final = (Action.LOUDER, Action.QUIETER, Action.SLOWER, Action.FASTER)
VOICE_AND_SCREEN: Final = (*VOICE, Action.VOICE, Action.LARGE_PRINT, Action.THEME)
KEYS: Final = (Action.STEADIER, Action.QUICKER, Action.TRY_OUT, Action.ONE_SWITCH, Action.TWO_SWITCHES)
SWITCHES: Final = (Action.MORE_TIME, Action.LESS_TIME, Action.STEADIER, Action.QUICKER, Action.ALL_KEYS)
HELP: Final = (Action.HELPLINE, Action.DISCLAIMER, Action.HELP, Action.CONTENTS, Action.HOME)
LISTED: Final = (
    *(*VOICE, Action.REPEAT, *KEYS, *HELP, Action.HOLD_LONGER, Action.HOLD_SHORTER),
    *(Action.LARGE_PRINT, Action.VOICE, Action.THEME),
)
# Where lines are typed there are no keys to be steadied, and no screen.
IN_LINES: Final = (*VOICE, Action.REPEAT, *HELP, Action.VOICE)

_FEW: Final = 6  # steps: with the two to the list itself, up to 32 targets are within 8
_MOST: Final = 7  # for more targets: with its way out no list is longer than 8

Offered = Choice[Intent] | Group[Intent]


def tree(view: View, names: Iterable[str], *, more: bool, all_keys: bool, phrases: Phrases) -> Group[Intent]:
    """Return what a switch can choose at a place, no list of it longer than 8.

    `names` are those of the view's targets. With `more` there is more of the page to be read, with `all_keys`
    there are other keys to change to. What leads on comes first, for it is wanted most.
    """
    targets = [
        Choice(name, Intent(Action.CHOOSE_NUMBER, target.number))
        for target, name in zip(view.targets, names, strict=True)
    ]

    def group(name: str, actions: Iterable[Action]) -> Group[Intent]:
        return Group(name, tuple(choice(action) for action in actions))

    def choice(action: Action) -> Choice[Intent]:
        return Choice(phrases.caption(action), Intent(action))

    if view.screen is ScreenName.WELCOME:  # languages: nothing else can be asked for in all of them
        return Group(phrases.group_all, _cut(targets, phrases))
    items: list[Offered] = []
    if more:
        items.append(
            Choice(phrases.go_on_reading[:1].upper() + phrases.go_on_reading[1:], Intent(Action.PAUSE))
        )
    if len(targets) == 1:
        items += targets
    elif targets:
        items.append(Group(phrases.group_list, _cut(targets, phrases)))
    on_the_way = (Action.NEXT, Action.BACK, Action.REPEAT)
    items += [choice(action) for action in on_the_way]
    items += [
        group(phrases.group_voice, VOICE_AND_SCREEN),
        group(phrases.group_keys, SWITCHES if all_keys else SWITCHES[:-1]),
        group(phrases.group_help, HELP),
    ]
    return Group(phrases.group_all, tuple(items))


def _cut(targets: Sequence[Choice[Intent]], phrases: Phrases) -> tuple[Offered, ...]:
    """Return a list of targets in groups; what is too long for one tree of them is halved before."""

    def named(first: str, last: str) -> str:
        return phrases.from_to.format(first=first, last=last)

    for most in (_FEW, _MOST):
        if len(targets) <= 2 ** (most - 1):
            return grouped(targets, named=named, most=most)
    middle = len(targets) // 2
    halves = targets[:middle], targets[middle:]
    return tuple(Group(named(half[0].name, half[-1].name), _cut(half, phrases)) for half in halves)
