"""The sounds of English in eSpeak's notation, as other engines write them.

A lexicon's phonemes are in eSpeak's notation. SVOX Pico takes X-SAMPA, with the stress before the syllable;
Flite takes the phones of the CMU dictionary, with the stress behind the vowel. eSpeak's many weak vowels
become the one or two that these engines have. "|" only divides what could be read as one sound.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class _Sound:
    """A sound in X-SAMPA and in the phones of the CMU dictionary; a vowel's first phone bears the stress."""

    xsampa: str
    phones: str
    vowel: bool = False


_CONSONANTS: Final = """
    p p p, b b b, t t t, t2 t t, t# t t, d d d, d# d d, k k k, g g g, f f f, v v v, T T th, D D dh, s s
    s, z z z, z# z z, z/2 z z, S S sh, Z Z zh, tS tS ch, dZ dZ jh, h h hh, x k k, m m m, n n n, N N ng,
    l l l, l^ l l, r r r, R r r, r- r r, j j y, w w w, w# w w, m- @m ax+m, n- @n ax+n, @L @l ax+l
"""
_VOWELS: Final = """
    a { ae, a2 { ae, aa { ae, A: A: aa, A@ A: aa+r, A# A: aa, a# @ ax, 0 Q aa, 02 Q aa, 0# Q aa, O O:
    ao, O2 O: ao, O: O: ao, O@ O: ao+r, o: O: ao, o@ O: ao+r, V V ah, VR V+r ah+r, U U uh, U@ U@ uh+r, u
    u: uw, u: u: uw, E e eh, E2 e eh, E# e eh, e e eh, e# e eh, e: e@ eh+r, e@ e@ eh+r, I I ih, I2 I ih,
    I# I ih, I2# I ih, IR I+r ih+r, i i: iy, i: i: iy, i@ I@ ih+r, i@3 I@ ih+r, @ @ ax, @# @ ax, @- @
    ax, @2 @ ax, @5 @ ax, 3 @ er, 3: 3: er, aI aI ay, aI@ aI+@ ay+ax, aI3 aI+@ ay+er, aU aU aw, aU@ aU+@
    aw+ax, eI eI ey, oU @U ow, oU# @U ow, OI OI oy, A~ Q aa, O~ O: ao
"""


def _table() -> Iterator[tuple[str, _Sound]]:
    for rows, vowel in ((_CONSONANTS, False), (_VOWELS, True)):
        for row in rows.split(","):
            name, xsampa, phones = row.split()
            yield name, _Sound(xsampa.replace("+", " "), phones.replace("+", " "), vowel)


_SOUNDS: Final = dict(_table())
_STRESSES: Final = {"'": 1, "''": 1, ",": 2, ",,": 2, "%": 0, "%%": 0, "=": 0}
_NO_SOUND: Final = {"|", ":", ";", "_", "_:"}
_NAMES: Final = re.compile(
    "|".join(map(re.escape, sorted({*_SOUNDS, *_STRESSES, *_NO_SOUND}, key=len, reverse=True)))
)
# Consonants that begin a syllable together, in X-SAMPA; each alone does, too.
_ONSETS: Final = re.compile(
    r"(s [ptk] [lrjw]|s [ptkmnlwf]|[ptkbdgfTS] [rw]|[pkbgf] l|[ptkbdgfvhmnl] j|tS|dZ"
    r"|[ptkbdgfvTDszSZhmnlrjw])$"
)


def in_xsampa(phonemes: str) -> str | None:
    """Return phonemes in X-SAMPA, their sounds with spaces between; None for a sound that is not English."""
    read = _read(phonemes)
    if read is None:
        return None
    said, begun = "", ""  # what is said, and the consonants since the last vowel
    for sound, stress in read:
        if not sound.vowel:
            begun = f"{begun} {sound.xsampa}".strip()
            continue
        onset = _ONSETS.search(begun)
        at = onset.start() if onset else len(begun)
        mark = {0: "", 1: '" ', 2: "% "}[stress]
        said += f" {begun[:at]} {mark}{begun[at:]} {sound.xsampa}"
        begun = ""
    return " ".join(f"{said} {begun}".split())


def in_phones(phonemes: str) -> str | None:
    """Return phonemes as phones of the CMU dictionary with spaces between; None for one not English."""
    read = _read(phonemes)
    if read is None:
        return None
    return " ".join(
        _stressed(sound.phones) if stress and sound.vowel else sound.phones for sound, stress in read
    )


def _stressed(phones: str) -> str:
    vowel, *others = phones.split()
    return " ".join(["ah1" if vowel == "ax" else f"{vowel}1", *others])  # "ax" is never stressed


def _read(phonemes: str) -> list[tuple[_Sound, int]] | None:
    """Return the sounds, each with its stress (1 primary, 2 secondary, 0 none); None if one is unknown."""
    read, stress, at = list[tuple[_Sound, int]](), 0, 0
    while at < len(phonemes):
        found = _NAMES.match(phonemes, at)
        if not found:
            return None
        at, name = found.end(), found[0]
        if name in _STRESSES:
            stress = _STRESSES[name]
        elif name in _SOUNDS:
            read.append((_SOUNDS[name], stress))
            stress = 0 if _SOUNDS[name].vowel else stress
    return read
