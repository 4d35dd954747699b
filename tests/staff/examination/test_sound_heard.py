"""`kiosk doctor` with a real sound server and speaker: its microphone is the loop-back of what it plays."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from speech.sink import LIMIT_SECONDS, Sink

from kiosk.staff.examination import sound
from kiosk.staff.examination.examined import system_microphone
from kiosk.staff.examination.trial import aloud

from ..kiosk_command import no_device  # noqa: TID252 - beside these tests
from .found import told, without_packs

pytestmark = pytest.mark.sound
PLAYED = 'sound: the device has played: "This is the voice of the kiosk.".'
HEARD = "hearing: the loop-back of the sound server has heard it; whether the loudspeaker is on, you hear."


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sink]:
    """A server to which nobody else listens: it is idle, as in a waiting room at night."""
    (tmp_path / "sound").mkdir()
    server = Sink(tmp_path / "sound")
    monkeypatch.setenv("ALSA_CONFIG_PATH", no_device(tmp_path)["ALSA_CONFIG_PATH"])
    monkeypatch.setenv("PULSE_SERVER", server.server)
    try:
        server.serve()
        yield server
    finally:
        server.stop()


def control(command: str) -> None:
    subprocess.run(f"pactl {command}".split(), check=True, timeout=LIMIT_SECONDS)


def looked_at() -> list[str]:
    examined = replace(without_packs(), hear=aloud, microphone=system_microphone)
    return [*told(sound.volume, examined), *told(sound.played_and_heard, examined)]


@pytest.mark.usefixtures("server")
def test_the_kiosk_hears_itself_each_time_however_quiet() -> None:
    assert looked_at() == ["volume: the sound server plays at 100%.", PLAYED, HEARD]
    control("set-sink-volume test 20%")
    assert looked_at() == ["volume: the sound server plays at 20%.", PLAYED, HEARD]


@pytest.mark.usefixtures("server")
def test_what_is_muted_is_played_and_not_heard() -> None:
    control("set-sink-mute test 1")
    unmute = "pactl set-sink-mute @DEFAULT_SINK@ 0"
    assert looked_at() == [
        f"volume: the sound server is muted; {unmute}",
        PLAYED,
        f"hearing: it was played, and the sound server's loop-back heard nothing of it; {unmute}",
    ]
    control(unmute.removeprefix("pactl "))
    assert looked_at()[1:] == [PLAYED, HEARD]


@pytest.mark.usefixtures("server")
def test_without_a_device_nothing_is_heard() -> None:
    control("unload-module module-null-sink")
    _, played = looked_at()
    assert played.startswith("sound: It cannot be heard: ")
