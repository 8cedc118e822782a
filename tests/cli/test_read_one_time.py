"""A command reads a county's manifest one time, and keeps its results apart from the data."""

from __future__ import annotations

import pytest

from qualitygov.cli import _run, main


@pytest.mark.parametrize("within", [False, True])
def test_the_manifest_is_read_one_time(tmp_path, monkeypatch, capsys, within):
    county = tmp_path / "county"
    assert main(["init", str(county), "--code", "330299", "--name", "某县"]) == 0
    read, seen = _run.read_manifest, []

    def counted(folder, **more):
        seen.append(folder)
        return read(folder, **more)

    monkeypatch.setattr(_run, "read_manifest", counted)
    out = (county / "data" if within else tmp_path) / "out"
    assert main(["check", str(county), "--out", str(out), "--language", "en"]) == 5 * within
    assert len(seen) == 1
    assert ("within the data" in capsys.readouterr().err) is within
    assert out.exists() is not within
