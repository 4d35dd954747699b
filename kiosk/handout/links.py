"""What can be followed in a line: its telephone number, or the address of its chapter's link."""

from dataclasses import dataclass

from kiosk.reading import address, telephone
from kiosk.reading.sentences import Span
from kiosk.visit.view import Line


@dataclass(frozen=True)
class Link:
    """A place in the text of a line, and the whole address that it leads to: tel: or https:."""

    place: Span
    target: str


def find(line: Line, link: str = "") -> Link | None:
    """Return the link of a line; `link` is the address that the line tells of, if it is one that does."""
    if line.phone:
        found, target = telephone.find(line.text, 0, known=line.phone), telephone.uri(line.phone)
    else:
        found, target = address.find(line.text, 0) if link else None, link
    return Link(found, target) if found else None
