"""Whatever a pack's text is made of, the checker tells of it in lines, and never ends by its own fault."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from speech.test_hostile_speech import HIDDEN, PIECES, RUNS
from test_hostile_packs import SHOWN

from kiosk.errors import PackError
from kiosk.staff.check import check

from . import small_pack
from .test_check import TODAY

TOUCHING = [
    "DYT6",
    "COVID19",
    "5mgz",
    "zib\u2019zob",
    "zib_zob",
    "0300 12",
    "(0)",
    "+44",
    "0800 1111",
    "#",
    "[a]",
]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_pack.write(tmp_path_factory.mktemp("hostile"))


def told(pack: Path, written: str) -> Iterator[str]:
    """Yield what is told of a pack with a text in it: as it is, between double quotes, and folded."""
    quoted = "".join(
        f"\\U{ord(char):08X}" if char in '\\"\n' or ord(char) > 126 else char for char in written
    )
    page = "title: A page\nsummary: How it feels\ntext:\n  - Rest.\n  - "
    # A file each, for what is no YAML in one form hides only that one.
    forms = {small_pack.PAIN: written, "leaflet.yaml": f'"{quoted}"', "disclaimer.yaml": f">-\n    {written}"}
    for name, form in forms.items():
        (pack / name).write_text(f"{page}{form}\n", encoding="utf-8", errors="replace", newline="")
    try:
        yield from check([pack], today=TODAY)
    except PackError as refused:
        yield str(refused)


def is_line(line: str) -> bool:
    return line.isprintable() and bool(
        re.match(r"[\w/-]+\.yaml:\d+: .+; .|All of |  |Errors: |The pack in ", line)
    )


@pytest.mark.requirement("K64")
@pytest.mark.parametrize("written", [*RUNS, *HIDDEN, *SHOWN.values(), *TOUCHING])
def test_a_text_that_means_harm_is_told_of_in_lines(pack: Path, written: str) -> None:
    lines = list(told(pack, written))
    assert all(map(is_line, lines)), lines


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.lists(st.one_of(PIECES, st.sampled_from(TOUCHING)), max_size=8).map("".join))
def test_any_text_is_told_of_in_lines(pack: Path, written: str) -> None:
    lines = list(told(pack, written))
    assert all(map(is_line, lines)), lines


@pytest.mark.parametrize(
    ("written", "word"), [("The DYT6 gene.", "DYT"), ("COVID19 is here.", "COVID"), ("Take 5mgz now.", "mgz")]
)
def test_a_word_that_touches_a_digit_is_told_at_its_line(pack: Path, written: str, word: str) -> None:
    wanted = f'{small_pack.PAIN}:5: nobody has checked how "{word}" is said'
    assert [line for line in told(pack, written) if line.startswith(wanted)]
