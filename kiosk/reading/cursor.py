"""A step along a row of sentences, counted from 0. A row does not wrap: past its edge there is None."""


def forward(index: int, *, count: int) -> int | None:
    """Return the place after `index` in a row of `count`, or None at the end."""
    return index + 1 if index + 1 < count else None


def back(index: int) -> int | None:
    """Return the place before `index`, or None at the beginning."""
    return index - 1 if index > 0 else None
