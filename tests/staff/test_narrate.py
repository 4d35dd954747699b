"""`kiosk narrate`: the dialogue, and what lies in the folder afterwards, whatever ended it."""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import errno
import os
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest
from speech.narrated import RATE, Samples, read_aloud

from kiosk.errors import KioskError, UsageError
from kiosk.machine import whole_file
from kiosk.speech.fake import FakeMicrophone
from kiosk.speech.narration import narration
from kiosk.speech.recordings import LONGEST_SECONDS, Recordings
from kiosk.speech.utterance import Utterance, WordsPerMinute
from kiosk.speech.voice import Voice
from kiosk.staff.narrate import narrate
from kiosk.staff.narrated import readables
from kiosk.staff.studio import Studio
from kiosk.visit import edition
from kiosk.visit.edition import Edition

from . import small_pack
from .small_pack import NAMES, TEXTS

Answer: TypeAlias = str | BaseException | Callable[[], object]
Takes: TypeAlias = "dict[str, array[int]]"


def edition_of(pack: Path) -> Edition:
    (only,) = edition.load([pack])
    return only


@pytest.fixture(scope="module")
def voice() -> Voice:
    return Voice()


@pytest.fixture(scope="module")
def read(voice: Voice) -> Takes:
    """Return each passage of the pack as another voice reads it."""
    return {text: taken(read_aloud(voice, text)[0]) for text in TEXTS}


def taken(sound: Samples) -> array[int]:
    return array("h", np.clip(sound, -32768, 32767).astype(np.int16).tobytes())


def louder(take: array[int], factor: float) -> array[int]:
    return taken(np.array(take, dtype=np.float64) * factor)


class Typed:
    """Answers that are given beforehand, and what happens before one of them."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        self._answers = iter(answers)

    def next(self, *, unless: Callable[[], bool] = lambda: False) -> str | None:
        if unless():
            return ""
        for answer in self._answers:
            if isinstance(answer, BaseException):
                raise answer
            if isinstance(answer, str):
                return answer
            answer()
            if unless():
                return ""
        return None


class Clinic:
    """A pack, a folder for its recordings, and sessions in which they are made."""

    def __init__(self, folder: Path) -> None:
        self.pack = small_pack.write(folder / "pack")
        self.folder = folder / "narration"
        self.played: list[tuple[list[str], Path | None]] = []
        self.error: KioskError | None = None
        self.lines: list[str] = []

    def session(
        self,
        *answers: Answer,
        takes: Sequence[array[int] | str] = (),
        microphone: FakeMicrophone | None = None,
    ) -> list[str]:
        """Return the lines of a session; what it was ended by is the last one."""
        self.lines, self.error = [], None
        microphone = microphone or FakeMicrophone(takes, sample_rate=RATE)
        try:
            self.lines.extend(
                narrate(
                    edition_of(self.pack),
                    folder=self.folder,
                    microphone=microphone,
                    answers=Typed(answers),
                    hear=self._hear,
                )
            )
        except KioskError as error:
            self.error = error
            self.lines.append(str(error))
        assert not microphone.open
        return self.lines

    def files(self) -> list[str]:
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file())

    def places(self) -> list[str]:
        """Return the passages that were shown."""
        return [line.strip() for line in self.lines if " of 7. " in line and line.startswith("\n")]

    def change(self, old: str, new: str) -> None:
        file = self.pack / small_pack.PAIN
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))

    def _hear(self, utterances: Sequence[Utterance], recordings: Path | None) -> None:
        """Note what would be heard: the words, and the folder where they are not said by the voice."""
        names = {each.excerpt.recording for each in utterances if each.excerpt}
        assert bool(names) == bool(recordings)  # else the kiosk's own recordings would be played
        if recordings:
            assert all((recordings / f"{name}.wav").exists() for name in names)
        self.played.append(([each.written for each in utterances], recordings))


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path)


def both(name: str) -> list[str]:
    return [f"{name}.wav", f"{name}.yaml"]


def test_the_case_of_an_answer_does_not_count(clinic: Clinic) -> None:
    clinic.session("S", "Skip", "Q", "s")
    assert len(clinic.places()) == 3


def test_a_whole_pack_is_recorded_and_each_recording_is_one_that_the_kiosk_plays(
    clinic: Clinic, read: Takes, voice: Voice
) -> None:
    lines = clinic.session(*["", "", ""] * 7, takes=list(read.values()))
    assert lines[0].startswith("0 of 7 passages are recorded, in ")
    assert lines[-1].startswith("7 of 7 passages are recorded, in ")
    assert lines.count("Nothing is wrong with this take.") == lines.count("Kept.") == 7
    assert clinic.places() == [
        "1 of 7. Pain, passage 1.",
        "2 of 7. Pain, passage 2.",
        "3 of 7. Leaflet, passage 1.",
        "4 of 7. Case studies, passage 1.",
        "5 of 7. Jo Bloggs, passage 1.",
        "6 of 7. Disclaimer, passage 1.",
        "7 of 7. Helpline, passage 1.",
    ]
    assert clinic.files() == sorted(file for name in NAMES for file in both(name))
    told = list[str]()
    kiosk = Recordings(
        clinic.folder,
        sample_rate=RATE,
        say=lambda said: voice.render(said, rate=WordsPerMinute(125)),
        log=told.append,
    )
    for readable in readables(edition_of(clinic.pack), Studio().utterances):
        for said, excerpt in readable.sentences:
            clip = kiosk.clip(said, excerpt)
            assert clip
            words = [said.written[mark.start : mark.end] for mark in clip.marks]
            assert words == said.written.split()
            samples = [mark.sample for mark in clip.marks]
            assert samples == sorted(samples)
            assert 0 <= samples[0] < 0.05 * RATE
    assert told == []


def test_the_words_are_written_where_they_are_read(clinic: Clinic, read: Takes, voice: Voice) -> None:
    clinic.session("", "", "", takes=[read[TEXTS[0]]])
    known = narration(clinic.folder / f"{NAMES[0]}.yaml", TEXTS[0], lang="en-GB")
    _, truth = read_aloud(voice, TEXTS[0])
    cut = 0.5 - 0.15  # of the silence before the voice
    there = {word.start: word.seconds for word in known.words}
    assert [TEXTS[0][word.start : word.end] for word in known.words] == TEXTS[0].split()
    assert np.median([abs(there[start] - (seconds - cut)) for start, seconds in truth]) < 0.03


def test_what_is_kept_stays_and_the_next_session_goes_on_behind_it(clinic: Clinic, read: Takes) -> None:
    clinic.session("", "", "", "q", takes=[read[TEXTS[0]]])
    before = (clinic.folder / f"{NAMES[0]}.wav").read_bytes()
    lines = clinic.session("", "", "", takes=[read[TEXTS[1]]])
    assert lines[0].startswith("1 of 7 passages are recorded")
    assert clinic.places()[0] == "2 of 7. Pain, passage 2."
    assert (clinic.folder / f"{NAMES[0]}.wav").read_bytes() == before
    assert clinic.files() == both(NAMES[0]) + both(NAMES[1])


def test_a_passage_whose_text_has_changed_is_named_and_offered_again(clinic: Clinic, read: Takes) -> None:
    clinic.session(*["", "", ""] * 2, takes=[read[TEXTS[0]], read[TEXTS[1]]])
    clinic.change("Rest often helps people.", "My neck began to turn.")
    lines = clinic.session("", "", "", takes=[read[TEXTS[4]]])
    assert (
        "2 of 7. Pain, passage 2: Its text has changed since it was recorded. It is offered again." in lines
    )
    assert clinic.places()[0] == "2 of 7. Pain, passage 2."
    lines = clinic.session()
    assert lines[0].startswith("2 of 7 passages are recorded")
    assert narration(clinic.folder / f"{NAMES[1]}.yaml", TEXTS[4], lang="en-GB").words


def test_a_recording_that_is_not_played_for_another_reason_is_offered_again_with_the_reason(
    clinic: Clinic, read: Takes
) -> None:
    clinic.session("", "", "", takes=[read[TEXTS[0]]])
    (clinic.folder / f"{NAMES[0]}.yaml").write_text("lang: cy\n")
    lines = clinic.session()
    assert any("Its recording is not played: it is in cy and the text is in en-GB" in line for line in lines)
    assert clinic.places() == ["1 of 7. Pain, passage 1."]


def test_a_take_with_a_fault_is_kept_only_when_that_is_asked_for(clinic: Clinic, read: Takes) -> None:
    quiet = louder(read[TEXTS[0]], 0.05)
    lines = clinic.session("", "", "", "", takes=[quiet, quiet])  # Enter records it again
    assert any(line.startswith("It is too quiet.") for line in lines)
    assert clinic.files() == []
    lines = clinic.session("", "", "k", takes=[quiet])
    assert "Kept." in lines
    assert clinic.files() == both(NAMES[0])


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda take: louder(take, 8.0), "It is too loud, and distorted."),
        (lambda take: louder(take, 0.0), "No voice was heard."),
        (lambda take: array("h", take[: len(take) // 50]), "No voice was heard."),
    ],
)
def test_a_take_that_is_refused_cannot_be_kept_or_played(
    clinic: Clinic,
    read: Takes,
    spoil: Callable[[array[int]], array[int]],
    why: str,
) -> None:
    lines = clinic.session("", "", "k", "l", takes=[spoil(read[TEXTS[0]])])
    assert any(line.startswith(why) for line in lines)
    assert '"k" cannot be done here.' in lines
    assert '"l" cannot be done here.' in lines
    assert clinic.files() == []
    assert clinic.played == []


def test_sentences_without_a_pause_between_them_are_refused_at_once(clinic: Clinic) -> None:
    hum = taken(3000 * np.sin(np.arange(5 * RATE) / 20) * (1 - 0.7 * (np.arange(5 * RATE) % 4000 < 600)))
    lines = clinic.session("", "", takes=[array("h", bytes(RATE)) + hum + array("h", bytes(RATE))])
    assert any(
        "The kiosk could not play it: there is no pause between its sentences 1 and 2" in a for a in lines
    )


def test_a_take_is_heard_as_the_kiosk_plays_it_and_so_are_what_was_kept_and_the_voice(
    clinic: Clinic, read: Takes
) -> None:
    clinic.session("v", "", "", "l", "", "1", "l", takes=[read[TEXTS[0]]])
    assert [written for written, _ in clinic.played] == [
        ["Treatment can often relieve pain.", "Some people have no pain at all."]
    ] * 3
    by_voice, draft, kept = (folder for _, folder in clinic.played)
    assert by_voice is None
    assert draft not in {None, clinic.folder}
    assert kept == clinic.folder
    assert "\nIt is recorded already." in clinic.lines


def test_one_can_skip_go_back_and_go_to_a_number(clinic: Clinic) -> None:
    lines = clinic.session("b", "s", "b", "5", "s", "8", "stop")
    assert [place[0] for place in clinic.places()] == ["1", "1", "2", "1", "5", "6"]
    assert "This is the first passage." in lines
    assert '"8" cannot be done here.' in lines


def test_recording_again_puts_the_new_one_in_the_place_of_any_other_kind_of_file(
    clinic: Clinic, read: Takes
) -> None:
    flac = clinic.folder / f"{NAMES[0]}.flac"
    flac.parent.mkdir(parents=True)
    flac.write_bytes(b"fLaC")  # the kiosk would play it before a WAV file
    clinic.session("1", "", "", "", takes=[read[TEXTS[0]]])
    assert clinic.files() == both(NAMES[0])


def test_without_a_microphone_that_is_said_and_one_can_try_again(clinic: Clinic, read: Takes) -> None:
    lines = clinic.session("", "", "", "", takes=["No microphone can be used.", read[TEXTS[0]]])
    assert lines.count("No microphone can be used.") == 1
    assert "Kept." in lines


def test_a_microphone_that_goes_away_in_mid_take_ends_it_at_once_and_loses_no_more(
    clinic: Clinic, read: Takes
) -> None:
    microphone = FakeMicrophone([read[TEXTS[0]], read[TEXTS[1]], read[TEXTS[1]]], sample_rate=RATE)
    lines = clinic.session(
        "",
        "",
        "",
        "",
        lambda: setattr(microphone, "gone", True),  # no answer ends this take
        "",
        "",
        "",
        microphone=microphone,
    )
    assert lines.count("The microphone went away.") == 1
    assert clinic.files() == both(NAMES[0]) + both(NAMES[1])


def test_a_take_ends_by_itself_when_it_is_as_long_as_a_recording_may_be(clinic: Clinic) -> None:
    endless = array("h", bytes(2 * RATE * LONGEST_SECONDS))
    lines = clinic.session("", "s", takes=[endless])  # the second answer is to the question behind the take
    assert any(line.startswith("No voice was heard.") for line in lines)
    assert [place[0] for place in clinic.places()] == ["1", "2"]


def test_the_key_that_ends_a_take_is_not_heard_in_it(clinic: Clinic, read: Takes) -> None:
    click = array("h", [20000, -20000] * (RATE // 50))
    lines = clinic.session("", "", takes=[read[TEXTS[0]] + click])
    assert "Nothing is wrong with this take." in lines


def test_when_all_is_recorded_any_passage_can_be_recorded_again(clinic: Clinic, read: Takes) -> None:
    clinic.session(*["", "", ""] * 7, takes=list(read.values()))
    lines = clinic.session("3", "", "", "", takes=[read[TEXTS[2]]])
    assert [place[0] for place in clinic.places()] == ["1", "3"]
    assert "Kept." in lines
    assert lines[-1].startswith("7 of 7 passages are recorded, in ")


def test_what_a_power_cut_left_half_written_is_cleared_away(clinic: Clinic) -> None:
    partial = clinic.folder / "small" / "pain" / ".001.wav.4711.part"
    partial.parent.mkdir(parents=True)
    partial.write_bytes(b"RIFF")
    clinic.session()
    assert clinic.files() == []


@pytest.mark.parametrize("before", [0, 1, 2])
def test_ctrl_c_is_answered_by_a_sentence_and_loses_nothing_that_was_kept(
    clinic: Clinic, read: Takes, before: int
) -> None:
    """Before a take, in it and behind it."""
    answers: list[Answer] = ["", "", "", *[""] * before, KeyboardInterrupt()]
    lines = clinic.session(*answers, takes=[read[TEXTS[0]], read[TEXTS[1]]])
    assert clinic.error
    assert clinic.error.exit_code == 1
    assert lines[-1].startswith("Stopped. 1 of 7 passages are recorded, in ")
    assert clinic.files() == both(NAMES[0])


def test_the_end_of_the_answers_is_a_stop(clinic: Clinic) -> None:
    assert clinic.session()[-1].endswith("The same command goes on from there.")
    assert clinic.error is None


class Disk:
    """A disk on which there is room for so many files; the drafts are elsewhere."""

    def __init__(self) -> None:
        self.room = 1000
        self._write = whole_file.write

    def write(self, path: Path, content: bytes) -> None:
        if "kiosk-narrate-" not in str(path):
            if not self.room:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            self.room -= 1
        self._write(path, content)

    def holds(self, files: int) -> Callable[[], None]:
        return lambda: setattr(self, "room", files)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    monkeypatch.setattr(whole_file, "write", disk.write)
    return disk


@pytest.mark.parametrize("room", [0, 1, 2])
def test_a_full_disk_is_told_and_the_take_can_be_kept_when_there_is_room(
    clinic: Clinic, read: Takes, disk: Disk, room: int
) -> None:
    lines = clinic.session("", "", disk.holds(room), "", disk.holds(1000), "k", takes=[read[TEXTS[0]]])
    (told,) = [line for line in lines if "No space left on device" in line]
    assert told.endswith("The take is still here: put that right, then keep it again.")
    assert "Kept." in lines
    assert narration(clinic.folder / f"{NAMES[0]}.yaml", TEXTS[0], lang="en-GB").words


@pytest.mark.parametrize(
    ("changed", "room", "new_sound", "new_text", "timed"),
    [
        (False, 0, False, False, True),
        (False, 1, False, False, False),
        (False, 2, True, False, False),
        (False, 3, True, False, True),
        (True, 0, False, False, True),
        (True, 1, True, False, True),  # of another text, so it is not played
        (True, 2, True, True, True),
    ],
)
def test_where_recording_again_breaks_off_no_sound_is_played_with_what_belongs_to_another(
    clinic: Clinic,
    read: Takes,
    disk: Disk,
    *,
    changed: bool,
    room: int,
    new_sound: bool,
    new_text: bool,
    timed: bool,
) -> None:
    old, new = TEXTS[0], "Some people have no pain at all. Treatment can often relieve pain."
    clinic.session("", "", "", takes=[read[old]])
    audio, notes = (clinic.folder / name for name in both(NAMES[0]))
    before = audio.read_bytes()
    if changed:
        clinic.change(old, new)
    lines = clinic.session("1", "", "", disk.holds(room), "k", takes=[louder(read[old], 0.7)])
    assert ("Kept." in lines) == (room == (2 if changed else 3))
    assert (audio.read_bytes() != before) == new_sound
    known = narration(notes, new if new_text else old, lang="en-GB")  # refuses what is of another text
    assert bool(known.words) == timed


def test_a_folder_that_cannot_be_written_to_is_told_before_anything_is_read(clinic: Clinic) -> None:
    clinic.folder.write_text("a file")
    assert clinic.session("") == [
        f"Nothing can be recorded into {clinic.folder}: File exists. Name another folder with --to DIR."
    ]
    assert isinstance(clinic.error, UsageError)
