"""Runs: written whole or not at all, never changed, found again, and checked when they are read."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qualitygov.errors import InputError, OutputError
from qualitygov.interchange import runs
from qualitygov.interchange.runs import Run, open_run, output, write_run

ABOUT = {"as_of": "2016-12-31", "rulebook": "b 1"}
PIECES = {"a.json": lambda: ["{", "}\n"], "units.ndjson": lambda: (f"{n}\n" for n in range(3))}


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_run_is_written_with_the_digest_of_each_file(tmp_path):
    folder = write_run(tmp_path, ABOUT, PIECES)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert folder.name.startswith("2016-12-31-")
    assert manifest["rulebook"] == "b 1"
    assert manifest["files"] == {
        "a.json": hashlib.sha256(b"{}\n").hexdigest(),
        "units.ndjson": hashlib.sha256(b"0\n1\n2\n").hexdigest(),
    }
    for where in (tmp_path, folder):
        run = open_run(where)
        assert run.id == folder.name
        assert run.whole()
        assert run.document("a.json") == {}
        assert list(run.lines("units.ndjson")) == ["0\n", "1\n", "2\n"]
    at = f"runs/{folder.name}"
    files = [f"{at}/a.json", f"{at}/manifest.json", f"{at}/units.ndjson"]
    assert names(tmp_path) == ["latest", "runs", at, *files]


def test_the_id_says_what_was_asked_and_not_what_was_answered(tmp_path):
    one = write_run(tmp_path, ABOUT, PIECES)
    assert write_run(tmp_path, dict(reversed(ABOUT.items())), PIECES) == one
    other = write_run(tmp_path, ABOUT, {**PIECES, "a.json": lambda: ["[]"]})
    assert other.name == f"{one.name}-2"
    assert (one / "a.json").read_text() == "{}\n"
    assert write_run(tmp_path, ABOUT, PIECES) == one
    assert open_run(tmp_path).folder == one
    assert write_run(tmp_path, {**ABOUT, "rulebook": "b 2"}, PIECES).name not in (
        one.name,
        other.name,
    )


def test_what_fails_leaves_nothing_behind(tmp_path):
    first = write_run(tmp_path, ABOUT, PIECES)
    before = names(tmp_path)

    def torn():
        yield "begun"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_run(tmp_path, {**ABOUT, "rulebook": "b 2"}, {**PIECES, "z.json": torn})
    assert names(tmp_path) == before
    assert open_run(tmp_path).folder == first


def test_a_disk_that_fails_is_an_output_error(tmp_path):
    def full():
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left"):
        write_run(tmp_path, ABOUT, {"a.json": full})
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError):
        write_run(tmp_path / "file", ABOUT, PIECES)
    assert names(tmp_path) == ["file", "runs"]


def test_two_that_write_the_same_at_once_write_one_run(tmp_path, monkeypatch):
    pids = iter(range(100, 200))
    monkeypatch.setattr(runs.os, "getpid", lambda: next(pids))
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: write_run(tmp_path, ABOUT, PIECES), range(32)))
    assert len(found) == 1
    assert [path.name for path in (tmp_path / "runs").iterdir()] == [found.pop().name]
    assert open_run(tmp_path).whole()


def test_trying_the_output_leaves_nothing(tmp_path):
    with output(tmp_path / "new" / "out"):
        assert names(tmp_path) == ["new", "new/out", "new/out/runs"]
    with pytest.raises(KeyboardInterrupt), output(tmp_path / "newer" / "out"):
        raise KeyboardInterrupt
    assert names(tmp_path) == ["new", "new/out", "new/out/runs"]
    for taken in ("runs", "latest"):
        out = tmp_path / f"out-{taken}"
        out.mkdir()
        (out / "runs").write_text("") if taken == "runs" else (out / "latest").mkdir()
        before = names(tmp_path)
        with pytest.raises(OutputError, match=f"out-{taken}"), output(out):
            pytest.fail("tried, and not begun")
        assert names(tmp_path) == before


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_text("[]")])
def test_a_file_that_is_not_as_it_was_written_is_refused(spoil, tmp_path):
    run = Run(write_run(tmp_path, ABOUT, PIECES))
    spoil(run.folder / "a.json")
    assert not run.whole()
    with pytest.raises(InputError, match=r"a\.json"):
        run.document("a.json")
    assert list(run.lines("units.ndjson")) == ["0\n", "1\n", "2\n"]
    with pytest.raises(InputError):
        run.path("unheard.json")
