"""`kiosk check`: what is wrong with a pack, and what nobody has heard yet, each at its file and line."""

# ruff: noqa: RUF001 - IPA
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from made_up import phrases_made_up, write_made_up

from kiosk.errors import PackError
from kiosk.paths import bundled_pack
from kiosk.speech.utterance import Utterance, WordsPerMinute
from kiosk.staff.check import check
from kiosk.staff.studio import Studio, Take

from . import small_pack
from .kiosk_command import kiosk

TODAY = date(2026, 11, 24)
NOTHING = ["Errors: 0. Warnings: 0."]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a pack of which there is nothing to tell."""
    pack = small_pack.write(tmp_path / "pack")
    edit(
        pack,
        "pack.yaml",
        'review: {checked_by: "", checked_on: 2026-11-23, next_check: ""}',
        "review: {checked_by: Nobody, checked_on: 2020-01-01, next_check: 2999-01-01}\nlicence: For tests",
    )
    edit(pack, "pack.yaml", "publisher: A charity", "publisher: A society")
    edit(pack, "case-studies/jo.yaml", "Jo Bloggs", "Jo Jones")
    return pack


def told(*packs: Path) -> list[str]:
    """Return what is told of packs, but for how long they take to hear."""
    return [line for line in check(packs, today=TODAY) if " to hear, at " not in line and line[0] != " "]


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
    lines: list[str] = []
    with pytest.raises(PackError, match="has errors"):
        lines.extend(check([pack], today=TODAY))
    return lines


@pytest.mark.requirement("K60")
@pytest.mark.requirement("K62")
@pytest.mark.requirement("K63")
def test_the_shipped_pack_lacks_only_its_review_and_its_terms_and_every_word_of_it_was_checked() -> None:
    ended = kiosk("check")
    assert (ended.returncode, ended.stderr) == (0, "")
    findings = [line for line in ended.stdout.splitlines() if re.match(r"\S+:\d+: ", line)]
    assert findings == [
        (
            "pack.yaml:7: nothing says on which terms the text may be used; "
            'write "licence:" and the terms on which the text may be used, or who has permitted it'
        ),
        'pack.yaml:10: nobody is named who checked the pack; write who did, after "checked_by:"',
        (
            "pack.yaml:11: no date says when the pack was checked; "
            'write the day, such as 2026-11-23, after "checked_on:"'
        ),
        (
            "pack.yaml:12: no date says when the pack must be checked again; "
            'write the day, such as 2027-11-23, after "next_check:"'
        ),
    ]
    assert "For whoever checks it: The helpline number must be phoned before release." in ended.stdout
    assert ended.stdout.splitlines()[-1] == "Errors: 0. Warnings: 4."


@pytest.mark.requirement("K14")
@pytest.mark.requirement("K64")
def test_a_new_word_is_a_warning_with_how_it_is_said_and_how_to_hear_it(pack: Path) -> None:
    line = add(pack, ">-\n    Ask about the new\n    (botulinumtoxin) trial.")
    ended = kiosk("check", str(pack))
    assert (ended.returncode, ended.stderr) == (0, "")
    lines = ended.stdout.splitlines()
    assert [lines[0], lines[-1]] == [
        (
            f'sections/pain.yaml:{line + 2}: nobody has checked how "botulinumtoxin" is said: '
            '/bˈɒtjʊlˌɪnəmtˌɒksɪn/; hear it with: kiosk say "botulinumtoxin", and add it to '
            "audio/pronunciation/en-GB.yaml"
        ),
        "Errors: 0. Warnings: 1.",
    ]


def test_a_word_too_long_for_a_line_comes_with_no_command(pack: Path) -> None:
    line = add(pack, f"Ask about {'zib' * 40}.")
    assert told(pack)[0].startswith(f'sections/pain.yaml:{line}: nobody has checked how "zibzib')
    assert told(pack)[0].endswith("; write it in shorter words, with a space between them")


def test_a_word_is_told_once_where_it_first_stands(pack: Path) -> None:
    edit(pack, "pack.yaml", "title: A small", "title: Zibzob and a small")
    edit(pack, "leaflet.yaml", "title: Leaflet", "# Zibzobs: the leaflet\ntitle: Leaflet")
    edit(pack, "leaflet.yaml", "To take", "Zibzobs, zibzob, to take")
    line = add(pack, "A zibzob; an azibzob.")
    assert [each.partition(" is said")[0] for each in told(pack)[:-1]] == [
        'leaflet.yaml:3: nobody has checked how "Zibzobs"',
        'pack.yaml:3: nobody has checked how "Zibzob"',
        f'sections/pain.yaml:{line}: nobody has checked how "azibzob"',
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("pack.yaml", "publisher: A", "publisher: Zibzob and a", 5),
        ("case-studies/jo.yaml", "featured_in: A", "featured_in: Zibzob and a", 2),
        ("sections/pain.yaml", "facts:", "link: https://www.Zibzob.org.uk/pain\nfacts:", 3),
        ("case-studies/jo.yaml", "name: Jo", "name: Zibzob", 1),
        ("case-studies/jo.yaml", "story: [My", "story:\n  - One.\n  - list: [Zibzob my", 5),
    ],
)
def test_all_that_is_said_is_looked_at(pack: Path, name: str, old: str, new: str, line: int) -> None:
    edit(pack, name, old, new)
    first, *rest = told(pack)
    assert first.startswith(f'{name}:{line}: nobody has checked how "Zibzob" is said')
    assert rest == ["Errors: 0. Warnings: 1."]


def test_a_name_that_is_not_to_be_said_is_not_asked_for(pack: Path) -> None:
    edit(pack, "case-studies/jo.yaml", "name: Jo", "speak_name: false\nname: Zibzob")
    assert told(pack) == NOTHING


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
    assert told(pack) == NOTHING


@pytest.mark.requirement("K11")
def test_a_pack_whose_language_has_no_voice_is_not_fit_for_visitors(pack: Path) -> None:
    edit(pack, "pack.yaml", "lang: en-GB", "lang: tlh")
    write_made_up(pack.parent / "phrases" / "tlh.yaml")
    assert unfit(pack) == [
        (
            "pack.yaml:3: the kiosk has no voice for the language tlh: what is in it is shown and not said; "
            "write a lang that stands in the list of: kiosk voices --all"
        ),
        (
            "pack.yaml:3: there is no list of words to look for in the language tlh; "
            "ask somebody who speaks it whether its words are plain and kind"
        ),
        "Errors: 1. Warnings: 1.",
    ]


@pytest.mark.requirement("K11")
def test_a_passage_whose_language_has_no_voice_is_a_warning(pack: Path) -> None:
    line = add(pack, "{paragraph: nuqneH, lang: tlh}")
    assert [each.partition(" language tlh")[0] for each in told(pack)] == [
        f"sections/pain.yaml:{line}: the kiosk has no voice for the",
        f"sections/pain.yaml:{line}: there is no list of words to look for in the",
        "Errors: 0. Warnings: 2.",
    ]


def test_a_language_whose_words_nobody_checked_is_told_once(pack: Path) -> None:
    line = add(pack, "{paragraph: Bore da, lang: cy}\n  - {paragraph: Nos da, lang: cy}")
    assert told(pack) == [
        (
            f"sections/pain.yaml:{line}: nobody has checked how the words of the language cy are said; "
            "hear each text in it with: kiosk say --lang cy TEXT"
        ),
        (
            f"sections/pain.yaml:{line}: there is no list of words to look for in the language cy; "
            "ask somebody who speaks it whether its words are plain and kind"
        ),
        "Errors: 0. Warnings: 2.",
    ]


def test_a_region_without_a_list_is_told_of_the_one_that_has_it(pack: Path) -> None:
    edit(pack, "pack.yaml", "lang: en-GB", "lang: en")
    assert told(pack)[0].endswith("kiosk say --lang en TEXT; or write en-GB, whose words were checked")


def test_as_json_it_is_one_document_with_the_same_findings(pack: Path) -> None:
    line = add(pack, "{paragraph: nuqneH, lang: tlh}")
    edit(pack, "pack.yaml", "facts:", "review_notes: [Call the number.]\nfacts:")
    ended = kiosk("check", "--json", "--pack", str(pack))
    assert (ended.returncode, ended.stderr) == (0, "")
    document = json.loads(ended.stdout)
    assert document["findings"][0] == {
        "file": "sections/pain.yaml",
        "line": line,
        "what": "the kiosk has no voice for the language tlh: what is in it is shown and not said",
        "instead": "write a lang that stands in the list of: kiosk voices --all",
        "error": False,
    }
    assert document["review_notes"] == [{"pack": "small", "lang": "en-GB", "notes": ["Call the number."]}]
    edit(pack, "helpline.yaml", "phone:", "phnoe:")
    ended = kiosk("check", "--json", str(pack))
    assert ended.returncode == 65
    document = json.loads(ended.stdout)
    assert {each["file"] for each in document["findings"] if each["error"]} == {"helpline.yaml"}
    assert document["listening"][0]["parts"] == []


def test_it_tells_how_long_each_part_takes_to_hear_and_all_of_them(pack: Path) -> None:
    lines = list(check([pack], today=TODAY))
    assert lines[0].startswith("All of A small pack takes 2 minutes ")
    assert lines[0].endswith(" seconds to hear, at 125 words a minute:")
    assert [line.split(" takes ")[0] for line in lines[1:-1]] == [
        "  Pain",
        "  Leaflet",
        "  Case studies",
        "  Disclaimer",
        "  Helpline",
    ]
    (listening,) = json.loads(next(check([pack], today=TODAY, as_json=True)))["listening"]
    assert sum(part["seconds"] for part in listening["parts"]) == pytest.approx(listening["seconds"], abs=0.5)
    times = {part["part"]: part["seconds"] for part in listening["parts"]}
    add(pack, "Rest often helps people.")
    (longer,) = json.loads(next(check([pack], today=TODAY, as_json=True)))["listening"]
    more = {part["part"]: part["seconds"] - times[part["part"]] for part in longer["parts"]}
    # Four words at 125 a minute, and the pause of a paragraph.
    assert more.pop("pain") == pytest.approx(4 / 125 * 60 + 1.2, abs=0.6)
    assert set(more.values()) == {0}


def test_of_a_long_pack_the_findings_come_first_and_its_time_is_an_estimate(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured = json.loads(next(check([bundled_pack()], today=TODAY, as_json=True)))["listening"][0]
    monkeypatch.setattr("kiosk.staff.checks.checked.MOST_SAID", 10)
    estimated = json.loads(next(check([bundled_pack()], today=TODAY, as_json=True)))["listening"][0]
    assert (measured["estimated"], estimated["estimated"]) == (False, True)
    assert estimated["seconds"] == pytest.approx(measured["seconds"], rel=0.1)
    assert estimated["seconds"] != measured["seconds"]

    add(pack, "Ask about the zibzob.")
    rendered = list[bool]()
    monkeypatch.setattr("kiosk.staff.studio.Studio.take", lambda *_, **__: rendered.append(True))
    lines = list(check([pack], today=TODAY))
    assert '"zibzob" is said' in lines[0]
    assert re.fullmatch(
        r"All of A small pack takes .* at 125 words a minute \(an estimate from its words, as it is long\):",
        lines[1],
    )
    assert rendered == []


def test_the_findings_are_told_before_anything_is_said(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(pack, "Ask about the zibzob.")
    rendered = list[str]()
    take = Studio.take

    def noted(self: Studio, utterance: Utterance, *, rate: WordsPerMinute) -> Take:
        rendered.append(utterance.written)
        return take(self, utterance, rate=rate)

    monkeypatch.setattr(Studio, "take", noted)
    lines = check([pack], today=TODAY)
    assert '"zibzob" is said' in next(lines)
    assert rendered == []
    assert next(lines).startswith("All of ")
    assert rendered


def test_the_file_of_a_pack_stands_for_its_folder(pack: Path) -> None:
    assert told(pack / "pack.yaml") == told(pack) == NOTHING
    edit(pack, "helpline.yaml", "phone:", "phnoe:")
    ended = kiosk("check", str(pack / "pack.yaml"))
    assert (ended.returncode, ended.stderr) == (65, f"kiosk: The pack in {pack} has errors.\n")


@pytest.mark.parametrize(
    ("name", "line"), [("nowhere", "folder {}"), ("nowhere/pack.yaml", "folder {}"), ("cy.yaml", "file {}")]
)
def test_what_is_not_there_is_said_not_to_be(tmp_path: Path, name: str, line: str) -> None:
    ended = kiosk("check", str(tmp_path / name))
    where = str(tmp_path / name).removesuffix("/pack.yaml")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"kiosk: There is no {line.format(where)}.\n"


def test_the_age_at_which_a_part_can_be_read_is_told_where_it_is_long_enough() -> None:
    (listening,) = json.loads(next(check([bundled_pack()], today=TODAY, as_json=True)))["listening"]
    ages = {part["part"]: part["reading_age"] for part in listening["parts"]}
    assert ages["leaflet"] is None
    assert 8 < ages["symptoms"] < 11
    assert 11 < ages["disclaimer"] < 14


@pytest.mark.requirement("K63")
def test_the_words_of_the_title_make_no_text_harder_to_read(pack: Path) -> None:
    for _ in range(10):
        add(pack, f"{'Considerable responsibilities can hurt the people. ' * 3}")

    def age() -> float:
        (listening,) = json.loads(next(check([pack], today=TODAY, as_json=True)))["listening"]
        return next(float(part["reading_age"]) for part in listening["parts"] if part["part"] == "pain")

    before = age()
    edit(pack, "pack.yaml", "title: A small pack", "title: Considerable responsibilities")
    assert before > age() + 5


# --- Languages.


@pytest.mark.requirement("K64")
def test_a_pack_in_a_language_without_words_of_the_kiosks_is_not_fit_for_visitors(pack: Path) -> None:
    edit(pack, "pack.yaml", "lang: en-GB", "lang: cy")
    file = pack.parent / "phrases" / "cy.yaml"
    lines = unfit(pack)
    assert lines[0].startswith(f"{file}:1: the kiosk has no words of its own in the language cy; copy ")
    assert lines[-1] == "Errors: 1. Warnings: 2."

    phrases = phrases_made_up()
    del phrases["paused"]
    write_made_up(file, phrases)
    assert unfit(pack)[0].startswith('cy.yaml:1: the key "paused" is missing')
    write_made_up(file)
    assert told(pack)[-1] == "Errors: 0. Warnings: 2."


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
    assert told(write_made_up(file)) == NOTHING


def test_packs_in_several_languages_are_checked_together(pack: Path) -> None:
    other = Path(shutil.copytree(pack, pack.parent / "other"))
    line = add(other, "Ask about botulinumtoxin.")
    lines: list[str] = []
    with pytest.raises(PackError, match=r"The packs in .* have errors"):
        lines.extend(check([pack, other], today=TODAY))
    assert [each.partition(": ")[0] for each in lines if each[0] == "/"] == [
        f"{other}/pack.yaml:2",  # both are in English
        f"{other}/sections/pain.yaml:{line}",
    ]
    assert lines[0].startswith(f'{other}/pack.yaml:2: "lang" is "en-GB", as in {pack}/pack.yaml')


def test_two_languages_of_one_name_could_not_be_told_apart(pack: Path) -> None:
    other = Path(shutil.copytree(pack, pack.parent / "other"))
    edit(other, "pack.yaml", "lang: en-GB", "lang: en-US")
    assert (
        f'{pack}/pack.yaml:1: the language en-GB is called "English" here, as is en-US; '
        'write the phrases of one into a file of its own, and another "language:" in it'
    ) in unfit(pack.parent)
