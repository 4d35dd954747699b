"""All voices that there are. Keeps one decision: where one cannot say a sentence, the next best says it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from kiosk.errors import VoiceError
from kiosk.settings import VoiceName
from kiosk.speech import preference
from kiosk.speech.clip import Clip
from kiosk.speech.utterance import Utterance, WordsPerMinute
from kiosk.speech.voice import ESPEAK, FLITE, PICO, SAMPLE_RATE, Voice


@dataclass(frozen=True)
class _Make:
    """How a voice is had: its driver, the engine's name of it or "" for the language's, and a variant."""

    driver: str
    named: str = ""
    variant: str = ""


_MAKES: Final = {
    VoiceName.ESPEAK: _Make(ESPEAK),
    VoiceName.ESPEAK_M6: _Make(ESPEAK, variant="+m6"),
    VoiceName.PICO: _Make(PICO),
    VoiceName.RMS: _Make(FLITE, "cmu_us_rms"),
    VoiceName.SLT: _Make(FLITE, "cmu_us_slt"),
    VoiceName.AWB: _Make(FLITE, "cmu_us_awb"),
}


class Voices:
    """Renders with the voice that a clinic or a visitor chooses. To be used from the thread that made it.

    `log` is told why a voice is not there or has failed. Raises
    VoiceError when no engine can be started; each other one is started when it is first needed.
    """

    sample_rate: Final = SAMPLE_RATE

    def __init__(
        self,
        wanted: VoiceName = VoiceName.AUTO,
        *,
        log: Callable[[str], None] = lambda _: None,
        make: Callable[[VoiceName], Voice] | None = None,
    ) -> None:
        self._wanted = wanted
        self._log = log
        self._make = make or _made
        self._started: dict[VoiceName, Voice | None] = {}
        first = (wanted, VoiceName.PICO, VoiceName.ESPEAK)  # the rest is for who asks for it
        if not any(self._voice(name) for name in first if name is not VoiceName.AUTO):
            raise VoiceError("The voice cannot be started.", detail="no engine of any voice can be")

    def there_are(self) -> Mapping[VoiceName, Voice]:
        """Return each voice that there is; all are started."""
        return {name: voice for name in _MAKES if (voice := self._voice(name))}

    def render(
        self,
        utterance: Utterance,
        *,
        rate: WordsPerMinute,
        turn: int = 0,
        begin: int = 0,
        choice: int = 0,
        wanted: Callable[[], bool] = lambda: True,
        early: Callable[[Clip], None] | None = None,
        failed: Callable[[], None] = lambda: None,
    ) -> Clip | None:
        """Return the clip of an utterance as Voice.render does, by the first voice that can say it.

        `choice` is the place of the one that is tried first; `failed` is called after each that could not.
        Raises the VoiceError of the first when none can.
        """
        error: VoiceError | None = None
        for name, voice in self._in_turn(utterance.lang, choice):
            try:
                return voice.render(utterance, rate=rate, turn=turn, begin=begin, wanted=wanted, early=early)
            except VoiceError as fault:
                self._log(f"{name}: {fault} {fault.detail}")
                error = error or fault
                failed()
        raise error or VoiceError("There is no voice for this language.", detail=utterance.lang)

    def _in_turn(self, lang: str, choice: int) -> Iterator[tuple[VoiceName, Voice]]:
        """Yield the voices for a language, the one in the place `choice` first if there is one."""
        speaking = self._speaking(lang)
        found = list(islice(speaking, choice + 1))
        if found:
            chosen = found.pop(choice if choice < len(found) else 0)
            yield chosen
            yield from chain(found, speaking)

    def _speaking(self, lang: str) -> Iterator[tuple[VoiceName, Voice]]:
        for name in preference.order(lang, wanted=self._wanted):
            voice = self._voice(name)
            if voice and preference.speaks(lang, voice.languages):
                yield name, voice

    def speaking(self, lang: str) -> tuple[VoiceName, ...]:
        """Return the voices for a language, the one that says it first, and then what it gives way to."""
        return tuple(name for name, _ in self._speaking(lang))

    def identifier(self, lang: str) -> str:
        """Return the engine's name of the voice for a BCP 47 tag. Raises VoiceError when there is none."""
        for _, voice in self._speaking(lang):
            return voice.identifier(lang)
        raise VoiceError("There is no voice for this language.", detail=lang)

    def phonemes(self, utterance: Utterance) -> str:
        """Return how an utterance is said, in IPA, by the engine that tells it. Raises VoiceError."""
        espeak = self._voice(VoiceName.ESPEAK)
        if espeak is None:
            raise VoiceError("This voice does not tell its phonemes.")
        return espeak.phonemes(utterance)

    def _voice(self, name: VoiceName) -> Voice | None:
        if name not in self._started:
            try:
                self._started[name] = self._make(name)
            except VoiceError as error:
                self._started[name] = None
                self._log(f"{name} is not there: {error.detail}")
        return self._started[name]


def _made(name: VoiceName) -> Voice:
    make = _MAKES[name]
    return Voice(make.driver, named=make.named, variant=make.variant)
