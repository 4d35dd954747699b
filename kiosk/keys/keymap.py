"""A table of keys: what each means, and what it is called.

Keys have the names of `key_names`. No chord is in a table: one key at a time does everything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from kiosk.keys.intents import Headphones, Intent, Switch
from kiosk.phrases import Phrases

Held = TypeVar("Held")


@dataclass(frozen=True)
class Keymap:
    """A table of keys. The first key of an action is the one that is shown and told.

    `names` and `labels`: what keys are called aloud and on the screen, where a table has words of its own.
    """

    intents: Mapping[str, Intent]
    switches: Mapping[str, Switch] = field(default_factory=dict)
    headphones: Mapping[str, Headphones] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def intent(self, key: str) -> Intent | None:
        """Return what a key means, with Caps Lock on or off, or None when it means nothing."""
        return _of_either_case(self.intents, key)

    def switch(self, key: str) -> Switch | None:
        """Return which switch a key is, or None when it is none."""
        return _of_either_case(self.switches, key)

    def plug(self, key: str) -> Headphones | None:
        """Return what a key tells of the headphones, or None when it tells nothing of them."""
        return _of_either_case(self.headphones, key)

    def name(self, key: str, phrases: Phrases) -> str:
        """Return what a key is called aloud."""
        letter = key.upper() if len(key) == 1 and key.isalnum() else phrases.unknown_key
        return _of_either_case(self.names, key) or phrases.key_names.get(key, letter)

    def label(self, key: str, phrases: Phrases) -> str:
        """Return what stands on a key, for the screen."""
        own = _of_either_case(self.labels, key)
        if own or _of_either_case(self.names, key):
            return own or self.name(key, phrases)
        return phrases.key_labels.get(key, self.name(key, phrases))

    def key(self, intent: Intent) -> str:
        """Return the first key of an intent, or "" when no key has it."""
        return self._keys.get(intent, "")

    @cached_property
    def _keys(self) -> Mapping[Intent, str]:
        return {intent: key for key, intent in reversed(tuple(self.intents.items()))}


def _of_either_case(table: Mapping[str, Held], key: str) -> Held | None:
    return table.get(key) or table.get(key.lower())
