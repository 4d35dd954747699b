"""The sentence by which `kiosk doctor` tries the sound."""

import asyncio
from typing import Final

from kiosk.settings import VoiceName
from kiosk.speech.utterance import Utterance
from kiosk.staff import hearing
from kiosk.staff.studio import RATE

TRIAL: Final = "This is the voice of the kiosk."
_SECONDS: Final = 5.0  # more than it takes at any rate


def aloud(trial: Utterance, voice: VoiceName) -> None:
    """Have an utterance heard to its end. Raises DeviceError or VoiceError where it is not."""
    asyncio.run(hearing.heard([trial], rate=RATE, seconds=_SECONDS, voice=voice))
