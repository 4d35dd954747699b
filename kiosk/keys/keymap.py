"""The one table of keys: which key means which intent, and what each key is called.

A key is named by the character it types, or by one of the words right, left, up, down, enter, space, home. No
chord is in it: one key at a time does everything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from kiosk.keys.intents import Action, Intent


@dataclass(frozen=True)
class Keymap:
    """A table of keys. The first key of an action is the one that is shown and told."""

    intents: Mapping[str, Intent]

    def intent(self, key: str) -> Intent | None:
        """Return what a key means, with Caps Lock on or off, or None when it means nothing."""
        return self.intents.get(key) or self.intents.get(key.lower())

    def key(self, intent: Intent) -> str:
        """Return the first key of an intent, or "" when no key has it."""
        return self._keys.get(intent, "")

    @cached_property
    def _keys(self) -> Mapping[Intent, str]:
        return {intent: key for key, intent in reversed(tuple(self.intents.items()))}


def _default() -> dict[str, Intent]:
    keys = {
        Action.NEXT: ("right",),
        Action.BACK: ("left",),
        Action.UP: ("up",),
        Action.DOWN: ("down",),
        Action.CHOOSE: ("enter", "space"),
        Action.REPEAT: ("r",),
        Action.PAUSE: ("p",),
        Action.QUIETER: ("-",),
        Action.LOUDER: ("+", "="),
        Action.SLOWER: (",",),
        Action.FASTER: (".",),
        Action.CONTENTS: ("c",),
        Action.HELPLINE: ("h",),
        Action.DISCLAIMER: ("d",),
        Action.HELP: ("?",),
        Action.HOME: ("home",),
    }
    table = {key: Intent(action) for action, names in keys.items() for key in names}
    # 0 is the tenth, as it stands after 9 on a keyboard.
    return table | {str(number % 10): Intent(Action.CHOOSE_NUMBER, number) for number in range(1, 11)}


DEFAULT_KEYMAP = Keymap(MappingProxyType(_default()))
