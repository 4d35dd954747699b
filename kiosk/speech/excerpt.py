"""Where an utterance stands in a passage that may have been recorded."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Excerpt:
    """A sentence of a passage that may have been recorded.

    `recording` is the recording's name, without ending: "generalised-dystonia/pain/003". `text` is the whole
    passage as it is written, `starts` the characters at which its sentences begin, `index` this one's.
    """

    recording: str
    text: str
    starts: tuple[int, ...]
    index: int

    @property
    def start(self) -> int:
        """The character of the passage at which the sentence begins."""
        return self.starts[self.index]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the passage, as they are written."""
        ends = (*self.starts[1:], len(self.text))
        return tuple(self.text[start:end].strip() for start, end in zip(self.starts, ends, strict=True))
