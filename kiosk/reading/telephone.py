"""Telephone numbers in a text, and their groups: British ones by their shape, others by being known."""

import re
from collections.abc import Iterator
from typing import Final

from kiosk.reading.sentences import Span

_NUMBER: Final = re.compile(
    r"""(?<![^\W_]) (?<!\d[.,:/-]) \(?
    (?P<lead> (?:\+|00)44 [\s-]? (?:\(0\)[\s-]?)? \(? | 0(?=[1-9]) )
    \d{2,} (?: (?:\)[\s-]?|[\s-]) \d{2,} )*""",
    re.VERBOSE,
)
_GROUP: Final = re.compile(r"\+?\d+")
_MORE: Final = re.compile(r"[^\W_]|[.,/]\d")
_DIGITS_AFTER_LEAD: Final = (9, 10)


def find(written: str, at: int, *, known: str = "") -> Span | None:
    """Return the first telephone number at or after `at`: 10 or 11 digits from 0, or 9 or 10 after +44.

    Shorter ones (999, 0800 1111) cannot be told from other numbers by their shape: they are for the lexicon,
    or are the `known` one, which is a telephone number whatever its shape.
    """
    found = (_by_shape(written, at), _as_known(written, at, known) if known else None)
    return min(
        (number for number in found if number), key=lambda number: (number.start, -number.end), default=None
    )


def _as_known(written: str, at: int, known: str) -> Span | None:
    found = re.compile(rf"(?<![^\W_]){re.escape(known)}(?![^\W_])").search(written, at)
    return Span(*found.span()) if found else None


def _by_shape(written: str, at: int) -> Span | None:
    # Groups past its length belong to what follows.
    while found := _NUMBER.search(written, at):
        lead = found.end("lead")
        digits = 0
        for group in _GROUP.finditer(written, lead, found.end()):
            digits += len(group[0])
            if digits in _DIGITS_AFTER_LEAD and not _MORE.match(written, group.end()):
                number = Span(found.start("lead"), group.end())
                opened = number.of(written).count("(") < number.of(written).count(")")
                return Span(found.start(), group.end()) if opened else number
        at = found.start() + 1
    return None


def uri(number: str) -> str:
    """Return the address that a telephone dials (RFC 3966): tel:02077933650, tel:+442077933650."""
    abroad = number.startswith("+")
    digits = "".join(re.findall(r"[0-9]", number.replace("(0)", "") if abroad else number))
    return f"tel:{'+' * abroad}{digits}"


def groups(written: str, number: Span) -> Iterator[tuple[str, Span]]:
    """Yield each group of digits in `number`, digit by digit ("0 2 0"), with its place in `written`."""
    for group in _GROUP.finditer(written, number.start, number.end):
        yield " ".join(group[0]).replace("+", "plus"), Span(*group.span())
