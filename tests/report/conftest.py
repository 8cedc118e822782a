"""The run of the example county that documents, page and workbook are made from."""

from __future__ import annotations

import shutil

import pytest


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def out(example_run, tmp_path_factory):
    return shutil.copytree(example_run.folder, tmp_path_factory.mktemp("run") / "out")
