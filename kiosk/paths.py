"""Where things stand: what comes with the kiosk, the clinic's settings, and what the kiosk itself keeps."""

import os
import tempfile
from pathlib import Path
from typing import Final

_SETTINGS: Final = Path("kiosk", "settings.yaml")
_OF_THE_MACHINE: Final = Path("/etc")
_STATE_OF_THE_MACHINE: Final = Path("/var/lib/kiosk")
_TEMPORARY: Final = Path("/tmp")  # noqa: S108 - where tempfile looks first
_PROGRAM = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """Return a folder of data (content, audio, docs): in the wheel if it is there, else in the checkout."""
    inside_wheel = _PROGRAM / "_data" / name
    return inside_wheel if inside_wheel.is_dir() else _PROGRAM.parent / name


def checkout() -> Path | None:
    """Return the checkout that the program runs from; None where it is installed."""
    return _PROGRAM.parent if (_PROGRAM.parent / "pyproject.toml").is_file() else None


def bundled_pack() -> Path:
    """Return the folder of the pack that the kiosk speaks when it is given no other."""
    return data_folder("content") / "generalised-dystonia"


def phrases_folder() -> Path:
    """Return the folder of the kiosk's own words: a file for each language, named by its BCP 47 tag."""
    return data_folder("content") / "phrases"


def words_folder() -> Path:
    """Return the folder of the lists of words that are better not written: a folder for each language."""
    return data_folder("content") / "words"


def pronunciation_file(lang: str) -> Path:
    """Return where the lexicon of a language (a BCP 47 tag, "en-GB") stands, whether or not it exists."""
    return data_folder("audio") / "pronunciation" / f"{lang}.yaml"


def known_words_file(lang: str) -> Path:
    """Return where the ordinary words of a language that are said rightly are listed, if they are."""
    return pronunciation_file(lang).with_suffix(".known.txt")


def narration_folder() -> Path:
    """Return the folder of the recordings that are played in place of the voice, whether or not it exists."""
    return data_folder("audio") / "narration"


def conformance_report() -> Path:
    """Return the file that tells which requirements are met, whether or not it exists."""
    return data_folder("docs") / "conformance.md"


def profiles_folder() -> Path:
    """Return the folder of the key profiles that come with the kiosk."""
    return _PROGRAM / "keys" / "profiles"


def settings_file() -> Path | None:
    """Return the file of the clinic's settings: the account's own, else the machine's, or None."""
    places = (_own("XDG_CONFIG_HOME", "~/.config") / _SETTINGS, _OF_THE_MACHINE / _SETTINGS)
    return next(
        (place for place in places if os.path.lexists(place)), None
    )  # a broken link is told, as a fault


def new_settings_file() -> Path:
    """Return where that file is to be made: the machine's where this account may write it, else its own."""
    of_the_machine = os.access(_OF_THE_MACHINE, os.W_OK | os.X_OK)
    return (_OF_THE_MACHINE if of_the_machine else _own("XDG_CONFIG_HOME", "~/.config")) / _SETTINGS


def state_folder() -> Path | None:
    """Return the folder of what the kiosk itself keeps, there or not; None where nobody is at home.

    It is the one of the service that runs the kiosk, else the machine's where this account may write it, else
    the account's own.
    """
    if service := os.environ.get("STATE_DIRECTORY", "").partition(":")[0]:  # systemd.exec(5)
        return Path(service)
    if os.access(_STATE_OF_THE_MACHINE, os.W_OK | os.X_OK):
        return _STATE_OF_THE_MACHINE
    own = _own("XDG_STATE_HOME", "~/.local/state") / "kiosk"
    return own if own.is_absolute() else None


def delivered_folder() -> Path | None:
    """Return the folder of the packs that `kiosk update` has copied, there or not; None as for the state."""
    state = state_folder()
    return state / "packs" if state else None


def runtime_folder() -> Path:
    """Return a folder for what lasts until the machine is off: the service's, the account's, or for all."""
    service = os.environ.get("RUNTIME_DIRECTORY", "").partition(":")[0]  # systemd.exec(5)
    return Path(service or os.environ.get("XDG_RUNTIME_DIR") or temporary_folder())


def temporary_folder() -> Path:
    """Return the folder of all accounts for what is there for a while; it may be that nobody can write it."""
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError:  # none can be: everything is read-only, or full
        return _TEMPORARY


def _own(variable: str, otherwise: str) -> Path:
    """Return a folder of this account's own; a relative one where nobody is at home."""
    named = os.environ.get(variable, "")
    if not named.startswith("/"):  # it is to be passed over (XDG Base Directory Specification)
        named = os.path.expanduser(otherwise)  # noqa: PTH111 - pathlib's raises where nobody is at home
    return Path(named)
