"""Signals from the first moment: those of keys wait, and then mean what they should."""

import signal
import subprocess
import sys

import pytest

LIMIT_SECONDS = 30.0
PROGRAM = """
import os, signal
from kiosk.machine import early
for number in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)  # whoever runs the tests may have them ignored
early.hold()
os.kill(os.getpid(), signal.{name})
print("held", flush=True)
early.{then}()
print("on", flush=True)
"""


def ended(name: str, then: str) -> tuple[str, int]:
    program = PROGRAM.format(name=name, then=then)
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False
    )
    return run.stdout, run.returncode


@pytest.mark.parametrize("name", ["SIGINT", "SIGQUIT", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGUSR1", "SIGUSR2"])
def test_a_visitors_keys_mean_nothing(name: str) -> None:
    assert ended(name, "ignore_keys") == ("held\non\n", 0)


@pytest.mark.parametrize("then", ["release_keys", "release"])
def test_what_has_waited_is_heard_where_keys_are_the_staffs(then: str) -> None:
    assert ended("SIGQUIT", then) == ("held\n", -signal.SIGQUIT)
    heard, code = ended("SIGINT", then)
    assert (heard, code != 0) == ("held\n", True)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_it_ends_at_once_where_that_is_asked_for(name: str) -> None:
    assert ended(name, "ignore_keys") == ("", 0)
