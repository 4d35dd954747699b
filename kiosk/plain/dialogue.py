"""The visit as a dialogue: prints what happens as lines and takes lines as answers. It owns no rule.

What is printed once is never drawn again: a page when the visitor comes to it, a notice when it is told, and
behind them what can be answered.
"""

import asyncio
import errno
from collections.abc import Callable
from typing import Any, Final, Protocol

from kiosk.errors import ExitCode, KioskError
from kiosk.keys.intents import Action, Intent
from kiosk.phrases import Phrases
from kiosk.plain.answers import LONGEST, Answers
from kiosk.plain.streams import Take
from kiosk.settings import Seconds
from kiosk.visit.alarm import Alarm
from kiosk.visit.events import LanguageChanged, Moved, Notice, Placed, SoundNotice, VisitEvent
from kiosk.visit.view import LineKind, View

# Where these lead nowhere else, the page is read again, and printed again.
_READ_AGAIN: Final = frozenset(
    {Action.REPEAT, Action.CONTENTS, Action.HELPLINE, Action.DISCLAIMER, Action.CHOICES, Action.HOME}
)

_NOBODY_READS: Final = frozenset({errno.EPIPE, errno.EIO})  # the pipe, or the terminal, has gone


class Host(Protocol):
    """What the dialogue asks of the one whose visits it prints; as for the screen, `alarm` is set by it."""

    alarm: Callable[[Seconds | None], None]

    def begin(self) -> None:
        """Show and say the welcome."""

    def answer(self, line: str, intent: Intent | None, *, otherwise: str) -> None:
        """Take an answer; where it means nothing, say `otherwise`."""

    def wake(self) -> None:
        """Do what was to wait for this moment."""


class Dialogue:
    """Asks and answers. `fault` is the error that ended it, or None; the exit code is 1 then.

    `read` begins to hand lines on, and None at their end, which ends the dialogue. `write` prints a line;
    when it raises OSError because nobody reads any more, that is an end like the other.
    """

    def __init__(
        self, host: Host, *, phrases: Phrases, read: Callable[[Take], None], write: Callable[[str], None]
    ) -> None:
        self.fault: BaseException | None = None
        self._host = host
        self._write = write
        self._answers = Answers(phrases)
        self._read = read
        self._view: View | None = None
        self._hinted = False
        self._to_ask = False
        self._printed = False
        self._last = ""
        self._code: int | None = None
        self._left = asyncio.Event()
        host.alarm = Alarm(host.wake, in_turn=lambda ring: ring()).set

    async def show(self) -> int:
        """Run until the end, and return the exit code."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._end_by_fault)
        self._host.begin()
        self._read(self._take)
        await self._left.wait()
        self._host.alarm(None)
        return self._code or ExitCode.OK

    def leave(self, code: int) -> None:
        """End with an exit code. The first one counts."""
        if self._code is None:
            self._code = code
            self._left.set()

    def in_turn(self, call: Callable[[], None]) -> None:
        """Call behind what is to be printed now."""
        asyncio.get_running_loop().call_soon(call)

    def draw(self, event: VisitEvent) -> None:
        """Print an event of the visit, if it tells anything new."""
        match event:
            case LanguageChanged(phrases):
                self._answers, self._hinted = Answers(phrases), False
            case Moved(view):
                self._view = view
                self._print_page(view)
            case Placed(view):
                self._view = view
            case Notice(text) | SoundNotice(text) if text:
                self._print(text)
            case _:
                pass  # what is being said has been printed with its page

    def _take(self, line: str | None) -> None:
        if line is None:
            self.leave(ExitCode.OK)
        if line is None or self._view is None or self._left.is_set():
            return
        targets, self._printed = len(self._view.targets), False
        intent = self._answers.intent(line, targets=targets)
        again = self._answers.again(targets=targets)
        self._host.answer(line[:LONGEST].strip(), intent, otherwise=again)
        if intent and intent.action in _READ_AGAIN and not self._printed:
            self._print_page(self._view)
        self._ask_soon()

    def _print_page(self, view: View) -> None:
        self._print("")
        for line in view.lines:
            number = f"{line.number}. " if line.number else ""
            self._print(view.place if line.kind is LineKind.PLACE else f"{number}{line.text}")

    def _print(self, line: str) -> None:
        if self._left.is_set():
            return
        self._printed, self._last = True, line
        try:
            self._write(line)
        except OSError as error:
            if error.errno not in _NOBODY_READS:
                self.fault = KioskError(f"The lines cannot be written: {error.strerror}.")
            self.leave(ExitCode.FAILURE if self.fault else ExitCode.OK)
        self._ask_soon()

    def _ask_soon(self) -> None:
        """Ask for an answer behind all that is to be printed now."""
        if not self._to_ask:
            self._to_ask = True
            asyncio.get_running_loop().call_soon(self._ask)

    def _ask(self) -> None:
        targets = len(self._view.targets) if self._view else 0
        if not self._hinted:
            self._hinted = True
            self._print(self._answers.full())
        if self._last != self._answers.again(targets=targets):  # which asks, too
            self._print(self._answers.short(targets=targets))
        self._to_ask = False

    def _end_by_fault(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self.fault = self.fault or context.get("exception") or RuntimeError(context["message"])
        self.leave(ExitCode.FAILURE)
