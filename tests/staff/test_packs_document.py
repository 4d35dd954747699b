"""docs/packs.md: its keys are those that there are, and its limits those that are looked at."""

import re

from kiosk.files.schema import keys_of
from kiosk.pack.schema import CaseStudiesPage, HelplinePage, PackFile, Page, Person
from kiosk.staff.checks import checked, length

from .kiosk_command import ROOT

TEXT = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")


def keys_in(heading: str) -> list[str]:
    """Return the keys of the table below a heading."""
    table = TEXT.partition(f"### {heading}\n")[2].partition("\n#")[0]
    cells = re.findall(r"(?m)^\| (`[^|]+) \|", table)
    return [key for cell in cells for key in re.findall(r"`(\w+)`", cell)]


def test_each_key_is_told_of_and_no_other() -> None:
    assert keys_in("pack.yaml") == keys_of(PackFile)
    assert sorted(keys_in("A section, the leaflet, the disclaimer")) == sorted(keys_of(Page))
    assert sorted(keys_in("A person")) == sorted(keys_of(Person))
    for page, key in ((HelplinePage, "phone"), (CaseStudiesPage, "people")):
        assert set(keys_of(page)) - set(keys_of(Page)) == {key}
        assert f"has one more key: `{key}`" in TEXT or f"and one more key: `{key}`" in TEXT


def test_the_limits_are_those_that_are_looked_at() -> None:
    assert f"| a long sentence | {length.MOST_WORDS} words |" in TEXT
    assert f"a pack of more than {checked.MOST_SAID:,} sentences" in TEXT
    assert f"| a long paragraph | {length.MOST_SENTENCES} sentences |" in TEXT
    assert f"| a high reading age | {length.HIGHEST_READING_AGE}; 9 to 11 is best |" in TEXT
