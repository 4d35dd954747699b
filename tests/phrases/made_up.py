"""A made-up language, English with the letters of each word backwards: it stands for any that is translated.

Nothing of it is shipped. What is English in it is a fault of the kiosk, and can be seen to be.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kiosk.files import yaml_file
from kiosk.pack.model import Pack, Part, Passage
from kiosk.paths import phrases_folder
from kiosk.phrases import loader
from kiosk.phrases.loader import Words

LANG = "cy"
NAME = "Hsilgne"  # what it calls itself


def made_up(text: str) -> str:
    """Return an English text in the made-up language; names in braces stay."""
    return re.sub(r"\{\w+\}|[A-Za-z]+", lambda word: _backwards(word[0]), text)


def _backwards(word: str) -> str:
    if word.startswith("{"):
        return word
    turned = word[::-1]
    return turned.capitalize() if word.istitle() and len(word) > 1 else turned


def phrases_made_up() -> dict[str, Any]:
    """Return what the file of English phrases holds, in the made-up language."""
    document, faults = yaml_file.read(phrases_folder(), "en-GB.yaml")
    assert document
    assert not faults
    assert isinstance(document.value, dict)
    return _turned(document.value)  # type: ignore[no-any-return]


def _turned(held: Any) -> Any:  # noqa: ANN401 - a text, or a table of them
    return {key: _turned(each) for key, each in held.items()} if isinstance(held, dict) else made_up(held)


def write_made_up(file: Path, phrases: Mapping[str, Any] | None = None) -> Path:
    """Write a file of phrases, a phrase a line; JSON is YAML."""
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(phrases or phrases_made_up(), indent=1, ensure_ascii=False), encoding="utf-8")
    return file


def words_made_up(folder: Path, lang: str = LANG) -> Words:
    """Return the phrases in the made-up language, read from a file in the folder."""
    return loader.load(write_made_up(folder / f"{lang}.yaml"))


def pack_made_up(pack: Pack, lang: str = LANG) -> Pack:
    """Return a pack in the made-up language, with the same parts."""

    def turned(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
        return tuple(replace(each, text=made_up(each.text), lang=lang) for each in passages)

    def part(each: Part) -> Part:
        studies = tuple(
            replace(
                study,
                name=made_up(study.name),
                featured_in=made_up(study.featured_in),
                story=turned(study.story),
            )
            for study in each.case_studies
        )
        return replace(
            each,
            title=made_up(each.title),
            summary=made_up(each.summary),
            passages=turned(each.passages),
            case_studies=studies,
        )

    return replace(
        pack,
        lang=lang,
        title=made_up(pack.title),
        publisher=made_up(pack.publisher),
        parts=tuple(map(part, pack.parts)),
    )
