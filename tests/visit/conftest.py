import pytest
from visit_walk import Walk


@pytest.fixture
def walk() -> Walk:
    """A visitor at the welcome of the small pack, before anything was heard."""
    return Walk()


@pytest.fixture
def in_first(walk: Walk) -> Walk:
    """A visitor who has just come to the first part, with nothing of it heard."""
    walk.hear("right")
    walk.press("right")
    return walk
