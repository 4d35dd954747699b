"""What comes out of the sound server when the real speaker speaks."""

import wave
from collections.abc import AsyncIterator, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from kiosk.paths import data_folder
from kiosk.settings import GAINS
from kiosk.speech.signals import LONGEST_SECONDS
from kiosk.speech.utterance import Decibels, Signal
from kiosk.speech.voice import Voice

from .faults import frail
from .sink import RATE, Sink, Sound, audible, level
from .talking import RATE as WORDS_A_MINUTE
from .talking import Talking, talking
from .texts import sounded, utterance

pytestmark = pytest.mark.sound

LONG = "Many people find great relief through specialists."
SHORT = "One, two."
WORD = "Yes."
SILENT = -80.0  # dBFS
CUT_SECONDS = 0.15  # for the sound that the server holds already, on a busy machine; measured: 0.02
FRAME = RATE // 20


@pytest.fixture(scope="module")
def sink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sink]:
    sink = Sink(tmp_path_factory.mktemp("sound"))
    try:
        sink.start()
        yield sink
    finally:
        sink.stop()


@pytest.fixture
async def talk(sink: Sink, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Talking]:
    """Speech through the sink, once its device is there and takes samples."""
    monkeypatch.setenv("PULSE_SERVER", sink.server)
    async with talking() as talk:
        await talk.until(lambda: talk.sound() == [True])
        await heard(talk, sink, SHORT, number=1000)
        yield talk


async def heard(talk: Talking, sink: Sink, written: str, *, number: int) -> Sound:
    """Say a sentence to its end; return what was heard."""
    began = sink.now
    talk.speech.say([utterance(written, number=number)])
    await talk.until_said(number)
    sink.wait(0.2)
    return audible(sink.since(began))


def rendered(voice: Voice, written: str) -> Sound:
    clip = voice.render(utterance(written), rate=WORDS_A_MINUTE)
    assert clip
    return np.array(clip.samples, dtype=np.int16)


def runs(sound: Sound, *, silence: float) -> list[range]:
    """Return where something is heard between silences of so many seconds or more."""
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > 104)
    parts = np.split(loud, np.flatnonzero(np.diff(loud) > silence * RATE) + 1)
    return [range(part[0], part[-1] + 1) for part in parts]


def in_file(signal: Signal) -> Sound:
    with wave.open(str(data_folder("audio") / "signals" / f"{signal}.wav")) as file:
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def likeness(one: Sound, other: Sound) -> float:
    """Return how far two sounds are the same, -1 to 1, where they fit best."""
    a, b = one.astype(np.float64), other.astype(np.float64)
    return float(np.max(np.correlate(a, b, "full")) / np.sqrt(np.sum(a**2) * np.sum(b**2)))


def loudest_frame(sound: Sound) -> float:
    return max(level(sound[at : at + FRAME]) for at in range(0, len(sound) - FRAME, FRAME // 2))


async def test_what_is_said_is_heard(talk: Talking, sink: Sink, voice: Voice) -> None:
    sound, clip = await heard(talk, sink, LONG, number=1), rendered(voice, LONG)
    assert len(sound) == pytest.approx(len(clip), rel=0.02)
    assert level(sound) == pytest.approx(level(clip), abs=0.5)


@pytest.mark.requirement("K04")
async def test_a_cut_is_silence_at_once(talk: Talking, sink: Sink) -> None:
    talk.speech.say([utterance(LONG, number=1), utterance(LONG, number=2)])
    await talk.until_word(1, count=3)
    talk.speech.cut()
    at = sink.now
    assert level(sink.since(at - RATE // 5, seconds=0.2)) > -40
    assert level(sink.since(at, seconds=0.8)[int(CUT_SECONDS * RATE) :]) < SILENT


@pytest.mark.requirement("K05")
async def test_of_20_sentences_cut_off_never_two_are_heard_and_the_last_is_whole(
    talk: Talking, sink: Sink, voice: Voice
) -> None:
    began = sink.now
    for number in range(1, 21):
        talk.speech.say([utterance(LONG, number=number)])
        await talk.until_saying(number)
    last_from = sink.now
    last, clip = await heard(talk, sink, SHORT, number=30), rendered(voice, SHORT)
    assert level(last[-len(clip) :]) == pytest.approx(level(clip), abs=1.0)
    assert len(clip) * 0.98 < len(last) < len(clip) + CUT_SECONDS * RATE
    one_voice = loudest_frame(rendered(voice, LONG))
    assert loudest_frame(sink.since(began)[: last_from - began]) < one_voice + 1


@pytest.mark.requirement("K04")
async def test_a_pause_is_silent_and_what_follows_is_heard_from_the_word(
    talk: Talking, sink: Sink, voice: Voice
) -> None:
    talk.speech.say([utterance(LONG, number=1)])
    await talk.until_word(1, count=4)
    talk.speech.pause([])
    paused_at = sink.now
    assert level(sink.since(paused_at, seconds=0.5)[int(CUT_SECONDS * RATE) :]) < SILENT
    clip = voice.render(utterance(LONG), rate=WORDS_A_MINUTE)
    assert clip
    held = next(mark.sample for mark in clip.marks if mark.start == talk.words(1)[-1])
    resumed_at = sink.now
    talk.speech.resume()
    await talk.until_said(1)
    sink.wait(0.2)
    assert len(audible(sink.since(resumed_at))) == pytest.approx(len(clip.samples) - held, rel=0.03)


@pytest.mark.requirement("K08")
async def test_each_step_of_the_volume_is_6_db(talk: Talking, sink: Sink) -> None:
    levels = []
    for number, gain in enumerate(GAINS, 1):
        talk.speech.set_gain(Decibels(gain))
        levels.append(level(await heard(talk, sink, SHORT, number=number)))
    assert [louder - quieter for quieter, louder in pairwise(levels)] == pytest.approx([6.0] * 4, abs=1)
    assert levels[-1] - levels[0] >= 18


async def test_more_than_the_loudest_is_the_loudest(talk: Talking, sink: Sink, voice: Voice) -> None:
    talk.speech.set_gain(Decibels(12.0))
    sound = await heard(talk, sink, SHORT, number=1)
    assert level(sound) == pytest.approx(level(rendered(voice, SHORT)), abs=0.5)


@pytest.mark.requirement("K08")
async def test_the_volume_changes_within_a_sentence(talk: Talking, sink: Sink, voice: Voice) -> None:
    talk.speech.say([utterance(LONG, number=1)])
    await talk.until_word(1, count=3)
    talk.speech.set_gain(Decibels(-24.0))
    at = sink.now
    await talk.until_said(1)
    sink.wait(0.2)
    quieter = loudest_frame(sink.since(at + int(CUT_SECONDS * RATE)))
    assert quieter < loudest_frame(rendered(voice, LONG)) - 20


@pytest.mark.requirement("K07")
@pytest.mark.parametrize("signal", Signal)
async def test_a_signal_is_heard_by_itself_between_two_sentences(
    signal: Signal, talk: Talking, sink: Sink, voice: Voice
) -> None:
    began = sink.now
    first, last = utterance(WORD, number=1, pause=200), utterance(WORD, number=3)
    talk.speech.say([first, sounded(signal, number=2, pause=200), last])
    await talk.until_said(3)
    sink.wait(0.2)
    sound = sink.since(began)
    spans = runs(sound, silence=0.1)
    assert len(spans) == 3
    alone = sound[spans[1].start : spans[1].stop]
    assert len(alone) <= LONGEST_SECONDS * RATE
    assert level(alone) < level(rendered(voice, WORD)) - 3
    # Under a voice, which is 8 dB louder, it would be below 0.4; a busy machine that tears it leaves 0.7.
    assert likeness(alone, in_file(signal)) > 0.6
    assert min(after.start - before.stop for before, after in pairwise(spans)) > 0.19 * RATE


async def test_a_device_is_taken_when_it_comes_and_given_up_when_it_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "asound.conf").write_text("")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))
    late = Sink(tmp_path)
    monkeypatch.setenv("PULSE_SERVER", late.server)
    async with talking() as talk:
        await talk.until(lambda: talk.sound() == [False])
        try:
            late.start()
            await talk.until(lambda: talk.sound() == [False, True])
            assert level(await heard(talk, late, SHORT, number=1)) > -40
            talk.speech.say([utterance(LONG, number=2)])
            await talk.until_word(2)
        finally:
            late.stop()
        await talk.until_said(2)
        assert talk.sound() == [False, True, False]
        assert talk.milestones()[-2:] == ["saying 2", "said 2"]


async def test_where_there_is_no_sound_server_of_its_own_kind_any_device_will_do(
    sink: Sink, monkeypatch: pytest.MonkeyPatch, voice: Voice
) -> None:
    monkeypatch.setenv("PULSE_SERVER", sink.server)
    async with talking(frail("portable")) as talk:
        await talk.until(lambda: talk.sound() == [True])
        assert abs(len(await heard(talk, sink, LONG, number=1)) - len(rendered(voice, LONG))) < FRAME
        talk.speech.say([utterance(LONG, number=2)])
        await talk.until_word(2, count=2)
        talk.speech.cut()
        cut = sink.now
        sink.wait(0.5)
        assert level(sink.since(cut + int(CUT_SECONDS * RATE))) < SILENT
