"""One espeak-ng process for each sentence, killed and started anew on a key."""

import subprocess

import keyboard

speaking: list[subprocess.Popen[bytes]] = []


def say(sentence: str) -> None:
    stop()
    speaking.append(subprocess.Popen(["espeak-ng", "-v", "en-gb", "--", sentence]))  # noqa: S603, S607


def stop() -> None:
    while speaking:
        process = speaking.pop()
        process.kill()
        process.wait()


if __name__ == "__main__":
    keyboard.obey(say=say, stop=stop)
