"""The clinic's settings, and a visitor's adjustments to them. All frozen: a change is a new value."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, TypeAlias

Seconds: TypeAlias = float  # of a monotonic clock, or a length of time

# Words a minute, measured (bench/rates.py): 75 % to 200 % of the default in 7 steps (VVSG 2.0, 7.1-K asks
# for 6 to 8 steps, and about 125 as the default).
RATES: Final = (92, 109, 125, 150, 175, 210, 250)
# Decibels below the voice's own level: steps of 6 dB over 24 dB (EN 301 549, 5.1.3.12 asks for steps of 10 dB
# or less over 18 dB or more).
GAINS: Final = (-24.0, -18.0, -12.0, -6.0, 0.0)
# How long the same key can be refused (EN 301 549, 5.8 asks for times up to 0.5 s and above).
SAME_KEY: Final[tuple[Seconds, ...]] = (0.0, 0.2, 0.5, 1.0, 1.5, 2.0)
# Rows of a small letter in each size of print; 0 is the terminal's own letters.
PRINT: Final = (0, 2, 3, 4, 5, 6, 8, 10, 12)
SHORTEST_WARNING: Final[Seconds] = 20.0  # Section 508, 407.5; WCAG 2.2, 2.2.1


class Theme(StrEnum):
    """The colours of the screen, by name. What each looks like is the front end's."""

    LIGHT_ON_DARK = "light-on-dark"
    DARK_ON_LIGHT = "dark-on-light"
    YELLOW_ON_BLACK = "yellow-on-black"
    CALM = "calm"


class VoiceName(StrEnum):
    """The voices that the kiosk can speak with, where their engines are. AUTO: the best for the language."""

    AUTO = "auto"
    ESPEAK = "espeak"
    ESPEAK_M6 = "espeak-m6"
    PICO = "pico"
    RMS = "rms"
    SLT = "slt"
    AWB = "awb"


@dataclass(frozen=True)
class Adjustments:
    """A visitor's own choices, for one visit: places in RATES, GAINS and PRINT, a theme and a voice."""

    rate: int = RATES.index(125)
    gain: int = GAINS.index(-6.0)
    theme: Theme = Theme.LIGHT_ON_DARK
    large_print: int = 0
    voice: int = 0  # its place among those for the language, the best first

    def faster(self, steps: int) -> "Adjustments":
        """Return the adjustments with another rate, or themselves at either end."""
        return replace(self, rate=min(max(self.rate + steps, 0), len(RATES) - 1))

    def louder(self, steps: int) -> "Adjustments":
        """Return the adjustments with another volume, or themselves at either end."""
        return replace(self, gain=min(max(self.gain + steps, 0), len(GAINS) - 1))

    def recoloured(self) -> "Adjustments":
        """Return the adjustments with the next theme; after the last comes the first."""
        themes = list(Theme)
        return replace(self, theme=themes[(themes.index(self.theme) + 1) % len(themes)])

    def other_voice(self, voices: int) -> "Adjustments":
        """Return the adjustments with the next of so many voices; after the last comes the first."""
        return replace(self, voice=(self.voice + 1) % max(voices, 1))

    def larger(self, largest: int) -> "Adjustments":
        """Return the adjustments with the next size of print; after the place `largest` comes the first."""
        return replace(self, large_print=0 if self.large_print >= largest else self.large_print + 1)


@dataclass(frozen=True)
class Pauses:
    """Milliseconds of silence after each kind of sentence; docs/voices.md has the sources.

    Shorter ones than 600 are shorter than the engine's own comma at the slowest rates.
    """

    sentence: int = 600
    item: int = 600
    paragraph: int = 1200
    title: int = 1200
    notice: int = 600
    end: int = 150  # the signal of an end: heard apart from the next word
    # After a group of a number to write down. At 125 words a minute 4 digits sound for 2.1 s: with the pause
    # there are 3.3 s to write them. Copying takes 0.5 s a letter (aged 60 to 69) to 1 s (aged 90 to 99):
    # "Australian norms for handwriting speed in healthy adults aged 60-99 years", 120 people.
    phone_group: int = 1200


class GoOn(StrEnum):
    """How far the voice reads before it waits for a key."""

    SENTENCE = "sentence"
    PART = "part"
    ALL = "all"  # to the helpline, part after part


@dataclass(frozen=True)
class Hands:
    """How presses are taken, for hands that shake or that press one switch only."""

    # The name of a key profile, or the path of its file, which ends in .yaml.
    keys: str = "keyboard"
    same_key: Seconds = 0.5  # EN 301 549, 5.8: the same key is refused for 0.5 s, or for what is set
    # Against hits on neighbours (Game Accessibility Guidelines). With 0.2 s 99 % of simulated shaking hands
    # come to the helpline and 94 % of those that shake hard; without it 93 % and 60 % (docs/figures.md).
    any_key: Seconds = 0.2
    slow_keys: Seconds = 0.0  # how long a key must be held; it asks for strength, so nobody gets it unasked
    switches: int = 0  # 1: the kiosk scans by itself; 2: one moves and one chooses (EN 301 549, 4.2.7)
    scan: Seconds = 2.0  # after the end of an item's name; ACAT and Saltillo offer 0.5 to 10 s
    take_back: Seconds = 3.0  # our own: one scan and a half, to hear what was chosen and press again


@dataclass(frozen=True)
class Patience:
    """How long the kiosk waits for a press, when nothing is being said."""

    repeat_instruction: Seconds = 15.0  # VxMark, a voting machine for everyone, says it again after 15 s
    idle: Seconds = 60.0  # our own: nothing in a visit takes so long to find; the warning comes after it
    warning: Seconds = 20.0  # Section 508, 407.5, and WCAG 2.2, 2.2.1: 20 s at least


@dataclass(frozen=True)
class Leaflet:
    """How a visitor gets the leaflet: printed from `file` by CUPS's `printer`, and at the address `link`.

    Each may be "", and without all of them a visitor is told to ask for it.
    """

    printer: str = ""
    file: str = ""
    link: str = ""


@dataclass(frozen=True)
class Settings:
    """What the clinic has set for every visitor."""

    go_on: GoOn = GoOn.PART
    voice: VoiceName = VoiceName.AUTO
    defaults: Adjustments = field(default_factory=Adjustments)
    pauses: Pauses = field(default_factory=Pauses)
    signals: bool = True  # short sounds beside the words; nothing is told by them alone
    hands: Hands = field(default_factory=Hands)
    leaflet: Leaflet = field(default_factory=Leaflet)
    # Keys that staff press one after the other, to end it and to have its state told; none: no key does.
    leave: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    counts: bool = True  # how often parts are opened and the helpline is reached, a week; never by whom
    patience: Patience = field(default_factory=Patience)
