"""What keys are called in files: by the character that a key types, or by a word of NAMED."""

from typing import Final

NAMED: Final = (
    *("right", "left", "up", "down", "pageup", "pagedown", "home", "end", "insert", "delete"),
    *("enter", "space", "tab", "escape", "backspace"),
    *(f"f{number}" for number in range(1, 25)),
)


def is_key(name: str) -> bool:
    """Return whether a name is one of a key, in small letters where it is a word."""
    return name in NAMED or (len(name) == 1 and name.isprintable() and not name.isspace())
