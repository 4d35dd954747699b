"""`kiosk check`: all that is wrong with a pack, or with packs, and all to be looked at before visitors come.

Keeps one decision: an error refuses the pack, and is what the kiosk itself would refuse it for or could not
say a word of; all else is a warning.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from kiosk.errors import DataError, PackError, UsageError
from kiosk.files.text_file import Place, shown
from kiosk.pack import loader, subject
from kiosk.pack.checker import part_id
from kiosk.pack.folder import PACK_FILE
from kiosk.phrases import loader as phrases
from kiosk.staff.checks import length, numbers, review, voice, words, written
from kiosk.staff.checks.checked import Checked
from kiosk.staff.checks.finding import Finding
from kiosk.staff.studio import RATE
from kiosk.visit import edition

_RULES: Final[tuple[Callable[[Checked], Iterator[Finding]], ...]] = (
    voice.languages_without_a_voice,
    voice.words_that_nobody_checked,
    voice.sentences_that_cannot_be_said,
    review.review,
    review.licence,
    length.long_sentences,
    length.long_paragraphs,
    length.reading_age,
    words.jargon,
    words.labels,
    words.languages_without_lists,
    numbers.telephone_numbers,
    written.placeholders,
    written.cut_short,
)
_LONGEST_FOLDER: Final = 1000


def check(named: Sequence[Path], *, today: date, as_json: bool = False) -> Iterator[str]:
    """Yield a line for each finding in packs, their notes, the time that they take to hear, and a count.

    With `as_json` it is one JSON document. `named` are folders of packs (or the file pack.yaml in each), or
    files of the kiosk's own phrases. `today` is the day on which a review may be overdue. Raises UsageError
    where nothing of that name is there; PackError behind the last line where a finding is an error;
    VoiceError when the engine does not start; LexiconError and WordListError when a file of words is wrong.
    """
    named = [each.parent if each.name == PACK_FILE else each for each in named]
    for each in named:
        if not os.path.lexists(each):
            kind = "file" if each.suffix == ".yaml" else "folder"
            raise UsageError(f"There is no {kind} {shown(str(each), longest=_LONGEST_FOLDER)}.")
    packs, findings = _checked(named, today)
    errors = sum(finding.error for finding in findings)
    if as_json:
        document = {
            "findings": [_entry(finding) for finding in findings],
            "listening": [_listening(checked) for checked in packs],
            "review_notes": [
                {"pack": checked.head.id, "lang": checked.head.lang, "notes": checked.head.review_notes}
                for checked in packs
            ],
        }
        yield json.dumps(document, ensure_ascii=False)
    else:
        yield from map(str, findings)
        for checked in packs:
            yield from (f"For whoever checks it: {note}" for note in checked.head.review_notes)
            yield from _told(checked)
        yield f"Errors: {errors}. Warnings: {len(findings) - errors}."
    if errors:
        all_named = ", ".join(shown(str(each), longest=_LONGEST_FOLDER) for each in named)
        told = "phrases" if _are_phrases(named) else "packs" if len(named) > 1 else "pack"
        raise PackError(f"The {told} in {all_named} {'has' if told == 'pack' else 'have'} errors.")


def counted(named: Sequence[Path], *, today: date) -> tuple[int, int]:
    """Return how many errors and how many warnings there are in packs. Raises as `check` does."""
    _, findings = _checked(named, today)
    errors = sum(finding.error for finding in findings)
    return errors, len(findings) - errors


def _are_phrases(named: Sequence[Path]) -> bool:
    return all(os.path.isfile(each) for each in named)  # noqa: PTH113 - pathlib's raises where it may not look


def _checked(named: Sequence[Path], today: date) -> tuple[list[Checked], list[Finding]]:
    """Return what can be read of the packs, and all findings, the errors first."""
    packs, findings = list[Checked](), set[Finding]()
    try:
        if _are_phrases(named):
            for file in named:
                phrases.load(file)
            return [], []
        edition.load(named)
    except DataError as refused:
        for fault in refused.faults:
            findings.add(Finding(Place(fault.file, fault.line), fault.what, fault.remedy, error=True))
    folders = [] if _are_phrases(named) else subject.folders(named)
    for folder in folders:
        draft = loader.load_draft(folder)
        if draft.head is None:
            continue  # why is told already
        checked = Checked(folder, draft.head, draft.pack, draft.texts, today)
        packs.append(checked)
        inside = "" if len(folders) == 1 else f"{folder}/"
        for finding in (finding for rule in _RULES for finding in rule(checked)):
            where = Place(f"{inside}{finding.where.file}", finding.where.line)
            findings.add(replace(finding, where=where))
    return packs, sorted(findings, key=lambda finding: (not finding.error, finding))


def _entry(finding: Finding) -> dict[str, Any]:
    return {
        "file": finding.where.file,
        "line": finding.where.line,
        "what": finding.what,
        "instead": finding.instead,
        "error": finding.error,
    }


# --- How long it takes to hear, and how old a reader must be.
def _listening(checked: Checked) -> dict[str, Any]:
    """Return the seconds of each part at the kiosk's own rate, and the reading age of its text, if any."""
    ages = {part_id(file): round(age, 1) for file, age in checked.reading_ages.items()}
    return {
        "pack": checked.head.id,
        "lang": checked.head.lang,
        "title": checked.head.title,
        "words_a_minute": RATE,
        "estimated": checked.is_long,
        "seconds": round(sum(part.seconds for part in checked.heard), 1),
        "parts": [
            {
                "part": part.part,
                "title": part.title,
                "seconds": round(part.seconds, 1),
                "reading_age": ages.get(part.part),
            }
            for part in checked.heard
        ],
    }


def _told(checked: Checked) -> Iterator[str]:
    """Yield the same in words."""
    listening = _listening(checked)
    if not listening["parts"]:
        return
    seconds = _minutes(listening["seconds"])
    estimate = " (an estimate from its words, as it is long)" if listening["estimated"] else ""
    yield f"All of {listening['title']} takes {seconds} to hear, at {RATE} words a minute{estimate}:"
    for part in listening["parts"]:
        age = part["reading_age"]
        read = f", and its reading age is {age:.0f}" if age is not None else ""
        yield f"  {part['title']} takes {_minutes(part['seconds'])}{read}."


def _minutes(seconds: float) -> str:
    """Return a time in words: "2 minutes 1 second"."""
    counted = zip(divmod(round(seconds), 60), ("minute", "second"), strict=True)
    return " ".join(f"{count} {unit}{'s' * (count != 1)}" for count, unit in counted if count)
