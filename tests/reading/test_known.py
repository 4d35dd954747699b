from pathlib import Path

import pytest

from kiosk.pack import loader
from kiosk.paths import bundled_pack, pronunciation_file
from kiosk.reading import lexicon
from kiosk.reading.entry import Entry, Manner
from kiosk.reading.known import known_words, unchecked_words
from kiosk.reading.lexicon import Lexicon
from kiosk.reading.sentences import Span

LIST = pronunciation_file("en-GB").with_suffix(".known.txt")
KNOWN = frozenset({"take", "the", "gene", "of", "a", "doctor", "don't", "early", "onset"})
LEXICON = Lexicon(
    (Entry("DYT1", Manner.LETTERS), Entry("Dystonia matters", "x"), Entry("dose", Manner.WRITTEN))
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Take the gene", ()),
        ("Take tetrabenazine, baclofen. Tetrabenazine!", ("tetrabenazine", "baclofen")),
        ("The doctor's, the doctors\u2019 gene", ("doctors",)),
        ("The doctor's gene, don\u2019t", ()),
        ("Take the DYT1 gene, NBIA", ("NBIA",)),
        ("TAKE the gene", ("TAKE",)),
        ("early-onset, early-stage", ("stage",)),
        ("Dystonia matters a doses dose's Dose", ()),
        ("Dystonia", ("Dystonia",)),
        ("Take www.nhs.uk/gene/Baclofen-2.", ("Baclofen",)),
        ("5mg, £5, 3 Jan 2025, Mon-Fri, x, 020 7793 3650, 12", ()),
        ("The DYT6 gene, COVID19, 5mgz", ("DYT", "COVID", "mgz")),
        ("caf\u00e9 na\u00efve", ("caf\u00e9", "na\u00efve")),
        ("", ()),
    ],
)
def test_a_word_that_nobody_checked_is_named_once(text: str, words: tuple[str, ...]) -> None:
    unchecked = unchecked_words([text], LEXICON, KNOWN)
    assert tuple(each.word for each in unchecked) == words
    assert tuple(each.place.of(text) for each in unchecked) == words


def test_words_are_named_in_the_order_of_the_texts() -> None:
    assert unchecked_words(["of zeta", "alpha zeta"], Lexicon(), KNOWN) == (
        ("zeta", 0, Span(3, 7)),
        ("alpha", 1, Span(0, 5)),
    )


def test_a_language_without_a_list_knows_no_word(tmp_path: Path) -> None:
    assert known_words(tmp_path / "cy.known.txt") == frozenset()


def test_the_list_holds_ordinary_words_and_none_that_the_voice_says_wrongly() -> None:
    known = known_words(LIST)
    assert len(known) > 80_000
    assert {"the", "symptoms", "colour", "behaviour", "organise", "anaemia", "don't"} <= known
    assert not {"posture", "tetrabenazine", "clonazepam", "levodopa", "physiotherapist", "neuronal"} & known


@pytest.mark.requirement("K14")
def test_every_word_of_the_shipped_pack_was_checked() -> None:
    pack, texts = loader.load(bundled_pack()), loader.load_draft(bundled_pack()).texts
    english = lexicon.load(pronunciation_file(pack.lang))
    assert unchecked_words([text.text for text in texts], english, known_words(LIST)) == ()
