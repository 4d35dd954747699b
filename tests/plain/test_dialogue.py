"""The dialogue: what is printed, what an answer does, what is asked again, and how it ends."""

import asyncio
import errno
from dataclasses import replace
from pathlib import Path

import pytest
from made_up import NAME, made_up, pack_made_up, words_made_up
from plain_visit import Plain

from kiosk.errors import ExitCode
from kiosk.keys.intents import Action, Intent
from kiosk.pack import loader
from kiosk.paths import bundled_pack
from kiosk.phrases.loader import english
from kiosk.settings import Hands, Settings
from kiosk.visit.edition import Edition
from kiosk.visit.events import KeyPressed

WORDS = english().in_lines

SHORT = "Enter goes on, b goes back; ? for all."
OF_CONTENTS = "Enter goes on, b goes back, 1 to 12 chooses; ? for all."


async def test_the_full_hint_comes_first_and_a_short_one_after() -> None:
    plain = Plain()
    welcome = await plain.printed()
    assert welcome[:2] == ["", "Welcome"]
    assert welcome[-2].startswith("Type an answer, then press Enter. Enter: go on; b: go back; ")
    assert ", (comma): slower; " in welcome[-2]
    assert welcome[-1] == SHORT

    contents = await plain.answer("")
    assert contents[:4] == ["", "Contents", "Item 1 of 12", "Press Enter to hear everything from the start."]
    assert contents[4] == "1. What it is"
    assert contents[-1] == OF_CONTENTS
    assert not [line for line in contents if line.startswith("Type an answer")]


async def test_a_number_of_any_size_chooses() -> None:
    plain = Plain()
    assert (await plain.answer("", "12"))[1] == "Helpline"
    assert plain.pressed[-1].intent == Intent(Action.CHOOSE_NUMBER, 12)

    pack = loader.load(bundled_pack())
    first, *others = pack.parts
    many = replace(pack, parts=(*[replace(first, id=f"p{n}", title=f"P{n}") for n in range(1, 151)], *others))
    assert (await Plain(pack=many).answer("", "137"))[1] == "P137"


@pytest.mark.parametrize(
    "wrong", ["13", "0", "99999999999999999999", "-1", "x", "é", "1 2", "²", "٣", "q" * 5000]
)
async def test_a_wrong_answer_is_asked_again_with_the_range_and_loses_nothing(wrong: str) -> None:
    plain = Plain()
    again = "Please answer 1 to 12, or Enter to go on, b to go back, help for all answers."

    assert await plain.answer("", wrong) == [again]
    plain.speaker.say_sentence()
    assert plain.speaker.heard[-1] == again
    assert (await plain.answer("2"))[1] == "Symptoms"


async def test_where_nothing_is_listed_no_range_is_named() -> None:
    assert await Plain().answer("7") == [
        "Please answer Enter to go on, b to go back, or help for all answers."
    ]


@pytest.mark.parametrize(
    ("answer", "title"),
    [
        ("h", "Helpline"),
        ("H ", "Helpline"),
        ("helpline", "Helpline"),
        ("d", "Disclaimer"),
        ("c", "Contents"),
        ("k", "Voice"),
        ("?", "Help"),
        ("help", "Help"),
        ("home", "Welcome"),
        ("b", "Contents"),
        ("go back", "Contents"),
        ("next", "Types and causes"),
    ],
)
async def test_letters_and_words_lead_where_keys_lead(answer: str, title: str) -> None:
    assert (await Plain().answer("", "2", answer))[1] == title


async def test_changes_are_printed_and_nothing_else_again() -> None:
    plain = Plain()
    assert await plain.answer("", "2", "+") == ["Volume 5 of 5.", SHORT]
    assert await plain.answer(".") == ["150 words a minute.", SHORT]
    assert await plain.answer("p") == ["Speech is paused. Press P to go on.", SHORT]
    assert await plain.answer("p") == [SHORT]


async def test_repeat_prints_the_page_again() -> None:
    plain = Plain()
    page = await plain.answer("", "2")
    assert await plain.answer("r") == page


async def test_every_page_is_left_by_back_to_where_one_was() -> None:
    plain = Plain()
    for answer in ("h", "k", "?"):
        assert (await plain.answer("c", "3", answer, "b"))[1] == "Types and causes"


async def test_no_code_is_told_of_where_none_can_be_seen_and_its_words_stay() -> None:
    pack = loader.load(bundled_pack())
    first, *others = pack.parts
    plain = Plain(pack=replace(pack, parts=(replace(first, link="https://www.example.org/"), *others)))

    helpline = await plain.answer("", "h")
    assert "The helpline number is 020 7793 3650." in helpline
    linked = await plain.answer("c", "1")
    assert "There is more at www.example.org." in linked
    assert not [line for line in (*helpline, *linked) if "code" in line]


async def test_the_voice_offers_no_keys_and_no_switches() -> None:
    page = await Plain().answer("k")
    listed = [line.partition(". ")[2] for line in page if line[:1].isdecimal()]
    assert listed == [
        *("Louder", "Quieter", "Slower", "Faster", "Say it again"),
        *("Helpline", "Disclaimer", "Help", "Contents", "Welcome", "Another voice"),
    ]


async def test_a_clinic_s_switches_and_steady_keys_do_not_hold_lines_up() -> None:
    plain = Plain(Settings(hands=Hands(switches=1, same_key=2.0, any_key=1.0, slow_keys=2.0)))
    await plain.printed()
    for line in ("", "", ""):
        plain.take(line)  # all in one moment
    assert (await plain.printed())[-2:] == ["Press Enter to go on.", SHORT]
    assert [press.intent for press in plain.pressed] == [Intent(Action.NEXT)] * 3


async def test_a_warning_is_printed_and_any_answer_stays_where_one_was() -> None:
    plain = Plain()
    await plain.answer("", "2")
    asked = "Are you still there? Press Enter to stay. Without it this visit ends in 20 seconds."
    assert await plain.wait(61.0) == [asked, SHORT]
    assert await plain.answer("h") == ["Good. Take your time.", SHORT]
    assert plain.pressed[-1] == KeyPressed("h", None)

    assert (await plain.wait(61.0))[0] == asked
    assert (await plain.wait(21.0))[1] == "Welcome"
    assert await plain.wait(1000.0) == []


async def test_that_sound_is_off_is_printed() -> None:
    plain = Plain()
    await plain.printed()
    plain.speaker.lose_sound()
    assert await plain.printed() == ["Sound is off. Please ask at the desk.", SHORT]


async def test_the_end_of_the_input_leaves() -> None:
    plain = Plain()
    await plain.printed()
    plain.take(None)
    assert await asyncio.wait_for(plain.ended, 1.0) == ExitCode.OK
    plain.take("h")
    assert await plain.printed() == []


async def test_nobody_to_read_leaves() -> None:
    plain = Plain()
    await plain.printed()
    plain.broken = errno.EPIPE
    plain.take("")
    assert await asyncio.wait_for(plain.ended, 1.0) == ExitCode.OK
    assert plain.dialogue.fault is None


async def test_a_line_that_cannot_be_written_is_told() -> None:
    plain = Plain()
    await plain.printed()
    plain.broken = errno.ENOSPC
    plain.take("")
    assert await asyncio.wait_for(plain.ended, 1.0) == ExitCode.FAILURE
    assert str(plain.dialogue.fault) == "The lines cannot be written: No space left on device."


async def test_a_fault_in_the_loop_ends_it_and_is_kept() -> None:
    plain = Plain()
    await plain.printed()
    fault = ValueError("a fault")

    def fail() -> None:
        raise fault

    asyncio.get_running_loop().call_soon(fail)
    assert await asyncio.wait_for(plain.ended, 1.0) == ExitCode.FAILURE
    assert plain.dialogue.fault is fault


async def test_every_answer_of_the_full_hint_is_one() -> None:
    plain = Plain()
    full = (await plain.printed())[-2]
    named = full.removeprefix("Type an answer, then press Enter. ").partition(". In a list")[0].split("; ")
    assert len(named) == 15
    for each in named:
        answer = each.partition(" (" if "(" in each else ":")[0]
        printed = await plain.answer("c", "2", "" if answer == "Enter" else answer)
        assert printed
        assert WORDS.wrong_answer not in printed


# --- Several languages.


@pytest.mark.requirement("K11")
async def test_a_language_is_chosen_by_its_number_and_all_that_is_printed_is_in_it(tmp_path: Path) -> None:
    pack = loader.load(bundled_pack())
    second = Edition(pack_made_up(pack), words_made_up(tmp_path).in_lines)
    plain, english = Plain(others=[second]), Plain()
    welcome = await plain.printed()
    assert welcome[4:8] == ["1. English", "Type 1 for English.", f"2. {NAME}", made_up("Type 2 for English.")]
    assert welcome[8:11] == [
        "Press Question mark at any time to hear all the answers.",
        "Press K to change the voice.",
        "Press Enter to begin in English.",
    ]
    assert welcome[-1] == "Enter goes on, b goes back, 1 to 2 chooses; ? for all."
    assert (await plain.answer("x"))[0].startswith("Please answer 1 to 2")

    chosen = await plain.answer("2")
    assert chosen[:2] == ["", made_up("Welcome")]
    assert chosen[-2].startswith(made_up("Type an answer, then press Enter. Enter: go on"))
    await english.printed()
    for answer in ("", "2", "", "h", "nonsense", "b", "+", "p", "?", "b", "d", "k", "b", "c", "10", "", "r"):
        printed = [made_up(line) for line in await english.answer(answer)]
        assert await plain.answer(answer) == printed, answer
    assert (await plain.answer(made_up("helpline")))[1] == made_up("Helpline")  # its words are answers, too
    assert (await plain.wait(200.0))[-4:-2] == welcome[-4:-2]
