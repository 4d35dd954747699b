"""What a visit says of a pack, and where it stands. Keeps one decision: what is not said is no text."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from kiosk.files.text_file import Place
from kiosk.pack.folder import File, Opened
from kiosk.pack.schema import Block


class Text(NamedTuple):
    """Something that a pack gives to be said, in one language, and the line at which it begins.

    `key` is the key of the file that holds it.
    """

    text: str
    lang: str
    place: Place
    key: str


def texts(opened: Opened) -> Iterator[Text]:
    """Yield what a visit says, of the files that can be read, in its order: none where pack.yaml cannot be.

    The names of people who are not to be named are not among it.
    """
    pack = opened.pack
    if pack.held is None:
        return
    lang = pack.entry.lang
    yield _text(pack, lang, pack.entry.title, "title")
    yield _text(pack, lang, pack.entry.publisher, "publisher")
    for page in opened.pages:
        if entry := page.file.held:
            yield _text(page.file, lang, entry.title, "title")
            yield _text(page.file, lang, entry.summary, "summary")
            yield from _texts_of_blocks(page.file, lang, entry.text, "text")
            if entry.link:
                yield _text(page.file, lang, entry.link, "link")
        for person in (person for person in page.people if person.held):
            if person.entry.speak_name:
                yield _text(person, lang, person.entry.name, "name")
            yield _text(person, lang, person.entry.featured_in, "featured_in")
            yield from _texts_of_blocks(person, lang, person.entry.story, "story")


def _texts_of_blocks(file: File[Any], lang: str, blocks: list[Block], key: str) -> Iterator[Text]:
    for at, block in enumerate(blocks):
        in_lang = block.lang or lang
        if block.paragraph:
            yield _text(file, in_lang, block.paragraph, key, at, "paragraph")
        for nth, item in enumerate(block.items):
            yield _text(file, in_lang, item, key, at, "list", nth)


def _text(file: File[Any], lang: str, text: str, *trail: str | int) -> Text:
    assert file.document is not None, file.name  # noqa: S101 - a file that is no document has a fault
    place = Place(file.name, file.document.line(*trail))
    return Text(text, lang, place, key=str(trail[0]))
