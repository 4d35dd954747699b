"""What is to be drawn: the visit's events gathered into one frozen value. Knows nothing of cells or colours.

A sentence that was heard to its end, or cut off, keeps its highlight without the word until the visitor is
elsewhere or the next one begins: between two sentences the screen stands still.
"""

from dataclasses import dataclass, replace

from kiosk.speech.utterance import UtteranceId
from kiosk.visit.events import (
    BegunAnew,
    KeyPressed,
    LanguageChanged,
    LineCut,
    LineSaid,
    LineSaying,
    LineWord,
    Moved,
    Notice,
    Offered,
    Placed,
    PressRefused,
    SignalHeard,
    SoundNotice,
    VisitEvent,
)
from kiosk.visit.view import LineKind, Offer, View


@dataclass(frozen=True)
class Heard:
    """What is being heard of a line or a notice: `word` are characters of its text, or None between words.

    `sounding` is False when it was heard to its end or cut off.
    """

    word: tuple[int, int] | None = None
    sounding: bool = True


@dataclass(frozen=True)
class Scene:
    """Everything that is on the screen. `follow` is the line that must be visible.

    `line` is the one that is highlighted, as `heard` says, or None. `notice_heard` is None while no notice is
    being said. `refused`: the last press does not count. `offered_heard` is None until the offered item is
    said, which is the utterance `offered_said`.
    """

    view: View | None = None
    follow: int = 0
    line: int | None = None
    heard: Heard = Heard()
    notice: str = ""
    notice_heard: Heard | None = None
    sound_notice: str = ""
    refused: bool = False
    offer: Offer | None = None
    offered_heard: Heard | None = None
    offered_said: UtteranceId | None = None

    @property
    def spoken(self) -> tuple[str, Heard | None]:
        """What is being said, or else what was said last or is to be read next, and how it is heard."""
        if self.notice and self.notice_heard:
            return self.notice, self.notice_heard
        if self.offer:
            return self.offer.items[self.offer.index], self.offered_heard
        index = self.follow if self.line is None else self.line
        if self.view is None or index >= len(self.view.lines):
            return "", None
        line = self.view.lines[index]
        text = self.view.place if line.kind is LineKind.PLACE else line.text
        return text, None if self.line is None else self.heard

    def after(self, event: VisitEvent) -> "Scene":
        """Return the scene that an event leads to."""
        scene = self
        match event:
            case Moved(view):
                follow = _line_of_unit(view) or 0
                scene = replace(self, view=view, follow=follow, line=None, heard=Heard(), refused=False)
            case Placed(view):
                scene = self._placed(view)
            case LineSaying(line=line) | LineCut(line=line) | LineSaid(line=line) | LineWord(line=line):
                scene = self._beside(event) if line < 0 else self._said(event)
            case Notice(text):
                scene = replace(self, notice=text, notice_heard=None)
            case SoundNotice(text):
                scene = replace(self, sound_notice=text)
            case KeyPressed() | PressRefused():
                scene = replace(self, refused=isinstance(event, PressRefused))
            case Offered(offer):
                scene = self._offered(offer)
            case SignalHeard() | LanguageChanged() | BegunAnew():
                pass
        return scene

    def _placed(self, view: View) -> "Scene":
        placed = replace(self, view=view)
        if self.view is None or self.view.unit == view.unit:
            return placed
        line = _line_of_unit(view)
        follow = self.follow if line is None else line
        left = not self.heard.sounding
        return replace(placed, follow=follow, line=None if left else self.line)

    def _said(self, event: LineSaying | LineWord | LineSaid | LineCut) -> "Scene":
        """Take an event of a line. After a pause, the next word comes without a new beginning."""
        match event:
            case LineSaying(line=line):
                return replace(self, line=line, follow=line, heard=Heard())
            case LineWord(line=line, start=start, end=end):
                return replace(self, line=line, follow=line, heard=Heard((start, end)))
            case _:
                ends = event.line == self.line
                return replace(self, heard=Heard(sounding=False)) if ends else self

    def _beside(self, event: LineSaying | LineWord | LineSaid | LineCut) -> "Scene":
        """Take an event of a notice, or of the name of what is offered."""
        heard = None
        match event:
            case LineSaying(utterance=utterance):
                said, heard = utterance.id, Heard()
                offered = utterance.written == _name(self.offer)
            case _:
                said = event.utterance
                offered = said == self.offered_said
                if isinstance(event, LineWord):
                    heard = Heard((event.start, event.end))
        if offered:
            return replace(self, offered_said=said, offered_heard=heard or Heard(sounding=False))
        return replace(self, notice_heard=heard)

    def _offered(self, offer: Offer | None) -> "Scene":
        """Take an offer. Time that goes leaves the highlight of the item."""
        before, now = (each and (each.items, each.index) for each in (self.offer, offer))
        if before == now:
            return replace(self, offer=offer)
        return replace(self, offer=offer, offered_heard=None, offered_said=None)


def _name(offer: Offer | None) -> str | None:
    return offer.items[offer.index] if offer else None


def _line_of_unit(view: View) -> int | None:
    """Return the first line of the unit where the visitor stands."""
    if view.unit < 0:
        return None
    return next((index for index, line in enumerate(view.lines) if line.unit == view.unit), None)
