"""Somebody presses anything, at any time: nothing breaks, and the next visitor finds the kiosk as new."""

from collections.abc import Sequence
from random import Random

import pytest
from hosted import SAME_KEY_ONLY, Hosted

from kiosk.keys.profile import named
from kiosk.keys.strokes import Stroke
from kiosk.visit.events import Moved, Notice, Offered
from kiosk.visit.view import Offer, ScreenName

PRESSES = 10_000
KEYS = (
    *named("keyboard").keymap.intents,
    *("x", "R", "f5", "escape"),
    *("?", "?", "k", "k", "8", "9", "0", "enter", "enter", "enter"),  # to help, the try-out and switches
)


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a monkey, not secrets


def go_wild(kiosk: Hosted, keys: Sequence[str], draw: Random, presses: int) -> set[str]:
    """Press keys for so many times, and return what was met; the witness of the kiosk insists on the rest."""
    met = set[str]()
    for _ in range(presses):
        gap = draw.choice((0.03, 0.1, 0.4, 0.7, 1.0, 3.0))
        stroke = draw.choice((Stroke.PRESS, Stroke.PRESS, Stroke.REPEAT, Stroke.RELEASE))
        kiosk.stroke(draw.choice(keys), stroke if kiosk.releases else Stroke.PRESS, after=gap)
        match draw.randrange(12):
            case 0 | 1:
                kiosk.listen()
            case 2 | 3 | 4:
                kiosk.speaker.say_sentence()
            case 5:
                kiosk.wait(draw.choice((2.0, 9.0, 20.0)), each=draw.choice((0.0, 3.0)))
            case 6 if draw.random() < 0.05:
                kiosk.wait(100.0)
            case _:
                kiosk.speaker.say_word()
    for event in kiosk.events:
        match event:
            case Moved(view):
                met.add(view.screen)
            case Offered(Offer()):
                met.add("offer")
            case Notice(text) if "still there" in text:
                met.add("warning")
            case _:
                pass
    return met


def as_for_the_first_visitor(kiosk: Hosted, keys: str, key: str) -> None:
    """Insist that a visit of this kiosk is like one of a new kiosk, by a key that goes on."""
    fresh = Hosted.by(keys, releases=kiosk.releases)
    fresh.listen()
    kiosk.listen()
    assert (kiosk.view, kiosk.offer) == (fresh.view, None)
    refused = len(kiosk.refused)
    for after in (3.0, 3.0, 0.3, 0.8, 3.0):
        assert kiosk.hear(key, after=after) == fresh.hear(key, after=after)
        assert kiosk.view == fresh.view
        assert (kiosk.speaker.gain, kiosk.speaker.rate) == (fresh.speaker.gain, fresh.speaker.rate)
    assert kiosk.refused[refused:] == fresh.refused


@pytest.mark.requirement("K52")
@pytest.mark.parametrize(
    ("keys", "pressed", "releases", "forward"),
    [
        ("keyboard", KEYS, False, "right"),
        ("keyboard", KEYS, True, "right"),
        ("ez-access", (*named("ez-access").keymap.intents, "f14", "f15", "f20", "f20", "x"), False, "f22"),
        ("two-switches", ("space", "enter"), False, "enter"),
    ],
)
def test_of_ten_thousand_keys_the_end_of_the_visit_mends_all(
    keys: str, pressed: Sequence[str], releases: bool, forward: str
) -> None:
    kiosk = Hosted.by(keys, releases=releases, settings=SAME_KEY_ONLY)
    met = go_wild(kiosk, pressed, seeded(1), PRESSES // 4)
    assert met >= {ScreenName.READER, "warning"}
    if keys == "keyboard":
        assert met >= {ScreenName.CONTENTS, ScreenName.CHOICES, ScreenName.HELP, "offer"}

    kiosk.press("f14", after=3.0)  # no headphones are left in
    kiosk.wait(1000.0)
    assert kiosk.is_on(ScreenName.WELCOME)
    assert kiosk.waits_for_nobody
    as_for_the_first_visitor(kiosk, keys, forward)


@pytest.mark.requirement("K29")
@pytest.mark.parametrize("seed", range(40))
def test_home_mends_all_but_what_only_its_own_way_out_leaves(seed: int) -> None:
    kiosk = Hosted()
    draw = seeded(seed)
    go_wild(kiosk, KEYS, draw, 60)
    if kiosk.is_on(ScreenName.HELP):
        kiosk.press("x", "?", "?", after=3.0)
    if kiosk.is_on(ScreenName.TRY_OUT) or "still there" in kiosk.notice:
        kiosk.wait(30.0)
    kiosk.press("home", after=3.0)
    kiosk.listen()
    if kiosk.offer:  # with switches, Home is a switch
        kiosk.wait(1000.0)
    kiosk.wait(0.2)
    assert kiosk.is_on(ScreenName.WELCOME)
    if not kiosk.waits_for_nobody:
        kiosk.press("right", after=3.0)  # somebody begins, with nothing of what was before
        kiosk.press("left", after=3.0)
    as_for_the_first_visitor(kiosk, "keyboard", "right")
