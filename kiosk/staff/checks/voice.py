"""How a pack is said: in languages that have a voice, in words that somebody has heard."""

from collections.abc import Iterator

from kiosk.files.text_file import shown
from kiosk.paths import known_words_file, pronunciation_file
from kiosk.phrases import loader as phrases
from kiosk.reading import lexicon, sentences
from kiosk.reading.known import known_words, unchecked_words
from kiosk.staff.checks.checked import Checked
from kiosk.staff.checks.finding import Finding


def languages_without_a_voice(checked: Checked) -> Iterator[Finding]:
    """Yield an error for a whole pack only: a passage that cannot be said is shown, and said to be."""
    for lang in checked.voiceless:
        what = f"the kiosk has no voice for the language {lang}: what is in it is shown and not said"
        instead = "write a lang that stands in the list of: kiosk voices --all"
        yield Finding(checked.by_lang[lang][0].place, what, instead, error=lang == checked.head.lang)


def words_that_nobody_checked(checked: Checked) -> Iterator[Finding]:
    """Yield each word once, where it first stands, with how it is said."""
    for lang in checked.by_lang.keys() - checked.voiceless:
        texts, known = checked.by_lang[lang], known_words(known_words_file(lang))
        say = "kiosk say" if lang == phrases.ENGLISH else f"kiosk say --lang {lang}"
        if not known:
            what = f"nobody has checked how the words of the language {lang} are said"
            others = "".join(f"; or write {other}, whose words were checked" for other in _checked_like(lang))
            yield Finding(texts[0].place, what, f"hear each text in it with: {say} TEXT{others}")
            continue
        written = (text.text for text in texts)
        for word, nth, place in unchecked_words(written, lexicon.load(pronunciation_file(lang)), known):
            studio = checked.studio
            phonemes = studio.voice.phonemes(studio.utterances.of_notice(word, lang=lang))
            what = f'nobody has checked how "{shown(word)}" is said: /{shown(phonemes)}/'
            listed = "/".join(pronunciation_file(lang).parts[-3:])
            instead = f'hear it with: {say} "{word}", and add it to {listed}'
            if shown(word) != word:  # the command would not fit into the line
                instead = "write it in shorter words, with a space between them"
            yield Finding(checked.place_of(place, texts[nth]), what, instead)


def sentences_that_cannot_be_said(checked: Checked) -> Iterator[Finding]:
    """Yield each sentence of which the voice of its language makes no sound."""
    for text in checked.texts:
        for sentence in sentences.split(text.text) if text.lang not in checked.voiceless else ():
            if not checked.is_sayable(sentence.of(text.text), text.lang):
                what = "the voice cannot say this sentence: it is shown and not said"
                yield Finding(checked.place_of(sentence, text), what, "write it in other words")


def _checked_like(lang: str) -> list[str]:
    """Return the regions of a language whose words were checked."""
    own, language = known_words_file(lang), lang.partition("-")[0]
    ending = "".join(own.suffixes)
    return sorted(other.name.removesuffix(ending) for other in own.parent.glob(f"{language}-*{ending}"))
