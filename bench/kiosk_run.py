"""This kiosk under the rig: the rounds of every program, then a part read on: its gaps, its highlight.

A word's place in the sound: the utterance is rendered again in this process, found in the recording near the
transcript's `said`, and each mark's time taken from there. Positive: the highlight came after the word.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
import rounds
from figures import Row, spread
from heard import Press, Recording
from rig import ROOT, Program, Rig
from script import Script

from kiosk.errors import VoiceError
from kiosk.paths import bundled_pack
from kiosk.speech.clip import Clip
from kiosk.speech.speaker import SAMPLE_RATE
from kiosk.speech.utterance import Utterance
from kiosk.speech.voice import Voice

DOWN, UP, PAUSE, REPEAT, CONTENTS = "\x1b[B", "\x1b[A", "p", "r", "c"
SCREEN_SECONDS = 1.0  # that another screen is given
READING = 45.0  # seconds that the kiosk reads on for gaps, highlight and processor time
ALIGNED = 0.8  # seconds of an utterance by which it is found in the recording
NEAR = 0.25  # seconds: how far from the transcript's `said` its sound may begin
LEAST_PAUSE = 0.1  # seconds: shorter silences are the voice's own

Line = dict[str, Any]  # of the transcript


class Heard(NamedTuple):
    """An utterance that was found in the recording, and when its first sample was heard."""

    said: Line
    utterance: Utterance
    clip: Clip
    at: float


def measure(soundrig: ModuleType, script: Script, *, count: int) -> Row:
    """Run the kiosk with its bundled pack and return all figures."""
    with tempfile.TemporaryDirectory() as folder, soundrig.Rig() as rig:
        transcript = Path(folder) / "transcript.jsonl"
        kiosk, began = rounds.start_twice(rig, lambda: start(rig, bundled_pack(), transcript))
        presses = press(rig, kiosk, script, count=count)
        speaking = _read_on(rig, kiosk, script)
        kiosk.key(PAUSE)
        idle, memory = rounds.idle(rig, kiosk)
        recording = Recording(soundrig, rig, began)
        calibration = rig.cal
        kiosk.stop()
        lines = [json.loads(line) for line in transcript.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line["t"] > began]
    found = list(_found(recording, lines, script))
    first = recording.first_sound(began)
    cuts = recording.cuts(presses.silent, presses.cutting)
    gaps = list(_gap_errors(recording, found, lines))
    late = [error for each in found for error in _highlight_errors(each, lines)]
    return {
        "program": "this kiosk",
        "key_to_sound": spread(recording.onsets(presses.silent)),
        "key_to_silence": spread(cut.silence for cut in cuts),
        "key_to_new_sound": spread(cut.new_sound for cut in cuts),
        "gap_error": spread(gaps),
        "gap_size": spread(abs(error) for error in gaps),
        "highlight_error": spread(late),
        "highlight_size": spread(abs(error) for error in late),
        "cpu_idle": idle,
        "cpu_speaking": speaking,
        "memory_mb": memory,
        "first_word": first - began if first else None,
        "calibration": calibration,
    }


def start(rig: Rig, pack: Path, transcript: Path) -> Program:
    """Start the kiosk with a pack, as a clinic does."""
    return rig.spawn(
        [sys.executable, "run_kiosk.py", "--pack", str(pack), "--transcript", str(transcript)], cwd=str(ROOT)
    )


def press(rig: Rig, kiosk: Program, script: Script, *, count: int) -> rounds.Presses:
    """Open the script's part and go through its sentences with Down and Up."""
    _open(kiosk, script)
    return rounds.press(rig, kiosk, _steps(script.sentences), silence=PAUSE, rounds=count)


def press_in_silence(rig: Rig, kiosks: Sequence[Program], script: Script, *, count: int) -> list[list[Press]]:
    """Open the script's part in each and go through its sentences, of each of which the beginning is said."""
    for kiosk in kiosks:
        _open(kiosk, script)
    return rounds.press_in_silence(rig, kiosks, _steps(script.sentences), silence=PAUSE, rounds=count)


def _open(kiosk: Program, script: Script) -> None:
    kiosk.key(CONTENTS)
    time.sleep(SCREEN_SECONDS)
    kiosk.key(script.key)
    time.sleep(SCREEN_SECONDS)


def _steps(sentences: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the key for each sentence: down to the last, that one again, up to the first, and down again.

    Again, because an odd way round lets each sentence be met in silence as well as in speech.
    """
    yield DOWN, sentences[0]
    forth = [(DOWN, sentence) for sentence in sentences[1:]]
    back = [(UP, sentence) for sentence in sentences[-2::-1]]
    yield from cycle([*forth, (REPEAT, sentences[-1]), *back])


def _read_on(rig: Rig, kiosk: Program, script: Script) -> float:
    """Let the kiosk read a part and return its processor time meanwhile (% of a core)."""
    began = time.monotonic()
    _open(kiosk, script)
    rig.wait_sound(began, 5)
    before = kiosk.usage()
    time.sleep(READING)
    return float(kiosk.span(before)["cpu_pct"])


def _found(recording: Recording, lines: list[Line], script: Script) -> Iterator[Heard]:
    """Find each utterance of the transcript, as far as it was said, in the recording."""
    voice = Voice()
    for said, end in _said(lines):
        utterance = script.utterances.get((said["part"], said["spoken"]))
        if utterance is None or utterance.written != said["written"]:
            continue  # a notice
        try:
            clip = voice.render(utterance, rate=script.rate)
        except VoiceError as error:
            sys.exit(f"{error} {said['written']}")
        length = int(SAMPLE_RATE * min(ALIGNED, end - said["t"] - 0.05))
        if clip is None or length < SAMPLE_RATE * ALIGNED / 2:
            continue  # cut off before enough of it was heard
        samples = np.array(clip.samples[:length], dtype=np.int16)
        at = recording.place(samples, SAMPLE_RATE, near=said["t"], within=NEAR)
        if at is not None:
            yield Heard(said, utterance, clip, at)


def _said(lines: list[Line]) -> Iterator[tuple[Line, float]]:
    """Yield each line `said` with the time at which that ended or was silenced by a key."""
    for index, line in enumerate(lines):
        if line["event"] == "said":
            ends = (each["t"] for each in lines[index:] if each["event"] in {"finished", "cut", "key"})
            yield line, next(ends, line["t"])


def _highlight_errors(heard: Heard, lines: list[Line]) -> Iterator[float]:
    """Yield how late each word's line was (ms) behind the word in the sound."""
    marks = {mark.start: mark.sample for mark in heard.clip.marks}
    key = next(
        (line["t"] for line in lines if line["event"] == "key" and line["t"] > heard.said["t"]), np.inf
    )
    for line in lines:
        is_word = line["event"] == "word" and line["id"] == heard.said["id"]
        if is_word and line["t"] < key and line["start"] in marks:
            yield 1000 * (line["t"] - heard.at - marks[line["start"]] / SAMPLE_RATE)


def _gap_errors(recording: Recording, found: list[Heard], lines: list[Line]) -> Iterator[float]:
    """Yield by how much (ms) the silences between sentences were longer than the pauses asked for."""
    by_id = {heard.said["id"]: heard for heard in found}
    flow = [line for line in lines if line["event"] in {"said", "finished", "cut", "key", "signal"}]
    for ended, said in pairwise(flow):
        if (
            ended["event"] == "finished"
            and said["event"] == "said"
            and {ended["id"], said["id"]} <= by_id.keys()
        ):
            silence = recording.silence_before(by_id[said["id"]].at, least=LEAST_PAUSE)
            if silence is not None:
                yield 1000 * silence - by_id[ended["id"]].utterance.pause


def highlight_summary(row: Row) -> str:
    """Return the highlight's figures in a sentence."""
    late, size = row["highlight_error"], row["highlight_size"]
    if late is None or size is None:
        return "Highlight: no word was found in the recording."
    return (
        f"Highlight, {late.count} words: off by {size.median} ms (median), {size.p95} ms (95 %); "
        f"the latest {late.worst} ms late."
    )
