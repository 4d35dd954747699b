"""The telephone numbers of a pack: as people say them, and with all their digits."""

from collections.abc import Iterator
from typing import Final

from kiosk.files.text_file import Place
from kiosk.reading import telephone
from kiosk.reading.british_telephone import BritishNumber
from kiosk.staff.checks.checked import Checked
from kiosk.staff.checks.finding import Finding

_BRITISH: Final = frozenset({"en", "en-GB", "cy", "cy-GB", "gd", "gd-GB"})


def telephone_numbers(checked: Checked) -> Iterator[Finding]:
    """Yield each number of a British pack that is not in groups, or has too few or too many digits."""
    if checked.head.lang not in _BRITISH:
        return
    for written, where in _numbers(checked):
        number = BritishNumber(written)
        if number.is_short or not number.lengths:
            continue
        if len(number.digits) not in number.lengths:
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
        while found := telephone.find(text.text, at):
            number = found.of(text.text)
            yield number, checked.place_of(number, text)
            at = found.end
