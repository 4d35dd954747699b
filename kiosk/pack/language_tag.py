"""A BCP 47 tag of a language, such as en-GB. Keeps one decision: its usual case is its only spelling."""

import re
from typing import Final

_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SCRIPT: Final = re.compile(r"-[a-z]{4}(?=-|$)")
_REGION: Final = re.compile(r"-[a-z]{2}(?=-|$)")


def is_tag(text: str) -> bool:
    """Tell whether a text is a tag, in any case."""
    return bool(_TAG.fullmatch(text))


def in_usual_case(tag: str) -> str:
    """Return a tag as files are named by it: language small, script with a capital, region in capitals."""
    tag = _SCRIPT.sub(lambda script: script[0].title(), tag.lower())
    return _REGION.sub(lambda region: region[0].upper(), tag)
