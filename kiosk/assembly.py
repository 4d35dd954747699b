"""The parts of a kiosk, as the clinic has set them: its speech, its visits, and the host of its visitors."""

import functools
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from kiosk.keys import profile
from kiosk.paths import pronunciation_file
from kiosk.plain.answers import ANSWERS
from kiosk.reading import lexicon
from kiosk.settings import GAINS, RATES, GoOn, Seconds, Settings
from kiosk.speech.client import Speech
from kiosk.speech.protocol import ToSpeaker
from kiosk.speech.utterance import Decibels, WordsPerMinute
from kiosk.visit.choices import IN_LINES, LISTED
from kiosk.visit.edition import Edition
from kiosk.visit.host import Host
from kiosk.visit.visit import Visit


def new_speech(send: Callable[[ToSpeaker], None], settings: Settings) -> Speech:
    """Return speech at the clinic's defaults, which hands its lines to `send`."""
    return Speech(
        send,
        rate=WordsPerMinute(RATES[settings.defaults.rate]),
        gain=Decibels(GAINS[settings.defaults.gain]),
        wanted=settings.voice,
    )


def new_visit(
    editions: Sequence[Edition], speech: Speech, settings: Settings, *, plain: bool = False
) -> Visit:
    """Return a visit of a subject, by the keys that are set, or by lines that are typed."""
    return Visit(
        editions,
        speech=speech,
        settings=settings,
        keymap=ANSWERS if plain else profile.named(settings.hands.keys).keymap,
        lexicon=functools.cache(lambda lang: lexicon.load(pronunciation_file(lang))),
        listed=IN_LINES if plain else LISTED,
    )


def new_host(
    editions: Sequence[Edition],
    speech: Speech,
    settings: Settings,
    *,
    clock: Callable[[], Seconds] = time.monotonic,
) -> Host:
    """Return the host of a subject's visits; whoever shows them sets its `tell` and its `alarm`."""
    keys = profile.named(settings.hands.keys)
    # A profile of switches is for switches, whether or not the settings say so too.
    hands = replace(settings.hands, switches=settings.hands.switches or keys.switches)
    settings = replace(settings, hands=hands)
    return Host(
        new_visit(editions, speech, settings),
        speech=speech,
        settings=settings,
        keymap=keys.keymap,
        clock=clock,
    )


def new_plain_host(
    editions: Sequence[Edition],
    speech: Speech,
    settings: Settings,
    *,
    clock: Callable[[], Seconds] = time.monotonic,
) -> Host:
    """Return the host of visits by lines that are typed; no switch types them, whatever is set."""
    settings = replace(settings, hands=replace(settings.hands, switches=0))
    return Host(
        new_visit(editions, speech, settings, plain=True),
        speech=speech,
        settings=settings,
        keymap=ANSWERS,
        clock=clock,
    )


def without_voice(settings: Settings) -> Settings:
    """Return settings with which nothing goes on by itself: no voice tells how fast somebody reads."""
    return replace(settings, go_on=GoOn.PART)
