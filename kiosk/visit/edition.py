"""A subject in one language. Keeps one decision: a visit is in that language through and through.

The pack, the kiosk's own words, and the pages that are made of both change together, or not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import Fault, PhrasesError
from kiosk.keys.intents import Action
from kiosk.keys.keymap import Keymap
from kiosk.pack import subject
from kiosk.pack.folder import PACK_FILE
from kiosk.pack.model import Pack
from kiosk.phrases import Phrases
from kiosk.phrases import loader as phrases
from kiosk.settings import Leaflet
from kiosk.visit.guide import Guide
from kiosk.visit.pages import NO_LEAFLET, Printer
from kiosk.visit.route import Route


@dataclass(frozen=True)
class Edition:
    """A pack, and the kiosk's own words in its language."""

    pack: Pack
    phrases: Phrases


@dataclass(frozen=True)
class Language:
    """What a visit in one language goes by.

    `keyless` is for who has switches: the pages name no key, as each of them is a switch.
    """

    phrases: Phrases
    route: Route
    printer: Printer
    keyless: Printer
    guide: Guide


def load(folders: Sequence[Path], *, in_lines: bool = False) -> tuple[Edition, ...]:
    """Return the editions of a subject, the clinic's own language first. `in_lines`: for typed answers.

    Raises PackError and PhrasesError, each with all its faults.
    """
    editions, faults = dict[str, Edition](), list[Fault]()
    for folder, pack in subject.load(folders):
        try:
            words = phrases.of(pack.lang, beside=folder.resolve().parent)
        except PhrasesError as refused:
            faults += refused.faults
            continue
        edition = Edition(pack, words.in_lines if in_lines else words.on_screen)
        name = edition.phrases.language
        other = editions.setdefault(name, edition)
        if other is not edition:
            what = f'the language {pack.lang} is called "{name}" here, as is {other.pack.lang}'
            remedy = 'write the phrases of one into a file of its own, and another "language:" in it'
            faults.append(Fault(f"{folder}/{PACK_FILE}", 1, what, remedy))
    if faults:
        raise PhrasesError(
            "The kiosk has not all the words that it needs.", faults=tuple(sorted(set(faults)))
        )
    return tuple(editions.values())


def languages(
    editions: Sequence[Edition],
    *,
    keymap: Keymap,
    listed: Sequence[Action],
    leaflet: Leaflet = NO_LEAFLET,
) -> tuple[Language, ...]:
    """Return what visits in the editions go by. Where there are several, each welcome offers them all."""
    routes = [Route(edition.pack) for edition in editions]
    offered = {route.welcome: edition.phrases for route, edition in zip(routes, editions, strict=True)}
    offered = offered if len(offered) > 1 else {}

    def language(route: Route, words: Phrases) -> Language:
        printer = Printer(
            route, phrases=words, keymap=keymap, listed=listed, leaflet=leaflet, languages=offered
        )
        keyless = Printer(route, phrases=words, keymap=Keymap({}), leaflet=leaflet, languages=offered)
        return Language(words, route, printer, keyless, Guide(route, printer, phrases=words, keymap=keymap))

    return tuple(language(route, edition.phrases) for route, edition in zip(routes, editions, strict=True))
