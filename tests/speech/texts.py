"""What the tests of speech say: sentences with their spoken form, and those of the bundled pack."""

from dataclasses import replace
from functools import cache

from kiosk.pack import loader
from kiosk.paths import bundled_pack, pronunciation_file
from kiosk.reading import lexicon, sentences
from kiosk.reading.lexicon import Lexicon
from kiosk.reading.sayable import Spoken
from kiosk.reading.spoken import phone_groups, spoken_form
from kiosk.speech.utterance import Milliseconds, Place, Signal, Utterance, UtteranceId

LANG = "en-GB"


def utterance(written: str, *, number: int = 1, pause: int = 0, lang: str = LANG) -> Utterance:
    """Return the utterance of a sentence, with the bundled lexicon."""
    return of_spoken(written, spoken_form(written, _lexicon()), number=number, pause=pause, lang=lang)


def sounded(signal: Signal, *, number: int = 1, pause: int = 0) -> Utterance:
    """Return the utterance that sounds a signal."""
    return replace(utterance("", number=number, pause=pause, lang=""), signal=signal)


def phone_group(written: str, *, group: int, number: int = 1) -> Utterance:
    """Return the utterance that says a group of the telephone number of a sentence by itself."""
    return of_spoken(written, phone_groups(written, _lexicon())[group], number=number)


def of_spoken(written: str, said: Spoken, *, number: int, pause: int = 0, lang: str = LANG) -> Utterance:
    """Return the utterance of a spoken form."""
    return Utterance(
        id=UtteranceId(number),
        part="",
        lang=lang,
        written=written,
        spoken=said.text,
        places=tuple(
            Place(piece.spoken.start, piece.spoken.end, piece.written.start, piece.written.end)
            for piece in said.pieces
        ),
        pause=Milliseconds(pause),
    )


@cache
def pack_sentences() -> tuple[str, ...]:
    """Return every sentence of the passages of the bundled pack."""
    passages = [passage for part in loader.load(bundled_pack()).parts for passage in part.passages]
    return tuple(span.of(passage.text) for passage in passages for span in sentences.split(passage.text))


@cache
def pack_lines() -> tuple[str, ...]:
    """Return all that the bundled pack gives to be said: its sentences, titles, summaries and names."""
    pack = loader.load(bundled_pack())
    lines = [pack.title, pack.summary, pack.publisher, pack.helpline.phone]
    for part in pack.parts:
        lines += [part.title, part.summary]
        for study in part.case_studies:
            lines += [study.name, study.featured_in]
            lines += [span.of(each.text) for each in study.story for span in sentences.split(each.text)]
    return (*lines, *pack_sentences())


@cache
def _lexicon() -> Lexicon:
    return lexicon.load(pronunciation_file(LANG))
