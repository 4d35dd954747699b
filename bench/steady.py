"""A machine that is as quick for one key as for the next, as far as a program can have it so (Linux).

From a key to sound nearly all time is the voice's work for the beginning of a sentence. A processor that has
rested is slow at it, and one on which the rig's sound server runs, before all others and a thousand times a
second, is interrupted in it. So none may rest, and the programs that are measured have one without the rig.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rig import Program, Rig


@contextmanager
def steady(rig: Rig, programs: Sequence[Program]) -> Iterator[None]:
    """Keep every processor awake; leave one to the programs, and the others to the rig and this process.

    Ends the command where there is only one processor.
    """
    processors = os.sched_getaffinity(0)
    theirs = {max(processors)}
    others = processors - theirs
    if not others:
        sys.exit("This needs two processors: one for what is measured, one for the rig.")
    awake = [_kept_awake(each) for each in processors]
    _place((os.getpid(), rig.daemon.pid, rig.rec.pid), others)
    _place((pid for program in programs for pid in program.pids()), theirs)
    try:
        yield
    finally:
        _place((os.getpid(), rig.daemon.pid, rig.rec.pid), processors)
        _place((pid for program in programs for pid in program.pids()), processors)
        for process in awake:
            process.kill()
            process.wait()


def _kept_awake(processor: int) -> "subprocess.Popen[bytes]":
    """Start what runs on a processor when nothing else does."""
    process = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    os.sched_setaffinity(process.pid, {processor})
    os.sched_setscheduler(process.pid, os.SCHED_IDLE, os.sched_param(0))
    return process


def _place(pids: Iterable[int], processors: set[int]) -> None:
    """Have all threads of processes run on these processors."""
    for pid in pids:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            os.sched_setaffinity(int(thread.name), processors)
