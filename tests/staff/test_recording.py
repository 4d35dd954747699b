"""A sound in a file: whole, or not there."""

import wave
from array import array
from pathlib import Path

import pytest

from kiosk.errors import UsageError
from kiosk.staff import recording

SAMPLES = array("h", [0, 1000, -1000, 32767, -32768])


def read(path: Path) -> tuple[int, int, int, "array[int]"]:
    with wave.open(str(path), "rb") as file:
        samples = array("h", file.readframes(file.getnframes()))
        return file.getnchannels(), file.getsampwidth(), file.getframerate(), samples


def test_a_wav_file_holds_the_samples(tmp_path: Path) -> None:
    recording.write(tmp_path / "a.wav", SAMPLES, sample_rate=22050)
    assert read(tmp_path / "a.wav") == (1, 2, 22050, SAMPLES)


def test_a_file_that_was_there_is_replaced_in_one_step_and_nothing_else_is_left(tmp_path: Path) -> None:
    before = b"what was there before, and longer" * 10
    (tmp_path / "a.wav").write_bytes(before)
    with (tmp_path / "a.wav").open("rb") as being_read:
        recording.write(tmp_path / "a.wav", SAMPLES, sample_rate=22050)
        assert being_read.read() == before  # whoever reads it meanwhile reads the whole of one of the two
    assert read(tmp_path / "a.wav")[3] == SAMPLES
    assert [file.name for file in tmp_path.iterdir()] == ["a.wav"]


def test_a_write_that_fails_half_way_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a.wav").write_bytes(b"before")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UsageError, match=r"a\.wav: No space left on device\.$"):
        recording.write(tmp_path / "a.wav", SAMPLES, sample_rate=22050)
    assert (tmp_path / "a.wav").read_bytes() == b"before"
    assert [file.name for file in tmp_path.iterdir()] == ["a.wav"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.wav").symlink_to(tmp_path / "behind.wav")
    recording.write(tmp_path / "link.wav", SAMPLES, sample_rate=22050)
    assert (tmp_path / "link.wav").is_symlink()
    assert read(tmp_path / "behind.wav")[3] == SAMPLES


@pytest.mark.parametrize("path", ["/dev/null", "."])
def test_what_is_no_ordinary_file_is_left_alone(path: str) -> None:
    with pytest.raises(UsageError, match="it is not an ordinary file"):
        recording.write(Path(path), SAMPLES, sample_rate=22050)
    assert not Path("/dev/null").is_file()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none/a\.wav: No such file or directory\.$"):
        recording.write(tmp_path / "none" / "a.wav", SAMPLES, sample_rate=22050)
