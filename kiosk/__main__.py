"""The door: `kiosk`, `python -m kiosk` and run_kiosk.py. Signals are held before anything else is loaded."""

import sys

from kiosk.machine import early


def main() -> int:
    """Run the kiosk as the command line asks; return the exit code."""
    early.hold()
    from kiosk.errors import IncompleteError  # noqa: PLC0415 - all of it takes a while
    from kiosk.machine import unhandled  # noqa: PLC0415

    unhandled.log_all()
    try:
        from kiosk.cli import main as run  # noqa: PLC0415 - it may not be there
    except Exception as error:  # noqa: BLE001 - whatever is missing or broken
        print(f"kiosk: {IncompleteError(error)}", file=sys.stderr)  # noqa: T201 - cli cannot
        return IncompleteError.exit_code
    return run()


if __name__ == "__main__":
    sys.exit(main())
