"""What is being said, in large print. Keeps one decision: its pages are turned by the voice alone."""

from kiosk.lettering.letterforms import load
from kiosk.tui.large.typesetting import largest, typeset
from kiosk.tui.rows import Row, literal
from kiosk.tui.scene import Heard


class Enlarged:
    """Shows one text after the other in large letters."""

    def __init__(self) -> None:
        self._text = ""
        self._page = 0

    def rows(self, text: str, *, heard: Heard | None, at_most: int, width: int, room: int) -> list[Row]:
        """Return the rows of a text, whole lines of the largest size up to `at_most`; none if none has room.

        There are as many rows for every text, so that what stands beneath keeps its place.
        """
        size = largest(at_most, width=width, rows=room)
        if not size:
            return []
        room -= room % load(size).height
        forms = typeset(text, size=size, width=width, rows=room)
        if forms is None:
            return []
        if heard and heard.word:
            self._page = forms.page_of(heard.word)
        elif text != self._text or (heard and heard.sounding):
            self._page = 0
        self._text = text
        rows = forms.rows(self._page, word=heard.word if heard else None)
        return [*rows, *[literal("")] * (room - len(rows))]
