"""What was found of one part of a kiosk: whether it is well, in words, and what to do where it is not."""

from dataclasses import dataclass

from kiosk.errors import DataError, KioskError


@dataclass(frozen=True)
class Diagnosis:
    """What was found of one part. `remedy` is there where it is not well."""

    part: str
    well: bool
    found: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.part}: {self.found}" + (f"; {self.remedy}" if self.remedy else ".")


def well(part: str, found: str) -> Diagnosis:
    """Return that a part is well."""
    return Diagnosis(part, well=True, found=found)


def ill(part: str, found: str, remedy: str) -> Diagnosis:
    """Return that somebody must see to a part, and how."""
    return Diagnosis(part, well=False, found=found, remedy=remedy)


def refused(part: str, error: KioskError) -> Diagnosis:
    """Return the first fault of a file with its own remedy, or the two halves of what an error tells."""
    faults = error.faults if isinstance(error, DataError) else ()
    if not faults:
        sentence = str(error).rstrip(".")
        found, _, remedy = sentence.partition("; " if "; " in sentence else ". ")
        return ill(part, found, remedy)
    first = faults[0]
    more = f" (faults in all: {len(faults)})" if len(faults) > 1 else ""
    return ill(part, f"{first.file}:{first.line}: {first.what}", first.remedy + more)
