from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import LexiconError
from kiosk.files.yaml_file import Document, Value
from kiosk.paths import pronunciation_file
from kiosk.reading.entry import Entry, Manner, Phonemes
from kiosk.reading.lexicon import Lexicon, load, parse

Load = Callable[[str], Lexicon]


@pytest.fixture
def load_text(tmp_path: Path) -> Load:
    """Return what loads a pronunciation file of that text."""

    def load_it(text: str) -> Lexicon:
        path = tmp_path / "en-GB.yaml"
        path.write_text(text, encoding="utf-8")
        return load(path)

    return load_it


def faults_of(load_text: Load, text: str) -> list[str]:
    with pytest.raises(LexiconError) as refused:
        load_text(text)
    assert str(refused.value) == "The pronunciation file en-GB.yaml cannot be used."
    return [str(fault).removeprefix("en-GB.yaml:") for fault in refused.value.faults]


def test_a_lexicon_is_read(load_text: Load) -> None:
    text = """
    - {written: DYT1, as: letters}
    - written: Joe Doliczny
      say: Joe Dollitch-nee
      source: his own voice
    - {written: 999, as: telephone}
    - {written: 101, as: digits}
    - {written: baclofen, as: written}
    - {written: Lloyd George, phonemes: "l'OId  dZ'O:dZ"}
    """
    assert load_text(text) == Lexicon(
        (
            Entry("DYT1", Manner.LETTERS),
            Entry("Joe Doliczny", "Joe Dollitch-nee", source="his own voice"),
            Entry("999", Manner.TELEPHONE),
            Entry("101", Manner.DIGITS),
            Entry("baclofen", Manner.WRITTEN),
            Entry("Lloyd George", Phonemes("l'OId dZ'O:dZ")),
        )
    )


def test_a_language_without_a_file_has_an_empty_lexicon(tmp_path: Path) -> None:
    assert load(tmp_path / "cy.yaml") == Lexicon(lang="cy")


def test_the_lexicon_that_comes_with_the_kiosk_is_in_order() -> None:
    found = load(pronunciation_file("en-GB")).search("(DYT1)")
    assert found
    assert found[1] == Entry("DYT1", Manner.LETTERS)


NEEDS_ONE_WAY = (
    "2: an entry needs one of 'say', 'phonemes' and 'as'; "
    "keep one: a respelling (say), eSpeak's phonemes (phonemes), or a manner (as)"
)
LONG = "d'It" * 8
AS_ESPEAK = "write it as espeak-ng -x prints a word that sounds so"


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("DYT5", "2: this is not an entry; write '- written: ...', and under it 'say: ...' or 'as: ...'"),
        ("say: dit", "2: the written word is missing; add 'written: ...'"),
        ("say: dit\n  written: '--'", "3: '--' holds no letter or digit; write a word that can be said"),
        ("say: x\n  written: ' '", "3: 'written' has no text; write the text after it, or take the key out"),
        ("say: x\n  written: ", "3: 'written' has no text; write the text after it, or take the key out"),
        ("written: DYT5\n  say: [x]", "3: 'say' has no text; write the text after it, or take the key out"),
        ("written: DYT5", NEEDS_ONE_WAY),
        ("written: DYT5\n  say: dit five\n  as: letters", NEEDS_ONE_WAY),
        ("written: DYT5\n  say: dit five\n  phonemes: d'It", NEEDS_ONE_WAY),
        (
            "written: DYT5\n  as: letter",
            "3: 'letter' is no way to read a word; use 'letters' or 'digits' or 'telephone' or 'written'",
        ),
        (
            "written: DYT5\n  say: ...x\n  sey: x",
            "4: the key 'sey' is not known; use 'as' or 'phonemes' or 'say' or 'source' or 'written'",
        ),
        ("written: DYT5\n  say: '...'", "3: '...' holds no letter or digit; write a word that can be said"),
        ("written: DYT5\n  say: a & b", "3: a respelling cannot hold '&'; write it in letters"),
        ("written: DYT5\n  say: 'a [[dIt]]'", "3: a respelling cannot hold '['; write it in letters"),
        ("written: DYT1\n  say: x", "2: 'DYT1' stands on line 1 already; take one of the two out"),
    ],
)
def test_a_fault_tells_where_what_and_what_to_write(load_text: Load, entry: str, fault: str) -> None:
    text = f"- {{written: DYT1, as: letters}}\n- {entry}\n- {{written: NBIA, as: letters}}\n"
    assert faults_of(load_text, text) == [fault]


@pytest.mark.parametrize(
    ("phonemes", "fault"),
    [
        ("d'Itq", f"3: 'q' in \"d'Itq\" begins with no phoneme of eSpeak's; {AS_ESPEAK}"),
        ("d'It f'8v", f"3: '8v' in \"f'8v\" begins with no phoneme of eSpeak's; {AS_ESPEAK}"),
        ("d'It]] x", f"3: ']]' in \"d'It]]\" begins with no phoneme of eSpeak's; {AS_ESPEAK}"),
        ("dIt", "3: 'dIt' has no stressed syllable; put ' before the vowel of the one that is"),
        (
            LONG,
            f"3: {LONG!r} is longer than 30 characters; put a space where a new word can begin",
        ),
        ("''", "3: 'phonemes' has no text; write the text after it, or take the key out"),
    ],
)
def test_phonemes_that_the_engine_would_guess_at_are_refused(
    load_text: Load, phonemes: str, fault: str
) -> None:
    assert faults_of(load_text, f"- written: DYT1\n\n  phonemes: {phonemes}\n") == [fault]


def test_a_language_without_a_list_of_phonemes_has_none(tmp_path: Path) -> None:
    path = tmp_path / "cy.yaml"
    path.write_text("- {written: Dafydd, phonemes: d'avID}\n", encoding="utf-8")
    with pytest.raises(LexiconError) as refused:
        load(path)
    assert [str(fault) for fault in refused.value.faults] == [
        "cy.yaml:1: this language has no list of phonemes; use a respelling (say)"
    ]


def test_a_word_in_another_print_is_the_same_word(load_text: Load) -> None:
    text = "- {written: Wilson's, say: x}\n- {written: Wilson\u2019s, say: y}\n"
    assert faults_of(load_text, text) == [
        "2: 'Wilson\u2019s' stands on line 1 already; take one of the two out"
    ]


def test_every_fault_is_told_at_once_in_order(load_text: Load) -> None:
    entries = [
        "written: DYT5\n  as: x\n  sey: y",
        "DYT1",
        "say: '&'",
        "written: NBIA\n  written: MRI\n  as: letters",
    ]
    text = "".join(f"- {entry}\n" for entry in entries)
    lines = [fault.partition(":")[0] for fault in faults_of(load_text, text)]
    assert lines == ["2", "3", "4", "5", "5", "5", "7"]


@pytest.mark.parametrize("say", ['"a\\x01b"', "*alias", "!tag x"])
def test_what_yaml_may_not_hold_is_told_once(load_text: Load, say: str) -> None:
    faults = faults_of(load_text, f"- written: DYT5\n  say: {say}\n")
    assert [fault.partition(":")[0] for fault in faults] == ["2"]


@pytest.mark.parametrize("text", ["written: DYT1\n", "DYT1\n"])
def test_something_else_than_a_list_is_refused(load_text: Load, text: str) -> None:
    assert faults_of(load_text, text) == [
        "1: this is not a list of words; begin each word with '- written: ...'"
    ]


def test_an_entry_without_a_word_cannot_be() -> None:
    with pytest.raises(ValueError, match="no word"):
        Entry("...", "dots")


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        ("DYT1", "a DYT1, b", "DYT1"),
        ("DYT1", "DYT10 (DYT1)", "DYT1"),
        ("DYT1", "DYT10", None),
        ("DYT1", "dyt1", None),
        ("matters!", "matters!now", "matters!"),
        ("Wilson's", "Wilson\u2019s", "Wilson\u2019s"),
        ("beta-blocker", "beta\u2011blocker", "beta\u2011blocker"),
        ("Joe Doliczny", "Joe \n Doliczny", "Joe \n Doliczny"),
        ("a.c", "abc", None),
        ("carrier", "Carrier", "Carrier"),
        ("carrier", "CARRIER", None),
        ("Wilson", "wilson", None),
        ("'tis", "\u2019tis", "\u2019tis"),
    ],
)
def test_whole_words_are_found(written: str, text: str, found: str | None) -> None:
    hit = Lexicon((Entry(written, "x"),)).search(text)
    assert (hit and (hit[0][0], hit[1].how)) == (found and (found, "x"))


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ("carrier", ["carriers", "carrier's", "carriers'", "Carriers", "Carrier\u2019s"]),
        ("Wilson", ["Wilson's", "Wilsons", "Wilsons'"]),
        ("therapy", ["therapies", "therapy's", "therapies'"]),
        ("Kennedy", ["Kennedys", "Kennedies"]),
        ("Jones", ["Jones'", "Jones's", "Joneses"]),
        ("reflex", ["reflexes"]),
        ("DYT1", ["DYT1's"]),
    ],
)
def test_the_regular_forms_of_a_word_are_found_whole(written: str, forms: list[str]) -> None:
    lexicon = Lexicon((Entry(written, Manner.WRITTEN),))
    for form in forms:
        hit = lexicon.search(f"the {form} of")
        assert hit, form
        assert hit[0][0] == form


@pytest.mark.parametrize(
    ("written", "how", "text"),
    [
        ("therapy", Manner.WRITTEN, "therapys"),
        ("carrier", Manner.WRITTEN, "carriersome"),
        ("DYT1", Manner.LETTERS, "DYT1s"),
        ("999", Manner.TELEPHONE, "999s"),
        ("999", Manner.TELEPHONE, "9999"),
        ("carrier", Manner.WRITTEN, "carries"),
    ],
)
def test_what_is_no_regular_form_is_not_found(written: str, how: Manner, text: str) -> None:
    assert Lexicon((Entry(written, how),)).search(text) is None


def test_a_possessive_has_no_forms_of_its_own() -> None:
    hit = Lexicon((Entry("Wilson's", "x"),)).search("Wilson's's")
    assert hit
    assert hit[0][0] == "Wilson's"


def test_an_entry_of_its_own_comes_before_a_form_of_another() -> None:
    entries = (
        Entry("polish", "pollish"),
        Entry("Polish", "poe-lish"),
        Entry("axis", "x"),
        Entry("axes", "ax-eez"),
    )
    for text, how in (("polish", "pollish"), ("Polish", "poe-lish"), ("axes", "ax-eez"), ("Axes", "ax-eez")):
        for order in (entries, entries[::-1]):
            hit = Lexicon(order).search(text)
            assert hit
            assert hit[1].how == how


def test_another_language_has_no_english_forms() -> None:
    assert Lexicon((Entry("Cymro", "x"),), lang="cy").search("Cymros") is None


def test_the_search_sees_what_stands_before_its_start() -> None:
    assert Lexicon((Entry("YT1", "x"),)).search("DYT1", 1) is None


def test_a_lexicon_without_entries_finds_nothing() -> None:
    assert Lexicon().search("DYT1") is None


@given(st.lists(st.sampled_from(["DYT", "DYT1", "DYT1 gene", "gene"]), min_size=1, unique=True))
def test_the_longest_entry_is_found_whatever_their_order(words: list[str]) -> None:
    lexicon = Lexicon(tuple(Entry(word, "x") for word in words))
    hit = lexicon.search("DYT1 gene")
    starting_here = [word for word in words if word in {"DYT1", "DYT1 gene"}]
    expected = max(starting_here, key=len, default="gene" if "gene" in words else None)
    assert (hit and hit[1].written) == expected


VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["written", "say", "phonemes", "as", "source", "sey"]), inner, max_size=4
        )
    ),
)


@given(st.lists(VALUES, max_size=4) | VALUES)
def test_any_values_are_a_lexicon_or_have_faults(value: Value) -> None:
    lexicon, faults = parse(Document("x.yaml", value, {(): 1}, frozenset()), lang="en-GB")
    assert faults or (isinstance(value, list) and len(lexicon.entries) == len(value))
