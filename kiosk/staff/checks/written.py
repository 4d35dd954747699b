"""What an author has left in a file without meaning to: a placeholder, a text that ends at a remark."""

import re
from collections.abc import Iterator
from typing import Final

from kiosk.files.text_file import Place, shown
from kiosk.staff.checks.checked import PASSAGES, Checked
from kiosk.staff.checks.finding import Finding

# Keys of what is no text: names, tags, days and files, of which no remark can be a part.
_NAMES: Final = frozenset(
    {"id", "lang", "link", "checked_on", "next_check", "facts", "people"}
    | {"sections", "leaflet", "case_studies", "disclaimer", "helpline"}
)
_WHOLE: Final = (
    "put all of it between double quotes if that belongs to it, or write that on a line of its own"
)
_PLACEHOLDER: Final = re.compile(r"\[[^\]]*[^\W\d_][^\]]*\]")


def placeholders(checked: Checked) -> Iterator[Finding]:
    """Yield each text in square brackets: `kiosk new` writes them where an author is to write."""
    for document in checked.documents():
        for text, line in document.all_texts():
            for placeholder in _PLACEHOLDER.findall(text):
                what = f'the placeholder "{shown(placeholder)}" is still there'
                yield Finding(
                    Place(document.name, line), what, "write your own text in its place, without the brackets"
                )


def cut_short(checked: Checked) -> Iterator[Finding]:
    """Yield each text that a remark follows in its line: the remark may be the rest of the text.

    Behind the quotes of a title it is none; in a passage somebody may have quoted a part of the text only.
    """
    for document in checked.documents():
        for remark in document.remarks:
            if _NAMES.intersection(remark.trail) or (
                remark.quoted and not PASSAGES.intersection(remark.trail)
            ):
                continue
            last = " ".join(remark.text.split()[-3:])
            what = f'the text ends with "{shown(last)}", before the # in its line: what follows is not read'
            yield Finding(Place(document.name, remark.line), what, _WHOLE)
