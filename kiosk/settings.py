"""The clinic's settings, and a visitor's adjustments to them. All frozen: a change is a new value."""

from dataclasses import dataclass, field, replace
from typing import Final

# Words a minute, measured (bench/rates.py): 75 % to 200 % of the default in 7 steps (VVSG 2.0, 7.1-K asks
# for 6 to 8 steps, and about 125 as the default).
RATES: Final = (92, 109, 125, 150, 175, 210, 250)
# Decibels below the voice's own level: steps of 6 dB over 24 dB (EN 301 549, 5.1.3.12 asks for steps of 10 dB
# or less over 18 dB or more).
GAINS: Final = (-24.0, -18.0, -12.0, -6.0, 0.0)


@dataclass(frozen=True)
class Adjustments:
    """A visitor's own choices: places in RATES and GAINS. They last for one visit."""

    rate: int = RATES.index(125)
    gain: int = GAINS.index(-6.0)

    def faster(self, steps: int) -> "Adjustments":
        """Return the adjustments with another rate, or themselves at either end."""
        return replace(self, rate=min(max(self.rate + steps, 0), len(RATES) - 1))

    def louder(self, steps: int) -> "Adjustments":
        """Return the adjustments with another volume, or themselves at either end."""
        return replace(self, gain=min(max(self.gain + steps, 0), len(GAINS) - 1))


@dataclass(frozen=True)
class Pauses:
    """Milliseconds of silence after each kind of sentence."""

    sentence: int = 400
    item: int = 500
    paragraph: int = 700
    title: int = 600
    notice: int = 400


@dataclass(frozen=True)
class Settings:
    """What the clinic has set for every visitor."""

    defaults: Adjustments = field(default_factory=Adjustments)
    pauses: Pauses = field(default_factory=Pauses)
