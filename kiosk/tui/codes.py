"""A text -> the rows of a square (QR) code that a camera reads from the screen.

Keeps one decision: a code is as large as its place takes, whole and with light around it, or is not drawn.
"""

from functools import lru_cache
from typing import Final

import segno
from textual.geometry import Size

from kiosk.tui.rows import Role, Row, literal

TEXT: Final = 66  # columns that the text beside a code keeps where it can: 60 characters and its marks
TEXT_LEAST: Final = 28
GAP: Final = 1  # columns between the two
QUIET: Final = 4  # light modules on each side (ISO/IEC 18004); readers manage with QUIET_LEAST
QUIET_LEAST: Final = 1

_HALVES: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


@lru_cache(maxsize=16)  # it is asked for with each word
def drawn(text: str, size: Size) -> tuple[Row, ...]:
    """Return the rows of the code that holds `text`, to stand at the right of a page of `size` cells.

    All are of one width. There are none without a text, or where there is no room.
    """
    if not text:
        return ()
    modules = segno.make(text, micro=False, error="l").matrix  # "l" at least; more where it is for nothing
    count = len(modules)
    for kept in (TEXT, TEXT_LEAST):
        room = min(size.width - GAP - kept, 2 * size.height)  # a cell is two squares high
        if (scale := room // (count + 2 * QUIET_LEAST)) > 0:
            break
    else:
        return ()
    quiet = min(QUIET, (room // scale - count) // 2)
    side = count + 2 * quiet

    def dark(x: int, y: int) -> bool:
        column, row = x // scale - quiet, y // scale - quiet
        return 0 <= column < count and 0 <= row < count and bool(modules[row][column])

    return tuple(
        literal("".join(_HALVES[dark(x, y), dark(x, y + 1)] for x in range(side * scale)), Role.CODE)
        for y in range(0, side * scale, 2)
    )
