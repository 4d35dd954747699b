from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.client import AHEAD, Speech
from kiosk.speech.events import Cut, NotSaid, Said, Saying, SoundChanged, SpeechEvent, WordHeard
from kiosk.speech.fake import FakeSpeaker
from kiosk.speech.protocol import (
    Failed,
    Finished,
    More,
    Ready,
    Rendered,
    Rendering,
    Say,
    Silence,
    Sound,
    Started,
    ToSpeaker,
    Volume,
    Word,
)
from kiosk.speech.utterance import (
    Decibels,
    Milliseconds,
    Place,
    Signal,
    Utterance,
    UtteranceId,
    WordsPerMinute,
)


def utterance(number: int, written: str = "one two three") -> Utterance:
    """Return an utterance whose words are said as they are written."""
    places, at = [], 0
    for word in written.split():
        at = written.index(word, at)
        places.append(Place(at, at + len(word), at, at + len(word)))
        at += len(word)
    return Utterance(UtteranceId(number), "", "en-GB", written, written, tuple(places), Milliseconds(0))


ONE, TWO, THREE, FOUR, FIVE = (utterance(number) for number in range(1, 6))
ASIDE = utterance(100, "Speech is paused.")
CHIME = Utterance(UtteranceId(50), "", "", "", "", (), Milliseconds(0), signal=Signal.END)


class Room:
    """Speech with a fake speaker: the lines that went and the events that came, in order."""

    def __init__(self) -> None:
        self.speaker = FakeSpeaker()
        self.lines: list[ToSpeaker] = []
        self.events: list[SpeechEvent] = []
        self.speech = Speech(self._send, rate=WordsPerMinute(125), gain=Decibels(-6.0))
        self.speech.tell = self.events.append
        self.speaker.receive = self.speech.receive

    def _send(self, line: ToSpeaker) -> None:
        self.lines.append(line)
        self.speaker.send(line)

    def told(self) -> list[SpeechEvent]:
        """Return the events since this was last asked."""
        events, self.events[:] = list(self.events), []
        return events

    def paused(self) -> bool:
        return self.speech.paused

    def silent(self) -> bool:
        return self.speech.silent

    @property
    def turn(self) -> int:
        return max(line.turn for line in self.lines if isinstance(line, Say))


def words(number: int, *starts: int) -> list[SpeechEvent]:
    lengths = {0: 3, 4: 3, 8: 5}
    return [WordHeard(UtteranceId(number), start, start + lengths[start]) for start in starts]


def whole(said: Utterance) -> list[SpeechEvent]:
    return [Saying(said), *words(said.id, 0, 4, 8), Said(said.id)]


@pytest.fixture
def room() -> Room:
    return Room()


def test_sentences_are_said_in_order(room: Room) -> None:
    room.speech.say([ONE, TWO])
    room.speaker.say_all()
    assert room.told() == whole(ONE) + whole(TWO)


@pytest.mark.requirement("K05")
def test_what_is_said_anew_cuts_off_what_is_heard(room: Room) -> None:
    room.speech.say([ONE, TWO])
    room.speaker.say_word()
    room.speech.say([THREE])
    assert room.told() == [Saying(ONE), *words(1, 0), Cut(ONE.id)]
    room.speaker.say_all()
    assert room.told() == whole(THREE)


def test_nothing_is_cut_that_has_not_begun(room: Room) -> None:
    room.speech.say([ONE])
    room.speech.say([TWO])
    room.speaker.say_all()
    room.speech.say([])
    assert room.told() == whole(TWO)
    assert room.lines[-1] == Silence()


@pytest.mark.requirement("K05")
def test_late_lines_of_what_was_cut_off_are_dropped(room: Room) -> None:
    room.speech.say([ONE, TWO])
    room.speaker.say_word()
    old = room.turn
    room.speech.say([THREE])
    room.told()
    for line in (
        Word(turn=old, utterance=ONE.id, start=4, end=7),
        Finished(turn=old, utterance=ONE.id),
        Started(turn=old, utterance=TWO.id),
        Failed(turn=old, utterance=TWO.id, reason="late"),
    ):
        room.speech.receive(line)
    assert room.told() == []
    room.speaker.say_all()
    assert room.told() == whole(THREE)


@pytest.mark.requirement("K04")
def test_cut_ends_what_is_heard_and_what_would_follow(room: Room) -> None:
    room.speech.say([ONE, TWO])
    room.speaker.say_word()
    room.speech.cut()
    assert room.told() == [Saying(ONE), *words(1, 0), Cut(ONE.id)]
    assert room.speaker.silent
    room.speech.cut()
    assert room.told() == []


@pytest.mark.requirement("K04")
def test_a_pause_holds_the_word_and_resume_goes_on_from_it(room: Room) -> None:
    room.speech.say([ONE, TWO])
    room.speaker.say_word()
    room.speaker.say_word()
    room.speech.pause([ASIDE])
    assert room.paused()
    assert room.told() == [Saying(ONE), *words(1, 0, 4)]
    room.speaker.say_all()
    assert [event for event in room.told() if not isinstance(event, WordHeard)] == [
        Saying(ASIDE),
        Said(ASIDE.id),
    ]
    room.speech.resume()
    assert not room.paused()
    room.speaker.say_all()
    assert room.told() == [*words(1, 4, 8), Said(ONE.id), *whole(TWO)]
    assert room.speaker.heard == [ONE.written, ASIDE.written, TWO.written]


def test_resume_cuts_off_the_aside(room: Room) -> None:
    room.speech.say([ONE])
    room.speaker.say_word()
    room.speech.pause([ASIDE])
    room.speaker.say_word()
    room.told()
    room.speech.resume()
    assert room.told() == [Cut(ASIDE.id)]


def test_pause_when_paused_says_only_the_aside_again(room: Room) -> None:
    room.speech.say([ONE])
    room.speaker.say_word()
    room.speech.pause([ASIDE])
    room.speaker.say_word()
    room.speech.pause([utterance(101)])
    assert Cut(ASIDE.id) in room.told()
    room.speaker.say_all()
    assert room.told() == whole(utterance(101))
    room.speech.resume()
    room.speaker.say_all()
    assert room.told() == [*words(1, 0, 4, 8), Said(ONE.id)]


def test_a_pause_before_the_first_word_says_the_sentence_from_its_beginning(room: Room) -> None:
    room.speech.say([ONE])
    room.speech.pause([])
    room.speech.resume()
    room.speaker.say_all()
    assert room.told() == whole(ONE)


def test_a_pause_between_two_sentences_goes_on_with_the_second(room: Room) -> None:
    room.speech.say([ONE, TWO])
    room.speaker.say_sentence()
    room.speech.pause([])
    room.speech.resume()
    room.speaker.say_all()
    assert room.told() == whole(ONE) + whole(TWO)


def test_pause_in_silence_and_resume_without_pause_say_nothing(room: Room) -> None:
    room.speech.resume()
    assert room.lines == []
    room.speech.pause([])
    room.speech.resume()
    room.speaker.say_all()
    assert room.told() == []


def test_say_drops_what_is_held(room: Room) -> None:
    room.speech.say([ONE])
    room.speaker.say_word()
    room.speech.pause([ASIDE])
    room.speaker.say_word()
    room.told()
    room.speech.say([TWO])
    assert room.told() == [Cut(ASIDE.id), Cut(ONE.id)]
    assert not room.paused()
    room.speech.resume()
    room.speaker.say_all()
    assert room.told() == whole(TWO)


def test_cut_while_paused_keeps_what_is_held(room: Room) -> None:
    room.speech.say([ONE])
    room.speaker.say_word()
    room.speech.pause([ASIDE])
    room.speaker.say_word()
    room.told()
    room.speech.cut()
    assert room.told() == [Cut(ASIDE.id)]
    assert room.paused()
    room.speech.resume()
    room.speaker.say_all()
    assert room.told() == [*words(1, 0, 4, 8), Said(ONE.id)]


def test_a_new_speaker_says_the_sentence_from_its_beginning_and_it_is_told_once(room: Room) -> None:
    room.speech.say([ONE, TWO])
    room.speaker.say_word()
    room.speaker.say_word()
    room.told()
    room.lines.clear()
    room.speech.start_again()
    assert room.lines[0] == Volume(Decibels(-6.0))
    room.speaker.say_all()
    assert room.told() == [*words(1, 0, 4, 8), Said(ONE.id), *whole(TWO)]


def test_a_new_speaker_in_a_pause_leaves_what_is_held_at_its_word(room: Room) -> None:
    room.speech.say([ONE])
    room.speaker.say_word()
    room.speaker.say_word()
    room.speech.pause([ASIDE])
    room.speech.start_again()
    room.speaker.say_all()
    room.told()
    room.speech.resume()
    room.speaker.say_all()
    assert room.told() == [*words(1, 4, 8), Said(ONE.id)]


def test_what_is_said_before_there_is_a_speaker_is_said_when_there_is_one() -> None:
    lines: list[ToSpeaker] = []
    speech = Speech(lines.append, rate=WordsPerMinute(125), gain=Decibels(0.0))
    speech.say([ONE])
    lost, lines[:] = list(lines), []
    speech.start_again()
    assert isinstance(lost[0], Say)
    assert lines == [
        Volume(Decibels(0.0)),
        Say(turn=lost[0].turn + 1, utterances=(ONE,), rate=WordsPerMinute(125)),
    ]


def test_what_cannot_be_said_is_told_and_the_next_follows(room: Room) -> None:
    room.speech.say([ONE, TWO])
    room.speech.receive(Failed(turn=room.turn, utterance=ONE.id, reason="This sentence cannot be said."))
    assert room.told() == [NotSaid(ONE, "This sentence cannot be said.")]
    room.speech.receive(Started(turn=room.turn, utterance=TWO.id))
    assert room.told() == [Saying(TWO)]


def test_what_fails_behind_the_sentence_that_is_heard_leaves_that_alone(room: Room) -> None:
    room.speech.say([ONE, TWO, THREE])
    room.speaker.say_word()
    room.told()
    room.speech.receive(Failed(turn=room.turn, utterance=TWO.id, reason="no"))
    assert room.told() == [NotSaid(TWO, "no")]
    room.speech.say([])
    assert room.told() == [Cut(ONE.id)]


def test_what_fails_when_it_goes_on_is_over_and_the_next_is_told_from_its_beginning(room: Room) -> None:
    room.speech.say([ONE, TWO])
    room.speaker.say_word()
    room.speaker.say_word()
    room.speech.pause([])
    room.speech.resume()
    room.told()
    room.speech.receive(Failed(turn=room.turn, utterance=ONE.id, reason="no"))
    assert room.told() == [Cut(ONE.id), NotSaid(ONE, "no")]
    room.speech.pause([])
    room.speech.resume()
    room.speaker.say_all()
    assert room.told() == whole(TWO)


def die(room: Room, *, ahead: int = 0) -> bool:
    """Let the engine end the speaker at a sentence, and start another; return whether there was one."""
    died = room.speaker.die_of_sentence(ahead=ahead)
    if died:
        room.speech.start_again()
    return died


def sent(room: Room) -> list[list[str]]:
    """Return what the lines since this was last asked give the speaker to say."""
    spoken = [
        [each.spoken for each in line.utterances] for line in room.lines if isinstance(line, Say | More)
    ]
    room.lines.clear()
    return spoken


A, B, C, D = (utterance(number, written) for number, written in enumerate(("a", "bb", "ccc", "dddd"), 1))


def test_what_the_engine_died_of_once_waits_until_it_is_next(room: Room) -> None:
    room.speech.say([A, B, C, D])
    room.speaker.say_word()
    assert die(room, ahead=1)
    assert sent(room) == [["a"], ["bb", "ccc"], ["a"]]
    room.speaker.say_sentence()
    assert sent(room) == [["bb", "ccc", "dddd"]]
    room.speaker.say_all()
    assert [event for event in room.told() if not isinstance(event, WordHeard)] == [
        each for said in (A, B, C, D) for each in (Saying(said), Said(said.id))
    ]


def test_what_the_engine_died_of_once_is_for_another_voice(room: Room) -> None:
    room.speech.say([A, B])
    assert die(room)
    spare = [each.spare for line in room.lines if isinstance(line, Say | More) for each in line.utterances]
    assert spare == [False, False, True, False]
    room.speaker.say_all()
    room.speech.say([utterance(20, "a")])
    last = room.lines[-1]
    assert isinstance(last, Say)
    assert [each.spare for each in last.utterances] == [False], "it has survived"


def test_what_the_engine_died_of_twice_is_told_and_the_next_follows(room: Room) -> None:
    room.speech.say([A, B, C, D])
    room.speaker.say_word()
    assert die(room, ahead=1)
    room.speaker.say_sentence()
    room.told()
    sent(room)
    assert die(room)
    assert sent(room) == [[""], ["ccc", "dddd"]]
    room.speaker.say_all()
    assert [event for event in room.told() if not isinstance(event, WordHeard)] == [
        NotSaid(B, "the test lets it fail"),
        *(each for said in (C, D) for each in (Saying(said), Said(said.id))),
    ]
    again = utterance(20, "bb")
    sent(room)
    room.speech.say([again, utterance(21, "bb.")])
    assert sent(room) == [[""], ["bb."]]


def test_what_the_engine_survives_is_suspect_no_more(room: Room) -> None:
    for _ in range(3):
        room.speech.say([A, B])
        assert die(room)
        room.speaker.say_all()
    assert not [event for event in room.told() if isinstance(event, NotSaid)]
    sent(room)
    room.speech.say([B, A])
    assert sent(room) == [["bb"], ["a"]]


def test_a_speaker_that_ends_between_two_renderings_is_nobodys_fault(room: Room) -> None:
    room.speech.say([A, B])
    for _ in range(3):
        room.speaker.say_word()
        room.speech.start_again()
    room.speaker.say_all()
    assert not [event for event in room.told() if isinstance(event, NotSaid)]


def test_a_signal_is_no_text_of_which_the_engine_could_die(room: Room) -> None:
    room.speech.say([CHIME])
    assert room.speaker.die_of_sentence()
    room.speech.start_again()
    room.speech.say([ONE, CHIME])
    given = [line.utterances for line in room.lines[-2:] if isinstance(line, Say | More)]
    assert given == [(ONE,), (CHIME,)]


def test_what_the_engine_died_of_twice_is_no_signal(room: Room) -> None:
    for _ in range(2):
        room.speech.say([ONE])
        room.speaker.die_of_sentence()
        room.speech.start_again()
    room.speech.say([ONE, CHIME])
    room.told()
    room.speaker.say_all()
    assert [type(event) for event in room.told()] == [NotSaid, Saying, Said]


def test_a_signal_that_was_paused_is_heard_again_and_told_once(room: Room) -> None:
    room.speech.say([CHIME, ONE])
    room.speaker.begin_signal()
    room.speech.pause([])
    room.speech.resume()
    room.speaker.say_all()
    assert room.told() == [Saying(CHIME), Said(CHIME.id), *whole(ONE)]
    assert room.speaker.signals == [Signal.END, Signal.END]


def test_silent_is_when_nothing_is_said_or_still_to_be_said(room: Room) -> None:
    assert room.silent()
    room.speech.say([ONE, TWO])
    assert not room.silent()
    room.speaker.say_sentence()
    assert not room.silent()
    room.speech.pause([ASIDE])
    assert not room.silent()
    room.speaker.say_all()
    assert room.silent()
    room.speech.resume()
    assert not room.silent()
    room.speaker.say_all()
    assert room.silent()


def test_what_is_held_is_suspect_too(room: Room) -> None:
    room.speech.say([A, B, C])
    room.speaker.say_word()
    assert room.speaker.die_of_sentence(ahead=1)
    room.speech.pause([ASIDE])
    room.speech.start_again()
    sent(room)
    room.speech.resume()
    assert sent(room) == [["a"]]


def test_lines_that_make_no_sense_here_are_passed_over(room: Room) -> None:
    room.speech.say([ONE])
    room.speaker.say_word()
    room.told()
    turn, nobody = room.turn, UtteranceId(99)
    for line in (
        Started(turn=turn, utterance=nobody),
        Word(turn=turn, utterance=nobody, start=0, end=1),
        Finished(turn=turn, utterance=nobody),
        Failed(turn=turn, utterance=nobody, reason="no"),
        Rendering(turn=turn, utterance=nobody),
        Rendered(turn=turn, utterance=nobody),
    ):
        room.speech.receive(line)
    assert room.told() == []
    room.speech.cut()
    room.speech.receive(Finished(turn=room.turn + 1, utterance=ONE.id))
    assert room.told() == [Cut(ONE.id)]


@pytest.mark.parametrize("count", [0, 1, AHEAD, AHEAD + 1, 50])
def test_a_source_is_taken_a_few_ahead(room: Room, count: int) -> None:
    taken = 0

    def source() -> Iterator[Utterance]:
        nonlocal taken
        for number in range(1, 10_001):
            taken += 1
            yield utterance(number)

    room.speech.say(source())
    assert taken == AHEAD
    for _ in range(count):
        assert room.speaker.say_sentence()
    assert taken == AHEAD + count
    room.speech.pause([])
    room.speech.resume()
    assert taken == AHEAD + count
    room.told()
    assert room.speaker.say_sentence()
    assert room.told() == whole(utterance(count + 1))


def test_volume_is_set_at_once_and_again_for_a_new_speaker(room: Room) -> None:
    room.speech.say([ONE])
    room.speaker.say_word()
    room.speech.set_gain(Decibels(-18.0))
    assert room.speaker.gain == -18.0
    room.speaker.gain = Decibels(0.0)
    room.speech.start_again()
    assert room.speaker.gain == -18.0
    assert room.told() == [Saying(ONE), *words(1, 0)]


def test_a_rate_counts_from_what_is_said_next(room: Room) -> None:
    room.speech.say([ONE])
    room.speech.set_rate(WordsPerMinute(175))
    assert room.speaker.rate == 125
    room.speech.say([ONE])
    assert room.speaker.rate == 175


def test_sound_is_told_on_each_change_and_not_by_each_speaker(room: Room) -> None:
    off = Sound(on=False, reason="no sound device can be opened")
    for line in (Ready(), off, off, Sound(on=True), Sound(on=True), off):
        room.speech.receive(line)
    assert room.told() == [
        SoundChanged(on=False, reason="no sound device can be opened"),
        SoundChanged(on=True, reason=""),
        SoundChanged(on=False, reason="no sound device can be opened"),
    ]


ACTS: dict[str, Callable[[Room, Iterator[int]], object]] = {
    "say": lambda room, ids: room.speech.say([utterance(next(ids)) for _ in range(5)]),
    "say nothing": lambda room, _: room.speech.say([]),
    "cut": lambda room, _: room.speech.cut(),
    "pause": lambda room, ids: room.speech.pause([utterance(next(ids))]),
    "resume": lambda room, _: room.speech.resume(),
    "new speaker": lambda room, _: room.speech.start_again(),
    "word": lambda room, _: room.speaker.say_word(),
    "sentence": lambda room, _: room.speaker.say_sentence(),
    "die": lambda room, _: die(room),
    "die ahead": lambda room, _: die(room, ahead=1),
    "fail": lambda room, _: room.speaker.fail_sentence(),
}


@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=40))
def test_whatever_happens_each_sentence_is_told_once_and_ended_once(acts: list[str]) -> None:
    room, ids = Room(), iter(range(1, 1000))
    for act in acts:
        ACTS[act](room, ids)
    room.speech.say([])  # ends what is heard and what is held
    begun, ended, heard = list[int](), list[int](), -1
    for event in room.events:
        match event:
            case Saying(utterance=said):
                begun.append(said.id)
            case Said(utterance=number) | Cut(utterance=number):
                ended.append(number)
            case WordHeard(utterance=number):
                heard = number
                assert heard in begun
                assert heard not in ended
            case _:
                pass
    assert len(set(begun)) == len(begun)
    assert sorted(ended) == sorted(begun)
