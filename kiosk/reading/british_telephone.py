"""British telephone numbers: how many digits one has, and the groups in which people say them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kiosk.reading.sentences import Span

# By its beginning the digits that a number has, and its groups: as the A to Z of NHS health writing has them
# ("phone and phone numbers"), and where that has no example, https://area-codes.org.uk/formatting.
_GROUPS: Final[tuple[tuple[str, Mapping[int, tuple[int, ...]]], ...]] = (
    ("02", {11: (3, 4, 4)}),
    ("011|01[0-9]1", {11: (4, 3, 4)}),
    ("01", {11: (5, 3, 3), 10: (5, 5)}),
    ("03|09", {11: (4, 3, 4)}),
    ("05|07", {11: (5, 3, 3)}),
    ("08", {11: (4, 3, 4), 10: (4, 3, 3)}),
)
_FROM_ABROAD: Final = re.compile(r"(?:\+|00)44 ?(?:\(0\) ?)?")
_LONGEST_GROUP: Final = 6  # digits: the number within most towns
_LONG_AREA_CODE: Final = 6  # digits: 015396, where others that begin so have 5
_SHORT: Final = 6  # digits of the longest number without an area code that all of Britain can call: 116 123
_SHORT_WITH_AREA_CODE: Final = frozenset({"08001111"})  # Childline
_ABROAD: Final = re.compile(r"\+|00")


# What begins as a number, however long it is: groups of digits (but no hours, 0900-1700), or one
# group of nine digits or more.
_BEGINS_AS_ONE: Final = re.compile(
    r"""(?<![^\W_]) (?<!\d[.,:/-]) (?! \d{4}-\d{4} (?![\s-]?\d) )
    (?: (?:\+|00)44 [\s-]? (?:\(0\)[\s-]?)? \d+ | \(? 0[1-9]\d+ )
    (?: (?:\)[\s-]?|[\s-]) \d+ )* (?![^\W_]|[.,:/]\d)""",
    re.VERBOSE,
)
_LEAST_GROUP: Final = 3  # digits of an area code; 01 02 2026 is a day
_LEAST_ALONE: Final = 9


def find_what_begins_as_one(text: str, at: int) -> Span | None:
    """Return the first place at or after `at` that begins as a British number does, however long it is."""
    for found in _BEGINS_AS_ONE.finditer(text, at):
        first, *others = re.findall(r"[0-9]+", found[0])
        if len(first) >= (_LEAST_GROUP if others else _LEAST_ALONE) or first in {"44", "0044"}:
            return Span(*found.span())
    return None


@dataclass(frozen=True)
class BritishNumber:
    """A number as it is written; +44 in place of its first 0 counts as that."""

    written: str

    @cached_property
    def _national(self) -> str:
        return _FROM_ABROAD.sub("0", self.written, count=1)

    @cached_property
    def digits(self) -> str:
        """The digits as they are dialled in Britain."""
        return "".join(re.findall(r"[0-9]", self._national))

    @cached_property
    def _groups(self) -> Mapping[int, tuple[int, ...]]:
        return next((groups for beginning, groups in _GROUPS if re.match(beginning, self.digits)), {})

    @property
    def lengths(self) -> tuple[int, ...]:
        """How many digits a number may have that begins so; none where that is not known."""
        return tuple(self._groups)

    @property
    def is_short(self) -> bool:
        """Whether it is one of those that are short on purpose, such as 111: they do not begin with 0."""
        if self.digits.startswith("0"):
            return self.digits in _SHORT_WITH_AREA_CODE
        return len(self.digits) <= _SHORT

    @property
    def is_abroad(self) -> bool:
        """Whether it is a number of another country."""
        return _ABROAD.match(self._national) is not None

    @cached_property
    def grouped(self) -> str:
        """The digits in groups as people say them, or "" where there are too few or too many."""
        rest, grouped = self.digits, list[str]()
        for length in self._groups.get(len(rest), ()):
            grouped.append(rest[:length])
            rest = rest[length:]
        return " ".join(grouped)

    @property
    def is_grouped(self) -> bool:
        """Whether it is written in groups with a space between them, of which the first is its area code.

        The others may be any that are easy to remember: 0800 08 08 08.
        """
        first, *others = self._national.split(" ")
        area_code = len(self.grouped.split(" ")[0])
        if area_code == _LONG_AREA_CODE - 1 == len(first) - 1 and first.startswith("01"):
            area_code = _LONG_AREA_CODE
        groups = [first, *others]
        return (
            bool(others)
            and len(first) == area_code
            and all(group.isdecimal() and len(group) <= _LONGEST_GROUP for group in groups)
        )
