"""What a key press means: an intent of the visitor, a switch, or a headphone plug."""

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """Everything a visitor can ask for."""

    NEXT = "next"
    BACK = "back"
    UP = "up"
    DOWN = "down"
    CHOOSE = "choose"
    CHOOSE_NUMBER = "choose-number"
    REPEAT = "repeat"
    PAUSE = "pause"
    QUIETER = "quieter"
    LOUDER = "louder"
    SLOWER = "slower"
    FASTER = "faster"
    CONTENTS = "contents"
    HELPLINE = "helpline"
    DISCLAIMER = "disclaimer"
    HELP = "help"
    HOME = "home"
    CHOICES = "choices"
    STEADIER = "steadier"
    QUICKER = "quicker"
    HOLD_LONGER = "hold-longer"
    HOLD_SHORTER = "hold-shorter"
    TRY_OUT = "try-out"
    ONE_SWITCH = "one-switch"
    TWO_SWITCHES = "two-switches"
    ALL_KEYS = "all-keys"
    MORE_TIME = "more-time"
    LESS_TIME = "less-time"
    THEME = "theme"
    LARGE_PRINT = "large-print"
    VOICE = "voice"
    PRINT = "print"


@dataclass(frozen=True)
class Intent:
    """An action; `number` counts from 1 and belongs to CHOOSE_NUMBER alone."""

    action: Action
    number: int = 0

    def __str__(self) -> str:
        return f"{self.action} {self.number}" if self.number else str(self.action)


class Switch(StrEnum):
    """What one of two switches does; with one switch alone it is CHOOSE, and the kiosk moves by itself."""

    MOVE = "move"
    CHOOSE = "choose"


class Headphones(StrEnum):
    """What a keypad tells, as a key, of the plug in its socket."""

    IN = "in"
    OUT = "out"
