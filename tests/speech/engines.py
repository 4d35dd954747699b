"""The engines that tests ask for."""

from required import missing

from kiosk.errors import VoiceError
from kiosk.speech.voice import Voice


def voice_of(driver: str, *, named: str = "") -> Voice:
    """Return the voice of an engine; where it is not installed, the test is skipped, or fails."""
    try:
        return Voice(driver, named=named)
    except VoiceError as error:
        missing(f"{driver}: {error.detail}")
