"""What the terminal shows, and what it tells of keys. It is asked itself, wherever it answers."""

import os
from collections.abc import Iterator
from typing import Final

from kiosk.staff.examination.diagnosis import Diagnosis, ill, well
from kiosk.staff.examination.examined import Examined
from kiosk.terminal import abilities

LEAST_COLUMNS, LEAST_ROWS = 60, 20  # everything can be used from there on; less shows less at a time
_NONE: Final = "not looked at, because this is no terminal"
# The one that kiosk-prepare-console sets. Terminus as Lat15 or Uni2 has no half blocks, of which large print
# and square codes are drawn.
_FONT: Final = "setfont FullGreek-TerminusBold32x16 has all of English; cage and foot draw all"


def size(examined: Examined) -> Iterator[Diagnosis]:
    """Tell whether there is room for everything."""
    if examined.terminal is None:
        yield well("terminal", _NONE)
        return
    columns, rows = os.get_terminal_size(examined.terminal)
    found = f"{columns} columns and {rows} rows"
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        remedy = f"choose a smaller font: the kiosk is made for {LEAST_COLUMNS} by {LEAST_ROWS} and more"
        yield ill("terminal", found, remedy)
    else:
        yield well("terminal", found)


def letters(examined: Examined) -> Iterator[Diagnosis]:
    """Tell whether letters are high enough, where staff have measured the screen and the distance to it."""
    seen = examined.seen
    if seen is None:
        yield well("letters", "not looked at; --screen-height and --distance tell what a ruler says")
    elif examined.terminal is None:
        yield well("letters", _NONE)
    else:
        _, rows = os.get_terminal_size(examined.terminal)
        found = (
            f"a capital H is {seen.capital(rows):.1f} mm high with {rows} rows, "
            f"and at {seen.distance:g} mm it must be {seen.least:.1f} mm"
        )
        if rows <= seen.most_rows:
            yield well("letters", found)
        elif seen.most_rows >= LEAST_ROWS:
            yield ill("letters", found, f"choose a larger font: at most {seen.most_rows} rows on the screen")
        else:
            remedy = f"a larger screen or a place nearer to it: the kiosk needs {LEAST_ROWS} rows"
            yield ill("letters", found, remedy)


def colours(examined: Examined) -> Iterator[Diagnosis]:
    """Tell with how many colours the screen is drawn. It can be read with 16, and without any."""
    if examined.terminal is None:
        yield well("colours", _NONE)
        return
    kind, count = os.environ.get("TERM", ""), abilities.colours(os.environ)
    if count:
        yield well("colours", f"{count}, as TERM ({kind}) and COLORTERM tell")
    elif "NO_COLOR" in os.environ:
        yield well("colours", "none, because NO_COLOR is set; the marks beside the text tell the same")
    else:
        remedy = "start the kiosk on the console, or in foot or another terminal that tells what it is"
        yield ill("colours", f"none: this terminal calls itself {kind}", remedy)


def glyphs(examined: Examined) -> Iterator[Diagnosis]:
    """Tell whether the terminal shows what the screen draws and what the packs hold, as far as it tells."""
    if examined.terminal is None:
        yield well("glyphs", _NONE)
        return
    of_packs = {each for edition in examined.editions for each in repr(edition) if not each.isascii()}
    drawn = abilities.DRAWN + "".join(sorted(of_packs - set(abilities.DRAWN)))
    try:
        lacking = abilities.not_in_the_font(examined.terminal, drawn)
        wrong = abilities.widths(examined.terminal, abilities.DRAWN)
    except OSError as error:
        yield well("glyphs", f"not known: the terminal cannot be asked ({error.strerror})")
        return
    if lacking:
        yield ill("glyphs", f"the console's font has no {' '.join(lacking)}", _FONT)
    elif wrong:
        found = ", ".join(f"{each} takes {columns} columns" for each, columns in wrong.items())
        remedy = "set the terminal to UTF-8, and to narrow characters where their width is ambiguous"
        yield ill("glyphs", found, remedy)
    elif lacking is not None:
        yield well("glyphs", "the console's font has all that is drawn")
    else:
        widths = "not known" if wrong is None else "one column each, as it must be"
        yield well(
            "glyphs", f"widths: {widths}; whether they are drawn only you see: {' '.join(abilities.DRAWN)}"
        )


def releases(examined: Examined) -> Iterator[Diagnosis]:
    """Tell whether the terminal tells when a key is let go, without which no key can be held."""
    if examined.terminal is None:
        yield well("releases", _NONE)
        return
    try:
        told = abilities.tells_releases(examined.terminal)
    except OSError as error:
        yield well("releases", f"not known: the terminal cannot be asked ({error.strerror})")
        return
    if told:
        yield well("releases", "the terminal tells when a key is let go (kitty keyboard protocol)")
    elif examined.settings.hands.slow_keys:
        found = "slow_keys is set, and the terminal does not tell when a key is let go"
        yield ill("releases", found, "use foot or kitty, or delete slow_keys from the settings")
    else:
        yield well("releases", "the terminal does not tell when a key is let go: slow_keys cannot be had")
