"""What is wrong with a file that is no YAML, for an author. Keeps one decision: the parser is never quoted.

PyYAML's two parsers (libyaml's and Python's) word the same mistake differently; a row below knows both.
"""

import re
import unicodedata
from typing import NamedTuple

import yaml

from kiosk.errors import Fault
from kiosk.files.text_file import named_character

QUOTES = "put the text between double quotes"


class _Mistake(NamedTuple):
    """A mistake whose `words` the parser says. `from_start`: its line is where the thing began."""

    words: str
    from_start: bool
    what: str
    remedy: str


_MISTAKES = (
    _Mistake(
        "mapping values are not allowed",
        False,
        "there is a colon where none can stand",
        f"{QUOTES} if the colon belongs to it, or begin the key below the first letter of the key before",
    ),
    _Mistake(
        "scanning a simple key",
        True,
        'this line is neither "key: text" nor the continuation of a text',
        "write a key, a colon and a space before it, or begin it with spaces to go on with the text above",
    ),
    _Mistake(
        "quoted scalar",
        True,
        "the quotation mark that opens here is never closed",
        "close it with the same mark; a text with an apostrophe stands between double quotes",
    ),
    _Mistake("scanning an anchor", False, "a text cannot begin with &", QUOTES),
    _Mistake("scanning an alias", False, "a text cannot begin with *", QUOTES),
    _Mistake(" tag", False, "a text cannot begin with !", QUOTES),
    _Mistake("directive", False, "a line cannot begin with %", "delete the line"),
    _Mistake("incompatible yaml", False, "a line cannot begin with %", "delete the line"),
    _Mistake(
        "scanning a block scalar",
        False,
        "text stands on the same line as its > or |",
        "begin the text on the next line, with two more spaces before it",
    ),
    _Mistake("cannot start any token", False, "a text cannot begin with @, % or a backtick", QUOTES),
    _Mistake(
        "flow sequence",
        True,
        "the bracket [ that opens here is not closed, or its items are not parted by commas",
        f"close it with ]; if the bracket belongs to the text, {QUOTES}",
    ),
    _Mistake(
        "flow mapping",
        True,
        "the brace { that opens here is not closed, or its items are not parted by commas",
        f"close it with }}; if the brace belongs to the text, {QUOTES}",
    ),
    _Mistake(
        "entries are not allowed",
        False,
        'an item of a list ("- ") cannot begin here',
        f"begin the list on the line below its key; if the text begins with a dash, {QUOTES}",
    ),
    _Mistake("keys are not allowed", False, 'a text cannot begin with "? "', QUOTES),
    _Mistake(
        "flow node",
        False,
        "a bracket or brace is not closed here, or an item in it is empty",
        f"close it, and write something between the commas; if it belongs to the text, {QUOTES}",
    ),
    _Mistake("node content", False, "a text cannot begin with a comma or a closing bracket", QUOTES),
    _Mistake(
        "document start>",
        False,
        'text stands after the end of the document ("...")',
        'delete the line "..."',
    ),
    _Mistake(
        "parsing a block",
        False,
        "this line does not fit the lines before it",
        "begin it below the first letter of the line it belongs with; if a text holds quotation marks or "
        "brackets, write >- after its key and the text on the next line",
    ),
)
_ANYTHING_ELSE = _Mistake(
    "", False, "YAML cannot understand this line", f"{QUOTES}, and look at the spaces before it"
)
_ESCAPE = _Mistake(
    "",
    False,
    "a backslash in a text between double quotes stands for a special character, and this one does not exist",
    "put the text between single quotes, or write the backslash twice",
)
_CODE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_LAST_CODE = 0x10FFFF


def syntax_fault(name: str, text: str, error: Exception) -> Fault:
    """Return the fault that made the parser give up on the text of the file `name`."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Fault(name, _line_of_impossible_code(text), _ESCAPE.what, _ESCAPE.remedy)
    said = f"{error.context} {error.problem}".lower()
    start = error.context_mark or error.problem_mark
    if "escape" in said or "hexdecimal" in said:  # the spelling is libyaml's
        code = _CODE.match(text, max(error.problem_mark.index - 2, 0))
        if code and int(code[1] or code[2], 16) <= _LAST_CODE:
            return unseen_fault(name, start.line + 1, chr(int(code[1] or code[2], 16)))
        mistake = _ESCAPE
    else:
        mistake = next((row for row in _MISTAKES if row.words in said), _ANYTHING_ELSE)
    line = (start if mistake.from_start else error.problem_mark).line + 1
    return Fault(name, min(line, text.rstrip().count("\n") + 1), mistake.what, mistake.remedy)


def unseen_fault(name: str, line: int, char: str) -> Fault:
    """Return the fault of a text that hides a character that cannot be seen behind a backslash."""
    what = f"a backslash code in this text stands for {named_character(char)}"
    return Fault(name, line, what, "delete the code; a text holds only what can be seen and said")


def right_to_left_fault(name: str, line: int, char: str) -> Fault:
    """Return the fault of a file in which a text is written from right to left, from a character on."""
    called = f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()
    what = f"this text is written from right to left ({called}), and a terminal does not show that rightly"
    return Fault(name, line, what, "write it in letters that go from left to right, or leave it out")


def _line_of_impossible_code(text: str) -> int:
    """Return the line of a code that no character has: there the pure parser fails without naming a place."""
    for code in _CODE.finditer(text):
        if int(code[1] or code[2], 16) > _LAST_CODE:
            return text.count("\n", 0, code.start()) + 1
    return 1
