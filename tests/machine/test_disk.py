"""How much room there is, also before there is a folder."""

import shutil
from pathlib import Path

from kiosk.machine import disk


def test_a_folder_that_is_not_there_yet_has_the_room_of_what_is_above_it(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "kiosk"
    assert disk.nearest(folder) == tmp_path
    assert abs(disk.free(folder) - shutil.disk_usage(tmp_path).free) < 1_000_000_000
    folder.mkdir(parents=True)
    assert disk.nearest(folder) == folder
