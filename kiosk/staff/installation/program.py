"""Whence the program is installed, and whether it is there already.

Keeps one decision: it is there where every file of the source is, as it is; a version does not tell.
"""

import json
import tomllib
import zipfile
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from kiosk.errors import UsageError
from kiosk.paths import checkout

VENV: Final = Path("/opt/kiosk/venv")
PYTHON: Final = Path("/usr/bin/python3")  # Debian's own: it is there for every account, and kept up to date
_NAME: Final = "speaking-kiosk"


def source(wheel: Path | None) -> Path:
    """Return the wheel that is named, or the wheel or the checkout that runs now. Raises UsageError."""
    found = wheel or checkout() or _installed_from()
    if found is None:
        raise UsageError(
            "This kiosk does not know what it was installed from: name its wheel, --wheel FILE.whl."
        )
    if not found.exists():
        raise UsageError(f"There is no {found}: name the kiosk's wheel, --wheel FILE.whl.")
    if found.is_file() and not zipfile.is_zipfile(found):
        raise UsageError(f"{found} is no wheel: name the kiosk's wheel, --wheel FILE.whl.")
    return found.resolve()


def site_packages() -> Path:
    """Return where the environment of the kiosk has its packages, with the Python that Debian has now."""
    return VENV / "lib" / PYTHON.resolve().name / "site-packages"


def is_there(source: Path) -> bool:
    """Return whether the environment has every file of the source, as it is."""
    there = site_packages()
    return all(
        (there / name).is_file() and (there / name).read_bytes() == held
        for name, held in files(source).items()
    )


def _installed_from() -> Path | None:
    """Return the wheel that this program was installed from, where it was a file (PEP 610)."""
    try:
        told = distribution(_NAME).read_text("direct_url.json")
    except PackageNotFoundError:
        return None
    url = urlsplit(json.loads(told)["url"]) if told else None
    return Path(unquote(url.path)) if url and url.scheme == "file" else None


def files(source: Path) -> Mapping[str, bytes]:
    """Return what the source installs, by its place in the environment."""
    if source.is_file():
        with zipfile.ZipFile(source) as wheel:
            return {name: wheel.read(name) for name in wheel.namelist() if ".dist-info/" not in name}
    made = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))
    carried = made["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    files = dict[str, bytes]()
    for folder, place in {"kiosk": "kiosk", **carried}.items():
        root = source / folder
        for file in [root] if root.is_file() else root.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                files[str(place / file.relative_to(root))] = file.read_bytes()
    return files
