"""How staff end the kiosk: by keys in a row that nobody presses by chance; none are set, and no key does."""

from collections import deque


class Leaving:
    """Waits for the last presses to be `keys`, by the keymap's names."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._keys = keys
        self._last = deque[str](maxlen=len(keys))

    def pressed(self, key: str) -> bool:
        """Take a press; return whether it was the last of the keys."""
        self._last.append(key)
        return bool(self._keys) and tuple(self._last) == self._keys
