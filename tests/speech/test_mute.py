"""The speaker that says nothing: all is heard at once, and never from within the call that asks for it."""

from collections import deque
from collections.abc import Callable

from kiosk.speech.client import Speech
from kiosk.speech.events import Said, Saying, SpeechEvent
from kiosk.speech.mute import MuteSpeaker
from kiosk.speech.utterance import Decibels, Milliseconds, Utterance, UtteranceId, WordsPerMinute


def utterances(*numbers: int) -> list[Utterance]:
    return [
        Utterance(UtteranceId(number), "", "en-GB", "A", "A", (), pause=Milliseconds(600))
        for number in numbers
    ]


class Silence:
    """Speech through it. `later` is what waits for the present call to end."""

    def __init__(self) -> None:
        self.later: deque[Callable[[], None]] = deque()
        self.events: list[SpeechEvent] = []
        self.speech = Speech(
            lambda line: self.speaker.send(line),  # noqa: PLW0108 - it is made after its client
            rate=WordsPerMinute(125),
            gain=Decibels(0.0),
        )
        self.speaker = MuteSpeaker(self.speech.receive, later=self.later.append)
        self.speech.tell = self.events.append

    def pass_on(self) -> list[int]:
        while self.later:
            self.later.popleft()()
        return [event.utterance for event in self.events if isinstance(event, Said)]


def test_all_is_heard_in_order_when_the_call_is_over() -> None:
    silence = Silence()
    silence.speech.say(utterances(*range(1, 11)))
    assert silence.events == []

    assert silence.pass_on() == list(range(1, 11))
    assert len([each for each in silence.events if isinstance(each, Saying)]) == 10
    assert silence.speech.silent


def test_what_is_cut_off_before_is_not_heard() -> None:
    silence = Silence()
    silence.speech.say(utterances(1, 2))
    silence.speech.cut()
    assert silence.pass_on() == []
    silence.speech.say(utterances(3))
    silence.speech.say(utterances(4))
    assert silence.pass_on() == [4]


def test_what_is_said_next_from_an_event_is_heard_too() -> None:
    silence = Silence()

    def tell(event: SpeechEvent) -> None:
        silence.events.append(event)
        if event == Said(UtteranceId(1)):
            silence.speech.say(utterances(7))

    silence.speech.tell = tell
    silence.speech.say(utterances(1, 2, 3))
    assert silence.pass_on() == [1, 7]
