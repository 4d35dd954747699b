"""`kiosk new`: what is asked, and the pack that there is afterwards, whole or not at all."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from ended import LIMIT_SECONDS
from made_up import write_made_up

from kiosk.errors import KioskError, UsageError
from kiosk.pack import loader
from kiosk.pack.json_schema import schemas
from kiosk.paths import phrases_folder
from kiosk.staff.check import check
from kiosk.staff.new import new

from .kiosk_command import ROOT, kiosk

ANSWERS = (
    "How our waiting room works",
    "",
    "Our clinic",
    "A leaflet of the clinic, 2026",
    "020 7946 0000",
    "Where things are",
)


class Typed:
    """Answers that are there already; one that can be called is what happens then."""

    def __init__(self, *answers: str | Callable[[], object]) -> None:
        self._answers = iter(answers)

    def next(self, *, unless: Callable[[], bool] = lambda: False) -> str | None:  # noqa: ARG002 - Answers'
        answer = next(self._answers, None)
        if callable(answer):
            answer()
            return self.next()
        return answer


def written(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def nothing_is_written(folder: Path) -> bool:
    return list(folder.parent.iterdir()) == []


@pytest.mark.requirement("K64")
def test_the_pack_has_no_error_and_a_warning_for_each_placeholder(tmp_path: Path) -> None:
    folder = tmp_path / "room"
    ended = kiosk("new", str(folder), typed="\n".join(ANSWERS) + "\n")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert f"What is still to do: kiosk check {folder}" in ended.stdout
    pack = loader.load(folder)
    assert (pack.id, pack.lang, pack.title, pack.publisher, pack.source, pack.helpline.phone) == (
        "how-our-waiting-room-works",
        "en-GB",
        "How our waiting room works",
        "Our clinic",
        "A leaflet of the clinic, 2026",
        "020 7946 0000",
    )
    assert [part.title for part in pack.parts] == ["Where things are", "Disclaimer", "Helpline"]
    *lines, count = check([folder], today=date(2026, 11, 24))
    findings = [line for line in lines if ": " in line and not line.endswith(":")]
    told = {line.partition("; ")[0].partition(": ")[2] for line in findings}
    brackets = {
        f'the placeholder "{placeholder}" is still there'
        for file in folder.rglob("*.yaml")
        for placeholder in re.findall(r"(?m)^[^#\n]*(\[[A-Z][^\]1]*\])", file.read_text(encoding="utf-8"))
    }
    review = {
        "nobody is named who checked the pack",
        "no date says when the pack was checked",
        "no date says when the pack must be checked again",
    }
    assert len(brackets) > 8
    assert told == brackets | review
    assert count == f"Errors: 0. Warnings: {len(told)}."


def test_the_kiosk_walks_through_it_to_the_helpline(tmp_path: Path) -> None:
    folder = tmp_path / "room"
    assert list(new(folder, answers=Typed(*ANSWERS)))
    ended = kiosk("--plain", "--voice", "off", "--pack", str(folder), typed="\n" * 6)
    assert ended.returncode == 0
    for heard in ("How our waiting room works", "Where things are", "Disclaimer", "020 7946 0000"):
        assert heard in ended.stdout


def test_an_editor_finds_the_schema_of_each_file(tmp_path: Path) -> None:
    folder = tmp_path / "room"
    list(new(folder, answers=Typed(*ANSWERS)))
    files = [folder / name for name in written(folder) if name.endswith(".yaml")]
    assert len(files) == 5
    for file in files:
        first = file.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=")
        schema = file.parent / first.partition("=")[2]
        assert schema.read_text(encoding="utf-8") == schemas()[schema.name]


@pytest.mark.requirement("K64")
@pytest.mark.parametrize(
    ("number", "wrong", "told"),
    [
        (0, "", "There is no answer yet. Type it again."),
        (0, "  ", "There is no answer yet. Type it again."),
        (1, "English", '"lang" is "English", which is not a language tag; write the tag of the language'),
        (1, "ar", '"lang" is "ar", which is written from right to left; leave it out'),
        (1, "cy", "the kiosk has no words of its own in the language cy: they go into "),
        (2, "A\x1b[31m", "it holds U+001B, a control character; type only what can be seen"),
        (4, "ask us", '"phone" is "ask us", which is not a phone number; write three digits or more'),
        (5, "", "There is no answer yet. Type it again."),
    ],
)
def test_a_wrong_answer_is_asked_again(tmp_path: Path, number: int, wrong: str, told: str) -> None:
    folder = tmp_path / "room"
    lines = list(new(folder, answers=Typed(*ANSWERS[:number], wrong, *ANSWERS[number:])))
    refused = [line for line in lines if line.endswith("Type it again.")]
    assert [line[: len(told)] for line in refused] == [told]
    assert loader.load(folder).title == ANSWERS[0]


def test_the_languages_that_there_are_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "room"
    lines = list(new(folder, answers=Typed(ANSWERS[0], "cy", *ANSWERS[1:])))
    assert any(" There are: en-GB. Enter alone: en-GB." in line for line in lines)
    own = phrases_folder() / "en-GB.yaml"
    (refused,) = [line for line in lines if line.endswith("Type it again.")]
    assert refused == (
        f"the kiosk has no words of its own in the language cy: they go into {tmp_path}/phrases/cy.yaml, "
        f"which begins as a copy of {own}; until it is there, there are: en-GB. Type it again."
    )
    assert own.is_file()

    file = write_made_up(tmp_path / "phrases" / "cy.yaml")
    lines = list(new(tmp_path / "hall", answers=Typed(ANSWERS[0], "cy", *ANSWERS[2:])))
    assert any(" There are: en-GB, cy. " in line for line in lines)
    assert loader.load(tmp_path / "hall").lang == "cy"
    file.write_text("paused: Paused\n", encoding="utf-8")
    lines = list(new(tmp_path / "door", answers=Typed(ANSWERS[0], "cy", *ANSWERS[1:])))
    assert [line for line in lines if line.endswith("Type it again.")] == [
        (
            'cy.yaml: "paused" is "Paused", which does not name {pause}; '
            "write {pause} and no other name in braces. Type it again."
        )
    ]


def test_a_language_without_a_voice_is_asked_again(tmp_path: Path) -> None:
    folder = tmp_path / "room"
    write_made_up(tmp_path / "phrases" / "tlh.yaml")
    lines = list(new(folder, answers=Typed(ANSWERS[0], "tlh", *ANSWERS[1:])))
    assert (
        "There is no voice for this language; kiosk voices --all lists those that there are. Type it again."
    ) in lines
    assert loader.load(folder).lang == "en-GB"


def test_any_text_can_be_an_answer_and_comes_back_as_it_was_typed(tmp_path: Path) -> None:
    odd = 'Caf\u00e9 "#1": {a} [b] \\n & * ! % @ - yes'
    list(new(tmp_path / "room", answers=Typed(odd, "", "No", "012", "111", "helpline")))
    pack = loader.load(tmp_path / "room")
    assert (pack.title, pack.publisher, pack.source, pack.parts[0].title) == (odd, "No", "012", "helpline")
    assert (pack.id, pack.parts[0].id) == ("cafe-1-a-b-n-yes", "helpline-section")


def test_a_title_without_latin_letters_makes_a_pack_as_well(tmp_path: Path) -> None:
    list(
        new(
            tmp_path / "room",
            answers=Typed("\u0394\u03c5\u03c3\u03c4\u03bf\u03bd\u03af\u03b1", *ANSWERS[1:5], "\u03a4\u03b9;"),
        )
    )
    assert (loader.load(tmp_path / "room").id, loader.load(tmp_path / "room").parts[0].id) == (
        "pack",
        "section",
    )


def test_nothing_is_written_before_the_last_answer(tmp_path: Path) -> None:
    folder = tmp_path / "room"
    seen = list[bool]()
    list(
        new(folder, answers=Typed(*ANSWERS[:5], lambda: seen.append(nothing_is_written(folder)), ANSWERS[5]))
    )
    assert seen == [True]
    assert list(tmp_path.iterdir()) == [folder]


def test_answers_that_end_too_soon_leave_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "room"
    ended = kiosk("new", str(folder), typed="\n".join(ANSWERS[:5]))
    line = "kiosk: The answers ended before the last question. Nothing was written.\n"
    assert (ended.returncode, ended.stderr) == (2, line)
    assert nothing_is_written(folder)


def test_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KioskError, match=r"Stopped\. Nothing was written\."):
        list(new(tmp_path / "room", answers=Typed(*ANSWERS[:3], interrupt)))
    assert nothing_is_written(tmp_path / "room")


@pytest.mark.parametrize("there", ["a folder", "a file", "a broken link"])
def test_what_is_there_is_never_written_over(tmp_path: Path, there: str) -> None:
    folder = tmp_path / "room"

    def put() -> None:
        match there:
            case "a folder":
                folder.mkdir()
            case "a file":
                folder.write_text("Mine.")
            case _:
                folder.symlink_to(tmp_path / "nowhere")

    # Before the questions, and while they are answered.
    with pytest.raises(UsageError, match="is there already, and is not written over"):
        list(new(folder, answers=Typed(*ANSWERS[:5], put, ANSWERS[5])))
    asked = Typed(*ANSWERS)
    with pytest.raises(UsageError, match="is there already, and is not written over"):
        list(new(folder, answers=asked))
    assert asked.next() == ANSWERS[0]
    assert list(tmp_path.iterdir()) == [folder]
    assert written(tmp_path) == ({"room"} if there == "a file" else set())


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    asked = Typed(*ANSWERS)
    with pytest.raises(UsageError, match=r"cannot be written: .*file is not a folder"):
        list(new(tmp_path / "file" / "room", answers=asked))
    with pytest.raises(UsageError, match=r"There is no folder .*nowhere: make it"):
        list(new(tmp_path / "nowhere" / "room", answers=asked))
    assert asked.next() == ANSWERS[0]
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


def test_a_folder_that_goes_away_while_questions_are_answered_is_made_again(tmp_path: Path) -> None:
    around = tmp_path / "around"
    around.mkdir()
    list(new(around / "room", answers=Typed(*ANSWERS[:5], around.rmdir, ANSWERS[5])))
    assert loader.load(around / "room").title == ANSWERS[0]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "run_kiosk.py", "new", str(tmp_path / "room")],
        cwd=ROOT,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
    )
    os.close(follower)
    yield leader, process
    process.kill()
    process.wait()
    os.close(leader)


def test_on_a_terminal_each_question_waits_for_its_answer(
    tmp_path: Path, terminal: tuple[int, subprocess.Popen[bytes]]
) -> None:
    leader, process = terminal
    shown, deadline = "", time.monotonic() + LIMIT_SECONDS

    def until(text: str) -> None:
        nonlocal shown
        while text not in shown:
            ready, _, _ = select.select([leader], [], [], deadline - time.monotonic())
            assert ready, shown
            shown += os.read(leader, 4096).decode()
        shown = shown.partition(text)[2]

    for number, answer in enumerate(ANSWERS, 1):
        until(f"{number} of {len(ANSWERS)}. ")
        os.write(leader, f"{answer}\n".encode())
    until("How it sounds: ")
    assert process.wait(LIMIT_SECONDS) == 0
    assert loader.load(tmp_path / "room").title == ANSWERS[0]
