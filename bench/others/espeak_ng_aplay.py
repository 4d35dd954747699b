"""`espeak-ng --stdout | aplay` for each sentence, both killed and started anew on a key."""

import subprocess
from subprocess import PIPE

import keyboard

speaking: list[subprocess.Popen[bytes]] = []


def say(sentence: str) -> None:
    stop()
    voice = subprocess.Popen(["espeak-ng", "-v", "en-gb", "--stdout", "--", sentence], stdout=PIPE)  # noqa: S603, S607
    speaking.extend((voice, subprocess.Popen(["aplay", "-q"], stdin=voice.stdout)))  # noqa: S607
    if voice.stdout:
        voice.stdout.close()


def stop() -> None:
    for process in speaking:
        process.kill()
    while speaking:
        speaking.pop().wait()


if __name__ == "__main__":
    keyboard.obey(say=say, stop=stop)
