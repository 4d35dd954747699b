"""Utterances heard to their end, through the kiosk's own speaker."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kiosk.errors import DeviceError, VoiceError
from kiosk.settings import GAINS, Settings, VoiceName
from kiosk.speech.client import Speech
from kiosk.speech.events import NotSaid, Said, SoundChanged, SpeechEvent
from kiosk.speech.process import SpeakerProcess
from kiosk.speech.process import speaker as speaker_command
from kiosk.speech.utterance import Decibels, Utterance, WordsPerMinute

# The last sample is handed to the device before it is heard: 33 ms on its own, more where a sound server or a
# wireless headset keeps sound back.
DRAIN_SECONDS: Final = 0.5
# What starting, a device that is slow to come and a speaker that is replaced may take. The kiosk itself never
# gives up: a command does.
PATIENCE_SECONDS: Final = 10.0


async def heard(
    utterances: Sequence[Utterance],
    *,
    rate: WordsPerMinute,
    seconds: float,
    voice: VoiceName = VoiceName.AUTO,
    recordings: Path | None = None,
    remedy: str = "see that a loudspeaker is switched on, and try again",
) -> None:
    """Return when the sound device has played all of them, which takes so many seconds.

    What is recorded in the folder `recordings` is played from there. Raises VoiceError when one cannot be
    said; DeviceError, with the remedy, without a device or when it takes too long.
    """
    ended = asyncio.get_running_loop().create_future()

    def fail(error: BaseException) -> None:
        if not ended.done():
            ended.set_exception(error)

    def hear(event: SpeechEvent) -> None:
        match event:
            case SoundChanged(on=False, reason=reason):
                fail(DeviceError(f"It cannot be heard: {reason}; {remedy}."))
            case NotSaid(reason=reason):
                fail(VoiceError(reason))
            case Said(utterance) if utterance == utterances[-1].id and not ended.done():
                ended.set_result(None)

    gain = Decibels(GAINS[Settings().defaults.gain])
    speech = Speech(lambda line: speaker.send(line), rate=rate, gain=gain)  # noqa: PLW0108 - it is made after its client
    speech.tell = hear
    command = speaker_command(voice, narration=recordings)
    speaker = SpeakerProcess(receive=speech.receive, started=speech.start_again, failed=fail, command=command)
    speech.say(utterances)  # heard when there is a speaker
    await speaker.start()
    try:
        async with asyncio.timeout(seconds + PATIENCE_SECONDS):
            await ended
        await asyncio.sleep(DRAIN_SECONDS)
    except TimeoutError as error:
        raise DeviceError(f"It was not heard to its end; {remedy}.") from error
    finally:
        await speaker.close()
