"""What must agree between the files of a pack. Keeps one decision: other faults do not stop the judging."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from kiosk.errors import Fault
from kiosk.files.text_file import Place, shown
from kiosk.files.yaml_file import Document


def part_id(file: str) -> str:
    """Return the id of the part that a file holds: its name without folder and ending."""
    return PurePosixPath(file).stem


def names(named: Iterable[tuple[str, Place]]) -> Iterator[Fault]:
    """Yield a fault for each file that is named twice, and for each two files whose parts would share an id.

    `named`: every file that the pack names, with the place that names it, in the order of the pack.
    """
    files: dict[PurePosixPath, Place] = {}
    ids: dict[str, str] = {}
    for name, place in named:
        file = PurePosixPath(name)
        if file in files:
            what = f'the file "{shown(name)}" is named twice (before: {files[file].file}:{files[file].line})'
            yield Fault(*place, what, "delete one of the two: each file makes one part")
            continue
        files[file] = place
        if file.stem in ids:
            what = (
                f'"{shown(name)}" and "{shown(ids[file.stem])}" both make a part called "{shown(file.stem)}"'
            )
            yield Fault(*place, what, "rename one of the files")
        ids.setdefault(file.stem, name)


def facts_named(known: Iterable[str], carriers: Iterable[Document]) -> Iterator[Fault]:
    """Yield a fault for each fact that a file says it carries and that is unknown, or that it names twice."""
    known = frozenset(known)
    for carrier in carriers:
        seen: set[str] = set()
        for fact, line in carrier.texts("facts"):
            if fact in seen:
                what = f'the fact "{shown(fact)}" stands twice in this list'
                yield Fault(carrier.name, line, what, "delete one of the two")
            elif fact not in known:
                what = f'the fact "{shown(fact)}" is not known'
                yield Fault(
                    carrier.name, line, what, "write an id of the pack's facts file, or add the fact there"
                )
            seen.add(fact)


def facts_carried(facts: Document, carriers: Iterable[Document]) -> Iterator[Fault]:
    """Yield a fault for each fact of the facts file that no part carries."""
    carried = {fact for carrier in carriers for fact, _ in carrier.texts("facts")}
    for fact in facts.top_level_keys():
        if fact not in carried:
            what = f'the fact "{shown(fact)}" is carried by no section'
            yield facts.fault(
                fact, what=what, remedy="say it in a section, and add its id to that section's facts"
            )
