"""What is to be said: the packs, whether people have checked them, and what `kiosk check` finds in them."""

from collections.abc import Iterator
from datetime import date

from kiosk.errors import DataError, KioskError
from kiosk.staff import check
from kiosk.staff.examination.diagnosis import Diagnosis, ill, refused, well
from kiosk.staff.examination.examined import Examined
from kiosk.visit.edition import Edition


def reviews(examined: Examined) -> Iterator[Diagnosis]:
    """Tell of each pack when it was checked, and whether it is due again."""
    for each in examined.editions:
        yield _review(each, examined.now.date())


def findings(examined: Examined) -> Iterator[Diagnosis]:
    """Tell how much `kiosk check` finds. A pack that is refused is told of already."""
    if not examined.editions:
        return
    try:
        errors, warnings = check.counted(examined.packs, today=examined.now.date())
    except DataError as error:
        yield refused("check", error)
        return
    except KioskError as error:
        yield ill("check", f"{error} {error.detail}".strip(), "install the kiosk anew")
        return
    found = f"errors {errors}, warnings {warnings}"
    if errors:
        yield ill("check", found, "kiosk check names each, and what to write instead")
    else:
        yield well("check", f"{found}: kiosk check names each" if warnings else found)


def _review(each: Edition, today: date) -> Diagnosis:
    pack, due = each.pack, each.pack.review.next_check
    name = f"{pack.title}, in {pack.lang}"
    if not pack.review.checked_on:
        return ill("pack", f"{name}, {pack.review.told()}", "have it checked")
    if due and date.fromisoformat(due) < today:
        return ill("pack", f"{name}: a check was due {due}", "have it checked")
    return well("pack", f"{name}, {pack.review.told()}")
