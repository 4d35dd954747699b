"""What the screen draws beside letters is what `kiosk doctor` looks for."""

import ast
from pathlib import Path

import kiosk
from kiosk.terminal.abilities import DRAWN

CODE = Path(kiosk.__file__).parent / "tui"


def test_every_character_that_the_screen_draws_is_looked_for_and_no_other() -> None:
    written = set[str]()
    for file in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                written |= {each for each in node.value if not each.isascii()}
    assert written == set(DRAWN)
    assert len(DRAWN) == len(set(DRAWN))
