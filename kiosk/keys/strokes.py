"""What a finger does with a key: it presses it, holds it, lets it go."""

from enum import StrEnum


class Stroke(StrEnum):
    """One event of a key. A terminal that tells no releases sends presses only, and repeats as presses."""

    PRESS = "press"
    REPEAT = "repeat"  # the key is still held: the keyboard or the terminal repeats it
    RELEASE = "release"
