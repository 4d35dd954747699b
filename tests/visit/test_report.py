"""What the service manager is told, and that it is told nothing good which was not just proved."""

import asyncio
from collections.abc import Callable

import pytest

from kiosk.settings import Seconds
from kiosk.visit import report
from kiosk.visit.events import Moved, Notice
from kiosk.visit.report import BEATS, LOOK_AGAIN, Report, Sound
from kiosk.visit.view import ScreenName, View

PATIENCE = 10.0  # seconds; far more than is needed
EXPECTS: Seconds = 0.03  # so short, because the alarm waits in the event loop's time, too
FIRST_SCREEN = Moved(View(ScreenName.WELCOME, "", (), (), -1, "", 0.0, ()))


class Kiosk:
    """A kiosk, and what is told of it. What is to come round its screen waits for `turn`."""

    def __init__(self, *, expects: Seconds | None = EXPECTS, sound: Sound = Sound.ON) -> None:
        self.now = 100.0
        self.sound = sound
        self.told: list[tuple[str, ...]] = []
        self.waiting: asyncio.Queue[Callable[[], None]] = asyncio.Queue()
        self.report = Report(
            lambda *lines: self.told.append(lines),
            expects=expects,
            sound=lambda: self.sound,
            in_turn=self.waiting.put_nowait,
            clock=lambda: self.now,
        )

    async def turn(self, *, after: Seconds = 0.0) -> None:
        """Let time pass, and the screen come round once."""
        self.now += after
        async with asyncio.timeout(PATIENCE):
            (await self.waiting.get())()

    async def nothing_waits(self) -> bool:
        await asyncio.sleep(2 * EXPECTS)  # the time itself: a timer would have come
        return self.waiting.empty()


async def test_it_is_ready_when_its_first_screen_has_come_round_and_then_well() -> None:
    kiosk = Kiosk()
    kiosk.report.hear(Notice("Sound is off."))
    assert await kiosk.nothing_waits()
    kiosk.report.hear(FIRST_SCREEN)
    assert kiosk.told == []
    await kiosk.turn()
    assert kiosk.told == [("READY=1", "STATUS=The kiosk speaks.")]
    for _ in range(3):
        await kiosk.turn(after=EXPECTS / BEATS)
    assert kiosk.told[1:] == [("WATCHDOG=1",)] * 3


async def test_it_is_told_three_times_in_the_time_in_which_it_expects_to_hear() -> None:
    kiosk = Kiosk()
    kiosk.report.hear(FIRST_SCREEN)
    await kiosk.turn()
    await kiosk.turn(after=EXPECTS / BEATS * 0.9)
    assert len(kiosk.told) == 1
    await kiosk.turn(after=EXPECTS / BEATS * 0.1)
    assert len(kiosk.told) == 2


async def test_a_screen_that_does_not_come_round_is_not_well() -> None:
    kiosk = Kiosk()
    kiosk.report.hear(FIRST_SCREEN)
    await kiosk.turn()
    async with asyncio.timeout(PATIENCE):
        stuck = await kiosk.waiting.get()
    kiosk.now += 10 * EXPECTS
    assert await kiosk.nothing_waits()
    assert len(kiosk.told) == 1
    stuck()  # it has come round after all
    assert kiosk.told[1:] == [("WATCHDOG=1",)]


async def test_while_it_is_not_known_how_speech_is_nothing_good_is_told() -> None:
    kiosk = Kiosk(sound=Sound.UNKNOWN)
    kiosk.report.hear(FIRST_SCREEN)
    for _ in range(3):
        await kiosk.turn(after=LOOK_AGAIN)
    assert kiosk.told == [("STATUS=The voice does not answer.",)]
    kiosk.sound = Sound.OFF
    await kiosk.turn(after=LOOK_AGAIN)
    assert kiosk.told[1:] == [("READY=1", "STATUS=Sound is off, and the screen says so.")]
    kiosk.sound = Sound.UNKNOWN
    await kiosk.turn(after=EXPECTS / BEATS)
    await kiosk.turn(after=LOOK_AGAIN)
    assert kiosk.told[2:] == [("STATUS=The voice does not answer.",)]
    kiosk.sound = Sound.ON
    await kiosk.turn(after=LOOK_AGAIN)
    assert kiosk.told[3:] == [("WATCHDOG=1", "STATUS=The kiosk speaks.")]


async def test_one_that_expects_nothing_more_is_told_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "LOOK_UNASKED", EXPECTS)
    kiosk = Kiosk(expects=None)
    kiosk.report.hear(FIRST_SCREEN)
    await kiosk.turn()
    assert kiosk.told == [("READY=1", "STATUS=The kiosk speaks.")]
    await kiosk.turn(after=EXPECTS)
    assert len(kiosk.told) == 1
    kiosk.sound = Sound.OFF
    await kiosk.turn(after=EXPECTS)
    assert kiosk.told[1:] == [("STATUS=Sound is off, and the screen says so.",)]


async def test_the_next_pages_begin_nothing_anew() -> None:
    kiosk = Kiosk()
    kiosk.report.hear(FIRST_SCREEN)
    await kiosk.turn()
    kiosk.report.hear(FIRST_SCREEN)
    await kiosk.turn(after=EXPECTS / BEATS / 2)
    assert len(kiosk.told) == 1
