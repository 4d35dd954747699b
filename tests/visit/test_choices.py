"""What has no key can be chosen: from the list for keys, or by a switch."""

from collections.abc import Sequence

import pytest

from kiosk.keys.intents import Action, Intent
from kiosk.keys.profile import named, shipped
from kiosk.keys.scanning import Choice, Group
from kiosk.phrases.loader import english
from kiosk.visit import choices
from kiosk.visit.view import Line, LineKind, ScreenName, Target, View

ENGLISH = english().on_screen

FOR_SWITCHES = {
    *choices.VOICE_AND_SCREEN,
    *choices.SWITCHES,
    *choices.HELP,
    Action.NEXT,
    Action.BACK,
    Action.REPEAT,
}
FOR_SWITCHES |= {Action.PAUSE}  # as "go on reading"
ON_ITS_PAGE = {Action.PRINT}  # something to choose there, for keys and for switches


@pytest.mark.requirement("K30")
@pytest.mark.parametrize("name", shipped())
def test_whatever_has_no_key_is_in_the_list(name: str) -> None:
    profile = named(name)
    keys = {action for action in Action if profile.keymap.key(Intent(action, action == "choose-number"))}
    only_for_switches = {Action.ALL_KEYS, Action.MORE_TIME, Action.LESS_TIME}
    if not profile.switches:
        # Instead of steps and numbers there is listening: what is heard is what Choose opens.
        by_listening = {Action.UP, Action.DOWN, Action.CHOOSE_NUMBER}
        missing = set(Action) - keys - set(choices.LISTED) - only_for_switches - by_listening - ON_ITS_PAGE
        assert missing <= {Action.CHOICES, Action.PAUSE}
        assert profile.lists or not missing & {Action.PAUSE}


@pytest.mark.requirement("K26")
def test_whatever_a_visitor_can_ask_for_a_switch_can_choose() -> None:
    steps = {Action.UP, Action.DOWN, Action.CHOOSE, Action.CHOOSE_NUMBER, Action.CHOICES}
    of_keys = {Action.TRY_OUT, Action.ONE_SWITCH, Action.TWO_SWITCHES}
    of_keys |= {Action.HOLD_LONGER, Action.HOLD_SHORTER}
    assert set(Action) - steps - of_keys - ON_ITS_PAGE == FOR_SWITCHES


def steps_to(items: Sequence[object], name: str) -> int | None:
    """Return how many names are heard on the way to a choice, its own too."""
    for place, item in enumerate(items, 1):
        if isinstance(item, Choice) and item.name == name:
            return place
        if isinstance(item, Group) and (further := steps_to(item.items, name)):
            return place + further
    return None


@pytest.mark.requirement("K26")
@pytest.mark.parametrize("count", [1, 12, 32])
@pytest.mark.parametrize("more", [False, True])
def test_a_target_is_within_8_steps_of_the_first_choice(count: int, more: bool) -> None:
    names = [f"{number}. Part" for number in range(1, count + 1)]
    lines = tuple(Line(LineKind.TARGET, name, "en-GB", index) for index, name in enumerate(names))
    targets = tuple(Target(number, "", number - 1, (number - 1,)) for number in range(1, count + 1))
    view = View(ScreenName.CONTENTS, "", lines, targets, unit=0, place="", progress=0.0, hints=())
    tree = choices.tree(view, names, more=more, all_keys=True, phrases=ENGLISH)
    steps = [steps_to(tree.items, name) for name in names]
    assert max(each or 99 for each in steps) <= 8
