"""What an author has left in a file without meaning to: a placeholder, a text that ends at a remark."""

import re
from collections.abc import Iterator
from typing import Final

from kiosk.files.text_file import Place, shown
from kiosk.staff.checks.checked import Checked
from kiosk.staff.checks.finding import Finding

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
    """Yield each text that is said and that a remark follows in its line: it may be the rest of the text."""
    for text in checked.texts:
        if text.remarked:
            last = " ".join(text.text.split()[-3:])
            what = f'the text ends with "{shown(last)}", before the # in its line: what follows # is not said'
            instead = (
                "put the text between double quotes if that belongs to it, or write that on a line of its own"
            )
            yield Finding(checked.place_of(last, text), what, instead)
