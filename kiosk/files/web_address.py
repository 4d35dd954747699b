"""The address of a web page, as people write it into a file: a whole one that can be said and scanned."""

import re
from typing import Final

from kiosk.files.schema import refused

_ADDRESS: Final = re.compile(
    r"https://(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z][a-z0-9-]*[a-z0-9](?:[/?#](?:[\w.~!$&*+,;=:@%/?#-]*[\w/])?)?",
    re.ASCII | re.IGNORECASE,
)
LONGEST: Final = 100  # characters: a longer one could not be written down by ear
_WHOLE_ADDRESS: Final = "write the whole address, such as https://www.nhs.uk/conditions, and nothing else"


def checked(text: str) -> str:
    """Return the address; raise what a validator raises where it is none, or one that is too long to use."""
    if not text.lower().startswith("https://"):
        raise refused("does not begin with https://", _WHOLE_ADDRESS)
    if not _ADDRESS.fullmatch(text):
        raise refused("is not the address of a web page", _WHOLE_ADDRESS)
    if len(text) > LONGEST:
        raise refused(
            f"has more than {LONGEST} characters",
            "write a shorter one: this could neither be written down by ear nor scanned from the screen",
        )
    return text
