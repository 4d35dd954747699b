"""What the engine dies of: texts that were being rendered when the speaker crashed, hung or was killed.

Once may be chance: such a text is suspect until the engine survives it. Twice in a row: it is deadly.
"""

from collections import Counter
from typing import Final

from kiosk.speech.utterance import Utterance, UtteranceId

STRIKES: Final = 2


class Suspects:
    """Remembers texts, not utterances: a sentence that is read again is another utterance."""

    def __init__(self) -> None:
        self._tried: Utterance | None = None
        self._strikes = Counter[tuple[str, str]]()

    def engine_tries(self, utterance: Utterance) -> None:
        """Remember what the engine is given: not a signal, and of a deadly text only silence."""
        if not (utterance.signal or self.is_deadly(utterance)):
            self._tried = utterance

    def engine_survived(self, utterance: UtteranceId) -> None:
        """Clear what has been rendered."""
        if self._tried and self._tried.id == utterance:
            del self._strikes[_text(self._tried)]
            self._tried = None

    def engine_died(self) -> None:
        """Count it against what was being rendered, if anything was."""
        if self._tried:
            self._strikes[_text(self._tried)] += 1
            self._tried = None

    def is_suspect(self, utterance: Utterance) -> bool:
        """Whether the engine died of it the last time it tried."""
        return 0 < self._strikes[_text(utterance)] < STRIKES

    def is_deadly(self, utterance: Utterance) -> bool:
        """Whether the engine is not to be given it any more."""
        return self._strikes[_text(utterance)] >= STRIKES


def _text(utterance: Utterance) -> tuple[str, str]:
    return utterance.lang, utterance.spoken
