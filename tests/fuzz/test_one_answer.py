"""Entities, Polars, DuckDB and a second program say the same of random archives and counties."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).parents[2] / "fuzz"


@pytest.fixture(scope="module")
def scripts():
    """The scripts, which find their neighbours beside themselves."""
    sys.path.insert(0, str(FUZZ))
    try:
        yield importlib.import_module("one_answer"), importlib.import_module("agree")
    finally:
        sys.path.remove(str(FUZZ))


@pytest.fixture
def small(scripts, monkeypatch):
    one_answer, _ = scripts
    monkeypatch.setattr(one_answer, "UNITS", 40)
    monkeypatch.setattr(one_answer, "COUNTIES", 1)
    return one_answer


@pytest.mark.parametrize("number", [0, 1])
def test_archives_have_one_answer(small, number):
    assert small.archives(0, number) == 40


@pytest.mark.filterwarnings("ignore")
def test_counties_have_one_answer(small):
    assert small.counties(0, 0) == 1


def test_a_difference_is_told(small, monkeypatch):
    true = small.third.score
    monkeypatch.setattr(
        small.third, "score", lambda *given: (true(*given)[0] - 1, *true(*given)[1:])
    )
    with pytest.raises(small.Differs, match="third score"):
        small.archives(0, 0)


def test_a_run_goes_on_where_its_log_ends(scripts, monkeypatch, tmp_path, capsys):
    _, agree = scripts
    tried = []

    def quiet(_, number):
        tried.append(number)
        if number == 1:
            raise agree.Differs("a: (1,) against (2,)")
        return 7

    monkeypatch.setattr(agree, "KINDS", {"quiet": quiet})
    log = str(tmp_path / "log.ndjson")
    for code in (1, 0):
        monkeypatch.setattr(sys, "argv", ["agree.py", "--stretches", "2", "--log", log])
        assert agree.main() == code
    assert tried == [0, 1, 2, 3]
    assert "quiet: 14 compared" in capsys.readouterr().out
