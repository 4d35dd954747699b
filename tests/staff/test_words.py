"""`kiosk words`, from the command line."""

import shutil
from pathlib import Path

from kiosk.paths import bundled_pack

from .kiosk_command import kiosk


def test_every_word_of_the_shipped_pack_is_checked() -> None:
    ended = kiosk("words")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == "Words of this pack that have not been checked: 0.\n"


def test_a_new_word_is_named_with_how_it_is_said_and_how_to_hear_it(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(bundled_pack(), pack)
    section = pack / "sections" / "pain.yaml"
    section.write_text(
        section.read_text(encoding="utf-8") + "  - Ask about botulinumtoxin.\n", encoding="utf-8"
    )
    ended = kiosk("words", "--pack", str(pack))
    lines = ended.stdout.splitlines()
    assert lines[0].startswith("botulinumtoxin: said /")
    assert lines[0].endswith('/; hear it with: kiosk say "botulinumtoxin"')
    assert lines[1] == "Words of this pack that have not been checked: 1."
