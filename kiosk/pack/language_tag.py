"""A BCP 47 tag of a language, such as en-GB. Keeps one decision: its usual case is its only spelling."""

import re
from typing import Final

_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SCRIPT: Final = re.compile(r"-[a-z]{4}(?=-|$)")
_REGION: Final = re.compile(r"-[a-z]{2}(?=-|$)")

# Languages that are mostly written from right to left (the Unicode CLDR's likely scripts), and scripts.
_RIGHT_TO_LEFT: Final = frozenset(
    {
        *("ar", "arc", "arz", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn"),
        *("nqo", "pnb", "ps", "rhg", "sd", "sdh", "syr", "ug", "ur", "yi"),
    }
)
_RIGHT_TO_LEFT_SCRIPTS: Final = frozenset(
    {"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}
)


def is_right_to_left(tag: str) -> bool:
    """Tell whether a language is written from right to left: by the script that the tag names, if any."""
    tag = tag.lower()
    if script := _SCRIPT.search(tag):
        return script[0][1:] in _RIGHT_TO_LEFT_SCRIPTS
    return tag.partition("-")[0] in _RIGHT_TO_LEFT


def is_tag(text: str) -> bool:
    """Tell whether a text is a tag, in any case."""
    return bool(_TAG.fullmatch(text))


def in_usual_case(tag: str) -> str:
    """Return a tag as files are named by it: language small, script with a capital, region in capitals."""
    tag = _SCRIPT.sub(lambda script: script[0].title(), tag.lower())
    return _REGION.sub(lambda region: region[0].upper(), tag)
