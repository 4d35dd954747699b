"""Where a visitor is: the stop and its page, the language, and the trail by which Back returns.

Keeps one decision: a stop is looked up whenever somebody comes to it, so that a pack may change meanwhile.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kiosk.speech.utterance import Utterance
from kiosk.visit.adjusting import Adjusting
from kiosk.visit.edition import Language
from kiosk.visit.events import LanguageChanged, Moved, VisitEvent
from kiosk.visit.reader import Reader
from kiosk.visit.route import Stop
from kiosk.visit.view import ScreenName, View

STEPS_KEPT: Final = 1000  # how far Back leads


@dataclass(frozen=True)
class Standing:
    """Where a visitor stands: the stop, the line to be read next, and whether it is looked at by the way."""

    stop: Stop
    line: int = 0
    by_the_way: bool = False


class Whereabouts:
    """Moves a visitor, shows where that is and has it read. It knows no key.

    `languages` are those to choose from, the clinic's own first. `tell` gets what there is to draw, of which
    `view` returns the picture.
    """

    def __init__(
        self,
        languages: Sequence[Language],
        *,
        reader: Reader,
        adjusting: Adjusting,
        tell: Callable[[VisitEvent], None],
        view: Callable[[], View],
    ) -> None:
        self._languages = languages
        self._reader = reader
        self._adjusting = adjusting
        self._tell = tell
        self._view = view
        self._trail: deque[Standing] = deque(maxlen=STEPS_KEPT)
        self.language = languages[0]
        self.standing = Standing(self.language.route.welcome)

    @property
    def stop(self) -> Stop:
        """The stop where the visitor stands."""
        return self.standing.stop

    @property
    def at_welcome(self) -> bool:
        """Whether that is the welcome."""
        return self.stop is self.language.route.welcome

    @property
    def leads_back(self) -> bool:
        """Whether Next leads back, as from what is looked at by the way."""
        return self.standing.by_the_way and bool(self._trail)

    @property
    def trail(self) -> tuple[Standing, ...]:
        """The places to which Back leads, the last one first to be returned to."""
        return tuple(self._trail)

    @property
    def came_back(self) -> bool:
        """Whether somebody has been further than the welcome since the visit began, in any language."""
        return any(standing.stop.screen is not ScreenName.WELCOME for standing in self._trail)

    @property
    def here(self) -> Standing:
        """This place, with the line to be read next."""
        return replace(self.standing, line=self._reader.line)

    def forget(self) -> None:
        """Have nothing behind."""
        self._trail.clear()

    def begin(self, language: Language | None = None) -> None:
        """Be at the welcome of a language, else of the clinic's own."""
        self.arrive(Standing((language or self._languages[0]).route.welcome))

    def take_up(self, languages: Sequence[Language]) -> None:
        """Have other languages, and be where one was, at the same line as far as it is there. Say nothing."""
        said = self._reader.page.lines[self._reader.line : self._reader.line + 1]
        self._languages = languages
        self._speak(self.language.route.pack.lang)
        self._stand(self.here)
        lines = self._reader.page.lines
        same = (index for index, line in enumerate(lines) if said and line.text == said[0].text)
        self._reader.line = next(same, self._reader.line)

    def return_to(self, standing: Standing, trail: Iterable[Standing]) -> None:
        """Be where one was, with what was behind, and say nothing."""
        self._trail = deque(trail, maxlen=STEPS_KEPT)
        self._stand(standing)

    def go(
        self, stop: Stop, *, line: int = 0, by_the_way: bool = False, before: Iterable[Utterance] = ()
    ) -> None:
        """Go somewhere, and leave the place where one was on the trail. `before` is said before all."""
        self._trail.append(self.here)
        self.arrive(Standing(stop, line, by_the_way), before=before)

    def back(self) -> bool:
        """Go back along the trail; return whether there was one."""
        if self._trail:
            self.arrive(self._trail.pop())
            return True
        return False

    def look_at(self, stop: Stop) -> None:
        """Go somewhere by the way: Next and Back lead to where one was."""
        if self.stop is stop:
            self._reader.read(0)
        else:
            self.go(stop, by_the_way=True)

    def contents(self) -> None:
        """Go to the contents, where the part is marked that one was in."""
        contents = self.language.route.contents
        if self.stop is contents:
            self._reader.read(0)
            return
        number = self.stop.part_number
        targets = self.language.printer.contents.targets
        self.go(contents, line=targets[number - 1].lines[0] if number > 1 else 0)

    def arrive(self, standing: Standing, *, before: Iterable[Utterance] = ()) -> None:
        """Be somewhere: show it, say its title and place, and read it from the line at which it was left."""
        self._stand(standing)
        page, line = self._reader.page, self._reader.line
        if line > len(page.lead):
            self._reader.read(line, lead=page.lead, before=before)
        else:
            self._reader.read(0, before=before)

    def _stand(self, standing: Standing) -> None:
        """Be somewhere, and show it, in its language."""
        if standing.stop.lang not in {"", self.language.route.pack.lang}:
            self._speak(standing.stop.lang)
        self.standing = standing = replace(standing, stop=self.language.route.at(standing.stop))
        back_to = self._trail[-1].stop if self.leads_back else None
        printer = self.language.keyless if self._adjusting.hands.switches else self.language.printer
        page = printer.page(standing.stop, back_to=back_to)
        self._reader.turn_to(page, part=standing.stop.name, line=min(standing.line, page.prompt))
        self._tell(Moved(self._view()))

    def _speak(self, lang: str) -> None:
        """Have everything in another language."""
        in_it = (each for each in self._languages if each.route.pack.lang == lang)
        self.language = next(in_it, self._languages[0])
        self._reader.phrases = self._adjusting.phrases = self.language.phrases
        self._adjusting.lang = lang
        self._tell(LanguageChanged(self.language.phrases))
