"""A front end that draws nothing, and insists that what it is told fits together."""

from dataclasses import dataclass, field

from kiosk.speech.utterance import Utterance, UtteranceId
from kiosk.visit.events import (
    LineCut,
    LineSaid,
    LineSaying,
    LineWord,
    Moved,
    Notice,
    Placed,
    SignalHeard,
    VisitEvent,
)
from kiosk.visit.view import LineKind, View


@dataclass
class Witness:
    """A front end that keeps what it was told and insists that each event fits it."""

    view: View
    said: dict[UtteranceId, Utterance] = field(default_factory=dict)
    sounding: list[UtteranceId] = field(default_factory=list)

    def tell(self, event: VisitEvent) -> None:
        match event:
            case Moved(view):
                assert not self.sounding, "still heard while the screen changes"
                self.view = self._looked_at(view)
            case Placed(view):
                assert (view.screen, view.part, view.lines, view.targets) == (
                    self.view.screen,
                    self.view.part,
                    self.view.lines,
                    self.view.targets,
                )
                self.view = self._looked_at(view)
            case LineSaying(line, utterance):
                assert len(self.sounding) <= (1 if self.view.paused else 0), "two voices"
                assert utterance.id not in self.said
                self.said[utterance.id] = utterance
                self.sounding.append(utterance.id)
                self._belongs(line, utterance)
            case SignalHeard():
                assert len(self.sounding) <= (1 if self.view.paused else 0), "a signal over speech"
            case LineWord(line, uid, start, end):
                assert uid == self.sounding[-1]
                assert 0 <= start < end <= len(self.said[uid].written)
                assert line < len(self.view.lines)
            case LineSaid(_, uid):
                assert self.sounding.pop() == uid
            case LineCut(_, uid):
                assert self.sounding.pop() == uid
            case Notice(text):
                assert "{" not in text

    def _belongs(self, line: int, utterance: Utterance) -> None:
        """What is said belongs to the view that is shown."""
        assert "{" not in utterance.written + utterance.spoken
        assert "Robert" not in utterance.spoken
        if line < 0:
            assert utterance.part == ""
            return
        assert utterance.part == self.view.part
        shown = self.view.lines[line]
        text = self.view.place if shown.kind is LineKind.PLACE else shown.text
        assert utterance.written == text
        if shown.unit >= 0:
            assert shown.unit == self.view.unit

    def _looked_at(self, view: View) -> View:
        assert -1 <= view.unit < max(1, max((line.unit for line in view.lines), default=-1) + 1)
        assert 0.0 <= view.progress <= 1.0
        assert view.place
        texts = [
            *(line.text for line in view.lines),
            view.place,
            *(f"{hint.key} {hint.does}" for hint in view.hints),
        ]
        assert "{" not in "".join(texts)
        assert all(hint.key and hint.does for hint in view.hints)
        return view
