"""A language's words are whole, or refused with every fault at its file and line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from made_up import made_up, phrases_made_up, words_made_up, write_made_up

from kiosk.errors import ExitCode, PhrasesError
from kiosk.paths import phrases_folder
from kiosk.phrases import loader
from kiosk.phrases.loader import NAMES, TABLES, english, load, of


def faults(file: Path) -> list[str]:
    with pytest.raises(PhrasesError) as refused:
        load(file)
    assert refused.value.exit_code is ExitCode.DATA
    return [str(fault) for fault in refused.value.faults]


def line_of(file: Path, key: str) -> int:
    lines = file.read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if line.strip().startswith(f'"{key}":'))


def test_every_language_that_is_shipped_is_complete() -> None:
    files = sorted(phrases_folder().glob("*.yaml"))
    assert phrases_folder() / "en-GB.yaml" in files
    for file in files:
        assert load(file).on_screen.lang == file.stem


def test_a_language_is_read_as_it_is_written(tmp_path: Path) -> None:
    words = words_made_up(tmp_path)
    assert words.on_screen.lang == words.in_lines.lang == "cy"
    for name in NAMES:
        assert getattr(words.on_screen, name) == made_up(getattr(english().on_screen, name))
        assert getattr(words.in_lines, name) == made_up(getattr(english().in_lines, name))
    for name in TABLES:
        turned = {key: made_up(text) for key, text in getattr(english().in_lines, name).items()}
        assert getattr(words.in_lines, name) == turned


@pytest.mark.parametrize("name", [*NAMES, *TABLES])
def test_each_phrase_that_is_missing_is_told_with_what_english_says(name: str, tmp_path: Path) -> None:
    held = phrases_made_up()
    del held[name]
    [told] = faults(write_made_up(tmp_path / "cy.yaml", held))
    says = getattr(english().on_screen, name)
    expected = f'in this language "{says}"' if isinstance(says, str) else "its texts"
    assert told == f'cy.yaml:1: the key "{name}" is missing; write "{name}:" and {expected}'


Change: TypeAlias = Callable[[dict[str, Any]], object]


def wrong(name: str, text: object) -> Change:
    return lambda held: held.__setitem__(name, text)


@pytest.mark.parametrize(
    ("change", "key", "told"),
    [
        (
            wrong("paused", "Desuap."),
            "paused",
            '"paused" is "Desuap.", which does not name {pause}; write {pause} and no other name in braces',
        ),
        (
            wrong("paused", "{pause} {pase}"),
            "paused",
            (
                '"paused" is "{pause} {pase}", which names {pase}, for which the kiosk has nothing; '
                "write {pause} and no other name in braces"
            ),
        ),
        (
            wrong("more_time", "Emit {pause}"),
            "more_time",
            (
                '"more_time" is "Emit {pause}", which names {pause}, for which the kiosk has nothing; '
                "write it without braces"
            ),
        ),
        (
            wrong("place_part", "{number:3} {total}"),
            "place_part",
            (
                '"place_part" is "{number:3} {total}", which names {number:3}, for which the kiosk has '
                "nothing; write {number} and {total} and no other name in braces"
            ),
        ),
        (
            wrong("place_part", "{number!r} {total}"),
            "place_part",
            (
                '"place_part" is "{number!r} {total}", which names {number!r}, for which the kiosk has '
                "nothing; write {number} and {total} and no other name in braces"
            ),
        ),
        (
            wrong("paused", "{pause} }"),
            "paused",
            (
                '"paused" is "{pause} }", which has a brace that belongs to no name; '
                "write {pause} and no other name in braces"
            ),
        ),
        (
            wrong("paused", "{{pause}}"),
            "paused",
            (
                '"paused" is "{{pause}}", which has a brace that belongs to no name; '
                "write {pause} and no other name in braces"
            ),
        ),
        (
            wrong("paused", ""),
            "paused",
            (
                '"paused" is empty; write "paused:" and in this language "Speech is paused. '
                'Press {pause} to go on."'
            ),
        ),
        (
            wrong("paused", ["One", "Two"]),
            "paused",
            (
                '"paused" is a list, where a text should be; write "paused:" and in this language "Speech is '
                'paused. Press {pause} to go on.", and no list'
            ),
        ),
        (
            wrong("edges", "Egde"),
            "edges",
            (
                '"edges" is a text, where keys should be; write each key on a line of its own, then a '
                "colon, a space and its text"
            ),
        ),
        (
            lambda held: held["edges"].pop("louder"),
            "edges",
            (
                'the key "louder" of "edges" is missing; write "louder:" and in this language '
                '"This is the loudest."'
            ),
        ),
        (
            lambda held: held["key_names"].__setitem__("enter", "{key}"),
            "enter",
            '"enter" is "{key}", which names {key}, for which the kiosk has nothing; write it without braces',
        ),
        (
            lambda held: held["in_lines"].__setitem__("paused", "{pose}"),
            "in_lines.paused",
            (
                '"paused" is "{pose}", which names {pose}, for which the kiosk has nothing; '
                "write {pause} and no other name in braces"
            ),
        ),
        (
            wrong("in_lines", "Enil"),
            "in_lines",
            (
                '"in_lines" is a text, where keys should be; write each key on a line of its own, then a '
                "colon, a space and its text"
            ),
        ),
    ],
)
def test_each_fault_is_told_at_its_line(change: Change, key: str, told: str, tmp_path: Path) -> None:
    held = phrases_made_up()
    change(held)
    file = write_made_up(tmp_path / "cy.yaml", held)
    line = file.read_text(encoding="utf-8").count("\n") - 1 if "." in key else line_of(file, key)
    assert faults(file) == [f"cy.yaml:{line}: {told}"]


@pytest.mark.parametrize(
    ("trail", "key"), [((), "pasued"), (("edges",), "luoder"), (("in_lines",), "pasued")]
)
def test_an_unknown_phrase_is_told_with_the_one_that_is_meant(
    trail: tuple[str, ...], key: str, tmp_path: Path
) -> None:
    held = phrases_made_up()
    table = held
    for step in trail:
        table = table[step]
    meant = "louder" if trail == ("edges",) else "paused"
    table[key] = table.pop(meant, "Desuap {pause}")
    file = write_made_up(tmp_path / "cy.yaml", held)
    [told] = faults(file)
    assert told == f'cy.yaml:{line_of(file, key)}: the key "{key}" is not known here; write "{meant}:"'


def test_a_phrase_that_is_like_none_is_to_be_deleted(tmp_path: Path) -> None:
    file = write_made_up(tmp_path / "cy.yaml", phrases_made_up() | {"zzz": "Zzz"})
    assert faults(file) == [
        (
            f'cy.yaml:{line_of(file, "zzz")}: the key "zzz" is not known here; delete it: '
            "en-GB.yaml has no such key"
        )
    ]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    held = phrases_made_up()
    del held["paused"]
    held["volume"] = "Emulov"
    held["more_time"] = None
    assert len(faults(write_made_up(tmp_path / "cy.yaml", held))) == 4  # {level}, {levels}


@pytest.mark.parametrize(
    "text", ["- a list\n", "just a text\n", "[\n", "", "a: 1\na: 2\n", "\t\n", "a: &b c\n"]
)
def test_what_is_no_file_of_phrases_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "cy.yaml"
    file.write_text(text, encoding="utf-8")
    assert faults(file)


def test_a_fault_of_the_reading_is_told_once(tmp_path: Path) -> None:
    file = write_made_up(tmp_path / "cy.yaml")
    text = file.read_text(encoding="utf-8")
    line = line_of(file, "more_time")
    lines = text.split("\n")
    lines[line - 1] = '"more_time": !x "Emit",'
    file.write_text("\n".join(lines), encoding="utf-8")
    assert [told.partition("; ")[0] for told in faults(file)] == [
        f'cy.yaml:{line}: "!x" is a YAML tag, and tags are refused'
    ]


@pytest.mark.parametrize("name", ["welsh-language-file", "CY", "c", "en-gb"])
def test_a_file_is_named_by_its_language(name: str, tmp_path: Path) -> None:
    [told] = faults(write_made_up(tmp_path / f"{name}.yaml"))
    assert told.startswith(f"{name}.yaml:1: the file is not named by a language; name it by the tag")


@pytest.mark.parametrize("lang", ["he", "ar", "ar-EG", "uz-Arab"])
def test_a_language_from_right_to_left_is_refused(lang: str, tmp_path: Path) -> None:
    [told] = faults(write_made_up(tmp_path / f"{lang}.yaml"))
    assert told.startswith(f"{lang}.yaml:1: this language is written from right to left")


def test_a_phrase_from_right_to_left_is_refused_at_its_line(tmp_path: Path) -> None:
    held = phrases_made_up() | {"more_time": "\u05e9\u05dc\u05d5\u05dd"}
    file = write_made_up(tmp_path / "cy.yaml", held)
    [told] = faults(file)
    start = f"cy.yaml:{line_of(file, 'more_time')}: this text is written from right to left"
    assert told.startswith(
        f"{start} (U+05E9 HEBREW LETTER SHIN), and a terminal does not show that rightly; "
    )


# --- Which file.


def test_english_is_read_once_and_serves_every_region() -> None:
    assert of("en-GB") is of("en-US") is of("en") is english()


def test_the_words_of_the_region_come_first_then_those_beside_the_packs(tmp_path: Path) -> None:
    folder = tmp_path / "phrases"
    write_made_up(folder / "en-US.yaml")
    write_made_up(folder / "cy.yaml")
    assert of("en-US", beside=tmp_path).on_screen.lang == "en-US"
    assert of("en-GB", beside=tmp_path) is english()
    assert of("en-AU", beside=tmp_path).on_screen.lang == "en-US"
    assert of("cy-GB", beside=tmp_path).on_screen.lang == "cy"
    assert of("en-AU") is english()


def test_a_language_is_not_taken_for_one_whose_tag_begins_alike(tmp_path: Path) -> None:
    write_made_up(tmp_path / "phrases" / "cym.yaml")
    with pytest.raises(PhrasesError):
        of("cy", beside=tmp_path)


def test_a_language_without_a_file_says_where_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(PhrasesError) as refused:
        of("cy", beside=tmp_path)
    [fault] = refused.value.faults
    assert str(fault) == (
        f"{tmp_path}/phrases/cy.yaml:1: the kiosk has no words of its own in the language cy; "
        f"copy {phrases_folder()}/en-GB.yaml, and write each text of it in that language"
    )


def test_a_table_where_lines_are_typed_changes_only_what_it_names() -> None:
    on_screen, in_lines = english().on_screen, english().in_lines
    assert in_lines.actions == {**on_screen.actions, "choices": "voice"}
    assert in_lines.phone_code == ""


def test_the_made_up_language_is_written_as_its_file_is_read() -> None:
    assert json.loads(json.dumps(phrases_made_up()))["paused"] == "Hceeps si desuap. Sserp {pause} ot og no."
    assert loader.ENGLISH == "en-GB"
