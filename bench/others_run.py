"""What people use instead: their names, what they need, and the rounds of every program."""

import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import rounds
from figures import Row, spread
from heard import Recording
from rig import ROOT, Program, Rig

OTHERS = ROOT / "bench" / "others"
SPEAKING = 15.0  # seconds
# One line of the terminal holds a sentence, so that a screen reader has no line ends to make pauses of.
COLUMNS = 200
SPEECH_DISPATCHER = ("speech-dispatcher", "speech-dispatcher-espeak-ng")


@dataclass(frozen=True)
class Other:
    """A program: its driver in others/, the programs it needs and the Debian packages that bring them."""

    name: str
    driver: str
    needs: tuple[str, ...]
    packages: tuple[str, ...]
    can_be_cut: bool = True

    @property
    def missing(self) -> str:
        """What is missing, in words; "" when nothing is."""
        gone = [need for need in self.needs if not (shutil.which(need) or _has_module(need))]
        if not gone:
            return ""
        return f"not measured: {', '.join(gone)} missing (Debian: {' '.join(self.packages)})"

    def start(self, rig: Rig, sentences: Path) -> Program:
        """Start its driver in a terminal."""
        driver = str(OTHERS / self.driver)
        python = [sys.executable, driver] if driver.endswith(".py") else ["sh", driver, sys.executable]
        return rig.spawn([*python, str(sentences)], rows=24, cols=COLUMNS, cwd=str(ROOT))


def _has_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


PROGRAMS = (
    Other(
        "pyttsx3 (README)",
        "pyttsx3_readme.py",
        ("pyttsx3", "espeak-ng", "aplay"),
        ("espeak-ng", "alsa-utils", "libasound2-plugins"),
        can_be_cut=False,
    ),
    Other("espeak-ng", "espeak_ng.py", ("espeak-ng",), ("espeak-ng",)),
    Other(
        "espeak-ng | aplay",
        "espeak_ng_aplay.py",
        ("espeak-ng", "aplay"),
        ("espeak-ng", "alsa-utils", "libasound2-plugins"),
    ),
    Other("spd-say", "spd_say.py", ("spd-say", "speech-dispatcher"), SPEECH_DISPATCHER),
    Other(
        "Fenrir",
        "fenrir.sh",
        ("fenrir", "speech-dispatcher"),
        ("fenrir", "python3-speechd", *SPEECH_DISPATCHER),
    ),
    Other("yasr", "yasr.sh", ("yasr", "speech-dispatcher"), ("yasr", *SPEECH_DISPATCHER)),
)


def measure(soundrig: ModuleType, other: Other, sentences: list[str], *, count: int) -> Row:
    """Run a program over the sentences and return its figures; what is missing is told in their place."""
    if other.missing:
        return {"program": other.name, "missing": other.missing}
    with tempfile.TemporaryDirectory() as folder, soundrig.Rig() as rig:
        file = Path(folder) / "sentences.txt"
        file.write_text("\n".join(sentences) + "\n", encoding="utf-8")
        try:
            program, began = rounds.start_twice(rig, lambda: other.start(rig, file))
        except RuntimeError as error:
            return {"program": other.name, "missing": f"not measured: {error}"}
        presses = rounds.press(
            rig,
            program,
            rounds.in_turn(sentences, "n"),
            silence="s",
            rounds=count,
            can_be_cut=other.can_be_cut,
        )
        speaking = _speak(rig, program)
        idle, memory = rounds.idle(rig, program)
        recording = Recording(soundrig, rig, began)
        calibration = rig.cal
        program.stop()
    cuts = recording.cuts(presses.silent, presses.cutting)
    first = recording.first_sound(began)
    return {
        "program": other.name,
        "key_to_sound": spread(recording.onsets(presses.silent)),
        "key_to_silence": spread(cut.silence for cut in cuts),
        "key_to_new_sound": spread(cut.new_sound for cut in cuts),
        "cpu_idle": idle,
        "cpu_speaking": speaking,
        "memory_mb": memory,
        "first_word": first - began if first else None,
        "calibration": calibration,
    }


def _speak(rig: Rig, program: Program) -> float | None:
    """Let sentence after sentence be said and return the processor time meanwhile (% of a core).

    None where a process has ended: its time went with it.
    """
    began = time.monotonic()
    before, processes = program.usage(), set(program.pids())
    while time.monotonic() - began < SPEAKING:
        rig.wait_sound(program.key("n"), 2)
        rig.wait_quiet(0.3, rounds.LONGEST_SENTENCE)
    used = program.span(before)
    return float(used["cpu_pct"]) if processes <= set(program.pids()) else None
