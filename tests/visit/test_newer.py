"""Newer editions are taken up once, when they are whole, and when it is time for them."""

from collections.abc import Sequence

import pytest
from hosted import Hosted
from visit_walk import FIRST, SECOND, SMALL, pack_of, paragraph, section

from kiosk.errors import DataError
from kiosk.phrases.loader import english
from kiosk.visit.edition import Edition
from kiosk.visit.newer import Newer

OTHER = pack_of(section("first", "Another first", paragraph("Other words.")), SECOND)


class Shop:
    """Where editions come from: what is there now, and how often it was taken."""

    def __init__(self) -> None:
        self.state = 1
        self.taken = list[str]()
        self.broken = False
        self.open = True

    def load(self) -> Sequence[Edition]:
        if self.broken:
            raise DataError("it is broken")
        return [Edition(OTHER, english().on_screen)]

    def newer(self) -> Newer:
        newer = Newer(
            self.load,
            state=lambda: self.state,
            may=lambda _: self.open,
            take_up=lambda _, editions: self.taken.append(editions[0].pack.parts[0].title),
            refused=lambda _, why: self.taken.append(str(why)),
        )
        newer.load()
        return newer


@pytest.fixture
def shop() -> Shop:
    return Shop()


def waits(kiosk: Hosted) -> bool:
    return kiosk.host.nobody_there


def look(newer: Newer, times: int) -> None:
    for _ in range(times):
        newer.look(Hosted().host)


def test_what_is_newer_is_taken_once_when_it_is_whole(shop: Shop) -> None:
    newer = shop.newer()
    look(newer, 3)
    assert shop.taken == []
    for _ in range(3):  # it is still being written
        shop.state += 1
        look(newer, 1)
    assert shop.taken == []
    look(newer, 3)
    assert shop.taken == ["Another first"]


def test_until_it_is_time_it_waits(shop: Shop) -> None:
    newer = shop.newer()
    shop.open, shop.state = False, 2
    look(newer, 5)
    assert shop.taken == []
    shop.open = True
    look(newer, 5)
    assert shop.taken == ["Another first"]


def test_what_is_wrong_is_told_once(shop: Shop) -> None:
    newer = shop.newer()
    shop.broken, shop.state = True, 2
    look(newer, 5)
    assert shop.taken == ["it is broken"]


def test_nobody_is_there_at_the_welcome_until_somebody_presses_and_again_after_the_visit() -> None:
    kiosk = Hosted(pack_of(FIRST))
    assert not waits(kiosk)  # the welcome is being said
    kiosk.listen()
    assert waits(kiosk)
    kiosk.hear("+")
    assert not waits(kiosk)
    kiosk.hear("right", "right", "home")
    assert not waits(kiosk)
    kiosk.wait(3600)
    assert waits(kiosk)


def test_who_has_put_headphones_in_is_there() -> None:
    kiosk = Hosted.by("ez-access", SMALL)
    kiosk.listen()
    assert waits(kiosk)
    kiosk.hear("f15")
    assert not waits(kiosk)
