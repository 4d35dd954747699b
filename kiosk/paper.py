"""The leaflet on paper, by CUPS. Keeps one decision: it hands one copy to the queue, and waits for no paper.

`lp` (CUPS's own command) answers at once whether the queue has taken the file. Whether paper comes is for
whoever stands by the printer.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from kiosk.settings import Leaflet, Seconds
from kiosk.visit.events import LeafletAsked, VisitEvent

log = logging.getLogger("kiosk")

PATIENCE: Final[Seconds] = 10.0  # our own: a queue that has not answered by then is as good as none


class Paper:
    """Prints the leaflet whenever a visitor asks for it; `failed` is called when it cannot be printed."""

    def __init__(self, leaflet: Leaflet, *, failed: Callable[[], None]) -> None:
        self._leaflet = leaflet
        self._failed = failed
        self._printing: asyncio.Task[None] | None = None

    def hear(self, event: VisitEvent) -> None:
        """Take what the visit tells."""
        if isinstance(event, LeafletAsked):
            self._printing = asyncio.get_running_loop().create_task(self._print())

    async def idle(self) -> None:
        """Wait until the queue has answered."""
        if self._printing:
            await self._printing

    async def _print(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                why = await self._hand_over()
        except (OSError, TimeoutError) as error:
            why = str(error) or "the queue does not answer"
        if why:
            log.error("lp has not taken the leaflet: %s", why)
            self._failed()

    async def _hand_over(self) -> str:
        """Hand the file to the queue; return what lp complains of, or ""."""
        process = await asyncio.create_subprocess_exec(
            *("lp", "-d", self._leaflet.printer, "--", self._leaflet.file),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            _, complaint = await process.communicate()
        except asyncio.CancelledError:
            process.kill()
            await process.wait()
            raise
        if process.returncode == 0:
            return ""
        return complaint.decode(errors="replace").strip() or f"lp ended with {process.returncode}"
