"""What has no key can be chosen: from the list for keys, or by a switch."""

import pytest

from kiosk.keys.intents import Action, Intent
from kiosk.keys.profile import named, shipped
from kiosk.visit import choices

FOR_SWITCHES = {*choices.VOICE, *choices.SWITCHES, *choices.HELP, Action.NEXT, Action.BACK, Action.REPEAT}
FOR_SWITCHES |= {Action.PAUSE}  # as "go on reading"


@pytest.mark.requirement("K30")
@pytest.mark.parametrize("name", shipped())
def test_whatever_has_no_key_is_in_the_list(name: str) -> None:
    profile = named(name)
    keys = {action for action in Action if profile.keymap.key(Intent(action, action == "choose-number"))}
    only_for_switches = {Action.ALL_KEYS, Action.MORE_TIME, Action.LESS_TIME}
    if not profile.switches:
        # Instead of steps and numbers there is listening: what is heard is what Choose opens.
        by_listening = {Action.UP, Action.DOWN, Action.CHOOSE_NUMBER}
        missing = set(Action) - keys - set(choices.LISTED) - only_for_switches - by_listening
        assert missing <= {Action.CHOICES, Action.PAUSE}
        assert profile.lists or not missing & {Action.PAUSE}


@pytest.mark.requirement("K26")
def test_whatever_a_visitor_can_ask_for_a_switch_can_choose() -> None:
    steps = {Action.UP, Action.DOWN, Action.CHOOSE, Action.CHOOSE_NUMBER, Action.CHOICES}
    of_keys = {Action.TRY_OUT, Action.ONE_SWITCH, Action.TWO_SWITCHES}
    of_keys |= {Action.HOLD_LONGER, Action.HOLD_SHORTER}
    assert set(Action) - steps - of_keys == FOR_SWITCHES
