"""How long a sentence takes to be drawn in large print: `uv run bench/large_print.py`.

Every sentence of the shipped pack in every size, as it is when it begins: set anew, its first word marked.
Letters are made when they are first met: that is told apart, for all letters of the pack. All is processor
time: what else the machine does is not counted.
"""

import statistics
import time
from collections.abc import Iterator, Sequence

from kiosk.lettering import letterforms
from kiosk.pack import loader
from kiosk.paths import bundled_pack
from kiosk.reading import sentences
from kiosk.settings import PRINT
from kiosk.tui.large import typesetting

LINE = 240  # cells: the widest screen that the tests draw on
ROWS = 48


def texts() -> Iterator[str]:
    """Yield every sentence of the shipped pack."""
    for part in loader.load(bundled_pack()).parts:
        for passage in part.passages:
            yield from (span.of(passage.text) for span in sentences.split(passage.text))


def milliseconds(text: str, size: int) -> float:
    """Return how long a sentence takes that is not drawn yet."""
    typesetting.typeset.cache_clear()
    begun = time.thread_time()
    forms = typesetting.typeset(text, size=size, width=LINE, rows=ROWS)
    if forms is None:
        raise SystemExit(f"{text!r} has a letter that is not there")
    forms.rows(0, word=(0, len(text.split(maxsplit=1)[0])))
    return (time.thread_time() - begun) * 1000


def made(size: int, said: Sequence[str]) -> float:
    """Return how long it takes to read the letters of a size and to make all that are met, in ms."""
    letterforms.load.cache_clear()
    begun = time.thread_time()
    letters = letterforms.load(size)
    for letter in set("".join(said)):
        letters.letter(letter)
    return (time.thread_time() - begun) * 1000


def main() -> None:
    """Print a row for each size."""
    said = list(texts())
    print(f"{len(said)} sentences; ms a sentence\nsize  all letters  median   95 %  slowest")
    for size in PRINT[1:]:
        once = made(size, said)
        times = sorted(milliseconds(text, size) for text in said)
        row = statistics.median(times), times[round(0.95 * (len(times) - 1))], times[-1]
        print(f"{size:4}{once:13.2f}" + "".join(f"{each:8.2f}" for each in row))


if __name__ == "__main__":
    main()
