"""What staff are told when they press the keys for it: of the kiosk, and of no visitor."""

from dataclasses import replace

import pytest
from hosted import SAME_KEY_ONLY, Hosted
from visit_walk import SMALL

from kiosk import assembly
from kiosk.keys.strokes import Stroke
from kiosk.pack.model import Review
from kiosk.settings import Settings
from kiosk.speech.fake import FakeSpeaker
from kiosk.visit.status import Status
from kiosk.visit.view import ScreenName

KEYS = ("up", "up", "down", "down", "left", "right", "left", "right")
TOLD = f"All is well with {SMALL.title}."
DAY = 24 * 3600


@pytest.fixture
def kiosk() -> Hosted:
    return Hosted(settings=replace(SAME_KEY_ONLY, status=KEYS))


@pytest.mark.requirement("K02")
@pytest.mark.requirement("K13")
def test_it_is_said_and_shown_and_gone_at_the_next_press(kiosk: Hosted) -> None:
    kiosk.hear("right", "2")
    kiosk.press(*KEYS[:-1])
    assert kiosk.notice != TOLD
    before = kiosk.at
    assert kiosk.hear(KEYS[-1]) == [TOLD]
    assert (kiosk.notice, kiosk.at) == (TOLD, before)
    kiosk.press("up")
    assert kiosk.notice == ""


def test_the_place_stays_to_the_sentence(kiosk: Hosted) -> None:
    kiosk.hear("right", "2")
    kiosk.press(*KEYS[:-1])
    kiosk.listen()
    kiosk.press("up")
    kiosk.press(*KEYS[:-1])
    before = kiosk.view
    kiosk.press(KEYS[-1])
    assert kiosk.listen() == [TOLD]
    assert kiosk.view == before


def test_without_keys_for_it_no_press_tells_it() -> None:
    kiosk = Hosted(settings=SAME_KEY_ONLY)
    assert TOLD not in kiosk.hear("right", *KEYS)
    assert kiosk.notice != TOLD


def test_the_press_that_ends_the_row_does_nothing_else_nor_does_its_release() -> None:
    kiosk = Hosted(settings=replace(SAME_KEY_ONLY, status=KEYS), releases=True)
    for key in KEYS:
        before = kiosk.at
        kiosk.stroke(key, Stroke.PRESS, after=1.0)
        kiosk.stroke(key, Stroke.RELEASE, after=0.1)
    assert kiosk.listen()[-1:] == [TOLD]
    assert kiosk.at == before


def test_when_nobody_presses_any_more_the_visit_ends_as_ever(kiosk: Hosted) -> None:
    kiosk.hear("right", "2", *KEYS)
    kiosk.wait(200.0)
    assert (kiosk.at, kiosk.notice) == ((ScreenName.WELCOME, ""), "")


# --- What is told.


class Kiosk:
    """What a status is told of, and the status; time passes when a test says so."""

    def __init__(self) -> None:
        self.now, self.faults, self.free = 100.0, 0, 82.4e9
        self.speaker = FakeSpeaker()
        speech = assembly.new_speech(self.speaker.send, Settings())
        self.speaker.receive = speech.receive
        self.status = Status(
            speech,
            version="1.2",
            faults=lambda: self.faults,
            free=lambda: int(self.free) if self.free else None,
            clock=lambda: self.now,
        )


def test_all_that_staff_must_know_is_told() -> None:
    kiosk = Kiosk()
    pack = replace(SMALL, review=Review("Dr A", "2026-11-03", "2027-11-23"))
    kiosk.speaker.have_voices(espeak=f"{pack.lang.lower()} en")
    kiosk.now += 3 * DAY + 2 * 3600 + 59 * 60
    kiosk.faults = 2
    assert kiosk.status.of(pack) == (
        f"Kiosk 1.2, running for 3 days 2 hours. Pack: {pack.title}, checked on 3 November 2026, to be "
        "checked again by 23 November 2027. Voice: espeak. Sound is on. Free disk: 82 gigabytes. Faults: 2."
    )


def test_what_is_missing_is_told_as_missing() -> None:
    kiosk = Kiosk()
    kiosk.speaker.lose_sound()
    kiosk.free = 0.0
    assert kiosk.status.of(replace(SMALL, review=Review("", "", ""))) == (
        f"Kiosk 1.2, running for less than a minute. Pack: {SMALL.title}, checked by nobody yet. "
        "Voice: not known yet. Sound is off. Free disk: not known. Faults: 0."
    )


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (59, "less than a minute"),
        (60, "1 minute"),
        (3600, "1 hour 0 minutes"),
        (7 * DAY - 1, "6 days 23 hours"),
        (365 * DAY, "365 days 0 hours"),
    ],
)
def test_how_long_it_runs_is_told_in_its_two_largest_units(seconds: float, told: str) -> None:
    kiosk = Kiosk()
    kiosk.now += seconds
    assert kiosk.status.of(SMALL).startswith(f"Kiosk 1.2, running for {told}. ")
