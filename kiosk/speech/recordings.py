"""Recordings that are played instead of the voice. Keeps one decision: in doubt the voice says the passage.

    audio/narration/PACK/PART/003.flac (or .wav)  the third passage of a part, read aloud by a person
    audio/narration/PACK/PART/003.yaml            what is known of it (optional): docs/narration.md

A recording is cut into its sentences in its pauses. Without word times of its own it gets them by alignment
with the voice. To be used from one thread, the one of the voice.
"""

from __future__ import annotations  # array[int] is only a type before Python 3.12

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Final

import miniaudio

from kiosk.errors import VoiceError
from kiosk.speech import levels
from kiosk.speech.alignment import alignment
from kiosk.speech.clip import Clip, Mark, sample_of
from kiosk.speech.excerpt import Excerpt
from kiosk.speech.narration import Narration, RefusedError, SpokenWord, every_word, narration
from kiosk.speech.utterance import Utterance

LONGEST_SECONDS: Final = 120
KEPT_SECONDS: Final = 300  # of decoded recordings: with their clips 26 MB at most
ENDINGS: Final = (".flac", ".wav")
_CHUNK: Final = 8192  # samples decoded at a time
_SENTENCE_PAUSE_SECONDS: Final = 0.3  # between the voice's sentences, for the alignment of a whole passage
_SHORTEST_PAUSE_SECONDS: Final = 0.05  # between two sentences: less is a plosive
_BESIDE_PAUSE_SECONDS: Final = 0.3  # how far from where the alignment puts it the pause is looked for
# Left of the silence around a sentence: a soft h or f lies in it, and a last consonant dies away in it.
_LEAD_SECONDS, _TAIL_SECONDS = 0.02, 0.06
_FADE_SECONDS: Final = 0.005
_WHOLE: Final = 0.99  # of the length that a FLAC file's head tells: less, and its end is not there
_UNKNOWN_SIZE: Final = 0xFFFFFFFF  # of a WAV file that was written to a pipe
_BREAKS_OFF: Final = "it breaks off before its end; copy it again"


@dataclass(frozen=True)
class _Recording:
    """A decoded passage, as it is in the file, with its gain to the voice's level.

    `sentences` are half open spans of samples; `clips` are those that have been heard, by their index.
    """

    samples: array[int]
    gain: float
    sentences: tuple[tuple[int, int], ...]
    narration: Narration
    clips: dict[int, Clip] = field(default_factory=dict)


class Recordings:
    """The recordings in a folder. `say` renders with the voice; `log` gets a sentence for the staff."""

    def __init__(
        self,
        folder: Path,
        *,
        sample_rate: int,
        say: Callable[[Utterance], Clip | None],
        log: Callable[[str], None],
    ) -> None:
        self._folder = folder
        self._rate = sample_rate
        self._say = say
        self._log = log
        self._kept: OrderedDict[str, _Recording] = OrderedDict()
        self._refused: set[str] = set()

    def clip(self, utterance: Utterance, excerpt: Excerpt, *, turn: int = 0, begin: int = 0) -> Clip | None:
        """Return an utterance as it was recorded, to be played from the word at the character `begin`.

        Returns None where the voice is to say it: without a recording, or with one that cannot be used. Why
        it cannot is logged once.
        """
        name = excerpt.recording
        path = None if name in self._refused else self._path(name)
        if path is None:
            return None
        try:
            recording = self._recording(path, utterance, excerpt)
            if excerpt.index not in recording.clips:
                recording.clips[excerpt.index] = self._sentence(recording, utterance, excerpt)
        except RefusedError as refused:
            self._refused.add(name)
            self._kept.pop(name, None)
            self._log(
                f"The recording {name}{path.suffix} is not played: {refused}. The voice says its passage."
            )
            return None
        clip = recording.clips[excerpt.index]
        return replace(
            clip,
            turn=turn,
            utterance=utterance.id,
            pause=utterance.pause,
            begin=min(sample_of(clip.marks, begin), len(clip.samples) - 1) if begin else 0,
        )

    def words(self, sentences: Sequence[tuple[Utterance, Excerpt]]) -> tuple[SpokenWord, ...]:
        """Return when each word of a recorded passage begins, for the file beside it; () without a voice.

        `sentences` are all of the passage. The first word of each has the place where its sentence begins, so
        that it is cut there. Raises RefusedError where the recording would not be played.
        """
        found = list[SpokenWord]()
        for utterance, excerpt in sentences:
            path = self._path(excerpt.recording)
            if path is None:
                raise RefusedError("it is not there; record it again")
            recording = self._recording(path, utterance, excerpt)
            first, end = recording.sentences[excerpt.index]
            marks = self._sentence(recording, utterance, excerpt).marks
            if not marks:
                return ()
            found += every_word(
                excerpt,
                [(mark.start, (first + mark.sample) / self._rate) for mark in marks],
                begin=first / self._rate,
                end=end / self._rate,
            )
        return tuple(found)

    def _path(self, name: str) -> Path | None:
        if not all(
            part and part.strip(".") and "\\" not in part and ":" not in part for part in name.split("/")
        ):
            return None  # it leads elsewhere
        return recorded(self._folder, name)

    def _recording(self, path: Path, utterance: Utterance, excerpt: Excerpt) -> _Recording:
        name = excerpt.recording
        if name in self._kept:
            self._kept.move_to_end(name)
            return self._kept[name]
        known = narration(path.with_suffix(".yaml"), excerpt.text, lang=utterance.lang)
        samples = _decoded(path, self._rate)
        loud = levels.frames(samples, self._rate)
        level = levels.level(loud)
        if level < levels.SILENT:
            raise RefusedError("it is silent; record it again, nearer to the microphone")
        if known.words and known.words[-1].seconds * self._rate >= len(samples):
            raise RefusedError(f"its words end after the sound, {len(samples) / self._rate:.1f} s long")
        recording = _Recording(
            samples=samples,
            gain=levels.VOICE - level,
            sentences=self._sentences(samples, loud, known, utterance, excerpt),
            narration=known,
        )
        self._kept[name] = recording
        while sum(len(each.samples) for each in self._kept.values()) > KEPT_SECONDS * self._rate:
            self._kept.popitem(last=False)
        return recording

    def _sentences(
        self,
        samples: array[int],
        loud: Sequence[float],
        known: Narration,
        utterance: Utterance,
        excerpt: Excerpt,
    ) -> tuple[tuple[int, int], ...]:
        """Return the samples of each sentence, found in the pauses between them."""
        frame = levels.frame_length(self._rate)
        floor = levels.floor(loud)
        cuts = [0]
        if known.words:
            words = {word.start: word.seconds for word in known.words}
            cuts += [int(words[start] * self._rate) for start in excerpt.starts[1:]]
        elif len(excerpt.starts) > 1:
            near = self._near(samples, utterance, excerpt)
            for number, at in enumerate(near, 1):
                pause = _pause(loud, floor, at // frame)
                if pause is None:
                    what = f"there is no pause between its sentences {number} and {number + 1}"
                    raise RefusedError(f"{what}; record it with a pause there, or write its words' times")
                cuts.append(pause * frame)
        cuts.append(len(samples))
        lead, tail = int(_LEAD_SECONDS * self._rate), int(_TAIL_SECONDS * self._rate)
        sentences = list[tuple[int, int]]()
        for number, (begin, end) in enumerate(pairwise(cuts), 1):
            heard = [at for at in range(begin // frame, min(end // frame, len(loud))) if loud[at] > floor]
            if not heard:
                raise RefusedError(f"its sentence {number} is silent; record it again, or correct its times")
            sentences.append((max(begin, heard[0] * frame - lead), min(end, (heard[-1] + 1) * frame + tail)))
        return tuple(sentences)

    def _near(self, samples: array[int], utterance: Utterance, excerpt: Excerpt) -> list[int]:
        """Return the sample near which each sentence but the last ends, by alignment with the voice."""
        said, ends = array("h"), list[int]()
        pause = array("h", bytes(2 * int(_SENTENCE_PAUSE_SECONDS * self._rate)))
        for sentence in excerpt.sentences:
            clip = self._voice(replace(utterance, written=sentence, spoken=sentence, places=()))
            if clip is None:
                raise RefusedError(
                    "it has several sentences, and no voice to find them by; write its words' times"
                )
            said.extend(clip.samples)
            ends.append(len(said) + len(pause) // 2)
            said.extend(pause)
        there = alignment(said, samples, self._rate)
        return [there(end) for end in ends[:-1]]

    def _voice(self, utterance: Utterance) -> Clip | None:
        try:
            return self._say(utterance)
        except VoiceError:
            return None  # a language that only the recordings speak

    def _sentence(self, recording: _Recording, utterance: Utterance, excerpt: Excerpt) -> Clip:
        first, end = recording.sentences[excerpt.index]
        samples = recording.samples[first:end]
        if recording.narration.words:
            after = excerpt.start + len(utterance.written)
            marks = tuple(
                Mark(
                    sample=max(0, int(word.seconds * self._rate) - first),
                    start=word.start - excerpt.start,
                    end=word.end - excerpt.start,
                )
                for word in recording.narration.words
                if excerpt.start <= word.start < after
            )
        elif said := self._voice(utterance.as_written):
            there = alignment(said.samples, samples, self._rate)
            marks = tuple(replace(mark, sample=there(mark.sample)) for mark in said.marks)
        else:
            marks = ()
        faded = _faded(levels.amplified(samples, recording.gain), int(_FADE_SECONDS * self._rate))
        return Clip(turn=0, utterance=utterance.id, samples=faded, marks=marks, pause=utterance.pause)


def recorded(folder: Path, name: str) -> Path | None:
    """Return the file of a recording, if it is there."""
    paths = (folder / f"{name}{ending}" for ending in ENDINGS)
    return next((path for path in paths if path.exists()), None)


def _decoded(path: Path, sample_rate: int) -> array[int]:
    """Return the samples of a file, mono and at this rate. Reads no more of it than is allowed."""
    samples = array("h")
    try:
        if not path.is_file():
            raise RefusedError("it is no file")
        _must_be_whole(path)
        info = miniaudio.get_file_info(str(path))
        for chunk in miniaudio.stream_file(
            str(path), nchannels=1, sample_rate=sample_rate, frames_to_read=_CHUNK
        ):
            samples.extend(chunk)
            if len(samples) > LONGEST_SECONDS * sample_rate:
                raise RefusedError(f"it is longer than {LONGEST_SECONDS} s; record one passage in each file")
    except (miniaudio.MiniaudioError, OSError) as error:
        raise RefusedError(f"it is damaged, or no WAV or FLAC file ({error}); save it again") from error
    if len(samples) / sample_rate < _WHOLE * info.duration:
        raise RefusedError(_BREAKS_OFF)
    return samples


def _must_be_whole(path: Path) -> None:
    """Refuse a WAV file that is shorter than its head says: it would be played up to where it breaks off."""
    with path.open("rb") as file:
        head = file.read(8)
    size = int.from_bytes(head[4:], "little")
    if head[:4] == b"RIFF" and size != _UNKNOWN_SIZE and size + len(head) > path.stat().st_size:
        raise RefusedError(_BREAKS_OFF)


def _pause(loud: Sequence[float], floor: float, near: int) -> int | None:
    """Return the middle frame of the longest pause near a frame, where there is one."""
    far = int(_BESIDE_PAUSE_SECONDS * levels.FRAMES_A_SECOND)
    shortest = int(_SHORTEST_PAUSE_SECONDS * levels.FRAMES_A_SECOND)
    pauses = [(end - begin, begin, end) for begin, end in _pauses(loud, floor)]
    beside = [each for each in pauses if each[1] <= near + far and each[2] >= near - far]
    length, begin, end = max(beside, default=(0, 0, 0))
    return (begin + end) // 2 if length >= shortest else None


def _pauses(loud: Sequence[float], floor: float) -> list[tuple[int, int]]:
    """Return the half open runs of silent frames."""
    heard = [-1, *(at for at, each in enumerate(loud) if each > floor), len(loud)]
    return [(before + 1, after) for before, after in pairwise(heard) if after > before + 1]


def _faded(samples: array[int], length: int) -> array[int]:
    """Return samples that begin and end without a click."""
    for at in range(min(length, len(samples) // 2)):
        samples[at] = samples[at] * at // length
        samples[-1 - at] = samples[-1 - at] * at // length
    return samples
