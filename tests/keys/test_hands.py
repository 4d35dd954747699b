from itertools import pairwise
from random import Random

from hands import SHAKING_HARD, STEADY, Hand, Keyboard, RawKey, pressed, told, touches

from kiosk.keys.strokes import Stroke

HOLDING = Hand(bounce=0.0, stray=0.0, spasm=1.0, grip=(1.0, 1.0))


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a model of a hand, not secrets


def drawn(hand: Hand, keyboard: Keyboard, presses: int, seed: int = 1) -> list[RawKey]:
    return list(pressed(hand, keyboard, ["right"] * presses, rest=(1, 2), draw=seeded(seed)))


def test_the_same_seed_gives_the_same_hand() -> None:
    keyboard = Keyboard()
    assert drawn(SHAKING_HARD, keyboard, 50) == drawn(SHAKING_HARD, keyboard, 50)
    assert drawn(SHAKING_HARD, keyboard, 50) != drawn(SHAKING_HARD, keyboard, 50, seed=2)


def test_a_steady_hand_does_what_it_means() -> None:
    assert all(event.meant for event in drawn(STEADY, Keyboard(), 50))
    assert len(drawn(STEADY, Keyboard(), 50)) == 50


def test_a_held_key_repeats_as_the_keyboard_does() -> None:
    keyboard = Keyboard(delay=0.5, interval=0.1)
    events = drawn(HOLDING, keyboard, 1)
    assert [round(event.at, 6) for event in events] == [0, 0.5, 0.6, 0.7, 0.8, 0.9]
    assert {event.stroke for event in events} == {Stroke.PRESS}
    assert [event.meant for event in events] == [True, *[False] * 5]
    with_releases = drawn(HOLDING, Keyboard(delay=0.5, interval=0.1, releases=True), 1)
    assert [event.stroke for event in with_releases] == [
        Stroke.PRESS,
        *[Stroke.REPEAT] * 5,
        Stroke.RELEASE,
    ]
    assert with_releases[-1].at == 1.0


def test_touches_follow_each_other_at_the_pace_of_tremor() -> None:
    draw = seeded(1)
    hand = Hand(bounce=1.0, bounces=3, stray=0.0, spasm=0.0)
    for _ in range(200):
        made = touches(hand, Keyboard(), "right", 10.0, draw)
        assert [touch.meant for touch in made] == [True, False, False, False]
        assert all(0.125 <= after.at - touch.at <= 0.25 for touch, after in pairwise(made))
        assert all(touch.up < after.at for touch, after in pairwise(made))


def test_chances_are_as_stated() -> None:
    draw = seeded(1)
    hand = Hand(bounce=0.4, bounces=1, stray=0.25, miss=0.1, spasm=0.15)
    made = [touches(hand, Keyboard(), "right", 0.0, draw) for _ in range(4000)]
    missed = sum(not first.meant for first, *_ in made) / len(made)
    spasms = sum(first.up > 0.12 for first, *_ in made) / len(made)
    more = sum(len(touches) - 1 for touches in made) / len(made)
    assert abs(missed - 0.1) < 0.02
    assert abs(spasms - 0.15) < 0.02
    assert abs(more - 0.65) < 0.03
    assert {first.key for first, *_ in made} == {"right", "down", "enter"}


def test_a_key_without_neighbours_is_not_missed() -> None:
    hand = Hand(miss=1.0, stray=1.0, bounce=0.0)
    assert [touch.key for touch in touches(hand, Keyboard(), "home", 0.0, seeded(1))] == ["home"]
    first, *_ = told(Keyboard(), touches(hand, Keyboard(), "up", 0.0, seeded(2)))
    assert first.key == "down"
