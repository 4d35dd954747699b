"""A clinic's machine: this one, booted once more by systemd-nspawn, with the kiosk that deploy/ describes.

Its files are this machine's, with a layer above them that is thrown away. The units are those of
deploy/units, without a change. What differs from a machine in a clinic:

- /dev/tty1 is a pty, where the test reads and types, and /dev/tty0 is /dev/null: what needs a console of the
  kernel's (keymap, font, locks) is tried by kiosk-prepare-console and does not succeed.
- /opt/kiosk/venv has this test's own Python and packages and this checkout, mounted read-only. At SIGRTMIN
  its kiosk stands still: the one fault that no signal of the system's makes.
- There is no sound card: sound is off, and the screen says so.
"""

# ruff: noqa: S607 - programs of Debian's, wherever they are

import contextlib
import os
import pty
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from required import missing

ROOT: Final = Path(__file__).resolve().parents[2]
DEPLOY: Final = ROOT / "deploy"
UID: Final = 64500  # of the account kiosk, which no other process has
PATIENCE: Final = 90.0  # seconds; far more than anything takes
COMMAND: Final = """\
#!/opt/kiosk/venv/bin/python
import signal, sys, time
signal.signal(signal.SIGRTMIN, lambda *_: time.sleep(1_000_000))
sys.path.insert(0, "/opt/kiosk/checkout")
from kiosk.__main__ import main
sys.exit(main())
"""


class Clinic:
    """The machine, running. `screen` is all that was written on tty1."""

    def __init__(self, root: Path, binds: Sequence[str]) -> None:
        self.screen = bytearray()
        self._root = root
        self._master, self._slave = pty.openpty()
        termios.tcsetwinsize(self._slave, (33, 120))
        self._closed = threading.Event()
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()
        self._nspawn = subprocess.Popen(
            [
                *("systemd-nspawn", "-D", str(root), "--boot", "--register=no", "--keep-unit"),
                *(
                    "--private-network",
                    "--link-journal=no",
                    f"--machine=kiosk-{os.getpid()}",
                    "--console=pipe",
                ),
                *(f"--bind={os.ttyname(self._slave)}:/dev/tty1", "--bind=/dev/null:/dev/tty0"),
                *(f"--bind-ro={bind}" for bind in binds),
                "systemd.unit=clinic.target",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.boot = bytearray()
        threading.Thread(target=self._read_boot, daemon=True).start()
        self._init = 0  # its process 1, as this machine counts; 0 until it is there

    def run(self, *command: str, check: bool = True) -> str:
        """Run a command on it, as root; return what it prints."""
        ended = subprocess.run(
            ["nsenter", "-t", str(self._init), "-m", "-u", "-i", "-n", "-p", "--", *command],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "SYSTEMD_PAGER": ""},
        )
        assert not check or ended.returncode == 0, f"{command}: {ended.stdout}{ended.stderr}"
        return ended.stdout

    def property(self, name: str, unit: str = "kiosk.service") -> str:
        """Return a property of a unit, as systemctl shows it."""
        return self.run("systemctl", "show", "--value", f"--property={name}", unit, check=False).strip()

    def state(self, unit: str = "kiosk.service") -> str:
        return self.property("ActiveState", unit)

    def processes(self) -> list[int]:
        """Return the processes of the account kiosk, as this machine counts."""
        return [pid for pid in _pids() if _uid(pid) == UID and _namespace(pid) == _namespace(self._init)]

    def main(self) -> int:
        """Return the kiosk's process, as this machine counts."""
        inside = self.property("MainPID")
        (pid,) = (pid for pid in self.processes() if _inside(pid) == inside)
        return pid

    def speakers(self) -> list[int]:
        """Return the processes that speak, as this machine counts; for a moment there may be none."""
        return [pid for pid in self.processes() if b"kiosk.speech.speaker" in command(pid)]

    def journal(self) -> str:
        return self.run("journalctl", "--no-pager", "-o", "short-precise", "-b", check=False)

    def write(self, path: str, text: str, mode: int = 0o644) -> None:
        """Write a file on it."""
        file = self._root / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        file.chmod(mode)

    def type(self, keys: bytes) -> None:
        os.write(self._master, keys)

    def shows(self, text: str, *, since: int = 0) -> bool:
        return text.encode() in self.screen[since:]

    def off(self) -> None:
        """Switch it off in order, and end what does not end."""
        self._tell_init(signal.SIGRTMIN + 4)  # systemd(1): poweroff.target
        try:
            self._nspawn.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._tell_init(signal.SIGKILL)
            self._nspawn.kill()
            self._nspawn.wait()
        self._closed.set()
        self._reading.join()
        os.close(self._slave)
        os.close(self._master)

    def _tell_init(self, number: int) -> None:
        if self._init:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._init, number)

    def _read(self) -> None:
        os.set_blocking(self._master, False)
        while not self._closed.wait(0.01):
            with contextlib.suppress(OSError):  # EIO: it was hung up (TTYVHangup), and will be opened again
                while data := os.read(self._master, 1 << 16):
                    self.screen += data

    def _read_boot(self) -> None:
        assert self._nspawn.stdout
        with self._nspawn.stdout as told:
            while data := os.read(told.fileno(), 1 << 16):
                self.boot += data

    def wait_until_booted(self) -> None:
        def booted() -> bool:
            self._init = self._init or next(
                (pid for pid in _below(self._nspawn.pid) if _inside(pid) == "1"), 0
            )
            assert self._nspawn.poll() is None, self.boot.decode(errors="replace")
            return bool(self._init) and self.state("clinic.target") == "active"

        eventually(booted)


def eventually(check: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not check():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def _site_packages() -> Path:
    return Path(next(path for path in sys.path if path.endswith("site-packages")))


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]


def _uid(pid: int) -> int:
    try:
        return Path(f"/proc/{pid}").stat().st_uid
    except OSError:
        return -1


def _namespace(pid: int) -> str:
    try:
        return str(Path(f"/proc/{pid}/ns/pid").readlink())
    except OSError:
        return ""


def _inside(pid: int) -> str:
    """Return how the innermost namespace counts a process."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return ""
    return next(line.split()[-1] for line in status.splitlines() if line.startswith("NSpid:"))


def parent(pid: int) -> int:
    """Return the process that has started another, or 0."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:  # it has ended meanwhile
        return 0


def command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _below(pid: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
            yield int(child)
            yield from _below(int(child))


@contextlib.contextmanager
def clinic(prepare: Callable[[Path], Sequence[str]] | None = None) -> Iterator[Clinic]:
    """Install the kiosk, boot the machine, and throw it away. Skips where that cannot be done.

    `prepare`, in place of the installation, is given the machine's root, and returns what of this machine it
    has, too, read-only: paths, or pairs of them with a colon between.
    """
    if os.geteuid() != 0:
        missing("only root boots a machine (systemd-nspawn)")
    for program in ("systemd-nspawn", "nsenter", "mount"):
        if shutil.which(program) is None:
            missing(f"no {program} (Debian's packages systemd-container and util-linux)")
    folder = Path(tempfile.mkdtemp(prefix="kiosk-clinic-", dir="/run"))  # where no account's home can hide it
    try:
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(folder)], check=True)
        for each in ("upper", "work", "root"):
            (folder / each).mkdir()
        layers = f"lowerdir=/,upperdir={folder}/upper,workdir={folder}/work"
        mounted = subprocess.run(
            ["mount", "-t", "overlay", "overlay", "-o", layers, str(folder / "root")],
            capture_output=True,
            text=True,
            check=False,
        )
        if mounted.returncode:
            missing(f"no layer can be put above this machine's files: {mounted.stderr.strip()}")
        binds = (prepare or installed)(folder / "root")
        quieten(folder / "root")
        machine = Clinic(folder / "root", binds)
        try:
            machine.wait_until_booted()
            yield machine
        finally:
            machine.off()
    finally:
        for mount in (folder / "root", folder):
            subprocess.run(["umount", "--lazy", str(mount)], capture_output=True, check=False)
        folder.rmdir()


def quieten(root: Path) -> None:
    """Have nothing start but what a test starts."""
    units = root / "etc/systemd/system"
    (units / "clinic.target").write_text(
        "[Unit]\nRequires=basic.target\nAfter=basic.target\n", encoding="utf-8"
    )
    for noise in ("timers.target", "paths.target", "cups.socket", "dbus.socket", "systemd-networkd.socket"):
        (units / noise).unlink(missing_ok=True)
        (units / noise).symlink_to("/dev/null")


def installed(root: Path) -> Sequence[str]:
    """Do what an installation does, but with the checkout and this test's own Python; return the mounts."""
    for file, line in {
        "passwd": f"kiosk:x:{UID}:{UID}::/var/lib/kiosk:/usr/sbin/nologin\n",
        "group": f"kiosk:x:{UID}:\n",
        "shadow": "kiosk:!:19000::::::\n",
    }.items():
        with (root / "etc" / file).open("a", encoding="utf-8") as accounts:
            accounts.write(line)
    units = root / "etc/systemd/system"
    for unit in (DEPLOY / "units").iterdir():
        shutil.copy(unit, units / unit.name)
    opt = root / "opt/kiosk"
    for made in (
        "bin",
        "checkout",
        "python",
        "venv/bin",
        f"venv/lib/{_site_packages().parent.name}/site-packages",
    ):
        (opt / made).mkdir(parents=True)
    for script in (DEPLOY / "bin").iterdir():
        shutil.copy(script, opt / "bin" / script.name)
    interpreter = f"python{sys.version_info.major}.{sys.version_info.minor}"
    (opt / "venv/pyvenv.cfg").write_text("home = /opt/kiosk/python/bin\n", encoding="utf-8")
    (opt / "venv/bin/python").symlink_to(f"/opt/kiosk/python/bin/{interpreter}")
    (opt / "venv/bin/kiosk").write_text(COMMAND, encoding="utf-8")
    (opt / "venv/bin/kiosk").chmod(0o755)
    for library in Path(sys.base_prefix, "lib").glob("libpython*.so*"):  # its path is that of this machine
        shutil.copy(library, root / "usr/lib" / library.name)
    (root / "etc/kiosk").mkdir()
    shutil.copy(DEPLOY / "foot.ini", root / "etc/kiosk/foot.ini")
    packages = f"/opt/kiosk/venv/lib/{_site_packages().parent.name}/site-packages"
    return (
        f"{ROOT}:/opt/kiosk/checkout",
        f"{sys.base_prefix}:/opt/kiosk/python",
        f"{_site_packages()}:{packages}",
    )
