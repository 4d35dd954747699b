"""`kiosk voices`: the voices that there are, and which of them the kiosk speaks with."""

from collections.abc import Iterator

from kiosk.errors import VoiceError
from kiosk.settings import VoiceName
from kiosk.speech.voices import Voices


def voices(lang: str, *, voice: VoiceName = VoiceName.AUTO, every_language: bool = False) -> Iterator[str]:
    """Yield a line for each voice of a language, in all its regions, and a last one for the kiosk's own.

    `voice` goes before the others. Raises VoiceError in place of the last line where there is no voice for
    the language.
    """
    engines = Voices(voice)
    of_lang = _primary(lang.lower())
    for name, engine in engines.there_are().items():
        for each in engine.there_are():
            if every_language or of_lang in map(_primary, each.languages):
                yield f"{name}: {each.identifier}: {each.name}; {', '.join(each.languages)}"
    speaking = engines.speaking(lang)
    if not speaking:
        raise VoiceError("There is no voice for this language.", detail=lang)
    first, *others = speaking
    then = f"; after it with {', '.join(others)}" if others else ""
    yield f"The kiosk says {lang} with {first} ({engines.identifier(lang)}){then}."


def _primary(lang: str) -> str:
    return lang.partition("-")[0]
