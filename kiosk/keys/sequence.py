"""Keys in a row that are pressed on purpose: what only staff know, with the keys that everybody has."""

from collections import deque


class KeySequence:
    """Waits for the last presses to be `keys`, by the keymap's names. Without keys it waits for none."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._keys = keys
        self._last = deque[str](maxlen=len(keys))

    def pressed(self, key: str) -> bool:
        """Take a press; return whether it was the last of the keys."""
        self._last.append(key)
        return bool(self._keys) and tuple(self._last) == self._keys
