"""Shows sentences for a screen reader to say: n shows the next one on an empty screen, s nothing new."""

import sys

import keyboard


def show(sentence: str) -> None:
    sys.stdout.write(f"\x1b[2J\x1b[H{sentence}")
    sys.stdout.flush()


if __name__ == "__main__":
    keyboard.obey(say=show, stop=lambda: None)
