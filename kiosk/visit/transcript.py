"""What was heard, as JSON lines: the interface by which the kiosk is measured (docs/transcript.md)."""

import json
import logging
from collections.abc import Callable
from typing import TextIO

from kiosk.visit.events import (
    BegunAnew,
    KeyPressed,
    LanguageChanged,
    LineCut,
    LineSaid,
    LineSaying,
    LineWord,
    Moved,
    Notice,
    Offered,
    Placed,
    PressRefused,
    SignalHeard,
    SoundNotice,
    VisitEvent,
)

log = logging.getLogger(__name__)


class Transcript:
    """Writes a line for each event, at once. `clock` returns monotonic seconds.

    It is for staff and tests and must not stop a visit: when the file can no longer be written, that is
    logged and it ends.
    """

    def __init__(self, file: TextIO, *, clock: Callable[[], float]) -> None:
        self._file = file
        self._clock = clock
        self._broken = False

    def started(self) -> None:
        """Write that the kiosk has started."""
        self._write("started")

    def ended(self, reason: str) -> None:
        """Write that the kiosk ends, and why."""
        self._write("ended", reason=reason)

    def tell(self, event: VisitEvent) -> None:  # noqa: C901 - a table, a line for each event
        """Take an event of the visit."""
        match event:
            case KeyPressed(key, intent):
                self._write("key", key=key, intent=str(intent) if intent else None)
            case PressRefused(key, refusal):
                self._write("refused", key=key, reason=refusal)
            case Offered(offer) if offer:
                self._write("offered", name=offer.items[offer.index])
            case LanguageChanged(phrases):
                self._write("language", lang=phrases.lang)
            case Moved(view):
                self._write("screen", name=view.screen, part=view.part)
            case LineSaying(utterance=said):
                self._write(
                    "said",
                    id=said.id,
                    part=said.part,
                    lang=said.lang,
                    written=said.written,
                    spoken=said.spoken,
                )
            case LineWord(utterance=uid, start=start, end=end):
                self._write("word", id=uid, start=start, end=end)
            case LineSaid(utterance=uid):
                self._write("finished", id=uid)
            case LineCut(utterance=uid):
                self._write("cut", id=uid)
            case SignalHeard(signal):
                self._write("signal", name=signal)
            case Notice(text) | SoundNotice(text) if text:
                self._write("notice", text=text)
            case Placed() | Offered() | BegunAnew() | Notice() | SoundNotice():
                pass  # nothing that can be heard or that is told anew

    def _write(self, event: str, **fields: object) -> None:
        if self._broken:
            return
        line = {"t": round(self._clock(), 6), "event": event} | fields
        try:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._file.flush()
        except (OSError, ValueError):  # ValueError: the file is closed, or a character has no bytes in it
            self._broken = True
            log.exception("the transcript ends here: its file cannot be written")
