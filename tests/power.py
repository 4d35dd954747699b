"""A power cut: a process ends at a step of its choice, and what was not yet on the disk is lost.

For a process of one thread that forks: run the cases of a test in a fresh interpreter (`run_case`).
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NoReturn

STEPS: Final = ("open", "write", "fsync", "replace", "rename", "mkdir", "unlink", "rmdir")  # of os
LIMIT_SECONDS: Final = 120.0  # far more than is needed
_MOST_STEPS: Final = 2000


def run_case(module: str, case: str, folder: Path) -> int:
    """Run a function of a test's module on a folder, in a fresh interpreter; return the number it returns."""
    code = f"import {module}; from pathlib import Path; print({module}.{case}(Path({str(folder)!r})))"
    path = os.pathsep.join(map(str, (Path(__file__).parent, *sys.path)))
    ended = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT_SECONDS,
        check=False,
        env=os.environ | {"PYTHONPATH": path, "STATE_DIRECTORY": str(folder)},
    )
    assert ended.returncode == 0, ended.stderr
    return int(ended.stdout)


def cut_everywhere(act: Callable[[], object], check: Callable[[], None]) -> int:
    """Cut an act off at its first step, at its second, and so on, and check after each; return how many.

    The act begins with what the cuts before have left.
    """
    for step in range(1, _MOST_STEPS):
        if _ended_well(_fork(lambda step=step: _cut_at(step, act))):  # type: ignore[misc]
            check()
            return step - 1
        check()
    raise AssertionError("it never ends")


def kill_at_random(
    act: Callable[[], object], check: Callable[[], None], *, times: int, within: float, seed: int
) -> int:
    """Kill a process that does nothing but act, within so many seconds, so often; return how often."""
    chance = random.Random(seed)  # noqa: S311 - the same cuts at each run

    def for_ever() -> NoReturn:
        while True:
            act()

    for _ in range(times):
        child = _fork(for_ever)
        time.sleep(chance.uniform(0, within))
        os.kill(child, signal.SIGKILL)
        assert not _ended_well(child)
        check()
    return times


def _fork(work: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - told by the parent's failure
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)
        os._exit(0)
    return child


def _ended_well(child: int) -> bool:
    """Wait for a child; return whether it came to its end, and was not killed."""
    _, status = os.waitpid(child, 0)
    assert status in {0, signal.SIGKILL}, "it failed by itself"
    return status == 0


def _cut_at(step: int, act: Callable[[], object]) -> None:
    """Act, up to a step: half of what it writes is written, and nothing stays that was not kept by fsync."""
    taken = 0
    unsure: dict[int, int] = {}  # each file that is written, by its descriptor: another one of the same file
    write = os.write

    def before(name: str, args: tuple[Any, ...]) -> None:
        nonlocal taken
        taken += 1
        if taken < step:
            return
        if name == "write":
            write(args[0], args[1][: len(args[1]) // 2])
        for each in unsure.values():
            os.ftruncate(each, 0)
        os.kill(os.getpid(), signal.SIGKILL)

    def stepping(name: str) -> Callable[..., Any]:
        call = getattr(os, name)

        def called(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever os takes and gives
            before(name, args)
            result = call(*args, **named)
            if name == "open" and args[1] & os.O_WRONLY:
                unsure[result] = os.dup(result)
            if name == "fsync":
                unsure.pop(args[0], None)
            return result

        return called

    for name in STEPS:
        setattr(os, name, stepping(name))
    act()
