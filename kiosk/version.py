"""Which program this is."""

from importlib import metadata


def version() -> str:
    """Return the version that is installed, or words where it runs from a checkout."""
    try:
        return metadata.version("speaking-kiosk")
    except metadata.PackageNotFoundError:
        return "from a checkout"
