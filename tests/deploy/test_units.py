"""The units, scripts and configurations of deploy/, held against the programs that will read them."""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from required import missing

from deploy.clinic import DEPLOY

UNITS = sorted((DEPLOY / "units").iterdir())
SCRIPTS = sorted((DEPLOY / "bin").iterdir())
EXPOSURE = 1.5
# What a keysym of the kernel's may do, when it is not the text or the function of a key (dumpkeys -l).
LEADS_OUT = re.compile(
    r"\b(Console_\d+|\w+_Console|KeyboardSignal|Boot|SAK|Break|Show_\w+|Scroll_\w+|\w+_Lock|Caps_On)\b"
)

# With it foot takes a button from a program that has asked for buttons; no button does anything. The foot of
# Debian 13 refuses "none" for it.
HARMLESS = {"selection-override-modifiers"}


def ran(*command: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    program = shutil.which(command[0])
    if program is None:
        missing(f"no {command[0]}")
    return subprocess.run(
        [program, *command[1:]], input=typed, capture_output=True, text=True, timeout=60, check=False
    )


def test_there_is_a_unit_for_each_place() -> None:
    names = ["kiosk-cage.service", "kiosk-fallback.service", "kiosk-out-of-order.service", "kiosk.service"]
    assert [unit.name for unit in UNITS] == names


def test_systemd_has_nothing_to_say_of_the_units(tmp_path: Path) -> None:
    opt = tmp_path / "opt"
    (opt / "venv/bin").mkdir(parents=True)
    shutil.copytree(DEPLOY / "bin", opt / "bin")
    shutil.copy(opt / "bin/kiosk-start", opt / "venv/bin/kiosk")
    copies = []
    for unit in UNITS:  # only where the programs stand is another place
        text = unit.read_text(encoding="utf-8").replace("/opt/kiosk", str(opt))
        for program in ("/usr/bin/cage",):
            if not Path(program).exists():
                text = text.replace(program, str(opt / "bin/kiosk-start"))
        copies.append(tmp_path / unit.name)
        copies[-1].write_text(text.replace("Requires=seatd.service\n", ""), encoding="utf-8")
    ended = ran("systemd-analyze", "verify", "--man=no", *map(str, copies))
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_each_unit_is_exposed_to_little(unit: Path) -> None:
    threshold = f"--threshold={EXPOSURE * 10:.0f}"
    ended = ran("systemd-analyze", "security", "--offline=true", "--no-pager", threshold, str(unit))
    told = re.search(r"Overall exposure level for \S+: ([\d.]+)", ended.stdout)
    assert told, ended.stderr
    assert float(told[1]) <= EXPOSURE
    assert ended.returncode == 0


def test_foot_takes_its_configuration_and_would_refuse_a_wrong_one(tmp_path: Path) -> None:
    assert ran("foot", "--check-config", f"--config={DEPLOY / 'foot.ini'}").returncode == 0
    wrong = tmp_path / "foot.ini"
    wrong.write_text((DEPLOY / "foot.ini").read_text().replace("spawn-terminal=", "spawn-terminals="))
    assert ran("foot", "--check-config", f"--config={wrong}").returncode == 230


def test_no_key_and_no_button_of_foot_is_left() -> None:
    shipped = Path("/etc/xdg/foot/foot.ini")  # names every action, with the keys that it has by itself
    if not shipped.exists():
        missing("no /etc/xdg/foot/foot.ini (Debian's package foot)")
    of_foot, ours = bindings(shipped), bindings(DEPLOY / "foot.ini")
    for section in ("key-bindings", "mouse-bindings"):
        assert len(of_foot[section]) > 5
        used = {action for action, keys in of_foot[section].items() if keys.split()[-1] != "none"}
        assert used - set(ours[section]) - HARMLESS == set()
        assert set(ours[section].values()) == {"none"}


def bindings(file: Path) -> dict[str, dict[str, str]]:
    """Return the keys of each action in each section, those that are only told in a remark, too."""
    found: dict[str, dict[str, str]] = {}
    section: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), {})
        elif told := re.fullmatch(r"#? ?([a-z-]+)=(.*)", line):
            section[told[1]] = told[2]
    return found


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_each_script_is_plain_and_can_be_run(script: Path) -> None:
    assert script.stat().st_mode & 0o111
    ended = ran("shellcheck", "--shell=sh", str(script))
    assert (ended.stdout, ended.returncode) == ("", 0)


def without_escapes(keymap: str) -> str:
    ended = ran(str(DEPLOY / "bin" / "kiosk-prepare-console"), "without-escapes", typed=keymap)
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def test_no_key_of_the_console_leads_out_of_the_kiosk() -> None:
    names = (
        "Console_1 Console_63 Last_Console Incr_Console Decr_Console Spawn_Console KeyboardSignal Boot SAK "
        "Break Show_Memory Show_Registers Show_State Scroll_Forward Scroll_Backward Scroll_Lock Num_Lock "
        "Bare_Num_Lock Caps_Lock Shift_Lock ShiftL_Lock AltGr_Lock CapsShift_Lock Caps_On"
    )
    every = "\n".join(f"control alt keycode {code} = {name}" for code, name in enumerate(names.split(), 1))
    left = without_escapes(every)
    assert not LEADS_OUT.search(left)
    assert left.count("VoidSymbol") == every.count("\n") + 1


def test_the_keys_that_visitors_press_stay() -> None:
    keys = (
        "keycode 28 = Return\nkeycode 57 = space\nkeycode 103 = Up\nkeycode 105 = Left\nkeycode 59 = F1\n"
        "keycode 19 = r R\nkeycode 53 = slash question\nkeycode 79 = KP_1\nkeycode 102 = Find\n"
        "altgr keycode 18 = Meta_e\nkeycode 100 = AltGr\nkeycode 127 = Compose\n"
        'string Up = "\\033[A"\n'
    )
    assert without_escapes(keys) == keys


def test_the_kernel_s_own_keymap_is_left_without_escapes() -> None:
    keymap = ran("dumpkeys").stdout if Path("/dev/tty0").exists() else ""
    maps = Path("/usr/share/keymaps")
    for file in maps.rglob("us.*map.gz") if maps.exists() else ():
        keymap += gzip.decompress(file.read_bytes()).decode("latin-1")
    if not LEADS_OUT.search(keymap):
        missing("no keymap of a kernel's console, and none in /usr/share/keymaps")
    left = without_escapes(keymap)
    assert not LEADS_OUT.search(left)
    assert left.count("keycode") == keymap.count("keycode")
