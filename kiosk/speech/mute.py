"""A speaker that says nothing: it takes what it is sent, and tells at once that it was heard to its end.

For those whose own screen reader speaks. No process is started and no device is opened.
"""

from collections import deque
from collections.abc import Callable
from typing import Final

from kiosk.speech.protocol import Finished, FromSpeaker, More, Say, Silence, Started, ToSpeaker
from kiosk.speech.utterance import Utterance


class MuteSpeaker:
    """Stands in for SpeakerProcess. `receive` takes its lines.

    `later` calls a function when the present call is over: nobody is told anything from within `send`.
    """

    answers: Final = True

    def __init__(
        self, receive: Callable[[FromSpeaker], None], *, later: Callable[[Callable[[], None]], object]
    ) -> None:
        self._receive = receive
        self._later = later
        self._turn = 0
        self._waiting: deque[Utterance] = deque()
        self._telling = False

    async def start(self) -> None:
        """Do nothing: it is ready."""

    async def close(self) -> None:
        """Have nothing left to tell."""
        self._waiting.clear()

    def send(self, line: ToSpeaker) -> None:
        """Take a line of the kiosk."""
        match line:
            case Say():
                self._turn, self._waiting = line.turn, deque(line.utterances)
            case More() if line.turn == self._turn:
                self._waiting.extend(line.utterances)
            case Silence():
                self._waiting.clear()
            case _:
                pass  # there is no sound to be louder, and nothing that could hang
        if self._waiting and not self._telling:
            self._telling = True
            self._later(self._tell)

    def _tell(self) -> None:
        while self._waiting:
            turn, utterance = self._turn, self._waiting.popleft()
            self._receive(Started(turn=turn, utterance=utterance.id))
            self._receive(Finished(turn=turn, utterance=utterance.id))
        self._telling = False
