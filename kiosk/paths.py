"""Where the data that comes with the kiosk stands: one answer for a checkout and for an installed wheel."""

from pathlib import Path

_PROGRAM = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """Return the folder `content` or `audio`: inside the wheel if it is there, else beside the program."""
    inside_wheel = _PROGRAM / "_data" / name
    return inside_wheel if inside_wheel.is_dir() else _PROGRAM.parent / name


def bundled_pack() -> Path:
    """Return the folder of the pack that the kiosk speaks when it is given no other."""
    return data_folder("content") / "generalised-dystonia"


def pronunciation_file(lang: str) -> Path:
    """Return where the lexicon of a language (a BCP 47 tag, "en-GB") stands, whether or not it exists."""
    return data_folder("audio") / "pronunciation" / f"{lang}.yaml"


def known_words_file(lang: str) -> Path:
    """Return where the ordinary words of a language that are said rightly are listed, if they are."""
    return pronunciation_file(lang).with_suffix(".known.txt")
