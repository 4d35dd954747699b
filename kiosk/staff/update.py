"""`kiosk update` and `kiosk rollback`: other packs for the kiosk to speak, and those before them again."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk import delivered
from kiosk.visit.edition import Edition


def update(folder: Path) -> Iterator[str]:
    """Yield what the kiosk speaks from now on. Raises as `delivered.update`; then nothing is changed."""
    yield from _told(delivered.update(folder))
    yield "kiosk rollback goes back to what it spoke before."


def rollback() -> Iterator[str]:
    """Yield what the kiosk speaks from now on. Raises as `delivered.rollback`; then nothing is changed."""
    yield from _told(delivered.rollback())
    yield "kiosk rollback once more undoes this."


def _told(editions: Sequence[Edition]) -> Iterator[str]:
    for edition in editions:
        pack = edition.pack
        yield f'The kiosk speaks "{pack.title}" ({pack.lang}), {pack.review.told()}.'
    yield f"It is in {delivered.folders()[0]}."
    yield "A kiosk that runs takes it up when nobody is there; one that was started with --pack does not."
