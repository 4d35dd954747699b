"""What is shown and what is spoken are the same words, on every screen, whatever happens there."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from kiosk_on_screen import Visitor, visitor
from stations import STATIONS

from kiosk.phrases.loader import english
from kiosk.speech.utterance import Signal

ENGLISH = english().on_screen

# What is called otherwise than it is labelled.
CALLED = {"?": "Question mark", "-": "Minus", "+": "Plus"}


def called(label: str) -> str:
    return CALLED.get(label, label)


@dataclass(frozen=True)
class Otherwise:
    """Labels that are not said as they stand. `reason`: why, and what is heard instead; `heard` proves it."""

    label: str
    reason: str
    heard: Callable[[Visitor, set[str]], bool]


def page_heard(here: Visitor, said: set[str]) -> bool:
    return {line.text for line in here.kiosk.arrived.lines[-2:]} <= said or "Go on reading" in said


PLACE = (
    r"Part \d+ of 12, (person \d+ of 10, )?(sentence|item) \d+ of \d+(, (about|less than) \d+ minutes?)?"
    r"|Item \d+ of \d+"
)
OTHERWISE = (
    Otherwise(
        PLACE,
        "Said on arrival; H or D, and Left to come back, say it later (there is a test of that below).",
        lambda *_: True,
    ),
    Otherwise(
        r"(\d+ )?more (above|below)",
        "The eye has a page of what the ear has whole: it is read to its end.",
        page_heard,
    ),
    Otherwise(
        "Paused",
        "Said in a sentence, or what is held is offered to be gone on with.",
        lambda _, said: "Speech is paused. Press P to go on." in said or "Go on reading" in said,
    ),
    Otherwise(
        "not counted",
        "A signal of its own, so that a hand that shakes is not told so in words.",
        lambda here, _: Signal.REFUSED in here.kiosk.speaker.signals,
    ),
    Otherwise(
        "Sound is off. Please ask at the desk.",
        "Nothing can be heard without sound.",
        lambda here, _: "no sound" in here.happened,
    ),
    Otherwise(
        "Sound is on again.",
        "The voice that goes on is what tells it.",
        lambda here, _: "sound" in here.happened,
    ),
    Otherwise(
        r"1\. It is caused by genetic factors, which means by genes\.",
        "The voice cannot say it, and says that it is on the screen.",
        lambda here, said: "a sentence that cannot be said" in here.happened and ENGLISH.not_said in said,
    ),
)
# A hint that does not do what help says of its key, and what is heard of that.
HINTS_OTHERWISE = {("P", "go on reading"): "Speech is paused. Press P to go on."}


@pytest.fixture(scope="module")
def help_said() -> set[str]:
    """What is said of the keys in help, which the welcome tells how to ask for."""

    async def hear() -> set[str]:
        async with visitor() as here:
            welcome = await here.hear_all()
            assert "Press Question mark at any time to hear all the keys." in welcome
            await here.press("?")
            return set(await here.hear_all())

    return asyncio.run(hear())


def unsaid(here: Visitor, said: set[str], help_said: set[str]) -> set[str]:
    """What stood on the screen and was neither said nor can be asked for."""
    left = set()
    for reading in here.frames:
        left |= {row for row in reading.rows if not covered(row, here, said)}
        left |= {
            f"[{key}] {does}" for key, does in reading.hints if not hint_said(key, does, said, help_said)
        }
        left |= {f"{text} [{key}]" for key, text in reading.caps if not cap_said(key, text, help_said)}
    return left


def covered(row: str, here: Visitor, said: set[str]) -> bool:
    if any(f" {row} " in f" {text} " for text in said):
        return True
    return any(re.fullmatch(each.label, row) and each.heard(here, said) for each in OTHERWISE)


def hint_said(key: str, does: str, said: set[str], help_said: set[str]) -> bool:
    return f"{called(key)}: {does}." in help_said or HINTS_OTHERWISE.get((key, does)) in said


def cap_said(key: str, text: str, help_said: set[str]) -> bool:
    """Whether it is said which key chooses what stands beside it."""
    number, name = text.split(". ", 1)
    if key.isdigit():
        return number == (key if key != "0" else "10") and (
            "1 to 9, and 0 for the tenth: choose by number." in help_said
        )
    return f"{called(key)}: {name.lower()}." in help_said


@pytest.mark.requirement("K02")
@pytest.mark.requirement("K13")
@pytest.mark.parametrize("name", STATIONS)
async def test_what_is_shown_and_what_is_said_are_the_same(name: str, help_said: set[str]) -> None:
    keys, doing, settings = STATIONS[name]
    async with visitor(settings=settings) as here:
        await here.press(*keys.split())
        here.frames.clear()
        await here.look()
        await doing(here)
        said = [written for written, _ in here.said]
        assert len(said) >= 3
        assert [written for written, screen in here.said if not screen.shows(written)] == []
        assert unsaid(here, set(said), set() if settings.hands.switches else help_said) == set()


@pytest.mark.requirement("K02")
@pytest.mark.parametrize(
    ("keys", "by_the_way"),
    [
        ("space down down", "h"),
        ("space 3 down down", "h"),
        ("space 0 down down", "h"),
        ("space 0 3 down down", "d"),
        ("space k down down", "h"),
        ("space d down down", "h"),
        ("space h down", "d"),
    ],
)
async def test_the_place_that_is_shown_can_be_asked_for(keys: str, by_the_way: str) -> None:
    async with visitor() as here:
        await here.press(*keys.split())
        shown = here.kiosk.view.place
        assert re.fullmatch(PLACE, shown)
        assert here.frames[-1].shows(shown)
        await here.press(by_the_way)
        await here.hear_all()
        await here.press("left")
        assert (await here.hear_all())[1] == shown
