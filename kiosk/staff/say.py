"""`kiosk say`: a text said as the kiosk says it, to be heard or kept in a file, and shown as it is said."""

import asyncio
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from kiosk.errors import DeviceError, UsageError, VoiceError
from kiosk.reading import sentences
from kiosk.settings import GAINS, Settings, VoiceName
from kiosk.speech.client import Speech
from kiosk.speech.events import NotSaid, Said, SoundChanged, SpeechEvent
from kiosk.speech.process import SpeakerProcess
from kiosk.speech.process import speaker as speaker_command
from kiosk.speech.utterance import Decibels, Utterance, WordsPerMinute
from kiosk.staff import recording
from kiosk.staff.studio import RATE, Studio, Take
from kiosk.visit.view import Line, LineKind

# The last sample is handed to the device before it is heard: 33 ms on its own, more where a sound server or a
# wireless headset keeps sound back.
DRAIN_SECONDS: Final = 0.5
# What starting, a device that is slow to come and a speaker that is replaced may take. The kiosk itself never
# gives up: this command does.
PATIENCE_SECONDS: Final = 10.0


def say(
    text: str,
    *,
    lang: str,
    rate: WordsPerMinute = RATE,
    voice: VoiceName = VoiceName.AUTO,
    recorded_to: Path | None = None,
) -> Iterator[str]:
    """Yield one line, how the text is said; then return when it has been heard to its end.

    Bars stand in the line where a sentence ends, or a group of a number that is repeated to be written down.
    With `recorded_to` it is written there and not heard. Raises UsageError when there is nothing to say or
    the file cannot be written, VoiceError when it cannot be said, DeviceError without a sound device.
    """
    studio = Studio(voice)
    utterances = tuple(_utterances(studio, text, lang))
    takes = [studio.take(utterance, rate=rate) for utterance in utterances]
    if recorded_to:
        recording.write(recorded_to, _joined(takes), sample_rate=studio.voice.sample_rate)
    spoken, phonemes = (" | ".join(said) for said in zip(*map(_as_said, takes), strict=True))
    yield f"{spoken}  /{phonemes}/"
    if not recorded_to:
        length = sum(take.seconds + take.clip.pause / 1000 for take in takes)
        asyncio.run(_heard(utterances, rate=rate, voice=voice, limit_seconds=length + PATIENCE_SECONDS))


def _utterances(studio: Studio, text: str, lang: str) -> Iterator[Utterance]:
    """Yield what a visit says where this stands as a paragraph of a pack."""
    spans = sentences.split(text)
    if not spans:
        raise UsageError("There is nothing to say: the text is empty.")
    for span in spans:
        sentence = span.of(text)
        line = Line(LineKind.PARAGRAPH, sentence, lang, passage=0)
        yield from studio.utterances.of_line(line, part="", text=sentence, last=span is spans[-1])


def _as_said(take: Take) -> tuple[str, str]:
    return take.utterance.spoken, take.phonemes


def _joined(takes: Iterable[Take]) -> "array[int]":
    """Return the sound of all, with the pauses that a visit makes between them."""
    sound, silence = array("h"), array("h")
    for take in takes:
        sound += silence + take.clip.samples
        silence = array("h", bytes(2 * (take.clip.pause * take.sample_rate // 1000)))
    return sound


async def _heard(
    utterances: Sequence[Utterance], *, rate: WordsPerMinute, voice: VoiceName, limit_seconds: float
) -> None:
    """Return when the sound device has played all of them; DeviceError when that takes too long."""
    ended = asyncio.get_running_loop().create_future()

    def fail(error: BaseException) -> None:
        if not ended.done():
            ended.set_exception(error)

    def hear(event: SpeechEvent) -> None:
        match event:
            case SoundChanged(on=False, reason=reason):
                fail(DeviceError(f"It cannot be heard: {reason}; --to FILE.wav keeps it in a file."))
            case NotSaid(reason=reason):
                fail(VoiceError(reason))
            case Said(utterance) if utterance == utterances[-1].id and not ended.done():
                ended.set_result(None)

    gain = Decibels(GAINS[Settings().defaults.gain])
    speech = Speech(lambda line: speaker.send(line), rate=rate, gain=gain)  # noqa: PLW0108 - it is made after its client
    speech.tell = hear
    speaker = SpeakerProcess(
        receive=speech.receive, started=speech.start_again, failed=fail, command=speaker_command(voice)
    )
    speech.say(utterances)  # heard when there is a speaker
    await speaker.start()
    try:
        async with asyncio.timeout(limit_seconds):
            await ended
        await asyncio.sleep(DRAIN_SECONDS)
    except TimeoutError as error:
        raise DeviceError("It was not heard to its end; --to FILE.wav keeps it in a file.") from error
    finally:
        await speaker.close()
