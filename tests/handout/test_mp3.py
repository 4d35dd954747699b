"""The sound as MP3: its times are those at which a player plays the words."""

import base64
import sys
from itertools import pairwise
from typing import Any

import miniaudio
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser

from kiosk.errors import UsageError
from kiosk.handout.mp3 import Track, track
from kiosk.handout.read_aloud import SAMPLE_RATE, ReadAloud, Sound

from .packs import full

NEAR_SECONDS = 0.03
# Chromium's own decoder, at the track's rate.
DECODE = """async (mp3) => {
  const bytes = Uint8Array.from(atob(mp3), (each) => each.charCodeAt(0));
  const context = new OfflineAudioContext(1, 1, %d);
  const samples = (await context.decodeAudioData(bytes.buffer)).getChannelData(0);
  return Array.from(samples, (each) => Math.round(each * 32768));
}"""


def played(track: Track) -> NDArray[np.float64]:
    decoded = miniaudio.decode(track.mp3, nchannels=1, sample_rate=SAMPLE_RATE)
    return np.array(decoded.samples, dtype=np.float64)


def played_in_browser(track: Track, browser: Browser) -> NDArray[np.float64]:
    page = browser.new_page()
    samples: Any = page.evaluate(DECODE % SAMPLE_RATE, base64.b64encode(track.mp3).decode())
    page.close()
    return np.array(samples, dtype=np.float64)


def apart(original: Sound, heard: NDArray[np.float64], coded: Track) -> list[float]:
    """Return the seconds from the time of each word in the track to where its sound is played."""
    samples, found = np.array(original.samples, dtype=np.float64), list[float]()
    for before, after in zip(original.times, coded.times, strict=True):
        if before is None or after is None:
            continue
        bounds = [*(word.begin for word in before.words), before.end]
        for (begin, end), word in zip(pairwise(bounds), after.words, strict=True):
            piece = samples[round(begin * SAMPLE_RATE) : round(end * SAMPLE_RATE)]
            reach = round(0.2 * SAMPLE_RATE)
            first = max(0, round(word.begin * SAMPLE_RATE) - reach)
            around = heard[first : first + len(piece) + 2 * reach]
            found.append((first + place(piece, around)) / SAMPLE_RATE - word.begin)
    return found


def place(piece: NDArray[np.float64], around: NDArray[np.float64]) -> int:
    """Return where a piece is most like a longer one (their cross-correlation)."""
    size = len(piece) + len(around)
    alike = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(piece, size)), size)
    return int(np.argmax(alike[: len(around) - len(piece) + 1]))


@pytest.fixture(scope="module")
def sound(reading: ReadAloud) -> Sound:
    return reading.sound(full().chapters[2])


@pytest.fixture(scope="module")
def coded(full_tracks: tuple[Track, ...], sound: Sound) -> Track:  # noqa: ARG001 - there is a coder
    return track(sound)


def test_each_word_is_played_at_its_time(sound: Sound, coded: Track) -> None:
    """Measured: to the sample, for each of 109 words."""
    found = apart(sound, played(coded), coded)
    assert len(found) > 20
    assert max(map(abs, found)) < NEAR_SECONDS
    assert np.median(np.abs(found)) < 0.001


def test_each_word_is_played_at_its_time_in_a_browser(sound: Sound, coded: Track, browser: Browser) -> None:
    found = apart(sound, played_in_browser(coded, browser), coded)
    assert max(map(abs, found)) < NEAR_SECONDS
    assert np.median(np.abs(found)) < 0.001


def test_the_end_is_in_the_track(full_tracks: tuple[Track, ...]) -> None:
    for each in full_tracks:
        assert 0 <= len(played(each)) / SAMPLE_RATE - each.end < 0.1
        assert max(times.end for times in each.times if times) <= each.end


def test_without_the_coder_it_is_said_how_to_have_it(sound: Sound, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lameenc", None)
    with pytest.raises(UsageError, match=r"uv sync --extra handout"):
        track(sound)
