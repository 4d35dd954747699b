"""The keys of every program beside the kiosk: n says the next sentence in place of this one, s only cuts.

The sentences stand in the file that the command line names, one a line; the first is said at the start.
"""

import os
import sys
import tty
from collections.abc import Callable
from itertools import cycle
from pathlib import Path


def obey(*, say: Callable[[str], object], stop: Callable[[], object]) -> None:
    """Take keys until one is neither n nor s. `say` cuts off, itself, what is being said."""
    sentences = cycle(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    tty.setcbreak(0)
    say(next(sentences))
    while (key := os.read(0, 1)) in (b"n", b"s"):
        if key == b"n":
            say(next(sentences))
        else:
            stop()
    stop()
