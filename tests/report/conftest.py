"""The run of the example county that documents, page and workbook are made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitygov.cli import main

COUNTY = Path(__file__).parents[2] / "examples" / "county"


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    assert main(["assess", str(COUNTY), "--year", "2016", "--out", str(folder)]) == 0
    return folder
