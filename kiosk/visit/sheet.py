"""A page being made: adds lines in reading order, and counts passages and the steps of Up and Down.

Keeps one decision: what stands together, and what of it the voice says before or in place of the text.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Final

from kiosk.pack.model import Passage, PassageKind
from kiosk.phrases import Phrases
from kiosk.reading import sentences
from kiosk.speech.excerpt import Excerpt
from kiosk.visit.view import Line, LineKind, Target

_NUMBER: Final = re.compile(r"\d+")


class Sheet:
    """The lines, targets and units of a page so far; `pack_lang` is the language of what is no phrase."""

    def __init__(self, phrases: Phrases, pack_lang: str) -> None:
        self._own_lang = phrases.lang
        self._list_of = phrases.list_of
        self._pack_lang = pack_lang
        self._passage = 0
        self.lines: list[Line] = []
        self.targets: list[Target] = []
        self.units: list[int] = []

    def title(self, text: str, *, aloud: str, own: bool) -> None:
        """Add the title, in the kiosk's `own` language or the pack's; `aloud` is said in its place."""
        lang = self._own_lang if own else self._pack_lang
        self._add(LineKind.TITLE, text, lang, aloud="" if aloud == text else aloud)

    def place(self) -> None:
        """Add where the visitor is, which the visit fills in."""
        self._add(LineKind.PLACE, "", self._own_lang)

    def say(self, template: str, **names: str) -> None:
        """Add phrases that are no step of Up and Down. `phone` among the names is a telephone number."""
        self._sentences(LineKind.PARAGRAPH, template, names, steps=False)

    def step(self, template: str, **names: str) -> None:
        """Add phrases that Up and Down step through."""
        self._sentences(LineKind.PARAGRAPH, template, names)

    def item(self, template: str, **names: str) -> None:
        """Add an item of the kiosk's own, without a number."""
        self._sentences(LineKind.ITEM, template, names)

    def phone(self, template: str, **names: str) -> None:
        """Add a phrase that stands in a frame: a telephone number."""
        self._sentences(LineKind.PHONE, template, names)

    def link(self, template: str, *, steps: bool, **names: str) -> None:
        """Add a phrase that stands in a frame: an address."""
        self._sentences(LineKind.LINK, template, names, steps=steps)

    def code(self, template: str, *, of: str, steps: bool = True) -> None:
        """Add phrases about a square code that holds `of`."""
        self._sentences(LineKind.PARAGRAPH, template, {}, steps=steps, code=of)

    def prompt(self, template: str, **names: str) -> None:
        """Add what to press, or what comes next."""
        self._sentences(LineKind.PROMPT, template, names, steps=False)

    def stand_at(self, unit: int) -> None:
        """Have the prompt belong to a step of Up and Down: whoever has heard all of the page stands there."""
        self.lines = [
            replace(line, unit=unit) if line.kind is LineKind.PROMPT else line for line in self.lines
        ]

    def passages(self, passages: Iterable[Passage], *, of: str, steps: bool = True) -> None:
        """Add what the pack says; `of` names the part, for recordings of it.

        How long a list is, is said before it where the line above it does not tell, and each item's number.
        """
        numbered = enumerate(passages, 1)
        for kind, together in groupby(numbered, key=lambda each: each[1].kind):
            found = tuple(together)
            a_list = kind is PassageKind.ITEM and len(found) > 1
            if a_list and str(len(found)) not in _NUMBER.findall(self.lines[-1].text):
                self.say(self._list_of, total=str(len(found)))
            for item, (number, passage) in enumerate(found, 1):
                self._recordable(passage, f"{of}/{number:03}", item=item if a_list else 0, steps=steps)

    def _recordable(self, passage: Passage, recording: str, *, item: int, steps: bool) -> None:
        self._passage += 1
        kind = LineKind.ITEM if passage.kind is PassageKind.ITEM else LineKind.PARAGRAPH
        spans = sentences.split(passage.text)
        starts = tuple(span.start for span in spans)
        for index, span in enumerate(spans):
            self._append(
                kind,
                span.of(passage.text),
                passage.lang,
                unit=self._unit() if steps else -1,
                number=item if index == 0 else 0,
                excerpt=Excerpt(recording, passage.text, starts, index),
            )

    def target(
        self, number: int, *, key: str, name: str, lang: str, aloud: str = "", summary: str = ""
    ) -> None:
        """Add something to choose: its name with its number, and what it holds."""
        self._passage += 1
        unit = self._unit()
        first = len(self.lines)
        said = f"{number}. {aloud}." if aloud not in {"", name} else ""
        self._append(LineKind.TARGET, f"{number}. {name}", lang, unit=unit, aloud=said)
        if summary:
            self._append(LineKind.SUMMARY, summary, lang, unit=unit)
        lines = tuple(range(first, len(self.lines)))
        self.targets.append(Target(number=number, key=key, unit=unit, lines=lines))

    def _sentences(
        self, kind: LineKind, template: str, names: Mapping[str, str], *, steps: bool = True, code: str = ""
    ) -> None:
        """Add the sentences of a template, but those that name a key that is not there."""
        missing = [f"{{{name}}}" for name, value in names.items() if not value]
        spans = (span.of(template) for span in sentences.split(template))
        kept = " ".join(each for each in spans if not any(name in each for name in missing))
        self._passage += 1
        text, phone = kept.format(**names), names.get("phone", "")
        for span in sentences.split(text):
            unit = self._unit() if steps else -1
            told = phone if phone in span.of(text) else ""
            self._append(kind, span.of(text), self._own_lang, unit=unit, phone=told, code=code)

    def _unit(self) -> int:
        self.units.append(len(self.lines))
        return len(self.units) - 1

    def _add(self, kind: LineKind, text: str, lang: str, *, aloud: str = "") -> None:
        self._passage += 1
        self._append(kind, text, lang, aloud=aloud)

    def _append(
        self,
        kind: LineKind,
        text: str,
        lang: str,
        *,
        unit: int = -1,
        number: int = 0,
        aloud: str = "",
        phone: str = "",
        code: str = "",
        excerpt: Excerpt | None = None,
    ) -> None:
        self.lines.append(
            Line(
                kind,
                text,
                lang,
                self._passage,
                unit=unit,
                number=number,
                aloud=aloud,
                phone=phone,
                code=code,
                excerpt=excerpt,
            )
        )
