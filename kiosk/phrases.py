"""Every sentence that the kiosk itself says or shows, in one place. A pack's own words are not here.

A text is a template for str.format, with the names that stand in it in braces; the comment says when it is
heard.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Phrases:
    """The kiosk's own words in one language (`lang`, a BCP 47 tag). Sentences are split like a pack's."""

    lang: str

    # The screens.
    welcome_title: str
    welcome: str  # {title} of the pack, {publisher}
    welcome_prompt: str  # {help}: the name of a key
    contents_title: str
    contents: str  # {right}, {enter}: names of keys
    contents_end: str  # {right}
    people: str  # {right}, {enter}
    people_end: str  # {right}
    story_featured: str  # {magazine}
    story_missing: str  # {helpline}: the name of a key
    story_end: str  # {next}: a title; {right}
    name_held_back: str  # {number}: said in place of a name that is shown and not spoken
    phone: str  # {phone}
    part_end: str  # {next}: a title; {right}
    last_part_end: str  # {right}
    detour_end: str  # {title}: where one was; {left}
    thanks_title: str
    thanks: str  # {phone}
    thanks_prompt: str
    help_title: str
    help: str
    help_key: str  # {key}, {does}

    # Where one is.
    place_part: str  # {number}, {total}
    place_study: str  # {number}, {total}
    place_sentence: str  # {number}, {total}
    place_item: str  # {number}, {total}
    less_than_a_minute: str
    one_minute: str
    minutes: str  # {minutes}

    # Notices.
    paused: str  # {pause}: the name of a key
    volume: str  # {level}, {levels}
    loudest: str
    quietest: str
    rate: str  # {rate}: words a minute
    fastest: str
    slowest: str
    first_sentence: str  # Up at the first sentence
    last_sentence: str
    first_item: str
    last_item: str
    beginning: str  # Back where nothing was before
    does_nothing: str  # {key}, {keys}: a key that means nothing here, and those that do
    does: str  # {key}, {does}: one of those
    unknown_key: str  # the name of a key that has none
    not_said: str  # a sentence that the voice cannot say
    sound_off: str
    sound_on: str  # after it was off

    go_on_reading: str  # what Pause does while speech is paused
    digits: str  # the name of the keys 1 to 9 and 0
    # What only the eye needs: the ear is told in another way.
    more_above: str
    more_below: str
    count_above: str  # {count}: things to choose
    count_below: str  # {count}: things to choose
    paused_mark: str
    refused_mark: str  # after a press that does not count

    key_names: Mapping[str, str]  # by the keymap's names
    key_labels: Mapping[str, str]  # for the screen, where they differ from the name
    actions: Mapping[str, str]  # what each action does, by its name


ENGLISH: Final = Phrases(
    lang="en-GB",
    welcome_title="Welcome",
    welcome=(
        "This screen speaks. It reads to you about this subject: {title}. The facts come from {publisher}."
    ),
    welcome_prompt="Press {help} at any time to hear all the keys. Press any big key to begin.",
    contents_title="Contents",
    contents=(
        "Press {right} to hear everything from the start. "
        "Or listen, and press {enter} when you hear what you want."
    ),
    contents_end="That is the end of the list. Press {right} to hear everything from the start.",
    people=(
        "Press {right} to hear each person in turn. "
        "Or listen, and press {enter} when you hear the name you want."
    ),
    people_end="That is the end of the list. Press {right} to hear each person in turn.",
    story_featured="Featured in the magazine {magazine}",
    story_missing=(
        "The story itself is not in this kiosk. To ask for it, call the helpline. "
        "Press {helpline} for the number."
    ),
    story_end="Next: {next}. Press {right} to go on.",
    name_held_back="Person {number}",
    phone="The helpline number is {phone}.",
    part_end="That is the end of this part. Next: {next}. Press {right} to go on.",
    last_part_end="That is the end of the last part. Press {right} to finish.",
    detour_end="Press {left} to go back to: {title}.",
    thanks_title="Thank you",
    thanks="Thank you for listening. The helpline number is {phone}.",
    thanks_prompt="Press any big key to go back to the welcome.",
    help_title="Help",
    help="One key at a time does everything. These are the keys.",
    help_key="{key}: {does}.",
    place_part="Part {number} of {total}",
    place_study="person {number} of {total}",
    place_sentence="sentence {number} of {total}",
    place_item="item {number} of {total}",
    less_than_a_minute="less than 1 minute",
    one_minute="about 1 minute",
    minutes="about {minutes} minutes",
    paused="Speech is paused. Press {pause} to go on.",
    volume="Volume {level} of {levels}.",
    loudest="This is the loudest.",
    quietest="This is the quietest.",
    rate="{rate} words a minute.",
    fastest="This is the fastest.",
    slowest="This is the slowest.",
    first_sentence="This is the first sentence.",
    last_sentence="That was the last sentence.",
    first_item="This is the first in the list.",
    last_item="That was the last in the list.",
    beginning="This is the beginning.",
    does_nothing="{key}: this key does nothing here. These keys do: {keys}.",
    does="{key}, {does}",
    unknown_key="Unknown key",
    not_said="The next sentence cannot be read aloud. It is on the screen.",
    sound_off="Sound is off. Please ask at the desk.",
    sound_on="Sound is on again.",
    go_on_reading="go on reading",
    digits="1 to 9, and 0 for the tenth",
    more_above="more above",
    more_below="more below",
    count_above="{count} more above",
    count_below="{count} more below",
    paused_mark="Paused",
    refused_mark="not counted",
    key_names={
        "right": "Right",
        "left": "Left",
        "up": "Up",
        "down": "Down",
        "enter": "Enter",
        "space": "Space",
        "home": "Home",
        "-": "Minus",
        "+": "Plus",
        "=": "Equals",
        ",": "Comma",
        ".": "Full stop",
        "?": "Question mark",
    },
    key_labels={"-": "-", "+": "+", "=": "=", ",": ",", ".": ".", "?": "?"},
    actions={
        "next": "go on",
        "back": "go back",
        "up": "one before",
        "down": "one after",
        "choose": "choose",
        "choose-number": "choose by number",
        "repeat": "say it again",
        "pause": "pause",
        "quieter": "quieter",
        "louder": "louder",
        "slower": "slower",
        "faster": "faster",
        "contents": "contents",
        "helpline": "helpline",
        "disclaimer": "disclaimer",
        "help": "help",
        "home": "welcome",
    },
)
