from array import array
from itertools import accumulate, pairwise
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.clip import Clip, Mark
from kiosk.speech.deck import Deck
from kiosk.speech.protocol import Finished, FromSpeaker, Started, Word
from kiosk.speech.utterance import Decibels, Milliseconds, UtteranceId

RATE = 1000  # a sample is a millisecond
FADE = 5


class Played:
    """A deck with a device that is the test itself: what was handed out, and what was told at which block."""

    def __init__(self) -> None:
        self.told: list[tuple[int, FromSpeaker]] = []  # (frames handed out before the block, message)
        self.out = array("h")
        self.heard_in: list[float] = []
        self.deck = Deck(sample_rate=RATE, tell=self._tell)

    def _tell(self, message: FromSpeaker, heard_in: float) -> None:
        self.told.append((len(self.out), message))
        self.heard_in.append(heard_in)

    def fill(self, frames: int) -> list[int]:
        block = self.deck.fill(frames)
        self.out.extend(block)
        return list(block)

    @property
    def messages(self) -> list[FromSpeaker]:
        return [message for _, message in self.told]


def clip(
    *levels: int,
    utterance: int = 1,
    marks: tuple[int, ...] = (),
    pause: int = 0,
    begin: int = 0,
    ends: bool = True,
) -> Clip:
    """Return a clip of these samples; the word at sample n has the written characters n and n + 1."""
    words = tuple(Mark(sample=sample, start=sample, end=sample + 1) for sample in marks)
    return Clip(7, utterance, array("h", levels), words, Milliseconds(pause), begin, ends)


def loud(length: int, level: int = 1000) -> list[int]:
    return [level] * length


def started(utterance: int = 1) -> Started:
    return Started(turn=7, utterance=UtteranceId(utterance))


def word(at: int, utterance: int = 1) -> Word:
    return Word(turn=7, utterance=UtteranceId(utterance), start=at, end=at + 1)


def finished(utterance: int = 1) -> Finished:
    return Finished(turn=7, utterance=UtteranceId(utterance))


def test_an_empty_deck_hands_out_silence() -> None:
    played = Played()
    assert played.fill(7) == [0] * 7
    assert played.told == []


def test_clips_and_the_pauses_between_them_are_exact_to_the_sample() -> None:
    played = Played()
    played.deck.load(clip(*loud(30, 1), utterance=1, pause=12))
    played.deck.load(clip(*loud(20, 2), utterance=2, pause=5))
    assert played.fill(80) == loud(30, 1) + [0] * 12 + loud(20, 2) + [0] * 18
    assert played.messages == [started(1), finished(1), started(2), finished(2)]


def test_a_pause_is_in_milliseconds_whatever_the_sample_rate() -> None:
    deck = Deck(sample_rate=22050, tell=lambda *_: None)
    deck.load(clip(1, pause=400))
    deck.load(clip(2))
    assert list(deck.fill(1 + 8820 + 1)) == [1, *[0] * 8820, 2]


def test_a_clip_that_comes_late_still_keeps_the_pause_before_it() -> None:
    played = Played()
    played.deck.load(clip(1, pause=10, utterance=1))
    assert played.fill(5) == [1, 0, 0, 0, 0]
    played.deck.load(clip(2, utterance=2))
    assert played.fill(8) == [0] * 6 + [2, 0]
    played.fill(3)
    played.deck.load(clip(3, utterance=3))
    assert played.fill(2) == [3, 0]


def test_a_word_is_told_with_the_block_that_holds_its_first_sample() -> None:
    played = Played()
    played.deck.load(clip(*loud(40), marks=(0, 9, 10, 25, 39)))
    for _ in range(5):
        played.fill(10)
    assert played.told == [
        (0, started()),
        (0, word(0)),
        (0, word(9)),
        (10, word(10)),
        (20, word(25)),
        (30, word(39)),
        (30, finished()),
    ]


def test_a_clip_begins_where_it_is_asked_to() -> None:
    played = Played()
    played.deck.load(clip(*range(1, 21), marks=(0, 8, 10, 15), begin=10))
    assert played.fill(12)[FADE:] == [*range(16, 21), 0, 0]
    assert played.messages == [started(), word(10), word(15), finished()]


@pytest.mark.requirement("K04")
def test_what_begins_in_mid_sentence_fades_in_within_5_ms() -> None:
    played = Played()
    played.deck.load(clip(*loud(40), begin=20))
    assert played.fill(20) == [0, 200, 400, 600, 800, *loud(15)]


@pytest.mark.requirement("K05")
@pytest.mark.parametrize("begin", [0, 30])
@pytest.mark.parametrize("at", [1, 40, 90])
def test_neither_a_cut_nor_what_follows_it_leaps(at: int, begin: int) -> None:
    """A leap of more than a step of the fade is a click; a clip's own beginning is silent already."""
    played = Played()
    rising = [min(200 * i, 1000) for i in range(100)]
    played.deck.load(clip(*rising))
    played.fill(at)
    played.deck.cut()
    played.fill(3)  # the next is there before the fade is over
    played.deck.load(clip(*rising, utterance=2, begin=begin))
    played.fill(50)
    assert max(abs(after - before) for before, after in pairwise(played.out)) <= 200


def test_a_clip_that_begins_at_its_end_is_told_and_over() -> None:
    played = Played()
    played.deck.load(clip(1, 2, begin=2, utterance=1))
    played.deck.load(clip(3, utterance=2))
    assert played.fill(2) == [3, 0]
    assert played.messages == [started(1), finished(1), started(2), finished(2)]


@pytest.mark.requirement("K05")
def test_a_cut_fades_out_within_5_ms_and_nothing_follows() -> None:
    played = Played()
    played.deck.load(clip(*loud(100), marks=(0, 52, 60)))
    played.deck.load(clip(*loud(100), utterance=2))
    played.fill(50)
    told = len(played.told)
    played.deck.cut()
    assert played.fill(100) == [1000, 800, 600, 400, 200] + [0] * 95
    assert played.told[told:] == []


def test_a_cut_in_the_last_samples_fades_what_is_left() -> None:
    played = Played()
    played.deck.load(clip(*loud(10), pause=50))
    played.fill(8)
    played.deck.cut()
    assert played.fill(5) == [1000, 800, 0, 0, 0]


def test_a_cut_during_a_pause_ends_the_pause_too() -> None:
    played = Played()
    played.deck.load(clip(*loud(10), pause=1000))
    played.deck.load(clip(*loud(10), utterance=2))
    played.fill(20)
    played.deck.cut()
    played.deck.load(clip(3, utterance=3))
    assert played.fill(3) == [3, 0, 0]


@pytest.mark.parametrize("begin", [0, 40])
def test_a_cut_before_the_first_sample_lets_nothing_be_heard(begin: int) -> None:
    played = Played()
    played.deck.load(clip(*loud(100), begin=begin))
    played.deck.cut()
    assert played.fill(20) == [0] * 20
    assert played.told == []


def test_the_next_clip_follows_the_fade() -> None:
    played = Played()
    played.deck.load(clip(*loud(100)))
    played.fill(50)
    played.deck.cut()
    played.deck.load(clip(*loud(3, 7), utterance=2))
    assert played.fill(FADE + 4) == [1000, 800, 600, 400, 200, 7, 7, 7, 0]
    assert played.messages == [started(1), started(2), finished(2)]


def test_what_is_taken_is_no_more_than_there_is() -> None:
    played = Played()
    played.deck.load(clip(1, 2, 3, pause=2))
    taken = [(played.deck.pending, list(played.deck.take(4))) for _ in range(3)]
    assert taken == [(True, [1, 2, 3, 0]), (True, [0]), (False, [])]


def test_a_cut_fades_from_the_first_sample_that_is_taken_back() -> None:
    played = Played()
    played.deck.load(clip(*loud(20, 100), *loud(30, 1000), *loud(50, 500)))
    played.fill(60)
    played.deck.cut(unheard=20)  # which was the sample 40, in the middle
    assert played.fill(7) == [1000, 800, 600, 400, 200, 0, 0]


def test_a_cut_fades_what_is_taken_back_of_a_clip_that_has_ended() -> None:
    played = Played()
    played.deck.load(clip(*loud(20), pause=50))
    played.fill(30)
    played.deck.cut(unheard=13)
    assert played.fill(7) == [1000, 800, 600, 0, 0, 0, 0]


def test_a_cut_takes_nothing_back_twice() -> None:
    played = Played()
    played.deck.load(clip(*loud(20)))
    played.fill(10)
    played.deck.cut(unheard=5)
    played.deck.cut(unheard=5)
    assert played.fill(5) == [0] * 5


def test_the_beginning_of_a_clip_is_heard_before_the_whole_is_there() -> None:
    played = Played()
    played.deck.load(clip(1, 2, ends=False))
    assert list(played.deck.take(5)) == [1, 2]
    assert not played.deck.pending
    assert list(played.deck.take(5)) == []
    played.deck.load(clip(1, 2, 3, ends=False))
    assert list(played.deck.take(5)) == [3]
    played.deck.load(clip(1, 2, 3, 4, marks=(0, 1, 3), pause=2))
    assert list(played.deck.take(5)) == [4, 0, 0]
    assert played.messages == [started(), word(0), word(1), word(3), finished()]


def test_the_beginning_of_a_clip_waits_behind_the_one_before_it() -> None:
    played = Played()
    played.deck.load(clip(1, 2, pause=1))
    played.deck.load(clip(5, ends=False, utterance=2))
    played.deck.load(clip(5, 6, utterance=2, marks=(0,)))
    assert played.fill(6) == [1, 2, 0, 5, 6, 0]
    assert played.messages == [started(1), finished(1), started(2), word(0, 2), finished(2)]


def test_a_clip_whose_end_never_comes_is_forgotten_and_the_next_is_heard() -> None:
    played = Played()
    played.deck.load(clip(1, 2, 3, ends=False))
    assert list(played.deck.take(2)) == [1, 2]
    played.deck.abandon()
    played.deck.load(clip(7, 8, utterance=2))
    played.deck.abandon()
    assert played.fill(3) == [7, 8, 0]
    assert played.messages == [started(1), started(2), finished(2)]


def test_what_is_told_comes_with_the_seconds_until_it_is_heard() -> None:
    played = Played()
    played.deck.load(clip(*loud(30), marks=(0, 12, 25), pause=10))
    played.deck.take(20, heard_in=0.040)
    played.deck.take(20, heard_in=0.050)
    assert played.messages == [started(), word(0), word(12), word(25), finished()]
    assert played.heard_in == pytest.approx([0.040, 0.040, 0.052, 0.055, 0.060])


def test_a_word_that_was_heard_before_it_was_known_is_told_at_once() -> None:
    played = Played()
    played.deck.load(clip(*loud(20), ends=False))
    played.deck.take(20, heard_in=0.010)
    played.deck.load(clip(*loud(30), marks=(0, 5)))
    played.deck.take(10, heard_in=0.002)
    assert played.heard_in == pytest.approx([0.010, -0.018, -0.013, 0.012])


def test_gain_is_in_decibels_and_counts_from_the_next_block() -> None:
    played = Played()
    played.deck.load(clip(*loud(30, 10_000)))
    assert played.fill(10) == loud(10, 10_000)
    played.deck.set_gain(Decibels(-20.0))
    assert played.fill(10) == loud(10, 1_000)
    played.deck.set_gain(Decibels(0.0))
    assert played.fill(10) == loud(10, 10_000)


def test_a_cut_fades_at_the_gain_that_is_set() -> None:
    played = Played()
    played.deck.set_gain(Decibels(-20.0))
    played.deck.load(clip(*loud(30, 10_000)))
    played.fill(10)
    played.deck.cut()
    assert played.fill(6) == [1000, 800, 600, 400, 200, 0]


def test_one_clip_is_kept_behind_the_one_that_is_heard() -> None:
    played, full, returned = Played(), Event(), Event()

    def wanted() -> bool:  # asked only when there is no room
        full.set()
        return True

    def wait() -> None:
        played.deck.wait_until_hungry(wanted=wanted)
        returned.set()

    wait()
    played.deck.load(clip(*loud(10)))
    wait()
    assert not full.is_set()
    played.deck.load(clip(*loud(10)))
    returned.clear()
    Thread(target=wait, daemon=True).start()
    assert full.wait(10)
    played.fill(9)
    assert not returned.is_set()
    played.fill(1)
    assert returned.wait(10)


def test_who_waits_for_room_is_told_of_a_cut() -> None:
    played, wanted, returned = Played(), [True], Event()

    def wait() -> None:
        played.deck.wait_until_hungry(wanted=lambda: wanted[0])
        returned.set()

    for number in range(3):
        played.deck.load(clip(*loud(10), utterance=number))
    Thread(target=wait, daemon=True).start()
    wanted[0] = False
    played.deck.cut()
    assert returned.wait(10)


@st.composite
def clips(draw: st.DrawFn) -> list[Clip]:
    made = []
    for number in range(draw(st.integers(0, 4))):
        levels = draw(st.lists(st.integers(-32768, 32767), min_size=1, max_size=60))
        marks = draw(st.sets(st.integers(0, len(levels) - 1), max_size=6))
        begin = draw(st.integers(0, len(levels) - 1))
        pause = draw(st.integers(0, 30))
        made.append(clip(*levels, utterance=number, marks=tuple(sorted(marks)), pause=pause, begin=begin))
    return made


def faded_in(clip: Clip) -> list[int]:
    heard = clip.samples[clip.begin :]
    return [sample * min(i, FADE) // FADE for i, sample in enumerate(heard)] if clip.begin else list(heard)


@given(loaded=clips(), blocks=st.lists(st.integers(0, 50), max_size=20))
def test_what_is_handed_out_does_not_depend_on_the_size_of_the_blocks(
    loaded: list[Clip], blocks: list[int]
) -> None:
    played = Played()
    for each in loaded:
        played.deck.load(each)
    samples, expected = list[int](), list[tuple[int, FromSpeaker]]()
    for each in loaded:
        at, number = len(samples) - each.begin, each.utterance
        expected.append((len(samples), started(number)))
        expected += [(at + m.sample, word(m.start, number)) for m in each.marks if m.sample >= each.begin]
        expected.append((at + len(each.samples) - 1, finished(number)))
        samples += [*faded_in(each), *[0] * each.pause]
    for frames in [*blocks, len(samples)]:
        assert len(played.fill(frames)) == frames
    assert list(played.out[: len(samples)]) == samples
    assert not any(played.out[len(samples) :])
    assert played.messages == [message for _, message in expected]
    edges = [0, *accumulate([*blocks, len(samples)])]
    for (block, _), (sample, _) in zip(played.told, expected, strict=True):
        assert block == max(edge for edge in edges if edge <= sample)


def test_it_tells_for_how_long_what_is_to_be_heard_has_waited() -> None:
    now = 100.0
    deck = Deck(sample_rate=RATE, tell=lambda *_: None, clock=lambda: now)
    assert deck.waited() == 0.0
    now += 5.0
    assert deck.waited() == 0.0  # there is nothing
    deck.load(clip(1, 2, 3, 4))
    assert deck.waited() == 0.0  # and it came just now
    now += 2.0
    deck.load(clip(1, 2, 3, 4))
    assert deck.waited() == 2.0  # the next waits behind it
    deck.take(2)
    assert deck.waited() == 0.0
    now += 1.0
    assert deck.waited() == 1.0
    deck.cut()
    deck.take(RATE)
    now += 1.0
    assert deck.waited() == 0.0
