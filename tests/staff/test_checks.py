"""Each rule of the checker: what it tells and where, what it passes by."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.errors import PackError, WordListError
from kiosk.staff.check import check

from . import faulty_pack, small_pack
from .test_check import TODAY, add, edit, pack, told

__all__ = ["pack"]  # a fixture


@pytest.mark.requirement("K62")
@pytest.mark.requirement("K63")
@pytest.mark.requirement("K64")
def test_one_fault_of_each_kind_is_told_with_file_line_and_what_to_write(tmp_path: Path) -> None:
    for name, text in faulty_pack.FILES.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    lines: list[str] = []
    with pytest.raises(PackError, match="has errors"):
        lines.extend(check([tmp_path], today=TODAY))
    assert tuple(lines) == faulty_pack.TOLD


# --- Who answers for it.


@pytest.mark.requirement("K62")
@pytest.mark.parametrize(
    ("checked_on", "next_check", "expected"),
    [
        ("2026-11-24", "2026-11-25", []),
        ("2026-11-23", "2026-11-24", []),  # it is due on the day itself
        ("2026-11-25", "2026-11-26", ["the pack was checked on 2026-11-25, and that day is still to come"]),
        (
            "2025-11-23",
            "2026-11-23",
            ["the pack was to be checked again by 2026-11-23, and that day has passed"],
        ),
        ("2026-11-24", "2026-11-24", ["the next check (2026-11-24) is not after the last one (2026-11-24)"]),
        (
            '""',
            '""',
            ["no date says when the pack must be checked again", "no date says when the pack was checked"],
        ),
    ],
)
def test_the_review_is_held_against_the_day_of_the_check(
    pack: Path, checked_on: str, next_check: str, expected: list[str]
) -> None:
    edit(pack, "pack.yaml", "checked_on: 2020-01-01", f"checked_on: {checked_on}")
    edit(pack, "pack.yaml", "next_check: 2999-01-01", f"next_check: {next_check}")
    assert [line.partition(";")[0] for line in told(pack)[:-1]] == [
        f"pack.yaml:7: {each}" for each in expected
    ]


def test_a_day_later_the_same_pack_is_overdue(pack: Path) -> None:
    edit(pack, "pack.yaml", "next_check: 2999-01-01", "next_check: 2026-11-24")
    on_the_day, later = (list(check([pack], today=date(2026, 11, day))) for day in (24, 25))
    assert (on_the_day[-1], later[-1]) == ("Errors: 0. Warnings: 0.", "Errors: 0. Warnings: 1.")


# --- How it is written.


@pytest.mark.requirement("K63")
def test_20_words_and_3_sentences_are_not_too_many(pack: Path) -> None:
    add(pack, f"{' '.join(['Rest'] * 20)}.")
    add(pack, "It helps. It helps. It helps.")
    assert told(pack) == ["Errors: 0. Warnings: 0."]
    line = add(pack, f"{' '.join(['Rest'] * 21)}.")
    assert told(pack) == [
        (
            f'sections/pain.yaml:{line}: the sentence that begins "Rest Rest Rest" has 21 words; '
            "split it into sentences of 20 words or fewer"
        ),
        "Errors: 0. Warnings: 1.",
    ]


@pytest.mark.requirement("K63")
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("People have kidney trouble, which is called renal trouble.", None),
        ("People have renal trouble.", "renal"),
        ("People have RENAL trouble of the kidney.", "RENAL"),  # the plain word comes too late
        ("Tremors come and go.", "Tremors"),
        ("People shake. This shaking is a tremor.", None),
        ("The adrenal glands are small.", None),
    ],
)
def test_a_medical_word_needs_its_plain_word_before_it_in_the_paragraph(
    pack: Path, text: str, word: str | None
) -> None:
    line = add(pack, text)
    found = [each for each in told(pack) if "many people do not know" in each]
    wanted = f'sections/pain.yaml:{line}: "{word}" is a word that many people do not know; write '
    assert [each[: len(wanted)] for each in found] == ([wanted] if word else [])


def test_a_medical_word_is_told_where_it_first_stands_only(pack: Path) -> None:
    add(pack, "This is kidney trouble, or renal trouble.")
    add(pack, "Renal trouble can hurt.")
    assert told(pack)[-1] == "Errors: 0. Warnings: 0."


@pytest.mark.requirement("K63")
def test_a_word_that_labels_people_is_told_wherever_it_stands_but_in_a_name(pack: Path) -> None:
    edit(pack, "leaflet.yaml", "To take home", "For the elderly")
    edit(pack, "case-studies/jo.yaml", "A magazine", "The Elderly")
    line = add(pack, "The elderly can rest.")
    assert told(pack) == [
        (
            'leaflet.yaml:2: "elderly" can hurt the people of whom it tells; '
            "write: older, or the age, such as aged 65 and over"
        ),
        (
            f'sections/pain.yaml:{line}: "elderly" can hurt the people of whom it tells; '
            "write: older, or the age, such as aged 65 and over"
        ),
        "Errors: 0. Warnings: 2.",
    ]


@pytest.mark.requirement("K63")
@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("A few words", "Help for sufferers", 4, ["sufferers"]),
        ("A few words", "How renal trouble is treated", 4, ["renal"]),
        ("A page of the charity", "A renal page for the elderly", 6, ["elderly"]),
        ("checked_by: Nobody", "checked_by: A renal group of sufferers", 7, ["sufferers"]),
    ],
)
def test_what_only_handouts_hold_is_looked_at_for_such_words(
    pack: Path, old: str, new: str, line: int, words: list[str]
) -> None:
    edit(pack, "pack.yaml", old, new)
    found = [each.partition('" ')[0] for each in told(pack)[:-1]]
    assert found == [f'pack.yaml:{line}: "{word}' for word in words]


def test_a_list_of_words_that_is_wrong_is_refused_with_its_line(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tmp_path / "words" / "en-GB"
    words.mkdir(parents=True)
    (words / "jargon.yaml").write_text("renal: kidney\ntremor:\n")
    monkeypatch.setattr("kiosk.reading.word_list.words_folder", lambda: tmp_path / "words")
    with pytest.raises(WordListError) as refused:
        list(check([pack], today=TODAY))
    assert [str(fault) for fault in refused.value.faults] == [
        'jargon.yaml:2: there is nothing to write in place of "tremor"; write it after the colon'
    ]


# --- Numbers, remarks, placeholders.


@pytest.mark.parametrize(
    ("phone", "instead"),
    [
        ("020 7946 0000", ""),
        ("01273 800 900", ""),
        ("01273 800900", ""),
        ("0800 08 08 080", ""),
        ("+44 20 7946 0000", ""),
        ("+44 (0)20 7946 0000", ""),
        ("116 123", ""),
        ("0800 1111", ""),
        ("0207 946 0000", "020 7946 0000"),
        ("(020) 7946 0000", "020 7946 0000"),
        ("020-7946-0000", "020 7946 0000"),
        ("08001234567", "0800 123 4567"),
        ("07771900900", "07771 900 900"),
        ("+442079460000", "020 7946 0000"),
        ("0117 4960000", "0117 496 0000"),
    ],
)
def test_a_number_is_written_in_groups_with_its_area_code_alone(pack: Path, phone: str, instead: str) -> None:
    edit(pack, "helpline.yaml", "020 7946 0000", phone)
    finding = (
        f'helpline.yaml:4: the telephone number "{phone}" is not written in groups as people say it; '
        f'write "{instead}"'
    )
    assert told(pack)[:-1] == ([finding] if instead else [])


@pytest.mark.parametrize(
    ("phone", "what"),
    [
        ("0300 123", '"0300 123" has 7 digits, where one that begins so has 11'),
        ("20 7946 0000", '"20 7946 0000" begins as no British number does'),
        ("0604 123 4567", '"0604 123 4567" begins as no British number does'),
        ("0300 123 # 4567", '"0300 123" has 7 digits, where one that begins so has 11'),
    ],
)
def test_a_number_that_cannot_be_called_is_told(pack: Path, phone: str, what: str) -> None:
    edit(pack, "helpline.yaml", "020 7946 0000", phone)
    assert [line for line in told(pack) if line.startswith(f"helpline.yaml:4: the telephone number {what}; ")]


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("0300 123 45", '"0300 123 45" has 9 digits, where one that begins so has 11; '),
        ("0800 1111111", '"0800 1111111" is not written in groups as people say it; write "0800 111 1111"'),
        ("0800 11111111", '"0800 11111111" has 12 digits, where one that begins so has 11 or 10; '),
    ],
)
def test_a_number_in_a_text_that_cannot_be_called_is_told(pack: Path, written: str, what: str) -> None:
    line = add(pack, f"Call us on 020 7946 0000, on {written} today, or on 0800 1111.")
    first, *rest = told(pack)
    assert first.startswith(f"sections/pain.yaml:{line}: the telephone number {what}")
    assert rest == ["Errors: 0. Warnings: 1."]


def test_the_numbers_of_another_country_are_left_to_its_people(pack: Path) -> None:
    edit(pack, "pack.yaml", "lang: en-GB", "lang: en-IE")
    edit(pack, "helpline.yaml", "020 7946 0000", "0207946000")
    assert not [line for line in told(pack) if "telephone" in line]


def test_a_remark_behind_a_text_is_told_and_one_that_cannot_be_part_of_it_is_not(pack: Path) -> None:
    edit(pack, "leaflet.yaml", "title: Leaflet", 'title: "Leaflet" # a remark')
    edit(pack, "leaflet.yaml", "text:", "# a remark\ntext:")
    edit(pack, "case-studies/jo.yaml", "story:", "facts: [] # a remark\nstory:")
    assert told(pack) == ["Errors: 0. Warnings: 0."]
    edit(pack, "leaflet.yaml", "To take home", "To take home # and to keep")
    assert told(pack)[0] == (
        'leaflet.yaml:2: the text ends with "To take home", before the # in its line: what follows is not '
        "read; put all of it between double quotes if that belongs to it, or write that on a line of its own"
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("helpline.yaml", "020 7946 0000", "0800 1111 # 4567", 4),
        ("pack.yaml", "A few words", "A few words # and more", 4),
        ("pack.yaml", "A page of the charity", "A page # of 2026", 6),
        ("pack.yaml", "For tests", "For tests # only", 8),
        ("pack.yaml", "checked_by: Nobody, checked_on: 2020-01-01, next_check: 2999-01-01}", "BLOCK", 8),
        ("facts.yaml", "It can hurt.", "It can # hurt.", 1),
        ("sections/pain.yaml", "- list:", "- 'Go to room' #4 on the left.\n  - list:", 6),
    ],
)
def test_text_that_may_be_cut_off_is_told_wherever_it_stands(
    pack: Path, name: str, old: str, new: str, line: int
) -> None:
    if new == "BLOCK":
        old = f"review: {{{old}"
        new = "review:\n  checked_by: Nobody # yet\n  checked_on: 2020-01-01\n  next_check: 2999-01-01"
    edit(pack, name, old, new)
    found = [each for each in told(pack) if "before the # in its line" in each]
    assert [each.partition(": ")[0] for each in found] == [f"{name}:{line}"]


def test_a_remark_behind_the_name_of_a_file_is_no_part_of_it(pack: Path) -> None:
    edit(pack, "pack.yaml", "facts: facts.yaml", "facts: facts.yaml # what it must carry")
    edit(pack, "pack.yaml", "lang: en-GB", "lang: en-GB # British")
    edit(
        pack,
        "pack.yaml",
        "review: {checked_by: Nobody, checked_on: 2020-01-01, next_check: 2999-01-01}",
        "review:\n  checked_by: Nobody\n  checked_on: 2020-01-01 # a Monday\n  next_check: 2999-01-01 # far",
    )
    add(pack, "paragraph: Some people rest.\n    lang: en-GB # British")
    assert told(pack) == ["Errors: 0. Warnings: 0."]


def test_a_file_that_is_one_text_is_told_of_without_its_remark(pack: Path) -> None:
    (pack / "facts.yaml").write_text("It can hurt # and stop\n")
    with pytest.raises(PackError):
        told(pack)


def test_a_sentence_that_the_voice_cannot_say_is_told_where_it_stands(pack: Path) -> None:
    add(pack, "Wait ... and see.")
    line = add(pack, ">-\n    Some people rest.\n    They can wait.")
    last = add(pack, "{paragraph: '...'}")
    assert [each.partition(": ")[0] for each in told(pack)[:-1]] == [f"sections/pain.yaml:{last}"], line


def test_a_sentence_that_the_voice_cannot_say_is_told(pack: Path) -> None:
    line = add(pack, '"..."')
    assert told(pack) == [
        (
            f"sections/pain.yaml:{line}: the voice cannot say this sentence: it is shown and not said; "
            "write it in other words"
        ),
        "Errors: 0. Warnings: 1.",
    ]


def test_what_a_fault_hides_is_all_that_is_not_looked_at(tmp_path: Path) -> None:
    pack = small_pack.write(tmp_path)
    edit(pack, "leaflet.yaml", "To take home", "[To take home")
    add(pack, "The elderly can rest.")
    lines: list[str] = []
    with pytest.raises(PackError):
        lines.extend(check([pack], today=TODAY))
    assert [line.partition(": ")[0] for line in lines[:2]] == ["leaflet.yaml:2", "case-studies/jo.yaml:1"]
    assert any('"elderly" can hurt' in line for line in lines)
