"""`kiosk new`: a few questions, and a pack that can be spoken, for its author to fill.

Keeps two decisions: nothing is written before all is answered, and nothing ever over something else; and an
answer is right where the pack that holds it is, so that no rule stands here a second time.
"""

import os
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from kiosk.errors import DataError, KioskError, PhrasesError, UsageError, VoiceError
from kiosk.files.text_file import named_character, one_line, unseen
from kiosk.machine import whole_file
from kiosk.pack import loader
from kiosk.paths import phrases_folder
from kiosk.phrases import loader as phrases
from kiosk.staff import blank_pack
from kiosk.staff.answers import Answers, TypedAnswers
from kiosk.staff.blank_pack import Asked
from kiosk.staff.studio import Studio

_PHRASES: Final = "phrases"  # the folder beside the packs with the kiosk's own words in more languages


class _Question(NamedTuple):
    key: str
    text: str
    otherwise: str = ""  # what Enter alone stands for


_QUESTIONS: Final = (
    _Question("title", "What is the pack about? This is its title, such as: Your first visit."),
    _Question("lang", "In which language is it? Type its tag. There are: {langs}.", Asked.lang),
    _Question("publisher", "Who publishes the information? This is said to visitors."),
    _Question("source", "Where does the information come from? Name the page or the leaflet, and its date."),
    _Question("phone", "Which number can visitors call? Type it in groups, such as 0800 123 4567."),
    _Question("section", "What is the first section called? Such as: What it is."),
)


def new(folder: Path, *, answers: Answers | None = None) -> Iterator[str]:
    """Yield the lines of the dialogue that writes a new pack into a folder.

    Raises UsageError where the folder is there already or cannot be written (what is wrong around it is told
    before the first question), or where the answers end too soon; KioskError after Ctrl-C. In both cases
    nothing has been written.
    """
    _refuse_to_write_over(folder)
    _refuse_without_room(folder)
    try:
        asked = yield from _asked(folder, answers or TypedAnswers())
    except KeyboardInterrupt as interrupt:
        raise KioskError("Stopped. Nothing was written.") from interrupt
    files = blank_pack.files(asked)
    _write(folder, files)
    yield ""
    yield f"The pack is in {folder}. Write your own text in place of each text in [square brackets]."
    yield f"What is still to do: kiosk check {folder}"
    yield f"How it sounds: kiosk --pack {folder}"


def _asked(folder: Path, answers: Answers) -> Generator[str, None, Asked]:
    yield f"This asks {len(_QUESTIONS)} questions and then writes a pack into {folder}."
    yield "Every answer ends with Enter. Nothing is written before the last one, and Ctrl+C stops."
    asked = Asked()
    langs = ", ".join(_langs(folder))
    for number, question in enumerate(_QUESTIONS, 1):
        otherwise = f" Enter alone: {question.otherwise}." if question.otherwise else ""
        yield f"\n{number} of {len(_QUESTIONS)}. {question.text.format(langs=langs)}{otherwise}"
        while True:
            answer = answers.next()
            if answer is None:
                raise UsageError("The answers ended before the last question. Nothing was written.")
            answer = one_line(answer) or question.otherwise
            tried = replace(asked, **{question.key: answer})
            if not (refusal := _refusal(answer, tried, folder)):
                asked = tried
                break
            yield f"{refusal}. Type it again."
    return asked


def _refusal(answer: str, asked: Asked, folder: Path) -> str:
    """Return what is wrong with an answer, or with the pack that begins with it, or ""."""
    if not answer:
        return "There is no answer yet"
    for _, char in unseen(answer):  # an arrow key, before there was a line to move in
        return f"it holds {named_character(char)}; type only what can be seen"
    with TemporaryDirectory() as draft:
        pack_folder = Path(draft) / "pack"
        _write(pack_folder, blank_pack.files(asked))
        try:
            pack = loader.load(pack_folder)
            phrases.of(pack.lang, beside=_around(folder))
            Studio().voice.identifier(pack.lang)
        except PhrasesError as refused:
            return _without_words(pack.lang, refused, folder)
        except DataError as refused:
            return f"{refused.faults[0].what}; {refused.faults[0].remedy}"
        except VoiceError as error:
            return f"{str(error).rstrip('.')}; kiosk voices --all lists those that there are"
    return ""


def _without_words(lang: str, refused: PhrasesError, folder: Path) -> str:
    """Return what to do where the kiosk has no words of its own in a language, or wrong ones."""
    fault = refused.faults[0]
    if any(each.partition("-")[0] == lang.partition("-")[0] for each in _langs(folder)):
        return f"{fault.file}: {fault.what}; {fault.remedy}"
    file = f"{_PHRASES}/{lang}.yaml"
    return (
        f"the kiosk has no words of its own in the language {lang}: they go into {_around(folder) / file}, "
        f"which begins as a copy of {phrases_folder() / phrases.ENGLISH}.yaml; "
        f"until it is there, there are: {', '.join(_langs(folder))}"
    )


def _langs(folder: Path) -> list[str]:
    """Return the languages in which the kiosk has words of its own, English first."""
    files = [*phrases_folder().glob("*.yaml"), *(_around(folder) / _PHRASES).glob("*.yaml")]
    return sorted({file.stem for file in files}, key=lambda lang: (lang != phrases.ENGLISH, lang))


def _around(folder: Path) -> Path:
    return folder.absolute().parent


def _refuse_without_room(folder: Path) -> None:
    around = _around(folder)
    if not os.path.lexists(around):
        raise UsageError(f"There is no folder {around}: make it, or name a folder inside one that is there.")
    if not around.is_dir():
        raise UsageError(f"{folder} cannot be written: {around} is not a folder.")
    if not os.access(around, os.W_OK | os.X_OK):
        raise UsageError(f"{folder} cannot be written: nothing may be written in {around}.")


def _refuse_to_write_over(folder: Path) -> None:
    if os.path.lexists(folder):
        raise UsageError(f"{folder} is there already, and is not written over: name a folder that is not.")


def _write(folder: Path, files: dict[str, str]) -> None:
    """Put the files into a new folder, all or none. Raises UsageError where that cannot be done."""
    try:
        _refuse_to_write_over(folder)
        whole_file.write_folder(folder, {name: text.encode() for name, text in files.items()})
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}.") from error
