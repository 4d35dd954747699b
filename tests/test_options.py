"""What the kiosk is started with: the clinic's settings, and the command line over them."""

import io
import sys
from pathlib import Path

import pytest

from kiosk import app, assembly, cli, paths
from kiosk.errors import ExitCode
from kiosk.keys import profile
from kiosk.settings import RATES, GoOn, Settings


@pytest.fixture(autouse=True)
def etc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand for this machine's settings, whatever it has."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nobody"))
    monkeypatch.setattr(paths, "_OF_THE_MACHINE", tmp_path / "etc")
    (tmp_path / "etc" / "kiosk").mkdir(parents=True)
    return tmp_path / "etc" / "kiosk"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[app.Options]:
    options: list[app.Options] = []

    def run(asked: app.Options) -> ExitCode:
        options.append(asked)
        return ExitCode.OK

    monkeypatch.setattr(app, "run", run)
    return options


def test_without_a_file_the_defaults_are_meant_and_a_full_keyboard(started: list[app.Options]) -> None:
    assert cli.main([]) == ExitCode.OK

    assert started[0].settings == Settings()
    assert started[0].settings.hands.keys == "keyboard"


def test_the_machine_s_settings_are_taken(started: list[app.Options], etc: Path) -> None:
    (etc / "settings.yaml").write_text("rate: 92\ncontinue: sentence\nkeys: number-pad\n")

    assert cli.main([]) == ExitCode.OK

    settings = started[0].settings
    assert (RATES[settings.defaults.rate], settings.go_on) == (92, GoOn.SENTENCE)
    assert started[0].settings.hands.keys == "number-pad"


def test_a_file_that_is_named_is_taken_alone(started: list[app.Options], etc: Path, tmp_path: Path) -> None:
    (etc / "settings.yaml").write_text("rate: 92\n")
    (tmp_path / "ours.yaml").write_text("volume: 2\n")

    assert cli.main(["--settings", str(tmp_path / "ours.yaml")]) == ExitCode.OK

    assert started[0].settings.defaults.gain == 1
    assert RATES[started[0].settings.defaults.rate] == 125


def test_the_command_line_goes_over_the_file(started: list[app.Options], etc: Path) -> None:
    (etc / "settings.yaml").write_text("continue: sentence\nkeys: number-pad\nvolume: 2\n")

    assert cli.main(["--continue", "all", "--keys", "arrows"]) == ExitCode.OK

    assert (started[0].settings.go_on, started[0].settings.defaults.gain) == (GoOn.ALL, 1)
    assert started[0].settings.hands.keys == "arrows"


@pytest.mark.parametrize(
    ("arguments", "accessible", "plain"),
    [
        ([], None, False),
        ([], "", False),
        ([], "0", False),
        ([], "1", True),
        (["--plain"], None, True),
        (["--plain"], "0", True),
    ],
)
def test_lines_are_asked_for_by_an_argument_or_by_the_environment(
    started: list[app.Options],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    accessible: str | None,
    plain: bool,
) -> None:
    monkeypatch.delenv("ACCESSIBLE", raising=False)
    if accessible is not None:
        monkeypatch.setenv("ACCESSIBLE", accessible)

    assert cli.main(arguments) == ExitCode.OK

    assert (started[0].plain, started[0].voice) == (plain, True)


def test_only_the_plain_mode_goes_without_a_voice(
    started: list[app.Options], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--voice", "off"]) == ExitCode.USAGE
    assert capsys.readouterr().err == "kiosk: The screen goes with the voice: --voice off needs --plain.\n"
    assert cli.main(["--plain", "--voice", "off"]) == ExitCode.OK
    assert [options.voice for options in started] == [False]


def test_without_a_voice_nothing_goes_on_by_itself() -> None:
    assert assembly.without_voice(Settings(go_on=GoOn.ALL)).go_on is GoOn.PART
    assert assembly.without_voice(Settings(go_on=GoOn.SENTENCE)).go_on is GoOn.PART


def test_a_profile_beside_the_settings_is_taken(started: list[app.Options], etc: Path) -> None:
    (etc / "settings.yaml").write_text("keys: buttons.yaml\n")
    (etc / "buttons.yaml").write_text("title: Buttons\nkeys: {space: {switch: choose}}\n")

    assert cli.main([]) == ExitCode.OK

    assert profile.named(started[0].settings.hands.keys).title == "Buttons"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rate: 1\nvolume: 9\n", ["settings.yaml:1: ", "settings.yaml:2: ", "kiosk: The settings file "]),
        (
            "keys: buttons.yaml\n",
            ['buttons.yaml:1: "buttons.yaml" does not exist', "kiosk: The key profile "],
        ),
        ("keys: buttons\n", ['kiosk: There is no key profile called "buttons". Write one of arrows, ']),
    ],
)
def test_a_file_with_faults_starts_nothing(
    etc: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    text: str,
    told: list[str],
) -> None:
    (etc / "settings.yaml").write_text(text)
    monkeypatch.setattr(sys, "stdin", io.StringIO())  # no terminal: the files are looked at all the same

    assert cli.main([]) == ExitCode.DATA

    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == len(told)
    assert all(line.startswith(start) for line, start in zip(lines, told, strict=True))


def test_a_broken_link_to_settings_is_told(
    started: list[app.Options], etc: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (etc / "settings.yaml").symlink_to("gone.yaml")

    assert cli.main([]) == ExitCode.DATA

    assert not started
    assert "does not exist" in capsys.readouterr().err
