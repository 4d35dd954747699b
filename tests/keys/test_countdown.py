from math import nextafter

from kiosk.keys.countdown import Countdown


def test_it_is_over_when_it_is_due() -> None:
    countdown = Countdown(since=10.0, lasting=0.2)
    assert countdown.due == 10.2
    assert not countdown.over(nextafter(10.2, 0))
    assert countdown.over(10.2)
    assert countdown.over(11)


def test_what_is_left_falls_from_one_to_nothing() -> None:
    countdown = Countdown(since=10.0, lasting=4.0)
    assert [countdown.left(at) for at in (9, 10, 11, 12, 14, 15)] == [1, 1, 0.75, 0.5, 0, 0]
