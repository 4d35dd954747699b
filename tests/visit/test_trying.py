"""The try-out: by a steady hand and by a shaking one, kept, not kept, and left alone."""

from collections.abc import Iterable
from itertools import pairwise
from random import Random

import pytest
from hands import Hand, Keyboard, pressed
from hosted import SAME_KEY_ONLY, Hosted

from kiosk.keys.strokes import Stroke
from kiosk.settings import Hands, Settings
from kiosk.visit.view import ScreenName

BOUNCING = Hand(bounce=0.7, stray=0.0, spasm=0.0)
INSTRUCTION = "Press the big key five times, as you like."
NOT_KEPT = "The keys are as they were."
KEPT = "The keys stay like this."
KEEP = "3. Press the big key to keep it. Or wait, to have the keys as they were."
JUST = 0.01
WAITS = 8.0
FOUND = (
    "5 presses, and 0 that were not meant. Keys: step 3 of 7. Step 1 is the quickest. "
    "Try it now. Each press that counts is said."
)


def trying(settings: Settings | None = None, *, releases: bool = False) -> Hosted:
    """A kiosk whose visitor, in the middle of the first part, asks for the try-out and hears what it is."""
    kiosk = Hosted(settings=settings or SAME_KEY_ONLY, releases=releases)
    kiosk.hear("right")
    kiosk.press("right")
    kiosk.hear_until("Two is here.", words=2)
    kiosk.press("k")
    kiosk.hear_until("8. Try the keys")
    kiosk.press("enter")
    assert kiosk.is_on(ScreenName.TRY_OUT)
    kiosk.wait(0.0)
    kiosk.wait(2.0)
    return kiosk


def press_all(kiosk: Hosted, gaps: Iterable[float], key: str = "space") -> None:
    for gap in gaps:
        kiosk.press(key, after=gap)


def shaking(seed: int) -> list[float]:
    """Return the gaps before the strikes of five presses of a shaking hand, bounces among them."""
    draw = Random(seed)  # noqa: S311 - a model of a hand, not secrets
    struck = [key.at for key in pressed(BOUNCING, Keyboard(), ["space"] * 5, rest=(2.0, 3.0), draw=draw)]
    return [2.5, *(after - before for before, after in pairwise(struck))]


# --- What is heard.


def test_what_it_is_is_said_and_how_to_change_nothing() -> None:
    kiosk = Hosted()
    kiosk.hear("right", "k", "8")
    assert kiosk.view.lines[0].text == "Try the keys"
    texts = [line.text for line in kiosk.view.lines]
    assert INSTRUCTION in texts
    assert "To change nothing, only wait." in texts


def test_a_steady_hand_keeps_what_the_clinic_has_set() -> None:
    kiosk = trying()
    press_all(kiosk, [1.0] * 5)
    assert kiosk.wait(2 - JUST) == []
    assert kiosk.wait(JUST) == [FOUND]
    assert kiosk.hear("space") == ["1"]
    assert kiosk.hear("space") == ["2"]
    assert kiosk.hear("space") == [KEEP]
    assert kiosk.hear("space")[:2] == [KEPT, "8. Try the keys"]
    assert kiosk.is_on(ScreenName.CHOICES)


@pytest.mark.requirement("K21")
@pytest.mark.requirement("K23")
@pytest.mark.parametrize("seed", range(20))
def test_a_shaking_hand_gets_keys_that_let_no_bounce_through(seed: int) -> None:
    kiosk = trying(Settings(hands=Hands(same_key=0.0)))
    gaps = shaking(seed)
    bounces = sum(gap < 1.0 for gap in gaps)
    assert len(gaps) == 5 + bounces
    press_all(kiosk, gaps)
    said = kiosk.wait(2.0)
    assert said[0].startswith(f"5 presses, and {bounces} that were not meant. Keys: step ")
    assert bounces
    # It feels as proposed: of the same strikes, only the presses count.
    counted = []
    for gap in gaps[: [place for place, gap in enumerate(gaps) if gap > 1.0][3]]:
        kiosk.press("space", after=gap)
        counted += kiosk.listen()
    assert counted == ["1", "2", KEEP]
    assert kiosk.hear("space", after=2.5)[0] == KEPT
    # And it stays so.
    assert kiosk.hear("left", after=2.5)[0] == "First"
    kiosk.press("left", after=1 / BOUNCING.tremor[1])
    assert kiosk.refused[-1] == "left"
    assert kiosk.view.part == "first"


def test_where_nothing_suits_the_presses_it_is_said() -> None:
    kiosk = trying()
    press_all(kiosk, [2.0, 0.2, 0.45, 0.2, 0.45, 0.2, 0.45, 0.2, 0.45, 0.2])
    assert "Let some time pass between your presses." in kiosk.wait(2.0)[0]


def test_the_bounces_of_the_press_that_asked_for_it_do_not_count() -> None:
    kiosk = Hosted()
    kiosk.hear("right", "k")
    kiosk.press("8")
    kiosk.press("8", after=0.2)
    kiosk.press("9", after=0.2)
    assert INSTRUCTION in kiosk.listen()
    kiosk.wait(2.0)
    press_all(kiosk, [1.0] * 5)
    assert kiosk.wait(2.0)[0].startswith("5 presses, and 0 that were not meant.")


@pytest.mark.parametrize("key", ["space", "home", "?", "x", "left"])
def test_whichever_key_is_the_big_one(key: str) -> None:
    kiosk = trying()
    press_all(kiosk, [1.0] * 5, key)
    kiosk.wait(2.0)
    press_all(kiosk, [2.0] * 4, key)
    assert kiosk.listen()[0] == KEPT


def test_a_press_while_it_is_explained_is_a_press() -> None:
    kiosk = Hosted()
    kiosk.hear("right", "k")
    kiosk.press("8")
    kiosk.hear_until(INSTRUCTION)
    press_all(kiosk, [3.0, 1.0, 1.0, 1.0, 1.0])
    assert kiosk.listen() == []
    assert kiosk.wait(2.0)[0].startswith("5 presses")


def test_with_a_terminal_that_tells_releases() -> None:
    kiosk = trying(releases=True)
    for _ in range(5):
        kiosk.stroke("space", Stroke.PRESS, after=1.0)
        for _ in range(10):
            kiosk.stroke("space", Stroke.REPEAT, after=0.04)
        kiosk.stroke("space", Stroke.RELEASE, after=0.02)
    assert kiosk.wait(2.0)[0].startswith("5 presses, and 0 that were not meant.")


# --- Not kept.


@pytest.mark.parametrize("presses", [0, 1, 2, 3])
def test_who_waits_has_the_keys_as_they_were(presses: int) -> None:
    kiosk = trying(Settings(hands=Hands(same_key=0.2, any_key=0.0)))
    press_all(kiosk, shaking(1))
    kiosk.wait(2.0)
    press_all(kiosk, [2.5] * presses)
    kiosk.listen()
    assert kiosk.wait(WAITS - JUST) == []
    assert kiosk.wait(JUST)[0] == NOT_KEPT
    assert kiosk.is_on(ScreenName.CHOICES)
    refused = len(kiosk.refused)
    kiosk.press("left", after=3.0)
    kiosk.press("right")
    kiosk.press("right", after=0.19)
    assert kiosk.refused[refused:] == ["right"]
    kiosk.press("right", after=0.21)
    kiosk.wait(0.2)  # it may have been the first repeat of a held key
    assert kiosk.view.part == "people"


@pytest.mark.parametrize("presses", [0, 1, 4])
@pytest.mark.requirement("K52")
def test_who_does_not_press_five_times_changes_nothing_and_is_not_left_there(presses: int) -> None:
    kiosk = trying()
    view = kiosk.view
    press_all(kiosk, [1.0] * presses)
    kiosk.listen()
    waited = kiosk.wait(WAITS) if presses else kiosk.wait(WAITS - 2.0)
    assert waited[:2] == [NOT_KEPT, "8. Try the keys"]
    assert kiosk.view != view
    assert "Are you still there?" in " ".join(kiosk.wait(60))
    kiosk.wait(20)
    assert kiosk.is_on(ScreenName.WELCOME)


@pytest.mark.requirement("K29")
def test_from_the_try_out_the_way_leads_back_to_the_sentence() -> None:
    kiosk = trying()
    kiosk.wait(WAITS)
    assert kiosk.hear("left")[:3] == [
        "First",
        "Part 1 of 5, sentence 2 of 3, less than 1 minute",
        "Two is here.",
    ]


@pytest.mark.requirement("K30")
def test_headphones_in_the_middle_of_it_are_seen_and_stay_low() -> None:
    kiosk = Hosted.by("ez-access")
    kiosk.hear("f22")
    kiosk.press("f22")
    kiosk.speaker.say_word()
    kiosk.press("f20")
    kiosk.hear_until("8. Try the keys")
    kiosk.press("f20")
    kiosk.wait(0.0)
    kiosk.wait(2.0)
    press_all(kiosk, [1.0], "f20")
    before = kiosk.speaker.gain
    kiosk.press("f15")
    low = kiosk.speaker.gain
    assert low < before
    assert kiosk.listen() == ["Headphones. Volume 2 of 5."]
    assert NOT_KEPT in kiosk.wait(30)
    assert kiosk.speaker.gain == low
