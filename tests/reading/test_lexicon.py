from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import LexiconError
from kiosk.pack.yaml_file import Document, Value
from kiosk.paths import pronunciation_file
from kiosk.reading.lexicon import Entry, Lexicon, Manner, load, parse

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
    """
    assert load_text(text) == Lexicon(
        (
            Entry("DYT1", Manner.LETTERS),
            Entry("Joe Doliczny", "Joe Dollitch-nee"),
            Entry("999", Manner.TELEPHONE),
            Entry("101", Manner.DIGITS),
            Entry("baclofen", Manner.WRITTEN),
        )
    )


def test_a_language_without_a_file_has_an_empty_lexicon(tmp_path: Path) -> None:
    assert load(tmp_path / "cy.yaml") == Lexicon()


def test_the_lexicon_that_comes_with_the_kiosk_is_in_order() -> None:
    found = load(pronunciation_file("en-GB")).search("(DYT1)")
    assert found
    assert found[1] == Entry("DYT1", Manner.LETTERS)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("DYT5", "2: this is not an entry; write '- written: ...', and under it 'say: ...' or 'as: ...'"),
        ("say: dit", "2: the written word is missing; add 'written: ...'"),
        ("say: dit\n  written: '--'", "3: '--' holds no letter or digit; write a word that can be said"),
        ("say: x\n  written: ' '", "3: 'written' has no text; write the text after it, or take the key out"),
        ("say: x\n  written: ", "3: 'written' has no text; write the text after it, or take the key out"),
        ("written: DYT5\n  say: [x]", "3: 'say' has no text; write the text after it, or take the key out"),
        (
            "written: DYT5",
            "2: an entry needs either 'say' or 'as'; keep one: a respelling (say), or a manner (as)",
        ),
        (
            "written: DYT5\n  say: dit five\n  as: letters",
            "2: an entry needs either 'say' or 'as'; keep one: a respelling (say), or a manner (as)",
        ),
        (
            "written: DYT5\n  as: letter",
            "3: 'letter' is no way to read a word; use 'letters' or 'digits' or 'telephone' or 'written'",
        ),
        (
            "written: DYT5\n  say: ...x\n  sey: x",
            "4: the key 'sey' is not known; use 'as' or 'say' or 'source' or 'written'",
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
    ],
)
def test_whole_words_are_found(written: str, text: str, found: str | None) -> None:
    entry = Entry(written, "x")
    hit = Lexicon((entry,)).search(text)
    assert (hit and (hit[0][0], hit[1])) == (found and (found, entry))


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
        | st.dictionaries(st.sampled_from(["written", "say", "as", "source", "sey"]), inner, max_size=4)
    ),
)


@given(st.lists(VALUES, max_size=4) | VALUES)
def test_any_values_are_a_lexicon_or_have_faults(value: Value) -> None:
    lexicon, faults = parse(Document("x.yaml", value, {(): 1}, frozenset()))
    assert faults or (isinstance(value, list) and len(lexicon.entries) == len(value))
