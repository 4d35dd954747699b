"""Lines -> utterances: each with its spoken form, the pause that its kind asks for, and its own number."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import count
from typing import Final

from kiosk.reading.lexicon import Lexicon
from kiosk.reading.sayable import Piece, Spoken
from kiosk.reading.sentences import Span
from kiosk.reading.spoken import phone_groups, spoken_form
from kiosk.settings import Pauses
from kiosk.speech.utterance import Milliseconds, Place, Signal, Utterance, UtteranceId
from kiosk.visit.view import Line, LineKind

KEPT: Final = 200  # spoken forms: more than a page has sentences


class Utterances:
    """Makes utterances with numbers that never come twice. `lexicon` returns the lexicon of a language."""

    def __init__(self, lexicon: Callable[[str], Lexicon], pauses: Pauses) -> None:
        self._lexicon = lexicon
        self._pauses = pauses
        self._ids = count(1)
        # Of what is handed on ahead, and stepped to next, the form is there when the key comes.
        self._spoken = lru_cache(maxsize=KEPT)(spoken_form)

    def of_line(self, line: Line, *, part: str, text: str, last: bool) -> Iterator[Utterance]:
        """Yield what says a line whose text is now `text`; `last` when its passage ends with it.

        A telephone number is said a second time, to be written down: group by group, a pause after each.
        """
        lexicon = self._lexicon(line.lang)
        pause = self._pause(line, last=last)
        said = (
            _in_place_of(text, self._spoken(line.aloud, lexicon))
            if line.aloud
            else self._spoken(text, lexicon, phone=line.phone)
        )
        yield replace(
            self._utterance(text, _numbered(line.number, said), part=part, lang=line.lang, pause=pause),
            excerpt=line.excerpt,
        )
        for group in phone_groups(text, lexicon, phone=line.phone):
            yield self._utterance(text, group, part=part, lang=line.lang, pause=self._pauses.phone_group)

    def of_notice(self, text: str, *, lang: str) -> Utterance:
        """Return what says a notice, whole."""
        said = self._spoken(text, self._lexicon(lang))
        return self._utterance(text, said, part="", lang=lang, pause=self._pauses.notice)

    def of_signal(self, signal: Signal) -> Utterance:
        """Return what sounds a signal; a title follows "chosen" at once, for it is waited for."""
        pause = self._pauses.end if signal is Signal.END else 0
        silence = self._utterance("", Spoken("", ()), part="", lang="", pause=pause)
        return replace(silence, signal=signal)

    def _utterance(self, written: str, said: Spoken, *, part: str, lang: str, pause: int) -> Utterance:
        return Utterance(
            id=UtteranceId(next(self._ids)),
            part=part,
            lang=lang,
            written=written,
            spoken=said.text,
            places=tuple(
                Place(piece.spoken.start, piece.spoken.end, piece.written.start, piece.written.end)
                for piece in said.pieces
            ),
            pause=Milliseconds(pause),
        )

    def _pause(self, line: Line, *, last: bool) -> int:
        match line.kind:
            case LineKind.TITLE:
                return self._pauses.title
            case LineKind.ITEM:
                return self._pauses.item
            case _:
                return self._pauses.paragraph if last else self._pauses.sentence


def _numbered(number: int, said: Spoken) -> Spoken:
    """Return `said` with its number before it, which is no word of the written text; 0 is none."""
    if not number:
        return said
    before = f"{number}: "  # the engine pauses at a colon
    pieces = (
        replace(piece, spoken=Span(piece.spoken.start + len(before), piece.spoken.end + len(before)))
        for piece in said.pieces
    )
    return Spoken(before + said.text, tuple(pieces))


def _in_place_of(text: str, said: Spoken) -> Spoken:
    """Return `said` with every word of it standing for the whole text."""
    whole = Span(0, len(text))
    return Spoken(said.text, tuple(Piece(spoken=piece.spoken, written=whole) for piece in said.pieces))
