"""The order of a visit: its stops, from the welcome to the thanks.

A stop is only named here. What it shows and says is made when the visitor comes to it (pages.py), so that a
pack of any size costs no more at a key press than a small one.
"""

from dataclasses import dataclass
from typing import Final

from kiosk.pack.model import CaseStudy, Pack, Part
from kiosk.visit.view import ScreenName


@dataclass(frozen=True)
class Stop:
    """One step of Next and Back, at `index` on the way; what is beside the way has -1.

    `lang` is the language of its route; beside the way it is "", and all stays in the one that it was in.
    `part` and `study` where it is one; `number` counts the parts, or the studies of their part, from 1, and
    `part_number` the parts, 0 outside them.
    """

    index: int
    screen: ScreenName
    lang: str = ""
    part: Part | None = None
    study: CaseStudy | None = None
    number: int = 0
    part_number: int = 0

    @property
    def name(self) -> str:
        """The name of the part for the transcript: "symptoms", "case-studies/anna-wilson", or ""."""
        return "/".join(each.id for each in (self.part, self.study) if each)


HELP: Final = Stop(-1, ScreenName.HELP)
CHOICES: Final = Stop(-1, ScreenName.CHOICES)
TRY_OUT: Final = Stop(-1, ScreenName.TRY_OUT)


class Route:
    """The stops of a pack, in order."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        stops = [Stop(0, ScreenName.WELCOME, pack.lang), Stop(1, ScreenName.CONTENTS, pack.lang)]
        for number, part in enumerate(pack.parts, 1):
            screen = ScreenName.PEOPLE if part.case_studies else ScreenName.READER
            stops.append(Stop(len(stops), screen, pack.lang, part=part, number=number, part_number=number))
            for place, study in enumerate(part.case_studies, 1):
                stops.append(
                    Stop(
                        len(stops),
                        ScreenName.READER,
                        pack.lang,
                        part=part,
                        study=study,
                        number=place,
                        part_number=number,
                    )
                )
        stops.append(Stop(len(stops), ScreenName.THANKS, pack.lang))
        self._stops = tuple(stops)
        self._parts = tuple(stop for stop in stops if stop.part and not stop.study)

    @property
    def welcome(self) -> Stop:
        """The first stop."""
        return self._stops[0]

    @property
    def contents(self) -> Stop:
        """The second stop."""
        return self._stops[1]

    @property
    def parts(self) -> tuple[Stop, ...]:
        """The stops at which parts begin, in order."""
        return self._parts

    def at(self, stop: Stop) -> Stop:
        """Return the stop here that `stop` is: itself, or what it was in another version of the pack.

        Where a part or a person is gone, it is what stands in the same place now, else the thanks.
        """
        if stop.index < 0 or self._stops[min(stop.index, len(self._stops) - 1)] is stop:
            return stop
        named = (each for each in self._stops if (each.screen, each.name) == (stop.screen, stop.name))
        return next(named, self._stops[min(stop.index, len(self._stops) - 1)])

    def studies(self, stop: Stop) -> tuple[Stop, ...]:
        """Return the stops of the case studies of a part's stop, in order."""
        count = len(stop.part.case_studies) if stop.part else 0
        return self._stops[stop.index + 1 : stop.index + 1 + count]

    def after(self, stop: Stop) -> Stop | None:
        """Return the stop that follows; None after the last one and for help."""
        index = stop.index + 1
        return self._stops[index] if 0 < index < len(self._stops) else None
