"""What staff are told of each key that they press, by a terminal's bytes, and of those that never come."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Thread

import pytest
from answering import AnsweringTerminal
from tui_pty import eventually

from kiosk.errors import ScreenError
from kiosk.keys import profile
from kiosk.keys.strokes import Stroke
from kiosk.settings import Hands
from kiosk.staff.examination import presses
from kiosk.staff.examination.presses import Presses
from kiosk.terminal.kitty import KeyStroke

from .found import WELL, without_packs

ARROWS = "arrows"


def of_arrows(*, same_key: float = 0.5) -> Presses:
    return Presses(profile.named(ARROWS), same_key=same_key)


def taken(pressed: Presses, *strokes: tuple[str, float], stroke: Stroke = Stroke.PRESS) -> list[str]:
    told = [pressed.take(KeyStroke(key, stroke), at) for key, at in strokes]
    return [line for line in told if line]


def found(pressed: Presses) -> list[str]:
    return [str(each) for each in pressed.diagnoses()]


def test_each_key_is_told_with_what_it_means() -> None:
    assert taken(of_arrows(), ("right", 1.0), ("enter", 2.0)) == [
        "right: Right, go on",
        "enter: Enter, choose",
    ]


def test_the_keys_of_a_profile_that_all_came_are_well() -> None:
    pressed = of_arrows()
    taken(pressed, *((key, at) for at, key in enumerate(profile.named(ARROWS).keymap.intents, 1)))
    assert found(pressed) == ["keys: all that the profile arrows has have come."]


def test_a_key_that_never_came_is_named_and_one_of_two_with_the_same_meaning_is_enough() -> None:
    pressed = Presses(profile.keyboard(), same_key=0.5)
    taken(pressed, *((key, at) for at, key in enumerate(profile.keyboard().keymap.intents, 1) if key != "="))
    assert found(pressed) == ["keys: all that the profile keyboard has have come."]
    pressed = Presses(profile.keyboard(), same_key=0.5)
    rest = {"-", "h"}
    taken(
        pressed,
        *((key, at) for at, key in enumerate(profile.keyboard().keymap.intents, 1) if key not in rest),
    )
    (line,) = found(pressed)
    assert line.startswith("keys: never came: ")
    assert {"h", "-"} <= set(line.partition(";")[0].replace(",", " ").split())


def test_a_key_that_the_profile_does_not_know_has_a_remedy() -> None:
    pressed = of_arrows()
    assert taken(pressed, ("f9", 1.0), ("F9", 2.0)) == [
        "f9: the profile arrows does not know it",
        "F9: the profile arrows does not know it",
    ]
    assert found(pressed)[0] == (
        "unknown key: f9 means nothing in the profile arrows; write it into a profile (docs/hands.md), or "
        "name another: kiosk keys lists them"
    )


def test_a_bounce_is_told_and_is_well_as_long_as_the_kiosk_takes_it_for_one_press() -> None:
    pressed = of_arrows()
    assert taken(pressed, ("right", 1.0), ("right", 1.012)) == [
        "right: Right, go on",
        "  right came again after 12 ms: the key bounces",
    ]
    assert found(pressed)[0] == (
        "bouncing key: right came twice within 12 ms: the kiosk takes that as one press."
    )
    pressed = of_arrows(same_key=0.0)
    taken(pressed, ("right", 1.0), ("right", 1.012))
    assert found(pressed)[0] == (
        "bouncing key: right came twice within 12 ms; set same_key to 0.5 in the settings"
    )


@pytest.mark.parametrize("delay", [0.25, 0.66])
def test_a_held_key_neither_bounces_nor_ends_it_where_nothing_tells_it_apart(delay: float) -> None:
    pressed = of_arrows()
    held = [("right", 1.0 + delay + 0.033 * number) for number in range(100)]
    assert taken(pressed, ("right", 1.0), *held) == ["right: Right, go on"] * 2
    assert not pressed.over
    assert not [line for line in found(pressed) if line.startswith("bouncing")]


def test_how_long_a_key_was_held_is_told_where_the_terminal_tells() -> None:
    pressed = of_arrows()
    taken(pressed, ("right", 1.0))
    assert taken(pressed, ("right", 1.5), stroke=Stroke.REPEAT) == []
    assert taken(pressed, ("right", 1.8), stroke=Stroke.RELEASE) == ["  right was held for 0.80 s"]


def test_the_same_key_three_times_ends_it_and_ctrl_c_at_once() -> None:
    twice = (("right", 1.0), ("left", 2.0), ("right", 3.0), ("right", 4.0))
    for strokes, over in ((twice, False), ((*twice, ("right", 5.0)), True)):
        pressed = of_arrows()
        taken(pressed, *strokes)
        assert pressed.over is over
    pressed = of_arrows()
    taken(pressed, ("ctrl+c", 1.0))
    assert pressed.over
    assert not [line for line in found(pressed) if line.startswith("unknown")]


# --- On a real terminal.


@pytest.fixture
def terminal() -> Iterator[AnsweringTerminal]:
    opened = AnsweringTerminal()
    yield opened
    opened.close()


def test_what_is_typed_at_a_terminal_is_told_and_the_terminal_is_given_back(
    terminal: AnsweringTerminal,
) -> None:
    examined = without_packs(replace(WELL, hands=Hands(keys=ARROWS)), terminal=terminal.descriptor)
    told = presses.arriving(presses.of_keys(examined), terminal.descriptor)
    Thread(target=terminal.type, args=(b"\x1b[C",)).start()
    assert next(told) == "right: Right, go on"
    terminal.type(b"\x1b[99;1:1;99u\x1b[D\x03")
    assert list(told) == [
        "c: the profile arrows does not know it",
        "left: Left, go back",
        "ctrl+c: the profile arrows does not know it",
    ]
    assert terminal.is_as_before
    eventually(lambda: terminal.shown.endswith("\x1b[>27u\x1b[<u"))


def test_when_nobody_presses_it_ends(terminal: AnsweringTerminal) -> None:
    passing = iter(range(0, 1000, 20))
    pressed = of_arrows()
    assert list(presses.arriving(pressed, terminal.descriptor, clock=lambda: float(next(passing)))) == []
    assert terminal.is_as_before


def test_without_a_terminal_no_key_can_be_pressed() -> None:
    with pytest.raises(ScreenError, match="in a terminal only"):
        presses.require_terminal(without_packs())
