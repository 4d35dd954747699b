"""English numbers as people say them: ranges, money, doses, times, days, dates, years, fractions, ordinals.

Plain numbers, decimals, percentages and small ordinals are left alone: the engine says them as people do.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from kiosk.reading.language import Rule, Said
from kiosk.reading.sentences import Span

_DASH: Final = "[-\u2010-\u2014]"
_NUMBER: Final = r"(?:(?:[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)(?:\.\d+)?)"
_OPEN: Final = r"(?<![\w.,:/])"  # where a number begins; a dash may stand before it
_OPEN_ALONE: Final = r"(?<![\w.,:/\u2010-\u2014-])"
_CLOSED: Final = r"(?![\w%]|[.,:/]\d)"
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _whole(found: re.Match[str], said: str) -> list[Said]:
    return [(said, Span(*found.span()))]


def _apart(found: re.Match[str], first: str, second: str, *, at: int) -> list[Said]:
    """Return the two parts of what was found, each with its own owner where white space is between them."""
    before = found.string[found.start() : at].rstrip()
    middle = found.start() + len(before)
    if middle == at:
        return _whole(found, f"{first} {second}")
    return [(first, Span(found.start(), middle)), (" ", None), (second, Span(at, found.end()))]


# --- Ranges: "2-3", "10am-4pm", "10-20 mg". The engine would say "two dash three", or nothing.
_CLOCK: Final = r"(?:\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?)"
_AMOUNT: Final = (
    rf"(?:{_CLOCK}|[\u00a3$\u20ac]?{_NUMBER}(?:%|\s?(?:mg|mcg|\u00b5g|g|kg|ml|mL|cm|mm|km|m|p|bn|k)\b)?)"
)
_RANGE: Final = re.compile(rf"(?<=[\w%.])(\s?){_DASH}(\s?)(?=[\u00a3$\u20ac]?\d)")
_AMOUNT_BEFORE: Final = re.compile(rf"(?<![\w.,:/\u2010-\u2014\u00a3$\u20ac-]){_AMOUNT}$", re.IGNORECASE)
_AMOUNT_AFTER: Final = re.compile(rf"{_AMOUNT}(?![\w/\u2010-\u2014-]|[.,:]\d)", re.IGNORECASE)
_LONGEST_AMOUNT: Final = 24


def _range(found: re.Match[str]) -> Iterable[Said] | None:
    before = found.string[max(0, found.start() - _LONGEST_AMOUNT) : found.start()]
    if _AMOUNT_BEFORE.search(before) and _AMOUNT_AFTER.match(found.string, found.end()):
        return [(" to ", Span(found.end(1), found.start(2)))]
    return None


def _by_short_names(names: tuple[str, ...]) -> dict[str, str]:
    """Return the names by themselves and by their first three letters."""
    return {short: name for name in names for short in (name, name[:3])}


_DAY: Final = _by_short_names(_DAYS) | {
    "Tues": "Tuesday",
    "Weds": "Wednesday",
    "Thur": "Thursday",
    "Thurs": "Thursday",
}
_MONTH: Final = _by_short_names(_MONTHS) | {"Sept": "September"}
_A_DAY: Final = "|".join(sorted(_DAY, key=len, reverse=True))
_A_MONTH: Final = "|".join(sorted(_MONTH, key=len, reverse=True))
_NAME_RANGE: Final = tuple(
    re.compile(rf"\b(?P<first>{names})\b\.?\s?(?P<to>{_DASH}|to\b)\s?(?P<last>{names})\b")
    for names in (_A_DAY, _A_MONTH)
)


def _name_range(found: re.Match[str]) -> Iterable[Said]:
    name = _DAY | _MONTH
    return [
        (name[found["first"]], Span(*found.span("first"))),
        (" to ", Span(*found.span("to"))),
        (name[found["last"]], Span(*found.span("last"))),
    ]


def _short_day(found: re.Match[str]) -> Iterable[Said]:
    return _whole(found, _DAY[found[1]])


# --- Times. The engine would say "nine zero zero", "nine point three zero".
_TWELVE_HOURS: Final = re.compile(
    rf"{_OPEN}(0?[1-9]|1[0-2])(?:[.:]([0-5]\d))?\s?([ap])(?:\.\s?m\.|\.?m)(?!\w)", re.IGNORECASE
)
_CLOCK_TIME: Final = re.compile(rf"{_OPEN}([01]?\d|2[0-3]):([0-5]\d)(?![\w:]|\.\d)")


def _minutes(minutes: str | None) -> str:
    if minutes in {None, "00"}:
        return ""
    return f" oh {minutes[1]}" if minutes and minutes[0] == "0" else f" {minutes}"


def _twelve_hours(found: re.Match[str]) -> Iterable[Said]:
    time = f"{int(found[1])}{_minutes(found[2])}"
    return _apart(found, time, f"{found[3].lower()}m", at=found.start(3))


def _clock_time(found: re.Match[str]) -> Iterable[Said]:
    hour, minutes = int(found[1]), _minutes(found[2])
    if minutes:
        return _whole(found, f"{hour}{minutes}")
    if hour == 0:
        return _whole(found, "midnight")
    return _whole(found, f"{hour} o'clock" if hour <= 12 else f"{hour} hundred")  # noqa: PLR2004 - on a clock


# --- Dates, the day first, and years. The engine would say slashes, and "nineteen hundred and ninety-eight".
_DATE: Final = re.compile(
    rf"{_OPEN_ALONE}(\d{{1,2}})(?:/(\d{{1,2}})/(\d{{4}}|\d{{2}})|([.-])(\d{{1,2}})\4(\d{{4}}))(?![\w/]|[.,:-]\d)"
)
_ISO_DATE: Final = re.compile(rf"{_OPEN_ALONE}(\d{{4}})-(\d{{2}})-(\d{{2}})(?![\w/]|[.,:-]\d)")
_SHORT_MONTH: Final = re.compile(rf"(?<=\d )({_A_MONTH})\b\.?|\b({_A_MONTH})\b\.?(?=\s\d)")
_YEAR: Final = re.compile(r"(?<![\w.,:/\u00a3$\u20ac])(1[1-9]|20)(\d\d)(s?)(?![\w%]|[.,:/]\d)")
_BEFORE_A_YEAR: Final = re.compile(
    rf"""(?: (?<!\d\s)\b(?:in|since|until|till|from|by|before|after|during|to|between|and|or|of|year|early|mid
        |late|spring|summer|autumn|winter)[\s-] | \b(?:{_A_MONTH})\.?\s | \b(?:19|20)\d\d\s?{_DASH}\s? )$""",
    re.IGNORECASE | re.VERBOSE,
)
_AFTER_A_YEAR: Final = re.compile(rf"\s?{_DASH}\s?(?:(?:19|20)\d\d|\d\d)\b(?!{_DASH}|[.,]?\d)")
_COUNTED: Final = re.compile(
    r"\s(?!(?:was|is|has|as|this|its|plus|unless)\b)(?:[a-z]+s|people|men|women|children)\b"
)
_NEAREST_YEAR_WORDS: Final = 20  # characters


def _year(century: str, rest: str) -> str:
    """Return how people say a year: 19 98, 19 oh 5, 2005, 20 26."""
    if rest == "00" or (century == "20" and rest[0] == "0"):
        return f"{century}{rest}"
    return f"{century} oh {rest[1]}" if rest[0] == "0" else f"{century} {rest}"


def _date_said(found: re.Match[str], year: str, month: str, day: str) -> Iterable[Said] | None:
    try:
        date(int(year) if len(year) > 2 else 2000 + int(year), int(month), int(day))  # noqa: PLR2004 - digits
    except ValueError:
        return None
    year = _year(year[:2], year[2:]) if len(year) > 2 else _year("20", year)  # noqa: PLR2004 - digits
    return _whole(found, f"{int(day)} {_MONTHS[int(month) - 1]} {year}")


def _date(found: re.Match[str]) -> Iterable[Said] | None:
    return _date_said(found, found[3] or found[6], found[2] or found[5], found[1])


def _iso_date(found: re.Match[str]) -> Iterable[Said] | None:
    return _date_said(found, found[1], found[2], found[3])


def _short_month(found: re.Match[str]) -> Iterable[Said]:
    return _whole(found, _MONTH[found[1] or found[2]])


def _year_said(found: re.Match[str]) -> Iterable[Said] | None:
    text = found.string
    before = text[max(0, found.start() - _NEAREST_YEAR_WORDS) : found.start()]
    stands_as_a_year = (
        found[3]
        or _AFTER_A_YEAR.match(text, found.end())
        or (before.endswith("(") and text[found.end() : found.end() + 1] == ")")
        or (_BEFORE_A_YEAR.search(before) and not _COUNTED.match(text, found.end()))
    )
    return _whole(found, _year(found[1], found[2]) + found[3]) if stands_as_a_year else None


# --- Money. The engine would say "pound twelve point five zero".
_COINS: Final = {"\u00a3": ("pound", "pence"), "$": ("dollar", "cents"), "\u20ac": ("euro", "cents")}
_SCALES: Final = {"m": "million", "bn": "billion", "k": "thousand"}
_MONEY: Final = re.compile(
    rf"(?<![\w.,])(?P<coin>[\u00a3$\u20ac])(?P<number>{_NUMBER})"
    r"(?:\s?(?P<scale>hundred|thousand|million|billion|trillion|m|bn|k)\b)?"
    r"(?![\w%]|[.,]\d)"
)
_ARTICLE: Final = re.compile(r"\ban?\s$", re.IGNORECASE)


def _money(found: re.Match[str]) -> Iterable[Said]:
    pound, pence = _COINS[found["coin"]]
    whole, _, part = found["number"].partition(".")
    pounds = pound if whole == "1" and not part and not found["scale"] else f"{pound}s"
    note = _ARTICLE.search(found.string[max(0, found.start() - 3) : found.start()])
    if note and re.match(r"\s[a-z]", found.string[found.end() :][:2]):  # "a £5 note"
        pounds = pound
    if found["scale"]:
        scale = _SCALES.get(found["scale"], found["scale"])
        return _apart(found, found["number"], f"{scale} {pounds}", at=found.start("scale"))
    if len(part) != 2:  # noqa: PLR2004 - digits of pence
        return _whole(found, f"{found['number']} {pounds}")
    coins = "" if part == "00" else f" {int(part)}"
    if whole == "0":
        return _whole(found, f"{int(part)} {pence}")
    return _whole(found, f"{whole} {pound if whole == '1' else pounds}{coins}")


# --- Doses and measures. The engine would say "five em gee".
_UNITS: Final = {
    "mg": "milligram",
    "mcg": "microgram",
    "\u00b5g": "microgram",
    "\u03bcg": "microgram",
    "g": "gram",
    "kg": "kilogram",
    "ml": "millilitre",
    "mL": "millilitre",
    "mm": "millimetre",
    "cm": "centimetre",
    "km": "kilometre",
    "hr": "hour",
    "hrs": "hour",
    "min": "minute",
    "mins": "minute",
    "sec": "second",
    "secs": "second",
}
_A_UNIT: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
_MEASURE: Final = re.compile(
    rf"{_OPEN}(?P<number>{_NUMBER})(?P<gap>\s?|-)(?P<unit>{_A_UNIT})"
    rf"(?:/(?P<each>{_NUMBER}?)\s?(?P<per>{_A_UNIT}|day|week|month|year|hour|dose|tablet)s?)?(?![\w/])"
)


def _measure(found: re.Match[str]) -> Iterable[Said]:
    one = found["number"] == "1" or found["gap"] == "-"
    said = _UNITS[found["unit"]] + ("" if one else "s")
    if found["per"]:
        several = "s" if found["each"] not in {"", "1"} else ""
        said += f" per {found['each']} {_UNITS.get(found['per'], found['per'])}{several}"
    return _apart(found, found["number"], said, at=found.start("unit") - len(found["gap"].strip()))


# --- Fractions, ordinals, and "about".
_HALVES: Final = {
    "1/2": "a half",
    "1/3": "a third",
    "2/3": "2 thirds",
    "1/4": "a quarter",
    "3/4": "3 quarters",
    "24/7": "24 7",
}
_FRACTION: Final = re.compile(
    rf"(?<![\w.,:/\u2010-\u2014-])({'|'.join(_HALVES)})(?![\w/%\u2010-\u2014-]|[.,:]\d)"
)
_ROUND_ORDINAL: Final = re.compile(rf"{_OPEN}((?:\d{{1,2}},|[1-9]\d{{0,2}}?)(?=0?00th))(0?00)th(?!\w)")


def _fraction(found: re.Match[str]) -> Iterable[Said]:
    mixed = re.search(r"\d\s$", found.string[: found.start()])
    return _whole(found, ("and " if mixed else "") + _HALVES[found[1]])


def _round_ordinal(found: re.Match[str]) -> Iterable[Said]:
    # The engine would say "one hundred", and then a lone "th".
    return _whole(found, f"{found[1].strip(',')} {'thousandth' if found[2] == '000' else 'hundredth'}")


RULES: Final = (
    Rule(_DATE, _date),
    Rule(_ISO_DATE, _iso_date),
    Rule(_YEAR, _year_said),
    Rule(_SHORT_MONTH, _short_month),
    *(Rule(pattern, _name_range) for pattern in _NAME_RANGE),
    Rule(re.compile(r"\b(Mon|Tues?|Weds|Thu|Thurs?|Fri)\b\.?(?=[\s,;)]|$)"), _short_day),
    Rule(_TWELVE_HOURS, _twelve_hours),
    Rule(_CLOCK_TIME, _clock_time),
    Rule(_MONEY, _money),
    Rule(_MEASURE, _measure),
    Rule(_FRACTION, _fraction),
    Rule(_ROUND_ORDINAL, _round_ordinal),
    Rule(_RANGE, _range),
    Rule(re.compile(r"(?<!\w)~(?=\d)"), lambda found: _whole(found, "about ")),
)
