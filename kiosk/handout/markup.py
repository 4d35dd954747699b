"""The text of an outline as elements that are the same in HTML and in XHTML.

Keeps one decision: each line is one element with an id, in the order in which it is heard.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import count

from kiosk.handout import links
from kiosk.handout.outline import Block, BlockKind, Chapter
from kiosk.visit.view import Line


@dataclass(frozen=True)
class Markup:
    """Writes chapters. `lang` is the language around them; `xml`: a language is named in XML's way, too."""

    lang: str
    xml: bool = False

    def chapter(self, chapter: Chapter, *, name: str, level: int, listen: str = "") -> str:
        """Return a chapter with its entries as a section with the id `name`, its heading of a level.

        Its lines have the ids `name`-1, `name`-2 and so on. `listen` is markup behind the heading.
        """
        ids = (f"{name}-{number}" for number in count(1))
        heading = f"{name}-title"
        return "\n".join(
            [
                f'<section id="{name}" aria-labelledby="{heading}">',
                f'<h{level} id="{heading}">{self._line(chapter.title, next(ids))}</h{level}>',
                *([listen] if listen else []),
                *self._blocks(chapter, ids),
                *(each for entry in chapter.entries for each in self._entry(entry, ids, level + 1)),
                "</section>",
            ]
        )

    def _entry(self, entry: Chapter, ids: Iterator[str], level: int) -> Iterator[str]:
        yield "<article>"
        yield f"<h{level}>{self._line(entry.title, next(ids))}</h{level}>"
        yield from self._blocks(entry, ids)
        yield "</article>"

    def _blocks(self, chapter: Chapter, ids: Iterator[str]) -> Iterator[str]:
        for block in chapter.blocks:
            yield self._block(block, ids, link=chapter.link if block.kind is BlockKind.LINK else "")

    def _block(self, block: Block, ids: Iterator[str], *, link: str) -> str:
        passages = [self._passage(passage, ids, link=link) for passage in block.passages]
        if block.kind is BlockKind.LIST:
            lists = "ol" if block.passages[0][0].number else "ul"
            return "\n".join([f"<{lists}>", *(f"<li>{passage}</li>" for passage in passages), f"</{lists}>"])
        kind = f' class="{block.kind}"' if block.kind is not BlockKind.PARAGRAPH else ""
        return "\n".join(f"<p{kind}>{passage}</p>" for passage in passages)

    def _passage(self, lines: Iterable[Line], ids: Iterator[str], *, link: str) -> str:
        return " ".join(self._line(line, next(ids), link=link) for line in lines)

    def _line(self, line: Line, name: str, *, link: str = "") -> str:
        lang = self.named(line.lang)
        return f'<span class="sentence" id="{name}"{lang}>{_linked(line, link)}</span>'

    def named(self, lang: str) -> str:
        """Return the attributes that name a language, each behind a space; "" for the one around."""
        if lang == self.lang:
            return ""
        return f' lang="{escape(lang)}"' + (f' xml:lang="{escape(lang)}"' if self.xml else "")


def _linked(line: Line, link: str) -> str:
    """Return the text of a line; its telephone number, or the address that `link` is, can be followed."""
    found = links.find(line, link)
    if found is None:
        return escape(line.text)
    before, after = line.text[: found.place.start], line.text[found.place.end :]
    text = escape(found.place.of(line.text))
    return f'{escape(before)}<a href="{escape(found.target)}">{text}</a>{escape(after)}'
