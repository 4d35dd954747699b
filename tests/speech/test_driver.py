"""What pyttsx3 promises of a driver, asked of ours through pyttsx3's own engine."""

import wave
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pyttsx3

from kiosk.speech.voice import ESPEAK, Voice

TEXT = "One two, three four."


class Sink:
    def __init__(self) -> None:
        self.sound = array("h")
        self.words: list[tuple[int, int, int]] = []

    def wanted(self) -> bool:
        return True

    def samples(self, chunk: bytes) -> None:
        self.sound.frombytes(chunk)

    def word(self, *, location: int, length: int, milliseconds: int) -> None:
        self.words.append((location, length, milliseconds))


class Listened:
    """An engine of pyttsx3 with a sink, and every notice that it gave."""

    def __init__(self) -> None:
        self.engine: Any = pyttsx3.init(ESPEAK)
        self.sink = Sink()
        self.notices: list[tuple[str, dict[str, Any]]] = []
        self.engine.setProperty("sink", self.sink)
        self._tokens = [self.engine.connect(topic, self._listener(topic)) for topic in TOPICS]

    def close(self) -> None:
        for token in self._tokens:
            self.engine.disconnect(token)
        self.engine.setProperty("sink", None)

    def named(self, topic: str) -> list[dict[str, Any]]:
        return [notice for name, notice in self.notices if name == topic]

    def said(self, text: str) -> int:
        """Say a text by itself; return the number of its samples."""
        before = len(self.sink.sound)
        self.engine.say(text)
        self.engine.runAndWait()
        return len(self.sink.sound) - before

    def hold(self) -> None:
        """Let commands wait for the loop, as they do with an engine that was never run."""
        self.engine.proxy.setBusy(True)

    def _listener(self, topic: str) -> Callable[..., None]:
        return lambda **notice: self.notices.append((topic, notice))


TOPICS = ("started-utterance", "started-word", "finished-utterance", "error")


@pytest.fixture
def listened(voice: Voice) -> Iterator[Listened]:  # noqa: ARG001 - a voice shows pyttsx3 where our driver is
    listened = Listened()
    yield listened
    listened.close()


def test_an_utterance_is_told_from_its_start_by_its_words_to_its_end(listened: Listened) -> None:
    listened.engine.say(TEXT, "count")
    listened.engine.runAndWait()
    assert [topic for topic, _ in listened.notices] == [TOPICS[0], *[TOPICS[1]] * 4, TOPICS[2]]
    assert all(notice["name"] == "count" for _, notice in listened.notices)
    words = [
        TEXT[word["location"] :][: word["length"]].rstrip(",.") for word in listened.named("started-word")
    ]
    assert words == ["One", "two", "three", "four"]
    assert listened.named("finished-utterance") == [{"name": "count", "completed": True}]


def test_the_sink_gets_each_word_with_its_time(listened: Listened) -> None:
    samples = listened.said(TEXT)
    rate = listened.engine.getProperty("sample_rate")
    assert [word[:2] for word in listened.sink.words] == [
        (word["location"], word["length"]) for word in listened.named("started-word")
    ]
    times = [milliseconds for _, _, milliseconds in listened.sink.words]
    assert times == sorted(set(times))
    assert 0 <= times[0] < times[-1] < samples * 1000 / rate


def test_two_utterances_are_both_rendered_in_order(listened: Listened) -> None:
    alone = listened.said(TEXT) + listened.said("And five.")
    before = len(listened.sink.sound)
    listened.notices.clear()
    listened.hold()
    listened.engine.say(TEXT, "first")
    listened.engine.say("And five.", "second")
    listened.engine.runAndWait()
    assert len(listened.sink.sound) - before == pytest.approx(alone, rel=0.01)
    assert [notice["name"] for notice in listened.named("finished-utterance")] == ["first", "second"]


def test_a_stop_ends_the_utterance_and_forgets_those_that_wait(listened: Listened) -> None:
    whole = listened.said(TEXT)
    before = len(listened.sink.sound)
    listened.notices.clear()
    token = listened.engine.connect("started-word", lambda **_: listened.engine.stop())
    listened.hold()
    listened.engine.say(TEXT, "stopped")
    listened.engine.say(TEXT, "forgotten")
    listened.engine.runAndWait()
    listened.engine.disconnect(token)
    assert listened.named("finished-utterance") == [{"name": "stopped", "completed": False}]
    assert len(listened.sink.sound) - before < whole / 2
    assert listened.said(TEXT) == pytest.approx(whole, rel=0.01)
    assert listened.named("finished-utterance")[-1]["completed"] is True


def test_without_a_sink_an_error_is_told_and_the_loop_ends(listened: Listened) -> None:
    listened.engine.setProperty("sink", None)
    listened.engine.say(TEXT, "lost")
    listened.engine.runAndWait()
    (error,) = listened.named("error")
    assert error["name"] == "lost"
    assert isinstance(error["exception"], RuntimeError)
    assert "sink" in str(error["exception"])


def test_a_file_is_whole_when_the_loop_has_ended(listened: Listened, tmp_path: Path) -> None:
    samples = listened.said(TEXT)
    before = len(listened.sink.sound)
    listened.hold()
    for name in ("first.wav", "second.wav"):
        listened.engine.save_to_file(TEXT, str(tmp_path / name))
    listened.engine.runAndWait()
    for name in ("first.wav", "second.wav"):
        with wave.open(str(tmp_path / name)) as file:
            assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
            assert file.getframerate() == listened.engine.getProperty("sample_rate")
            assert file.getnframes() == pytest.approx(samples, rel=0.01)
    assert len(listened.sink.sound) == before


def test_what_is_said_after_a_file_goes_to_the_sink(listened: Listened, tmp_path: Path) -> None:
    samples = listened.said(TEXT)
    before = len(listened.sink.sound)
    listened.hold()
    listened.engine.save_to_file(TEXT, str(tmp_path / "file.wav"))
    listened.engine.say(TEXT)
    listened.engine.runAndWait()
    with wave.open(str(tmp_path / "file.wav")) as file:
        assert file.getnframes() == pytest.approx(samples, rel=0.01)
    assert len(listened.sink.sound) - before == pytest.approx(samples, rel=0.01)


def test_a_file_that_cannot_be_written_is_an_error(listened: Listened, tmp_path: Path) -> None:
    listened.hold()
    listened.engine.save_to_file(TEXT, str(tmp_path / "missing" / "file.wav"), "lost")
    listened.engine.say(TEXT, "next")
    listened.engine.runAndWait()
    (error,) = listened.named("error")
    assert (error["name"], type(error["exception"])) == ("lost", FileNotFoundError)
    assert listened.named("finished-utterance")[-1] == {"name": "next", "completed": True}


def test_an_unknown_property_is_a_key_error(listened: Listened) -> None:
    with pytest.raises(KeyError, match="colour"):
        listened.engine.getProperty("colour")
    listened.engine.setProperty("colour", "red")
    listened.engine.runAndWait()
    assert [repr(error["exception"]) for error in listened.named("error")] == ["KeyError('colour')"]


def test_a_voice_that_is_not_there_is_an_error_and_the_old_one_stays(listened: Listened) -> None:
    listened.engine.setProperty("voice", "gmw/en")
    listened.engine.setProperty("voice", "gmw/nobody")
    listened.engine.runAndWait()
    assert [type(error["exception"]) for error in listened.named("error")] == [ValueError]
    assert listened.engine.getProperty("voice") == "gmw/en"


@pytest.mark.parametrize(
    ("name", "value"), [("rate", 150), ("volume", 0.5), ("pitch", 60), ("voice", "cel/cy")]
)
def test_a_property_is_read_back_as_it_was_set(listened: Listened, name: str, value: object) -> None:
    kept = listened.engine.getProperty(name)
    listened.engine.setProperty(name, value)
    listened.engine.runAndWait()
    assert listened.engine.getProperty(name) == value
    listened.engine.setProperty(name, kept)
    listened.engine.runAndWait()
    assert listened.named("error") == []


@pytest.mark.parametrize(("asked", "set_to"), [(7.0, 1.0), (-1, 0.0)])
def test_a_volume_out_of_range_is_clipped(listened: Listened, asked: float, set_to: float) -> None:
    listened.engine.setProperty("volume", asked)
    listened.engine.runAndWait()
    assert listened.engine.getProperty("volume") == set_to
    listened.engine.setProperty("volume", 1.0)


def test_the_volume_is_heard(listened: Listened) -> None:
    listened.said(TEXT)
    loud = max(listened.sink.sound)
    del listened.sink.sound[:]
    listened.engine.setProperty("volume", 0.25)
    listened.said(TEXT)
    listened.engine.setProperty("volume", 1.0)
    listened.engine.runAndWait()
    assert 0 < max(listened.sink.sound) < loud / 2


def test_there_is_a_british_voice(listened: Listened) -> None:
    british = [voice for voice in listened.engine.getProperty("voices") if "en-gb" in voice.languages]
    assert british[0].id == "gmw/en"
    assert british[0].name == "English (Great Britain)"


def test_an_outer_loop_works_the_queue_off(listened: Listened) -> None:
    listened.engine.startLoop(False)
    listened.engine.say(TEXT, "outer")
    listened.engine.iterate()
    listened.engine.endLoop()
    assert listened.named("finished-utterance") == [{"name": "outer", "completed": True}]


def test_a_command_in_a_text_does_not_outlive_it(listened: Listened) -> None:
    whole = listened.said(TEXT)
    loud = max(listened.sink.sound)
    listened.said("\x010A quiet \x01300S and fast.")
    del listened.sink.sound[:]
    assert listened.said(TEXT) == pytest.approx(whole, rel=0.01)
    assert max(listened.sink.sound) > loud / 2


def test_phonemes_in_brackets_are_said_and_are_one_word(listened: Listened) -> None:
    text = "Take [[t,Etr@b'En@zi:n]] now."
    assert 1.5 < listened.said(text) / listened.said("Take it now.") < 3  # letter by letter: 9
    places = [location for location, _, _ in listened.sink.words[:3]]
    assert text.index("[[") <= places[1] < text.index("]]")
    assert places[2] == text.index("now")


@pytest.mark.parametrize(
    ("text", "ipa"),
    [
        ("baclofen", "bˈakləʊfən"),  # noqa: RUF001 - IPA
        ("[[t,Etr@b'En@zi:n]]", "tˌɛtɹəbˈɛnəziːn"),  # noqa: RUF001 - IPA
        ("Three. Four, ( [[D'aU]] ) five", "θɹˈiː, fˈɔː, ðˈaʊ fˈaɪv"),  # noqa: RUF001 - IPA
        ("", ""),
        ("...", ""),
    ],
)
def test_a_text_has_phonemes_whatever_was_said_before(listened: Listened, text: str, ipa: str) -> None:
    driver = listened.engine.proxy._driver  # noqa: SLF001 - pyttsx3 hands on only its own calls
    driver.setProperty("voice", "gmw/en")
    assert driver.phonemes(text) == ipa
    listened.said(TEXT)
    assert driver.phonemes(text) == ipa
    assert listened.named("error") == []


def test_asking_for_phonemes_makes_no_sound(listened: Listened) -> None:
    listened.engine.proxy._driver.phonemes(TEXT)  # noqa: SLF001
    assert len(listened.sink.sound) == 0
    assert listened.notices == []
