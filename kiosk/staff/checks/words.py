"""Which words a pack uses: plain ones first, and none that label the people of whom they tell."""

from collections.abc import Iterator, Sequence
from typing import Final

from kiosk.pack.texts import Text
from kiosk.staff.checks.checked import PASSAGES, Checked
from kiosk.staff.checks.finding import Finding

_SUMMARY: Final = "summary"
_NAMES: Final = frozenset({"publisher", "name", "featured_in", "link"})


def jargon(checked: Checked) -> Iterator[Finding]:
    """Yield each medical word that has none of its plain words before it where it first stands in a pack."""
    for lang, texts in checked.by_lang.items():
        passages = [text for text in _handed_out(checked, lang) if text.key == _SUMMARY]
        passages += [text for text in texts if text.key in PASSAGES]
        for listed in checked.word_list(lang, "jargon") or ():
            for text in passages:
                if found := listed.find(text.text):
                    if not listed.is_plain_in(text.text[: found.start]):
                        word = found.of(text.text)
                        what = f'"{word}" is a word that many people do not know'
                        instead = (
                            f"write {_choice(listed.instead)}, or write that before it in this paragraph"
                        )
                        yield Finding(checked.place_of(found, text), what, instead)
                    break


def labels(checked: Checked) -> Iterator[Finding]:
    """Yield each text with a word of the list of inclusive language in it."""
    for lang, texts in checked.by_lang.items():
        for listed in checked.word_list(lang, "inclusive") or ():
            for text in [*_handed_out(checked, lang), *texts]:
                found = listed.find(text.text) if text.key not in _NAMES else None
                if found:
                    word = found.of(text.text)
                    what = f'"{word}" can hurt the people of whom it tells'
                    yield Finding(
                        checked.place_of(found, text), what, f"write: {' or '.join(listed.instead)}"
                    )


def languages_without_lists(checked: Checked) -> Iterator[Finding]:
    """Yield each language that has no list of such words."""
    for lang, texts in checked.by_lang.items():
        if any(checked.word_list(lang, kind) is None for kind in ("jargon", "inclusive")):
            what = f"there is no list of words to look for in the language {lang}"
            yield Finding(
                texts[0].place, what, "ask somebody who speaks it whether its words are plain and kind"
            )


def _handed_out(checked: Checked, lang: str) -> list[Text]:
    return [text for text in checked.handed_out if text.lang == lang]


def _choice(words: Sequence[str]) -> str:
    return " or ".join(f'"{word}"' for word in words)
