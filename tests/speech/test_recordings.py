from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kiosk.errors import VoiceError
from kiosk.speech import levels, recordings
from kiosk.speech.clip import Clip
from kiosk.speech.narration import sha256_of
from kiosk.speech.recordings import Recordings
from kiosk.speech.utterance import Utterance, WordsPerMinute
from kiosk.speech.voice import Voice

from .narrated import PAUSE_SECONDS, RATE, Samples, passage, read_aloud, write_flac, write_wav

TEXT = (
    "The amount of pain varies greatly from one person with dystonia to another. "
    "It goes from no pain to severe pain, which is very bad pain. "
    "Treatment can often relieve pain, which means ease it."
)
ONE = "Treatment can often relieve pain."
NAME = "pack/part/001"


class Shelf:
    """A folder of recordings, the speech of it, and what the staff are told."""

    def __init__(self, folder: Path, voice: Voice) -> None:
        self.folder = folder
        self.told: list[str] = []
        self.renderings = 0
        self._voice = voice
        self.recordings = Recordings(folder, sample_rate=RATE, say=self._say, log=self.told.append)

    def path(self, ending: str, *, name: str = NAME) -> Path:
        return self.folder / f"{name}{ending}"

    def note(self, text: str) -> None:
        self.path(".yaml").parent.mkdir(parents=True, exist_ok=True)
        self.path(".yaml").write_text(text)

    def clips(self, text: str) -> list[Clip | None]:
        return [self.recordings.clip(*sentence) for sentence in passage(text)]

    def _say(self, utterance: Utterance) -> Clip | None:
        self.renderings += 1
        return self._voice.render(utterance, rate=WordsPerMinute(125))


@pytest.fixture
def shelf(tmp_path: Path, voice: Voice) -> Shelf:
    return Shelf(tmp_path / "narration", voice)


@pytest.fixture(scope="module")
def aloud(voice: Voice) -> Samples:
    return read_aloud(voice, TEXT)[0]


@pytest.fixture(scope="module")
def one(voice: Voice) -> Samples:
    return read_aloud(voice, ONE)[0]


def seconds(clip: Clip | None) -> float:
    assert clip
    return len(clip.samples) / RATE


def words(text: str, first: float = 0.5, step: float = 0.2) -> str:
    return "words:\n" + "".join(f"  - {first + step * at:.2f} {w}\n" for at, w in enumerate(text.split()))


def test_what_is_not_recorded_is_left_to_the_voice_without_a_word(shelf: Shelf) -> None:
    assert shelf.clips(ONE) == [None]
    assert shelf.told == []


def test_a_passage_is_cut_into_its_sentences_and_their_pauses_are_left_out(
    shelf: Shelf, voice: Voice, aloud: Samples
) -> None:
    write_wav(shelf.path(".wav"), aloud)
    clips = shelf.clips(TEXT)
    assert shelf.told == []
    for clip, (said, _) in zip(clips, passage(TEXT), strict=True):
        assert clip
        assert (clip.utterance, clip.pause, clip.begin) == (said.id, 400, 0)
        read = voice.render(replace(said, lang="en-US"), rate=WordsPerMinute(165))
        assert read
        assert seconds(clip) == pytest.approx(seconds(read), abs=0.15)


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (22050, 1), (44100, 2), (48000, 1), (96000, 2)])
def test_a_file_of_any_rate_and_width_sounds_the_same(
    shelf: Shelf, one: Samples, rate: int, channels: int
) -> None:
    write_wav(shelf.path(".wav"), one, rate=rate, channels=channels)
    assert seconds(shelf.clips(ONE)[0]) == pytest.approx(len(one) / RATE - 2 * PAUSE_SECONDS, abs=0.1)


def test_flac_is_read_as_wav_is(shelf: Shelf, one: Samples) -> None:
    write_flac(shelf.path(".flac"), one)
    write_wav(shelf.path(".wav", name="pack/part/002"), one)
    from_wav = shelf.recordings.clip(*passage(ONE, name="pack/part/002")[0])
    (from_flac,) = shelf.clips(ONE)
    assert from_wav
    assert from_flac
    assert from_flac.samples == from_wav.samples


@pytest.mark.requirement("K03")
def test_without_times_the_words_are_marked_where_they_are_read(
    shelf: Shelf, voice: Voice, aloud: Samples
) -> None:
    """Measured: half of the marks within 4 ms of the other voice's own times, 90 % within 12 ms."""
    write_wav(shelf.path(".wav"), aloud)
    apart = []
    for clip, (said, _) in zip(shelf.clips(TEXT), passage(TEXT), strict=True):
        read = voice.render(replace(said, lang="en-US"), rate=WordsPerMinute(165))
        assert clip
        assert read
        lead = int(0.02 * RATE)
        truth = {mark.start: mark.sample + lead for mark in read.marks}
        assert [mark.start for mark in clip.marks] == list(truth)
        apart += [abs(mark.sample - truth[mark.start]) / RATE for mark in clip.marks]
    assert np.median(apart) < 0.025
    assert np.quantile(apart, 0.9) < 0.08


def test_the_words_of_a_list_s_item_are_found_without_its_number(shelf: Shelf, one: Samples) -> None:
    """The number is on the screen and in the voice, and no recording has it."""
    write_wav(shelf.path(".wav"), one)
    ((alone, excerpt),) = passage(ONE)
    numbered = replace(
        alone,
        spoken=f"2: {alone.spoken}",
        places=tuple(
            replace(each, spoken_start=each.spoken_start + 3, spoken_end=each.spoken_end + 3)
            for each in alone.places
        ),
    )
    with_number, without = shelf.recordings.clip(numbered, excerpt), shelf.recordings.clip(alone, excerpt)
    assert with_number
    assert without
    assert with_number.marks == without.marks


def test_times_beside_the_recording_are_the_marks(shelf: Shelf, one: Samples) -> None:
    write_wav(shelf.path(".wav"), one)
    shelf.note("lang: en-GB\n" + words(ONE, first=0.6, step=0.25))
    (clip,) = shelf.clips(ONE)
    assert shelf.told == []
    assert clip
    assert [ONE[mark.start : mark.end] for mark in clip.marks] == ONE.split()
    apart = np.diff([mark.sample for mark in clip.marks]) / RATE
    assert apart == pytest.approx([0.25] * 4, abs=0.001)
    assert clip.marks[0].sample / RATE == pytest.approx(0.6 - PAUSE_SECONDS + 0.02, abs=0.03)
    assert shelf.renderings == 0


def test_times_cut_a_passage_into_sentences_without_a_pause_between_them(shelf: Shelf) -> None:
    hum = 3000 * np.sin(np.arange(3 * RATE) / 20)
    text = "It is so. It is not."
    write_wav(shelf.path(".wav"), hum)
    shelf.note(words(text, first=0.0, step=0.5))
    clips = shelf.clips(text)
    assert [seconds(clip) for clip in clips] == pytest.approx([1.5, 1.5], abs=0.02)
    assert [clip.marks[0].sample for clip in clips if clip] == [0, 0]


def test_it_begins_at_a_word_when_it_is_continued(shelf: Shelf, one: Samples) -> None:
    write_wav(shelf.path(".wav"), one)
    ((said, excerpt),) = passage(ONE)
    clip = shelf.recordings.clip(said, excerpt, turn=7, begin=ONE.index("often"))
    assert clip
    assert clip.turn == 7
    assert clip.begin == next(mark.sample for mark in clip.marks if mark.start == ONE.index("often")) > 0


def test_what_is_said_again_needs_no_voice(shelf: Shelf, aloud: Samples) -> None:
    write_wav(shelf.path(".wav"), aloud)
    first = shelf.clips(TEXT)
    renderings = shelf.renderings
    assert shelf.clips(TEXT) == first
    assert shelf.renderings == renderings


@pytest.mark.parametrize("decibels", [-28, -12, 0, 8])
def test_it_is_as_loud_as_the_voice(shelf: Shelf, voice: Voice, one: Samples, decibels: int) -> None:
    write_wav(shelf.path(".wav"), one * 10 ** (decibels / 20))
    (clip,) = shelf.clips(ONE)
    said = voice.render(passage(ONE)[0][0], rate=WordsPerMinute(125))
    assert clip
    assert said
    recorded, spoken = (levels.level(levels.frames(each.samples, RATE)) for each in (clip, said))
    assert recorded == pytest.approx(levels.VOICE, abs=0.7)
    assert recorded == pytest.approx(spoken, abs=1.5)
    assert max(map(abs, clip.samples)) < 32767


def test_it_begins_and_ends_without_a_click(shelf: Shelf) -> None:
    write_wav(shelf.path(".wav"), 3000 * np.cos(np.arange(RATE) / 20))
    shelf.note(words(ONE, first=0.0, step=0.1))
    (clip,) = shelf.clips(ONE)
    assert clip
    assert clip.samples[0] == clip.samples[-1] == 0
    assert max(abs(np.diff(np.array(clip.samples[:20], dtype=int)))) < 500


# --- What is refused: the voice says the passage, and the staff are told why, once.
def quiet(shelf: Shelf, one: Samples) -> None:
    write_wav(shelf.path(".wav"), one * 0.001)


def empty(shelf: Shelf, _: Samples) -> None:
    shelf.path(".wav").parent.mkdir(parents=True)
    shelf.path(".wav").write_bytes(b"")


def noise(shelf: Shelf, _: Samples) -> None:
    shelf.path(".flac").parent.mkdir(parents=True)
    shelf.path(".flac").write_bytes(b"fLaC" + bytes(range(256)) * 20)


def folder(shelf: Shelf, _: Samples) -> None:
    shelf.path(".wav").mkdir(parents=True)


def cut_short(shelf: Shelf, one: Samples) -> None:
    write_wav(shelf.path(".wav"), one)
    shelf.path(".wav").write_bytes(shelf.path(".wav").read_bytes()[: len(one)])


def cut_short_flac(shelf: Shelf, one: Samples) -> None:
    write_flac(shelf.path(".flac"), one)
    shelf.path(".flac").write_bytes(shelf.path(".flac").read_bytes()[: len(one)])


def long(shelf: Shelf, one: Samples) -> None:
    write_wav(shelf.path(".wav"), np.resize(one, 121 * RATE))


def welsh(shelf: Shelf, one: Samples) -> None:
    write_wav(shelf.path(".wav"), one)
    shelf.note("lang: cy\n")


def noted(text: str) -> Callable[[Shelf, Samples], None]:
    def make(shelf: Shelf, one: Samples) -> None:
        write_wav(shelf.path(".wav"), one)
        shelf.note(text)

    return make


SHA = sha256_of(ONE)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (quiet, "it is silent; record it again, nearer to the microphone"),
        (empty, "it is damaged, or no WAV or FLAC file"),
        (noise, "it is damaged, or no WAV or FLAC file"),
        (folder, "it is no file"),
        (cut_short, "it breaks off before its end; copy it again"),
        (cut_short_flac, "it breaks off before its end; copy it again"),
        (long, "it is longer than 120 s; record one passage in each file"),
        (welsh, "it is in cy and the text is in en-GB; record it in en-GB"),
        (noted(f"text_sha256: {'0' * 64}\n"), f"if it still says what is written, write text_sha256: {SHA}"),
        (
            noted("speed: 3\n"),
            '001.yaml:1: "speed" is not known here; write one of: lang, text_sha256, words',
        ),
        (noted("words: 3\n"), "001.yaml:1: this is no list; begin each word with '- 0.00 '"),
        (noted("lang: [en]\n"), "001.yaml:1: this is no text; write it behind the colon"),
        (noted("- 1\n"), "001.yaml:1: this is no table"),
        (noted("lang: *x\n"), "aliases are refused"),
        (
            noted(words("Treatment cannot often relieve pain.")),
            '001.yaml:3: the text goes on with "can"; write - 1.23 can',
        ),
        (noted("words:\n  - Treatment\n"), 'the text goes on with "Treatment"'),
        (noted("words:\n  - 0.3 Treatment\n  - 0.3 can\n"), '"can" does not begin after the word before it'),
        (noted(words("Treatment can often")), "001.yaml:1: these are 3 words and the text has 5"),
        (noted(words(ONE + " Yes.")), "001.yaml:1: these are 6 words and the text has 5"),
        (noted(words(ONE, step=2.0)), "its words end after the sound"),
    ],
)
def test_what_cannot_be_used_is_left_to_the_voice_and_the_staff_are_told_once(
    shelf: Shelf, one: Samples, make: Callable[[Shelf, Samples], None], why: str
) -> None:
    make(shelf, one)
    assert shelf.clips(ONE) == [None]
    assert shelf.clips(ONE) == [None]
    (told,) = shelf.told
    assert told.startswith("The recording pack/part/001.")
    assert why in told
    assert told.endswith("The voice says its passage.")


def test_what_is_known_of_the_right_text_is_taken(shelf: Shelf, one: Samples) -> None:
    noted(f"lang: en-US\ntext_sha256: {SHA.upper()}\n")(shelf, one)
    assert shelf.clips(ONE) != [None]
    assert shelf.told == []


def test_sentences_without_a_pause_between_them_are_refused(shelf: Shelf) -> None:
    write_wav(shelf.path(".wav"), 3000 * np.sin(np.arange(3 * RATE) / 20))
    assert shelf.clips("It is so. It is not.") == [None, None]
    assert "there is no pause between its sentences 1 and 2" in shelf.told[0]


def test_a_silent_sentence_is_refused(shelf: Shelf, one: Samples) -> None:
    write_wav(shelf.path(".wav"), np.concatenate([one, np.zeros(3 * RATE)]))
    text = f"{ONE} Yes. No."
    shelf.note(words(ONE) + f"  - {len(one) / RATE + 1:.2f} Yes.\n  - {len(one) / RATE + 2:.2f} No.\n")
    assert shelf.clips(text) == [None, None, None]
    assert "its sentence 2 is silent" in shelf.told[0]


def test_a_language_without_a_voice_is_heard_from_its_recording(tmp_path: Path, one: Samples) -> None:
    def no_voice(_: Utterance) -> Clip | None:
        raise VoiceError("There is no voice for this language.")

    told = list[str]()
    there = Recordings(tmp_path, sample_rate=RATE, say=no_voice, log=told.append)
    write_wav(tmp_path / f"{NAME}.wav", one)
    clip = there.clip(*passage(ONE)[0])
    assert clip
    assert clip.marks == ()
    assert told == []


@pytest.mark.parametrize("name", ["../part/001", "/etc/001", "pack/../../001", "pack\\part/001", "c:/001"])
def test_a_name_never_leads_out_of_the_folder(shelf: Shelf, one: Samples, name: str) -> None:
    for outside in (shelf.folder / f"{name}.wav", shelf.folder.parent / "part" / "001.wav"):
        if outside.resolve().is_relative_to(shelf.folder.parent):
            write_wav(outside, one)
    assert shelf.recordings.clip(*passage(ONE, name=name)[0]) is None


def test_a_recording_is_decoded_once_and_few_are_kept(
    shelf: Shelf, one: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded = list[str]()
    decode = recordings._decoded  # noqa: SLF001 - counted here

    def counted(path: Path, sample_rate: int) -> object:
        decoded.append(path.stem)
        return decode(path, sample_rate)

    monkeypatch.setattr(recordings, "_decoded", counted)
    monkeypatch.setattr(recordings, "KEPT_SECONDS", 2.5 * len(one) / RATE)
    for name in ("1", "2", "1", "3", "1", "2"):
        write_wav(shelf.path(".wav", name=name), one)
        assert shelf.recordings.clip(*passage(ONE, name=name)[0])
    assert decoded == ["1", "2", "3", "2"]
