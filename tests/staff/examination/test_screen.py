"""What `kiosk doctor` finds of a terminal: a real one (a pty), at whose other end somebody answers."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from answering import AnsweringTerminal

from kiosk.settings import Hands, Settings
from kiosk.staff.examination import screen
from kiosk.terminal.abilities import DRAWN
from kiosk.terminal.letters import Seen

from .found import told, without_packs

LOOKS = (screen.size, screen.letters, screen.colours, screen.glyphs, screen.releases)
ON_24_INCHES = Seen(height=299, distance=600)


@pytest.fixture
def terminal() -> Iterator[AnsweringTerminal]:
    opened = AnsweringTerminal()
    yield opened
    assert opened.is_as_before
    opened.close()


@pytest.fixture
def kitty() -> Iterator[AnsweringTerminal]:
    opened = AnsweringTerminal(kitty=True, wide={"■": 2})
    yield opened
    opened.close()


def test_without_a_terminal_nothing_is_looked_at_and_all_is_well() -> None:
    examined = replace(without_packs(), seen=ON_24_INCHES)
    for look in LOOKS:
        (line,) = told(look, examined)
        assert line.endswith(": not looked at, because this is no terminal.")


def test_the_size_is_told_and_too_small_a_one_is_not_well(terminal: AnsweringTerminal) -> None:
    examined = without_packs(terminal=terminal.descriptor)
    assert told(screen.size, examined) == ["terminal: 80 columns and 24 rows."]
    for rows, columns in ((19, 80), (20, 59)):
        terminal.resize(rows, columns)
        assert told(screen.size, examined) == [
            (
                f"terminal: {columns} columns and {rows} rows; choose a smaller font: the kiosk is made for "
                "60 by 20 and more"
            )
        ]


@pytest.mark.requirement("K40")
def test_whether_letters_are_high_enough_is_told_with_what_to_do(terminal: AnsweringTerminal) -> None:
    examined = without_packs(terminal=terminal.descriptor)
    (line,) = told(screen.letters, examined)
    assert line == "letters: not looked at; --screen-height and --distance tell what a ruler says."
    examined = replace(examined, seen=ON_24_INCHES)
    assert told(screen.letters, examined) == [
        "letters: a capital H is 7.8 mm high with 24 rows, and at 600 mm it must be 7.3 mm."
    ]
    terminal.resize(26, 80)
    assert told(screen.letters, examined) == [
        (
            "letters: a capital H is 7.2 mm high with 26 rows, and at 600 mm it must be 7.3 mm; choose a "
            "larger font: at most 25 rows on the screen"
        )
    ]
    (line,) = told(screen.letters, replace(examined, seen=Seen(height=299, distance=1000)))
    assert line.endswith("; a larger screen or a place nearer to it: the kiosk needs 20 rows")


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ({"TERM": "linux"}, "colours: 16, as TERM (linux) and COLORTERM tell."),
        (
            {"TERM": "foot", "NO_COLOR": "1"},
            "colours: none, because NO_COLOR is set; the marks beside the text tell the same.",
        ),
        (
            {"TERM": "dumb"},
            (
                "colours: none: this terminal calls itself dumb; start the kiosk on the console, or in foot "
                "or another terminal that tells what it is"
            ),
        ),
    ],
)
def test_colours_are_told(
    terminal: AnsweringTerminal, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], line: str
) -> None:
    for name in ("TERM", "COLORTERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert told(screen.colours, without_packs(terminal=terminal.descriptor)) == [line]


def test_what_is_drawn_is_shown_for_staff_to_see(terminal: AnsweringTerminal) -> None:
    (line,) = told(screen.glyphs, without_packs(terminal=terminal.descriptor))
    assert line == (
        "glyphs: widths: one column each, as it must be; whether they are drawn only you see: "
        f"{' '.join(DRAWN)}."
    )


def test_a_character_that_is_too_wide_is_not_well(kitty: AnsweringTerminal) -> None:
    (line,) = told(screen.glyphs, without_packs(terminal=kitty.descriptor))
    assert line.startswith("glyphs: ■ takes 2 columns; set the terminal to UTF-8, and to narrow ")


def test_a_font_of_the_console_that_lacks_something_is_not_well(
    terminal: AnsweringTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    examined = without_packs(terminal=terminal.descriptor)
    monkeypatch.setattr("kiosk.terminal.abilities.not_in_the_font", lambda *_: ["▶", "▌"])
    (line,) = told(screen.glyphs, examined)
    assert line.startswith("glyphs: the console's font has no ▶ ▌; setfont FullGreek-TerminusBold32x16 has ")
    monkeypatch.setattr("kiosk.terminal.abilities.not_in_the_font", lambda *_: [])
    assert told(screen.glyphs, examined) == ["glyphs: the console's font has all that is drawn."]


def test_keys_that_must_be_held_need_a_terminal_that_tells_when_they_are_let_go(
    terminal: AnsweringTerminal, kitty: AnsweringTerminal
) -> None:
    slow = Settings(hands=Hands(slow_keys=0.3))
    assert told(screen.releases, without_packs(terminal=terminal.descriptor)) == [
        "releases: the terminal does not tell when a key is let go: slow_keys cannot be had."
    ]
    assert told(screen.releases, without_packs(slow, terminal=terminal.descriptor)) == [
        (
            "releases: slow_keys is set, and the terminal does not tell when a key is let go; use foot or "
            "kitty, or delete slow_keys from the settings"
        )
    ]
    assert told(screen.releases, without_packs(slow, terminal=kitty.descriptor)) == [
        "releases: the terminal tells when a key is let go (kitty keyboard protocol)."
    ]
