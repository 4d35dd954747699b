"""What a test does where a part that it needs is not on this machine."""

import os
from typing import NoReturn

import pytest

REQUIRED = "KIOSK_REQUIRE_ALL"  # set to 1 where a missing part is a fault


def missing(reason: str) -> NoReturn:
    """Skip the test, with the reason; fail it instead where every part is required."""
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(reason)
    pytest.skip(reason)
