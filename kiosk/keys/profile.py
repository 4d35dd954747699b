"""Key profiles: YAML files that say what each key of a keypad means.

Keeps one decision: a kiosk is never started with keys by which a visitor cannot do everything.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field

from kiosk.errors import Fault, ProfileError
from kiosk.files import yaml_file
from kiosk.files.schema import Entry, Text, allowed_in, check, one_of, refused
from kiosk.files.text_file import shown
from kiosk.files.yaml_file import Document
from kiosk.key_names import NAMED, is_key
from kiosk.keys.intents import Action, Headphones, Intent, Switch
from kiosk.keys.keymap import Keymap
from kiosk.paths import profiles_folder
from kiosk.phrases.loader import english

_ENDING: Final = ".yaml"
_LONGEST_PATH: Final = 1000
_MODIFIERS: Final = frozenset({"ctrl", "control", "alt", "shift", "meta", "super", "hyper", "cmd", "option"})
# What a visitor must be able to do with a key; with few keys the visit's own lists offer the others.
_ALWAYS: Final = (Action.NEXT, Action.BACK, Action.CHOOSE)
_ELSE_IN_LISTS: Final = (Action.PAUSE, Action.HELPLINE, Action.HELP)
_LAST_NUMBER: Final = 10  # no keypad has more digits


@dataclass(frozen=True)
class Profile:
    """The keys of one keypad. `lists`: it has few keys, and the visit's lists must offer what has none."""

    name: str
    title: str
    keymap: Keymap
    lists: bool = False

    @property
    def switches(self) -> int:
        """How many switches it is for: 2 when one of them moves, 0 when it is for keys."""
        kinds = set(self.keymap.switches.values())
        return 2 if Switch.MOVE in kinds else len(kinds)


def shipped() -> list[str]:
    """Return the names of the profiles that come with the kiosk."""
    return sorted(path.stem for path in profiles_folder().glob(f"*{_ENDING}"))


@cache
def keyboard() -> Profile:
    """Return the profile of a full keyboard, which is meant where no other is named."""
    return named("keyboard")


def named(profile: str) -> Profile:
    """Return a profile that comes with the kiosk, by its name, or the one in a file, by a path.

    Raises ProfileError for a name that is not known, and with every fault of the file, sorted by line.
    """
    if "/" in profile or profile.endswith(_ENDING):
        return load(Path(profile))
    if profile not in shipped():
        sentence = (
            f'There is no key profile called "{shown(profile)}". Write one of {", ".join(shipped())}, '
            "or the path of a file that ends in .yaml."
        )
        raise ProfileError(sentence)
    return load(profiles_folder() / f"{profile}{_ENDING}")


def load(path: Path) -> Profile:
    """Return the profile in a file. Raises ProfileError with every fault of the file, sorted by line."""
    document, faults = yaml_file.read(path.parent, path.name)
    if document is not None:
        held, more = check(document, ProfileEntry, _MEANINGS)
        faults += [*more, *_faults_of_keys(document)]
        if held is not None:
            faults += _faults_of_names(document, held)
            # With other faults in it, the table says nothing certain of what can be reached.
            faults += [] if faults else _faults_of_reach(document, held)
            if not faults:
                return Profile(path.stem, held.title, _keymap(held.keys), held.lists)
    sentence = f"The key profile {shown(str(path), longest=_LONGEST_PATH)} cannot be used."
    raise ProfileError(sentence, faults=tuple(sorted(set(faults))))


# --- What a file holds.


def _intents() -> dict[str | bool, Intent]:
    plain = [Intent(action) for action in Action if action is not Action.CHOOSE_NUMBER]
    numbered = [Intent(Action.CHOOSE_NUMBER, number) for number in range(1, _LAST_NUMBER + 1)]
    return {str(intent): intent for intent in (*plain, *numbered)}


_ACTIONS: Final = one_of(
    _intents(),
    f"one of {', '.join(action for action in Action if action is not Action.CHOOSE_NUMBER)}, or "
    f"{Action.CHOOSE_NUMBER} and a number from 1 to {_LAST_NUMBER}",
)


class KeyEntry(Entry):
    """What one key means, in one of three ways, and what it is called."""

    action: Annotated[Intent | None, _ACTIONS] = None
    switch: Annotated[Switch | None, one_of({str(each): each for each in Switch}, "move or choose")] = None
    headphones: Annotated[
        Headphones | None, one_of({str(each): each for each in Headphones}, "in or out")
    ] = None
    name: Text | None = None
    label: Text | None = None

    @property
    def meaning(self) -> Intent | Switch | Headphones | None:
        """What the key means: one of the three."""
        return self.action or self.switch or self.headphones


def _as_key(held: Any) -> Any:  # noqa: ANN401 - whatever the file holds
    return {"action": held} if isinstance(held, str) else held


def _means_one_thing(key: KeyEntry) -> KeyEntry:
    if len([each for each in (key.action, key.switch, key.headphones) if each]) != 1:
        raise refused('needs one of "action", "switch" and "headphones"', "write one of the three below it")
    if key.name is not None and not any(char.isalnum() for char in key.name):
        raise refused("has a name that cannot be said", "write the name in words")
    return key


class ProfileEntry(Entry):
    """All keys of the file."""

    title: Text
    lists: Annotated[bool, one_of({True: True, False: False}, "true or false")] = False
    keys: Annotated[
        dict[str, Annotated[KeyEntry, BeforeValidator(_as_key), AfterValidator(_means_one_thing)]],
        Field(min_length=1),
    ]


_MEANINGS: Final[Mapping[str, str]] = {
    "title": '"title:" and what the keypad is called',
    "keys": '"keys:" and below it each key, a colon, a space and its action',
    "name": '"name:" and what the kiosk calls the key aloud',
    "label": '"label:" and what stands on the key',
} | {
    key: f'"{key}:" and {wanted}'
    for model in (ProfileEntry, KeyEntry)
    for key, wanted in allowed_in(model).items()
}


def _keymap(keys: Mapping[str, KeyEntry]) -> Keymap:
    return Keymap(
        intents={key: entry.action for key, entry in keys.items() if entry.action},
        switches={key: entry.switch for key, entry in keys.items() if entry.switch},
        headphones={key: entry.headphones for key, entry in keys.items() if entry.headphones},
        names={key: entry.name for key, entry in keys.items() if entry.name},
        labels={key: entry.label for key, entry in keys.items() if entry.label},
    )


# --- What can be wrong with it.


def _faults_of_keys(document: Document) -> Iterator[Fault]:
    """Yield what is wrong with how keys are written, whatever they mean."""
    keys = document.at("keys") if "keys" in document.top_level_keys() else None
    small: dict[str, str] = {}
    for key in keys if isinstance(keys, dict) else ():
        if document.is_doubtful("keys", key):
            continue
        lower = key.lower()
        if wrong := _wrong_name(key):
            yield document.fault("keys", key, what=f'"{shown(key)}" {wrong[0]}', remedy=wrong[1])
        elif lower in small:
            what = f'"{shown(key)}" and "{shown(small[lower])}" are one key: capital letters do not count'
            yield document.fault("keys", key, what=what, remedy="delete one of the two")
        elif key != lower:
            what = f'"{shown(key)}" is written with a capital letter'
            yield document.fault("keys", key, what=what, remedy=f"write {lower}")
        small.setdefault(lower, key)


def _wrong_name(key: str) -> tuple[str, str] | None:
    """Return what is wrong with the name of a key, and what to write, or None."""
    lower = key.lower()
    if is_key(key) or is_key(lower):
        return None
    if _MODIFIERS & {lower, *lower.split("+"), *lower.split("-")}:
        return (
            "is pressed together with another key, and no visitor must press two at a time",
            "name one key that is pressed alone",
        )
    near = get_close_matches(lower, NAMED, n=1) if len(lower) <= max(map(len, NAMED)) * 2 else []
    remedy = "write the one character that it types, or one of " + ", ".join(NAMED)
    return "is no key that the kiosk knows", f"write {near[0]}; or {remedy}" if near else remedy


def _faults_of_names(document: Document, held: ProfileEntry) -> Iterator[Fault]:
    """Yield what is wrong with what the keys are called."""
    keymap, words = _keymap(held.keys), english().on_screen
    called: dict[str, tuple[str, object]] = {}
    for key, entry in held.keys.items():
        name = keymap.name(key, words)
        if _wrong_name(key):
            continue
        if name == words.unknown_key:
            what = f'the key "{shown(key)}" has no name to be said'
            yield document.fault(
                "keys", key, what=what, remedy='write "name:" below it, and its action after "action:"'
            )
        elif called.setdefault(name.lower(), (key, entry.meaning))[1] != entry.meaning:
            other = called[name.lower()][0]
            what = f'"{shown(other)}" and "{shown(key)}" mean two things and are both called {shown(name)}'
            yield document.fault("keys", key, what=what, remedy="give one of them another name")


def _faults_of_reach(document: Document, held: ProfileEntry) -> Iterator[Fault]:
    """Yield what a visitor could not do, or not undo."""
    meanings = [entry.meaning for entry in held.keys.values()]
    if Switch.MOVE in meanings and Switch.CHOOSE not in meanings:
        what = "a switch moves and none chooses"
        yield document.fault("keys", what=what, remedy='add a key with "switch: choose"')
    if (Headphones.IN in meanings) != (Headphones.OUT in meanings):
        what = "only one of headphones in and headphones out has a key"
        yield document.fault("keys", what=what, remedy="add the other, or delete this one")
    if any(isinstance(meaning, Switch) for meaning in meanings):
        return  # by scanning, everything can be reached
    missing = [action for action in _ALWAYS if Intent(action) not in meanings]
    if missing:
        what = f"no key means {' or '.join(missing)}"
        yield document.fault("keys", what=what, remedy="add a key for each")
    missing = [action for action in _ELSE_IN_LISTS if Intent(action) not in meanings and not held.lists]
    if missing:
        what = f"no key means {' or '.join(missing)}"
        remedy = 'add a key for each, or write "lists: true" so that the lists of the visit offer them'
        yield document.fault("keys", what=what, remedy=remedy)
