"""YAML is read as text that knows its lines; whatever can surprise or harm is refused in one plain line."""

import tracemalloc
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import Fault
from kiosk.files import yaml_file
from kiosk.files.yaml_file import MAX_DEPTH, MAX_NODES, Document, read

PAGE = """\
title: What it is
text:
  - paragraph: One
    lang: cy
  - "NO: two"
"""


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test with both of PyYAML's parsers: what is told must not depend on which is there."""
    loader = yaml.CSafeLoader if request.param == "libyaml" else yaml.SafeLoader
    monkeypatch.setattr(yaml_file, "_parser", lambda: loader)


def reading(folder: Path, text: str) -> tuple[Document | None, list[Fault]]:
    (folder / "page.yaml").write_bytes(text.encode())
    return read(folder, "page.yaml")


def document(folder: Path, text: str) -> Document:
    page, faults = reading(folder, text)
    assert faults == []
    assert page is not None
    return page


@pytest.mark.requirement("K64")
@pytest.mark.parametrize(
    ("old", "new", "line", "what", "remedy"),
    [
        pytest.param(
            "- paragraph: One",
            "- paragraph: One\x1b[31mganddo",
            3,
            "character 19 of this line is U+001B, a control character",
            "delete it, or type the text again by hand",
            id="a raw escape",
        ),
        pytest.param(
            "title: What it is",
            "# \x1b[2J\ntitle: What it is",
            1,
            "character 3 of this line is U+001B, a control character",
            "delete it, or type the text again by hand",
            id="a raw escape in a remark",
        ),
        pytest.param(
            "- paragraph: One",
            "- paragraph: One\x9bganddo",
            3,
            "character 19 of this line is U+009B, a control character",
            "delete it, or type the text again by hand",
            id="a raw C1",
        ),
        pytest.param(
            "- paragraph: One",
            "- paragraph: One\x7fganddo",
            3,
            "character 19 of this line is U+007F, a control character",
            "delete it, or type the text again by hand",
            id="a raw DEL",
        ),
        pytest.param(
            "- paragraph: One",
            "- paragraph: One\x00ganddo",
            3,
            "character 19 of this line is U+0000, a control character",
            "delete it, or type the text again by hand",
            id="a raw NUL",
        ),
        pytest.param(
            "- paragraph: One",
            "- paragraph: One\u202eganddo",
            3,
            "character 19 of this line is U+202E RIGHT-TO-LEFT OVERRIDE, an invisible character",
            "delete it, or type the text again by hand",
            id="a bidi override",
        ),
        pytest.param(
            "- paragraph: One",
            "- paragraph: One\u2066ganddo",
            3,
            "character 19 of this line is U+2066 LEFT-TO-RIGHT ISOLATE, an invisible character",
            "delete it, or type the text again by hand",
            id="a bidi isolate",
        ),
        pytest.param(
            "- paragraph: One",
            "- paragraph: On\u200be",
            3,
            "character 18 of this line is U+200B ZERO WIDTH SPACE, an invisible character",
            "delete it, or type the text again by hand",
            id="a zero-width space",
        ),
        pytest.param(
            "- paragraph: One",
            "- paragraph: On\ufeffe",
            3,
            ("character 18 of this line is U+FEFF ZERO WIDTH NO-BREAK SPACE, an invisible character"),
            "delete it, or type the text again by hand",
            id="a byte order mark inside",
        ),
        pytest.param(
            "- paragraph: One",
            "- paragraph: One\ue000",
            3,
            ("character 19 of this line is U+E000, a private character that every font draws differently"),
            "delete it, or type the text again by hand",
            id="a private character",
        ),
        pytest.param(
            "- paragraph: One",
            "- paragraph: One\U000e0fff",
            3,
            "character 19 of this line is U+E0FFF, a character that does not exist",
            "delete it, or type the text again by hand",
            id="an unassigned character",
        ),
        pytest.param(
            "- paragraph: One",
            "- paragraph: One\u2028",
            3,
            "character 19 of this line is U+2028 LINE SEPARATOR, an invisible line break",
            "delete it, or type the text again by hand",
            id="a line separator",
        ),
        pytest.param(
            '- "NO: two"',
            '- "\\e[31mtwo"',
            5,
            "a backslash code in this text stands for U+001B, a control character",
            "delete the code; a text holds only what can be seen and said",
            id="an escape code",
        ),
        pytest.param(
            '- "NO: two"',
            '- "two\\0"',
            5,
            "a backslash code in this text stands for U+0000, a control character",
            "delete the code; a text holds only what can be seen and said",
            id="a code for NUL",
        ),
        pytest.param(
            '- "NO: two"',
            '- "two\\x9b"',
            5,
            "a backslash code in this text stands for U+009B, a control character",
            "delete the code; a text holds only what can be seen and said",
            id="a code for C1",
        ),
        pytest.param(
            '- "NO: two"',
            '- "\\x0110A two"',
            5,
            "a backslash code in this text stands for U+0001, a control character",
            "delete the code; a text holds only what can be seen and said",
            id="a code for U+0001",
        ),
        pytest.param(
            '- "NO: two"',
            '- "\\x7f two"',
            5,
            "a backslash code in this text stands for U+007F, a control character",
            "delete the code; a text holds only what can be seen and said",
            id="a code for DEL",
        ),
        pytest.param(
            '- "NO: two"',
            '- "\\ttwo"',
            5,
            "a backslash code in this text stands for U+0009, a control character",
            "delete the code; a text holds only what can be seen and said",
            id="a code for a tab",
        ),
        pytest.param(
            '- "NO: two"',
            '- "\\u202etwo"',
            5,
            (
                "a backslash code in this text stands for U+202E RIGHT-TO-LEFT OVERRIDE, an invisible "
                "character"
            ),
            "delete the code; a text holds only what can be seen and said",
            id="a code for a bidi override",
        ),
        pytest.param(
            '- "NO: two"',
            '- "two \\ud800"',
            5,
            "a backslash code in this text stands for U+D800, half of a character",
            "delete the code; a text holds only what can be seen and said",
            id="a code for half a character",
        ),
        pytest.param(
            '- "NO: two"',
            '- "two \\U00110000"',
            5,
            (
                "a backslash in a text between double quotes stands for a special character, and this "
                "one does not exist"
            ),
            "put the text between single quotes, or write the backslash twice",
            id="a code for no character",
        ),
        pytest.param(
            "title: What it is",
            '"\\etitle": What it is',
            1,
            "a backslash code in this text stands for U+001B, a control character",
            "delete the code; a text holds only what can be seen and said",
            id="a code in a key",
        ),
        pytest.param(
            '- "NO: two"',
            '- "C:\\kiosk"',
            5,
            (
                "a backslash in a text between double quotes stands for a special character, and this "
                "one does not exist"
            ),
            "put the text between single quotes, or write the backslash twice",
            id="a backslash that is no code",
        ),
        pytest.param(
            "title: What it is",
            "title: &name What it is",
            1,
            '"&name" is a YAML anchor, and anchors are refused',
            "delete it; if the text begins with &, put the text between double quotes",
            id="an anchor",
        ),
        pytest.param(
            "title: What it is",
            "title: *name",
            1,
            '"*name" is a YAML alias, and aliases are refused',
            "write the text out; if it begins with *, put the text between double quotes",
            id="an alias",
        ),
        pytest.param(
            "text:",
            "facts: [A1]\n<<: *base\ntext:",
            3,
            '"*base" is a YAML alias, and aliases are refused',
            "write the text out; if it begins with *, put the text between double quotes",
            id="a merge key",
        ),
        pytest.param(
            "title: What it is",
            "title: !include /etc/passwd",
            1,
            '"!include" is a YAML tag, and tags are refused',
            "delete it; if the text begins with !, put the text between double quotes",
            id="a tag",
        ),
        pytest.param(
            "title: What it is",
            "title: !!python/object/apply:os.system [id]",
            1,
            '"!!python/object/apply:os.system" is a YAML tag, and tags are refused',
            "delete it; if the text begins with !, put the text between double quotes",
            id="a Python tag",
        ),
        pytest.param(
            "title: What it is",
            "title: !!binary aGk=",
            1,
            '"!!binary" is a YAML tag, and tags are refused',
            "delete it; if the text begins with !, put the text between double quotes",
            id="a binary tag",
        ),
        pytest.param(
            "title: What it is",
            "%YAML 1.1\n---\ntitle: What it is",
            1,
            "a line cannot begin with %",
            "delete the line",
            id="a directive",
        ),
        pytest.param(
            "text:",
            "---\nfacts: [A1]\ntext:",
            2,
            "a second document begins here",
            'delete the line "---", or make two files',
            id="two documents",
        ),
        pytest.param(
            "title: What it is",
            "title: [[[[[[[[x]]]]]]]]",
            1,
            "lists and keys stand more than 8 deep in each other here",
            "write it flatter; if it is one text, put the text between double quotes",
            id="too deep",
        ),
        pytest.param(
            "title: What it is",
            "[title]: What it is",
            1,
            "what stands before the colon is not a word",
            "write a word; if it is a text, put the text between double quotes",
            id="a key that is a list",
        ),
        pytest.param(
            PAGE,
            "",
            1,
            "the file is empty",
            "write each key on a line of its own, then a colon, a space and its text",
            id="an empty file",
        ),
        pytest.param(
            PAGE,
            "# nothing yet\n",
            1,
            "the file is empty",
            "write each key on a line of its own, then a colon, a space and its text",
            id="a file of remarks",
        ),
        pytest.param(
            "  - paragraph: One",
            "\t- paragraph: One",
            3,
            "there is a tab in this line",
            "use spaces",
            id="a tab for indentation",
        ),
        pytest.param(
            "- paragraph: One",
            "- paragraph: Mae\tganddo",
            3,
            "there is a tab in this line",
            "use spaces",
            id="a tab in a text",
        ),
        pytest.param(
            "  lang: cy",
            "\xa0 lang: cy",
            4,
            "this line begins with spaces of another kind, such as a word processor makes",
            "delete them and type ordinary spaces",
            id="a no-break space for indentation",
        ),
        pytest.param(
            "title: What it is",
            "title: Room #4 is left",
            1,
            "the text ends at the # in this line: what follows is not read",
            "put the text between double quotes, or write a space after # if a remark follows",
            id="a text cut off at #",
        ),
        pytest.param(
            "title: What it is",
            "title: What: it is",
            1,
            "there is a colon where none can stand",
            (
                "put the text between double quotes if the colon belongs to it, or begin the key "
                "below the first letter of the key before"
            ),
            id="a colon in a text",
        ),
        pytest.param(
            "text:",
            "facts: [A1]\nhello\ntext:",
            3,
            'this line is neither "key: text" nor the continuation of a text',
            (
                "write a key, a colon and a space before it, or begin it with spaces to go on with "
                "the text above"
            ),
            id="a line without a key",
        ),
        pytest.param(
            '- "NO: two"',
            '- "NO: two',
            5,
            "the quotation mark that opens here is never closed",
            "close it with the same mark; a text with an apostrophe stands between double quotes",
            id="an open quote",
        ),
        pytest.param(
            '- "NO: two"',
            '- "NO "two" three"',
            5,
            "this line does not fit the lines before it",
            (
                "begin it below the first letter of the line it belongs with; if a text holds "
                "quotation marks or brackets, write >- after its key and the text on the next line"
            ),
            id="a quote in a quote",
        ),
        pytest.param(
            "text:",
            "facts: [A1\ntext:",
            2,
            "the bracket [ that opens here is not closed, or its items are not parted by commas",
            ("close it with ]; if the bracket belongs to the text, put the text between double quotes"),
            id="an open bracket",
        ),
        pytest.param(
            "text:",
            "facts: [,A1]\ntext:",
            2,
            "a bracket or brace is not closed here, or an item in it is empty",
            (
                "close it, and write something between the commas; if it belongs to the text, put the "
                "text between double quotes"
            ),
            id="an empty item in brackets",
        ),
        pytest.param(
            "title: What it is",
            "title: {What it is",
            1,
            "the brace { that opens here is not closed, or its items are not parted by commas",
            ("close it with }; if the brace belongs to the text, put the text between double quotes"),
            id="an open brace",
        ),
        pytest.param(
            " lang: cy",
            "lang: cy",
            4,
            "this line does not fit the lines before it",
            (
                "begin it below the first letter of the line it belongs with; if a text holds "
                "quotation marks or brackets, write >- after its key and the text on the next line"
            ),
            id="wrong indentation",
        ),
        pytest.param(
            "title: What it is",
            "title: @home",
            1,
            "a text cannot begin with @, % or a backtick",
            "put the text between double quotes",
            id="a text that begins with @",
        ),
        pytest.param(
            "title: What it is",
            "title: *Important*",
            1,
            "a text cannot begin with *",
            "put the text between double quotes",
            id="a text that begins with *",
        ),
        pytest.param(
            "title: What it is",
            "title: & more",
            1,
            "a text cannot begin with &",
            "put the text between double quotes",
            id="a text that begins with &",
        ),
        pytest.param(
            "title: What it is",
            "title: !<Important",
            1,
            "a text cannot begin with !",
            "put the text between double quotes",
            id="a text that begins with !",
        ),
        pytest.param(
            "title: What it is",
            "title: [bold]What[/bold] it is",
            1,
            "this line does not fit the lines before it",
            (
                "begin it below the first letter of the line it belongs with; if a text holds "
                "quotation marks or brackets, write >- after its key and the text on the next line"
            ),
            id="a text that begins with a bracket",
        ),
        pytest.param(
            "title: What it is",
            "title: - What it is",
            1,
            'an item of a list ("- ") cannot begin here',
            (
                "begin the list on the line below its key; if the text begins with a dash, put the "
                "text between double quotes"
            ),
            id="a text that begins with a dash",
        ),
        pytest.param(
            "- paragraph: One",
            "- > It\n  - paragraph: One",
            3,
            "text stands on the same line as its > or |",
            "begin the text on the next line, with two more spaces before it",
            id="a text beside its >",
        ),
    ],
)
def test_one_fault_is_told_in_one_line(
    tmp_path: Path, *, old: str, new: str, line: int, what: str, remedy: str
) -> None:
    assert old in PAGE

    _, faults = reading(tmp_path, PAGE.replace(old, new, 1))

    assert [str(fault) for fault in faults] == [f"page.yaml:{line}: {what}; {remedy}"]


def test_scalars_are_text_as_typed_but_for_true_false_and_nothing(tmp_path: Path) -> None:
    page = document(
        tmp_path,
        "typed: [NO, yes, 012, 10:30, 2026-02-30, 1_000, .inf, True, 'true', \"null\"]\n"
        "plain: [true, false, null, ~]\nquoted: ''\nnothing:\n",
    )

    assert page.value == {
        "typed": ["NO", "yes", "012", "10:30", "2026-02-30", "1_000", ".inf", "True", "true", "null"],
        "plain": [True, False, None, None],
        "quoted": "",
        "nothing": None,
    }


def test_every_value_knows_its_line(tmp_path: Path) -> None:
    page = document(
        tmp_path, "# a remark\n" + PAGE + "more:\n\n  deep:\n    - >\n      folded\n      text\n    - x\n"
    )

    assert page.line("title") == 2
    assert page.line("text") == 3
    assert page.line("text", 0) == 4
    assert page.line("text", 0, "lang") == 5
    assert page.line("text", 1) == 6
    assert page.line("more", "deep", 1) == 13
    assert page.at("more", "deep") == ["folded text\n", "x"]


def test_what_is_missing_has_the_line_of_what_should_hold_it(tmp_path: Path) -> None:
    page = document(tmp_path, PAGE)

    assert page.line("text", 0, "colour") == 3
    assert page.line("colour") == page.line() == 1
    assert page.fault("text", 9, what="a", remedy="b") == Fault("page.yaml", 2, "a", "b")


def test_texts_are_told_with_their_lines_as_far_as_they_are_texts(tmp_path: Path) -> None:
    page = document(tmp_path, "one: a\nlist:\n  - b\n  - {c: d}\n  - true\n  - ' '\n  - >\n    e\n    f\n")

    assert page.texts("one") == [("a", 1)]
    assert page.texts("list") == [("b", 3), ("e f", 7)]
    assert page.texts("none") == []
    assert page.top_level_keys() == ["one", "list"]


def test_remarks_may_follow_a_text(tmp_path: Path) -> None:
    assert document(tmp_path, "a: b # a remark\nc: '#4 #5'\nd: e#6\nf: [g] #h\n").value == {
        "a": "b",
        "c": "#4 #5",
        "d": "e#6",
        "f": ["g"],
    }


@pytest.mark.parametrize("key", ["' title'", '"title\u00a0"', "''", "ti\u2003tle"])
def test_a_key_has_no_spaces_that_do_not_belong_to_it(tmp_path: Path, key: str) -> None:
    _, (fault,) = reading(tmp_path, f"a: b\n{key}: c\n")

    assert fault.line == 2
    assert fault.what.endswith("is empty, or has spaces that do not belong to it")


@pytest.mark.parametrize("text", ["a: [", "a: [\n\n\n", "a: [b, "])
def test_a_fault_at_the_end_of_the_file_has_a_line_of_the_file(tmp_path: Path, text: str) -> None:
    _, (fault,) = reading(tmp_path, text)

    assert fault.line == 1


def test_a_text_cut_off_is_found_behind_letters_of_any_width(tmp_path: Path) -> None:
    _, faults = reading(tmp_path, "é: 💬\ntitle: 💬 Room #4\n")

    assert [fault.line for fault in faults] == [2]


def test_other_faults_are_found_beside_those_that_can_be_read_past(tmp_path: Path) -> None:
    page, faults = reading(tmp_path, 'a: &x "\\e"\na: *x\nb: !t c\nd: \u202ee\n')

    assert sorted((fault.line, fault.what.split(",")[0]) for fault in faults) == [
        (1, '"&x" is a YAML anchor'),
        (1, "a backslash code in this text stands for U+001B"),
        (2, '"*x" is a YAML alias'),
        (2, 'the key "a" stands twice (the first time on line 1)'),
        (3, '"!t" is a YAML tag'),
        (4, "character 4 of this line is U+202E RIGHT-TO-LEFT OVERRIDE"),
    ]
    assert page is not None
    assert page.is_doubtful("a")
    assert not page.is_doubtful("d")


@pytest.mark.parametrize(
    ("text", "line", "called"),
    [
        ("a: b\nc: \u05e9\u05dc\n", 2, "U+05E9 HEBREW LETTER SHIN"),
        ("a: b\nc: one \u0633 two\n", 2, "U+0633 ARABIC LETTER SEEN"),
        ("a: b\nc: >-\n  one\n  two \ufe8e\n", 4, "U+FE8E ARABIC LETTER ALEF FINAL FORM"),
        ('a: b\nc: "\\u05d0"\n', 2, "U+05D0 HEBREW LETTER ALEF"),
        ("a: b\n\u0710: c\n", 2, "U+0710 SYRIAC LETTER ALAPH"),
        ("a:\n  - b\n  - \U0001e900\n", 3, "U+1E900 ADLAM CAPITAL LETTER ALIF"),
    ],
)
def test_text_from_right_to_left_is_refused_at_its_line(
    tmp_path: Path, text: str, line: int, called: str
) -> None:
    _, faults = reading(tmp_path, f"{text}more:\n  - \u05d0\n  - \u05d1\n")  # which is not told again

    assert list(map(str, faults)) == [
        (
            f"page.yaml:{line}: this text is written from right to left ({called}), and a terminal does not "
            "show that rightly; write it in letters that go from left to right, or leave it out"
        )
    ]


@pytest.mark.parametrize("text", ["\u03b1\u0431\u4e2d\u0e01\u0905", "\u0661 \u20ac \u0301x", "b # \u05d0"])
def test_other_letters_and_remarks_are_as_they_were(tmp_path: Path, text: str) -> None:
    _, faults = reading(tmp_path, f"a: {text}\n")

    assert faults == []


def test_the_deepest_nesting_that_is_allowed_is_read(tmp_path: Path) -> None:
    brackets = MAX_DEPTH - 1

    assert document(tmp_path, f"a: {'[' * brackets}{']' * brackets}").line("a", 0, 0) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 50_000,
        "a: " + "[" * 1_200 + "]" * 1_200,
        "{a: " * 50_000,
        "- " * 50_000,
        "a: " + "[{a: " * 20_000,
    ],
    ids=["50,000 brackets", "1,200 brackets, closed", "braces", "dashes", "mixed"],
)
def test_deep_nesting_is_refused_and_not_followed(tmp_path: Path, text: str) -> None:
    page, (fault,) = reading(tmp_path, text)

    assert page is None
    assert fault.what == "lists and keys stand more than 8 deep in each other here"


@pytest.mark.parametrize("text", ["a: " + "{" * 50_000, "? " * 50_000])
def test_keys_nested_in_keys_are_refused_and_not_followed(tmp_path: Path, text: str) -> None:
    page, (fault,) = reading(tmp_path, text)

    assert page is None
    assert fault.what == "what stands before the colon is not a word"


def bomb(*, merged: bool) -> str:
    link = "<<: [" + ", ".join(["*a{0}"] * 9) + "]" if merged else "[" + ", ".join(["*a{0}"] * 9) + "]"
    levels = [
        f"a{n}: &a{n} {{{link.format(n - 1)}}}" if merged else f"a{n}: &a{n} {link.format(n - 1)}"
        for n in range(1, 12)
    ]
    return "\n".join(["a0: &a0 {x: y}", *levels, ""])


@pytest.mark.parametrize("merged", [False, True])
def test_a_bomb_of_aliases_is_refused_without_being_built(tmp_path: Path, merged: bool) -> None:
    tracemalloc.start()
    _, faults = reading(tmp_path, bomb(merged=merged))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert {fault.line for fault in faults} == set(range(1, 13))
    assert all("alias" in fault.what or "anchor" in fault.what for fault in faults)
    assert peak < 2_000_000  # bytes: 9 ** 11 entries would not fit into any memory


def test_a_long_file_is_read(tmp_path: Path) -> None:
    words = "word " * 179_000

    page = document(tmp_path, f"a: |\n  {words}\nb: >\n  x\n")

    assert page.value == {"a": words + "\n", "b": "x\n"}
    assert page.line("b") == 3


def test_a_file_of_very_many_entries_is_refused(tmp_path: Path) -> None:
    page, (fault,) = reading(tmp_path, "- a\n" * 200_000)

    assert page is None
    assert (fault.line, fault.what) == (MAX_NODES, "the file has more than 50,000 entries")


PIECES = [
    *"abc \n\t#&*!|>'\"%@`{}[],?:-\\~",
    *("  ", "\n  ", ": ", "- ", "\n- ", "key: ", "&a ", "*a", "!!x ", "<<: ", "---\n", "...\n", "\\e"),
    *("\\ud800", "\\U00110000", '"\\', "\\x0", ">-\n", "|+\n", "%YAML 1.1\n", "\u2028", "\x85", "é", "true"),
]
YAMLISH = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(text=YAMLISH)
def test_yaml_of_any_shape_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    page, faults = reading(tmp_path_factory.getbasetemp(), text)

    assert page or faults
    lines = text.count("\n") + 1
    assert all(1 <= fault.line <= lines and str(fault).isprintable() for fault in faults)


def test_a_remark_behind_a_text_without_quotes_is_known_and_no_other(tmp_path: Path) -> None:
    text = """\
a: b # a remark
b: "b" # a remark
c: # a remark
  b
d: [b] # a remark
e:
  - b
  - b
    c # a remark
f: >- # a remark
  b # no remark
g: b# no remark
"""
    page = document(tmp_path, text)
    unquoted = [remark for remark in page.remarks if not remark.quoted]
    assert [remark.trail for remark in unquoted] == [("a",), ("e", 1)]
    assert unquoted[1] == (("e", 1), "b c", text[: text.index("c # a")].count("\n") + 1, False)


def test_a_remark_behind_quotes_is_known_with_the_line_in_which_they_close(tmp_path: Path) -> None:
    page = document(tmp_path, "a:\n  - 'b' #4 on the left\n  - \"c\n    d\" # a remark\n  - 'e'\n")
    assert page.remarks == ((("a", 0), "b", 2, True), (("a", 1), "c d", 4, True))


def test_all_texts_come_with_their_lines_and_keys_do_not(tmp_path: Path) -> None:
    page = document(tmp_path, "a: b\nc:\n  - d\n  - e: >-\n      f\n      g\n    h: true\ni:\n")
    assert list(page.all_texts()) == [("b", 1), ("d", 3), ("f g", 4)]
