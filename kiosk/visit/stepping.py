"""Up, Down and Repeat: from one unit of a page to the next, and an edge at either end of it."""

from kiosk.reading import cursor
from kiosk.speech.utterance import Signal
from kiosk.visit.reader import Reader


class Stepping:
    """Steps through the page that a reader has."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def up(self) -> None:
        """Read from the unit before."""
        reader, units = self._reader, self._reader.page.units
        place = cursor.back(max(reader.unit, 0))
        if place is not None:
            reader.read(units[place])
            return
        reader.line = units[0] if units else 0
        self._say_edge(reader.phrases.first_item, reader.phrases.first_sentence)

    def down(self) -> None:
        """Read from the unit after, or from the first one when that is still to come."""
        reader, units = self._reader, self._reader.page.units
        if units and reader.line < units[reader.unit]:
            reader.read(units[reader.unit])
            return
        place = cursor.forward(reader.unit, count=len(units))
        if place is not None:
            reader.read(units[place])
            return
        reader.line = reader.page.prompt
        self._say_edge(reader.phrases.last_item, reader.phrases.last_sentence)

    def repeat(self, *, whole: bool) -> None:
        """Read again from this unit, or the whole page."""
        reader = self._reader
        again = 0 if whole or reader.unit < 0 else min(reader.line, reader.page.units[reader.unit])
        reader.read(again)

    def _say_edge(self, of_list: str, of_page: str) -> None:
        """Say that there is no further step; the words come first, for a key is answered at once."""
        text = of_list if self._reader.page.targets else of_page
        self._reader.say_beside(text, then=self._reader.signal(Signal.END))
