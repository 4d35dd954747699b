"""`kiosk script`: every sentence that a visit says, how it is said and how long it takes."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.errors import UsageError, VoiceError
from kiosk.keys.profile import keyboard
from kiosk.settings import VoiceName
from kiosk.speech.utterance import Utterance
from kiosk.staff.studio import RATE, Studio, Take
from kiosk.visit.choices import LISTED
from kiosk.visit.edition import Edition, languages
from kiosk.visit.route import HELP, Stop
from kiosk.visit.utterances import Utterances
from kiosk.visit.view import LineKind


@dataclass(frozen=True)
class Unsayable:
    """An utterance that the voice cannot say, and why."""

    utterance: Utterance
    reason: str


def script(
    edition: Edition, *, part: str | None = None, voice: VoiceName = VoiceName.AUTO, as_json: bool = False
) -> Iterator[str]:
    """Yield the lines of the script of a pack in its language, or of one part: as text, or one JSON document.

    A part is named as in the transcript, and a screen that is none by its own name. Raises UsageError where
    there is none of that name; VoiceError behind the last line if there was a sentence that cannot be said.
    """
    pack, reading = edition.pack, Reading(edition)
    stops = [stop for stop in reading.stops if part in {None, name_of(stop)}]
    if not stops:
        names = ", ".join(dict.fromkeys(map(name_of, reading.stops)))
        raise UsageError(f"There is no part {part!r}; there are: {names}.")
    studio, parts, unsayable = Studio(voice), [], 0
    for stop in stops:
        said = [_said(studio, utterance) for utterance in reading.utterances(stop, studio.utterances)]
        unsayable += sum(isinstance(each, Unsayable) for each in said)
        if as_json:
            parts.append({"part": name_of(stop), "sentences": [_entry(each) for each in said]})
        else:
            yield from _as_text(name_of(stop), said)
    if as_json:
        name = studio.voice.identifier(pack.lang)
        document = {"pack": pack.id, "lang": pack.lang, "voice": name, "rate": RATE, "parts": parts}
        yield json.dumps(document, ensure_ascii=False)
    if unsayable:
        count = "1 sentence" if unsayable == 1 else f"{unsayable} sentences"
        raise VoiceError(f"{count} cannot be said: look for 'problem' in what was printed.")


class Reading:
    """What a visit says at each stop when it comes there for the first time, help from the welcome."""

    def __init__(self, edition: Edition) -> None:
        [language] = languages([edition], keymap=keyboard().keymap, listed=LISTED)
        self._route, self._printer, self._guide = language.route, language.printer, language.guide
        self.stops = (*self._way(), HELP)

    def utterances(self, stop: Stop, utterances: Utterances) -> Iterator[Utterance]:
        """Yield what is said at a stop, made by `utterances`."""
        page = self._printer.page(stop, back_to=self._route.welcome if stop is HELP else None)
        place = self._guide.place(stop, page, page.unit_at(0), rate=RATE)
        for line in page.lines:
            text = place if line.kind is LineKind.PLACE else line.text
            yield from utterances.of_line(line, part=stop.name, text=text, last=False)

    def title(self, stop: Stop) -> str:
        """Return what a stop is called."""
        return self._printer.title(stop)

    def _way(self) -> Iterator[Stop]:
        stop: Stop | None = self._route.welcome
        while stop:
            yield stop
            stop = self._route.after(stop)


def name_of(stop: Stop) -> str:
    """Return the name of a stop as in the transcript: of its part, or of its screen where it has none."""
    return stop.name or stop.screen


def _said(studio: Studio, utterance: Utterance) -> Take | Unsayable:
    try:
        return studio.take(utterance, rate=RATE)
    except VoiceError as error:
        return Unsayable(utterance, str(error))


def _entry(said: Take | Unsayable) -> dict[str, Any]:
    """Return a sentence for JSON: times in seconds from its beginning; null where it cannot be said."""
    utterance = said.utterance
    entry = {"written": utterance.written, "spoken": utterance.spoken, "lang": utterance.lang}
    match said:
        case Unsayable(reason=reason):
            return entry | {"phonemes": None, "seconds": None, "words": [], "problem": reason}
        case Take():
            words = [{"written": word, "seconds": round(seconds, 3)} for word, seconds in said.words]
            return entry | {"phonemes": said.phonemes, "seconds": round(said.seconds, 3), "words": words}


def _as_text(name: str, said: Sequence[Take | Unsayable]) -> Iterator[str]:
    yield f"Part: {name}"
    yield ""
    for each in said:
        yield each.utterance.written
        yield f"  spoken: {each.utterance.spoken}"
        match each:
            case Unsayable(reason=reason):
                yield f"  problem: {reason}"
            case Take():
                yield f"  phonemes: {each.phonemes}"
                yield f"  length: {each.seconds:.2f} s"
                yield f"  words: {', '.join(f'{word} {seconds:.2f}' for word, seconds in each.words)}"
        yield ""
