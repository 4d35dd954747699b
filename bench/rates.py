"""Prints words a minute, asked for and measured, with eSpeak's rate setting: whence the driver has its table.

The words are those of the written text of the bundled pack; the time is that of the clips, without the
pauses between them. Run as `uv run python bench/rates.py`.
"""

import importlib
import sys

from kiosk.pack import loader
from kiosk.paths import bundled_pack, pronunciation_file
from kiosk.reading import lexicon, sentences
from kiosk.reading.spoken import spoken_form
from kiosk.speech.utterance import Milliseconds, Utterance, UtteranceId, WordsPerMinute
from kiosk.speech.voice import DRIVER, Voice


def main() -> None:
    """Render the pack at each rate and print the table."""
    voice = Voice()
    rate_setting = importlib.import_module(f"pyttsx3.drivers.{DRIVER}").rate_setting
    utterances = _utterances()
    words = sum(len(utterance.written.split()) for utterance in utterances)
    sys.stdout.write(f"{len(utterances)} sentences, {words} words\nasked  setting  measured\n")
    for rate in range(90, 281, 10):
        clips = [voice.render(utterance, rate=WordsPerMinute(rate)) for utterance in utterances]
        minutes = sum(len(clip.samples) for clip in clips if clip) / voice.sample_rate / 60
        sys.stdout.write(f"{rate:5}  {rate_setting(rate):7}  {words / minutes:8.1f}\n")


def _utterances() -> list[Utterance]:
    pack = loader.load(bundled_pack())
    words = lexicon.load(pronunciation_file(pack.lang))
    passages = [passage for part in pack.parts for passage in part.passages]
    texts = [span.of(passage.text) for passage in passages for span in sentences.split(passage.text)]
    return [
        Utterance(
            id=UtteranceId(number),
            part="",
            lang=pack.lang,
            written=text,
            spoken=spoken_form(text, words).text,
            places=(),
            pause=Milliseconds(0),
        )
        for number, text in enumerate(texts)
    ]


if __name__ == "__main__":
    main()
