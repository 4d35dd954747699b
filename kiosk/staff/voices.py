"""`kiosk voices`: the voices that there are, and which of them the kiosk speaks with."""

from collections.abc import Iterator

from kiosk.speech.voice import Voice


def voices(lang: str, *, every_language: bool = False) -> Iterator[str]:
    """Yield a line for each voice of a language, in all its regions, and a last one for the kiosk's own.

    Raises VoiceError in place of the last line where there is no voice for the language.
    """
    voice = Voice()
    of_lang = _primary(lang.lower())
    for each in voice.there_are():
        if every_language or of_lang in map(_primary, each.languages):
            yield f"{each.identifier}: {each.name}; {', '.join(each.languages)}"
    yield f"The kiosk says {lang} with {voice.identifier(lang)}."


def _primary(lang: str) -> str:
    return lang.partition("-")[0]
