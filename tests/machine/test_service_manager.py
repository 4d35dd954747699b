"""What is told to a service manager comes to a real socket; whose it is not, is not told."""

import logging
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from notified import Ear, path

from kiosk.machine.service_manager import service_manager


@pytest.fixture(params=["a path", "an abstract name"])
def ear(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ear]:
    heard = Ear(path(tmp_path) if request.param == "a path" else f"@kiosk-{uuid.uuid4()}")
    yield heard
    heard.close()


def test_lines_come_together(ear: Ear) -> None:
    manager = service_manager({"NOTIFY_SOCKET": ear.address})
    assert manager
    assert manager.expects is None
    manager.tell("READY=1", "STATUS=The kiosk speaks.")
    assert ear.hear() == ["READY=1", "STATUS=The kiosk speaks."]


@pytest.mark.parametrize("whose", [{}, {"WATCHDOG_PID": str(os.getpid())}], ids=["anybody", "this process"])
def test_it_may_expect_to_hear_again(whose: dict[str, str]) -> None:
    manager = service_manager({"NOTIFY_SOCKET": "/s", "WATCHDOG_USEC": "10000000"} | whose)
    assert manager
    assert manager.expects == 10.0


@pytest.mark.parametrize(
    "watchdog",
    [{"WATCHDOG_USEC": "10000000", "WATCHDOG_PID": "1"}, {"WATCHDOG_USEC": "0"}, {"WATCHDOG_USEC": "ten"}],
    ids=["another process", "never", "no number"],
)
def test_it_may_expect_nothing_of_this_process(watchdog: dict[str, str]) -> None:
    manager = service_manager({"NOTIFY_SOCKET": "/s"} | watchdog)
    assert manager
    assert manager.expects is None


@pytest.mark.parametrize("address", [{}, {"NOTIFY_SOCKET": ""}, {"NOTIFY_SOCKET": "vsock:2:1"}])
def test_without_an_address_that_can_be_told_there_is_none(address: dict[str, str]) -> None:
    assert service_manager(dict(address)) is None


def test_what_is_started_from_here_does_not_know_of_it() -> None:
    environment = {"NOTIFY_SOCKET": "/s", "WATCHDOG_USEC": "1", "WATCHDOG_PID": "1", "LANG": "C.UTF-8"}
    service_manager(environment)
    assert environment == {"LANG": "C.UTF-8"}


def test_one_that_has_gone_is_logged_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    manager = service_manager({"NOTIFY_SOCKET": path(tmp_path)})
    assert manager
    with caplog.at_level(logging.WARNING):
        manager.tell("WATCHDOG=1")
        manager.tell("WATCHDOG=1")
    assert [record.getMessage() for record in caplog.records] == [
        "the service manager cannot be told how the kiosk is: No such file or directory"
    ]


def test_one_that_reads_nothing_holds_nothing_up(ear: Ear) -> None:
    manager = service_manager({"NOTIFY_SOCKET": ear.address})
    assert manager
    for _ in range(10_000):  # more than any socket holds
        manager.tell("WATCHDOG=1")
    assert ear.hear() == ["WATCHDOG=1"]
