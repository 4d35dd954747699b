"""`kiosk out-of-order`: what stands on the board, what is said, and that both are whole files."""

import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from made_up import pack_made_up, words_made_up

from kiosk.errors import UsageError, VoiceError
from kiosk.lettering import letterforms
from kiosk.lettering.letterforms import side_by_side
from kiosk.pack import loader
from kiosk.paths import bundled_pack
from kiosk.phrases.loader import english
from kiosk.settings import PRINT, VoiceName
from kiosk.speech.utterance import Utterance, WordsPerMinute
from kiosk.staff import out_of_order
from kiosk.staff.out_of_order import ROWS, SCREEN, SOUND, WIDTH, board
from kiosk.staff.studio import Studio, Take
from kiosk.visit.edition import Edition

from .kiosk_command import kiosk

OURS = Edition(loader.load(bundled_pack()), english().on_screen)
PHONE = OURS.pack.helpline.phone
SAID = f"This kiosk is out of order. Please ask at the desk. The helpline number is {PHONE}."


def with_number(phone: str) -> Edition:
    *parts, helpline = OURS.pack.parts
    return replace(OURS, pack=replace(OURS.pack, parts=(*parts, replace(helpline, phone=phone))))


def blocks(text: str) -> int:
    return sum(sign in "▀▄█" for sign in text)


@pytest.mark.parametrize("phone", [PHONE, "111", "0117 496 0000"])
def test_the_board_has_room_on_the_least_screen_and_large_letters(phone: str) -> None:
    shown = board([with_number(phone)])
    rows = shown.split("\n")
    assert len(rows) <= ROWS
    assert max(map(len, rows)) <= WIDTH
    assert blocks(shown) > 100
    assert SAID.replace(PHONE, phone) in " ".join(shown.split())


def test_a_number_that_has_no_room_in_large_letters_stands_in_small_ones() -> None:
    shown = board([with_number("0117496000001174960000")])
    assert blocks(shown) == 0
    assert "The helpline number is 0117496000001174960000." in " ".join(shown.split())


def test_an_accent_stands_above_a_large_letter() -> None:
    def drawn(size: int) -> list[str]:
        forms = letterforms.load(size)
        return side_by_side([letter for each in "Élan" if (letter := forms.letter(each))])

    shown = board([replace(OURS, phrases=replace(OURS.phrases, ask_at_the_desk="Élan"))]).split("\n")
    assert any({f"  {row}".rstrip() for row in drawn(size)} <= set(shown) for size in PRINT[1:])


def test_each_language_is_shown(tmp_path: Path) -> None:
    other = Edition(pack_made_up(OURS.pack), words_made_up(tmp_path).on_screen)
    shown = " ".join(board([OURS, other]).split())
    assert SAID in shown
    assert f"{other.phrases.ask_at_the_desk} {other.phrases.phone.format(phone=PHONE)}" in shown


def test_it_is_said_as_the_kiosk_says_it_and_the_number_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    take = Studio.take

    def heard(studio: Studio, utterance: Utterance, *, rate: WordsPerMinute) -> Take:
        said.append(utterance.spoken)
        return take(studio, utterance, rate=rate)

    monkeypatch.setattr(Studio, "take", heard)
    list(out_of_order.out_of_order([with_number("020 7946 0123")], to=tmp_path, voice=VoiceName.ESPEAK))
    assert said == [
        "This kiosk is out of order.",
        "Please ask at the desk.",
        "The helpline number is 0 2 0, 7 9 4 6, 0 1 2 3.",
        *said[3:],
    ]
    assert [group.strip(",. ") for group in said[3:]] == ["0 2 0", "7 9 4 6", "0 1 2 3"]


def test_the_command_makes_both_in_a_new_folder(tmp_path: Path) -> None:
    to = tmp_path / "state" / "out-of-order"
    ended = kiosk("--voice", "espeak", "out-of-order", "--to", str(to))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.split() == [str(to / SCREEN), str(to / SOUND)]
    assert SAID in " ".join((to / SCREEN).read_text(encoding="utf-8").split())
    assert sorted(path.name for path in to.iterdir()) == [SCREEN, SOUND]
    with wave.open(str(to / SOUND), "rb") as sound:
        assert sound.getnframes() / sound.getframerate() > 10.0
        samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
    rate = len(samples) // 10
    assert not samples[: rate // 50].any()  # a loudspeaker that wakes up loses nothing
    assert abs(samples).max() > 3000


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r"The text cannot be written to .*: File exists\."):
        list(out_of_order.out_of_order([OURS], to=tmp_path / "file"))


def test_where_no_voice_can_say_it_the_text_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise VoiceError("There is no voice.")

    monkeypatch.setattr("kiosk.staff.out_of_order.Studio", fails)
    with pytest.raises(VoiceError):
        list(out_of_order.out_of_order([OURS], to=tmp_path))
    assert (tmp_path / SCREEN).exists()
    assert not (tmp_path / SOUND).exists()
