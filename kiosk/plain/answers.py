"""What a line that is typed means: Enter alone, a number, a letter, or the word for something.

The letters are those of the full keyboard, so that who knows one knows the other.
"""

from collections.abc import Mapping
from typing import Final

from kiosk.keys.intents import Action, Intent
from kiosk.keys.keymap import Keymap
from kiosk.phrases import Phrases

ENTER: Final = "enter"  # the answer of an empty line, by the keymap's name
LONGEST: Final = 80  # characters of an answer that are looked at

# Only what a line can ask for: without switches, steps of the voice, and keys to be tried.
ANSWERS: Final = Keymap(
    {
        key: Intent(action)
        for key, action in {
            ENTER: Action.NEXT,
            "b": Action.BACK,
            "r": Action.REPEAT,
            "p": Action.PAUSE,
            "c": Action.CONTENTS,
            "h": Action.HELPLINE,
            "d": Action.DISCLAIMER,
            "k": Action.CHOICES,
            "-": Action.QUIETER,
            "+": Action.LOUDER,
            "=": Action.LOUDER,
            ",": Action.SLOWER,
            ".": Action.FASTER,
            "v": Action.VOICE,
            "?": Action.HELP,
            "home": Action.HOME,
        }.items()
    }
    | {str(number): Intent(Action.CHOOSE_NUMBER, number) for number in range(1, 10)}  # in help, one for all
)


class Answers:
    """Reads answers, in the words of `phrases`."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._words = _words(phrases)

    def intent(self, line: str, *, targets: int) -> Intent | None:
        """Return what a line asks for where there are so many things to choose, or None."""
        asked = line[:LONGEST].strip().lower()
        if asked.isascii() and asked.isdecimal():
            number = int(asked)
            return Intent(Action.CHOOSE_NUMBER, number) if 1 <= number <= targets else None
        return ANSWERS.intent(asked or ENTER) or self._words.get(asked)

    def full(self) -> str:
        """Return the hint that tells all answers."""
        told = "; ".join(
            self._phrases.answer_does.format(key=self._named(key), does=self._phrases.actions[intent.action])
            for key, intent in ANSWERS.intents.items()
            if not intent.number and ANSWERS.key(intent) == key
        )
        return self._phrases.answers.format(answers=told)

    def _named(self, key: str) -> str:
        """Return an answer as it is typed, with its name where a screen reader may pass the sign over."""
        if key.isalnum():
            return self._phrases.key_names.get(key, key)
        return self._phrases.answer_named.format(key=key, name=ANSWERS.name(key, self._phrases).lower())

    def short(self, *, targets: int) -> str:
        """Return the hint for who has seen the full one."""
        words = self._phrases
        return words.answer_of_list.format(last=targets) if targets else words.answer

    def again(self, *, targets: int) -> str:
        """Return what is said of a line that means nothing."""
        words = self._phrases
        return words.wrong_answer_of_list.format(last=targets) if targets else words.wrong_answer


def _words(phrases: Phrases) -> Mapping[str, Intent]:
    """Return what can be asked for by its name, or by what the kiosk calls it."""
    asked = [intent for intent in ANSWERS.intents.values() if not intent.number]
    return {word: each for each in asked for word in (str(each), phrases.actions[each.action])}
