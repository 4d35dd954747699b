"""What is typed at a terminal: bytes -> keys, at their time. Only keys and answers get through."""

from collections.abc import Iterator
from typing import Final

from kiosk.terminal.escapes import Escapes
from kiosk.terminal.kitty import Answer, Keyboard, KeyStroke

# An Esc that nothing follows for so long is the key; the rest of a sequence comes in the same moment.
ESC_ALONE_AFTER_SECONDS: Final = 0.08
# A sequence or a paste that is left unfinished for so long is forgotten.
FORGOTTEN_AFTER_SECONDS: Final = 0.4


class Keys:
    """Turns what a terminal sends into keys and answers, whatever it sends. Times are in seconds."""

    def __init__(self) -> None:
        self._escapes, self._keyboard = Escapes(), Keyboard()
        self._heard_at = 0.0

    def of(self, data: bytes, *, at: float) -> Iterator[KeyStroke | Answer]:
        """Yield the keys in `data`, and in what came before it and was not finished."""
        yield from self.of_time(at)
        self._heard_at = at
        for piece in self._escapes.of(data):
            if read := self._keyboard.read(piece):
                yield read

    def of_time(self, at: float) -> Iterator[KeyStroke | Answer]:
        """Yield Esc, if it was only waiting for more to come, and forget what has waited for too long."""
        quiet = at - self._heard_at
        if quiet >= ESC_ALONE_AFTER_SECONDS and (piece := self._escapes.esc_alone()):
            yield from filter(None, [self._keyboard.read(piece)])
        if quiet >= FORGOTTEN_AFTER_SECONDS:
            self._escapes.forget()
