"""`kiosk out-of-order`: what is shown and said while the kiosk itself does not work.

Keeps one decision: it is made while all is well, as a text and a sound, so that showing and playing them
needs no program of the kiosk's.
"""

import textwrap
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from kiosk.errors import UsageError
from kiosk.lettering import letterforms
from kiosk.lettering.letterforms import Letter, side_by_side
from kiosk.machine import whole_file
from kiosk.reading import sentences
from kiosk.settings import PRINT, VoiceName
from kiosk.speech.utterance import Utterance
from kiosk.staff import recording
from kiosk.staff.studio import RATE, Studio, joined
from kiosk.visit.edition import Edition
from kiosk.visit.view import Line, LineKind

SCREEN: Final = "screen.txt"
SOUND: Final = "sound.wav"
WIDTH, ROWS = 75, 21  # the least that a screen of the kiosk has
_MARGIN: Final = "  "
_WAKING_SECONDS: Final = 0.5  # a screen's loudspeaker that has slept loses so much of what it is sent


def out_of_order(
    editions: Sequence[Edition], *, to: Path, voice: VoiceName = VoiceName.AUTO
) -> Iterator[str]:
    """Write the text and the sound into a folder, and yield which files these are.

    Each is there whole, or as it was before. Raises UsageError where one cannot be written, and VoiceError
    where it cannot be said: then the text is there all the same.
    """
    screen, sound = to / SCREEN, to / SOUND
    try:
        to.mkdir(parents=True, exist_ok=True)
        whole_file.write(screen, f"{board(editions)}\n".encode())
    except OSError as error:
        raise UsageError(f"The text cannot be written to {screen}: {error.strerror}.") from error
    yield str(screen)
    studio = Studio(voice)
    takes = [
        studio.take(utterance, rate=RATE) for edition in editions for utterance in _said(studio, edition)
    ]
    silence = array("h", bytes(2 * int(_WAKING_SECONDS * studio.voice.sample_rate)))
    recording.write(sound, silence + joined(takes), sample_rate=studio.voice.sample_rate)
    yield str(sound)


def board(editions: Sequence[Edition]) -> str:
    """Return what is shown: what to do, in letters as large as there is room for, and beneath them all of it.

    Beneath is the terminal's own print, in each language; the large letters are in the clinic's.
    """
    small = ["", *(row for edition in editions for row in (*_wrapped(" ".join(_texts(edition))), ""))]
    first = editions[0]
    large = [first.phrases.ask_at_the_desk, first.pack.helpline.phone]
    sizes = (_enlarged(large, size=size, rows=ROWS - len(small)) for size in reversed(PRINT[1:]))
    shown = next((rows for rows in sizes if rows), [])
    return "\n".join(f"{_MARGIN}{row}".rstrip() for row in (*shown, *small))


def _texts(edition: Edition) -> tuple[str, str, str]:
    phrases = edition.phrases
    return (
        phrases.out_of_order,
        phrases.ask_at_the_desk,
        phrases.phone.format(phone=edition.pack.helpline.phone),
    )


def _said(studio: Studio, edition: Edition) -> Iterator[Utterance]:
    """Yield what says it, as a visit would: the number digit by digit, and again to be written down."""
    for text in _texts(edition):
        for span in sentences.split(text):
            sentence = span.of(text)
            line = Line(
                LineKind.PARAGRAPH,
                sentence,
                edition.pack.lang,
                passage=0,
                phone=edition.pack.helpline.phone if edition.pack.helpline.phone in sentence else "",
            )
            yield from studio.utterances.of_line(line, part="", text=sentence, last=True)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH - 2 * len(_MARGIN))


def _enlarged(texts: Sequence[str], *, size: int, rows: int) -> list[str]:
    """Return texts in letters of a size, each on lines of its own; nothing without room or a letter."""
    forms = letterforms.load(size)
    drawn: list[str] = []
    for text in texts:
        words = [[letter for each in word if (letter := forms.letter(each))] for word in text.split()]
        if sum(map(len, words)) < len("".join(text.split())):
            return []
        space = forms.letter(" ")
        line: list[Letter] = []
        for word in words:
            longer = [*line, *([space] if line and space else []), *word]
            if line and _width(longer) > WIDTH - len(_MARGIN):
                drawn += side_by_side(line)
                longer = word
            line = longer
            if _width(line) > WIDTH - len(_MARGIN):
                return []
        drawn += side_by_side(line)
    return drawn if len(drawn) <= rows else []


def _width(line: Sequence[Letter]) -> int:
    return sum(letter.width for letter in line)
