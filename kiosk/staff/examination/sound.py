"""Whether the kiosk is heard: its voices, its device and, where something listens, itself in the room."""

from collections.abc import Iterator, Sequence
from typing import Final

from kiosk.errors import DeviceError, KioskError, SpeechError
from kiosk.phrases.loader import english
from kiosk.settings import VoiceName
from kiosk.speech.microphone import Microphone
from kiosk.staff.examination import program
from kiosk.staff.examination.diagnosis import Diagnosis, ill, refused, well
from kiosk.staff.examination.examined import Examined
from kiosk.staff.examination.own_voice import likeness
from kiosk.staff.examination.trial import TRIAL
from kiosk.staff.studio import RATE, Studio, Take

# Of the trial and what was heard. The trial itself comes to 0.79 and more through the echo of a bare room and
# through noise as loud as the voice; other sentences of the same voice to 0.70 at most (bench/own_voice.py).
LIKE: Final = 0.75
_LOOP_BACK: Final = ".monitor"  # so PulseAudio and PipeWire call what hears whatever a device plays
_NOT_LISTENED: Final = well("hearing", "not listened: there is no microphone, and no loop-back")
_UNMUTE: Final = "pactl set-sink-mute @DEFAULT_SINK@ 0"
_TURN_UP: Final = "pactl set-sink-volume @DEFAULT_SINK@ 100%"


def voices(examined: Examined) -> Iterator[Diagnosis]:
    """Tell which voice says each pack."""
    wanted = examined.settings.voice
    try:
        studio = Studio(wanted)
    except SpeechError as error:
        yield ill("voice", f"{error} {error.detail}", "install the kiosk anew")
        return
    for each in examined.editions:
        yield _voice(each.pack.lang, studio.voice.speaking(each.pack.lang), wanted)


def volume(_: Examined) -> Iterator[Diagnosis]:
    """Tell how loud the sound server is set, where there is one. A kiosk cannot hear that by itself."""
    try:
        muted = program.ask("pactl", "get-sink-mute", "@DEFAULT_SINK@")
        loud = program.ask("pactl", "get-sink-volume", "@DEFAULT_SINK@")
    except KioskError as error:
        yield well("volume", f"not looked at: {error}")
        return
    if not (muted.well and loud.well):
        yield well("volume", "not looked at: no sound server answers")
        return
    set_to = [word for word in loud.written.split() if word.endswith("%")]
    found = f"the sound server plays at {' and '.join(dict.fromkeys(set_to))}"
    if muted.written.endswith("yes"):
        yield ill("volume", "the sound server is muted", _UNMUTE)
    elif set(set_to) == {"0%"}:
        yield ill("volume", found, _TURN_UP)
    else:
        yield well("volume", found)


def played_and_heard(examined: Examined) -> Iterator[Diagnosis]:
    """Play the trial, and tell whether the device has taken it and whether the kiosk has heard itself."""
    wanted = examined.settings.voice
    try:
        studio = Studio(wanted)
    except SpeechError:
        return  # the voices tell of it
    trial = studio.utterances.of_notice(TRIAL, lang=english().on_screen.lang)
    microphone = examined.microphone(studio.voice.sample_rate)
    listening = _starts(microphone)
    try:
        examined.hear(trial, wanted)
        own = studio.take(trial, rate=RATE)
        hearing = _hearing(own, microphone) if listening else _NOT_LISTENED
    except SpeechError as error:
        yield refused("sound", error)
        return
    finally:
        microphone.close()
    yield well("sound", f'the device has played: "{TRIAL}"')
    yield hearing


def _starts(microphone: Microphone) -> bool:
    try:
        microphone.start()
    except DeviceError:
        return False
    return True


def _hearing(own: Take, microphone: Microphone) -> Diagnosis:
    try:
        heard = microphone.stop()
    except DeviceError:
        found = "the microphone went away while it listened"
        return ill("hearing", found, "see to its plug, and start the doctor again")
    like = likeness(own.clip.samples, heard, own.sample_rate)
    return _heard(like, in_loop_back=_in_loop_back())


def _in_loop_back() -> bool:
    try:
        return program.ask("pactl", "get-default-source").written.endswith(_LOOP_BACK)
    except KioskError:
        return False


def _heard(like: float, *, in_loop_back: bool) -> Diagnosis:
    if like >= LIKE and in_loop_back:
        return well(
            "hearing",
            "the loop-back of the sound server has heard it; whether the loudspeaker is on, you hear",
        )
    if like >= LIKE:
        return well("hearing", "the microphone has heard it")
    if in_loop_back:
        return ill("hearing", "it was played, and the sound server's loop-back heard nothing of it", _UNMUTE)
    remedy = "see that the loudspeaker is on, plugged in and turned up, and the microphone near and not muted"
    return ill("hearing", "it was played, and the microphone did not hear it", remedy)


def _voice(lang: str, speaking: Sequence[VoiceName], wanted: VoiceName) -> Diagnosis:
    if not speaking:
        found = f"none says {lang}: it is shown and not said"
        return ill("voice", found, "kiosk voices --all tells what is said")
    first, *others = speaking
    if wanted not in {VoiceName.AUTO, first}:
        found = f"{wanted} is set and is not there for {lang}; {first} says it"
        return ill("voice", found, "install it or set another")
    chosen = "as the clinic has set" if first is wanted else "the best that is there"
    changed = f"; the key of voices changes to {others[0]}" if others else ""
    return well("voice", f"{lang} is said by {first}, {chosen}{changed}")
