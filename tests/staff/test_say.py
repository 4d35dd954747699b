"""`kiosk say`: what an author is shown, hears and keeps."""
# ruff: noqa: RUF001 - phonemes are written in IPA

import json
import os
import subprocess
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from ended import LIMIT_SECONDS
from speech.sink import RATE, Sink, Sound, audible, level

from kiosk.errors import DeviceError, UsageError, VoiceError
from kiosk.settings import VoiceName
from kiosk.speech.utterance import WordsPerMinute
from kiosk.speech.voice import Voice
from kiosk.staff.say import say

from .kiosk_command import ROOT, kiosk, no_device

LONG = "Many people find great relief in treatment. Some do not."


def recorded(path: Path) -> Sound:
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def silences(sound: Sound, *, longer_than: float) -> list[float]:
    """Return the seconds of each silence within a sound."""
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > 104)
    return [float(gap) / RATE for gap in np.diff(loud) if gap > longer_than * RATE]


def test_one_line_shows_the_spoken_form_and_its_phonemes(tmp_path: Path) -> None:
    ended = kiosk("say", "The DYT1 gene.", "--to", str(tmp_path / "a.wav"))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == "The D Y T 1 gene.  /ðə dˈiː wˈaɪ tˈiː wˈɒn dʒˈiːn/\n"


@pytest.mark.requirement("K14")
def test_words_are_said_by_the_lexicon_and_telephone_numbers_twice(tmp_path: Path) -> None:
    [line] = say("Ring 020 7793 3650.", lang="en-GB", voice=VoiceName.ESPEAK, recorded_to=tmp_path / "a.wav")
    spoken, phonemes = line.split("  ")
    assert spoken == "Ring 0 2 0, 7 7 9 3, 3 6 5 0. | 0 2 0 | 7 7 9 3 | 3 6 5 0"
    assert phonemes.count(" | ") == 3
    [line] = say("tetrabenazine", lang="en-GB", voice=VoiceName.ESPEAK, recorded_to=tmp_path / "a.wav")
    assert line.partition("  /")[0] != "tetrabenazine"


def test_a_recording_is_as_long_and_as_loud_as_the_voice_and_pauses_between_sentences(tmp_path: Path) -> None:
    list(say(LONG, lang="en-GB", voice=VoiceName.ESPEAK, recorded_to=tmp_path / "a.wav"))
    sound = recorded(tmp_path / "a.wav")
    assert len(audible(sound)) == len(sound)
    assert 3.5 < len(sound) / RATE < 5.5  # 10 words at 125 a minute
    assert -26 < level(sound) < -14
    assert silences(sound, longer_than=0.3) == pytest.approx([0.6], abs=0.02)


def test_the_rate_is_obeyed(tmp_path: Path) -> None:
    lengths = []
    for rate in (100, 200):
        list(
            say(
                LONG,
                lang="en-GB",
                rate=WordsPerMinute(rate),
                voice=VoiceName.ESPEAK,
                recorded_to=tmp_path / "a.wav",
            )
        )
        lengths.append(len(recorded(tmp_path / "a.wav")) - 0.6 * RATE)
    assert lengths[0] / lengths[1] == pytest.approx(2, rel=0.15)


@pytest.mark.requirement("K11")
def test_another_language_has_its_own_voice(tmp_path: Path) -> None:
    english, welsh = (
        next(say("Llandudno", lang=lang, voice=VoiceName.ESPEAK, recorded_to=tmp_path / "a.wav"))
        for lang in ("en-GB", "cy")
    )
    assert english != welsh
    assert "ɬ" in welsh


def test_a_language_without_a_voice_is_refused_and_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="no voice for this language"):
        list(say("Hello.", lang="tlh", voice=VoiceName.ESPEAK, recorded_to=tmp_path / "a.wav"))
    assert not (tmp_path / "a.wav").exists()


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_to_say_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="nothing to say"):
        list(say(text, lang="en-GB", voice=VoiceName.ESPEAK))


def test_without_a_device_one_line_says_so(tmp_path: Path) -> None:
    ended = kiosk("say", "Hello.", **no_device(tmp_path))
    assert ended.returncode == 69
    assert ended.stdout == "Hello.  /həlˈəʊ/\n"
    assert ended.stderr == (
        "kiosk: It cannot be heard: no sound device can be opened; --to FILE.wav keeps it in a file.\n"
    )


class Mute:
    """A speaker that takes everything and tells nothing."""

    closed = False

    def __init__(self, **_: object) -> None:
        Mute.closed = False

    def send(self, line: object) -> None:
        pass

    async def start(self) -> None:
        pass

    async def close(self) -> None:
        Mute.closed = True


def test_a_speaker_that_never_comes_to_the_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.staff.hearing.SpeakerProcess", Mute)
    monkeypatch.setattr("kiosk.staff.hearing.PATIENCE_SECONDS", 0.0)
    lines = say("Hello.", lang="en-GB", voice=VoiceName.ESPEAK)
    assert next(lines).startswith("Hello.")
    with pytest.raises(DeviceError, match="It was not heard to its end"):
        next(lines)
    assert Mute.closed


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[Sink]:
    started = Sink(tmp_path)
    try:
        started.start()
        yield started
    finally:
        started.stop()


@pytest.mark.sound
def test_a_text_is_heard_to_its_end_where_the_sound_server_keeps_sound_back(
    sink: Sink, tmp_path: Path
) -> None:
    list(say(LONG, lang="en-GB", voice=VoiceName.ESPEAK, recorded_to=tmp_path / "a.wav"))
    began = sink.now
    ended = kiosk("say", LONG, PULSE_SERVER=sink.server, PULSE_LATENCY_MSEC="200")
    sink.wait(0.2)
    heard = audible(sink.since(began))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert abs(len(heard) - len(recorded(tmp_path / "a.wav"))) / RATE < 0.05


def test_the_voice_is_not_ended_by_an_unpaired_surrogate_on_the_command_line(tmp_path: Path) -> None:
    """A byte that is no UTF-8 comes as one; the kiosk leaves it out as it does in a pack."""
    [line] = say("Hello \udcff there.", lang="en-GB", voice=VoiceName.ESPEAK, recorded_to=tmp_path / "a.wav")
    assert line == "Hello there.  /həlˈəʊ ðˈeə/"


def test_what_is_said_needs_neither_the_screen_nor_a_terminal(tmp_path: Path) -> None:
    program = (
        "import json, sys\n"
        "from kiosk.cli import main\n"
        "before = sorted(sys.modules)\n"
        f"codes = [main(['say', 'Hello.', '--to', {str(tmp_path / 'a.wav')!r}]), main(['voices']),"
        " main(['script', 'welcome'])]\n"
        "print(json.dumps([codes, before, sorted(sys.modules)]))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | {"TERM": ""},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT_SECONDS,
        check=True,
        start_new_session=True,
    )
    codes, before, after = json.loads(ended.stdout.splitlines()[-1])
    assert codes == [0, 0, 0]
    assert "pyttsx3" in after
    assert "textual" not in after
    assert "pyttsx3" not in before  # the kiosk itself leaves the voice to its speaker
    assert Voice().sample_rate == RATE
