"""Writes audio/pronunciation/en-GB.known.txt: ordinary words that the voice says as a dictionary does.

The dictionary is CMU's (it comes with pocketsphinx). It is American, so each of its phonemes stands for what
British speakers have there: no r before a consonant, schwas, the vowels of "bath" and "lot", "new" with a y.
A word is written down when the phonemes of the voice fit one of the dictionary's readings. British spellings
are made from the American ones and compared in the same way. Not compared: the stress, which the dictionary
does not give; words in capitals; and which of two readings a sentence asks for ("read", "lead").

Run as `uv run python bench/known_words.py`.
"""

# ruff: noqa: RUF001 - IPA
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

from kiosk.paths import pronunciation_file
from kiosk.speech.utterance import Milliseconds, Utterance, UtteranceId
from kiosk.speech.voice import Voice

LANG = "en-GB"
CONSONANTS = {
    "B": "b",
    "CH": "tʃ",
    "D": "d",
    "DH": "ð",
    "F": "f",
    "G": "ɡ",
    "HH": "h",
    "JH": "dʒ",
    "K": "k",
    "L": "l",
    "M": "m",
    "N": "(?:n|ŋ(?=[kɡ]))",
    "NG": "ŋɡ?",
    "P": "p",
    "S": "s",
    "SH": "ʃ",
    "T": "t",
    "TH": "θ",
    "V": "v",
    "W": "w",
    "Y": "j",
    "Z": "z",
    "ZH": "ʒ",
}
VOWELS = {
    "AA": "ɒ|ɑː|a|ə",
    "AE": "a|ɑː|ɐ|ə",
    "AH": "ʌ|ɒ|ə|ɪ|ɐ|ɛ|a|ʊ|i",
    "AO": "ɔː|ɒ|ə|ɐ",
    "AW": "aʊ",
    "AY": "aɪ",
    "EH": "ɛ|eə|ə|ɪ",
    "ER": "ɜː|ʌ|ə|ʊə",
    "EY": "eɪ",
    "IH": "ɪ|iə|ə|i|iː|ɛ",
    "IY": "iː|iə|i|ɪ",
    "OW": "əʊ|ə|ɐ",
    "OY": "ɔɪ",
    "UH": "ʊ|j?ʊə|j?uː|ɔː|ə",
    "UW": "j?uː|j?ʊə|j?ʊ",
}
BRITISH = (
    (r"(.{3,})iz(e|es|ed|ing|er|ers|ation|ations)", r"\1is\2"),
    (r"(.{2,})yz(e|es|ed|ing|er|ers)", r"\1ys\2"),
    (
        r"(col|hon|lab|fav|flav|hum|od|rum|tum|vap|vig|harb|arm|sav|behavi|neighb|savi|endeav|parl|rig|clam)or(.*)",
        r"\1our\2",
    ),
    (
        r"(cent|met|lit|fib|theat|calib|spect|lust|som|meag|kilomet|millimet|centimet|millilit)er(s?)",
        r"\1re\2",
    ),
    (r"(an|h|leuk)em(.*)", r"\1aem\2"),
    (r"(p)ed(iat.*)", r"\1aed\2"),
    (r"(gyn|orthop|an)e(col.*|dic.*|sthe.*)", r"\1ae\2"),
    (r"(diarrh|hom)e(.*)", r"\1oe\2"),
    (r"(e)(strogen.*|dema.*|soph.*)", r"o\1\2"),
    (r"(f)e(tus.*|tal)", r"\1oe\2"),
    (r"(.*(?:[^l]e|[^l]i|[^l]a))l(ed|ing|er|ers|or|ors)", r"\1ll\2"),
    (r"(def|off|lic|pret)ense(s?)", r"\1ence\2"),
    (r"(catal|dial|anal|monol|epil)og(s?)", r"\1ogue\2"),
    (r"(program)(s?)", r"\1me\2"),
    (r"(enrol|fulfil|instal|skil)l(ment|ments|ful)", r"\1\2"),
    (r"gray(.*)", r"grey\1"),
)


def main() -> None:
    """Compare every word and write those that agree."""
    voice = Voice()
    readings = with_british_spellings(dictionary())
    known = sorted(word for word, patterns in readings.items() if agree(phonemes(voice, word), patterns))
    path = pronunciation_file(LANG).with_suffix(".known.txt")
    path.write_text("\n".join(known) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(readings)} words compared, {len(known)} agree: {path.name}\n")


def dictionary() -> dict[str, list[str]]:
    """Return the readings of each word, each as the pattern of what British speakers say."""
    readings = defaultdict[str, list[str]](list)
    text = files("pocketsphinx").joinpath("model/en-us/cmudict-en-us.dict").read_text(encoding="utf-8")
    for line in text.splitlines():
        word, *phones = line.split()
        word = re.sub(r"\(\d+\)$", "", word)
        if re.fullmatch(r"[a-z]{2,}(?:'(?!s$)[a-z]+)?", word):  # a possessive is known with its word
            readings[word].append("".join(sounds(phones)))
    return readings


def sounds(phones: list[str]) -> Iterator[str]:
    for phone, following in zip(phones, [*phones[1:], ""], strict=True):
        if phone == "R":
            yield "ɹ" if following in VOWELS else "ɹ?"
        elif phone == "ER":
            yield f"(?:{VOWELS[phone]}){'ɹ' if following in VOWELS else 'ɹ?'}"
        elif phone in VOWELS:
            yield f"(?:{VOWELS[phone]}){'ə?' if following == 'R' else ''}"
        else:
            yield CONSONANTS[phone]


def with_british_spellings(readings: dict[str, list[str]]) -> dict[str, list[str]]:
    british = {
        re.sub(f"^{american}$", spelling, word): patterns
        for american, spelling in BRITISH
        for word, patterns in readings.items()
        if re.fullmatch(american, word)
    }
    return british | readings


def agree(said: str, patterns: list[str]) -> bool:
    return any(re.fullmatch(pattern, said) for pattern in patterns)


def phonemes(voice: Voice, word: str) -> str:
    return re.sub(
        "[ˈˌ ]", "", voice.phonemes(Utterance(UtteranceId(1), "", LANG, word, word, (), Milliseconds(0)))
    )


if __name__ == "__main__":
    main()
