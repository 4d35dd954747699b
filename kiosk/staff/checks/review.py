"""Who answers for a pack: who checked it and when, when the next check is due, on which terms it is used.

The publisher and the source need no rule: no pack is loaded without them.
"""

from collections.abc import Iterator
from datetime import date

from kiosk.files.text_file import Place
from kiosk.pack.schema import MEANINGS
from kiosk.staff.checks.checked import Checked
from kiosk.staff.checks.finding import Finding


def review(checked: Checked) -> Iterator[Finding]:
    """Yield what is missing of the review, and what is overdue on the day of the check."""
    held = checked.head.review
    if not held.checked_by:
        yield _finding(checked, "checked_by", "nobody is named who checked the pack", "write who did")
    if not held.checked_on:
        yield _finding(
            checked,
            "checked_on",
            "no date says when the pack was checked",
            "write the day, such as 2026-11-23",
        )
    elif date.fromisoformat(held.checked_on) > checked.today:
        what = f"the pack was checked on {held.checked_on}, and that day is still to come"
        yield _finding(checked, "checked_on", what, "write the day on which it was checked")
    if not held.next_check:
        what = "no date says when the pack must be checked again"
        yield _finding(checked, "next_check", what, "write the day, such as 2027-11-23")
    elif date.fromisoformat(held.next_check) < checked.today:
        what = f"the pack was to be checked again by {held.next_check}, and that day has passed"
        yield _finding(
            checked, "next_check", what, "have it checked, then write who did, when, and the next day"
        )
    elif held.next_check <= held.checked_on:
        what = f"the next check ({held.next_check}) is not after the last one ({held.checked_on})"
        yield _finding(checked, "next_check", what, "write a later day")


def licence(checked: Checked) -> Iterator[Finding]:
    """Yield that the terms are not named on which the text may be used."""
    if not checked.head.licence:
        what = "nothing says on which terms the text may be used"
        where = Place(checked.pack_file.name, checked.pack_file.line("source"))
        yield Finding(where, what, f"write {MEANINGS['licence']}")


def _finding(checked: Checked, key: str, what: str, instead: str) -> Finding:
    where = Place(checked.pack_file.name, checked.pack_file.line("review", key))
    return Finding(where, what, f'{instead}, after "{key}:"')
