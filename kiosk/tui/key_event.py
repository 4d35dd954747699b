"""A key as Textual hands it on, with its stroke: strokes keep their order when they all go one way."""

from typing import Final

from textual import events

from kiosk.keys.strokes import Stroke


class Key(events.Key):
    """A key event that tells what the finger did. Textual calls `on_key` with it, as with its own."""

    def __init__(self, key: str, stroke: Stroke) -> None:
        super().__init__(key, None)
        self.stroke: Final = stroke


def stroke_of(event: events.Key) -> Stroke:
    """Return what the finger did. Where nothing tells, every event is a press."""
    return event.stroke if isinstance(event, Key) else Stroke.PRESS
