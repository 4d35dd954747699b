"""A settings file is taken whole, or refused with every fault at its line, as docs/settings.md says."""

import re
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.errors import SettingsError
from kiosk.files.schema import allowed_in, keys_of
from kiosk.settings import (
    PRINT,
    RATES,
    Adjustments,
    GoOn,
    Hands,
    Leaflet,
    Patience,
    Pauses,
    Settings,
    Theme,
    VoiceName,
)
from kiosk.settings_file import PausesEntry, SettingsEntry, load

DOCS = Path(__file__).resolve().parents[1] / "docs" / "settings.md"

ALL_KEYS = """\
continue: sentence
voice: espeak-m6
rate: 150
volume: 5
theme: calm
large_print: 4
pauses:
  sentence: 700
  item: 0
  paragraph: 5000
  title: 1300
  notice: 800
  phone_group: 1500
signals: false
leaflet_file: leaflet.pdf
leaflet_printer: desk
leaflet_link: https://clinic.example/leaflet
keys: number-pad
same_key: 1.5
any_key: 0.3
slow_keys: 2
switches: 1
scan: 0.5
take_back: 10
repeat_instruction: 30
idle: 90
warning: 25.5
leave: up up down down left right left right
status: "f1 f2 f3 f4 f1 f2 f3 f4"
counts: false
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.yaml"


def faults(file: Path, text: str) -> list[str]:
    file.with_name("there.pdf").write_bytes(b"%PDF-1.7")
    file.write_text(text)
    with pytest.raises(SettingsError) as refused:
        load(file)
    assert str(file) in str(refused.value)
    return [str(fault) for fault in refused.value.faults]


def test_every_key_is_taken(file: Path) -> None:
    file.with_name("leaflet.pdf").write_bytes(b"%PDF-1.7")
    file.write_text(ALL_KEYS)

    assert load(file) == Settings(
        go_on=GoOn.SENTENCE,
        voice=VoiceName.ESPEAK_M6,
        defaults=Adjustments(rate=RATES.index(150), gain=4, theme=Theme.CALM, large_print=PRINT.index(4)),
        pauses=Pauses(sentence=700, item=0, paragraph=5000, title=1300, notice=800, phone_group=1500),
        signals=False,
        leaflet=Leaflet("desk", str(file.parent / "leaflet.pdf"), "https://clinic.example/leaflet"),
        hands=Hands(
            keys="number-pad",
            same_key=1.5,
            any_key=0.3,
            slow_keys=2.0,
            switches=1,
            scan=0.5,
            take_back=10.0,
        ),
        patience=Patience(repeat_instruction=30.0, idle=90.0, warning=25.5),
        leave=("up", "up", "down", "down", "left", "right", "left", "right"),
        status=("f1", "f2", "f3", "f4") * 2,
        counts=False,
    )
    assert set(re.findall(r"^ *(\w+):", ALL_KEYS, re.MULTILINE)) == {
        *keys_of(SettingsEntry),
        *keys_of(PausesEntry),
    }


ALONE = [
    line
    for line in ALL_KEYS.splitlines()
    if not line.startswith((" ", "pauses", "leaflet_file", "leaflet_printer"))
]


@pytest.mark.parametrize("line", ALONE)
def test_what_is_not_written_keeps_its_default(file: Path, line: str) -> None:
    file.write_text(line)

    changed, default = load(file), Settings()

    values = [(changed, default), (changed.defaults, default.defaults), (changed.hands, default.hands)]
    values += [(changed.patience, default.patience)]
    differ = [
        name
        for one, other in values
        for name in vars(one)
        if getattr(one, name) != getattr(other, name) and name not in {"defaults", "hands", "patience"}
    ]
    assert len(differ) == 1
    assert changed.pauses == default.pauses


def test_a_pause_that_is_not_written_keeps_its_default(file: Path) -> None:
    file.write_text("pauses:\n  item: 100\n")

    assert load(file) == Settings(pauses=Pauses(item=100))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "rate: 130",
            (
                '1: "rate" is "130", which is not possible here; '
                "write one of these words a minute: 92, 109, 125, 150, 175, 210 or 250"
            ),
        ),
        (
            "leaflet_printer: desk",
            '1: "leaflet_printer" stands here without "leaflet_file"; write "leaflet_file:" too, or neither',
        ),
        (
            "leaflet_printer: desk\nleaflet_file: a.pdf",
            '2: there is no file "a.pdf" beside this one; put it there; kiosk leaflet makes one',
        ),
        (
            "theme: calm\nleaflet_file: there.pdf",
            (
                '2: "leaflet_file" stands here without "leaflet_printer"; '
                'write "leaflet_printer:" too, or neither'
            ),
        ),
        (
            "leaflet_link: http://clinic.example",
            (
                '1: "leaflet_link" is "http://clinic.example", which is not possible here; '
                "write the address of a web page, from https:// on, of 100 characters at most"
            ),
        ),
        (
            "leaflet_printer: -o",
            (
                '1: "leaflet_printer" is "-o", which is not possible here; '
                "write the name of a printer of CUPS, as lpstat -e prints it"
            ),
        ),
        ("volume: 6", '1: "volume" is "6", which is not possible here; write 1, 2, 3, 4 or 5'),
        ("volume: 0", '1: "volume" is "0", which is not possible here; write 1, 2, 3, 4 or 5'),
        (
            "continue: page",
            '1: "continue" is "page", which is not possible here; write one of part, sentence or all',
        ),
        ("signals: NO", '1: "signals" is "NO", which is not possible here; write true or false'),
        ("switches: 3", '1: "switches" is "3", which is not possible here; write 0, 1 or 2'),
        ("switches: true", '1: "switches" is the value true, which is not possible here; write 0, 1 or 2'),
        (
            "same_key: 0.3",
            (
                '1: "same_key" is "0.3", which is not possible here; '
                "write one of these seconds: 0, 0.2, 0.5, 1, 1.5 or 2"
            ),
        ),
        (
            "any_key: 1.01",
            '1: "any_key" is "1.01", which is not possible here; write a number of seconds from 0 to 1',
        ),
        (
            "slow_keys: -1",
            '1: "slow_keys" is "-1", which is not possible here; write a number of seconds from 0 to 2',
        ),
        (
            "scan: 2 s",
            '1: "scan" is "2 s", which is not possible here; write a number of seconds from 0.5 to 10',
        ),
        (
            "take_back: nan",
            '1: "take_back" is "nan", which is not possible here; write a number of seconds from 0 to 10',
        ),
        (
            "warning: 19.9",
            '1: "warning" is "19.9", which is not possible here; write a number of seconds from 20 to 600',
        ),
        (
            "idle: [60]",
            '1: "idle" is a list, which is not possible here; write a number of seconds from 10 to 3600',
        ),
        *(
            (
                f"leave: {keys}",
                (
                    f'1: "leave" is "{keys}", which is not possible here; write the names of 8 to 16 keys '
                    "in small letters, 3 of them different, with spaces between"
                ),
            )
            for keys in ("a b c d e f g", "a b a b a b a b", "a b c d e f g Home", "a b c d e f g ctrl+c")
        ),
        (
            "repeat_instruction:",
            (
                '1: "repeat_instruction" is empty; '
                'write "repeat_instruction:" and a number of seconds from 5 to 600'
            ),
        ),
        (
            "keys: ../ours.yaml",
            (
                '1: "keys" is "../ours.yaml", which is not possible here; '
                "write the name of a key profile, or of a file beside this one that ends in .yaml"
            ),
        ),
        (
            "pauses: 600",
            (
                '1: "pauses" is a text, where keys should be; '
                "write each key on a line of its own, then a colon, a space and its text"
            ),
        ),
        (
            "pauses:\n  item: 5001",
            '2: "item" is "5001", which is not possible here; write a number of milliseconds from 0 to 5000',
        ),
        (
            "pauses:\n  itm: 1",
            (
                '2: the key "itm" is not known here; '
                'write "item:" (the keys here: sentence, item, paragraph, title, notice, phone_group)'
            ),
        ),
        (
            "volum: 3",
            (
                '1: the key "volum" is not known here; write "volume:" (the keys here: '
                "continue, voice, rate, volume, theme, large_print, pauses, signals, leaflet_file, "
                "leaflet_printer, leaflet_link, keys, same_key, any_key, slow_keys, switches, scan, "
                "take_back, repeat_instruction, idle, warning, leave, status, counts)"
            ),
        ),
        (
            "rate: 125\nrate: 92",
            '2: the key "rate" stands twice (the first time on line 1); delete one of the two',
        ),
    ],
)
def test_one_fault_is_told_in_one_line(file: Path, text: str, fault: str) -> None:
    assert faults(file, text) == [f"settings.yaml:{fault}"]


def test_all_faults_are_told_at_once_by_their_lines(file: Path) -> None:
    told = faults(file, "scan: 99\npauses: {title: x}\nidle: 1\ncolour: red\n")

    assert [line.split(":")[1] for line in told] == ["1", "2", "3", "4"]


def test_a_file_that_is_not_there_is_told(file: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        load(file)

    assert [str(fault) for fault in refused.value.faults] == [
        (
            'settings.yaml:1: "settings.yaml" does not exist; '
            "check the spelling (capital letters count), or add the file"
        )
    ]


def test_a_link_leads_to_the_settings_and_to_the_key_profile_beside_them(tmp_path: Path, file: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "ours.yaml").write_text("keys: buttons.yaml\n")
    file.symlink_to(tmp_path / "kept" / "ours.yaml")

    assert load(file).hands.keys == str(tmp_path.resolve() / "kept" / "buttons.yaml")


def test_the_account_s_own_settings_go_before_the_machine_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, machine = tmp_path / "own", tmp_path / "etc"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(own))
    monkeypatch.setattr(paths, "_OF_THE_MACHINE", machine)
    assert paths.settings_file() is None
    for folder in (machine, own):
        (folder / "kiosk").mkdir(parents=True)
        (folder / "kiosk" / "settings.yaml").write_text("rate: 92\n")
        assert paths.settings_file() == folder / "kiosk" / "settings.yaml"


def test_a_relative_folder_of_settings_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(paths, "_OF_THE_MACHINE", tmp_path / "etc")
    monkeypatch.setenv("XDG_CONFIG_HOME", "here")
    for folder in ("here/kiosk", "home/.config/kiosk"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "settings.yaml").touch()

    assert paths.settings_file() == tmp_path / "home" / ".config" / "kiosk" / "settings.yaml"


# --- The page in the docs.


def rows() -> dict[str, tuple[str, str]]:
    """Return what docs/settings.md says of each key: its values and its default."""
    cells = [
        [cell.strip() for cell in line.strip("| \n").split("|")]
        for line in DOCS.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    assert all(len(row) == 4 and row[3] for row in cells), "each key has a reason"
    return {row[0].strip("`"): (row[1], row[2]) for row in cells}


def test_the_table_in_the_docs_has_every_key_with_its_values() -> None:
    told = {key: values for key, (values, _) in rows().items()}

    pauses = {f"pauses: {key}": values for key, values in allowed_in(PausesEntry).items()}
    assert told == allowed_in(SettingsEntry) | pauses


@pytest.mark.parametrize("key", rows())
def test_the_defaults_in_the_docs_are_the_defaults(file: Path, key: str) -> None:
    _, default = rows()[key]
    written = f"pauses: {{{key.removeprefix('pauses: ')}: {default}}}" if " " in key else f"{key}: {default}"
    file.write_text("signals: true" if default == "none" else written)

    assert load(file) == Settings()


def test_the_example_in_the_docs_is_taken(file: Path) -> None:
    examples = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) == 1
    file.write_text(examples[0])

    assert load(file) != Settings()
