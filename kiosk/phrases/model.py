"""Every sentence that the kiosk itself says or shows, in one language. A pack's own words are not here.

A text is a template for str.format. Its annotation has the names that stand in it in braces; when it is heard
stands beside the English words (content/phrases/en-GB.yaml).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True)
class Phrases:
    """The kiosk's own words in one language (`lang`, a BCP 47 tag). Sentences are split like a pack's.

    No code is drawn on the screen where `phone_code`, or `link_code`, is empty: there are no words for it.
    """

    lang: str

    # The choice of the language.
    language: str
    language_by_number: Annotated[str, "number"]
    language_by_name: Annotated[str, "enter"]
    languages_prompt: Annotated[str, "help", "choices", "right"]

    # The screens.
    titles: Mapping[str, str]
    welcome: Annotated[str, "title", "publisher"]
    welcome_prompt: Annotated[str, "help", "choices"]
    contents: Annotated[str, "right", "enter"]
    contents_end: Annotated[str, "right"]
    people: Annotated[str, "right", "enter"]
    people_end: Annotated[str, "right"]
    story_featured: Annotated[str, "magazine"]
    story_missing: Annotated[str, "helpline"]
    story_end: Annotated[str, "next", "right"]
    name_held_back: Annotated[str, "number"]
    list_of: Annotated[str, "total"]
    phone: Annotated[str, "phone"]
    phone_code: str
    link: Annotated[str, "link"]
    link_code: str
    leaflet_print: Annotated[str, "enter"]
    leaflet_link: Annotated[str, "link"]
    leaflet_ask: Annotated[str, "helpline"]
    part_end: Annotated[str, "next", "right"]
    last_part_end: Annotated[str, "right"]
    detour_end: Annotated[str, "title", "left"]
    thanks: Annotated[str, "phone"]
    thanks_prompt: str
    help: Annotated[str, "help"]
    help_end: Annotated[str, "help", "title"]
    help_switches: str
    help_key: Annotated[str, "key", "does"]

    # Where one is.
    place_part: Annotated[str, "number", "total"]
    place_study: Annotated[str, "number", "total"]
    place_sentence: Annotated[str, "number", "total"]
    place_item: Annotated[str, "number", "total"]
    less_than_a_minute: str
    one_minute: str
    minutes: Annotated[str, "minutes"]

    # Notices.
    paused: Annotated[str, "pause"]
    volume: Annotated[str, "level", "levels"]
    rate: Annotated[str, "rate"]
    steadiness: Annotated[str, "step", "steps"]
    scan_time: Annotated[str, "seconds"]
    voice: Annotated[str, "number", "voices"]
    only_voice: str
    slow_keys: Annotated[str, "seconds"]
    theme: Annotated[str, "theme"]
    no_slow_keys: str
    large_print: Annotated[str, "size", "sizes"]
    ordinary_print: str
    no_large_print: str
    first_sentence: str
    last_sentence: str
    first_item: str
    last_item: str
    beginning: str
    does_nothing: Annotated[str, "key", "keys"]
    does: Annotated[str, "key", "does"]
    unknown_key: str
    not_said: str
    sound_off: str
    sound_on: str
    printing: str
    printed_already: str
    not_printed: str

    # Where the kiosk itself does not work.
    out_of_order: str
    ask_at_the_desk: str

    # Keys.
    choices: Annotated[str, "enter"]
    describe: Annotated[str, "key", "does"]
    describe_nothing: Annotated[str, "key"]
    leave_help: Annotated[str, "key"]
    try_out: str
    tried: Annotated[str, "presses", "bounces", "steadiness"]
    too_close: str
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
    way_out: Annotated[str, "list"]
    from_to: Annotated[str, "first", "last"]
    group_all: str
    group_list: str
    group_voice: str
    group_keys: str
    group_help: str
    headphones_in: Annotated[str, "volume"]
    headphones_out: str

    # When nobody presses.
    still_there: Annotated[str, "seconds"]
    more_time: str

    go_on_reading: str
    digits: str

    # What only the eye needs: the ear is told in another way.
    more_above: str
    more_below: str
    count_above: Annotated[str, "count"]
    count_below: Annotated[str, "count"]
    paused_mark: str
    refused_mark: str

    themes: Mapping[str, str]

    # The plain mode: what can be answered.
    answers: Annotated[str, "answers"]
    answer_does: Annotated[str, "key", "does"]
    answer_named: Annotated[str, "key", "name"]
    answer: str
    answer_of_list: Annotated[str, "last"]
    wrong_answer: str
    wrong_answer_of_list: Annotated[str, "last"]

    # What is taken home.
    published_by: Annotated[str, "publisher"]
    source: Annotated[str, "source"]
    checked_by: Annotated[str, "name"]
    checked_on: Annotated[str, "date"]
    not_checked: str
    check_due: Annotated[str, "date"]
    date: Annotated[str, "day", "month", "year"]
    story_not_here: str
    phone_code_printed: str
    link_code_printed: str
    code_held: Annotated[str, "held"]
    play: str
    pause: str
    voice_rests: str
    voice_reads: str
    sentence_back: str
    sentence_on: str
    how_to_listen: str
    listen_to: Annotated[str, "title"]
    no_sound: str
    book_summary: str

    months: Mapping[str, str]
    edges: Mapping[str, str]
    key_names: Mapping[str, str]
    key_labels: Mapping[str, str]
    actions: Mapping[str, str]

    def caption(self, action: str) -> str:
        """Return what an action does, as the name of something to choose."""
        words = self.actions[action]
        return f"{words[:1].upper()}{words[1:]}"
