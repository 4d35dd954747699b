"""What a front end draws: a frozen picture of where the visitor is, made of the lines that are spoken."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.settings import Theme
from kiosk.speech.excerpt import Excerpt


class ScreenName(StrEnum):
    """The kinds of screen, as the transcript names them."""

    WELCOME = "welcome"
    CONTENTS = "contents"
    READER = "reader"
    PEOPLE = "people"
    HELP = "help"
    CHOICES = "choices"
    TRY_OUT = "try-out"
    THANKS = "thanks"


class LineKind(StrEnum):
    """How a line stands on the screen."""

    TITLE = "title"
    PLACE = "place"  # its text stands where the place is shown, and changes with it
    PARAGRAPH = "paragraph"  # one sentence of a paragraph
    ITEM = "item"  # a list item, or one sentence of it
    TARGET = "target"  # the name of something that can be chosen
    SUMMARY = "summary"  # what the target above holds
    PHONE = "phone"  # a number to write down
    LINK = "link"  # an address to write down
    PROMPT = "prompt"  # what to press, or what comes next


@dataclass(frozen=True)
class Line:
    """One sentence, as it is shown. Highlights point at it by its index in the view and by its characters.

    `passage`: lines with the same number stand together, as the sentences of one paragraph or as a target
    with its summary. `unit`: the step of Up and Down that it belongs to, or -1. `number`: its place in a
    list, shown and said before it; 0 where that is not told. `aloud` is said in place of
    `text` where that must not be said. `phone` is a telephone number that is in `text`. `code` is what a
    square code beside the page holds, of which `text` tells: no line has a code without words. `excerpt` is
    where it stands in a passage that may be recorded.
    """

    kind: LineKind
    text: str
    lang: str
    passage: int
    unit: int = -1
    number: int = 0
    aloud: str = ""
    phone: str = ""
    code: str = ""
    excerpt: Excerpt | None = None

    def __post_init__(self) -> None:
        if self.code and not self.text:
            raise ValueError(f"a code without words: {self.code}")


@dataclass(frozen=True)
class Target:
    """Something that can be chosen. `lines`: indexes of its name and summary; `key`: the label of its key."""

    number: int
    key: str
    unit: int
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Hint:
    """A key that matters here: what stands on it, what it is called, and what it does here in words."""

    key: str
    name: str
    does: str


@dataclass(frozen=True)
class Offer:
    """What a visitor with a switch can choose: the names in the list `title`, one of which is offered.

    `left`: how much of its time is left where the kiosk moves on by itself, in quarters from 4 to 0.
    """

    title: str
    items: tuple[str, ...]
    index: int
    left: int = 0


@dataclass(frozen=True)
class View:
    """Where the visitor is. `part` is "" outside the parts.

    `unit` is where Up and Down stand, -1 before the first; `place` says where that is, in words; `progress`
    in 0 to 1. `paused`: speech is held. `theme`: the colours to draw it in. `large_print`:
    rows of a small letter of what is being said (settings.PRINT), where there is room; 0 is ordinary print.
    """

    screen: ScreenName
    part: str
    lines: tuple[Line, ...]
    targets: tuple[Target, ...]
    unit: int
    place: str
    progress: float
    hints: tuple[Hint, ...]
    paused: bool = False
    theme: Theme = Theme.LIGHT_ON_DARK
    large_print: int = 0

    @property
    def code(self) -> str:
        """What the square code of the page holds, or "" where it has none."""
        return next((line.code for line in self.lines if line.code), "")

    @property
    def selected(self) -> Target | None:
        """The target that Choose opens, or None."""
        return next((target for target in self.targets if target.unit == self.unit), None)
