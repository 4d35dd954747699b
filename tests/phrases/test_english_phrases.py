"""The kiosk's own words in English: each is there, and says what to press."""

import re
from string import Formatter

import pytest

from kiosk.keys.intents import Action
from kiosk.keys.profile import keyboard
from kiosk.phrases.loader import NAMES, english

ENGLISH, ENGLISH_IN_LINES = english().on_screen, english().in_lines
TEXTS = {name: getattr(ENGLISH, name) for name in NAMES}


def names_in(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("name", TEXTS)
def test_each_text_is_there_and_is_no_loose_end(name: str) -> None:
    text = TEXTS[name]
    assert text
    assert text == text.strip()
    assert "  " not in text


def test_the_words_for_lines_name_no_more_and_speak_of_no_big_key_and_no_screen() -> None:
    lines = {name: getattr(ENGLISH_IN_LINES, name) for name in TEXTS}
    changed = {name for name in TEXTS if lines[name] != TEXTS[name]}
    assert changed
    for name in changed:
        assert names_in(lines[name]) <= names_in(TEXTS[name])
        assert not re.search("big key|screen|to try the keys", lines[name])
    assert not [name for name, text in lines.items() if "square code" in text]


def test_every_action_has_a_caption_and_no_other() -> None:
    assert set(ENGLISH.actions) == {str(action) for action in Action}
    assert all(ENGLISH.actions.values())
    assert len(set(ENGLISH.actions.values())) == len(Action)


def test_every_key_has_a_name_of_its_own() -> None:
    spelt = {key for key in keyboard().keymap.intents if not (len(key) == 1 and key.isalnum())}
    assert spelt == set(ENGLISH.key_names)
    assert len(set(ENGLISH.key_names.values())) == len(spelt)
    assert set(ENGLISH.key_labels) <= spelt


def test_a_name_of_a_key_can_be_said() -> None:
    assert all(re.fullmatch(r"[A-Z][a-z]+( [a-z]+)?", name) for name in ENGLISH.key_names.values())


@pytest.mark.parametrize(
    "name",
    [
        "welcome",
        "welcome_prompt",
        "language_by_number",
        "language_by_name",
        "languages_prompt",
        "contents",
        "contents_end",
        "people",
        "people_end",
        "phone",
        "phone_code",
        "link",
        "link_code",
        "part_end",
        "story_end",
        "last_part_end",
        "detour_end",
        "thanks",
        "thanks_prompt",
        "help",
        "paused",
        "does_nothing",
        "not_said",
        "sound_off",
    ],
)
def test_a_whole_sentence_ends_with_a_full_stop(name: str) -> None:
    assert TEXTS[name].endswith(".")


COMES_NEXT = (
    "welcome_prompt",
    "languages_prompt",
    "contents",
    "contents_end",
    "people",
    "people_end",
    "part_end",
    "story_end",
)
ENDS = ("last_part_end", "detour_end", "thanks_prompt", "paused")


@pytest.mark.parametrize("name", [*COMES_NEXT, *ENDS])
def test_what_comes_next_says_what_to_press(name: str) -> None:
    assert re.search(r"\bPress (\{\w+\}|any big key) to ", TEXTS[name])
