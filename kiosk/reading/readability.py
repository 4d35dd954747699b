"""How hard a text is to read. Keeps one decision: words count as written, and syllables as they are said."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kiosk.reading.entry import LETTER_OR_DIGIT

# The vowels of eSpeak's English in IPA: first those of two letters. Counted by them, 99.1 in 100 ordinary
# words have as many syllables as the CMU Pronouncing Dictionary gives them (bench/syllables.py).
_NUCLEUS: Final = re.compile("[aeɔ]ɪ|[aəo]ʊ|eə|[ˈˌ][iʊ]ə|[aɐɑæɒeəɚɛɜiɪᵻoɔuʊʌ]")  # noqa: RUF001 - IPA
_LEAST_WORDS: Final = 100  # the size of Flesch's samples (A new readability yardstick, 1948)
_BESIDE_WORD: Final = re.compile(r"^[\W_]+|(?:['\u2019]s)?[\W_]*$")


def words(text: str) -> list[str]:
    """Return the words of a text, as they are written between its spaces: "early-onset" is one."""
    return [word for word in text.split() if LETTER_OR_DIGIT.search(word)]


def bare(word: str) -> str:
    """Return a word in small letters, without the marks and the 's at its ends."""
    return _BESIDE_WORD.sub("", word).lower()


def syllables(phonemes: str) -> int:
    """Return how many syllables an English text has, from its phonemes in eSpeak's IPA; at least one."""
    return max(1, len(_NUCLEUS.findall(phonemes)))


def reading_age(sentences: Iterable[Sequence[str]], count: Callable[[str], int]) -> float | None:
    """Return the years of age at which sentences (each its words) in English can be read, or None.

    It is 5 more than the grade of Flesch and Kincaid: 0.39 x words a sentence + 11.8 x syllables a word
    - 15.59 (Kincaid, Fishburne, Rogers and Chissom, Derivation of new readability formulas for Navy enlisted
    personnel, 1975): children are g + 5 years old when the grade g of an American school begins. `count`
    returns the syllables of a word. There is no age for fewer than 100 words.
    """
    held = [sentence for sentence in sentences if sentence]
    in_all = sum(map(len, held))
    if in_all < _LEAST_WORDS:
        return None
    sounds = sum(count(word) for sentence in held for word in sentence)
    return 0.39 * in_all / len(held) + 11.8 * sounds / in_all - 15.59 + 5
