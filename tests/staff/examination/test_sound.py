"""What `kiosk doctor` finds of voice and sound: the real voice, and a microphone that hears what it must."""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import sys
from array import array
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.settings import VoiceName
from kiosk.speech.fake import FakeMicrophone
from kiosk.staff.examination import sound
from kiosk.staff.examination.trial import TRIAL
from kiosk.staff.studio import RATE, Studio

from .. import small_pack  # noqa: TID252 - beside these tests
from .found import microphone, no_device, told, well_kiosk, without_packs

PLAYED = 'sound: the device has played: "This is the voice of the kiosk.".'


@pytest.fixture(scope="module")
def studio() -> Studio:
    return Studio(VoiceName.ESPEAK)


def said(studio: Studio, text: str) -> array[int]:
    """Return a text as the kiosk says it, with half a second before and behind."""
    utterance = studio.utterances.of_notice(text, lang="en-GB")
    silence = array("h", bytes(studio.voice.sample_rate))
    return silence + studio.take(utterance, rate=RATE).clip.samples + silence


@pytest.fixture(autouse=True)
def pactl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of what a pactl answers to each question: JSON."""
    answers = tmp_path / "answers"
    program = tmp_path / "bin" / "pactl"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nimport json, os, pathlib, sys\n"
        f"assert os.environ['LC_ALL'] == 'C'\n"
        f"answers = json.loads(pathlib.Path({str(answers)!r}).read_text())\n"
        "sys.exit('no') if sys.argv[1] not in answers else print(answers[sys.argv[1]])\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    answers.write_text("{}")
    return answers


def volume(muted: str, percent: str) -> str:
    loud = f"Volume: front-left: 65536 / {percent} / 0.00 dB,   front-right: 65536 / {percent} / 0.00 dB"
    return f'{{"get-sink-mute": "Mute: {muted}", "get-sink-volume": "{loud}"}}'


@pytest.mark.parametrize(
    ("muted", "percent", "line"),
    [
        ("no", "65%", "volume: the sound server plays at 65%."),
        (
            "yes",
            "65%",
            "volume: the sound server is muted; pactl set-sink-mute @DEFAULT_SINK@ 0",
        ),
        (
            "no",
            "0%",
            "volume: the sound server plays at 0%; pactl set-sink-volume @DEFAULT_SINK@ 100%",
        ),
    ],
)
def test_the_volume_of_the_sound_server_is_told(pactl: Path, muted: str, percent: str, line: str) -> None:
    pactl.write_text(volume(muted, percent))
    assert told(sound.volume, without_packs()) == [line]


def test_without_a_sound_server_the_volume_is_not_known(pactl: Path) -> None:
    assert told(sound.volume, without_packs()) == ["volume: not looked at: no sound server answers."]
    (pactl.parent / "bin" / "pactl").unlink()
    assert told(sound.volume, without_packs()) == ["volume: not looked at: there is no pactl."]


def test_without_a_device_nobody_listens() -> None:
    examined = replace(without_packs(), hear=no_device)
    assert told(sound.played_and_heard, examined) == [
        "sound: It cannot be heard: espeak has no device for 1; switch it on"
    ]


def test_without_a_microphone_it_has_played_and_is_well() -> None:
    assert told(sound.played_and_heard, without_packs()) == [
        PLAYED,
        "hearing: not listened: there is no microphone, and no loop-back.",
    ]


def test_a_microphone_that_hears_it_is_told(studio: Studio, pactl: Path) -> None:
    examined = replace(without_packs(), microphone=microphone(said(studio, TRIAL)))
    assert told(sound.played_and_heard, examined) == [PLAYED, "hearing: the microphone has heard it."]
    pactl.write_text('{"get-default-source": "alsa_output.usb.analog-stereo.monitor"}')
    _, heard = told(sound.played_and_heard, examined)
    assert heard.startswith(
        "hearing: the loop-back of the sound server has heard it; whether the loudspeaker"
    )


def test_what_is_quiet_is_heard(studio: Studio) -> None:
    quiet = array("h", [each // 100 for each in said(studio, TRIAL)])
    examined = replace(without_packs(), microphone=microphone(quiet))
    assert told(sound.played_and_heard, examined)[1].startswith("hearing: the microphone has heard it")


@pytest.mark.parametrize("text", ["", "The next visitor is asked to come to room seven."])
def test_silence_and_other_speech_are_not_the_trial(studio: Studio, text: str) -> None:
    heard = said(studio, text) if text else array("h", bytes(2 * 4 * studio.voice.sample_rate))
    examined = replace(without_packs(), microphone=microphone(heard))
    played, hearing = told(sound.played_and_heard, examined)
    assert played == PLAYED
    assert hearing.startswith("hearing: it was played, and the microphone did not hear it; see that the ")


def test_a_microphone_that_goes_away_in_between_is_told() -> None:
    fails = FakeMicrophone([array("h")], sample_rate=22050)
    fails.gone = True
    examined = replace(without_packs(), microphone=lambda _: fails)
    assert told(sound.played_and_heard, examined) == [
        PLAYED,
        "hearing: the microphone went away while it listened; see to its plug, and start the doctor again",
    ]
    assert not fails.open


def test_a_voice_that_is_set_and_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    examined = well_kiosk(small_pack.write(tmp_path / "pack"))
    (line,) = told(sound.voices, examined)
    assert line.startswith("voice: en-GB is said by espeak, as the clinic has set; the key of voices ")
    monkeypatch.setattr("kiosk.speech.voices.Voices.speaking", lambda *_: (VoiceName.ESPEAK_M6,))
    assert told(sound.voices, examined) == [
        "voice: espeak is set and is not there for en-GB; espeak-m6 says it; install it or set another"
    ]


@pytest.mark.requirement("K11")
def test_a_language_without_a_voice_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    examined = well_kiosk(small_pack.write(tmp_path / "pack"))
    monkeypatch.setattr("kiosk.speech.voices.Voices.speaking", lambda *_: ())
    assert told(sound.voices, examined) == [
        "voice: none says en-GB: it is shown and not said; kiosk voices --all tells what is said"
    ]
