"""When something is due because nobody presses: the instruction again, a warning, the end of the visit.

The time counts from the last press or the last word that was read, whichever came later. While anything is
being said it stands still.
"""

from enum import StrEnum

from kiosk import settings
from kiosk.settings import Seconds


class Due(StrEnum):
    """What is due."""

    INSTRUCTION = "instruction"
    WARNING = "warning"
    END = "end"


class Patience:
    """Waits for somebody to press. It waits for nobody until `occupied`."""

    def __init__(self, times: settings.Patience) -> None:
        self._times = times
        self.leave()

    def leave(self) -> None:
        """Wait for nobody: the visit is over, or nobody has come yet."""
        self._since: Seconds | None = None
        self._said_again = 0
        self._saying_since: Seconds | None = None  # the instruction is being said of our own accord
        self._warned_at: Seconds | None = None
        self._warning = False

    @property
    def waits_for_nobody(self) -> bool:
        """Whether nobody has pressed since the last visit was over."""
        return self._since is None

    @property
    def warning(self) -> bool:
        """Whether the warning has been given, and nobody has pressed since."""
        return self._warning

    def pressed(self, at: Seconds) -> None:
        """Take that somebody is there."""
        self.leave()
        self._since = at

    def silent(self, at: Seconds) -> None:
        """Take that all has been heard to its end: the time begins, or goes on where it stood still."""
        saying_since, self._saying_since = self._saying_since, None
        if self._warning:
            self._warned_at = at
        elif self._since is None:
            pass
        elif saying_since is not None:
            self._since += at - saying_since
        else:
            self._since, self._said_again = at, 0

    @property
    def due(self) -> Seconds | None:
        """When `wake` is to be called, as long as nothing is being said."""
        if self._since is None:
            return None
        if self._warning:
            return None if self._warned_at is None else self._warned_at + self._times.warning
        return min(self._since + self._times.idle, self._next_instruction(self._since))

    def wake(self, at: Seconds) -> Due | None:
        """Return what is due by now; it counts as done."""
        due = self.due
        if due is None or self._since is None or at < due:
            return None
        if self._warning:
            return Due.END
        if at >= self._since + self._times.idle:
            self._warning = True
            return Due.WARNING
        self._said_again += 1
        self._saying_since = at
        return Due.INSTRUCTION

    def _next_instruction(self, since: Seconds) -> Seconds:
        """Return when the instruction is said again: after 15 s, 30 s after that, then 60 s (VxMark)."""
        return since + self._times.repeat_instruction * ((1 << self._said_again + 1) - 1)
