"""Every clause that is built has functions, rules, tests and a place in the example."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from qualitygov.core.clauses import clauses, clauses_of
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.model.clause import ClauseRule

ROOT = Path(__file__).parents[2]
SPECIFIED = ROOT.parent / "shared" / "spec" / "clauses.md"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location(
        "coverage_of_clauses", ROOT / "docs" / "coverage.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def covered(tool):
    return tool.coverage()


def test_no_clause_lacks_anything_and_no_rule_cites_none(tool, covered):
    found, bare, idle, known = covered
    assert tool.gaps(found, known) == []
    assert bare == []
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(found, idle, known)


def test_what_the_main_job_does_not_reach_has_a_page_and_a_test(tool, covered):
    _, _, idle, _ = covered
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    assert [name for name in idle if tool.shown_on(name) is None] == []
    called = {name: re.compile(rf"\b{name.rpartition('.')[2]}\(") for name in idle}
    assert [name for name in idle if not any(map(called[name].search, texts))] == []
    assert tool.shown_on("x.no_such_function") is None


def test_a_gap_is_found(tool, covered):
    found, _, _, known = covered
    changed = {
        clause: {column: [*names] for column, names in by.items()} for clause, by in found.items()
    }
    changed["3.1.4.a"]["tests"].clear()
    changed["9.9.z"] = {column: [] for column in tool.COLUMNS}
    assert tool.gaps(changed, known) == ["3.1.4.a: no tests", "9.9.z: no such clause"]


@pytest.mark.skipif(not SPECIFIED.exists(), reason="the clause table is not beside the project")
def test_the_clauses_are_those_of_the_table():
    rows = [
        line.split("|")[1]
        for line in SPECIFIED.read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
    ]
    wanted = {name.strip() for row in rows for name in row.split(",") if row.strip()[:1].isdigit()}
    assert set(load_rulebook("strong-town").typed[ClauseRule.section]) == wanted


def test_marks_are_clause_ids_and_are_not_inherited():
    @clauses("3.1.4.a", "1.b")
    class Marked: ...

    class Heir(Marked): ...

    assert clauses_of(Marked) == ("3.1.4.a", "1.b")
    assert clauses_of(Heir) == ()
    for wrong in ((), ("3.1",), ("3.1.4",), ("x",)):
        with pytest.raises(ValueError, match="clause ids"):
            clauses(*wrong)
