"""A visit without sound: keys are pressed, time passes sentence by sentence, and what is heard is kept."""

from dataclasses import dataclass, field
from typing import Final

from kiosk.keys.profile import keyboard
from kiosk.pack.model import CaseStudy, Pack, Part, PartKind, Passage, PassageKind, Review
from kiosk.phrases.loader import english
from kiosk.reading.lexicon import Lexicon
from kiosk.settings import GAINS, RATES, Settings
from kiosk.speech.client import Speech
from kiosk.speech.fake import FakeSpeaker
from kiosk.speech.protocol import Failed
from kiosk.speech.utterance import Decibels, WordsPerMinute
from kiosk.visit.edition import Edition
from kiosk.visit.events import Notice, VisitEvent
from kiosk.visit.visit import Visit

NUMBER: Final = "The helpline number is 020 7793 3650."
NUMBER_IN_FULL: Final = [NUMBER] * 4  # the sentence, and then each group of the number

CODE: Final = "If you see a square code on the screen, the camera of your phone can read it."
NUMBER_IN_CODE: Final = [CODE, "It holds the helpline number."]


def paragraph(text: str, lang: str = "en-GB") -> Passage:
    return Passage(PassageKind.PARAGRAPH, text, lang)


def item(text: str) -> Passage:
    return Passage(PassageKind.ITEM, text, "en-GB")


def section(part_id: str, title: str, *passages: Passage) -> Part:
    return Part(part_id, PartKind.SECTION, title, f"All about {title}", passages, ())


def person(study_id: str, name: str, *story: Passage, speak_name: bool = True) -> CaseStudy:
    return CaseStudy(study_id, name, "The Magazine", story, speak_name, ())


PEOPLE: Final = Part(
    "people",
    PartKind.CASE_STUDIES,
    "Case studies",
    "Three people",
    (paragraph("Three people told their stories."),),
    (),
    (
        person("ann", "Ann One"),
        person("bob", "Robert Two", speak_name=False),
        person("cy", "Cy Three", paragraph("My neck turned. Now I swim.")),
    ),
)
DISCLAIMER: Final = Part(
    "disclaimer",
    PartKind.DISCLAIMER,
    "Disclaimer",
    "What this is not",
    (paragraph("This is no advice."),),
    (),
)
HELPLINE: Final = Part(
    "helpline",
    PartKind.HELPLINE,
    "Helpline",
    "Who to call",
    (paragraph("Call us."),),
    (),
    phone="020 7793 3650",
)
FIRST: Final = section("first", "First", paragraph("One. Two is here."), item("Three."))
SECOND: Final = section("second", "Second", paragraph("Hello there."))


def pack_of(*parts: Part) -> Pack:
    return Pack(
        id="small",
        lang="en-GB",
        title="A condition",
        summary="What it is",
        publisher="The Charity",
        source="Its page",
        review=Review("", "", ""),
        review_notes=(),
        facts=(),
        parts=(*parts, DISCLAIMER, HELPLINE),
    )


SMALL: Final = pack_of(FIRST, SECOND, PEOPLE)


class Speaker(FakeSpeaker):
    """Cannot say the texts in `unsayable`. A real one knows that while the sentence before is heard."""

    def __init__(self) -> None:
        super().__init__()
        self.unsayable: set[str] = set()

    def say_word(self) -> bool:
        while self._pending and self._words is None and self._pending[0].written in self.unsayable:
            self.fail_ahead()
        return super().say_word()

    def say_sentence(self) -> bool:
        # What cannot be said may be all that is left.
        while self._pending and self._words is None and self._pending[0].written in self.unsayable:
            self.fail_ahead()
        return super().say_sentence()

    def fail_ahead(self) -> None:
        """Tell of the first one with the speaker that cannot be said."""
        for utterance in self._pending:
            if utterance.written in self.unsayable:
                self._pending.remove(utterance)
                self.receive(Failed(turn=self._turn, utterance=utterance.id, reason="no voice"))
                return


@dataclass
class Walk:
    """A visit that has begun. `events` are all that it told."""

    pack: Pack = SMALL
    settings: Settings = field(default_factory=Settings)
    speaker: Speaker = field(default_factory=Speaker)
    events: list[VisitEvent] = field(default_factory=list)

    def __post_init__(self) -> None:
        settings = self.settings
        self.speech = Speech(
            self.speaker.send,
            rate=WordsPerMinute(RATES[settings.defaults.rate]),
            gain=Decibels(GAINS[settings.defaults.gain]),
        )
        self.speaker.receive = self.speech.receive
        self.visit = Visit(
            [Edition(self.pack, english().on_screen)],
            speech=self.speech,
            settings=settings,
            keymap=keyboard().keymap,
            lexicon=lambda _: Lexicon(),
        )
        self.visit.tell = self.events.append
        self._told = 0
        self.visit.begin()

    def press(self, *keys: str) -> None:
        """Press keys without waiting for anything to be heard."""
        for key in keys:
            self.visit.press(key)

    def listen(self) -> list[str]:
        """Hear all that is still to be said; return the sentences that began since this was last asked."""
        self.speaker.say_all()
        heard = self.speaker.heard[self._told :]
        self._told = len(self.speaker.heard)
        return heard

    def hear(self, *keys: str) -> list[str]:
        """Press keys, hearing everything before each; return what is heard after the last of them."""
        for key in keys:
            self.listen()
            self.press(key)
        return self.listen()

    def hear_until(self, sentence: str, *, words: int = 1) -> None:
        """Hear everything up to so many words of a sentence."""
        for _ in range(1000):
            self.speaker.say_word()
            if self.speaker.heard[-1:] == [sentence]:
                for _ in range(words - 1):
                    self.speaker.say_word()
                self._told = len(self.speaker.heard)
                return
            self.speaker.say_sentence()
        raise AssertionError(f"{sentence!r} was not heard")

    def paused(self) -> bool:
        """Tell whether speech is held, as the visitor sees it."""
        return self.visit.view.paused

    @property
    def spoken(self) -> list[str]:
        """The spoken form of everything that was heard."""
        return self.speaker.spoken

    @property
    def notice(self) -> str:
        """The notice that is shown."""
        return next((event.text for event in reversed(self.events) if isinstance(event, Notice)), "")
