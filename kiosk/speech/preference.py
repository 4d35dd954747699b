"""Which voice speaks a language best. Keeps the order in which they are taken; docs/voices.md says why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from kiosk.settings import VoiceName

_ESPEAK: Final = (VoiceName.ESPEAK, VoiceName.ESPEAK_M6)  # they speak nearly every language
_AMERICAN: Final = (VoiceName.RMS, VoiceName.SLT, VoiceName.PICO)
# The best first, by a whole tag, else by its language; those that do not speak it are passed over.
_ORDER: Final[Mapping[str, tuple[VoiceName, ...]]] = {
    "en-gb": (VoiceName.PICO, *_ESPEAK, VoiceName.AWB, *_AMERICAN),
    "en": (*_AMERICAN, *_ESPEAK, VoiceName.AWB),
}
_ELSEWHERE: Final = (VoiceName.PICO, *_ESPEAK)


@dataclass(frozen=True)
class SpokenBy:
    """A voice that there is, and what it speaks, as BCP 47 tags in lower case."""

    name: str
    languages: tuple[str, ...]


def order(lang: str, *, wanted: VoiceName = VoiceName.AUTO) -> tuple[VoiceName, ...]:
    """Return the voices, the best for a language (a BCP 47 tag) first; `wanted` goes before all."""
    tag = lang.lower()
    names = _ORDER.get(tag) or _ORDER.get(tag.partition("-")[0], _ELSEWHERE)
    first = () if wanted is VoiceName.AUTO else (wanted,)
    return tuple(dict.fromkeys((*first, *names)))


def speaks(lang: str, languages: Collection[str]) -> bool:
    """Return whether a voice of these languages (tags in lower case) speaks one, in whatever region."""
    tag = lang.lower()
    return tag in languages or tag.partition("-")[0] in languages
