"""The kiosk with faults whose words are what is being read or pressed: `python leaky_kiosk.py ARGUMENT...`.

Started as a speaker (its first argument is "speaker") it is a real one that writes and gets lines that are
none; at one sentence its engine raises, at another its renderer.
Started as the kiosk it is the real one with that speaker. At each key a library warns, a thread ends, and
what asyncio calls fails; at the key z it ends by a fault of its own.
"""

import asyncio
import json
import sys
import threading
import warnings
from typing import Any

from kiosk import app
from kiosk.__main__ import main
from kiosk.speech import speaker
from kiosk.speech.protocol import Rendered, encode
from kiosk.speech.utterance import Utterance
from kiosk.speech.voice import Voice
from kiosk.visit.host import Host

ENGINE_RAISES = "Symptoms"
RENDERER_RAISES = "Helpline"
ENDS = "z"


class TextError(Exception):
    """A fault whose words are those that were being read."""


def be_speaker() -> None:
    """Be a speaker that fails."""
    render, recorded = Voice.render, speaker.Speaker._recorded  # noqa: SLF001 - where it fails

    def engine_fails(self: Voice, utterance: Utterance, **how: Any) -> object:  # noqa: ANN401 - the voice's own
        say = self._engine.say
        if utterance.spoken == ENGINE_RAISES:
            self._engine.say = lambda text, _: self._errors.append(TextError(text))
        try:
            return render(self, utterance, **how)
        finally:
            self._engine.say = say

    def renderer_fails(self: speaker.Speaker, utterance: Utterance, **how: Any) -> object:  # noqa: ANN401
        line = json.dumps({"kind": "Say", "utterances": utterance.spoken}).encode()
        for garbled in (line, line[:40], line + b" " * 2_000_000):
            self._out.write(garbled + b"\n")
        self._obey(line)
        self._obey(encode(Rendered(turn=1, utterance=utterance.id)))
        if utterance.spoken == RENDERER_RAISES:
            raise TextError(utterance.spoken)
        return recorded(self, utterance, **how)

    Voice.render = engine_fails  # type: ignore[method-assign,assignment]
    speaker.Speaker._recorded = renderer_fails  # type: ignore[method-assign,assignment]  # noqa: SLF001
    speaker.main()


def be_kiosk() -> None:
    """Be the kiosk, with libraries that fail."""
    press = Host.press

    def failing(self: Host, key: str, *how: Any) -> None:  # noqa: ANN401 - the host's own
        text = " ".join(line.text for line in self._visit.view.lines)
        if key == ENDS:
            raise TextError(f"{key} at {text}")
        warnings.warn(f"{key} at {text}", UserWarning, stacklevel=1)
        threading.Thread(target=fail, args=(text,)).start()
        asyncio.get_running_loop().call_soon(fail, text)
        press(self, key, *how)

    Host.press = failing  # type: ignore[method-assign,assignment]
    app.speaker_command = lambda *_: (sys.executable, __file__, "speaker")  # type: ignore[attr-defined]
    warnings.simplefilter("always")
    sys.exit(main())


def fail(text: str) -> None:
    """Raise a text."""
    raise TextError(text)


if __name__ == "__main__":
    if sys.argv[1:2] == ["speaker"]:
        del sys.argv[1]
        be_speaker()
    be_kiosk()
