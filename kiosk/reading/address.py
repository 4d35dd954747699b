"""Addresses of web pages in a text, and their parts. Keeps one decision: how a text is known for an address.

It begins with https:// or www, or ends as British and the best known addresses do.
"""

import re
from collections.abc import Iterator
from typing import Final

from kiosk.reading.sentences import Span

_LABEL: Final = r"[a-z0-9]+(?:-+[a-z0-9]+)*"
_ADDRESS: Final = re.compile(
    rf"""(?<![\w@.-])
    (?: https?:// | (?=www\.) | (?=(?:{_LABEL}\.)+ (?-i:uk|com|org|net|info|eu|ie) (?![\w-])) )
    (?P<host> (?:{_LABEL}\.)+ {_LABEL} )
    (?: [/?#] (?: [\w.~!$&*+,;=:@%/?#-]* [\w/] )? )?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_PART: Final = re.compile(r"[^\W_]+|[\W_]")
_VOWEL: Final = re.compile(r"[aeiouy]", re.IGNORECASE)
_COUNTRY: Final = 2  # letters, as in .uk


def find(written: str, at: int) -> Span | None:
    """Return the first address at or after `at`, without what only ends the sentence."""
    found = _ADDRESS.search(written, at)
    return Span(*found.span()) if found else None


def parts(written: str, address: Span) -> Iterator[tuple[Span, bool]]:
    """Yield each word and each mark of an address, and whether it is spelt: www, nhs, uk, 2026.

    https:// is left out: nobody says it, and nobody has to type it.
    """
    found = _ADDRESS.match(written, address.start)
    assert found, address  # noqa: S101 - it is what find has returned
    country = Span(found.end("host") - _COUNTRY, found.end("host"))
    for part in _PART.finditer(written, found.start("host"), address.end):
        place, word = Span(*part.span()), part[0].isalnum()
        yield place, word and (place == country or len(part[0]) == 1 or not _VOWEL.search(part[0]))
