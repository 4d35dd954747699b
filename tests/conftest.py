"""What holds for every test, and the visitors that several rooms send through a visit."""

import os
import signal
from collections.abc import Generator, Iterator

import pytest
from side_by_side import its_place
from visit_walk import Walk

_IGNORED_BY_A_KIOSK = (
    *(signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP),
    *(signal.SIGTTIN, signal.SIGTTOU, signal.SIGUSR1, signal.SIGUSR2),
)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Have a test that listens run alone."""
    with its_place(item.config, alone=item.get_closest_marker("sound") is not None):
        return (yield)


@pytest.fixture(scope="session", autouse=True)
def _folders_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No kiosk that a test starts meets one of this machine, or leaves anything on it."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("STATE_DIRECTORY", "RUNTIME_DIRECTORY"):
            patch.setitem(os.environ, variable, str(tmp_path_factory.mktemp(variable.lower())))
        yield


@pytest.fixture(autouse=True)
def _signals_as_they_were() -> Iterator[None]:
    """A kiosk in the test's own process leaves its signals ignored, and a child would inherit that."""
    before = {number: signal.getsignal(number) for number in _IGNORED_BY_A_KIOSK}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


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
