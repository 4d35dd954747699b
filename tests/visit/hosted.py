"""A kiosk that receives visitors, as it is built, but for the screen and the sound. Time is told to pass."""

from collections.abc import Sequence
from dataclasses import replace

from visit_walk import SMALL
from witness import Witness

from kiosk import assembly
from kiosk.keys.strokes import Stroke
from kiosk.pack import loader
from kiosk.pack.model import Pack
from kiosk.paths import bundled_pack
from kiosk.phrases.loader import english
from kiosk.settings import Hands, Seconds, Settings
from kiosk.speech.fake import FakeSpeaker
from kiosk.visit.edition import Edition
from kiosk.visit.events import BegunAnew, Moved, Notice, Offered, PressRefused, VisitEvent
from kiosk.visit.view import Offer, ScreenName, View

WAKES_AT_ONCE = 50  # more without any time passing is a host that never rests


# Against bounces only, so that a test may press one key right after another.
SAME_KEY_ONLY = Settings(hands=Hands(any_key=0.0))


class Hosted:
    """A kiosk at the welcome, before anything was heard. `events` are all that it told.

    What is said takes no time unless it is told to; a key is pressed 1 s after whatever came before.
    """

    def __init__(
        self,
        pack: Pack = SMALL,
        settings: Settings | None = None,
        *,
        releases: bool = False,
        largest_print: int = 3,
        others: Sequence[Edition] = (),
        speaker: FakeSpeaker | None = None,
    ) -> None:
        settings = settings or Settings()
        self.now: Seconds = 1000.0
        self.speaker = speaker or FakeSpeaker()
        speech = assembly.new_speech(self.speaker.send, settings)
        self.speaker.receive = speech.receive
        self.host = assembly.new_host(
            [Edition(pack, english().on_screen), *others], speech, settings, clock=lambda: self.now
        )
        self.host.tell = self._tell
        self.host.status = lambda pack: f"All is well with {pack.title}."
        self.host.alarm = self._set_alarm
        self.host.releases_told = self.releases = releases
        self.host.largest_print = largest_print
        self._due: Seconds | None = None
        self._witness: Witness | None = None
        self._told = 0
        self.events: list[VisitEvent] = []
        self.notice = ""
        self.offer: Offer | None = None
        self.refused: list[str] = []
        self.host.begin()

    @classmethod
    def by(
        cls,
        keys: str,
        pack: Pack = SMALL,
        *,
        releases: bool = False,
        settings: Settings | None = None,
        others: Sequence[Edition] = (),
    ) -> "Hosted":
        """A kiosk with the keys of a profile."""
        settings = settings or Settings()
        hands = replace(settings.hands, keys=keys)
        return cls(pack, replace(settings, hands=hands), releases=releases, others=others)

    @property
    def view(self) -> View:
        """What there is to see."""
        assert self._witness
        return self._witness.view

    @property
    def at(self) -> tuple[ScreenName, str]:
        """The screen, and the part's name."""
        return self.view.screen, self.view.part

    def is_on(self, screen: ScreenName) -> bool:
        """Tell whether this is the screen that is shown."""
        return self.view.screen is screen

    def paused(self) -> bool:
        """Tell whether speech is held, as the visitor sees it."""
        return self.view.paused

    @property
    def waits_for_nobody(self) -> bool:
        """Whether nothing will happen of its own accord."""
        return self._due is None and self.speaker.silent

    def take_up(self, *packs: Pack) -> None:
        """Have other packs in the place of those before."""
        self.host.take_up([Edition(pack, english().on_screen) for pack in packs])

    def press(self, *keys: str, after: Seconds = 1.0) -> None:
        """Press keys, each so long after what came before, without waiting for anything to be heard."""
        for key in keys:
            self.stroke(key, Stroke.PRESS, after=after)

    def stroke(self, key: str, stroke: Stroke, *, after: Seconds) -> None:
        """Do something with a key; what is said meanwhile is not heard."""
        self._pass(after, hearing=False)
        self.host.press(key, stroke)

    def listen(self, *, each: Seconds = 0.0) -> list[str]:
        """Hear all that is still to be said, each sentence in so many seconds; return what was not yet."""
        while not self.speaker.silent:
            self.now += each
            self.speaker.say_sentence()
        heard = self.speaker.heard[self._told :]
        self._told = len(self.speaker.heard)
        return heard

    def hear(self, *keys: str, after: Seconds = 1.0) -> list[str]:
        """Press keys, hearing everything before each; return what is heard after the last of them."""
        for key in keys:
            self.listen()
            self.press(key, after=after)
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

    def wait(self, seconds: Seconds, *, each: Seconds = 0.0) -> list[str]:
        """Let time pass in which nobody presses; return what is heard meanwhile."""
        self.listen(each=each)
        before = self._told
        self._pass(seconds, hearing=True, each=each)
        self.listen(each=each)
        return self.speaker.heard[before:]

    def _pass(self, seconds: Seconds, *, hearing: bool, each: Seconds = 0.0) -> None:
        end, wakes = self.now + seconds, 0
        while self._due is not None and self._due <= end:
            wakes = 0 if self._due > self.now else wakes + 1
            assert wakes < WAKES_AT_ONCE, "the host never rests"
            self.now = max(self.now, self._due)
            self.host.wake()
            if hearing:
                self.listen(each=each)
        self.now = max(self.now, end)

    def _set_alarm(self, due: Seconds | None) -> None:
        self._due = due

    def _tell(self, event: VisitEvent) -> None:
        self.events.append(event)
        if isinstance(event, BegunAnew) and self._witness is None:
            return  # there is nothing to see yet
        if isinstance(event, Moved) and self._witness is None:
            self._witness = Witness(event.view)
        assert self._witness
        self._witness.tell(event)
        match event:
            case Notice(text):
                self.notice = text
            case Offered(offer):
                self.offer = offer
            case PressRefused(key):
                self.refused.append(key)
            case _:
                pass


def shipped() -> Pack:
    return loader.load(bundled_pack())
