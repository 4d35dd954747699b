"""How often the voice says a word with as many syllables as the CMU Pronouncing Dictionary gives it.

Run as `uv run python bench/syllables.py`.
"""

import random
import re
from pathlib import Path

import pocketsphinx

from kiosk.paths import known_words_file
from kiosk.reading.known import known_words
from kiosk.reading.readability import syllables
from kiosk.settings import VoiceName
from kiosk.staff.studio import Studio

LANG = "en-GB"
WORDS = 8000
_VOWEL = re.compile(r"\b[AEIOU][A-Z]\b")
_SECOND_READING = re.compile(r"\(\d\)$")


def dictionary() -> dict[str, set[int]]:
    """Return the numbers of syllables that each word has there."""
    counts = dict[str, set[int]]()
    file = Path(pocketsphinx.get_model_path()) / "en-us" / "cmudict-en-us.dict"
    for line in file.read_text(encoding="utf-8").splitlines():
        word, sounds = line.split(maxsplit=1)
        counts.setdefault(_SECOND_READING.sub("", word), set()).add(len(_VOWEL.findall(sounds)))
    return counts


def main() -> None:
    counts, studio = dictionary(), Studio(VoiceName.ESPEAK)
    known = sorted(word for word in known_words(known_words_file(LANG)) if word in counts and word.isalpha())
    sample = random.Random(1).sample(known, WORDS)  # noqa: S311 - any words will do
    same = sum(
        syllables(studio.voice.phonemes(studio.utterances.of_notice(word, lang=LANG))) in counts[word]
        for word in sample
    )
    print(f"{same} of {len(sample)} words: {100 * same / len(sample):.1f} in 100")


if __name__ == "__main__":
    main()
