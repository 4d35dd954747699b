import time
from threading import Thread

from kiosk.speech.protocol import FromSpeaker, Pong
from kiosk.speech.telling import Telling


def pong(number: int) -> Pong:
    return Pong(number=number)


def taken(telling: Telling, count: int) -> list[FromSpeaker]:
    return [telling.next() for _ in range(count)]


def test_lines_leave_when_they_are_due_and_in_their_order() -> None:
    telling, began = Telling(), time.monotonic()
    telling.tell(pong(4), 0.03)
    telling.tell(pong(1))
    telling.tell(pong(3), 0.02)
    telling.tell(pong(2))
    assert taken(telling, 4) == [pong(1), pong(2), pong(3), pong(4)]
    assert time.monotonic() - began >= 0.03


def test_what_is_due_sooner_leaves_before_what_has_been_waited_for() -> None:
    telling = Telling()
    telling.tell(pong(2), 60.0)
    lines: list[FromSpeaker] = []
    reader = Thread(target=lambda: lines.append(telling.next()), daemon=True)
    reader.start()
    telling.tell(pong(1))
    reader.join(10)
    assert lines == [pong(1)]


def test_what_has_not_been_heard_is_forgotten_and_the_rest_is_told() -> None:
    telling = Telling()
    telling.tell(pong(1))
    telling.tell(pong(2), -0.01)
    telling.tell(pong(9), 60.0)
    telling.forget()
    telling.tell(pong(3))
    assert taken(telling, 3) == [pong(2), pong(1), pong(3)]


def test_who_waits_for_all_to_be_told_does_not_wait_for_what_comes_after() -> None:
    telling, returned = Telling(), list[int]()
    for number in (1, 2):
        telling.tell(pong(number))

    def wait() -> None:
        telling.wait_until_told()
        returned.append(1)

    waiter = Thread(target=wait, daemon=True)
    waiter.start()
    taken(telling, 2)
    assert returned == []  # the second is being written
    telling.tell(pong(3), 60.0)
    reader = Thread(target=telling.next, daemon=True)  # asks for another: the second has been written
    reader.start()
    waiter.join(10)
    assert returned == [1]
