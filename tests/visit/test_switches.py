"""One switch or two do everything: from the welcome to the helpline, and all that lies beside the way."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hosted import Hosted, shipped
from switching import TAKES_BACK, Switcher
from visit_walk import SMALL, pack_of, paragraph, section

from kiosk.pack.model import Pack
from kiosk.reading import sentences
from kiosk.settings import GAINS, RATES, GoOn, Hands, Settings
from kiosk.visit.view import ScreenName

MOST = 8
JUST = 0.01
GROUPS = ("The list", "Voice and screen", "Keys", "Helpline, help and contents")
TOP = ("The list", "Go on", "Go back", "Say it again", *GROUPS[1:])
READING_ON = "Go on reading"


def one(pack: Pack = SMALL, settings: Settings | None = None) -> Switcher:
    """A visitor with one switch, at the contents."""
    settings = settings or Settings()
    hands = replace(settings.hands, keys="one-switch")
    kiosk = Hosted(pack, replace(settings, hands=hands))
    kiosk.hear("space")
    return Switcher(kiosk, "space")


def two(pack: Pack = SMALL, settings: Settings | None = None) -> Switcher:
    """A visitor with two switches, at the contents."""
    settings = settings or Settings()
    hands = replace(settings.hands, keys="two-switches")
    kiosk = Hosted(pack, replace(settings, hands=hands))
    kiosk.hear("space")
    return Switcher(kiosk, "enter", "space")


def asked_for(choice: str, pack: Pack) -> Hosted:
    """A kiosk with a keyboard whose visitor has asked for switches, at the contents."""
    kiosk = Hosted(pack)
    kiosk.hear("right")
    kiosk.press("k")
    kiosk.hear_until(choice)
    kiosk.press("enter")
    return kiosk


def one_by_keyboard(pack: Pack = SMALL) -> Switcher:
    switcher = Switcher(asked_for("9. Use one switch", pack), "x")
    switcher.choose("Go on")  # from the choices back to the contents
    return switcher


def two_by_keyboard(pack: Pack = SMALL) -> Switcher:
    switcher = Switcher(asked_for("10. Use two switches", pack), "enter", "right")
    switcher.choose("Go on")
    return switcher


EACH = pytest.mark.parametrize("start", [one, two, one_by_keyboard, two_by_keyboard])
BOTH = pytest.mark.parametrize("start", [one, two])
Start = Callable[..., Switcher]


def own_sentences(pack: Pack) -> Iterator[str]:
    """Yield what the pack itself says, but for titles: these are in lists, too."""
    for part in pack.parts:
        passages = [*part.passages, *(each for study in part.case_studies for each in study.story)]
        for passage in passages:
            yield from (span.of(passage.text) for span in sentences.split(passage.text))
        if part.phone:
            yield f"The helpline number is {part.phone}."


# --- Whole visits.


@pytest.mark.requirement("K26")
@pytest.mark.requirement("K61")
@EACH
@pytest.mark.parametrize("pack", [SMALL, shipped()], ids=["small", "shipped"])
def test_a_whole_visit_hears_what_the_keyboard_hears(start: Start, pack: Pack) -> None:
    own = set(own_sentences(pack))
    kiosk = Hosted(pack)
    kiosk.listen()
    while kiosk.view.part != "helpline":
        kiosk.hear("right")

    switcher = start(pack)
    while switcher.kiosk.view.part != "helpline":
        switcher.choose("Go on")
    switcher.kiosk.listen()

    by_keyboard = [text for text in kiosk.speaker.heard if text in own]
    assert [text for text in switcher.kiosk.speaker.heard if text in own] == by_keyboard
    assert set(by_keyboard) == own


@pytest.mark.requirement("K26")
@BOTH
def test_to_the_end_and_to_the_welcome(start: Start) -> None:
    switcher = start()
    switcher.choose("Helpline, help and contents", "Helpline", "Go on", "Go on")
    while not switcher.kiosk.is_on(ScreenName.THANKS):
        switcher.choose("Go on")
    assert switcher.items == ()
    switcher.choose("Go on")
    assert switcher.kiosk.is_on(ScreenName.WELCOME)
    switcher.kiosk.listen()
    assert switcher.kiosk.waits_for_nobody


@pytest.mark.requirement("K26")
@EACH
def test_what_lies_beside_the_way_is_reached_and_left(start: Start) -> None:
    switcher = start()
    kiosk = switcher.kiosk
    switcher.choose("The list", "1. First")
    assert kiosk.at == (ScreenName.READER, "first")
    more = "Helpline, help and contents"
    for choice, at in [
        ("Helpline", (ScreenName.READER, "helpline")),
        ("Disclaimer", (ScreenName.READER, "disclaimer")),
        ("Help", (ScreenName.HELP, "")),
        ("Contents", (ScreenName.CONTENTS, "")),
        ("Welcome", (ScreenName.WELCOME, "")),
    ]:
        switcher.choose(more, choice)
        assert kiosk.at == at
        if choice != "Welcome":
            switcher.choose("Go back")
            assert kiosk.at == (ScreenName.READER, "first")


@pytest.mark.requirement("K26")
@pytest.mark.requirement("K04")
@BOTH
def test_the_reading_is_held_while_choices_are_offered_and_goes_on_from_the_word(start: Start) -> None:
    switcher = start()
    kiosk = switcher.kiosk
    switcher.choose("Go on")
    kiosk.hear_until("Two is here.", words=2)
    kiosk.press(switcher.chooses, after=TAKES_BACK)
    assert kiosk.paused()
    assert kiosk.listen() == [READING_ON]
    switcher.choose(READING_ON)
    assert not kiosk.paused()
    assert kiosk.listen()[0] == "Three."


@pytest.mark.requirement("K26")
@pytest.mark.requirement("K04")
@BOTH
def test_the_sentence_is_said_again(start: Start) -> None:
    switcher = start()
    kiosk = switcher.kiosk
    switcher.choose("Go on")
    kiosk.hear_until("Two is here.", words=2)
    kiosk.press(switcher.chooses, after=TAKES_BACK)
    assert switcher.hear("Say it again")[:2] == ["Two is here.", "Three."]


@BOTH
def test_where_the_voice_waits_after_each_sentence_it_is_asked_to_go_on(start: Start) -> None:
    switcher = start(SMALL, Settings(go_on=GoOn.SENTENCE))
    switcher.choose("The list", "1. First")
    assert switcher.kiosk.listen()[-2:] == ["One.", READING_ON]
    assert switcher.hear(READING_ON)[0] == "Two is here."
    assert switcher.hear(READING_ON)[0] == "Three."
    assert READING_ON not in switcher.items


# --- Adjusting.


@pytest.mark.requirement("K26")
@BOTH
def test_several_steps_in_a_row_are_made_without_finding_the_way_again(start: Start) -> None:
    switcher = start()
    kiosk = switcher.kiosk
    switcher.choose("Voice and screen", "Quieter")
    assert kiosk.listen()[-1] == "Volume 3 of 5."
    assert kiosk.hear(switcher.chooses) == ["Volume 2 of 5."]
    assert kiosk.hear(switcher.chooses) == ["Volume 1 of 5."]
    assert kiosk.hear(switcher.chooses) == ["Volume 1 of 5. This is the quietest."]
    assert kiosk.speaker.gain == GAINS[0]
    switcher.choose("Slower")
    kiosk.listen()
    switcher.choose("Back to the choices")
    switcher.choose("Say it again")
    kiosk.listen()
    assert kiosk.speaker.rate == RATES[Settings().defaults.rate - 1]


@pytest.mark.requirement("K27")
def test_more_time_for_each_choice_is_felt_at_once() -> None:
    switcher = one()
    kiosk = switcher.kiosk
    switcher.choose("Keys", "More time for each choice")
    assert kiosk.listen()[-1] == "3 seconds for each choice."
    assert kiosk.wait(4.5 - JUST) == []
    assert kiosk.wait(JUST) == ["Less time for each choice"]
    assert kiosk.wait(3 - JUST) == []
    assert kiosk.wait(JUST) == ["Keys: steadier"]


@pytest.mark.parametrize("start", [one_by_keyboard, two_by_keyboard])
def test_all_keys_count_again(start: Start) -> None:
    switcher = start()
    kiosk = switcher.kiosk
    switcher.choose("Keys", "Use all keys")
    assert kiosk.listen()[0] == "All keys count again."
    assert kiosk.offer is None
    kiosk.press("1", after=TAKES_BACK)
    assert kiosk.view.part == "first"


@BOTH
def test_who_has_switches_only_is_not_offered_other_keys(start: Start) -> None:
    switcher = start()
    switcher.choose("Keys")
    assert "Use all keys" not in switcher.items


# --- Scanning.


@pytest.mark.requirement("K27")
@pytest.mark.parametrize("scan", [0.5, 2.0, 10.0])
@pytest.mark.parametrize("spoken_in", [0.0, 1.5])
def test_each_choice_has_its_time_from_the_end_of_its_name(scan: float, spoken_in: float) -> None:
    kiosk = one(SMALL, Settings(hands=Hands(scan=scan))).kiosk
    assert kiosk.offer
    assert kiosk.offer.items == TOP
    assert kiosk.wait(1.5 * scan - JUST) == []  # the first one has half as much again
    for name in TOP[1:]:
        assert kiosk.wait(JUST, each=spoken_in) == [name]
        assert kiosk.wait(scan - JUST) == []


@pytest.mark.requirement("K27")
def test_what_is_left_of_the_time_is_told_in_quarters() -> None:
    kiosk = one().kiosk
    told = []
    for _ in range(13):
        assert kiosk.offer
        told.append((kiosk.offer.index, kiosk.offer.left))
        kiosk.wait(0.25)
    assert told == [(0, left) for left in (4, 3, 2, 1) for _ in range(3)] + [(1, 4)]


@pytest.mark.requirement("K27")
def test_after_three_rounds_it_stops_and_a_press_starts_it_again() -> None:
    kiosk = one().kiosk
    kiosk.press("space", after=1.0)  # into the list
    kiosk.listen()
    assert kiosk.offer
    items = kiosk.offer.items
    said = kiosk.wait(1.0 + 2.0 * 3 * len(items) + 2.0)
    assert said == [*items[1:], *items, *items, "Press the switch to hear the choices again."]
    assert kiosk.wait(14) == []
    assert kiosk.hear("space") == [items[0]]
    assert kiosk.wait(3.0) == [items[1]]


@pytest.mark.requirement("K27")
@pytest.mark.requirement("K50")
@BOTH
def test_a_visit_that_nobody_goes_on_with_ends(start: Start) -> None:
    kiosk = start().kiosk
    said = kiosk.wait(300)
    assert "Are you still there? Press any key to stay. Without it this visit ends in 20 seconds." in said
    assert kiosk.is_on(ScreenName.WELCOME)
    assert kiosk.offer is None
    assert kiosk.waits_for_nobody


@pytest.mark.requirement("K50")
@BOTH
def test_at_the_warning_a_press_chooses_nothing(start: Start) -> None:
    switcher = start()
    kiosk = switcher.kiosk
    switcher.choose("Go on")
    said: list[str] = []
    while not any("still there" in each for each in said):
        said = kiosk.wait(1.0)
    offered, at = kiosk.offer, kiosk.at
    assert kiosk.hear(switcher.chooses)[0] == "Good. Take your time."
    assert (kiosk.offer, kiosk.at) == (offered, at)


# --- Taking back.


@pytest.mark.requirement("K29")
@pytest.mark.parametrize(
    ("after", "taken_back"), [(0.8, True), (TAKES_BACK - JUST, True), (TAKES_BACK, False)]
)
@BOTH
def test_a_choice_is_taken_back_within_its_time(start: Start, after: float, taken_back: bool) -> None:
    switcher = start()
    kiosk = switcher.kiosk
    switcher.choose("Go on")
    assert kiosk.view.part == "first"
    kiosk.speaker.say_word()
    kiosk.press(switcher.chooses, after=after)
    assert (kiosk.view.screen is ScreenName.CONTENTS) == taken_back
    assert kiosk.listen()[-2:] == [*(["Taken back."] if taken_back else ["First"]), READING_ON]


@pytest.mark.requirement("K29")
@BOTH
def test_the_clinic_sets_how_long_a_choice_can_be_taken_back(start: Start) -> None:
    switcher = start(SMALL, Settings(hands=Hands(take_back=0.0)))
    switcher.choose("Go on")
    switcher.kiosk.press(switcher.chooses, after=0.8)
    assert switcher.kiosk.view.part == "first"
    assert switcher.kiosk.listen()[-1] == READING_ON


@pytest.mark.requirement("K29")
@BOTH
@pytest.mark.parametrize("way", ["Welcome", "Helpline", "Help", "Contents"])
def test_wherever_a_choice_has_led_it_is_taken_back_to_the_sentence(start: Start, way: str) -> None:
    switcher = start()
    kiosk = switcher.kiosk
    switcher.choose("Go on")
    kiosk.hear_until("Two is here.", words=2)
    kiosk.press(switcher.chooses, after=TAKES_BACK)
    switcher.choose("Helpline, help and contents", way)
    kiosk.press(switcher.chooses, after=1.0)
    assert kiosk.at == (ScreenName.READER, "first")
    assert kiosk.listen()[-2:] == ["Taken back.", READING_ON]
    assert switcher.hear(READING_ON)[:2] == ["Two is here.", "Three."]


@pytest.mark.requirement("K26")
def test_going_on_is_chosen_while_its_name_is_being_said_too() -> None:
    switcher = one()
    kiosk = switcher.kiosk
    switcher.choose("Go on")
    kiosk.hear_until("One.")
    kiosk.press("space", after=TAKES_BACK)
    switcher.choose("Say it again")
    kiosk.press("space", after=1.0)
    kiosk.hear_until(READING_ON)
    kiosk.press("space", after=TAKES_BACK)
    assert not kiosk.paused()
    assert kiosk.listen()[:2] == ["One.", "Two is here."]


@pytest.mark.requirement("K29")
def test_all_keys_and_the_end_are_taken_back() -> None:
    switcher = one_by_keyboard()
    kiosk = switcher.kiosk
    switcher.choose("Keys", "Use all keys")
    kiosk.press("x", after=1.0)
    assert kiosk.listen() == ["Taken back.", READING_ON]
    while kiosk.view.part != "helpline":
        switcher.choose("Go on")
    switcher.choose("Go on")
    assert kiosk.is_on(ScreenName.THANKS)
    kiosk.press("x", after=1.0)
    assert kiosk.view.part == "helpline"


# --- How long the lists are.


def lists(switcher: Switcher) -> Iterator[tuple[str, ...]]:
    """Yield every list that can be reached from the one that is offered."""
    items = switcher.items
    yield items
    for name in items:
        if name in GROUPS or (", to " in name and not name.startswith("Back to ")):
            while switcher.offered != name:
                switcher.move()
            switcher.kiosk.hear(switcher.chooses)
            yield from lists(switcher)
            while not switcher.offered.startswith("Back to "):
                switcher.move()
            switcher.kiosk.hear(switcher.chooses)
            assert switcher.offered == name


def pack_with(count: int) -> Pack:
    return pack_of(
        *(section(f"s{n}", f"Section {n}", paragraph("It begins. It goes on.")) for n in range(count))
    )


@pytest.mark.requirement("K26")
@pytest.mark.parametrize(
    "pack",
    [shipped(), SMALL, *(pack_with(count) for count in (1, 30, 100, 300))],
    ids=["shipped", "small", "1", "30", "100", "300"],
)
def test_no_list_is_longer_than_8(pack: Pack) -> None:
    switcher = two(pack)
    kiosk = switcher.kiosk
    seen = [*lists(switcher)]
    names = {name for items in seen for name in items}
    assert {f"{number}. {part.title}" for number, part in enumerate(pack.parts, 1)} <= names
    people = next((f"{number}" for number, part in enumerate(pack.parts, 1) if part.case_studies), None)
    if people:
        while not kiosk.is_on(ScreenName.PEOPLE):
            switcher.choose("Go on")
        kiosk.speaker.say_word()
        kiosk.press("enter", after=TAKES_BACK)  # while it is being read
        kiosk.listen()
        assert switcher.offered == READING_ON
        seen += lists(switcher)
    assert max(len(items) for items in seen) <= MOST


def test_a_name_that_must_not_be_spoken_is_never_offered() -> None:
    switcher = two()
    while not switcher.kiosk.is_on(ScreenName.PEOPLE):
        switcher.choose("Go on")
    switcher.kiosk.listen()
    names = {name for items in lists(switcher) for name in items}
    assert {"1. Ann One", "2. Person 2", "3. Cy Three"} <= names
    assert not any("Robert" in said for said in switcher.kiosk.speaker.spoken)
    switcher.choose("The list", "2. Person 2")
    assert switcher.kiosk.view.part == "people/bob"


# --- The offer of one switch.

OFFER = "Do you use one switch? Then press it now."


def began_with(key: str) -> Hosted:
    kiosk = Hosted()
    kiosk.hear(key)
    return kiosk


@pytest.mark.requirement("K26")
@pytest.mark.parametrize("key", ["x", "space", "right", "f5"])
def test_who_began_with_one_key_and_waits_is_offered_one_switch(key: str) -> None:
    kiosk = began_with(key)
    assert kiosk.wait(5 - JUST) == []
    assert kiosk.wait(JUST) == [OFFER]
    assert kiosk.hear(key)[0].startswith("One switch. Press it at any time")
    assert kiosk.offer
    assert kiosk.offer.items == TOP


@pytest.mark.parametrize(("after", "taken"), [(8 - JUST, True), (8.0, False)])
def test_the_offer_lasts_8_s_from_its_last_word(after: float, taken: bool) -> None:
    kiosk = began_with("right")
    assert kiosk.wait(5.0, each=4.0) == [OFFER]
    kiosk.hear("right", after=after)
    assert bool(kiosk.offer) == taken
    assert (kiosk.view.part == "first") != taken


def test_the_offer_is_taken_while_it_is_being_said() -> None:
    kiosk = began_with("x")
    kiosk.wait(5 - JUST)
    kiosk.press("x", after=JUST)
    assert kiosk.listen()[0].startswith("One switch.")


def test_another_key_takes_no_offer_and_it_is_not_made_again() -> None:
    kiosk = began_with("x")
    kiosk.wait(5)
    assert kiosk.hear("right")[0] == "First"
    assert OFFER not in kiosk.wait(3600)


@pytest.mark.parametrize("keys", [["x", "up"], ["right", "left", "right"]])
def test_who_has_pressed_more_than_once_is_not_asked(keys: list[str]) -> None:
    kiosk = Hosted()
    kiosk.hear(*keys)
    asked = OFFER in kiosk.wait(14)
    assert asked == (keys[-1] == "right")  # from the welcome, a visit begins again


def test_who_has_switches_is_not_asked() -> None:
    assert OFFER not in one().kiosk.wait(60)
    assert OFFER not in two().kiosk.wait(60)


@pytest.mark.requirement("K02")
def test_who_has_switches_is_told_of_no_key() -> None:
    kiosk = Hosted.by("one-switch")
    heard = kiosk.hear("space")
    for _ in range(4):
        heard += kiosk.listen()
    assert heard
    assert not [text for text in heard if "Press Right" in text or "Unknown key" in text]
