"""The passages of a pack that can be recorded, and the folder of their recordings.

Keeps one decision: at every moment a recording lies beside what is known of it, or beside nothing, so that a
power cut between two files leaves none that is played with the times or for the text of another.
"""

from __future__ import annotations  # array[int] is only a type before Python 3.12

import contextlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import UsageError
from kiosk.machine import whole_file
from kiosk.speech.excerpt import Excerpt
from kiosk.speech.narration import OtherTextError, RefusedError, SpokenWord, narration, written
from kiosk.speech.recordings import ENDINGS, recorded
from kiosk.speech.utterance import Utterance
from kiosk.staff import recording
from kiosk.staff.script import Reading
from kiosk.visit.edition import Edition
from kiosk.visit.utterances import Utterances

_PROBE = "can-be-written"


@dataclass(frozen=True)
class Readable:
    """A passage to be read aloud: where it stands, and its sentences as the kiosk says them."""

    part: str
    number: int
    sentences: tuple[tuple[Utterance, Excerpt], ...]

    @property
    def name(self) -> str:
        """The name of its recording, without ending."""
        return self.sentences[0][1].recording

    @property
    def text(self) -> str:
        """The passage as it is written."""
        return self.sentences[0][1].text

    @property
    def lang(self) -> str:
        """Its language, a BCP 47 tag."""
        return self.sentences[0][0].lang


@dataclass(frozen=True)
class Standing:
    """Whether a passage has a recording that is played; `remark` says why one that is there is not."""

    recorded: bool
    remark: str = ""


def readables(edition: Edition, utterances: Utterances) -> tuple[Readable, ...]:
    """Return the passages of a pack in the order of a visit."""
    return tuple(_readables(Reading(edition), utterances))


def _readables(reading: Reading, utterances: Utterances) -> Iterator[Readable]:
    for stop in reading.stops:
        passages = dict[str, list[tuple[Utterance, Excerpt]]]()
        for utterance in reading.utterances(stop, utterances):
            if excerpt := utterance.excerpt:
                passages.setdefault(excerpt.recording, []).append((utterance.as_written, excerpt))
        for number, sentences in enumerate(passages.values(), 1):
            yield Readable(part=reading.title(stop), number=number, sentences=tuple(sentences))


class Shelf:
    """The folder of the recordings. Raises UsageError when it cannot be written to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            whole_file.write(folder / _PROBE, b"")
            (folder / _PROBE).unlink()
            for partial in folder.rglob(f".*{whole_file.PARTIAL}"):
                partial.unlink()  # of a session that a power cut ended
        except OSError as error:
            raise UsageError(
                f"Nothing can be recorded into {folder}: {error.strerror}. Name another folder with --to DIR."
            ) from error

    def standing(self, readable: Readable) -> Standing:
        """Return whether a passage has been recorded as it is written now."""
        audio = recorded(self.folder, readable.name)
        if audio is None:
            return Standing(recorded=False)
        try:
            narration(audio.with_suffix(".yaml"), readable.text, lang=readable.lang)
        except OtherTextError:
            return Standing(recorded=False, remark="Its text has changed since it was recorded.")
        except RefusedError as refused:
            return Standing(recorded=False, remark=f"Its recording is not played: {refused}.")
        return Standing(recorded=True)

    def keep(
        self,
        readable: Readable,
        samples: array[int],
        *,
        sample_rate: int,
        words: Sequence[SpokenWord],
    ) -> None:
        """Put a recording in the place of the one that there may be. Raises UsageError where it cannot be.

        The times of the words come last: they fit no other recording. Where there was one of another text,
        what is known of that stays beside it until then, so neither is played before both are new.
        """
        audio = self.folder / f"{readable.name}.wav"
        before = recorded(self.folder, readable.name)
        try:
            audio.parent.mkdir(parents=True, exist_ok=True)
            if before is None or self.standing(readable).recorded:
                self._note(readable, ())
            recording.write(audio, samples, sample_rate=sample_rate)
            for ending in ENDINGS:
                if (other := audio.with_suffix(ending)) != audio:
                    with contextlib.suppress(FileNotFoundError):
                        other.unlink()  # the kiosk would play it
            self._note(readable, words)
        except OSError as error:
            raise UsageError(f"It cannot be written to {audio.parent}: {error.strerror}.") from error

    def _note(self, readable: Readable, words: Sequence[SpokenWord]) -> None:
        known = written(readable.text, lang=readable.lang, words=words)
        whole_file.write(self.folder / f"{readable.name}.yaml", known.encode())
