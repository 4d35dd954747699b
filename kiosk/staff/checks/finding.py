"""What is told of a pack. Keeps one decision: all is told in one shape: file, line, what, what to do."""

from dataclasses import dataclass

from kiosk.files.text_file import Place


@dataclass(frozen=True, order=True)
class Finding:
    """Something in a pack: where, what, and what to do. With an `error` the pack is not fit for visitors."""

    where: Place
    what: str
    instead: str
    error: bool = False

    def __str__(self) -> str:
        return f"{self.where.file}:{self.where.line}: {self.what}; {self.instead}"
