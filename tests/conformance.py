"""A plugin of pytest: the report of which tests prove which row of docs/requirements.yaml.

Keeps one decision: a row is met only when every test that carries its id has passed, and there is one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

REQUIREMENTS = Path(__file__).parents[1] / "docs" / "requirements.yaml"
PROVES = "requirement"
COMMAND = "PYTHONPATH=tests uv run pytest -p conformance --conformance=docs/conformance.md"
HEAD = f"""\
# Conformance

What an accessible speaking kiosk must do, and the tests that prove that this one does. Made from a run of all
tests, and never written by hand:

    {COMMAND}

A row is met when there is a test that carries its id and all that do have passed; in continuous integration
none may be skipped. docs/requirements.yaml says what each source is.

| id | source | requirement | |
| --- | --- | --- | --- |
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--conformance", type=Path, metavar="FILE", help="write which tests prove which requirement to FILE"
    )


def pytest_configure(config: pytest.Config) -> None:
    if file := config.getoption("--conformance"):
        config.pluginmanager.register(Conformance(file))


@dataclass(frozen=True)
class Row:
    """A requirement. `open` says why nothing proves it, `left` what no test can show; else they are ""."""

    id: str
    source: str
    requirement: str
    open: str = ""
    left: str = ""


def rows() -> tuple[Row, ...]:
    """Return the requirements in their order."""
    entries = yaml.safe_load(REQUIREMENTS.read_text(encoding="utf-8"))
    return tuple(Row(row_id, **entry) for row_id, entry in entries.items())


@dataclass(eq=False)  # pytest keeps its plugins by what they are
class Conformance:
    """Keeps what each test proves and whether it passed, and writes the report when the run is over.

    A test carries what it proves to its report, so that tests may run in several processes (pytest-xdist).
    """

    file: Path
    proves: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by the test's id
    passed: dict[str, bool] = field(default_factory=dict)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            item.user_properties += [(PROVES, str(mark.args[0])) for mark in item.iter_markers("requirement")]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.proves[report.nodeid] = tuple(
            str(value) for name, value in report.user_properties if name == PROVES
        )
        self.passed[report.nodeid] = self.passed.get(report.nodeid, True) and report.passed

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if not hasattr(session.config, "workerinput"):  # one of several processes knows only its own tests
            self.file.write_text(told(rows(), self.proofs()), encoding="utf-8")

    def proofs(self) -> Mapping[str, Mapping[str, bool]]:
        """Return for each requirement its tests by name, with whether all their cases passed."""
        proofs = defaultdict[str, dict[str, bool]](dict)
        for test, ids in self.proves.items():
            name = test.partition("[")[0]
            for row_id in ids:
                proofs[row_id][name] = proofs[row_id].get(name, True) and self.passed.get(test, False)
        return proofs


def told(requirements: Iterable[Row], proofs: Mapping[str, Mapping[str, bool]]) -> str:
    """Return the report. Raises LookupError for a proof of what is no requirement."""
    requirements = tuple(requirements)
    if unknown := proofs.keys() - {row.id for row in requirements}:
        raise LookupError(f"tests carry ids that are no requirements: {', '.join(sorted(unknown))}")
    table = "".join(
        f"| {row.id} | {row.source} | {row.requirement} | {_state(row, proofs.get(row.id, {}))} |\n"
        for row in requirements
    )
    return HEAD + table + "".join(_tests(row, proofs.get(row.id, {})) for row in requirements)


def _state(row: Row, tests: Mapping[str, bool]) -> str:
    if not tests:
        return f"open: {row.open or 'no test carries its id'}"
    if failed := [name for name, passed in tests.items() if not passed]:
        return f"open: {len(failed)} of its {len(tests)} tests did not pass"
    return f"met, {len(tests)} tests" if len(tests) > 1 else "met, 1 test"


def _tests(row: Row, tests: Mapping[str, bool]) -> str:
    return "".join(_lines(row, tests)) if tests or row.left else ""


def _lines(row: Row, tests: Mapping[str, bool]) -> Iterator[str]:
    yield f"\n## {row.id}\n\n"
    if row.left:
        yield f"Left: {row.left}\n\n"
    for name, passed in sorted(tests.items()):
        yield f"- {name}{'' if passed else ' (did not pass)'}\n"
