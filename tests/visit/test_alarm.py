import asyncio
from collections.abc import Callable

import pytest

from kiosk.visit.alarm import Alarm

PATIENCE = 10.0  # seconds; far more than is needed


class Rung:
    """An alarm with a clock of its own. What comes in its turn waits until `turn`."""

    def __init__(self) -> None:
        self.now = 100.0
        self.times: list[float] = []
        self.waiting: asyncio.Queue[Callable[[], None]] = asyncio.Queue()
        self.alarm = Alarm(
            lambda: self.times.append(self.now), in_turn=self.waiting.put_nowait, clock=lambda: self.now
        )

    async def turn(self) -> None:
        """Let the timer come, and take its turn."""
        async with asyncio.timeout(PATIENCE):
            (await self.waiting.get())()

    async def nothing_waits(self) -> bool:
        for _ in range(5):
            await asyncio.sleep(0)
        return self.waiting.empty()


async def test_it_rings_once_when_the_time_has_come() -> None:
    rung = Rung()
    rung.alarm.set(100.0)
    await rung.turn()
    assert rung.times == [100.0]
    assert await rung.nothing_waits()


async def test_a_time_that_is_over_rings_at_once() -> None:
    rung = Rung()
    rung.alarm.set(3.0)
    assert rung.times == [], "never from within the call that sets it"
    await rung.turn()
    assert rung.times == [100.0]


async def test_it_never_rings_early_by_its_clock() -> None:
    rung = Rung()
    rung.alarm.set(100.001)
    await rung.turn()
    assert rung.times == []
    rung.now = 100.0009
    await rung.turn()
    assert rung.times == []
    rung.now = 100.001
    await rung.turn()
    assert rung.times == [100.001]


async def test_another_time_replaces_the_one_before() -> None:
    rung = Rung()
    rung.alarm.set(100.0)
    rung.alarm.set(500.0)
    assert await rung.nothing_waits()
    rung.alarm.set(99.0)
    await rung.turn()
    assert rung.times == [100.0]
    assert await rung.nothing_waits()


async def test_no_time_takes_it_away() -> None:
    rung = Rung()
    rung.alarm.set(100.0)
    rung.alarm.set(None)
    assert await rung.nothing_waits()


@pytest.mark.parametrize("instead", [None, 500.0])
async def test_what_is_pressed_before_its_turn_puts_it_off(instead: float | None) -> None:
    rung = Rung()
    rung.alarm.set(100.0)
    async with asyncio.timeout(PATIENCE):
        turn = await rung.waiting.get()
    rung.alarm.set(instead)
    turn()
    assert rung.times == []


async def test_a_new_time_that_is_over_when_the_old_one_takes_its_turn_rings_once() -> None:
    rung = Rung()
    rung.alarm.set(99.0)
    async with asyncio.timeout(PATIENCE):
        turn = await rung.waiting.get()
    rung.alarm.set(98.0)
    turn()
    assert rung.times == [100.0]
    assert await rung.nothing_waits()


async def test_it_may_be_set_anew_when_it_rings() -> None:
    rung = Rung()

    def again() -> None:
        rung.times.append(rung.now)
        if len(rung.times) < 3:
            alarm.set(rung.now)

    alarm = Alarm(again, in_turn=rung.waiting.put_nowait, clock=lambda: rung.now)
    alarm.set(100.0)
    for _ in range(3):
        await rung.turn()
    assert len(rung.times) == 3
    assert await rung.nothing_waits()
