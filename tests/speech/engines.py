"""The engines that tests ask for: one that is not installed skips a test, or fails it where none may skip."""

import os

import pytest

from kiosk.errors import VoiceError
from kiosk.speech.voice import Voice


def voice_of(driver: str, *, named: str = "") -> Voice:
    """Return the voice of an engine."""
    try:
        return Voice(driver, named=named)
    except VoiceError as error:
        if os.environ.get("KIOSK_REQUIRE_SOUND") == "1":
            raise
        pytest.skip(f"{driver}: {error.detail}")
