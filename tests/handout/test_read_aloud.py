"""A chapter as sound: each line where it is said to be, the pauses of a visit between them."""

from array import array
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from speech.narrated import read_aloud, write_wav

from kiosk.handout.read_aloud import SAMPLE_RATE, ReadAloud, Times
from kiosk.pack.model import CaseStudy
from kiosk.settings import Settings, VoiceName
from kiosk.speech.voice import Voice

from .packs import HOSTILE, PHONE, full, of, pack, paragraph, person, short

PAUSES = Settings().pauses


def heard(sound: "array[int]", begin: float, end: float) -> int:
    """Return the loudest sample of a stretch in seconds."""
    stretch = np.array(sound[round(begin * SAMPLE_RATE) : round(end * SAMPLE_RATE)], dtype=np.int32)
    return int(np.abs(stretch).max(initial=0))


def test_each_line_sounds_between_its_times_and_its_pause_is_silent(reading: ReadAloud) -> None:
    for chapter in full().chapters:
        sound = reading.sound(chapter)
        times = [each for each in sound.times if each]
        assert times[0].begin == 0
        for each in times:
            assert heard(sound.samples, each.begin, each.begin + 0.05) > 104
            assert heard(sound.samples, each.end - 0.05, each.end) > 104
        for one, following in pairwise(times):
            assert heard(sound.samples, one.end, following.begin) == 0
        assert heard(sound.samples, times[-1].end, len(sound.samples) / SAMPLE_RATE) == 0


def test_the_pauses_are_those_of_a_visit(reading: ReadAloud) -> None:
    title, helps, swims, link = reading.sound(short().chapters[1]).times
    assert title
    assert helps
    assert swims
    assert link
    pauses = [
        round((after.begin - before.end) * 1000) for before, after in pairwise((title, helps, swims, link))
    ]
    assert pauses == [PAUSES.title, PAUSES.sentence, PAUSES.paragraph]


def test_each_word_begins_within_its_line_in_order(reading: ReadAloud) -> None:
    chapter = full().chapters[1]
    for line, times in zip(chapter.all_lines, reading.sound(chapter).times, strict=True):
        if times is None:
            continue
        begins = [word.begin for word in times.words]
        assert begins == sorted(set(begins))
        assert times.begin <= begins[0] < begins[-1] < times.end or len(begins) == 1
        words = [line.text[word.start : word.end] for word in times.words]
        assert all(words)
        if line.text == "Some people have no pain.":
            assert words == ["Some", "people", "have", "no", "pain"]


def test_a_number_is_said_twice_as_in_a_visit(reading: ReadAloud) -> None:
    *_, helpline = full().chapters
    times = reading.sound(helpline).times[-1]
    assert times
    said = [helpline.all_lines[-1].text[word.start : word.end] for word in times.words]
    groups = PHONE.split()
    assert [word.rstrip(".") for word in said[-2 * len(groups) :]] == groups * 2


def test_a_name_that_is_not_to_be_said_is_not(reading: ReadAloud) -> None:
    def title(person: CaseStudy) -> Times:
        chapter = of(pack(paragraph("Words."), people=(person,))).chapters[2]
        at = chapter.all_lines.index(chapter.entries[0].title)
        times = reading.sound(chapter).times[at]
        assert times
        return times

    held_back = title(person("Bob", speak_name=False))
    assert [(word.start, word.end) for word in held_back.words] == [(0, len("Bob Example"))]
    alike = title(replace(person("Bob"), name="Person 1"))
    assert held_back.end - held_back.begin == pytest.approx(alike.end - alike.begin, abs=0.02)


def test_what_no_voice_can_say_is_left_out_and_the_rest_is_said(reading: ReadAloud) -> None:
    chapter = full().chapters[1]
    times = reading.sound(chapter).times
    unsaid = [line.text for line, each in zip(chapter.all_lines, times, strict=True) if each is None]
    assert unsaid == ["nuqneH"]
    assert HOSTILE in [line.text for line in chapter.all_lines]


def test_a_recording_is_heard_in_place_of_the_voice(tmp_path: Path) -> None:
    text = "Rest often helps. Some people swim."
    sound, words = read_aloud(Voice(), text)
    write_wav(tmp_path / "small" / "section" / "001.wav", sound)
    chapter = short().chapters[1]

    def lengths(reading: ReadAloud) -> list[float]:
        return [each.end - each.begin for each in reading.sound(chapter).times if each]

    voice = lengths(ReadAloud(VoiceName.ESPEAK, narration=tmp_path / "none"))
    recorded = lengths(ReadAloud(VoiceName.ESPEAK, narration=tmp_path))
    # Neither is the title nor the kiosk's own sentence. No two renderings are quite alike.
    assert recorded[::3] == pytest.approx(voice[::3], abs=0.02)
    assert all(abs(one - other) > 0.1 for one, other in zip(recorded[1:3], voice[1:3], strict=True))
    second = text.index("Some")
    first_of_second = next(seconds for at, seconds in words if at == second)
    assert sum(recorded[1:3]) < len(sound) / SAMPLE_RATE
    assert recorded[1] == pytest.approx(first_of_second - words[0][1] - 0.5, abs=0.15)


def test_a_recording_that_cannot_be_used_is_told_of_once(tmp_path: Path) -> None:
    path = tmp_path / "small" / "section" / "001.wav"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no sound")
    told = list[str]()
    times = ReadAloud(VoiceName.ESPEAK, narration=tmp_path, log=told.append).sound(short().chapters[1]).times
    assert all(isinstance(each, Times) for each in times)
    assert len(told) == 1
    assert "small/section/001.wav is not played" in told[0]
