"""`kiosk conformance`: what a speaking kiosk must do, and which tests have proved that this one does."""

from collections.abc import Iterator

from kiosk.errors import UsageError
from kiosk.paths import conformance_report


def conformance() -> Iterator[str]:
    """Yield the lines of the report that a run of all tests has made. UsageError where it is not there."""
    file = conformance_report()
    try:
        report = file.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"The report is not there ({file}: {error.strerror}).") from error
    yield from report.splitlines()
