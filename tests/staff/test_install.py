"""`kiosk install`: the steps in their order; what is told is what is done, and nothing else is."""

import os
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from kiosk.errors import KioskError, UsageError
from kiosk.staff import install as command
from kiosk.staff.install import install
from kiosk.staff.installation import program
from kiosk.staff.installation.step import Step, copied, has_packages, is_account, never
from kiosk.staff.installation.steps import Plan, steps, undoing

from .kiosk_command import ROOT, kiosk

DEPLOY: Final = ROOT / "deploy"
# What is in deploy/ and for staff to copy, if they want it.
FOR_STAFF: Final = {"Xresources", "asound.conf"}
# What an installation leaves when it is taken back: the first words of the commands that made it.
LEFT: Final = ("env DEBIAN_FRONTEND=noninteractive apt-get", "useradd", "install -d")
PLANS: Final = (Plan(ROOT), Plan(ROOT, cage=True), Plan(Path("/stick/kiosk.whl"), offline=True))


@pytest.fixture
def debian(tmp_path: Path) -> Path:
    file = tmp_path / "os-release"
    file.write_text('PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nID=debian\nVERSION_ID="13"\n')
    return file


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which nothing is done yet."""
    for made in (steps, undoing):
        monkeypatch.setattr(
            command, made.__name__, lambda plan, made=made: [replace(each, done=never) for each in made(plan)]
        )


def commands(plan: Plan) -> list[str]:
    return [str(step) for step in steps(plan)]


def position(told: list[str], words: str) -> int:
    (found,) = (at for at, line in enumerate(told) if words in line)
    return found


@pytest.mark.parametrize("plan", PLANS, ids=["console", "cage", "offline"])
def test_each_step_comes_behind_what_it_needs(plan: Plan) -> None:
    told = commands(plan)
    order = [
        "apt-get update",
        "apt-get install",
        "useradd",
        "install -d -o kiosk",
        "-m venv --clear /opt/kiosk/venv",
        "/opt/kiosk/venv/bin/pip install",
        f"/etc/systemd/system/{plan.unit}",
        "systemctl daemon-reload",
        f"systemctl disable --quiet --now {plan.other_unit}",
        f"systemctl enable --quiet {plan.unit}",
    ]
    places = [position(told, words) for words in order]
    assert places == sorted(places)
    assert position(told, "useradd") < min(at for at, line in enumerate(told) if "/opt/kiosk" in line)


def test_every_file_of_deploy_is_installed_or_for_staff() -> None:
    told = " ".join(commands(Plan(ROOT, cage=True)))
    files = {each for each in DEPLOY.rglob("*") if each.is_file()}
    assert len(files) > 10
    assert {each.name for each in files if f" {each} /" not in told} == FOR_STAFF
    for script in (DEPLOY / "bin").iterdir():
        assert f"install -D -m 0755 {script} /opt/kiosk/bin/{script.name}" in told


def test_the_units_name_only_what_is_installed() -> None:
    targets = {step.command[-1] for step in steps(Plan(ROOT, cage=True))}
    units = "\n".join(each.read_text() for each in (DEPLOY / "units").iterdir())
    named = {word.strip("-+:") for word in units.replace("=", " ").split() if "/opt/kiosk/bin/" in word}
    assert named
    assert {word[word.index("/") :] for word in named} - targets == set()


def test_a_window_of_its_own_needs_more_and_starts_the_other_unit() -> None:
    console, cage = commands(Plan(ROOT)), commands(Plan(ROOT, cage=True))
    assert "cage foot seatd" in cage[1]
    assert "cage" not in console[1]
    assert console[-1] == "systemctl enable --quiet kiosk.service"
    assert cage[-1] == "systemctl enable --quiet kiosk-cage.service"
    assert any(line.endswith("/etc/kiosk/foot.ini") for line in cage)
    assert not any(line.endswith("/etc/kiosk/foot.ini") for line in console)


def test_offline_the_packages_are_those_beside_the_wheel() -> None:
    (line,) = (line for line in commands(PLANS[2]) if "pip install" in line)
    assert "--no-index --find-links /stick" in line
    assert line.endswith("'/stick/kiosk.whl[pico]'")


@pytest.mark.parametrize("plan", PLANS, ids=["console", "cage", "offline"])
def test_all_is_taken_back_but_what_is_said_to_be_left(plan: Plan) -> None:
    back = [str(step) for step in undoing(plan)]
    for step in steps(plan):
        target = step.command[-1]
        taken = step.undo or any(target.startswith(line.removeprefix("rm -r ")) for line in back)
        left = str(step).startswith(LEFT) or "/etc/kiosk/" in target or "seatd" in target
        assert taken or left or "daemon-reload" in str(step) or "pip" in str(step), step
    assert back.index("systemctl disable --quiet --now kiosk.service") < back.index("rm -r /opt/kiosk")
    assert "systemctl disable --quiet --now kiosk-cage.service" in back
    assert back[-1] == "systemctl daemon-reload"


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("undo", [False, True])
def test_what_a_dry_run_tells_is_what_is_done_and_each_before_it_is_done(debian: Path, undo: bool) -> None:
    def run(*, dry_run: bool) -> tuple[list[str], list[str]]:
        told, taken = list[str](), list[str]()

        def take(step: Step) -> int:
            taken.append(str(step))
            assert told[-1] == f"# {step.why}\n{step}"
            return 0

        lines = install(
            ROOT, dry_run=dry_run, undo=undo, take=take, root=lambda: not dry_run, os_release=debian
        )
        for line in lines:
            told.append(line)
        return [line for told_at_once in told for line in told_at_once.splitlines() if line[0] != "#"], taken

    told, nothing = run(dry_run=True)
    assert nothing == []
    assert len(told) > 10
    assert run(dry_run=False) == (told, told)


def test_what_is_done_already_is_told_and_not_done_again(
    debian: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    so = Step("the first", ("touch", "a"), done=lambda: True)
    monkeypatch.setattr(command, "steps", lambda _: [so, Step("the second", ("touch", "b"))])
    taken = list[Step]()

    def take(step: Step) -> int:
        taken.append(step)
        return 0

    lines = list(install(ROOT, take=take, root=lambda: True, os_release=debian))
    assert lines[:2] == ["# the first: already so\n# touch a", "# the second\ntouch b"]
    assert [step.why for step in taken] == ["the second"]


@pytest.mark.usefixtures("bare")
def test_the_first_step_that_fails_is_the_last(debian: Path) -> None:
    taken = list[Step]()

    def take(step: Step) -> int:
        taken.append(step)
        return 9 if step.command[0] == "useradd" else 0

    with pytest.raises(KioskError, match=r"failed, with 9: useradd .* install again: .*kiosk install --undo"):
        list(install(ROOT, take=take, root=lambda: True, os_release=debian))
    assert taken[-1].command[0] == "useradd"


def test_a_program_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(KioskError, match=r"There is no no-such-program"):
        command.take(Step("", ("no-such-program",)))


def test_a_step_is_taken_so_that_the_kiosk_can_read_what_it_leaves(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        assert command.take(Step("", ("mkdir", str(tmp_path / "made")))) == 0
        assert command.take(Step("", ("sh", "-c", "exit 7"))) == 7
    finally:
        os.umask(before)
    assert (tmp_path / "made").stat().st_mode & 0o777 == 0o755


def test_without_root_it_says_what_to_type_and_does_nothing(debian: Path) -> None:
    with pytest.raises(UsageError, match=r"^Only root can install: sudo /.* --dry-run tells"):
        list(install(ROOT, take=lambda _: pytest.fail("taken"), root=lambda: False, os_release=debian))


@pytest.mark.parametrize(
    "system",
    ['PRETTY_NAME="Ubuntu 24.04"\nID=ubuntu\nVERSION_ID="24.04"\n', 'ID=debian\nVERSION_ID="11"\n', "", None],
)
def test_another_system_is_refused_but_for_who_takes_the_risk(tmp_path: Path, system: str | None) -> None:
    file = tmp_path / "os-release"
    if system is not None:
        file.write_text(system)
    with pytest.raises(UsageError, match=r"This is .*; it installs on Debian 12 and 13\. --anyway"):
        list(install(ROOT, dry_run=True, os_release=file))
    assert len(list(install(ROOT, dry_run=True, anyway=True, os_release=file))) > 10


def test_what_is_no_wheel_is_refused_before_anything_is_done(tmp_path: Path, debian: Path) -> None:
    (tmp_path / "no.whl").write_text("no")
    for wheel, said in (("gone.whl", "There is no"), ("no.whl", "is no wheel")):
        with pytest.raises(UsageError, match=rf"{said}.*--wheel FILE\.whl"):
            list(install(tmp_path / wheel, dry_run=True, os_release=debian))
    with pytest.raises(UsageError, match="Without a network it takes a wheel"):
        list(install(ROOT, dry_run=True, offline=True, os_release=debian))


def test_a_file_is_in_its_place_with_its_content_and_its_permissions(tmp_path: Path) -> None:
    source, to = tmp_path / "source", tmp_path / "deep" / "to"
    source.write_text("one")
    step = copied(source, to, "why", mode=0o755)
    assert not step.done()
    assert command.take(step) == 0
    assert (to.read_text(), to.stat().st_mode & 0o777, step.done()) == ("one", 0o755, True)
    to.chmod(0o644)
    assert not step.done()
    command.take(step)
    to.write_text("another")
    assert not step.done()
    assert copied(source, to, "why", keep=True).done()


def test_the_program_is_there_where_every_file_of_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "VENV", tmp_path / "venv")
    wheel = tmp_path / "kiosk.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("kiosk/cli.py", "one")
        archive.writestr("kiosk-1.dist-info/RECORD", "not compared: pip writes its own")
    assert not program.is_there(wheel)
    file = program.site_packages() / "kiosk" / "cli.py"
    file.parent.mkdir(parents=True)
    file.write_text("one")
    assert program.is_there(wheel)
    file.write_text("two")
    assert not program.is_there(wheel)


def test_what_is_asked_of_the_machine_is_answered_by_it() -> None:
    assert is_account("root")
    assert not is_account("no-such-account")
    assert not has_packages(("no-such-package",))


def test_the_command_tells_its_steps() -> None:
    ended = kiosk("install", "--dry-run", "--anyway")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines()[-1] == "# Nothing was changed."
    assert [str(step) for step in steps(Plan(ROOT))] == [
        line.removeprefix("# ")
        for line in ended.stdout.splitlines()
        if line.removeprefix("# ") in set(commands(Plan(ROOT)))
    ]
