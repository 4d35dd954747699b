import json
from dataclasses import is_dataclass
from inspect import getmembers, isclass
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.speech import protocol
from kiosk.speech.protocol import GarbledLineError, Message, Ping, Say, Volume, decode, encode
from kiosk.speech.utterance import (
    Decibels,
    Milliseconds,
    Place,
    Signal,
    Utterance,
    UtteranceId,
    WordsPerMinute,
)

KINDS = [
    kind
    for _, kind in getmembers(protocol, isclass)
    if is_dataclass(kind) and kind.__module__ == protocol.__name__
]
TEXTS = st.text(st.characters())  # lone surrogates too

st.register_type_strategy(
    Utterance, st.builds(Utterance, part=TEXTS, lang=TEXTS, written=TEXTS, spoken=TEXTS)
)
st.register_type_strategy(Decibels, st.builds(Decibels, st.floats(-60, 0)))


def test_every_kind_of_line_is_found() -> None:
    assert set(KINDS) == set(get_args(Message))
    assert len(KINDS) == 15


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_comes_back_as_it_went(kind: type[Message]) -> None:
    @settings(max_examples=50)
    @given(st.from_type(kind))
    def come_back(message: Message) -> None:
        line = encode(message)
        assert line.endswith(b"\n")
        assert line.count(b"\n") == 1
        assert decode(line) == message

    come_back()


def test_places_come_back_in_order() -> None:
    places = (Place(0, 3, 0, 3), Place(4, 9, 4, 7))
    said = Utterance(UtteranceId(4), "pain", "en-GB", "a\nb", "c", places, Milliseconds(400))
    message = Say(turn=3, utterances=(said, said), rate=WordsPerMinute(125), begin=7)
    back = decode(encode(message))
    assert back == message
    assert isinstance(back, Say)
    assert back.utterances[0].places == places


def test_a_signal_comes_back_and_another_word_is_garbled() -> None:
    said = Utterance(UtteranceId(4), "", "", "", "", (), Milliseconds(0), signal=Signal.END)
    line = encode(Say(turn=3, utterances=(said,), rate=WordsPerMinute(125)))
    back = decode(line)
    assert isinstance(back, Say)
    assert back.utterances[0].signal is Signal.END
    for other in (b'"bang"', b"7", b"[]", b"true"):
        with pytest.raises(GarbledLineError):
            decode(line.replace(b'"end"', other))


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"hello\n",
        b"\xff\xfe\n",
        b"null\n",
        b"7\n",
        b'"Ping"\n',
        b"[]\n",
        b"{}\n",
        b'{"kind": "Nobody"}\n',
        b'{"kind": []}\n',
        b'{"kind": "Ping"}\n',
        b'{"kind": "Ping", "number": 1, "more": 2}\n',
        b'{"kind": "Say", "turn": 1, "rate": 125, "utterances": null}\n',
        b'{"kind": "Say", "turn": 1, "rate": 125, "utterances": [7]}\n',
        b'{"kind": "Say", "turn": 1, "rate": 125, "utterances": [{"places": 7}]}\n',
        b'{"kind": "Say", "turn": 1, "rate": 125, "utterances": [{"places": [{}]}]}\n',
        b'{"kind": "Volume", "gain": "x"}\n',
        b'{"kind": "Volume", "gain": true}\n',
        b'{"kind": "Volume", "gain": ' + b"9" * 400 + b"}\n",
        b'{"kind": "Ping", "number": true}\n',
        b'{"kind": "Ping", "number": 1.0}\n',
        b'{"kind": "Sound", "on": 1, "reason": ""}\n',
        b'{"kind": "Failed", "turn": 1, "utterance": 1, "reason": null}\n',
        b'{"kind": "Say", "turn": 1, "rate": "125", "utterances": []}\n',
        b'{"kind": "Say", "turn": 1, "rate": 125, "utterances": "abc"}\n',
        b"[" * 200_000 + b"\n",
    ],
)
def test_a_line_that_is_no_message_is_garbled(line: bytes) -> None:
    with pytest.raises(GarbledLineError) as caught:
        decode(line)
    assert caught.value.detail == ""


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_of_another_type_is_garbled(kind: type[Message]) -> None:
    others: tuple[object, ...] = (None, True, 7, 0.5, "x", [], {}, [7], [None])

    @settings(max_examples=20)
    @given(st.from_type(kind), st.data())
    def is_garbled(message: Message, data: st.DataObject) -> None:
        line = json.loads(encode(message))
        name = data.draw(st.sampled_from(sorted(line)))
        kept = {type(line[name]), *([int] if name == "gain" else [])}
        line[name] = data.draw(st.sampled_from([other for other in others if type(other) not in kept]))
        with pytest.raises(GarbledLineError):
            decode(json.dumps(line).encode())

    is_garbled()


def test_a_whole_number_is_a_gain() -> None:
    assert decode(b'{"kind": "Volume", "gain": -6}\n') == Volume(Decibels(-6.0))


VOLUME = encode(Volume(Decibels(-6.0)))


@given(st.binary() | st.integers(0, len(VOLUME) - 2).map(lambda length: VOLUME[:length]))
def test_noise_is_garbled_and_nothing_else(line: bytes) -> None:
    with pytest.raises(GarbledLineError):
        decode(line)


def test_lines_are_plain_json() -> None:
    assert json.loads(encode(Ping(number=7))) == {"kind": "Ping", "number": 7}
