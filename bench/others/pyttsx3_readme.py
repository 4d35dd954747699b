"""pyttsx3 as its README shows it, with its own driver. A key is read when the sentence before has ended."""

import keyboard
import pyttsx3

engine = pyttsx3.init()


def say(sentence: str) -> None:
    engine.say(sentence)
    engine.runAndWait()


if __name__ == "__main__":
    keyboard.obey(say=say, stop=engine.stop)
