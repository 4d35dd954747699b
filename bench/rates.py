"""Prints words a minute, asked for and measured, with the engine's setting: whence drivers have their tables.

The words are those of the written text of the bundled pack; the time is that of the clips, without the
pauses between them. Below, how loud the engine's own samples are: the median of the sentences, and the range
of 90 % of them. Run as `uv run --extra pico python bench/rates.py [DRIVER [VOICE]]`.
"""

import sys
from statistics import median, quantiles

import pyttsx3

from kiosk.pack import loader
from kiosk.paths import bundled_pack, pronunciation_file
from kiosk.reading import lexicon, sentences
from kiosk.reading.spoken import spoken_form
from kiosk.speech import levels
from kiosk.speech.utterance import Milliseconds, Utterance, UtteranceId, WordsPerMinute
from kiosk.speech.voice import ESPEAK, Voice


def main(driver: str = ESPEAK, named: str = "") -> None:
    """Render the pack at each rate and print the table."""
    voice, engine = Voice(driver, named=named), pyttsx3.init(driver)
    utterances = _utterances()
    words = sum(len(utterance.written.split()) for utterance in utterances)
    sys.stdout.write(f"{len(utterances)} sentences, {words} words\nasked  setting  measured\n")
    heard = list[float]()
    for rate in range(90, 281, 10):
        clips = [voice.render(utterance, rate=WordsPerMinute(rate)) for utterance in utterances]
        minutes = sum(len(clip.samples) for clip in clips if clip) / voice.sample_rate / 60
        sys.stdout.write(f"{rate:5}  {engine.getProperty('setting'):7.2f}  {words / minutes:8.1f}\n")
        heard += [levels.level(levels.frames(clip.samples, voice.sample_rate)) for clip in clips if clip]
    own = [level - levels.VOICE + engine.getProperty("level") for level in heard]
    spread = quantiles(own, n=20)
    sys.stdout.write(f"level {median(own):.1f} dBFS, 90 % from {spread[0]:.1f} to {spread[-1]:.1f}\n")


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
    main(*sys.argv[1:])
