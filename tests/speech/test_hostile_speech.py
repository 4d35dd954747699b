"""Whatever a pack's text is made of, the voice says it: it does not end, hang or fall silent.

The voice is in a process of its own, as in the kiosk, so that one that ends can be seen.
"""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.paths import pronunciation_file
from kiosk.reading import lexicon
from kiosk.reading.spoken import spoken_form

SAYING = """
import json, sys
from kiosk.errors import VoiceError
from kiosk.speech.utterance import Milliseconds, Utterance, UtteranceId, WordsPerMinute
from kiosk.speech.voice import Voice

voice = Voice()
for line in sys.stdin:
    said = Utterance(UtteranceId(1), "", "en-GB", "", json.loads(line), (), Milliseconds(0))
    try:
        clip = voice.render(said, rate=WordsPerMinute(250))
    except VoiceError as error:
        print(json.dumps(str(error)), flush=True)
    else:
        print(json.dumps(len(clip.samples) / voice.sample_rate), flush=True)
"""
WORDS = [
    "word",
    "two words",
    "Dr. Lee",
    "DYT1",
    "020 7793 3650",
    "\u00a312.50",
    "10am-4pm",
    "1.",
    "?",
    " ",
    "\n",
]
RUNS = ["s'" * 100, "open" * 56, "#*@!%^&+=~|;?$" * 5, "x" * 10_000, "9" * 40, "(" * 200, '"' * 50, "'" * 9]
HIDDEN = ["\x00", "\x010A", "\x01", "\x1b[2J", "\x1b]52;c;eA==\x07", "\x9b", "\u202e", "\u200b", "\ufeff"]
MARKUP = [
    "[[",
    "]]",
    "[[h@l'oU]]",
    "[/]",
    "[@click=app.quit]",
    "<",
    ">",
    "&",
    "<mark name='x'/>",
    "\\",
    "\ue000",
]
OTHERS = ["\u4f60\u597d", "\u0645\u0631", "\U0001f600", "e\u0301\u0301\u0301\u0301", "\u00bd", "\ud800"]
PIECES = st.sampled_from([*WORDS, *RUNS, *HIDDEN, *MARKUP, *OTHERS])
LONGEST_SECONDS = 60.0  # at 250 words a minute; a text of 12 pieces that is cut as it should be is shorter


@pytest.fixture(scope="module")
def saying() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", SAYING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.lists(PIECES, max_size=12).map("".join))
def test_any_text_is_said_or_refused_in_words(saying: "subprocess.Popen[str]", written: str) -> None:
    spoken = spoken_form(written, lexicon.load(pronunciation_file("en-GB"))).text
    assert saying.stdin
    assert saying.stdout
    saying.stdin.write(json.dumps(spoken) + "\n")
    saying.stdin.flush()
    answer = saying.stdout.readline()
    assert answer, f"the voice ended at {spoken!r}"
    heard = json.loads(answer)
    if isinstance(heard, str):
        assert heard == "This sentence cannot be said."
        assert not any(character.isascii() and character.isalnum() for character in spoken), spoken
    else:
        assert 0.0 < heard < LONGEST_SECONDS
