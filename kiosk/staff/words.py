"""`kiosk words`: the words of a pack whose pronunciation nobody has checked, and how to hear them."""

from collections.abc import Iterator

from kiosk.pack.model import Pack
from kiosk.paths import known_words_file, pronunciation_file
from kiosk.reading import lexicon
from kiosk.reading.known import known_words, unchecked_words
from kiosk.staff.studio import Studio


def words(pack: Pack) -> Iterator[str]:
    """Yield a line for each word that somebody must hear before visitors do, and one with their number."""
    studio = Studio()
    unchecked = unchecked_words(
        _texts(pack), lexicon.load(pronunciation_file(pack.lang)), known_words(known_words_file(pack.lang))
    )
    for word in unchecked:
        phonemes = studio.voice.phonemes(studio.utterances.of_notice(word, lang=pack.lang))
        yield f'{word}: said /{phonemes}/; hear it with: kiosk say "{word}"'
    yield f"Words of this pack that have not been checked: {len(unchecked)}."


def _texts(pack: Pack) -> Iterator[str]:
    yield from (pack.title, pack.publisher)
    for part in pack.parts:
        yield from (part.title, part.summary, *(passage.text for passage in part.passages))
        for study in part.case_studies:
            yield from (study.name, study.featured_in, *(passage.text for passage in study.story))
