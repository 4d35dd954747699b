"""The editions of a visit, and newer ones in their place, whoever puts them there: an author, or an update.

Keeps one decision: what is newer is taken up once, when it is whole, and when it is time for it.
"""

import asyncio
import logging
from collections.abc import Callable, Hashable, Sequence
from typing import Protocol

from kiosk.errors import DataError
from kiosk.settings import Seconds
from kiosk.visit.edition import Edition

log = logging.getLogger(__name__)


class Host(Protocol):
    """What newer editions ask of the one who receives visitors."""

    @property
    def nobody_there(self) -> bool:
        """Whether it waits for a visitor who has not come yet."""

    def take_up(self, editions: Sequence[Edition]) -> None:
        """Go on with other editions, where the visitor is."""

    def begin(self) -> None:
        """Wait for a visitor, at the welcome."""

    def announce(self, text: str, *, lang: str) -> None:
        """Say and show something; the place stays."""


class Newer:
    """Loads editions, and is to look `every` so many seconds whether there are newer ones, or never: None.

    `state` is another when there are: it is compared only. Where it is another from one look to the next,
    something is still being written. `may` tells whether it is time, `take_up` hands them to the host, and
    `refused` takes what is wrong with them.
    """

    def __init__(
        self,
        load: Callable[[], Sequence[Edition]],
        *,
        every: Seconds | None = None,
        state: Callable[[], Hashable] = tuple,
        may: Callable[[Host], bool] = lambda _: True,
        take_up: Callable[[Host, Sequence[Edition]], None] = lambda host, editions: host.take_up(editions),
        refused: Callable[[Host, DataError], None] = lambda _, why: log.error("nothing newer: %s", why),
    ) -> None:
        self._every = every
        self._state = state
        self._load = load
        self._take_up = take_up
        self._refused = refused
        self._may = may
        self._seen: Hashable = None
        self._taken: Hashable = None

    def load(self) -> Sequence[Edition]:
        """Return the editions that there are. Raises DataError where they cannot be used."""
        self._seen = self._taken = self._state()
        return self._load()

    async def keep_looking(self, host: Host) -> None:
        """Look until this is cancelled, or not at all."""
        while self._every is not None:
            await asyncio.sleep(self._every)
            self.look(host)

    def look(self, host: Host) -> None:
        """Look once. What is still being written is left for the next look."""
        seen, self._seen = self._seen, self._state()
        if self._seen != seen or seen == self._taken or not self._may(host):
            return
        self._taken = seen
        try:
            editions = self._load()
        except DataError as refused:
            self._refused(host, refused)
        else:
            self._take_up(host, editions)
