"""`spd-say` for each sentence: speech-dispatcher cuts off the last one itself; `spd-say -S` only cuts."""

import subprocess

import keyboard


def say(sentence: str) -> None:
    subprocess.run(["spd-say", "-o", "espeak-ng", "-l", "en", "--", sentence], check=True)  # noqa: S603, S607


def stop() -> None:
    subprocess.run(["spd-say", "-S"], check=True)  # noqa: S607


if __name__ == "__main__":
    keyboard.obey(say=say, stop=stop)
