"""Where one is and which keys matter there, in words."""

from math import ceil
from typing import Final

from kiosk.keys.intents import Action, Intent
from kiosk.keys.keymap import Keymap
from kiosk.phrases import Phrases
from kiosk.visit.pages import Page, Printer
from kiosk.visit.route import Route, Stop
from kiosk.visit.view import Hint, ScreenName

_MATTERS: Final = {
    ScreenName.WELCOME: (
        Action.NEXT,
        Action.LOUDER,
        Action.QUIETER,
        Action.HELPLINE,
        Action.DISCLAIMER,
        Action.CHOICES,
        Action.HELP,
    ),
    ScreenName.CONTENTS: (
        Action.NEXT,
        Action.BACK,
        Action.UP,
        Action.DOWN,
        Action.CHOOSE,
        Action.HELPLINE,
        Action.DISCLAIMER,
        Action.HELP,
    ),
    ScreenName.READER: (
        Action.NEXT,
        Action.BACK,
        Action.PAUSE,
        Action.REPEAT,
        Action.CONTENTS,
        Action.HELPLINE,
        Action.DISCLAIMER,
        Action.HELP,
    ),
    ScreenName.HELP: (Action.HELP,),
    ScreenName.TRY_OUT: (),
    ScreenName.THANKS: (
        Action.NEXT,
        Action.BACK,
        Action.CONTENTS,
        Action.HELPLINE,
        Action.DISCLAIMER,
        Action.HELP,
    ),
}
_MATTERS[ScreenName.PEOPLE] = _MATTERS[ScreenName.CHOICES] = _MATTERS[ScreenName.CONTENTS]


_MATTERS_AMONG_LANGUAGES: Final = (
    Action.NEXT,
    Action.UP,
    Action.DOWN,
    Action.CHOOSE,
    *_MATTERS[ScreenName.WELCOME][1:],
)


class Guide:
    """Tells the visitor where they are and what they can press."""

    def __init__(self, route: Route, printer: Printer, *, phrases: Phrases, keymap: Keymap) -> None:
        self._route = route
        self._printer = printer
        self._phrases = phrases
        self._keymap = keymap

    @property
    def paused(self) -> str:
        """The notice that speech is paused."""
        key = self._key(Action.PAUSE) or self._key(Action.CHOOSE)
        return self._phrases.paused.format(pause=self._printer.key_name(key))

    @property
    def go_on(self) -> str:
        """What to press where the voice waits between two sentences."""
        name = self._printer.key_name(self._key(Action.PAUSE) or self._key(Action.DOWN))
        return self._phrases.describe.format(key=name, does=self._phrases.go_on_reading)

    def described(self, key: str) -> str:
        """Return what a key is called and what it does."""
        name, intent = self._printer.key_name(key), self._keymap.intent(key)
        if intent is None:
            return self._phrases.describe_nothing.format(key=name)
        return self._phrases.describe.format(key=name, does=self._phrases.actions[intent.action])

    def place(self, stop: Stop, page: Page, unit: int, *, rate: int) -> str:
        """Return the place: "Part 3 of 12, sentence 4 of 9, about 2 minutes". `rate` in words a minute."""
        words = self._phrases
        unit = unit if page.counted else -1
        said = []
        if stop.part:
            said.append(words.place_part.format(number=stop.part_number, total=len(self._route.parts)))
        elif unit < 0:
            said.append(self._printer.title(stop))
        if stop.part and stop.study:
            said.append(words.place_study.format(number=stop.number, total=len(stop.part.case_studies)))
        if unit >= 0:
            counted = words.place_item if page.targets else words.place_sentence
            said.append(counted.format(number=unit + 1, total=len(page.units)))
        if stop.part and unit >= 0 and not page.targets:
            said.append(self._time_left(page, unit, rate=rate))
        place = ", ".join(said)
        return place[:1].upper() + place[1:]

    def hints(self, screen: ScreenName, *, paused: bool, at_rest: bool) -> tuple[Hint, ...]:
        """Return the keys that matter on a screen; `at_rest` when it has been read to its end."""
        # Without a key of its own help is a page like others: it describes no keys.
        reads = screen is ScreenName.HELP and not self._key(Action.HELP)
        matters = _MATTERS[ScreenName.READER if reads else screen]
        if screen is ScreenName.WELCOME and self._printer.languages:
            matters = _MATTERS_AMONG_LANGUAGES
        keys = [(self._key(action), action) for action in matters if not (at_rest and action is Action.PAUSE)]
        if matters is _MATTERS[ScreenName.READER] and not self._key(Action.CHOICES):
            keys.append((self._key(Action.CHOOSE), Action.CHOICES))  # where few keys are
        return tuple(
            Hint(
                key=self._printer.key_label(key),
                name=self._printer.key_name(key),
                does=self._does(action, paused=paused),
            )
            for key, action in keys
            if key
        )

    def does_nothing(self, key: str, hints: tuple[Hint, ...]) -> str:
        """Return what is said of a key that means nothing here: its name, and the keys that do."""
        pressed = self._printer.key_name(key)
        keys = "; ".join(
            self._phrases.does.format(key=hint.name, does=hint.does) for hint in hints if hint.name != pressed
        )
        return self._phrases.does_nothing.format(key=pressed, keys=keys)

    def _key(self, action: Action) -> str:
        return self._keymap.key(Intent(action))

    def _does(self, action: Action, *, paused: bool) -> str:
        if paused and action is Action.PAUSE:
            return self._phrases.go_on_reading
        return self._phrases.actions[action]

    def _time_left(self, page: Page, unit: int, *, rate: int) -> str:
        words = sum(len(line.text.split()) for line in page.lines[page.units[unit] : page.prompt])
        minutes = ceil(words / rate)
        if words * 2 < rate:
            return self._phrases.less_than_a_minute
        return self._phrases.one_minute if minutes == 1 else self._phrases.minutes.format(minutes=minutes)
