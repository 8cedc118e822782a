"""The second county and the town alone: the same package, other books and other tables."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qualitygov import Context, OfficialCalendar, assess_county, load_rulebook, read_county
from qualitygov.assessment import Verdict

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(script, *arguments):
    return subprocess.run(
        [sys.executable, str(EXAMPLES / script), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_the_second_county_says_what_differs_and_why():
    said = run("river-county/compare.py")
    assert "target.satisfaction.value from 2014-01-01: 82% → 85% (临河县质强办〔2016〕1号)" in said
    assert "supervision-frequency.C.every" in said
    counts = [line for line in said.splitlines() if "have another grade" in line]
    assert len(counts) == 1
    assert int(counts[0].split()[3]) > 0
    scores = [line for line in said.splitlines() if "credit score" in line]
    assert len({line.split("credit score ")[1] for line in scores}) == 2


def test_the_second_countys_script_writes_the_same_bytes(tmp_path):
    run("river-county/generate.py", tmp_path)
    data = EXAMPLES / "river-county" / "data"
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in data.iterdir()}
    assert [
        path.name
        for path in tmp_path.iterdir()
        if path.read_bytes() != (data / path.name).read_bytes()
    ] == []


@pytest.mark.parametrize("name", ["river-county", "town-alone"])
def test_the_other_examples_are_read_without_a_refusal(name):
    reading = read_county(EXAMPLES / name)
    assert reading.whole
    assert [entry.code for entry in reading.told] == ["table.state", "county.absent"]


def test_a_towns_returns_are_what_is_on_file(tmp_path):
    town = Path(shutil.copytree(EXAMPLES / "town-alone", tmp_path / "town"))
    (town / "data" / "returns.csv").unlink()
    subprocess.run([sys.executable, str(town / "returns.py")], check=True)
    written = (town / "data" / "returns.csv").read_text(encoding="utf-8")
    assert written == (EXAMPLES / "town-alone/data/returns.csv").read_text(encoding="utf-8")
    assert "520299100,complaints,520299100,2016,2,2017-01-09,待签" in written
    assert "520299100,accidents,520299100,2016,0,2017-01-09,待签" in written


def test_what_is_reported_is_judged_and_what_is_not_vetoes():
    reading = read_county(EXAMPLES / "town-alone", calendar=OfficialCalendar())
    context = Context.of_year(reading.rulebook, 2016, calendar=OfficialCalendar())
    silent = assess_county(reading.data.replace(returns=[]), context)
    told = assess_county(reading.data, context)
    (before,), (after,) = silent.towns, told.towns
    assert {one.verdict for one in before.targets.values()} <= {
        Verdict.NOT_REPORTED,
        Verdict.NOT_APPLICABLE,
        Verdict.TOO_FEW,
        Verdict.MISSED,
        Verdict.OPEN,
    }
    assert before.vetoes
    assert not after.vetoes
    assert before.score < after.score


def test_a_town_alone_has_its_board():
    english, chinese = run("town-alone/board.py"), run("town-alone/board.py", "zh")
    assert "云溪水泥有限公司  70  C" in english
    assert "T2  2016-12-31 registered; accept or refuse by 2016-12-07 (overdue)" in english
    assert "T2  2016-12-31 已登记；受理或不予受理：2016-12-07（已逾期）" in chinese
    assert len(english.splitlines()) == len(chinese.splitlines())


def test_the_books_of_both_counties_extend_the_same_one():
    books = [
        load_rulebook(EXAMPLES / name / "rulebook.toml") for name in ("county", "river-county")
    ]
    assert {book.levels[0] for book in books} == {
        f"strong-town {load_rulebook('strong-town').version}"
    }
    assert books[0].digest != books[1].digest
