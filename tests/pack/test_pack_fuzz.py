"""Whatever stands in the files of a pack, it is loaded or refused: nothing but PackError comes out."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import PackError
from kiosk.pack.loader import load

KEYS = """id lang title summary publisher source review review_notes facts sections leaflet case_studies
disclaimer helpline text people link phone"""
FILES = ["pack.yaml", "a.yaml", "b/c.yaml"]

HOSTILE = [
    *("{<<: *a}", "!!python/object/apply:os.system [x]", "[" * 200, "{" * 200),
    *('"\\e[2J"', '"\\x01"', "one \x1b]52;c;eA==\x07", "one \x9b two", "\u202eone", "\ufeffone"),
    *("s'" * 100, "open" * 56, "w" * 10_000, "Room #4", "[/]", "See [@click=app.quit]this[/]"),
]

values = st.recursive(
    st.sampled_from(
        [
            "x",
            "",
            "en-GB",
            "true",
            "~",
            "a.yaml",
            "b/c.yaml",
            "../a",
            "/",
            ".",
            "'\\0'",
            '"\\0"',
            "2026-01-01",
            "&a b",
            "*a",
            *HOSTILE,
        ]
    )
    | st.text(max_size=5).map(repr),
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(
            st.sampled_from(["list", "paragraph", "lang", "checked_on", "z"]), inner, max_size=3
        ).map(lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}")
    ),
    max_leaves=6,
)
files = st.dictionaries(st.sampled_from(KEYS.split()), values, max_size=16).map(
    lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs.items()).encode(
        "utf-8", "surrogatepass"
    )
)


def is_loaded_or_refused(root: Path, contents: list[bytes]) -> bool:
    (root / "b").mkdir(exist_ok=True)
    for name, content in zip(FILES, contents, strict=True):
        (root / name).write_bytes(content)
    try:
        return bool(load(root).parts)
    except PackError as error:
        refused = error
    assert refused.faults
    assert list(refused.faults) == sorted(set(refused.faults))
    assert all(str(fault).isprintable() and fault.line >= 1 for fault in refused.faults)
    return False


@given(contents=st.lists(files, min_size=3, max_size=3))
def test_files_of_known_keys_and_any_values(
    tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]
) -> None:
    is_loaded_or_refused(tmp_path_factory.getbasetemp(), contents)


@given(content=st.binary(max_size=300))
def test_files_of_any_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    naming = b"facts: a.yaml\nsections: [b/c.yaml]\n"

    assert not is_loaded_or_refused(tmp_path_factory.getbasetemp(), [content, content, content])
    assert not is_loaded_or_refused(tmp_path_factory.getbasetemp(), [naming, content, content])
