"""What a visitor has set for the visit: voice, keys and colours. Owns these, and what is said of a change."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kiosk.keys.filters import LADDER, Steadiness
from kiosk.keys.intents import Action
from kiosk.phrases import Phrases
from kiosk.settings import GAINS, RATES, Adjustments, Hands, Seconds, Settings
from kiosk.speech.client import Speech
from kiosk.speech.utterance import Decibels, WordsPerMinute

# Seconds that a switch's item is offered for (ACAT and Saltillo offer 0.5 to 10 s).
SCAN_TIMES: Final = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0)
VOICES: Final = 2  # to change between: the best two for the language of the pack
PRIVATE_GAIN: Final = 1  # the place in GAINS at which headphones begin: -18 dB

# Seconds for which a key is held before it counts (the range is that of filters.LONGEST_HOLD).
HOLD_TIMES: Final = (0.0, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0)
CHANGES: Final = frozenset(
    {
        *(Action.LOUDER, Action.QUIETER, Action.FASTER, Action.SLOWER, Action.STEADIER, Action.QUICKER),
        *(Action.HOLD_LONGER, Action.HOLD_SHORTER),
        *(Action.MORE_TIME, Action.LESS_TIME, Action.ONE_SWITCH, Action.TWO_SWITCHES, Action.ALL_KEYS),
        *(Action.THEME, Action.LARGE_PRINT, Action.VOICE),
    }
)


class Adjusting:
    """Changes voice, keys and colours, a step at a time.

    `phrases` and `lang` are those of the visitor's language. `releases_told`: whether the terminal tells when
    a key is let go, without which no key can be held.
    `largest_print`: the place in PRINT of the largest that there is room for.
    """

    def __init__(self, settings: Settings, *, speech: Speech, phrases: Phrases, lang: str) -> None:
        self._settings = settings
        self._speech = speech
        self.phrases = phrases
        self.lang = lang
        self.adjustments = settings.defaults
        self.hands = settings.hands
        self.releases_told = False
        self.largest_print = 0
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
        self._speech.set_voice(adjustments.voice)
        self._speech.set_rate(WordsPerMinute(RATES[adjustments.rate]))

    @property
    def volume(self) -> str:
        """How loud it is, in words."""
        return self.phrases.volume.format(level=self.adjustments.gain + 1, levels=len(GAINS))

    def change(self, action: Action) -> str:
        """Change what an action is about, and return what is said of it."""
        before = (self.adjustments, self.hands)
        said = self._change(action)
        edge = self.phrases.edges.get(action) if before == (self.adjustments, self.hands) else None
        return f"{said} {edge}" if edge and said != self.phrases.no_slow_keys else said

    def _change(self, action: Action) -> str:
        match action:
            case Action.LOUDER | Action.QUIETER:
                self.adjust(self.adjustments.louder(1 if action is Action.LOUDER else -1), self.hands)
                said = self.volume
            case Action.FASTER | Action.SLOWER:
                self.adjust(self.adjustments.faster(1 if action is Action.FASTER else -1), self.hands)
                said = self.phrases.rate.format(rate=RATES[self.adjustments.rate])
            case Action.STEADIER | Action.QUICKER:
                said = self._steady(action)
            case Action.HOLD_LONGER | Action.HOLD_SHORTER:
                said = self._hold(1 if action is Action.HOLD_LONGER else -1)
            case Action.THEME:
                self.adjust(self.adjustments.recoloured(), self.hands)
                said = self.phrases.theme.format(theme=self.phrases.themes[self.adjustments.theme])
            case Action.LARGE_PRINT:
                said = self._enlarge()
            case Action.VOICE:
                said = self._change_voice()
            case Action.MORE_TIME | Action.LESS_TIME:
                scan = _step(SCAN_TIMES, self.hands.scan, 1 if action is Action.MORE_TIME else -1)
                self.adjust(self.adjustments, replace(self.hands, scan=scan))
                said = self.phrases.scan_time.format(seconds=f"{scan:g}")
            case _:
                said = self._switches(action)
        return said

    def _change_voice(self) -> str:
        voices = min(len(self._speech.voices(self.lang)), VOICES)
        if voices < VOICES:
            return self.phrases.only_voice
        self.adjust(self.adjustments.other_voice(voices), self.hands)
        return self.phrases.voice.format(number=self.adjustments.voice + 1, voices=voices)

    def _enlarge(self) -> str:
        if not self.largest_print:
            return self.phrases.no_large_print
        self.adjust(self.adjustments.larger(self.largest_print), self.hands)
        size = self.adjustments.large_print
        words = self.phrases.large_print if size else self.phrases.ordinary_print
        return words.format(size=size, sizes=self.largest_print)

    def _hold(self, steps: int) -> str:
        if not self.releases_told:
            return self.phrases.no_slow_keys
        held = _step(HOLD_TIMES, self.hands.slow_keys, steps)
        self.adjust(self.adjustments, replace(self.hands, slow_keys=held))
        return self.phrases.slow_keys.format(seconds=f"{held:g}")

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
        return self.phrases.steadiness.format(step=step, steps=len(LADDER))

    def _switches(self, action: Action) -> str:
        words = self.phrases
        switches, said = {
            Action.ONE_SWITCH: (1, words.one_switch),
            Action.TWO_SWITCHES: (2, words.two_switches),
        }.get(action, (0, words.all_keys))
        self.adjust(self.adjustments, replace(self.hands, switches=switches))
        return said


def _step(times: Sequence[Seconds], now: Seconds, steps: int) -> Seconds:
    """Return the time some steps from the one that is nearest to `now`, at most the last."""
    here = min(range(len(times)), key=lambda index: abs(times[index] - now))
    return times[min(max(here + steps, 0), len(times) - 1)]


def steadiness(hands: Hands) -> Steadiness:
    """Return what the filter is to do for these hands."""
    return Steadiness(same_key=hands.same_key, any_key=hands.any_key, hold=hands.slow_keys)
