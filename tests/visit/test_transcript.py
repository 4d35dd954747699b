"""The transcript: exactly these JSON lines, at once, and never in the visit's way."""

import io
import json
import logging
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from visit_walk import Walk

from kiosk.keys.intents import Action, Intent
from kiosk.phrases.loader import english
from kiosk.speech.utterance import Milliseconds, Place, Signal, Utterance, UtteranceId
from kiosk.visit.events import (
    KeyPressed,
    LanguageChanged,
    LineCut,
    LineSaid,
    LineSaying,
    LineWord,
    Moved,
    Notice,
    Placed,
    SignalHeard,
    SoundNotice,
    VisitEvent,
)
from kiosk.visit.transcript import Transcript
from kiosk.visit.view import ScreenName, View

SENTENCE = Utterance(
    id=UtteranceId(7),
    part="symptoms",
    lang="en-GB",
    written="Ŵyl DYT1.",
    spoken="Ŵyl D Y T 1.",
    places=(Place(0, 3, 0, 3),),
    pause=Milliseconds(400),
)
READER = View(
    screen=ScreenName.READER,
    part="people/ann",
    lines=(),
    targets=(),
    unit=-1,
    place="",
    progress=0.0,
    hints=(),
)


def written(*events: VisitEvent) -> list[Any]:
    file = io.StringIO()
    transcript = Transcript(file, clock=lambda: 12.3456789)
    for event in events:
        transcript.tell(event)
    return [json.loads(line) for line in file.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (Moved(READER), {"event": "screen", "name": "reader", "part": "people/ann"}),
        (KeyPressed("right", Intent(Action.NEXT)), {"event": "key", "key": "right", "intent": "next"}),
        (
            KeyPressed("0", Intent(Action.CHOOSE_NUMBER, 10)),
            {"event": "key", "key": "0", "intent": "choose-number 10"},
        ),
        (KeyPressed("x", None), {"event": "key", "key": "x", "intent": None}),
        (
            LineSaying(3, SENTENCE),
            {
                "event": "said",
                "id": 7,
                "part": "symptoms",
                "lang": "en-GB",
                "written": "Ŵyl DYT1.",
                "spoken": "Ŵyl D Y T 1.",
            },
        ),
        (LanguageChanged(english().on_screen), {"event": "language", "lang": "en-GB"}),
        (LineWord(3, UtteranceId(7), 0, 4), {"event": "word", "id": 7, "start": 0, "end": 4}),
        (LineCut(3, UtteranceId(7)), {"event": "cut", "id": 7}),
        (LineSaid(3, UtteranceId(7)), {"event": "finished", "id": 7}),
        (SignalHeard(Signal.END), {"event": "signal", "name": "end"}),
        (Notice("Volume 4 of 5."), {"event": "notice", "text": "Volume 4 of 5."}),
        (SoundNotice("Sound is off."), {"event": "notice", "text": "Sound is off."}),
    ],
)
def test_each_event_is_one_line_with_exactly_its_fields(event: VisitEvent, line: dict[str, object]) -> None:
    assert written(event) == [{"t": 12.345679} | line]


@pytest.mark.parametrize("event", [Placed(READER), Notice(""), SoundNotice("")])
def test_what_tells_nothing_new_writes_nothing(event: VisitEvent) -> None:
    assert written(event) == []


def test_the_start_and_the_end_are_written_with_the_clock_of_each() -> None:
    file = io.StringIO()
    transcript = Transcript(file, clock=map(float, count()).__next__)
    transcript.started()
    transcript.ended("SIGTERM")
    assert [json.loads(line) for line in file.getvalue().splitlines()] == [
        {"t": 0.0, "event": "started"},
        {"t": 1.0, "event": "ended", "reason": "SIGTERM"},
    ]


def test_each_line_is_in_the_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "transcript"
    with path.open("w", encoding="utf-8") as file:
        transcript = Transcript(file, clock=lambda: 0.0)
        transcript.tell(LineSaying(3, SENTENCE))
        assert json.loads(path.read_text(encoding="utf-8"))["written"] == "Ŵyl DYT1."


class FullDisk(io.StringIO):
    """Has room for one line."""

    lines = 0

    def flush(self) -> None:
        self.lines += 1
        if self.lines > 1:
            raise OSError(28, "No space left on device")


def test_a_file_that_cannot_be_written_ends_it_with_one_line_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    file = FullDisk()
    transcript = Transcript(file, clock=lambda: 0.0)
    walk = Walk()
    walk.visit.tell = transcript.tell
    with caplog.at_level(logging.ERROR):
        assert walk.hear("right", "right")[0] == "First"
    transcript.ended("left")
    assert file.lines == 2
    assert [record.message for record in caplog.records] == [
        "the transcript ends here: its file cannot be written"
    ]


def test_a_closed_file_and_a_character_without_bytes_stop_no_visit(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with (tmp_path / "transcript").open("w", encoding="utf-8") as file:
        Transcript(file, clock=lambda: 0.0).tell(KeyPressed("\ud800", None))
    Transcript(file, clock=lambda: 0.0).ended("left")
    assert len(caplog.records) == 2


def test_a_visit_reads_as_it_was_heard() -> None:
    file = io.StringIO()
    transcript = Transcript(file, clock=lambda: 0.0)
    walk = Walk()
    walk.hear("right")
    walk.visit.tell = transcript.tell
    walk.press("right")
    walk.hear_until("One.")
    walk.press("x")
    lines = [json.loads(line) for line in file.getvalue().splitlines()]
    told = [(line["event"], line.get("written") or line.get("name") or line.get("key")) for line in lines]
    assert [each for each in told if each[0] != "word"] == [
        ("key", "right"),
        ("screen", "reader"),
        ("said", "First"),
        ("finished", None),
        ("said", "Part 1 of 5, sentence 1 of 3, less than 1 minute"),
        ("finished", None),
        ("said", "One."),
        ("key", "x"),
        ("cut", None),
        ("notice", None),
    ]
    ids = [line["id"] for line in lines if line["event"] == "said"]
    assert ids == sorted(set(ids))
