"""Every sentence that the kiosk itself says or shows, in one place. A pack's own words are not here.

A text is a template for str.format, with the names that stand in it in braces; the comment says when it is
heard.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True)
class Phrases:
    """The kiosk's own words in one language (`lang`, a BCP 47 tag). Sentences are split like a pack's."""

    lang: str

    # The screens.
    titles: Mapping[str, str]  # of those that are no part of a pack, by their names
    welcome: str  # {title} of the pack, {publisher}
    welcome_prompt: str  # {help}, {choices}: names of keys
    contents: str  # {right}, {enter}: names of keys
    contents_end: str  # {right}
    people: str  # {right}, {enter}
    people_end: str  # {right}
    story_featured: str  # {magazine}
    story_missing: str  # {helpline}: the name of a key
    story_end: str  # {next}: a title; {right}
    name_held_back: str  # {number}: said in place of a name that is shown and not spoken
    phone: str  # {phone}
    phone_code: str  # that a code on the screen holds the number; no code is drawn where this is empty
    link: str  # {link}: the address of a web page
    link_code: str  # that a code on the screen holds the address; no code is drawn where this is empty
    part_end: str  # {next}: a title; {right}
    last_part_end: str  # {right}
    detour_end: str  # {title}: where one was; {left}
    thanks: str  # {phone}
    thanks_prompt: str
    help: str  # {help}: the name of a key
    help_end: str  # {help}: the name of a key; {title}: where one was
    help_switches: str
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
    rate: str  # {rate}: words a minute
    steadiness: str  # {step}, {steps}
    scan_time: str  # {seconds}
    voice: str  # {number}, {voices}: said with the voice that it tells of
    only_voice: str
    slow_keys: str  # {seconds}
    theme: str  # {theme}: a name of colours
    no_slow_keys: str
    large_print: str  # {size}, {sizes}
    ordinary_print: str
    no_large_print: str
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

    # Keys.
    choices: str  # {enter}
    describe: str  # {key}, {does}: what a key would do, in help
    describe_nothing: str  # {key}
    leave_help: str  # {key}
    try_out: str
    tried: str  # {presses}, {bounces}, {steadiness}
    too_close: str  # after it, where no step of the keys suits the presses
    feel: str
    keep: str
    kept: str
    not_kept: str
    one_switch: str
    two_switches: str
    all_keys: str
    switch_offer: str
    scan_stopped: str
    taken_back: str
    way_out: str  # {list}
    from_to: str  # {first}, {last}: a part of a list
    group_all: str
    group_list: str
    group_voice: str
    group_keys: str
    group_help: str
    headphones_in: str  # {volume}
    headphones_out: str
    # When nobody presses.
    still_there: str  # {seconds}
    more_time: str

    go_on_reading: str  # what Pause does while speech is paused
    digits: str  # the name of the keys 1 to 9 and 0
    # What only the eye needs: the ear is told in another way.
    more_above: str
    more_below: str
    count_above: str  # {count}: things to choose
    count_below: str  # {count}: things to choose
    paused_mark: str
    refused_mark: str  # after a press that does not count

    themes: Mapping[str, str]  # names of the screen's colours
    # The plain mode: what can be answered.
    answers: str  # {answers}: all of them but a number
    answer_does: str  # {key}, {does}
    answer_named: str  # {key}, {name}: a sign, and what it is called
    answer: str
    answer_of_list: str  # {last}: the number of the last thing to choose
    wrong_answer: str
    wrong_answer_of_list: str  # {last}

    edges: Mapping[str, str]  # what is said where an action changes nothing more, by its name
    key_names: Mapping[str, str]  # by the keymap's names
    key_labels: Mapping[str, str]  # for the screen, where they differ from the name
    actions: Mapping[str, str]  # what each action does, by its name

    def caption(self, action: str) -> str:
        """Return what an action does, as the name of something to choose."""
        words = self.actions[action]
        return f"{words[:1].upper()}{words[1:]}"


ENGLISH: Final = Phrases(
    lang="en-GB",
    titles={
        "welcome": "Welcome",
        "contents": "Contents",
        "help": "Help",
        "choices": "Voice and keys",
        "try-out": "Try the keys",
        "thanks": "Thank you",
    },
    welcome=(
        "This screen speaks. It reads to you about this subject: {title}. The facts come from {publisher}."
    ),
    welcome_prompt=(
        "Press {help} at any time to hear all the keys. "
        "Press {choices} to try the keys, or to change the voice. "
        "Press any big key to begin."
    ),
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
    phone_code=(
        "If you see a square code on the screen, the camera of your phone can read it. "
        "It holds the helpline number."
    ),
    link="There is more at {link}.",
    link_code=(
        "If you see a square code on the screen, the camera of your phone can read it. It holds this address."
    ),
    part_end="That is the end of this part. Next: {next}. Press {right} to go on.",
    last_part_end="That is the end of the last part. Press {right} to finish.",
    detour_end="Press {left} to go back to: {title}.",
    thanks="Thank you for listening. The helpline number is {phone}.",
    thanks_prompt="Press any big key to go back to the welcome.",
    help="Press a key to hear what it does, or {help} twice to leave. These are the keys.",
    help_end="Press {help} twice to go back to: {title}.",
    help_switches=(
        "Press the switch at any time to hear what you can choose. Press it when you hear what you want. "
        "Press it at once after a wrong choice to take that back."
    ),
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
    rate="{rate} words a minute.",
    steadiness="Keys: step {step} of {steps}. Step 1 is the quickest.",
    voice="This is voice {number} of {voices}.",
    only_voice="There is only one voice here.",
    scan_time="{seconds} seconds for each choice.",
    theme="Colours: {theme}.",
    large_print="Large print: size {size} of {sizes}.",
    ordinary_print="Ordinary print.",
    no_large_print="This screen has no room for large print.",
    slow_keys="A key counts when it has been held for {seconds} seconds.",
    no_slow_keys="This screen cannot tell how long a key is held. Ask at the desk for one that can.",
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
    choices="Listen, and press {enter} when you hear what you want.",
    describe="{key}: {does}.",
    describe_nothing="{key}: this key does nothing.",
    leave_help="{key}. Press it once more to leave help.",
    try_out=(
        "Press the big key five times, as you like. Then wait. "
        "The kiosk finds out how steady the keys should be. To change nothing, only wait."
    ),
    tried="{presses} presses, and {bounces} that were not meant. {steadiness}",
    too_close="Let some time pass between your presses.",
    feel="Try it now. Each press that counts is said.",
    keep="Press the big key to keep it. Or wait, to have the keys as they were.",
    kept="The keys stay like this.",
    not_kept="The keys are as they were.",
    one_switch="One switch. Press it at any time to hear the choices. Press it when you hear what you want.",
    two_switches="Two switches. One goes to the next choice. The other takes it.",
    all_keys="All keys count again.",
    switch_offer="Do you use one switch? Then press it now.",
    scan_stopped="Press the switch to hear the choices again.",
    taken_back="Taken back.",
    way_out="Back to {list}",
    from_to="{first}, to {last}",
    group_all="the choices",
    group_list="The list",
    group_voice="Voice and screen",
    group_keys="Keys",
    group_help="Helpline, help and contents",
    headphones_in="Headphones. {volume}",
    headphones_out="The headphones are out. Speech is paused.",
    still_there=(
        "Are you still there? Press any key to stay. Without it this visit ends in {seconds} seconds."
    ),
    more_time="Good. Take your time.",
    go_on_reading="go on reading",
    digits="1 to 9, and 0 for the tenth",
    more_above="more above",
    more_below="more below",
    count_above="{count} more above",
    count_below="{count} more below",
    paused_mark="Paused",
    refused_mark="not counted",
    themes={
        "light-on-dark": "light on dark",
        "dark-on-light": "dark on light",
        "yellow-on-black": "yellow on black",
        "calm": "calm",
    },
    answers="Type an answer, then press Enter. {answers}. In a list, a number chooses.",
    answer_does="{key}: {does}",
    answer_named="{key} ({name})",
    answer="Enter goes on, b goes back; ? for all.",
    answer_of_list="Enter goes on, b goes back, 1 to {last} chooses; ? for all.",
    wrong_answer="Please answer Enter to go on, b to go back, or help for all answers.",
    wrong_answer_of_list="Please answer 1 to {last}, or Enter to go on, b to go back, help for all answers.",
    edges={
        "louder": "This is the loudest.",
        "quieter": "This is the quietest.",
        "faster": "This is the fastest.",
        "slower": "This is the slowest.",
        "steadier": "This is the last step.",
        "quicker": "This is the quickest.",
        "hold-longer": "This is the longest.",
        "hold-shorter": "This is the shortest.",
        "more-time": "This is the longest.",
        "less-time": "This is the shortest.",
    },
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
        "choices": "voice and keys",
        "steadier": "keys: steadier",
        "quicker": "keys: quicker",
        "hold-longer": "hold keys longer",
        "hold-shorter": "hold keys for less time",
        "try-out": "try the keys",
        "one-switch": "use one switch",
        "two-switches": "use two switches",
        "all-keys": "use all keys",
        "more-time": "more time for each choice",
        "less-time": "less time for each choice",
        "theme": "other colours",
        "large-print": "larger print",
        "voice": "another voice",
    },
)

# Where lines are typed: no big keys, no keys to try, and no screen.
ENGLISH_IN_LINES: Final = replace(
    ENGLISH,
    titles={**ENGLISH.titles, "choices": "Voice"},
    welcome="This kiosk tells you about this subject: {title}. The facts come from {publisher}.",
    welcome_prompt=(
        "Press {help} at any time to hear all the answers. Press {choices} to change the voice. "
        "Press Enter to begin."
    ),
    phone_code="",
    link_code="",
    thanks_prompt="Press Enter to go back to the welcome.",
    help="These are the answers.",
    help_end="Press {help} to go back to: {title}.",
    does_nothing="{key}: this does nothing here. These do: {keys}.",
    not_said="The next sentence cannot be read aloud. It is printed here.",
    still_there=(
        "Are you still there? Press Enter to stay. Without it this visit ends in {seconds} seconds."
    ),
    digits="A number",
    actions={**ENGLISH.actions, "choices": "voice"},
)
