"""`kiosk doctor --press`: staff press each key, and are told what arrives and what the profile means by it.

Keeps one decision: what is told of a key is what the kiosk itself would read, from the terminal's own bytes.
"""

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from kiosk.errors import ScreenError
from kiosk.keys import profile
from kiosk.keys.profile import Profile
from kiosk.keys.strokes import Stroke
from kiosk.phrases.loader import english
from kiosk.settings import Seconds
from kiosk.staff.examination.diagnosis import Diagnosis, ill, well
from kiosk.staff.examination.examined import Examined
from kiosk.terminal.asked import by_the_key, readable
from kiosk.terminal.kitty import KeyStroke
from kiosk.terminal.typed import ESC_ALONE_AFTER_SECONDS, Keys

INSTRUCTION: Final = "Press each key once. The same key three times, one after the other, ends it; or Ctrl+C."
BOUNCE_SECONDS: Final[Seconds] = 0.05  # no hand presses a key again so soon
# A held key is sent again after 0.25 s (the console) to 0.66 s (X), and then every 0.03 s.
_REPEATS_AFTER: Final[Seconds] = 0.7
_APART: Final[Seconds] = 0.2  # presses by which staff end it: a held key's come faster
_ENDING_PRESSES: Final = 3
_QUIET_SECONDS: Final[Seconds] = 60.0  # nobody is there any more
_END: Final = "ctrl+c"
# Each key as a sequence, with its repeats and releases and the text it types, as the kiosk asks; and back.
_ASK_FOR_ALL, _AS_BEFORE = b"\x1b[>27u", b"\x1b[<u"


class Presses:
    """What has arrived of the keys of a profile. Times are in seconds of any clock."""

    def __init__(self, keys: Profile, *, same_key: Seconds) -> None:
        self._profile = keys
        self._same_key = same_key
        self._pressed_at: dict[str, Seconds] = {}
        self._gaps: dict[str, Seconds] = {}  # from the press before the last one to that
        self._bouncing: dict[str, Seconds] = {}
        self._unknown: dict[str, None] = {}
        self._arrived: set[str] = set()
        self._in_a_row: tuple[str, int] = ("", 0)

    @property
    def over(self) -> bool:
        """Whether staff have ended it."""
        key, count = self._in_a_row
        return key == _END or count >= _ENDING_PRESSES

    def take(self, stroke: KeyStroke, at: Seconds) -> str:
        """Return what is told of a stroke; "" where it is nothing new."""
        key = stroke.key
        match stroke.stroke:
            case Stroke.RELEASE:
                return f"  {key} was held for {at - self._pressed_at.get(key, at):.2f} s"
            case Stroke.REPEAT:
                return ""
        gap, before = at - self._pressed_at.get(key, -_REPEATS_AFTER), self._gaps.get(key, _REPEATS_AFTER)
        self._pressed_at[key], self._gaps[key] = at, gap
        self._count(key, gap)
        if gap < BOUNCE_SECONDS and before < _REPEATS_AFTER:
            return ""  # a held key, where nothing tells it apart
        if gap < BOUNCE_SECONDS:
            self._bouncing.setdefault(key, gap)
            return f"  {key} came again after {1000 * gap:.0f} ms: the key bounces"
        return self._told(key)

    def diagnoses(self) -> Iterator[Diagnosis]:
        """Tell what is wrong with the keys: those that bounce, that mean nothing, that never came."""
        for key, gap in self._bouncing.items():
            found = f"{key} came twice within {1000 * gap:.0f} ms"
            if self._same_key > BOUNCE_SECONDS:
                yield well("bouncing key", f"{found}: the kiosk takes that as one press")
            else:
                yield ill("bouncing key", found, "set same_key to 0.5 in the settings")
        for key in self._unknown:
            remedy = "write it into a profile (docs/hands.md), or name another: kiosk keys lists them"
            yield ill("unknown key", f"{key} means nothing in the profile {self._profile.name}", remedy)
        missing = [keys for keys in self._keys() if not self._arrived & set(keys)]
        if missing:
            found = f"never came: {', '.join(' or '.join(keys) for keys in missing)}"
            yield ill("keys", found, "press those, too; one that still does not come sends nothing")
        else:
            yield well("keys", f"all that the profile {self._profile.name} has have come")

    def _count(self, key: str, gap: Seconds) -> None:
        before, count = self._in_a_row
        if key == before and gap < _APART:
            count = -1  # held, or it bounces
        self._in_a_row = (key, count + 1 if key == before else 1)

    def _told(self, key: str) -> str:
        keymap, words = self._profile.keymap, english().on_screen
        if intent := keymap.intent(key):
            does = words.actions[intent.action] + (f" {intent.number}" if intent.number else "")
        elif switch := keymap.switch(key):
            does = f"switch: {switch}"
        elif plug := keymap.plug(key):
            does = f"headphones: {plug}"
        else:
            if key != _END:
                self._unknown[key] = None
            return f"{key}: the profile {self._profile.name} does not know it"
        self._arrived.add(key if key in self._names() else key.lower())
        return f"{key}: {keymap.name(key, words)}, {does}"

    def _names(self) -> dict[str, object]:
        keymap = self._profile.keymap
        return {**keymap.intents, **keymap.switches, **keymap.headphones}

    def _keys(self) -> Iterable[list[str]]:
        """Return the keys of each meaning: one of them is enough."""
        by_meaning = defaultdict[object, list[str]](list)
        for key, meaning in self._names().items():
            by_meaning[meaning].append(key)
        return by_meaning.values()


def arriving(
    presses: Presses, terminal: int, *, clock: Callable[[], Seconds] = time.monotonic
) -> Iterator[str]:
    """Yield what is told of each press, until staff end it, nobody presses for long, or the terminal goes."""
    keys, heard_at = Keys(), clock()
    with by_the_key(terminal):
        os.write(terminal, _ASK_FOR_ALL)
        try:
            while not presses.over and clock() - heard_at < _QUIET_SECONDS:
                data = readable(terminal, ESC_ALONE_AFTER_SECONDS)
                if data == b"":
                    return
                at = clock()
                heard_at = at if data else heard_at
                for read in keys.of(data, at=at) if data else keys.of_time(at):
                    if not isinstance(read, KeyStroke) or presses.over:
                        continue
                    if told := presses.take(read, at):
                        yield told
        finally:
            os.write(terminal, _AS_BEFORE)


def of_keys(examined: Examined) -> Presses:
    """Return what is to arrive of the keys that are set. Raises ProfileError where they cannot be used."""
    hands = examined.settings.hands
    return Presses(profile.named(hands.keys), same_key=hands.same_key)


def require_terminal(examined: Examined) -> int:
    """Return the descriptor of the terminal. Raises ScreenError without one."""
    if examined.terminal is None:
        raise ScreenError("Keys can be pressed in a terminal only; start the doctor in the kiosk's own.")
    return examined.terminal
