"""What `kiosk keys` prints: the key profiles that come with the kiosk, or the table of one."""

from collections.abc import Iterator

from kiosk.keys import profile
from kiosk.phrases.loader import english


def keys(name: str | None) -> Iterator[str]:
    """Yield a line for each profile, or for each key of one.

    Raises ProfileError for a profile that is not known, and for one with faults.
    """
    return _profiles() if name is None else _table(profile.named(name))


def _profiles() -> Iterator[str]:
    for name in profile.shipped():
        yield f"{name:16} {profile.named(name).title}"


def _table(asked: profile.Profile) -> Iterator[str]:
    yield asked.title
    keymap = asked.keymap
    for key, intent in keymap.intents.items():
        does = english().on_screen.actions[intent.action]
        yield _row(asked, key, f"{does} {intent.number}" if intent.number else does)
    for key, switch in keymap.switches.items():
        yield _row(asked, key, f"switch: {switch}")
    for key, plug in keymap.headphones.items():
        yield _row(asked, key, f"headphones: {plug}")
    if asked.lists:
        yield "What has no key is offered in the lists of the visit."


def _row(asked: profile.Profile, key: str, does: str) -> str:
    names, words = asked.keymap, english().on_screen
    return f"{key:10} {names.name(key, words):24} {names.label(key, words):12} {does}"
