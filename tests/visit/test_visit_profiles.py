"""A visit by the keys of a profile: what it says and shows of keys are the names of that profile's own."""

import pytest
from hosted import Hosted

from kiosk import assembly
from kiosk.keys.intents import Action, Intent
from kiosk.keys.profile import named, shipped
from kiosk.pack import loader
from kiosk.paths import bundled_pack
from kiosk.phrases.loader import english
from kiosk.reading import sentences
from kiosk.settings import Hands, Settings
from kiosk.speech.fake import FakeSpeaker
from kiosk.visit import edition
from kiosk.visit.view import ScreenName
from kiosk.visit.visit import Visit

ENGLISH = english().on_screen


def visit_by(keys: str) -> Visit:
    speaker = FakeSpeaker()
    settings = Settings(hands=Hands(keys=keys))
    speech = assembly.new_speech(speaker.send, settings)
    speaker.receive = speech.receive
    visit = assembly.new_visit(edition.load([bundled_pack()]), speech, settings)
    visit.begin()
    return visit


def screens(visit: Visit, keys: str) -> list[ScreenName]:
    """Press keys, and return the screens that they lead to."""
    seen = []
    for key in keys.split():
        visit.press(key)
        seen.append(visit.view.screen)
    return seen


@pytest.mark.requirement("K28")
@pytest.mark.requirement("K30")
def test_a_number_pad_makes_the_same_visit_with_num_lock_on_and_off() -> None:
    on, off = (visit_by("number-pad") for _ in range(2))

    assert screens(on, "6 2 enter 6 0 7 4 1 3 4 .") == screens(
        off, "right down enter right insert home left end pagedown left delete"
    )
    assert on.view == off.view
    assert on.view.screen is ScreenName.HELP


@pytest.mark.requirement("K30")
def test_help_tells_the_keys_that_there_are_by_their_own_names() -> None:
    visit = visit_by("presenter")
    told = [hint.name for hint in visit.view.hints]
    assert told == ["Forward"]

    pad = visit_by("number-pad")
    pad.press(".")
    lines = [line.text for line in pad.view.lines]
    assert "Six: go on." in lines
    assert "Zero: pause." in lines
    assert not any("Unknown" in line for line in lines)


@pytest.mark.requirement("K12")
def test_a_key_that_means_nothing_is_answered_with_the_names_of_the_others() -> None:
    visit = visit_by("ez-access")
    visit.press("f22")
    events: list[str] = []
    visit.tell = lambda event: events.append(str(event))

    visit.press("x")

    assert any("X: this key does nothing here" in event and "Next, go on" in event for event in events)


OF_KEYS = [name for name in shipped() if not named(name).switches]
EACH = pytest.mark.parametrize("name", OF_KEYS)
LISTED = {"louder": "1. Louder", "repeat": "5. Say it again", "helpline": "11. Helpline", "help": "13. Help"}


def reading(name: str) -> Hosted:
    """Return a kiosk whose visitor is in the middle of a sentence of the first part."""
    kiosk = Hosted.by(name)
    forward = named(name).keymap.key(Intent(Action.NEXT))
    kiosk.hear(forward)
    kiosk.press(forward)
    kiosk.hear_until("Two is here.", words=2)
    return kiosk


def ask(kiosk: Hosted, name: str, action: Action) -> list[str]:
    """Ask for something by its own key or, where none has it, from the list that Choose opens."""
    keymap = named(name).keymap
    if key := keymap.key(Intent(action)):
        kiosk.press(key)
        return kiosk.listen()
    choose = keymap.key(Intent(Action.CHOICES)) or keymap.key(Intent(Action.CHOOSE))
    kiosk.press(choose)
    kiosk.hear_until(LISTED[action])
    kiosk.press(choose)
    return kiosk.listen()


def test_there_are_profiles_of_keys() -> None:
    assert len(OF_KEYS) >= 6


@EACH
@pytest.mark.requirement("K30")
@pytest.mark.requirement("K61")
def test_a_whole_visit_hears_what_the_keyboard_hears(name: str) -> None:
    heard = []
    pack = loader.load(bundled_pack())
    passages = {
        span.of(each.text)
        for part in pack.parts
        for each in part.passages
        for span in sentences.split(each.text)
    }
    for keys in ("keyboard", name):
        kiosk = Hosted.by(keys, pack)
        while not kiosk.is_on(ScreenName.THANKS):
            kiosk.hear(named(keys).keymap.key(Intent(Action.NEXT)))
        heard.append([text for text in kiosk.speaker.heard if text in passages or "020 7793 3650" in text])
    assert heard[1] == heard[0]
    assert set(heard[0]) > passages


@EACH
@pytest.mark.requirement("K30")
@pytest.mark.requirement("K61")
def test_the_helpline_is_reached_from_the_middle_of_a_sentence_and_left_to_it(name: str) -> None:
    kiosk = reading(name)
    assert "The helpline number is 020 7793 3650." in ask(kiosk, name, Action.HELPLINE)
    back = named(name).keymap.key(Intent(Action.BACK))
    heard = kiosk.hear(back, after=3.0)
    if kiosk.is_on(ScreenName.CHOICES):
        heard = kiosk.hear(back, after=3.0)
    assert heard[0] == "First"
    assert heard[2] == "Two is here."


@EACH
@pytest.mark.requirement("K30")
@pytest.mark.requirement("K08")
def test_the_volume_is_changed(name: str) -> None:
    kiosk = reading(name)
    before = kiosk.speaker.gain
    assert "Volume 5 of 5." in ask(kiosk, name, Action.LOUDER)
    assert kiosk.speaker.gain == before + 6.0


@EACH
@pytest.mark.requirement("K30")
@pytest.mark.requirement("K04")
def test_the_sentence_is_said_again(name: str) -> None:
    kiosk = reading(name)
    heard = ask(kiosk, name, Action.REPEAT)
    assert [text for text in heard if text in {"One.", "Two is here.", "Three."}] == [
        "Two is here.",
        "Three.",
    ]
    assert kiosk.view.part == "first"


@EACH
@pytest.mark.requirement("K30")
def test_help_tells_the_keys_that_there_are(name: str) -> None:
    kiosk = reading(name)
    heard = ask(kiosk, name, Action.HELP)
    assert kiosk.is_on(ScreenName.HELP)
    keymap = named(name).keymap
    for key, intent in keymap.intents.items():
        if intent.action is not Action.CHOOSE_NUMBER:
            said = f"{keymap.name(key, ENGLISH)}: {ENGLISH.actions[intent.action]}."
            assert keymap.key(intent) != key or said in heard, said
    assert not any("Unknown key" in text for text in heard)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("keyboard", None),
        ("arrows", "Enter"),
        ("number-pad", "Enter"),
        ("presenter", "Start the show"),
        ("ez-access", "The round green button"),
    ],
)
@pytest.mark.requirement("K12")
def test_who_has_few_keys_is_told_which_opens_the_list(name: str, hint: str | None) -> None:
    kiosk = reading(name)
    told = [each.name for each in kiosk.view.hints if each.does == "voice and keys"]
    assert told == ([hint] if hint else [])
    kiosk.listen()
    assert [each.name for each in kiosk.view.hints if each.does == "voice and keys"] == told


@EACH
@pytest.mark.requirement("K12")
def test_a_key_that_means_nothing_is_told_in_help_too(name: str) -> None:
    kiosk = reading(name)
    ask(kiosk, name, Action.HELP)
    view = kiosk.view
    said = kiosk.hear("f9")[0]
    keys = said.partition("These keys do: ")[2]
    assert said == "Unknown key: this key does nothing." or keys.count("; ") >= 1
    assert kiosk.view == view


@EACH
@pytest.mark.requirement("K30")
@pytest.mark.requirement("K61")
def test_next_alone_leads_to_the_thanks_with_each_profile(name: str) -> None:
    visit = visit_by(name)
    forward = next(key for key, intent in named(name).keymap.intents.items() if intent.action == "next")

    seen = [visit.view.screen]
    while seen[-1] is not ScreenName.THANKS and len(seen) < 100:
        seen += screens(visit, forward)

    assert seen[-1] is ScreenName.THANKS


@pytest.mark.requirement("K04")
def test_who_has_no_key_to_pause_pauses_by_the_list_and_goes_on_with_choose() -> None:
    kiosk = Hosted.by("arrows")
    kiosk.hear("right")
    kiosk.press("right")
    kiosk.hear_until("Two is here.", words=2)
    kiosk.press("enter")
    kiosk.hear_until(next(line.text for line in kiosk.view.lines if line.text.endswith("Pause")))
    assert kiosk.hear("enter")[-1] == "Speech is paused. Press Enter to go on."
    assert kiosk.at == (ScreenName.READER, "first")
    held = kiosk.view.paused
    kiosk.press("enter")
    assert (held, kiosk.view.paused) == (True, False)
    assert "Three." in kiosk.listen()
