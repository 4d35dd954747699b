"""A subject in several languages: chosen at the welcome, and then the whole visit is in it."""

from dataclasses import replace

import pytest
from hosted import SAME_KEY_ONLY, Hosted
from made_up import LANG, NAME, made_up, pack_made_up, words_made_up
from switching import Switcher
from visit_walk import SMALL

from kiosk.keys.intents import Action, Intent
from kiosk.keys.profile import named
from kiosk.settings import GoOn, Hands, Settings
from kiosk.speech.fake import FakeSpeaker
from kiosk.speech.utterance import Utterance
from kiosk.visit.edition import Edition
from kiosk.visit.events import LanguageChanged, LineSaying
from kiosk.visit.view import LineKind, ScreenName

ENGLISH_WELCOME = [
    "Welcome",
    "This screen speaks.",
    "It reads to you about this subject: A condition.",
    "The facts come from The Charity.",
]
LIST = ["1. English", "Press 1 for English.", f"2. {NAME}", made_up("Press 2 for English.")]
PROMPT = [
    "Press Question mark at any time to hear all the keys.",
    "Press K to try the keys, or to change the voice.",
    "Press Right to begin in English.",
]


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return Edition(pack_made_up(SMALL), words_made_up(tmp_path_factory.mktemp("phrases")).on_screen)


@pytest.fixture
def kiosk(second: Edition) -> Hosted:
    return Hosted(settings=SAME_KEY_ONLY, others=[second])


def said(kiosk: Hosted) -> list[Utterance]:
    return [event.utterance for event in kiosk.events if isinstance(event, LineSaying)]


def langs(kiosk: Hosted) -> dict[str, str]:
    """Return everything that was heard, with its language."""
    return {each.written: each.lang for each in said(kiosk)}


def test_one_language_is_not_offered() -> None:
    kiosk = Hosted()
    assert not kiosk.view.targets
    assert kiosk.listen()[-1] == "Press any big key to begin."


@pytest.mark.requirement("K02")
@pytest.mark.requirement("K11")
def test_the_welcome_offers_each_language_by_its_own_name_in_its_own_voice(kiosk: Hosted) -> None:
    assert kiosk.listen() == [*ENGLISH_WELCOME, *LIST, *PROMPT]
    assert {text for text, lang in langs(kiosk).items() if lang == LANG} == set(LIST[2:])
    shown = [line.text for line in kiosk.view.lines if line.kind is not LineKind.PLACE]
    assert shown == [*ENGLISH_WELCOME, *LIST, *PROMPT]
    assert [target.key for target in kiosk.view.targets] == ["1", "2"]
    assert {"Right", "Up", "Down", "Enter"} <= {hint.name for hint in kiosk.view.hints}


def test_the_welcome_is_read_whole_where_else_the_voice_waits_after_each_sentence(second: Edition) -> None:
    kiosk = Hosted(settings=replace(SAME_KEY_ONLY, go_on=GoOn.SENTENCE), others=[second])
    assert kiosk.listen() == [*ENGLISH_WELCOME, *LIST, *PROMPT]
    assert kiosk.hear("2")[-1] == made_up(PROMPT[-1])


# From the contents through everything that has words: parts, people, help, choices, voice, keys, edges.
KEYS = [
    *("right", "up", "down", "down", "up", "r", "r", "space", "space", "right", "down", "enter", "left"),
    *("+", "+", "-", ".", ",", "t", "l", "x", "?", "h", "?", "?", "k", "1", "left", "d", "left", "h", "left"),
    *("c", "3", "right", "right", "right", "right", "right", "right", "left", "right"),
]


@pytest.mark.requirement("K11")
def test_the_whole_visit_is_in_the_language_that_was_chosen(kiosk: Hosted) -> None:
    english = Hosted(settings=SAME_KEY_ONLY)
    english.hear("right")
    kiosk.hear("2", "right")
    begun = len(said(kiosk))
    for key in KEYS:
        assert kiosk.hear(key) == [made_up(sentence) for sentence in english.hear(key)], key
        shown = [line.text for line in kiosk.view.lines]
        assert shown == [made_up(line.text) for line in english.view.lines]
        assert kiosk.view.place == made_up(english.view.place)
        hints = [(hint.name, hint.does) for hint in kiosk.view.hints]
        assert hints == [(made_up(hint.name), made_up(hint.does)) for hint in english.view.hints]
        assert kiosk.notice == made_up(english.notice)
    assert kiosk.is_on(ScreenName.THANKS)
    assert {each.lang for each in said(kiosk)[begun:]} == {LANG}
    assert len(said(kiosk)) - begun > 150


@pytest.mark.requirement("K50")
def test_who_waits_is_asked_in_the_language_that_was_chosen(kiosk: Hosted) -> None:
    english = Hosted(settings=SAME_KEY_ONLY)
    english.hear("right", "right")
    kiosk.hear("2", "right", "right")
    waited = english.wait(70.0)
    assert waited[-1].startswith("Are you still there?")
    assert kiosk.wait(70.0) == [made_up(sentence) for sentence in waited]
    assert kiosk.hear("right")[0] == made_up(english.hear("right")[0])


# --- Choosing.


def test_a_language_is_chosen_by_enter_on_what_is_heard(kiosk: Hosted) -> None:
    kiosk.hear_until(LIST[3])
    kiosk.press("enter")
    assert kiosk.listen()[0] == made_up("Welcome")


def test_up_and_down_step_from_language_to_language(kiosk: Hosted) -> None:
    kiosk.listen()
    assert kiosk.hear("up")[0] == "This is the first in the list."
    kiosk.press("down")
    assert kiosk.listen()[0] == LIST[2]
    kiosk.press("down")
    kiosk.hear_until(LIST[2])
    kiosk.press("down")
    assert kiosk.listen()[0] == "That was the last in the list."
    kiosk.press("down")
    kiosk.hear_until(LIST[2])
    kiosk.press("enter")
    assert kiosk.listen()[0] == made_up("Welcome")
    assert kiosk.is_on(ScreenName.WELCOME)


@pytest.mark.parametrize("key", ["right", "space", "1", "enter"])
def test_who_wants_the_first_language_begins_at_once(kiosk: Hosted, key: str) -> None:
    assert kiosk.hear(key)[0] == "Contents"


def test_who_has_heard_all_of_the_welcome_stands_at_the_language_that_it_is_in(kiosk: Hosted) -> None:
    for number in (1, 2):
        kiosk.listen()
        assert kiosk.view.selected == kiosk.view.targets[number - 1]
        kiosk.press("2")


def test_a_number_beyond_the_languages_says_what_can_be_pressed(kiosk: Hosted) -> None:
    assert kiosk.hear("3")[0].startswith("3: this key does nothing here.")
    assert kiosk.is_on(ScreenName.WELCOME)


def test_choosing_the_language_that_it_is_in_begins(kiosk: Hosted) -> None:
    assert kiosk.hear("2")[0] == made_up("Welcome")
    assert kiosk.hear("2")[0] == made_up("Contents")


@pytest.mark.requirement("K29")
def test_back_undoes_the_choice(kiosk: Hosted) -> None:
    kiosk.hear("2", "right")
    assert kiosk.hear("left")[0] == made_up("Welcome")
    assert kiosk.hear("left")[0] == "Welcome"
    assert kiosk.hear("right")[0] == "Contents"


def test_the_first_language_can_be_chosen_again(kiosk: Hosted) -> None:
    assert kiosk.hear("2", "1")[0] == "Welcome"


def test_what_was_set_at_the_welcome_outlasts_the_choice(kiosk: Hosted) -> None:
    kiosk.hear("+", "2", "right")
    assert kiosk.hear("+")[0] == made_up("Volume 5 of 5. This is the loudest.")


@pytest.mark.requirement("K30")
@pytest.mark.parametrize(
    "keys", ["arrows", "ez-access", "keyboard", "number-pad", "presenter", "storm-audionav"]
)
def test_a_language_can_be_chosen_by_every_keypad_as_is_said_in_it(second: Edition, keys: str) -> None:
    kiosk = Hosted.by(keys, settings=SAME_KEY_ONLY, others=[second])
    keymap, words = named(keys).keymap, second.phrases
    number, enter = keymap.key(Intent(Action.CHOOSE_NUMBER, 2)), keymap.key(Intent(Action.CHOOSE))
    by_number = words.language_by_number.format(number=keymap.name(number, words))
    kiosk.hear_until(by_number if number else words.language_by_name.format(enter=keymap.name(enter, words)))
    kiosk.press(number or enter)
    assert kiosk.listen()[0] == made_up("Welcome")
    assert kiosk.hear(keymap.key(Intent(Action.NEXT)))[0] == made_up("Contents")


# --- The next visitor.


@pytest.mark.requirement("K52")
def test_the_next_visitor_is_met_in_the_clinics_language(kiosk: Hosted) -> None:
    kiosk.hear("2", "right", "h", "left")
    kiosk.hear(*["right"] * 9)
    assert kiosk.is_on(ScreenName.THANKS)
    assert kiosk.hear("right") == [*ENGLISH_WELCOME, *LIST, *PROMPT]


@pytest.mark.requirement("K52")
def test_a_visit_that_was_left_ends_in_the_clinics_language(kiosk: Hosted) -> None:
    kiosk.hear("2", "right")
    assert kiosk.wait(100.0)[-len(PROMPT) :] == PROMPT
    assert kiosk.waits_for_nobody
    assert kiosk.hear("?")[0] == "Help"


def test_the_welcome_that_was_come_back_to_keeps_the_language_and_forgets_the_way(kiosk: Hosted) -> None:
    kiosk.hear("2", "right", "+", "right")
    assert kiosk.hear("home")[0] == made_up("Welcome")
    assert kiosk.hear("right")[0] == made_up("Contents")
    assert kiosk.hear("-")[0] == made_up("Volume 3 of 5.")
    assert kiosk.hear("left")[0] == made_up("Welcome")
    assert kiosk.hear("left")[0] == made_up("This is the beginning.")


def test_front_ends_are_told_of_each_change_before_the_screen(kiosk: Hosted, second: Edition) -> None:
    kiosk.hear("2", "left")
    changed = [event.phrases for event in kiosk.events if isinstance(event, LanguageChanged)]
    assert [each.lang for each in changed] == [LANG, "en-GB"]
    assert changed[0] is second.phrases


# --- Switches.


def of_switches(second: Edition, switches: int) -> Hosted:
    return Hosted(settings=Settings(hands=Hands(any_key=0.0, switches=switches)), others=[second])


@pytest.mark.requirement("K26")
@pytest.mark.parametrize(("switches", "moves"), [(1, ""), (2, "right")])
def test_switches_choose_a_language_by_its_name(second: Edition, switches: int, moves: str) -> None:
    kiosk = of_switches(second, switches)
    kiosk.listen()
    switcher = Switcher(kiosk, "enter", moves)
    assert not switcher.items  # nobody may be there
    kiosk.press("enter")
    assert kiosk.listen() == [LIST[0]]
    assert switcher.items == (LIST[0], LIST[2])
    switcher.choose(LIST[2])
    assert kiosk.listen()[0] == made_up("Welcome")
    assert {each.lang for each in said(kiosk) if each.written == LIST[2]} == {LANG}
    kiosk.wait(4.0)
    kiosk.press("enter")
    kiosk.listen()
    switcher.choose(LIST[2])
    assert kiosk.listen()[0] == made_up("Contents")
    assert made_up("The list") in switcher.items


def test_a_language_that_a_switch_chose_can_be_taken_back(second: Edition) -> None:
    kiosk = of_switches(second, 2)
    kiosk.hear("enter", "right")
    kiosk.press("enter")
    assert kiosk.view.lines[0].text == made_up("Welcome")
    assert kiosk.hear("enter") == ["Taken back."]
    assert kiosk.view.lines[0].text == "Welcome"


def test_the_welcome_tells_who_has_switches_what_to_press(second: Edition) -> None:
    kiosk = of_switches(second, 1)
    heard = kiosk.listen()
    assert heard[: len(ENGLISH_WELCOME)] == ENGLISH_WELCOME
    assert heard[len(ENGLISH_WELCOME) :][:3] == [LIST[0], LIST[2], heard[6]]
    assert heard[6] == "Press the switch at any time to hear what you can choose."


# --- A language without a voice.


class Mute(FakeSpeaker):
    """Has a voice for English only."""

    def say_sentence(self) -> bool:
        while self._pending and self._words is None:
            if self._pending[0].lang == LANG:
                self.fail_sentence()
            elif not self.sound_signal():
                break
        return super().say_sentence()


@pytest.mark.requirement("K11")
def test_a_language_without_a_voice_is_shown_and_said_to_be_unread(second: Edition) -> None:
    kiosk = Hosted(settings=SAME_KEY_ONLY, others=[second], speaker=Mute())
    told = "The next sentence cannot be read aloud. It is on the screen."
    assert kiosk.listen() == [*ENGLISH_WELCOME, *LIST[:2], told, told, *PROMPT]
    heard = kiosk.hear("2")
    assert heard == [told if line.lang == LANG else line.text for line in kiosk.view.lines]
    assert heard.count(told) > len(heard) - 3
    assert {each.lang for each in said(kiosk)} == {"en-GB"}
    assert kiosk.notice == told
    assert [line.text for line in kiosk.view.lines][:2] == [made_up(each) for each in ENGLISH_WELCOME[:2]]
    assert kiosk.view.lines[-1].text == made_up(PROMPT[-1])
    assert kiosk.hear("left")[0] == "Welcome"
    assert kiosk.hear("right")[0] == "Contents"


def test_a_sentence_that_its_voice_cannot_say_is_told_in_its_language(second: Edition) -> None:
    kiosk = Hosted(settings=SAME_KEY_ONLY, others=[second])
    kiosk.hear("2", "right")
    kiosk.press("right")
    kiosk.speaker.fail_sentence()
    assert kiosk.listen()[0] == made_up("The next sentence cannot be read aloud. It is on the screen.")
    assert said(kiosk)[-1].lang == LANG
