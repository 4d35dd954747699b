"""How high a capital letter is on a screen, and how high it must be for those who sit in front of it.

Lengths are in millimetres: what somebody reads from a ruler.
"""

import math
from dataclasses import dataclass
from typing import Final

LEAST_DEGREES: Final = 0.7  # EN 301 549, 5.1.4: the height of a capital H at the distance from the screen
# Of a row of the terminal: DejaVu Sans Mono has 0.73 of its size for a capital H, and 1.16 for a row.
# Terminus 32x16 has 20 of 32 pixels, which is 0.63 as well.
CAPITAL_OF_A_ROW: Final = 0.73 / 1.16


@dataclass(frozen=True)
class Seen:
    """A screen as it stands: how high its lit part is, and how far from it people's eyes are."""

    height: float
    distance: float

    @property
    def least(self) -> float:
        """How high a capital H must be."""
        return self.distance * math.tan(math.radians(LEAST_DEGREES))

    @property
    def most_rows(self) -> int:
        """With how many rows of text at most it is as high as that."""
        return math.floor(self.height * CAPITAL_OF_A_ROW / self.least)

    def capital(self, rows: int) -> float:
        """Return how high a capital H is with so many rows of text on the screen."""
        return self.height / rows * CAPITAL_OF_A_ROW
