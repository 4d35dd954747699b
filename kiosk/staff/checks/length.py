"""How much a visitor has to bear in mind at once: the length of sentences and paragraphs, the reading age.

The limits are those of the NHS digital service manual (https://service-manual.nhs.uk/content/how-we-write):
sentences of up to 20 words, paragraphs of up to 3 sentences, a reading age of 9 to 11, and of 11 to 14 where
the medicine forces it.
"""

from collections.abc import Iterator
from typing import Final

from kiosk.files.text_file import Place, shown
from kiosk.reading import readability, sentences
from kiosk.staff.checks.checked import Checked, sentences_of
from kiosk.staff.checks.finding import Finding

MOST_WORDS: Final = 20
MOST_SENTENCES: Final = 3
HIGHEST_READING_AGE: Final = 14


def long_sentences(checked: Checked) -> Iterator[Finding]:
    """Yield each sentence of more than 20 words, where it begins."""
    for text in checked.texts:
        for sentence in sentences.split(text.text):
            words = readability.words(sentence.of(text.text))
            if len(words) > MOST_WORDS:
                opening = " ".join(words[:3])
                what = f'the sentence that begins "{shown(opening)}" has {len(words)} words'
                yield Finding(
                    checked.place_of(sentence, text),
                    what,
                    f"split it into sentences of {MOST_WORDS} words or fewer",
                )


def long_paragraphs(checked: Checked) -> Iterator[Finding]:
    """Yield each paragraph, and each item of a list, of more than 3 sentences."""
    for text in checked.passages:
        count = len(sentences_of(text))
        if count > MOST_SENTENCES:
            what = f"this paragraph has {count} sentences"
            yield Finding(
                text.place,
                what,
                f'split it into paragraphs of {MOST_SENTENCES} sentences or fewer, each after "- "',
            )


def reading_age(checked: Checked) -> Iterator[Finding]:
    """Yield each file whose text asks for a reading age above 14."""
    for file, age in checked.reading_ages.items():
        if round(age) > HIGHEST_READING_AGE:
            what = f"the text of this file asks for a reading age of {age:.0f}"
            instead = f"write shorter sentences and words, for {HIGHEST_READING_AGE} or less: 9 to 11 is best"
            yield Finding(Place(file, 1), what, instead)
