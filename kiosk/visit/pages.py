"""What each stop shows and says: the lines of its page, in reading order, and what can be chosen there."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

from kiosk.keys.intents import Action, Intent
from kiosk.keys.keymap import Keymap
from kiosk.pack.model import Pack, Part, PartKind
from kiosk.phrases import Phrases
from kiosk.reading import telephone
from kiosk.settings import Leaflet
from kiosk.visit.choices import LISTED
from kiosk.visit.route import Route, Stop
from kiosk.visit.sheet import Sheet
from kiosk.visit.view import Line, LineKind, ScreenName, Target

NO_LEAFLET: Final = Leaflet()
# Parts that have a key of their own everywhere.
_OWN_KEYS: Final = {PartKind.DISCLAIMER: Action.DISCLAIMER, PartKind.HELPLINE: Action.HELPLINE}


@dataclass(frozen=True)
class Page:
    """The lines of a stop and its targets; `opens` are the stops, or the intents, that these stand for.

    `units` are the first lines of each step of Up and Down. The lines from `prompt` on say what comes next.
    `at_once`: it is always read to its end.
    """

    lines: tuple[Line, ...]
    targets: tuple[Target, ...]
    opens: tuple[Stop | Intent, ...]
    units: tuple[int, ...]
    prompt: int
    at_once: bool = False

    @property
    def lead(self) -> tuple[int, ...]:
        """The lines that tell where one is: the title and, where it has one, the place."""
        return tuple(
            index
            for index, line in enumerate(self.lines[:2])
            if line.kind in {LineKind.TITLE, LineKind.PLACE}
        )

    @property
    def counted(self) -> bool:
        """Whether the place on it is said, by the number of its step; else it is the page's title."""
        return len(self.lead) > 1

    def unit_at(self, line: int) -> int:
        """Return the step of Up and Down of a line, else the last one before it, or the first; -1: none."""
        own = self.lines[min(line, len(self.lines) - 1)].unit
        if own >= 0:
            return own
        return max(0, bisect_right(self.units, line) - 1) if self.units else -1


class Printer:
    """Makes the pages of one pack, in the kiosk's phrases and with the names of its keys.

    `languages` are those that the welcome offers: the welcome in each, and the kiosk's words in it.
    """

    def __init__(
        self,
        route: Route,
        *,
        phrases: Phrases,
        keymap: Keymap,
        listed: Sequence[Action] = LISTED,
        leaflet: Leaflet = NO_LEAFLET,
        languages: Mapping[Stop, Phrases] = MappingProxyType({}),
    ) -> None:
        self._route = route
        self._pack: Pack = route.pack
        self._phrases = phrases
        self._keymap = keymap
        self._listed = listed
        self._leaflet = leaflet
        self.languages = languages

    def title(self, stop: Stop) -> str:
        """Return the name of a stop as it may be said aloud."""
        if stop.part is None:
            return self._phrases.titles[stop.screen]
        if stop.study:
            held_back = self._phrases.name_held_back.format(number=stop.number)
            return stop.study.name if stop.study.speak_name else held_back
        return stop.part.title

    def key_name(self, key: str) -> str:
        """Return what a key is called."""
        return self._keymap.name(key, self._phrases)

    def key_label(self, key: str) -> str:
        """Return what stands on a key, or "" where there is none."""
        return self._keymap.label(key, self._phrases) if key else ""

    @cached_property
    def contents(self) -> Page:
        """The page of the contents, the only one that grows with the pack."""
        return self._printed(self._route.contents, back_to=None)

    def page(self, stop: Stop, *, back_to: Stop | None = None) -> Page:
        """Return the page of a stop; `back_to` is where one was, when it is looked at by the way."""
        return self.contents if stop is self._route.contents else self._printed(stop, back_to=back_to)

    def _printed(self, stop: Stop, *, back_to: Stop | None) -> Page:
        sheet = Sheet(self._phrases, self._pack.lang)
        shown = stop.study.name if stop.study else self.title(stop)
        sheet.title(shown, aloud=self.title(stop), own=stop.part is None)
        opens: tuple[Stop | Intent, ...] = ()
        match stop.screen:
            case ScreenName.WELCOME:
                sheet.say(self._phrases.welcome, title=self._pack.title, publisher=self._pack.publisher)
                opens = tuple(self.languages)
            case ScreenName.CONTENTS:
                sheet.place()
                sheet.say(
                    self._phrases.contents, right=self._key(Action.NEXT), enter=self._key(Action.CHOOSE)
                )
                opens = self._route.parts
            case ScreenName.HELP:
                if not self._key(Action.HELP):  # where keys are described, none asks for the place
                    sheet.place()
                self._help(sheet)
            case ScreenName.CHOICES:
                sheet.place()
                sheet.say(self._phrases.choices, enter=self._key(Action.CHOOSE))
                keyless = () if self._key(Action.PAUSE) else (Action.PAUSE,)
                opens = tuple(Intent(action) for action in (*self._listed, *keyless))
            case ScreenName.TRY_OUT:
                sheet.say(self._phrases.try_out)
            case ScreenName.THANKS:
                sheet.say(self._phrases.thanks, phone=self._pack.helpline.phone)
            case ScreenName.READER | ScreenName.PEOPLE:
                sheet.place()
                self._part(sheet, stop)
                opens = self._in_part(stop)
        for number, opened in enumerate(opens, 1):
            self._target(sheet, opened, number)
        prompt = len(sheet.lines)
        self._prompt(sheet, stop, back_to)
        return Page(
            lines=tuple(sheet.lines),
            targets=tuple(sheet.targets),
            opens=opens,
            units=tuple(sheet.units),
            prompt=prompt,
            at_once=stop.screen is ScreenName.WELCOME,  # a language that is not heard is not chosen
        )

    def _in_part(self, stop: Stop) -> tuple[Stop | Intent, ...]:
        """Return what can be chosen in a part: people, or to have the leaflet printed."""
        if stop.screen is ScreenName.PEOPLE:
            return self._route.studies(stop)
        is_leaflet = stop.part is not None and stop.part.kind is PartKind.LEAFLET
        return (Intent(Action.PRINT),) if is_leaflet and self._leaflet.printer else ()

    def _key(self, action: Action) -> str:
        """Return what the key of an action is called, or "" where no key has it."""
        key = self._keymap.key(Intent(action))
        return self.key_name(key) if key else ""

    def _part(self, sheet: Sheet, stop: Stop) -> None:
        part = stop.part
        if part is None:
            return
        of = f"{self._pack.id}/{stop.name}"
        if stop.study:
            sheet.step(self._phrases.story_featured, magazine=stop.study.featured_in)
            sheet.passages(stop.study.story, of=of)
            if not stop.study.story:
                sheet.step(self._phrases.story_missing, helpline=self._key(Action.HELPLINE))
            return
        sheet.passages(part.passages, of=of, steps=not part.case_studies)
        if part.kind is PartKind.HELPLINE:
            sheet.phone(self._phrases.phone, phone=part.phone)
            sheet.code(self._phrases.phone_code, of=telephone.uri(part.phone))
        if part.link:
            steps = not part.case_studies
            sheet.link(self._phrases.link, steps=steps, link=_as_written(part.link))
            sheet.code(self._phrases.link_code, steps=steps, of=part.link)
        if part.kind is PartKind.LEAFLET:
            self._how_to_have(sheet)
        if part.case_studies:
            sheet.say(self._phrases.people, right=self._key(Action.NEXT), enter=self._key(Action.CHOOSE))

    def _how_to_have(self, sheet: Sheet) -> None:
        """Add how the leaflet is had: the clinic's printer, its page on the web, or whom to ask."""
        if self._leaflet.link:
            sheet.link(self._phrases.leaflet_link, steps=True, link=_as_written(self._leaflet.link))
            sheet.code(self._phrases.link_code, of=self._leaflet.link)
        if self._leaflet.printer:
            sheet.say(self._phrases.leaflet_print, enter=self._key(Action.CHOOSE))
        if self._leaflet == NO_LEAFLET:
            sheet.step(self._phrases.leaflet_ask, helpline=self._key(Action.HELPLINE))

    def _help(self, sheet: Sheet) -> None:
        if not self._keymap.intents:
            sheet.step(self._phrases.help_switches)
            return
        sheet.say(self._phrases.help, help=self._key(Action.HELP))
        for action in Action:
            key = self._keymap.key(Intent(action, 1 if action is Action.CHOOSE_NUMBER else 0))
            name = self._phrases.digits if action is Action.CHOOSE_NUMBER else self.key_name(key)
            if key:  # what has none is among the choices
                sheet.item(self._phrases.help_key, key=name, does=self._phrases.actions[action])

    def _target(self, sheet: Sheet, opened: Stop | Intent, number: int) -> None:
        if isinstance(opened, Intent):
            key = self._keymap.key(Intent(Action.CHOOSE_NUMBER, number)) or self._keymap.key(opened)
            name = self._phrases.caption(opened.action)
            sheet.target(number, key=self.key_label(key), name=name, lang=self._phrases.lang)
            return
        if opened in self.languages:
            self._language(sheet, self.languages[opened], number)
            return
        part: Part | None = opened.part
        own = _OWN_KEYS.get(part.kind, Action.CHOOSE) if part else Action.CHOOSE
        key = self._keymap.key(Intent(Action.CHOOSE_NUMBER, number)) or self._keymap.key(Intent(own))
        sheet.target(
            number,
            key=self.key_label(key),
            name=opened.study.name if opened.study else self.title(opened),
            aloud=self.title(opened),
            summary=part.summary if part and not opened.study else "",
            lang=self._pack.lang,
        )

    def _language(self, sheet: Sheet, words: Phrases, number: int) -> None:
        """Add a language: its name and how it is chosen, both in that language."""
        key = self._keymap.key(Intent(Action.CHOOSE_NUMBER, number))
        enter = self._keymap.key(Intent(Action.CHOOSE))
        if key:
            how = words.language_by_number.format(number=self._keymap.name(key, words))
        else:
            how = words.language_by_name.format(enter=self._keymap.name(enter, words)) if enter else ""
        sheet.target(
            number, key=self.key_label(key or enter), name=words.language, lang=words.lang, summary=how
        )

    def _prompt(self, sheet: Sheet, stop: Stop, back_to: Stop | None) -> None:
        right, left = self._key(Action.NEXT), self._key(Action.BACK)
        following = self._route.after(stop)
        if stop.screen is ScreenName.TRY_OUT:
            return  # every key is a press there
        if back_to and stop.screen is ScreenName.HELP and (leave := self._key(Action.HELP)):
            sheet.prompt(self._phrases.help_end, title=self.title(back_to), help=leave)
        elif back_to:
            sheet.prompt(self._phrases.detour_end, title=self.title(back_to), left=left)
        elif stop.screen is ScreenName.WELCOME:
            self._welcome_prompt(sheet)
        elif stop.screen is ScreenName.CONTENTS:
            sheet.prompt(self._phrases.contents_end, right=right)
        elif stop.screen is ScreenName.PEOPLE:
            sheet.prompt(self._phrases.people_end, right=right)
        elif following is None:
            sheet.prompt(self._phrases.thanks_prompt)
        elif following.screen is ScreenName.THANKS:
            sheet.prompt(self._phrases.last_part_end, right=right)
        else:
            end = self._phrases.story_end if stop.study else self._phrases.part_end
            sheet.prompt(end, next=self.title(following), right=right)

    def _welcome_prompt(self, sheet: Sheet) -> None:
        help_key, choices = self._key(Action.HELP), self._key(Action.CHOICES)
        if not self.languages:
            sheet.prompt(self._phrases.welcome_prompt, help=help_key, choices=choices)
        elif self._keymap.intents:
            right = self._key(Action.NEXT)
            sheet.prompt(self._phrases.languages_prompt, help=help_key, choices=choices, right=right)
        else:
            sheet.prompt(self._phrases.help_switches)
        if self.languages:
            sheet.stand_at(list(self.languages).index(self._route.welcome))


def _as_written(link: str) -> str:
    """Return an address as people write it: what begins with www needs no https://."""
    bare = link[len("https://") :]
    return (bare if bare.lower().startswith("www.") else link).rstrip("/")
