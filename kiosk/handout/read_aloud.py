"""A chapter read aloud. Keeps one decision: it is heard as in a visit that nobody touches.

The same voice, the recordings in place of it where there are any, and the pauses after each kind of sentence.
"""

from __future__ import annotations  # array[int] is only a type before Python 3.12

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kiosk.errors import VoiceError
from kiosk.handout.outline import Chapter
from kiosk.paths import narration_folder, pronunciation_file
from kiosk.reading import lexicon
from kiosk.settings import RATES, Seconds, Settings, VoiceName
from kiosk.speech.clip import Clip
from kiosk.speech.recordings import Recordings
from kiosk.speech.utterance import Utterance, WordsPerMinute
from kiosk.speech.voices import Voices
from kiosk.visit.utterances import Utterances
from kiosk.visit.view import Line

SAMPLE_RATE: Final = Voices.sample_rate
RATE: Final = WordsPerMinute(RATES[Settings().defaults.rate])  # the only one of recordings


@dataclass(frozen=True)
class Word:
    """The characters of a line that a word has (half open), and the seconds at which it begins."""

    start: int
    end: int
    begin: Seconds


@dataclass(frozen=True)
class Times:
    """When a line is heard, in seconds of the sound that it is in; the pause after it lies behind `end`.

    A telephone number is said a second time, so a word of it may come twice.
    """

    begin: Seconds
    end: Seconds
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Sound:
    """A chapter with its entries as one sound. `times`: of each line in order, None where none can say it."""

    samples: array[int]
    times: tuple[Times | None, ...]


class ReadAloud:
    """Reads chapters aloud. `log` gets a sentence for the staff where a recording cannot be used.

    To be used from the thread that made it, as the engines are. Raises VoiceError when none can be started.
    """

    def __init__(
        self,
        voice: VoiceName = VoiceName.AUTO,
        *,
        narration: Path | None = None,
        log: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._voices = Voices(voice)
        self._recordings = Recordings(
            narration or narration_folder(), sample_rate=SAMPLE_RATE, say=self._said, log=log
        )
        self._utterances = Utterances(
            cache(lambda lang: lexicon.load(pronunciation_file(lang))), Settings().pauses
        )

    def sound(self, chapter: Chapter) -> Sound:
        """Return a chapter and its entries as they are heard, in silence where no voice can say a line."""
        samples, times = array("h"), list[Times | None]()
        for part in (chapter, *chapter.entries):
            for line, last in _ending_passages(part.lines):
                try:
                    clips = tuple(
                        self._clip(said)
                        for said in self._utterances.of_line(line, part=part.name, text=line.text, last=last)
                    )
                except VoiceError:
                    times.append(None)
                    continue
                times.append(_appended(samples, clips))
        return Sound(samples, tuple(times))

    def _clip(self, utterance: Utterance) -> Clip:
        excerpt = utterance.excerpt
        recorded = self._recordings.clip(utterance, excerpt) if excerpt else None
        return recorded or self._said(utterance)

    def _said(self, utterance: Utterance) -> Clip:
        clip = self._voices.render(utterance, rate=RATE)
        assert clip is not None  # noqa: S101 - only what is not wanted any more has none
        return clip


def _ending_passages(lines: tuple[Line, ...]) -> Iterator[tuple[Line, bool]]:
    """Yield each line, and whether its passage ends with it."""
    for line, following in zip(lines, (*lines[1:], None), strict=True):
        yield line, following is None or following.passage != line.passage


def _appended(samples: array[int], clips: tuple[Clip, ...]) -> Times:
    """Add what says a line to a sound, a pause after each of its clips, and return when it is heard."""
    begin, end, words = len(samples), len(samples), list[Word]()
    for clip in clips:
        words += [Word(mark.start, mark.end, _seconds(len(samples) + mark.sample)) for mark in clip.marks]
        samples.extend(clip.samples)
        end = len(samples)
        samples.frombytes(bytes(2 * (clip.pause * SAMPLE_RATE // 1000)))
    return Times(_seconds(begin), _seconds(end), tuple(words))


def _seconds(samples: int) -> Seconds:
    return samples / SAMPLE_RATE
