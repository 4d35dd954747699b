"""What a visitor has set for the visit: voice and keys. Owns these, and what is said of each change."""

from dataclasses import replace
from typing import Final

from kiosk.keys.filters import LADDER, Steadiness
from kiosk.keys.intents import Action
from kiosk.phrases import Phrases
from kiosk.settings import GAINS, RATES, Adjustments, Hands, Settings
from kiosk.speech.client import Speech
from kiosk.speech.utterance import Decibels, WordsPerMinute

# Seconds that a switch's item is offered for (ACAT and Saltillo offer 0.5 to 10 s).
SCAN_TIMES: Final = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0)
PRIVATE_GAIN: Final = 1  # the place in GAINS at which headphones begin: -18 dB

CHANGES: Final = frozenset(
    {
        *(Action.LOUDER, Action.QUIETER, Action.FASTER, Action.SLOWER, Action.STEADIER, Action.QUICKER),
        *(Action.MORE_TIME, Action.LESS_TIME, Action.ONE_SWITCH, Action.TWO_SWITCHES, Action.ALL_KEYS),
    }
)


class Adjusting:
    """Changes voice and keys, a step at a time."""

    def __init__(self, settings: Settings, *, speech: Speech, phrases: Phrases) -> None:
        self._settings = settings
        self._speech = speech
        self._phrases = phrases
        self.adjustments = settings.defaults
        self.hands = settings.hands
        self._aloud: int | None = None  # the place in GAINS without the headphones, while they are in

    @property
    def headphones(self) -> bool:
        """Whether the headphones are in."""
        return self._aloud is not None

    def plug(self, *, inside: bool) -> None:
        """Have the headphones in or out: private listening begins low, and each keeps its own level."""
        aloud, self._aloud = self._aloud, self.adjustments.gain if inside else None
        gain = PRIVATE_GAIN if inside else aloud
        if gain is not None:
            self.adjust(replace(self.adjustments, gain=gain), self.hands)

    def reset(self) -> None:
        """Go back to what the clinic has set; headphones that are still in begin low again."""
        self.adjust(self._settings.defaults, self._settings.hands)
        if self.headphones:
            self.plug(inside=True)

    def adjust(self, adjustments: Adjustments, hands: Hands) -> None:
        """Have other adjustments from the next words, and the next press, on."""
        self.adjustments, self.hands = adjustments, hands
        self._speech.set_gain(Decibels(GAINS[adjustments.gain]))
        self._speech.set_rate(WordsPerMinute(RATES[adjustments.rate]))

    @property
    def volume(self) -> str:
        """How loud it is, in words."""
        return self._phrases.volume.format(level=self.adjustments.gain + 1, levels=len(GAINS))

    def change(self, action: Action) -> str:
        """Change what an action is about, and return what is said of it; "" when it changes nothing here."""
        words = self._phrases
        before = (self.adjustments, self.hands)
        said, edge = self._change(action)
        at_edge = edge and before == (self.adjustments, self.hands)
        return f"{said} {words.edges[edge]}" if at_edge else said

    def _change(self, action: Action) -> tuple[str, str]:
        """Return what is said, and the edge at which nothing has changed."""
        match action:
            case Action.LOUDER | Action.QUIETER:
                self.adjust(self.adjustments.louder(1 if action is Action.LOUDER else -1), self.hands)
                return self.volume, action
            case Action.FASTER | Action.SLOWER:
                self.adjust(self.adjustments.faster(1 if action is Action.FASTER else -1), self.hands)
                return self._phrases.rate.format(rate=RATES[self.adjustments.rate]), action
            case Action.STEADIER | Action.QUICKER:
                return self._steady(action), action
            case Action.MORE_TIME | Action.LESS_TIME:
                return self._time(1 if action is Action.MORE_TIME else -1), action
            case Action.ONE_SWITCH | Action.TWO_SWITCHES | Action.ALL_KEYS:
                return self._switches(action), ""
        return "", ""

    def _steady(self, action: Action) -> str:
        here = steadiness(self.hands)
        there = here.steadier() if action is Action.STEADIER else here.quicker()
        return self.keep(there)

    def keep(self, there: Steadiness) -> str:
        """Have the keys as steady as this, and return what is said of it."""
        hands = replace(self.hands, same_key=there.same_key, any_key=there.any_key)
        self.adjust(self.adjustments, hands)
        plain = replace(there, hold=0.0)
        step = 1 + sum(
            step.same_key <= plain.same_key and step.any_key <= plain.any_key and step != plain
            for step in LADDER
        )
        return self._phrases.steadiness.format(step=step, steps=len(LADDER))

    def _time(self, steps: int) -> str:
        now = min(range(len(SCAN_TIMES)), key=lambda index: abs(SCAN_TIMES[index] - self.hands.scan))
        scan = SCAN_TIMES[min(max(now + steps, 0), len(SCAN_TIMES) - 1)]
        self.adjust(self.adjustments, replace(self.hands, scan=scan))
        return self._phrases.scan_time.format(seconds=f"{scan:g}")

    def _switches(self, action: Action) -> str:
        words = self._phrases
        switches, said = {
            Action.ONE_SWITCH: (1, words.one_switch),
            Action.TWO_SWITCHES: (2, words.two_switches),
        }.get(action, (0, words.all_keys))
        self.adjust(self.adjustments, replace(self.hands, switches=switches))
        return said


def steadiness(hands: Hands) -> Steadiness:
    """Return what the filter is to do for these hands."""
    return Steadiness(same_key=hands.same_key, any_key=hands.any_key, hold=hands.slow_keys)
