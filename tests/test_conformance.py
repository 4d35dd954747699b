"""The conformance report says what the tests have shown, and nothing else."""

import re
from pathlib import Path

import pytest
from conformance import Row, rows, told

pytest_plugins = ("pytester",)

ROOT = Path(__file__).parents[1]
ROW = Row("K01", "EN 1", "Speaks.")


def state_of(report: str, row_id: str = "K01") -> str:
    (found,) = re.findall(rf"^\| {row_id} \|.*\| (.*) \|$", report, re.MULTILINE)
    return str(found)


def test_a_row_whose_tests_all_passed_is_met_and_names_them() -> None:
    report = told([ROW], {"K01": {"tests/test_a.py::test_b": True, "tests/test_a.py::test_c": True}})
    assert state_of(report) == "met, 2 tests"
    assert report.endswith("## K01\n\n- tests/test_a.py::test_b\n- tests/test_a.py::test_c\n")


def test_a_row_with_one_test_that_did_not_pass_is_open() -> None:
    report = told([ROW], {"K01": {"tests/test_a.py::test_b": True, "tests/test_a.py::test_c": False}})
    assert state_of(report) == "open: 1 of its 2 tests did not pass"
    assert "test_c (did not pass)" in report


def test_a_row_without_a_test_is_open_with_its_reason() -> None:
    assert state_of(told([ROW], {})) == "open: no test carries its id"
    assert state_of(told([Row("K01", "EN 1", "Speaks.", open="no key yet")], {})) == "open: no key yet"


def test_an_id_that_is_no_requirement_is_refused() -> None:
    with pytest.raises(LookupError, match="K99"):
        told([ROW], {"K99": {"tests/test_a.py::test_b": True}})


@pytest.mark.parametrize("processes", [(), ("-n", "2")], ids=["one process", "several"])
def test_the_run_decides_and_skipped_and_failed_cases_prove_nothing(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, processes: tuple[str, ...]
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests"))
    pytester.makepyfile(
        test_made="""
        import pytest

        @pytest.mark.requirement("K01")
        @pytest.mark.parametrize("case", [1, 2])
        def test_passes(case): pass

        @pytest.mark.requirement("K02")
        @pytest.mark.parametrize("case", [1, 2])
        def test_fails_once(case): assert case == 1

        @pytest.mark.requirement("K03")
        def test_is_skipped(): pytest.skip("a part is missing")
        """
    )
    pytester.makeini("[pytest]\nmarkers = requirement(id): what it proves")
    pytester.runpytest_subprocess("-p", "conformance", "--conformance=report.md", *processes)
    report = (pytester.path / "report.md").read_text(encoding="utf-8")
    assert state_of(report, "K01") == "met, 1 test"
    assert state_of(report, "K02") == "open: 1 of its 1 tests did not pass"
    assert state_of(report, "K03") == "open: 1 of its 1 tests did not pass"
    assert state_of(report, "K04") == "open: no test carries its id"


def test_each_requirement_has_a_source_and_words() -> None:
    assert len(rows()) == 41
    assert all(row.source and row.requirement for row in rows())


def test_the_report_in_docs_has_every_row_and_each_is_met_or_says_why() -> None:
    report = (ROOT / "docs" / "conformance.md").read_text(encoding="utf-8")
    for row in rows():
        assert re.match(r"met, \d+ tests?$|open: .", state_of(report, row.id)), row.id
