"""`kiosk schema`: the JSON Schemas of a pack's files, for an author's editor, in a folder."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.errors import UsageError
from kiosk.machine import whole_file
from kiosk.pack.json_schema import schemas


def schema(folder: Path) -> Iterator[str]:
    """Yield each file as it is written into the folder. Raises UsageError where it cannot be."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder: name one for the schemas.")
    for name, text in schemas().items():
        file = folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            whole_file.write(file, text.encode())
        except OSError as error:
            raise UsageError(f"{file} cannot be written: {error.strerror}.") from error
        yield f"Written: {file}"
