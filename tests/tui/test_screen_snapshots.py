"""The rows of a few screens, kept as text; `uv run pytest --snapshot-update` keeps them anew."""

import pytest
from kiosk_on_screen import visitor
from syrupy.assertion import SnapshotAssertion


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
@pytest.mark.parametrize(
    ("keys", "sentences"),
    [
        pytest.param("", 1, id="welcome"),
        pytest.param("space", 6, id="contents"),
        pytest.param("space 3", 6, id="reader"),
        pytest.param("space h", 3, id="helpline"),
        pytest.param("space k", 4, id="choices"),
    ],
)
async def test_the_screen_is_as_it_was_kept(
    keys: str, sentences: int, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    async with visitor(size) as here:
        await here.press(*keys.split())
        for _ in range(sentences):
            await here.hear_sentence()
        await here.hear_word()
        assert "\n".join(row.rstrip() for row in here.glass.rows) == snapshot
