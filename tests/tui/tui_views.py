"""Views made by hand, a host that only listens, and a reader of the cells that are really drawn."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot

from kiosk.keys.strokes import Stroke
from kiosk.phrases.loader import english
from kiosk.settings import Seconds
from kiosk.speech.utterance import Milliseconds, Utterance, UtteranceId
from kiosk.tui.app import KioskApp
from kiosk.visit.events import LineSaying, LineWord, VisitEvent
from kiosk.visit.view import Hint, Line, LineKind, Offer, ScreenName, Target, View

ENGLISH = english().on_screen

Colour = tuple[int, int, int]

SIZES = [
    (60, 20),
    (71, 20),
    (75, 21),
    (80, 24),
    (120, 40),
    (240, 67),
]  # 71 x 20: letters of 32 pt on 1920 x 1080
NAMES = (
    *("What it is", "Symptoms", "Types and causes", "Treatment", "Pain", "Mental health", "Other support"),
    *("Managing dystonia", "Case studies", "Leaflet", "Disclaimer", "Helpline"),
)
WHAT = (
    *("Hear everything from the start", "Go back", "Contents", "Pause", "Say it again", "Slower"),
    *("Helpline", "Help"),
)
SENTENCES = (
    "For many people with dystonia, mental health is a sensitive topic.",
    "This is because many cases of dystonia are at first mistaken for a mental health condition.",
    "A mental health condition is also called a psychological condition.",
    "In the vast majority of cases, dystonia is an illness of the brain and nerves.",
    "This is called a neurological illness.",
)


class ListeningHost:
    """Keeps what the screen hands it."""

    def __init__(self) -> None:
        self.alarm: Callable[[Seconds | None], None] = lambda _: None
        self.releases_told = False
        self.largest_print = 0
        self.happened: list[str] = []
        self.strokes: list[tuple[str, Stroke]] = []

    @property
    def keys(self) -> list[str]:
        return [key for key, _ in self.strokes]

    def begin(self) -> None:
        self.happened.append("begun")

    def press(self, key: str, stroke: Stroke) -> None:
        self.happened.append(key)
        self.strokes.append((key, stroke))

    def wake(self) -> None:
        self.happened.append("woken")


def hints(*pairs: str) -> tuple[Hint, ...]:
    split = (pair.split(" ", 1) for pair in pairs)
    return tuple(Hint(key=key, name=key, does=does) for key, does in split)


def line(kind: LineKind, text: str, passage: int, unit: int = -1) -> Line:
    return Line(kind, text, "en-GB", passage, unit)


def listing(screen: ScreenName, unit: int, *, count: int = 12, title: str = "Contents") -> View:
    """A list of `count` targets, each with a summary, after a sentence and before a prompt."""
    lines = [
        line(LineKind.TITLE, title, 0),
        line(LineKind.PLACE, "", 1),
        line(LineKind.PARAGRAPH, "Listen, and press Enter when you hear what you want.", 2),
    ]
    targets = []
    for number in range(1, count + 1):
        at = len(lines)
        name = NAMES[(number - 1) % len(NAMES)]
        lines += [
            line(LineKind.TARGET, f"{number}. {name}", 2 + number, unit=number - 1),
            line(
                LineKind.SUMMARY,
                f"What people say of item {number} in a few words",
                2 + number,
                unit=number - 1,
            ),
        ]
        key = str(number % 10) if number <= 10 else "Enter"
        targets.append(Target(number=number, key=key, unit=number - 1, lines=(at, at + 1)))
    lines.append(line(LineKind.PROMPT, "That is the end of the list.", 3 + count))
    return View(
        screen=screen,
        part="",
        lines=tuple(lines),
        targets=tuple(targets),
        unit=unit,
        place=f"{title}, item {unit + 1} of {count}",
        progress=(unit + 1) / count,
        hints=hints(
            *("Right go on", "Left go back", "Up one up", "Down one down", "Enter choose", "H helpline"),
            *("D disclaimer", "? help"),
        ),
    )


def contents(unit: int = -1, *, count: int = 12) -> View:
    return listing(ScreenName.CONTENTS, unit, count=count)


def people(unit: int = -1) -> View:
    return listing(ScreenName.PEOPLE, unit, count=10, title="Case studies")


def reader(unit: int = 0, *, extra: tuple[Line, ...] = (), sentences: tuple[str, ...] = SENTENCES) -> View:
    """Sentences in passages of three, a list, a telephone number and a prompt."""
    texts = [line(LineKind.PARAGRAPH, text, 2 + at // 3, unit=at) for at, text in enumerate(sentences)]
    units = len(texts)
    lines = (
        line(LineKind.TITLE, "Mental health", 0),
        line(LineKind.PLACE, "", 1),
        *texts,
        line(LineKind.ITEM, "stress, which can be a part of it", 10_000, unit=units),
        line(LineKind.ITEM, "worry", 10_001, unit=units + 1),
        line(LineKind.PHONE, "The helpline number is 0123 456 7890.", 10_002, unit=units + 2),
        *extra,
        line(LineKind.PROMPT, "That is the end of this part.", 10_003),
        line(LineKind.PROMPT, "Press Right to go on.", 10_003),
    )
    return View(
        screen=ScreenName.READER,
        part="mental-health",
        lines=lines,
        targets=(),
        unit=unit,
        place=f"Part 6 of 12, sentence {unit + 1} of {units + 3}, about 2 minutes",
        progress=(unit + 1) / (units + 3),
        hints=hints("Right go on", "Left go back", "P pause", "R say it again", "C contents", "? help"),
    )


def with_code(view: View, holds: str = "https://www.example.org") -> View:
    """A page, and at its end the words about a square code."""
    told = replace(line(LineKind.PARAGRAPH, "If you see a square code, it holds this.", 20_000), code=holds)
    return replace(view, lines=(*view.lines, told))


def page(screen: ScreenName) -> View:
    """A welcome, a help or a thanks."""
    lines = [line(LineKind.TITLE, screen.value.capitalize(), 0)]
    lines += [line(LineKind.PARAGRAPH, "This screen speaks. It reads to you.", 1)]
    if screen is ScreenName.HELP:
        lines += [line(LineKind.ITEM, f"Key {number}: does a thing.", 2 + number) for number in range(17)]
    lines += [line(LineKind.PROMPT, "Press any big key to begin.", 50)]
    return View(
        screen=screen,
        part="",
        lines=tuple(lines),
        targets=(),
        unit=-1,
        place=screen.value.capitalize(),
        progress=0.0,
        hints=hints("Right go on", "? help"),
    )


def offer(index: int = 0, *, items: tuple[str, ...] = WHAT, title: str = "All of it", left: int = 3) -> Offer:
    """Something to choose with a switch."""
    return Offer(title=title, items=items, index=index, left=left)


def saying(at: int, number: int = 1, *, written: str = "") -> LineSaying:
    said = Utterance(UtteranceId(number), "", "en-GB", written, "", (), Milliseconds(0))
    return LineSaying(at, said)


def word(at: int, start: int, end: int, number: int = 1) -> LineWord:
    return LineWord(at, UtteranceId(number), start, end)


def line_at(view: View, text: str) -> int:
    """The index of the line with this text in it."""
    return next(index for index, each in enumerate(view.lines) if text in each.text)


def word_in(view: View, text: str) -> LineWord:
    """The first place of a word in the view, as an event."""
    at = line_at(view, text)
    start = view.lines[at].text.index(text)
    return word(at, start, start + len(text))


@dataclass(frozen=True)
class Cell:
    character: str
    style: Style

    @property
    def ink(self) -> Colour | None:
        """The colour of the character."""
        return _triplet(self.style.color)

    @property
    def paper(self) -> Colour | None:
        """The background."""
        return _triplet(self.style.bgcolor)


def _triplet(colour: Color | None) -> Colour | None:
    if colour is None:
        return None
    red, green, blue = colour.get_truecolor()
    return red, green, blue


@dataclass
class Glass:
    """An app on a terminal of a size, and what stands on it."""

    app: KioskApp
    pilot: Pilot[None]
    host: ListeningHost = field(default_factory=ListeningHost)

    async def draw(self, *happened: VisitEvent) -> None:
        for each in happened:
            self.app.draw(each)
        await self.pilot.pause(0)

    @property
    def strips(self) -> list[list[Segment]]:
        """Every row, as the compositor hands it to the terminal."""
        whole = self.app.screen._compositor.render_strips()  # noqa: SLF001 - nothing public gives the whole picture
        return [list(strip) for strip in whole]

    @property
    def grid(self) -> list[list[Cell]]:
        """Every character, row by row."""
        return [
            [Cell(character, style or Style()) for text, style, _ in strip for character in text]
            for strip in self.strips
        ]

    @property
    def cells(self) -> list[Cell]:
        """Every character."""
        return [cell for row in self.grid for cell in row]

    @property
    def rows(self) -> list[str]:
        return ["".join(segment.text for segment in strip) for strip in self.strips]

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    def row_with(self, text: str) -> str:
        return next(row for row in self.rows if text in row)

    def drawn_on(self, paper: Colour) -> list[str]:
        """What stands on a background, row by row, without blanks around it."""
        stretches = (
            "".join(text for text, style, _ in strip if style and _triplet(style.bgcolor) == paper)
            for strip in self.strips
        )
        return [stretch.strip() for stretch in stretches if stretch.strip()]

    @property
    def highlighted_words(self) -> list[str]:
        return self.drawn_on((255, 255, 255))

    @property
    def highlighted_lines(self) -> list[str]:
        return self.drawn_on((0, 0, 170))


@asynccontextmanager
async def glass(size: tuple[int, int] = (80, 24)) -> AsyncIterator[Glass]:
    host = ListeningHost()
    app = KioskApp(host, phrases=ENGLISH)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Glass(app, pilot, host)
