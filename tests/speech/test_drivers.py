"""What every driver is to keep, whatever its engine: asked of each through pyttsx3's own engine."""

import re
import threading
import time
from array import array
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import pyttsx3
from required import missing

from kiosk.errors import VoiceError
from kiosk.reading.lexicon import Lexicon
from kiosk.reading.spoken import spoken_form
from kiosk.settings import GAINS
from kiosk.speech import levels
from kiosk.speech.clip import Clip, audible
from kiosk.speech.deck import Deck
from kiosk.speech.utterance import Decibels, WordsPerMinute
from kiosk.speech.voice import DRIVERS, EARLY, SAMPLE_RATE, Voice

from .texts import of_spoken, pack_sentences, utterance

VOICES = [(driver, "") for driver in DRIVERS] + [
    ("kiosk_pico", "en-US"),
    ("kiosk_flite", "cmu_us_slt"),
    ("kiosk_flite", "cmu_us_awb"),
]
FULL = 32767
DRAWN = pack_sentences()[::8]
TEXT = "One two, three four."
LONG = "In most cases the symptoms progress and then stabilise, within a period of about five years. " * 3
HOSTILE = [
    "s'" * 100,
    "open" * 56,
    "\x010A quiet",
    "before \0 after",
    "\x1b[0m and \x1b]52;c;eA==\x07",
    "\u202eback\u202c and \u200b forth",
    "<genfile file='made.wav'>one</genfile>",
    "<speed level='500'>",
    "one </phoneme> < > & two",
    "[[ [[x]] ]] [[qqq]]",
    "#*@!%^&()_+=~|" * 5,
    "x" * 2000,
    "1" * 300,
    "(" * 300 + "word",
    "\u4f60\u597d \u0645\u0631\u062d\u0628\u0627 \U0001f600",
]


class Sink:
    def __init__(self) -> None:
        self.wanted_until: Callable[[], bool] = lambda: True
        self.taken: Callable[[], None] = lambda: None
        self.sound = array("h")
        self.words: list[tuple[int, int, int]] = []
        self.blocks = list[int]()
        self.asked = 0

    def wanted(self) -> bool:
        self.asked += 1
        return self.wanted_until()

    def samples(self, chunk: bytes) -> None:
        self.sound.frombytes(chunk)
        self.blocks.append(len(chunk) // 2)
        self.taken()

    def word(self, *, location: int, length: int, milliseconds: int) -> None:
        self.words.append((location, length, milliseconds))


class Driven:
    """An engine of pyttsx3 with one of our drivers."""

    def __init__(self, driver: str, named: str) -> None:
        self.name = driver
        self.voice = Voice(driver, named=named)
        self.engine: Any = pyttsx3.init(driver)
        self.errors = list[Exception]()
        self._token = self.engine.connect("error", lambda name, exception: self.errors.append(exception))  # noqa: ARG005
        self.engine.setProperty("voice", self.voice.identifier("en"))
        self.engine.setProperty("rate", 125)
        self.engine.runAndWait()  # pyttsx3 keeps properties back until then
        self.rate: int = self.engine.getProperty("sample_rate")

    def close(self) -> None:
        self.engine.disconnect(self._token)
        self.engine.setProperty("sink", None)

    def said(self, text: str, sink: Sink | None = None) -> Sink:
        sink = sink or Sink()
        self.engine.setProperty("sink", sink)
        self.engine.say(text)
        self.engine.runAndWait()
        return sink

    def rendered(self, written: str) -> Clip:
        clip = self.voice.render(utterance(written), rate=WordsPerMinute(125))
        assert clip
        return clip

    def milliseconds(self, sink: Sink) -> float:
        return len(sink.sound) * 1000 / self.rate


@pytest.fixture(params=VOICES, ids=lambda each: " ".join(each).strip())
def driven(request: pytest.FixtureRequest) -> Iterator[Driven]:
    try:
        driven = Driven(*request.param)
    except VoiceError as error:
        missing(f"{request.param[0]}: {error.detail}")
    yield driven
    driven.close()


def test_words_come_in_order_with_their_places(driven: Driven) -> None:
    sink = driven.said(TEXT)
    words = [TEXT[at : at + length].strip(",.") for at, length, _ in sink.words]
    assert words == ["One", "two", "three", "four"]
    assert driven.errors == []


@pytest.mark.requirement("K03")
def test_places_and_times_go_forward_and_stay_inside_the_clip(driven: Driven) -> None:
    for written in pack_sentences()[:20]:
        spoken = utterance(written).spoken
        sink = driven.said(spoken)
        assert len(sink.words) >= len(spoken.split()) / 2, spoken
        assert all(0 <= at < at + length <= len(spoken) for at, length, _ in sink.words), spoken
        assert all(one[0] < other[0] and one[2] <= other[2] for one, other in pairwise(sink.words)), (
            spoken,
            sink.words,
        )
        assert 0 <= sink.words[0][2] <= sink.words[-1][2] < driven.milliseconds(sink), spoken


@pytest.mark.requirement("K03")
def test_marks_are_the_written_words(driven: Driven) -> None:
    said = utterance("Take tetrabenazine or \u00a35.50, then ring 020 7793 3650.")
    clip = driven.voice.render(said, rate=WordsPerMinute(125))
    assert clip
    assert [said.written[mark.start : mark.end] for mark in clip.marks] == [
        *("Take", "tetrabenazine", "or", "\u00a35.50", "then", "ring", "020", "7793", "3650")
    ]
    assert all(0 <= one.sample < other.sample < len(clip.samples) for one, other in pairwise(clip.marks))


def test_no_block_is_long_so_a_stop_is_soon_heeded(driven: Driven) -> None:
    sink = driven.said(LONG)
    assert max(sink.blocks) <= 0.065 * driven.rate
    assert len(sink.blocks) > 50


@pytest.mark.requirement("K05")
@pytest.mark.parametrize("answers", [0, 1])
def test_what_is_not_wanted_before_its_first_sample_gives_none_and_the_next_is_whole(
    driven: Driven, answers: int
) -> None:
    whole = driven.said(TEXT)
    sink = Sink()
    sink.wanted_until = lambda: sink.asked <= answers
    driven.said(LONG, sink)
    assert (sink.asked, sink.blocks) == (answers + 1, [])
    again = driven.said(TEXT)
    assert [word[:2] for word in again.words] == [word[:2] for word in whole.words]
    assert driven.milliseconds(again) == pytest.approx(driven.milliseconds(whole), rel=0.02)


@pytest.mark.requirement("K05")
def test_what_is_no_longer_wanted_after_a_block_gives_no_other(driven: Driven) -> None:
    whole = driven.said(TEXT)
    sink = Sink()
    sink.wanted_until = lambda: not sink.blocks
    driven.said(LONG, sink)
    assert len(sink.blocks) == 1
    assert driven.milliseconds(driven.said(TEXT)) == pytest.approx(driven.milliseconds(whole), rel=0.02)


@pytest.mark.requirement("K05")
def test_while_a_text_is_worked_out_it_is_asked_again_and_again_whether_to_go_on(driven: Driven) -> None:
    """Measured before the first sample: Pico asks 60 times for a sentence, Flite every 5 ms."""
    asked = list[int]()
    sink = Sink()
    sink.wanted_until = lambda: not sink.blocks
    sink.taken = lambda: asked.append(sink.asked)
    driven.said(LONG.replace(",", "").replace(".", ""), sink)
    least = {"kiosk_espeak": 2, "kiosk_pico": 30, "kiosk_flite": 4}[driven.name]
    assert asked[0] >= least


@pytest.mark.requirement("K05")
def test_a_stop_from_another_thread_is_heeded(driven: Driven) -> None:
    """Aimed at: 20 ms. The bound here is 200 ms, for a machine that others use; bench/stops.py measures."""
    begun, stopped, sink = threading.Event(), list[float](), Sink()

    def stop() -> None:
        assert begun.wait(10)
        stopped.append(time.perf_counter())
        driven.engine.proxy.stop()

    stopping = threading.Thread(target=stop)
    stopping.start()

    sink.taken = begun.set
    driven.said(LONG * 10, sink)
    ended = time.perf_counter()
    stopping.join()
    assert ended - stopped[0] < 0.2
    assert driven.milliseconds(sink) < 100_000  # the whole has 230 s


def test_an_error_in_the_sink_is_told(driven: Driven) -> None:
    class Broken(Sink):
        def samples(self, chunk: bytes) -> None:  # noqa: ARG002
            raise OSError("the sink is broken")

    driven.said(TEXT, Broken())
    assert [str(error) for error in driven.errors] == ["the sink is broken"]
    assert driven.said(TEXT).words


def test_without_a_sink_an_error_is_told(driven: Driven) -> None:
    driven.engine.setProperty("sink", None)
    driven.engine.say(TEXT)
    driven.engine.runAndWait()
    assert [type(error) for error in driven.errors] == [RuntimeError]


def test_a_voice_that_is_not_there_is_an_error_and_the_old_one_stays(driven: Driven) -> None:
    kept = driven.engine.getProperty("voice")
    driven.engine.setProperty("voice", "nobody")
    driven.engine.runAndWait()
    assert [type(error) for error in driven.errors] == [ValueError]
    assert driven.engine.getProperty("voice") == kept


@pytest.mark.requirement("K10")
@pytest.mark.parametrize("rate", [94, 125, 250])
def test_the_rate_is_the_one_asked_for(driven: Driven, rate: int) -> None:
    driven.engine.setProperty("rate", rate)
    words = seconds = 0.0
    for written in pack_sentences()[::5]:
        begin, end = audible(driven.said(utterance(written).spoken).sound)
        words += len(written.split())
        seconds += (end - begin) / driven.rate
    assert 60 * words / seconds == pytest.approx(rate, rel=0.1)


def test_every_voice_is_as_loud_as_any_other(driven: Driven) -> None:
    """Measured on these sentences: each within 1.6 dB of the level, the median within 0.5."""
    apart = [
        levels.level(levels.frames(driven.rendered(written).samples, SAMPLE_RATE)) - levels.VOICE
        for written in DRAWN
    ]
    assert max(map(abs, apart)) < 2.2
    assert abs(median(apart)) < 0.8


@pytest.mark.requirement("K08")
def test_no_voice_is_clipped_at_any_volume(driven: Driven) -> None:
    """Neither by its engine, nor when it is made as loud as the others, nor by a visitor's volume."""
    for written in DRAWN:
        heard = driven.said(utterance(written).spoken).sound
        assert max(map(abs, heard)) < FULL, written
        clip = driven.rendered(written)
        for gain in GAINS:
            deck = Deck(sample_rate=SAMPLE_RATE, tell=lambda *_: None)
            deck.set_gain(Decibels(gain))
            deck.load(clip)
            peak = max(map(abs, deck.take(len(clip.samples))))
            assert 0 < peak < FULL, (written, gain)


def test_the_beginning_is_handed_on_early_however_long_the_engine_is_silent_before(driven: Driven) -> None:
    """Measured at this rate: slt and awb begin with more than 0.3 s of silence."""
    pieces = list[Clip]()
    clip = driven.voice.render(utterance(LONG), rate=WordsPerMinute(94), early=pieces.append)
    assert clip
    assert 0 < len(pieces[0].samples) < EARLY <= len(pieces[-1].samples) < len(clip.samples) / 2
    assert all(piece.samples == clip.samples[: len(piece.samples)] for piece in pieces)


def test_the_volume_and_the_pitch_are_heard(driven: Driven) -> None:
    loud = driven.said(TEXT)
    driven.engine.setProperty("volume", 0.25)
    quiet = driven.said(TEXT)
    driven.engine.setProperty("volume", 1.0)
    assert max(quiet.sound) < 0.5 * max(loud.sound)
    driven.engine.setProperty("pitch", 90)
    high = driven.said(TEXT)
    driven.engine.setProperty("pitch", 50)
    driven.said(TEXT)
    assert high.sound != loud.sound
    assert driven.milliseconds(high) == pytest.approx(driven.milliseconds(loud), rel=0.05)


@pytest.mark.parametrize("text", ["", " ", "...", "- , -", "\u2026"])
def test_a_text_without_words_has_none_and_ends(driven: Driven, text: str) -> None:
    sink = driven.said(text)
    assert sink.words == []
    assert driven.errors == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_ends_and_the_next_is_said_as_ever(
    driven: Driven, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if driven.voice.identifier("en").startswith("gmw") and text in HOSTILE[:2]:
        pytest.skip("it ends eSpeak's process: reading.spoken cuts such a run before any engine has it")
    monkeypatch.chdir(tmp_path)
    whole = driven.said(TEXT)
    sink = driven.said(text)
    assert all(one[2] <= other[2] for one, other in pairwise(sink.words))
    again = driven.said(TEXT)
    assert len(again.sound) == pytest.approx(len(whole.sound), rel=0.02)
    assert max(again.sound) == pytest.approx(max(whole.sound), rel=0.25)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("Caf\u00e9s \u2018cost\u2019 \u201cmore\u201d", "Cafes 'cost' \"more\""),
        ("It costs \u00a3 now", "It costs pound now"),
    ],
)
def test_what_is_not_ascii_is_said(driven: Driven, text: str, like: str) -> None:
    # eSpeak's length of a word in curly quotes is 0: what counts is where it begins.
    words = [re.findall(r"\w+", text[at:])[0] for at, _, _ in driven.said(text).words]
    assert list(dict.fromkeys(words)) == re.findall(r"\w+", text)
    assert driven.milliseconds(driven.said(text)) == pytest.approx(
        driven.milliseconds(driven.said(like)), rel=0.2
    )


def test_a_sentence_ends_where_it_ends_each_time(driven: Driven) -> None:
    """Whatever noise an engine has in its pauses: the pause after a sentence is the one that is asked for."""
    driven.said("One.")  # with the voice that is asked for here; pyttsx3 keeps it back until then
    clips = [
        driven.voice.render(utterance("Take tetrabenazine now."), rate=WordsPerMinute(125)) for _ in range(12)
    ]
    lengths = [len(clip.samples) for clip in clips if clip]
    assert len(lengths) == 12
    assert max(lengths) / min(lengths) < 1.06


def test_phonemes_of_the_lexicon_are_said_as_one_word(driven: Driven) -> None:
    text = "Take [[t,Etr@b'En@zi:n]] now."
    sink = driven.said(text)
    assert [text[at : at + 3] for at, _, _ in sink.words] == ["Tak", text[sink.words[1][0] :][:3], "now"]
    assert text.index("[[") <= sink.words[1][0] < text.index("]]")
    shorter = driven.milliseconds(driven.said("Take it now."))
    assert 1.3 < driven.milliseconds(sink) / shorter < 3  # letter by letter: 9


def test_a_word_whose_phonemes_the_engine_has_not_is_spelt_as_it_is_written(driven: Driven) -> None:
    said = utterance("Take tetrabenazine now.")
    strange = said.spoken.replace("t,Etr@b'En@zi:n", "t,Etr\u00f8b'En@zi:n")
    assert strange != said.spoken
    clip = driven.voice.render(type(said)(**{**vars(said), "spoken": strange}), rate=WordsPerMinute(125))
    assert clip
    assert [said.written[mark.start : mark.end] for mark in clip.marks] == ["Take", "tetrabenazine", "now"]
    if not driven.voice.identifier("en").startswith("gmw"):  # eSpeak says any phonemes in its own way
        plain = of_spoken(said.written, spoken_form(said.written, Lexicon()), number=1)
        spelt = driven.voice.render(plain, rate=WordsPerMinute(125))
        assert spelt
        assert len(clip.samples) == pytest.approx(len(spelt.samples), rel=0.1)  # as phonemes: 1.3


def test_a_word_in_phonemes_is_said_as_often_as_it_stands_there(driven: Driven) -> None:
    once = driven.milliseconds(driven.said("Take [[nj'U@roUn@L]] now."))
    thrice = driven.milliseconds(driven.said("Take [[nj'U@roUn@L]] [[nj'U@roUn@L]] [[nj'U@roUn@L]] now."))
    without = driven.milliseconds(driven.said("Take now."))
    assert thrice - without > 2.2 * (once - without)


def test_a_command_in_a_text_does_not_reach_the_engine(driven: Driven) -> None:
    plain = driven.said("Four more.")
    commanded = driven.said("</pitch></volume></speed> Four more.")
    assert max(commanded.sound) < 1.6 * max(plain.sound)


def test_a_word_of_thousands_of_letters_is_one_word(driven: Driven) -> None:
    if driven.voice.identifier("en").startswith("gmw"):
        pytest.skip("eSpeak tells of its letters: speech.voice maps them to their word")
    letters = 5000 if driven.voice.identifier("en").startswith("en") else 500
    words = driven.said("One " + "x" * letters + " two.").words
    assert [at for at, _, _ in words] == [0, 4, 5 + letters]
