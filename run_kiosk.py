"""The front door: runs the kiosk from a checkout, as the installed command `kiosk` does."""

import sys

from kiosk.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
