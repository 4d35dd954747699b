"""The telephone numbers of a pack: as people say them, and with all their digits."""

from collections.abc import Iterator
from typing import Final

from kiosk.files.text_file import Place
from kiosk.reading import british_telephone, telephone
from kiosk.reading.british_telephone import BritishNumber
from kiosk.reading.sentences import Span
from kiosk.staff.checks.checked import Checked
from kiosk.staff.checks.finding import Finding

_BRITISH: Final = frozenset({"en", "en-GB", "cy", "cy-GB", "gd", "gd-GB"})


def telephone_numbers(checked: Checked) -> Iterator[Finding]:
    """Yield each number of a British pack that has too few or too many digits, or is not in groups."""
    if checked.head.lang not in _BRITISH:
        return
    for written, where in _numbers(checked):
        number = BritishNumber(written)
        if number.is_short or number.is_abroad:
            continue
        if not number.lengths:
            what = f'the telephone number "{written}" begins as no British number does'
            yield Finding(where, what, "write its area code first, such as 020 7946 0000, and call it")
        elif len(number.digits) not in number.lengths:
            wanted, count = " or ".join(map(str, number.lengths)), len(number.digits)
            what = (
                f'the telephone number "{written}" has {count} digits, where one that begins so has {wanted}'
            )
            yield Finding(where, what, "count them, and call the number before visitors do")
        elif not number.is_grouped:
            what = f'the telephone number "{written}" is not written in groups as people say it'
            yield Finding(where, what, f'write "{number.grouped}"')


def _numbers(checked: Checked) -> Iterator[tuple[str, Place]]:
    for file, _ in checked.pack_file.texts("helpline"):
        helpline = checked.document(file)
        for phone, line in helpline.texts("phone") if helpline else ():
            yield phone, Place(file, line)
    for text in checked.texts:
        at = 0
        while found := _first(text.text, at):
            yield found.of(text.text), checked.place_of(found, text)
            at = found.end


def _first(text: str, at: int) -> Span | None:
    """Return the first number at or after `at`; of two that overlap the one that has its digits."""
    whole, begun = telephone.find(text, at), british_telephone.find_what_begins_as_one(text, at)
    if whole and begun and begun.end <= whole.start:
        return begun
    return whole or begun
