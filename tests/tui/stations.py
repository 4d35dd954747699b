"""Every screen of a visit through the shipped pack, and what happens there: a table to walk through."""

from collections.abc import Awaitable, Callable
from typing import Final

from kiosk_on_screen import Visitor

from kiosk.phrases.loader import english
from kiosk.settings import Hands, Settings
from kiosk.speech.protocol import Sound

ENGLISH = english().on_screen

Doing = Callable[[Visitor], Awaitable[object]]

ONE_SWITCH: Final = Settings(hands=Hands(switches=1))
LAST_PART: Final = "space" + " down" * 12 + " enter"
TWO_SWITCHES: Final = Settings(hands=Hands(switches=2))


async def listen(here: Visitor) -> None:
    """Hear all of it."""
    await here.hear_all()


def pressing(*keys: str) -> Doing:
    """Press these in the middle of the first sentences, hearing what is said of each."""

    async def doing(here: Visitor) -> None:
        for _ in range(3):
            await here.hear_sentence()
        for key in keys:
            await here.hear_word()
            await here.press(key)
            await here.hear_sentence()
        await here.hear_all()

    return doing


async def press_in_help(here: Visitor) -> None:
    """Press keys to hear what they do, leave, hear what is there, come again and hear all of it."""
    await pressing("r", "x", "?")(here)
    await here.press("?")
    await here.hear_all()
    await here.press("?")
    await here.hear_all()


async def choose_colours(here: Visitor) -> None:
    """Hear the list to its end, which is the colours, and step through these."""
    await here.hear_all()
    for _ in range(4):
        await here.press("enter")
        await here.hear_all()


async def pause(here: Visitor) -> None:
    """Pause in the middle of a sentence, press what means nothing, wait, and go on."""
    await pressing("p", "x")(here)
    await here.wait()  # until it is said again how to go on
    await here.hear_all()
    await here.press("p")
    await here.hear_all()


async def meet_both_ends(here: Visitor) -> None:
    """Go up where nothing is before, and down where nothing is after."""
    await pressing("up")(here)
    await here.press("down")
    await here.hear_all()


async def wait_for_all(here: Visitor) -> None:
    """Press nothing until the visit has ended."""
    await here.hear_all()
    while here.kiosk.due is not None:
        await here.wait()
        await here.hear_all()


async def stay(here: Visitor) -> None:
    """Wait until the kiosk asks whether somebody is there, and say so with a key."""
    await here.hear_all()
    while not here.kiosk.notice.startswith("Are you still there?"):
        await here.wait()
        await here.hear_all()
    await here.press("x")
    await here.hear_all()


async def press_too_soon(here: Visitor) -> None:
    """Press a key twice at once: the second press comes when nothing is said, and does not count."""
    await here.hear_all()
    await here.press("down")
    await here.hear_all()
    here.kiosk.now += 1.0
    await here.glass.pilot.press("down")
    here.kiosk.speaker.say_all()
    await here.glass.pilot.press("down")
    await here.look()
    await here.hear_all()


async def try_the_keys(here: Visitor) -> None:
    """Choose the try-out, press five times, feel what is proposed, and keep it."""
    await here.hear_all()
    await here.press("8")
    await here.hear_all()
    for _ in range(5):
        await here.press("space")
    for _ in range(4):
        if here.kiosk.speaker.silent:
            await here.wait()
        await here.hear_all()
        await here.press("space")
    await here.hear_all()


async def leave_the_keys(here: Visitor) -> None:
    """Choose the try-out, and press nothing."""
    await here.hear_all()
    await here.press("8")
    await here.hear_all()
    await here.wait()
    await here.hear_all()


async def lose_sound(here: Visitor) -> None:
    """Be without sound for a while."""
    await here.hear_sentence()
    here.kiosk.speaker.receive(Sound(on=False, reason="the test took it away"))
    here.happened.add("no sound")
    await here.hear_sentence()
    here.kiosk.speaker.receive(Sound(on=True, reason=""))
    here.happened.add("sound")
    await here.hear_all()


async def miss_a_sentence(here: Visitor) -> None:
    """Come to a sentence that the voice cannot say."""
    for _ in range(3):
        await here.hear_sentence()
    here.kiosk.speaker.fail_sentence()
    here.happened.add("a sentence that cannot be said")
    await here.hear_all()


async def let_pass(here: Visitor) -> None:
    """Hear all that is said, and all that is offered for as long as it is."""
    await here.hear_all()
    while here.kiosk.offer:
        await here.wait()
        await here.hear_all()


async def scan(here: Visitor) -> None:
    """Let the kiosk offer all that a switch can choose, three times; then choose, and take that back."""
    await let_pass(here)
    await here.press("space")
    while here.kiosk.offer and here.kiosk.offer.items[here.kiosk.offer.index] != ENGLISH.group_voice:
        await here.hear_all()
        await here.wait()
    for _ in range(3):  # into the list, louder, and louder once more
        await here.hear_all()
        await here.press("space")
    await let_pass(here)


async def choose_and_take_back(here: Visitor) -> None:
    """Choose to go on reading, take that back at once, let all choices pass, and choose it again."""
    await here.hear_sentence()
    await here.press("space", "space")
    await here.hear_word()
    await here.press("space")
    await let_pass(here)
    await here.press("space", "space")
    await let_pass(here)


async def step_with_two_switches(here: Visitor) -> None:
    """Go through all the choices with one switch, take the last with the other, and go through its list."""
    await here.hear_all()
    for _ in range(2):
        assert here.kiosk.offer
        for _ in here.kiosk.offer.items[1:]:
            await here.press("right")
            await here.hear_all()
        await here.press("enter")
        await here.hear_all()


# Each: the keys that lead there from the welcome, what happens there, and the clinic's settings.
_ALL_KEYS: Final[dict[str, tuple[str, Doing]]] = {
    "welcome": ("", listen),
    "contents": ("space", listen),
    **{f"part {number}": (f"space {number}", listen) for number in range(1, 10)},
    "people": ("space 0", listen),
    **{f"person {number}": (f"space 0 {number % 10}", listen) for number in range(1, 11)},
    "disclaimer": ("space d", listen),
    "helpline": ("space h", listen),
    "last part": (LAST_PART, listen),
    "thanks": (f"{LAST_PART} right", listen),
    "help": ("space ?", listen),
    "help on keys": ("space ?", press_in_help),
    "choices": ("space k", listen),
    "try-out": ("space k", try_the_keys),
    "try-out left alone": ("space k", leave_the_keys),
    "switch offer": ("space", wait_for_all),
    "paused": ("space 3", pause),
    "volume and rate": ("space 3", pressing(*"++-,,,,.")),
    "colours": ("space k", choose_colours),
    "unknown key": ("space 3", pressing("x", "up", "up")),
    "unknown key in a list": ("space", pressing("x", "w")),
    "ends of a part": ("space 9", meet_both_ends),
    "ends of a list": ("space", meet_both_ends),
    "beginning": ("", pressing("left")),
    "nobody there": ("space 3", wait_for_all),
    "somebody there": ("space 3", stay),
    "pressed too soon": ("space 3", press_too_soon),
    "without sound": ("space 3", lose_sound),
    "what cannot be said": ("space 3", miss_a_sentence),
}
STATIONS: Final[dict[str, tuple[str, Doing, Settings]]] = {
    **{name: (*station, Settings()) for name, station in _ALL_KEYS.items()},
    "one switch": ("space", scan, ONE_SWITCH),
    "a choice taken back": ("space", choose_and_take_back, ONE_SWITCH),
    "two switches": ("space", step_with_two_switches, TWO_SWITCHES),
}
