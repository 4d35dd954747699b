"""Faults are counted whether or not a log is kept, and nothing else is kept of them."""

import logging

from kiosk.machine.faults import counting


def test_warnings_and_worse_of_the_kiosk_are_counted_meanwhile() -> None:
    speech, others = logging.getLogger("kiosk.speech"), logging.getLogger("others")
    with counting() as faults:
        speech.info("the speaker has started")
        others.error("no fault of the kiosk")
        assert faults.count == 0
        speech.warning("the speaker has ended")
        speech.critical("and again")
    speech.error("later")
    assert faults.count == 2
