from pathlib import Path

import pytest

from kiosk.speech.clip import Clip
from kiosk.speech.utterance import Utterance, WordsPerMinute
from kiosk.speech.voice import Voice

from .texts import pack_lines, utterance


@pytest.fixture(scope="session")
def voice() -> Voice:
    """The one voice of the test run: eSpeak NG is initialised once in a process and knows one thread."""
    return Voice()


@pytest.fixture(scope="session")
def pack_clips(voice: Voice) -> list[tuple[Utterance, Clip]]:
    """Return everything that the bundled pack gives to be said, with its sound at 125 words a minute."""
    clips = []
    for line in pack_lines():
        said = utterance(line)
        clip = voice.render(said, rate=WordsPerMinute(125))
        assert clip, line
        clips.append((said, clip))
    return clips


@pytest.fixture
def no_device(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Hide every sound device of this machine from the speakers that are started."""
    silent = tmp_path / "asound.conf"
    silent.write_text("")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(silent))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
