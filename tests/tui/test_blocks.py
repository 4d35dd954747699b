from tui_views import contents, reader

from kiosk.tui.blocks import Box, blocks_of


def test_title_and_place_have_rows_of_their_own() -> None:
    texts = {block.line.text for block in blocks_of(reader()) if not isinstance(block, Box)}
    assert "Mental health" not in texts
    assert "" not in texts


def test_every_target_is_one_box_with_its_lines() -> None:
    view = contents()
    boxes = [block for block in blocks_of(view) if isinstance(block, Box)]
    assert [box.target for box in boxes] == list(view.targets)
    assert all(box.lines == tuple(view.lines[index] for index in box.target.lines) for box in boxes)
