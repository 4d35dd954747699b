"""A real speaker with one fault, to be run as a process: `python frail_speaker.py FAULT [MORE]`.

crash, hang, hold   the engine ends the process, or never returns, at a sentence with the word "deadly":
                    `hang` lets the other threads go on, `hold` stops them too. With a file,
                    only while that exists, which it takes away
slow                the engine takes longer for a sentence than it may be silent, and goes on all the time
raises              the renderer ends by an error of its own at such a sentence
garbage             lines that are none stand between the others
flood               the libraries write as fast as they can on stderr
audio               its recordings and signals are those of a folder
portable            the device is that of any system, which plays through the test's sound server; with a
                    figure it rests after so many seconds of silence
rests               the device of a sound server rests after so many seconds of silence
"""

import ctypes
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any, Final

import miniaudio

from kiosk.settings import VoiceName
from kiosk.speech import device, player, portable, pulse, speaker
from kiosk.speech.protocol import FromSpeaker
from kiosk.speech.utterance import Utterance
from kiosk.speech.voice import Voice

HANGS_SECONDS: Final = 1000
SLOWLY: Final = 15  # blocks: three times as long as it may be silent
GARBAGE: Final = (
    b"ALSA lib pcm.c:2664\n",
    b"\xff\xfe\n",
    b'{"kind": "Volume", "gain": "x"}\n',
    b'{"kind": "Finished", "turn": "1", "utterance": 1}\n',
    b'{"kind": "Finished", "turn": 1, "utterance": 99}\n',
    b'{"kind": "Failed", "turn": 1, "utterance": 99, "reason": "nobody"}\n',
    b'{"kind": "Say", "turn": 1, "rate": 125, "begin": 0, "utterances": []}\n',
    b"x" * 3_000_000 + b"\n",
)


def let_engine_fail(fail: Callable[[], object], only_while: Path | None) -> None:
    render = Voice.render

    def frail(self: Voice, utterance: Utterance, **how: Any) -> object:  # noqa: ANN401 - the voice's own
        if "deadly" in utterance.spoken and (only_while is None or only_while.exists()):
            if only_while:
                only_while.unlink()
            fail()
        return render(self, utterance, **how)

    Voice.render = frail  # type: ignore[method-assign,assignment]


def be_slow() -> None:
    speaker.ENGINE_SECONDS = 0.5  # type: ignore[misc]
    render = Voice.render

    def slow(self: Voice, utterance: Utterance, **how: Any) -> object:  # noqa: ANN401 - the voice's own
        for _ in range(SLOWLY):
            time.sleep(speaker.ENGINE_SECONDS / 5)
            how["wanted"]()  # as at each block of samples
        return render(self, utterance, **how)

    Voice.render = slow  # type: ignore[method-assign,assignment]


def write_garbage_too() -> None:
    write = speaker.Speaker._write  # noqa: SLF001 - what it writes is the fault

    def frail(self: speaker.Speaker, line: FromSpeaker) -> None:
        for garbage in GARBAGE:
            self._out.write(garbage)
        write(self, line)

    speaker.Speaker._write = frail  # type: ignore[method-assign]  # noqa: SLF001


def flood() -> None:
    while True:
        os.write(2, b"".join(b"ALSA lib pcm.c:%d\n" % number for number in range(2000)))


def raises() -> None:
    raise ZeroDivisionError("a fault of the speaker's own")


def main(fault: str, more: str = "") -> None:  # noqa: C901 - a table, a line for each fault
    only_while = Path(more) if more else None
    match fault:
        case "crash":
            let_engine_fail(os.abort, only_while)
        case "hang":
            let_engine_fail(partial(ctypes.CDLL(None).sleep, HANGS_SECONDS), only_while)
        case "hold":
            let_engine_fail(partial(ctypes.PyDLL(None).sleep, HANGS_SECONDS), only_while)
        case "slow":
            be_slow()
        case "raises":
            let_engine_fail(raises, only_while)
        case "garbage":
            write_garbage_too()
        case "flood":
            Thread(target=flood, daemon=True).start()
        case "audio":
            speaker.data_folder = lambda name: Path(more, name)  # type: ignore[attr-defined]
        case "portable":
            player.DEVICES = (portable.PortableDevice,)  # type: ignore[misc,assignment]
            portable.BACKENDS = (miniaudio.Backend.PULSEAUDIO,)  # type: ignore[misc,assignment]
            portable.REST_SECONDS = float(more or device.REST_SECONDS)  # type: ignore[attr-defined]
        case "rests":
            pulse.REST_SECONDS = float(more)  # type: ignore[attr-defined]
    sys.argv[1:] = [VoiceName.ESPEAK]
    speaker.main()


if __name__ == "__main__":
    main(*sys.argv[1:])
