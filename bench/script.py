"""What the kiosk is going to say, found by walking its visit in this process with a speaker of no sound."""

from dataclasses import dataclass
from pathlib import Path

from kiosk import assembly
from kiosk.settings import RATES, Settings
from kiosk.speech.fake import FakeSpeaker
from kiosk.speech.protocol import More, Say, ToSpeaker
from kiosk.speech.utterance import Utterance, WordsPerMinute
from kiosk.visit import edition

LEAST_LENGTH = 30  # characters: said in more than 2 seconds, longer than any time between two keys of a round
KEYED_PARTS = 9  # parts that a digit opens


@dataclass(frozen=True)
class Script:
    """`utterances` by part and spoken form; `sentences` (written) are those of the part that `key` opens."""

    utterances: dict[tuple[str, str], Utterance]
    key: str
    sentences: tuple[str, ...]
    rate: WordsPerMinute

    def spoken(self, sentence: str) -> str:
        """Return a sentence as the voice is given it."""
        return next(each.spoken for each in self.utterances.values() if each.written == sentence)


def script(pack: Path, *, most: int) -> Script:
    """Walk a pack; take the first sentences of the part with the most: an odd number up to `most`.

    An odd number, so that each is met in silence as well as in speech when two are said in a round.
    """
    said: dict[tuple[str, str], Utterance] = {}
    speaker, settings = FakeSpeaker(), Settings()

    def send(line: ToSpeaker) -> None:
        if isinstance(line, Say | More):
            said.update({(each.part, each.spoken): each for each in line.utterances if not each.signal})
        speaker.send(line)

    speech = assembly.new_speech(send, settings)
    speaker.receive = speech.receive
    visit = assembly.new_visit(edition.load([pack]), speech, settings)
    visit.begin()
    speaker.say_all()
    runs: dict[str, tuple[str, ...]] = {}
    for number in range(1, KEYED_PARTS + 1):
        visit.press("c")
        visit.press(str(number))
        speaker.say_all()
        runs[str(number)] = _first_long([line.text for line in visit.view.lines if line.unit >= 0])
    key = max(runs, key=lambda number: len(runs[number]))
    count = min(most, len(runs[key]))
    return Script(
        utterances=said,
        key=key,
        sentences=runs[key][: count - (count + 1) % 2],
        rate=WordsPerMinute(RATES[settings.defaults.rate]),
    )


def _first_long(sentences: list[str]) -> tuple[str, ...]:
    """Return the sentences up to the first that is too short for a round."""
    count = next((i for i, text in enumerate(sentences) if len(text) < LEAST_LENGTH), len(sentences))
    return tuple(sentences[:count])
