"""The plain mode as it is started: the real program, on a terminal and through pipes, word for word."""

import contextlib
import io
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from kiosk_on_pty import said, transcript
from made_up import LANG, made_up, write_made_up
from pty_terminal import PATIENCE, ROOT, children_of, eventually

from kiosk import assembly
from kiosk.pack import loader
from kiosk.pack.model import Pack
from kiosk.paths import bundled_pack
from kiosk.phrases.loader import english
from kiosk.plain.answers import Answers
from kiosk.settings import Hands, Settings
from kiosk.speech.fake import FakeSpeaker
from kiosk.visit import edition
from kiosk.visit.transcript import Transcript

WORDS = english().in_lines

SILENT = ("--plain", "--voice", "off")
STOPS = 25  # welcome, contents, 12 parts, 10 people, thanks


class Dialogue:
    """The kiosk in plain mode. On a terminal what is typed is not shown, so that only its own lines are."""

    def __init__(self, *arguments: str, terminal: bool = False, accessible: bool = False) -> None:
        environment = os.environ | ({"ACCESSIBLE": "1"} if accessible else {})
        if terminal:
            self.input, slave = pty.openpty()
            modes = termios.tcgetattr(slave)
            modes[3] &= ~termios.ECHO
            termios.tcsetattr(slave, termios.TCSANOW, modes)
            self._output, theirs = self.input, (slave, slave)
        else:
            stdin, self.input = os.pipe()
            self._output, stdout = os.pipe()
            theirs = (stdin, stdout)
        self.process = subprocess.Popen(
            [sys.executable, "run_kiosk.py", *arguments],
            cwd=ROOT,
            stdin=theirs[0],
            stdout=theirs[1],
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
        for descriptor in set(theirs):
            os.close(descriptor)
        self.output = bytearray()
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _read(self) -> None:
        with contextlib.suppress(OSError):  # a terminal that nobody has open any more
            while chunk := os.read(self._output, 1 << 16):
                self.output += chunk

    def answer(self, *lines: str) -> None:
        os.write(self.input, "".join(f"{line}\n" for line in lines).encode())

    def shows(self, text: str) -> bool:
        return text.encode() in self.output

    def end_input(self) -> None:
        """End the input: a terminal by Ctrl-D."""
        if self.input == self._output:
            os.write(self.input, b"\x04")
        else:
            os.close(self.input)
            self.input = -1

    def wait(self) -> int:
        code = self.process.wait(PATIENCE)
        self._reading.join(PATIENCE)
        return code

    def lines(self) -> list[str]:
        return self.output.decode().replace("\r\n", "\n").split("\n")

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._reading.join(PATIENCE)
        assert self.process.stderr
        self.process.stderr.close()
        for descriptor in {self.input, self._output} - {-1}:
            os.close(descriptor)

    def complaints(self) -> bytes:
        assert self.process.stderr
        return self.process.stderr.read()


@contextlib.contextmanager
def dialogue(*arguments: str, terminal: bool = False, accessible: bool = False) -> Iterator[Dialogue]:
    started = Dialogue(*arguments, terminal=terminal, accessible=accessible)
    try:
        yield started
    finally:
        started.close()


def whole_visit(*, plain: bool) -> list[str]:
    """Return what is heard from the welcome to the thanks, by Next alone, from the transcript of a visit."""
    settings, speaker, file = Settings(hands=Hands(any_key=0.0)), FakeSpeaker(), io.StringIO()
    speech = assembly.new_speech(speaker.send, settings)
    speaker.receive = speech.receive
    now = iter(range(100_000))
    new_host = assembly.new_plain_host if plain else assembly.new_host
    host = new_host(
        edition.load([bundled_pack()], in_lines=plain), speech, settings, clock=lambda: float(next(now))
    )
    host.tell = Transcript(file, clock=lambda: 0.0).tell
    host.begin()
    speaker.say_all()
    for _ in range(STOPS - 1):
        host.press("enter" if plain else "right")
        speaker.say_all()
    told = [json.loads(line) for line in file.getvalue().splitlines()]
    written = [shown(line) for line in told if line["event"] == "said"]
    # A telephone number is said again, group by group: the same sentence, one after another.
    return [sentence for sentence, _ in groupby(written)]


def shown(said: dict[str, str]) -> str:
    """Return how a line that was said is shown: an item of a list with the number that was said before it."""
    number = re.match(r"\d+(?=: )", said["spoken"])
    return f"{number[0]}. {said['written']}" if number else said["written"]


def words_of(pack: Pack) -> str:
    """Return all that a pack says, to look sentences up in."""
    return "\n".join(
        text
        for part in pack.parts
        for text in (
            *(part.title, part.summary, part.phone),
            *(passage.text for passage in part.passages),
            *(text for study in part.case_studies for text in (study.name, *(p.text for p in study.story))),
        )
    )


def of_pack(lines: list[str]) -> list[str]:
    words = words_of(loader.load(bundled_pack()))
    return [line for line in lines if re.sub(r"^\d+\. ", "", line) in words]


def without_hints(lines: list[str]) -> list[str]:
    answers = Answers(WORDS)
    hints = {"", answers.full(), *(answers.short(targets=targets) for targets in (0, 10, 12))}
    return [line for line in lines if line not in hints]


@pytest.mark.requirement("K47")
@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "pipe"])
def test_a_whole_visit_prints_each_sentence_once_and_nothing_else(terminal: bool, tmp_path: Path) -> None:
    with dialogue(*SILENT, "--transcript", str(tmp_path / "transcript.jsonl"), terminal=terminal) as visit:
        eventually(lambda: visit.shows("Enter goes on"))
        assert children_of(visit.process.pid) == []  # no speaker
        visit.answer(*[""] * (STOPS - 1))
        eventually(lambda: visit.shows("Thank you for listening."))
        eventually(lambda: visit.lines()[-2:-1] == [WORDS.answer])
        visit.end_input()
        assert visit.wait() == 0
        assert visit.complaints() == b""

    printed = without_hints(visit.lines())
    assert printed == whole_visit(plain=True)
    on_the_screen = of_pack(whole_visit(plain=False))
    assert of_pack(printed) == on_the_screen
    assert len(on_the_screen) > 150
    heard = [shown(line) for line in transcript(tmp_path) if line["event"] == "said"]
    assert [line for line, _ in groupby(heard)] == printed
    assert transcript(tmp_path)[-1]["reason"] == "left"
    output = bytes(visit.output).replace(b"\r\n" if terminal else b"", b"\n" if terminal else b"")
    assert {byte for byte in output if byte < 0x20 or byte == 0x7F} == {0x0A}
    assert all(character.isprintable() for line in visit.lines() for character in line)
    assert not re.search("[\u2500-\u259f]", output.decode())  # box drawing and blocks


@pytest.mark.requirement("K47")
def test_a_dialogue_on_a_terminal_to_the_helpline() -> None:
    with dialogue("--voice", "off", terminal=True, accessible=True) as visit:
        eventually(lambda: visit.shows("Type an answer"))
        for answer, printed in (
            ("", "1 to 12 chooses"),
            ("13", "Please answer 1 to 12, or Enter"),
            ("10", "1 to 10 chooses"),
            ("zzz", "Please answer 1 to 10, or Enter"),
            ("h", "The helpline number is 020 7793 3650."),
            ("+", "Volume 5 of 5."),
        ):
            visit.answer(answer)
            eventually(lambda printed=printed: visit.shows(printed))  # type: ignore[misc]
        visit.end_input()
        assert visit.wait() == 0


def test_the_end_of_the_input_ends_the_speaker_too(tmp_path: Path) -> None:
    with dialogue("--plain", "--transcript", str(tmp_path / "transcript.jsonl")) as visit:
        eventually(lambda: "Welcome" in said(tmp_path))
        speakers = children_of(visit.process.pid)
        assert speakers
        visit.answer("")
        eventually(lambda: "Contents" in said(tmp_path))
        visit.end_input()
        assert visit.wait() == 0
        assert visit.complaints() == b""
    assert not any(Path(f"/proc/{pid}").exists() for pid in speakers)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_in_order(number: signal.Signals, tmp_path: Path) -> None:
    with dialogue(*SILENT, "--transcript", str(tmp_path / "transcript.jsonl")) as visit:
        eventually(lambda: visit.shows("Enter goes on"))
        visit.process.send_signal(number)
        assert visit.wait() == 0
        assert visit.complaints() == b""
    assert transcript(tmp_path)[-1]["reason"] == number.name


def in_shell(command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", command.replace("kiosk", f"{sys.executable} run_kiosk.py", 1)],
        cwd=ROOT,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize("answers", ["/dev/null", "NOTICE", "/dev/zero"])
def test_any_input_is_taken(answers: str) -> None:
    limit = "head -c 1000000 " if answers == "/dev/zero" else "cat "
    ended = in_shell(f"{limit} {answers} | kiosk --plain --voice off")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.startswith(b"\nWelcome\n")


def test_a_file_is_an_input_and_its_last_line_needs_no_end(tmp_path: Path) -> None:
    (tmp_path / "answers").write_bytes(b"\n\xff\xfe\n12")
    ended = in_shell(f"kiosk --plain --voice off < {tmp_path}/answers")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"\nPlease answer 1 to 12," in ended.stdout
    assert b"\nThe helpline number is 020 7793 3650.\n" in ended.stdout


@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_without_an_input_or_an_output_one_line_says_so(closed: str, tmp_path: Path) -> None:
    ended = in_shell(f"kiosk --plain --voice off --transcript {tmp_path}/transcript.jsonl {closed}")
    line = b"kiosk: The plain mode needs an input and an output; start it with both.\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (69, b"", line)
    assert transcript(tmp_path) == []


def test_a_key_profile_that_is_not_there_is_told() -> None:
    ended = in_shell("kiosk --plain --voice off --keys nonsense < /dev/null")
    assert (ended.returncode, ended.stdout) == (65, b"")
    assert ended.stderr.startswith(b'kiosk: There is no key profile called "nonsense".')


def test_a_reader_that_has_seen_enough_ends_it_quietly() -> None:
    ended = in_shell("yes | kiosk --plain --voice off | head -n 2")
    assert (ended.stdout, ended.stderr) == (b"\nWelcome\n", b"")


def test_textual_is_not_even_imported() -> None:
    program = (
        "import sys; from kiosk import cli; code = cli.main(['--plain', '--voice', 'off']); "
        "print(code, sorted({name.split('.')[0] for name in sys.modules} & {'textual', 'rich', 'kiosk'}))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        input="\nh\n",
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert ended.stdout.splitlines()[-1] == "0 ['kiosk']"
    assert "The helpline number is" in ended.stdout


# --- Several languages.


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A clinic's folder: the pack in English and in a made-up language, and the kiosk's words in that."""
    for name, lang in (("dystonia", "en-GB"), ("dystonia.other", LANG)):
        folder = Path(shutil.copytree(bundled_pack(), tmp_path / "packs" / name))
        file = folder / "pack.yaml"
        file.write_text(
            file.read_text(encoding="utf-8").replace("lang: en-GB", f"lang: {lang}"), encoding="utf-8"
        )
    write_made_up(tmp_path / "packs" / "phrases" / f"{LANG}.yaml")
    return tmp_path / "packs"


@pytest.mark.requirement("K11")
@pytest.mark.parametrize("named", [["."], ["dystonia", "dystonia.other"]], ids=["a folder", "one by one"])
def test_packs_of_one_subject_are_offered_in_their_languages(
    named: list[str], packs: Path, tmp_path: Path
) -> None:
    asked = [argument for name in named for argument in ("--pack", str(packs / name))]
    with dialogue(*SILENT, *asked, "--transcript", str(tmp_path / "transcript.jsonl")) as visit:
        eventually(lambda: visit.shows("Enter goes on"))
        visit.answer("2", "")
        eventually(lambda: visit.shows(made_up("Contents")))
        visit.end_input()
        assert visit.wait() == 0
        assert visit.complaints() == b""
    told = transcript(tmp_path)
    changed = next(at for at, line in enumerate(told) if line["event"] == "language")
    before, after = (
        [line for line in part if line["event"] == "said"] for part in (told[:changed], told[changed:])
    )
    assert {line["lang"] for line in before if line["written"].isascii()} == {"en-GB", LANG}
    assert {line["lang"] for line in after} == {"en-GB", LANG}  # the other language is offered again
    assert [line["lang"] for line in after if line["written"] == made_up("Contents")] == [LANG]
    assert [line["lang"] for line in after if line["written"] == "8. Managing dystonia"] == [LANG]


def test_packs_that_are_no_subject_together_are_refused_before_the_visit(packs: Path) -> None:
    ended = in_shell(f"kiosk {' '.join(SILENT)} --pack {packs}/dystonia --pack {packs}/dystonia < /dev/null")
    assert (ended.returncode, ended.stdout) == (65, b"")
    assert ended.stderr.decode().splitlines() == [
        (
            f'{packs}/dystonia/pack.yaml:3: "lang" is "en-GB", as in {packs}/dystonia/pack.yaml; '
            "write the language that the pack is in, or give one of the two"
        ),
        f"kiosk: the packs in {packs}/dystonia, {packs}/dystonia cannot be one subject",
    ]


def test_a_pack_in_a_language_without_words_of_the_kiosks_is_refused(packs: Path) -> None:
    (packs / "phrases" / f"{LANG}.yaml").unlink()
    ended = in_shell(f"kiosk {' '.join(SILENT)} --pack {packs} < /dev/null")
    assert (ended.returncode, ended.stdout) == (65, b"")
    assert ended.stderr.decode().startswith(
        f"{packs}/phrases/{LANG}.yaml:1: the kiosk has no words of its own in the language {LANG}; copy "
    )
