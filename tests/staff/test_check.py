"""`kiosk check`: what is wrong with a pack, and what nobody has heard yet, each at its file and line."""

# ruff: noqa: RUF001 - IPA
import json
import shutil
from pathlib import Path

import pytest
from made_up import phrases_made_up, write_made_up

from kiosk.errors import PackError
from kiosk.paths import bundled_pack
from kiosk.staff.check import check

from .kiosk_command import kiosk

NOTHING = "Errors: 0. Warnings: 0."


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(bundled_pack(), tmp_path / "pack"))


def edit(pack: Path, name: str, old: str, new: str) -> None:
    file = pack / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(pack: Path, text: str) -> int:
    """Add a passage to the section on pain; return the line at which it begins."""
    file = pack / "sections" / "pain.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(f"{before}  - {text}\n", encoding="utf-8")
    return before.count("\n") + 1


def unfit(pack: Path) -> list[str]:
    """Return what is told of a pack that is not fit for visitors."""
    told: list[str] = []
    with pytest.raises(PackError, match="has errors"):
        told.extend(check([pack]))
    return told


@pytest.mark.requirement("K60")
def test_nothing_is_wrong_with_the_shipped_pack_and_every_word_of_it_was_checked() -> None:
    ended = kiosk("check")
    assert (ended.returncode, ended.stderr, ended.stdout) == (0, "", f"{NOTHING}\n")


@pytest.mark.requirement("K14")
@pytest.mark.requirement("K64")
def test_a_new_word_is_a_warning_with_how_it_is_said_and_how_to_hear_it(pack: Path) -> None:
    line = add(pack, ">-\n    Ask about the new\n    (botulinumtoxin) trial.")
    ended = kiosk("check", str(pack))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines() == [
        (
            f'sections/pain.yaml:{line + 2}: nobody has checked how "botulinumtoxin" is said: '
            '/bˈɒtjʊlˌɪnəmtˌɒksɪn/; hear it with: kiosk say "botulinumtoxin", and add it to en-GB.yaml'
        ),
        "Errors: 0. Warnings: 1.",
    ]


def test_a_word_is_told_once_where_it_first_stands(pack: Path) -> None:
    edit(pack, "pack.yaml", "title: Generalised", "title: Zibzob and generalised")
    edit(pack, "sections/treatment.yaml", "# The section", "# Zibzobs: the section")
    edit(pack, "sections/treatment.yaml", "Medicines, injections", "Zibzobs, zibzob, injections")
    line = add(pack, "A zibzob; an azibzob.")
    told = [line.partition(" is said")[0] for line in check([pack])]
    assert told[:-1] == [
        'pack.yaml:4: nobody has checked how "Zibzob"',
        f'sections/pain.yaml:{line}: nobody has checked how "azibzob"',
        'sections/treatment.yaml:3: nobody has checked how "Zibzobs"',
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("pack.yaml", "publisher: The", "publisher: Zibzob and the", 6),
        ("case-studies/joe-doliczny.yaml", "featured_in: D", "featured_in: Zibzob and D", 3),
        ("sections/pain.yaml", "facts:", "link: https://www.Zibzob.org.uk/pain\nfacts:", 4),
        ("case-studies/joe-doliczny.yaml", "name: Joe", "name: Zibzob", 2),
        ("case-studies/joe-doliczny.yaml", "story: []", "story:\n  - One.\n  - list: [Zibzob]", 8),
    ],
)
def test_all_that_is_said_is_looked_at(pack: Path, name: str, old: str, new: str, line: int) -> None:
    edit(pack, name, old, new)
    told = list(check([pack]))
    assert told[0].startswith(f'{name}:{line}: nobody has checked how "Zibzob" is said')
    assert told[1:] == ["Errors: 0. Warnings: 1."]


def test_a_name_that_is_not_to_be_said_is_not_asked_for(pack: Path) -> None:
    edit(pack, "case-studies/joe-doliczny.yaml", "name: Joe", "name: Zibzob")
    edit(pack, "case-studies/joe-doliczny.yaml", "speak_name: true", "speak_name: false")
    assert list(check([pack])) == [NOTHING]


@pytest.mark.requirement("K64")
def test_faults_are_errors_and_told_as_they_are_when_the_kiosk_starts(pack: Path) -> None:
    edit(pack, "helpline.yaml", "phone:", "phnoe:")
    edit(pack, "pack.yaml", "title:", "titel:")
    ended, started = kiosk("check", str(pack)), kiosk("--pack", str(pack))
    assert ended.returncode == started.returncode == 65
    assert ended.stdout.splitlines()[:-1] == started.stderr.splitlines()[:-1]
    assert ended.stdout.splitlines()[-1] == "Errors: 2. Warnings: 0."
    assert ended.stderr == f"kiosk: The pack in {pack} has errors.\n"


@pytest.mark.parametrize("lang", ["en-gb", "EN-GB", "En-gB"])
def test_the_case_of_a_language_does_not_count(pack: Path, lang: str) -> None:
    edit(pack, "pack.yaml", "lang: en-GB", f"lang: {lang}")
    assert list(check([pack])) == [NOTHING]


@pytest.mark.requirement("K11")
def test_a_pack_whose_language_has_no_voice_is_not_fit_for_visitors(pack: Path) -> None:
    edit(pack, "pack.yaml", "lang: en-GB", "lang: tlh")
    write_made_up(pack.parent / "phrases" / "tlh.yaml")
    assert unfit(pack) == [
        (
            "pack.yaml:4: the kiosk has no voice for the language tlh: what is in it is shown and not said; "
            "write a lang that stands in the list of: kiosk voices --all"
        ),
        "Errors: 1. Warnings: 0.",
    ]


@pytest.mark.requirement("K11")
def test_a_passage_whose_language_has_no_voice_is_a_warning(pack: Path) -> None:
    line = add(pack, "{paragraph: nuqneH, lang: tlh}")
    told = list(check([pack]))
    assert told[0].startswith(f"sections/pain.yaml:{line}: the kiosk has no voice for the language tlh")
    assert told[1:] == ["Errors: 0. Warnings: 1."]


def test_a_language_whose_words_nobody_checked_is_told_once(pack: Path) -> None:
    line = add(pack, "{paragraph: Bore da, lang: cy}\n  - {paragraph: Nos da, lang: cy}")
    assert list(check([pack])) == [
        (
            f"sections/pain.yaml:{line}: nobody has checked how the words of the language cy are said; "
            "hear each text in it with: kiosk say --lang cy TEXT"
        ),
        "Errors: 0. Warnings: 1.",
    ]


def test_a_region_without_a_list_is_told_of_the_one_that_has_it(pack: Path) -> None:
    edit(pack, "pack.yaml", "lang: en-GB", "lang: en")
    assert next(iter(check([pack]))).endswith(
        "kiosk say --lang en TEXT; or write en-GB, whose words were checked"
    )


def test_as_json_it_is_one_document_with_the_same_findings(pack: Path) -> None:
    line = add(pack, "{paragraph: nuqneH, lang: tlh}")
    ended = kiosk("check", "--json", "--pack", str(pack))
    assert (ended.returncode, ended.stderr) == (0, "")
    [finding] = json.loads(ended.stdout)["findings"]
    assert finding == {
        "file": "sections/pain.yaml",
        "line": line,
        "what": "the kiosk has no voice for the language tlh: what is in it is shown and not said",
        "instead": "write a lang that stands in the list of: kiosk voices --all",
        "error": False,
    }
    edit(pack, "helpline.yaml", "phone:", "phnoe:")
    ended = kiosk("check", "--json", str(pack))
    assert ended.returncode == 65
    assert [(each["file"], each["error"]) for each in json.loads(ended.stdout)["findings"]] == [
        ("helpline.yaml", True)
    ]


# --- Languages.


@pytest.mark.requirement("K64")
def test_a_pack_in_a_language_without_words_of_the_kiosks_is_not_fit_for_visitors(pack: Path) -> None:
    edit(pack, "pack.yaml", "lang: en-GB", "lang: cy")
    file = pack.parent / "phrases" / "cy.yaml"
    told = unfit(pack)
    assert told[0].startswith(f"{file}:1: the kiosk has no words of its own in the language cy; copy ")
    assert told[-1] == "Errors: 1. Warnings: 1."

    phrases = phrases_made_up()
    del phrases["paused"]
    write_made_up(file, phrases)
    told = unfit(pack)
    assert told[0].startswith('cy.yaml:1: the key "paused" is missing')
    write_made_up(file)
    assert list(check([pack]))[-1] == "Errors: 0. Warnings: 1."


def test_a_file_of_phrases_is_checked_by_itself(tmp_path: Path) -> None:
    phrases = phrases_made_up()
    del phrases["paused"], phrases["volume"]
    file = write_made_up(tmp_path / "cy.yaml", phrases)
    ended = kiosk("check", str(file))
    assert (ended.returncode, ended.stderr) == (65, f"kiosk: The phrases in {file} have errors.\n")
    assert [line.partition(";")[0] for line in ended.stdout.splitlines()] == [
        'cy.yaml:1: the key "paused" is missing',
        'cy.yaml:1: the key "volume" is missing',
        "Errors: 2. Warnings: 0.",
    ]
    assert list(check([write_made_up(file)])) == [NOTHING]


def test_packs_in_several_languages_are_checked_together(pack: Path) -> None:
    other = Path(shutil.copytree(pack, pack.parent / "other"))
    line = add(other, "Ask about botulinumtoxin.")
    told: list[str] = []
    with pytest.raises(PackError, match=r"The packs in .* have errors"):
        told.extend(check([pack, other]))
    assert [line.partition(": ")[0] for line in told] == [
        f"{other}/pack.yaml:3",  # both are in English
        f"{other}/sections/pain.yaml:{line}",
        "Errors",
    ]
    assert told[0].startswith(f'{other}/pack.yaml:3: "lang" is "en-GB", as in {pack}/pack.yaml')


def test_two_languages_of_one_name_could_not_be_told_apart(pack: Path) -> None:
    other = Path(shutil.copytree(pack, pack.parent / "other"))
    edit(other, "pack.yaml", "lang: en-GB", "lang: en-US")
    told = unfit(pack.parent)
    assert told[-2] == (
        f'{pack}/pack.yaml:1: the language en-GB is called "English" here, as is en-US; '
        'write the phrases of one into a file of its own, and another "language:" in it'
    )
