"""The packs of one subject, each in its language. Keeps one decision: a folder's name means nothing.

Packs with the same `id` are one subject, and each has a `lang` of its own.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from kiosk.errors import Fault, PackError
from kiosk.files.text_file import shown
from kiosk.files.yaml_file import read
from kiosk.pack import loader
from kiosk.pack.folder import PACK_FILE
from kiosk.pack.model import Pack

_LONGEST_FOLDER: Final = 1000


class Found(NamedTuple):
    """A pack, and the folder in which it is."""

    folder: Path
    pack: Pack


def folders(named: Sequence[Path]) -> list[Path]:
    """Return the folders of packs: those that are named, and in place of a folder of packs these, by name."""
    return [folder for each in named for folder in _packs_in(each)]


def _packs_in(folder: Path) -> list[Path]:
    if os.path.lexists(folder / PACK_FILE):  # a broken link is told, as a fault
        return [folder]
    return sorted(inside.parent for inside in folder.glob(f"*/{PACK_FILE}")) or [folder]


def load(named: Sequence[Path]) -> tuple[Found, ...]:
    """Return the packs in the folders, in their order: the first is in the clinic's own language.

    Raises PackError, with every fault of every pack; where one is of another subject; where two are in one
    language.
    """
    of_packs = folders(named)
    if len(of_packs) == 1:
        return (Found(of_packs[0], loader.load(of_packs[0])),)
    found, faults = list[Found](), list[Fault]()
    for folder in of_packs:
        try:
            found.append(Found(folder, loader.load(folder)))
        except PackError as refused:
            faults += [replace(fault, file=f"{folder}/{fault.file}") for fault in refused.faults]
    faults += _strangers(found)
    if faults:
        all_folders = ", ".join(shown(str(folder), longest=_LONGEST_FOLDER) for folder in of_packs)
        raise PackError(f"the packs in {all_folders} cannot be one subject", faults=tuple(sorted(faults)))
    return tuple(found)


def _strangers(found: Sequence[Found]) -> Iterator[Fault]:
    """Yield a fault for each pack of another subject than the first, or in a language that is there."""
    in_lang = dict[str, Path]()
    for folder, pack in found:
        first = found[0]
        if pack.id != first.pack.id:
            what = f'"id" is "{pack.id}", and in {first.folder}/{PACK_FILE} it is "{first.pack.id}"'
            yield _fault(folder, "id", what, "write the same id in all languages, or give one subject only")
        elif pack.lang in in_lang:
            what = f'"lang" is "{pack.lang}", as in {in_lang[pack.lang]}/{PACK_FILE}'
            yield _fault(
                folder, "lang", what, "write the language that the pack is in, or give one of the two"
            )
        in_lang.setdefault(pack.lang, folder)


def _fault(folder: Path, key: str, what: str, remedy: str) -> Fault:
    document, _ = read(folder, PACK_FILE)
    return Fault(f"{folder}/{PACK_FILE}", document.line(key) if document else 1, what, remedy)
