"""Whatever moment the power goes at, what the kiosk keeps is whole: as it was before, or as it is to be."""

import re
from datetime import date
from pathlib import Path

import pytest
from power import cut_everywhere, kill_at_random, run_case
from staff import small_pack

from kiosk import delivered, settings_file
from kiosk.counts import file
from kiosk.counts.counting import Counts
from kiosk.staff.setting import setting
from kiosk.visit import edition

TODAY = date(2026, 11, 28)
WEEK = "2026-W48"
AT_RANDOM = 100
SEED = 8


def partial(folder: Path) -> list[Path]:
    return [path for path in folder.rglob(".*") if path.name.endswith(".part")]


def no_more_than_one_is_left(folder: Path) -> None:
    assert len(partial(folder)) <= 1


# --- The cases, each in an interpreter of its own.


def settings_everywhere(folder: Path) -> int:
    path = folder / "settings.yaml"
    path.write_text("# ours\nvolume: 2  # quiet\n")
    whole = {f"# ours\nvolume: {volume}  # quiet\n" for volume in (2, 5)}

    def check() -> None:
        assert path.read_text() in whole
        settings_file.load(path)
        no_more_than_one_is_left(folder)

    def act() -> None:
        list(setting(path, ["volume", "5" if "2" in path.read_text() else "2"]))

    cuts = cut_everywhere(act, check)
    assert partial(folder) == []
    return cuts


def settings_at_random(folder: Path) -> int:
    path = folder / "settings.yaml"
    path.write_text("volume: 2\n")

    def act() -> None:
        for volume in "12345":
            list(setting(path, ["volume", volume]))

    def check() -> None:
        assert re.fullmatch(r"volume: [1-5]\n", path.read_text())
        no_more_than_one_is_left(folder)

    cuts = kill_at_random(act, check, times=AT_RANDOM, within=0.05, seed=SEED)
    list(setting(path, ["volume", "3"]))
    assert partial(folder) == []
    return cuts


def counts_everywhere(folder: Path) -> int:
    state = folder / "state"
    visits = {0}

    def act() -> None:
        file.add(state, {WEEK: Counts(visits=1, opened={"pain": 1})}, today=TODAY)

    def check() -> None:
        held = file.read(state).get(WEEK, Counts())
        assert held.visits in {max(visits), max(visits) + 1}
        assert held.opened == ({"pain": held.visits} if held.visits else {})
        visits.add(held.visits)
        if state.exists():
            no_more_than_one_is_left(state)

    cuts = cut_everywhere(act, check)
    assert len(visits) > 1
    assert partial(state) == []
    return cuts


def counts_at_random(folder: Path) -> int:
    reached = [0]

    def act() -> None:
        file.add(folder, {WEEK: Counts(visits=1)}, today=TODAY)

    def check() -> None:
        visits = file.read(folder).get(WEEK, Counts()).visits
        assert visits >= reached[-1], "counts were lost"
        reached.append(visits)
        no_more_than_one_is_left(folder)

    cuts = kill_at_random(act, check, times=AT_RANDOM, within=0.05, seed=SEED)
    act()
    assert reached[-1] > 0
    assert partial(folder) == []
    return cuts


def update_everywhere(folder: Path) -> int:
    old, new = (small_pack.write(folder / "given" / name) for name in ("old", "new"))
    pain = new / small_pack.PAIN
    pain.write_text(pain.read_text().replace("title: Pain", "title: Ache"))
    delivered.update(old)
    delivered.update(new)
    spoken = set[str]()

    def title() -> str:
        (now,) = edition.load(delivered.folders()[:1])
        return now.pack.parts[0].title

    def check() -> None:
        spoken.add(title())
        edition.load(delivered.folders()[1:2])  # the one before

    def act() -> None:
        delivered.update(new if title() == "Pain" else old)

    cuts = cut_everywhere(act, check)
    assert spoken == {"Pain", "Ache"}
    assert partial(folder) == []
    assert len([each for each in (folder / "packs").iterdir() if each.is_dir()]) == 2
    return cuts


@pytest.mark.parametrize("case", ["settings_everywhere", "counts_everywhere", "update_everywhere"])
def test_at_each_step_of_a_writing_it_is_old_or_new(case: str, tmp_path: Path) -> None:
    assert run_case("test_power_cuts", case, tmp_path) > 8


@pytest.mark.parametrize("case", ["settings_at_random", "counts_at_random"])
def test_a_hundred_times_at_random_it_is_old_or_new(case: str, tmp_path: Path) -> None:
    assert run_case("test_power_cuts", case, tmp_path) == AT_RANDOM
