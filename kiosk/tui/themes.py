"""What each theme looks like. Keeps one decision: text has a contrast of 10:1 by default, 7:1 in every theme.

It holds on every terminal (tests/tui/test_screen_contrast.py). Each takes the nearest colours that it has,
and the Linux console has 8 for backgrounds, the dark ones, and 16 for text. Bold black is dark grey there, so
what is dark on light is never bold; and the word is never on yellow, which is brown there.
"""

from dataclasses import dataclass
from typing import Final

from textual.theme import Theme as Colours

from kiosk.settings import Theme


@dataclass(frozen=True)
class Palette:
    """Colours by what they are for. `strong` is how a strong text stands out, besides its place."""

    paper: str
    ink: str
    mark: str
    said_paper: str  # beneath the sentence, in `ink`
    word_paper: str
    word_ink: str
    strong: str = "bold"


PALETTES: Final = {
    Theme.LIGHT_ON_DARK: Palette(
        paper="#000000",
        ink="#ffffff",
        mark="#ffff55",
        said_paper="#0000aa",
        word_paper="#ffffff",
        word_ink="#000000",
    ),
    Theme.DARK_ON_LIGHT: Palette(
        paper="#ffffff",
        ink="#000000",
        mark="#000000",
        said_paper="#55ffff",
        word_paper="#000000",
        word_ink="#ffffff",
        strong="none",
    ),
    Theme.YELLOW_ON_BLACK: Palette(
        paper="#000000",
        ink="#ffff55",
        mark="#ffffff",
        said_paper="#0000aa",
        word_paper="#ffffff",
        word_ink="#000000",
    ),
    # For eyes that light hurts: no white, no pure colour. On the Linux console a sentence has its mark alone.
    Theme.CALM: Palette(
        paper="#262626",
        ink="#d7d7d7",
        mark="#d7d7af",
        said_paper="#3a3a3a",
        word_paper="#afaf87",
        word_ink="#000000",
    ),
}


def variables(theme: Theme) -> dict[str, str]:
    """Return the variables of kiosk.tcss."""
    palette = PALETTES[theme]
    return {
        "paper": palette.paper,
        "ink": palette.ink,
        "mark-ink": palette.mark,
        "said-paper": palette.said_paper,
        "word-paper": palette.word_paper,
        "word-ink": palette.word_ink,
        "strong-style": palette.strong,
    }


def colours(theme: Theme) -> Colours:
    """Return a theme for Textual, of the same name."""
    palette = PALETTES[theme]
    return Colours(
        theme,
        primary=palette.mark,
        background=palette.paper,
        foreground=palette.ink,
        variables=variables(theme),
    )
