"""Damaged inputs of every kind: only errors of this library come out, in bounded time."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).parents[2] / "fuzz"


@pytest.fixture(scope="module")
def run():
    """The script, which finds its neighbours beside itself."""
    sys.path.insert(0, str(FUZZ))
    try:
        spec = importlib.util.spec_from_file_location("fuzz_run", FUZZ / "run.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules["fuzz_run"] = module
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.path.remove(str(FUZZ))


NAMES = [
    "codes", "one_cell", "overlay", "overlay_data", "rule_cases", "manifest", "tables", "workbook",
    "results", "command", "schemas",
]  # fmt: skip


@pytest.mark.parametrize("target", NAMES)
@pytest.mark.filterwarnings("ignore")
def test_only_our_errors_come_out_of_damaged_inputs(run, target):
    faults, _ = run.stretch(target, 0, 0, 100)
    assert faults == []


def test_every_target_is_tried_here(run):
    assert sorted(run.TARGETS) == sorted(NAMES)


def test_a_fault_is_found_with_its_place_and_can_be_repeated(run, monkeypatch):
    def breaks(rng, folder):
        if rng.random() < 0.2:
            (folder / "x").read_text()

    monkeypatch.setitem(run.TARGETS, "breaks", breaks)
    first, _ = run.stretch("breaks", 3, 0, 30)
    again, _ = run.stretch("breaks", 3, first[-1].case, first[-1].case + 1)
    assert first[-1:] == again
    assert 0 < len(first) < 30
    assert "FileNotFoundError" in first[0].what


def test_a_case_that_does_not_end_is_a_fault(run, monkeypatch):
    def hangs(rng, folder):
        while rng and folder:
            pass

    monkeypatch.setitem(run.TARGETS, "hangs", hangs)
    monkeypatch.setattr(run, "SECONDS", 0.05)
    faults, _ = run.stretch("hangs", 0, 0, 1)
    assert [one.what for one in faults] == ["TooLong: "]


def test_a_run_goes_on_where_its_log_ends(run, monkeypatch, tmp_path, capsys):
    monkeypatch.setitem(run.TARGETS, "quiet", lambda *_: None)
    monkeypatch.setattr(run, "_bounded", lambda: None)
    log = tmp_path / "log.ndjson"
    for first, last in ((0, 149), (150, 299)):
        monkeypatch.setattr(sys, "argv", ["run.py", "quiet", "--count", "150", "--log", str(log)])
        assert run.main() == 0
        assert f"quiet: cases {first} to {last}, 0 faults" in capsys.readouterr().out
