"""The gallery of the docs shows every picture that there is, and no other."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


def test_every_picture_that_is_named_exists_and_every_one_that_exists_is_in_the_gallery() -> None:
    named = {
        path: re.findall(r"pictures/([\w-]+\.svg)", path.read_text("utf-8")) for path in DOCS.glob("*.md")
    }
    there = {path.name for path in (DOCS / "pictures").iterdir()}
    assert set().union(*named.values()) <= there
    assert set(named[DOCS / "gallery.md"]) == there
