"""Faults (故障): a process that is killed, a full disk, two runs at once, links, a changing input."""

from __future__ import annotations

import json
import os
import resource
import signal
import traceback
from pathlib import Path

import pytest

from qualitygov import cli
from qualitygov.errors import InputError, OutputError
from qualitygov.interchange import runs
from qualitygov.interchange.runs import open_run, output, write_run

ALONE = Path(__file__).parents[2] / "examples" / "town-alone"
NAMES = ("assessment.json", "enterprises.ndjson", "reading.json")
EVENTS = len(NAMES) + 4  # each file and the manifest, the rename, the mark and its rename


def pieces(word, *, times=1):
    return {name: (lambda name=name: [f"{name} {word}\n"] * times) for name in NAMES}


def about(day="2016-12-31"):
    return {"as_of": day, "county": "330299"}


def begun(work):
    """Begin the work in a process of its own; returns its number."""
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            code = work()
        except BaseException:  # noqa: BLE001 - nothing of the child goes on in the tests
            traceback.print_exc()
        finally:
            os._exit(code or 0)
    return pid


def in_child(work):
    """Do the work in a process of its own; returns its exit code, or the signal that ended it."""
    _, status = os.waitpid(begun(work), 0)
    return os.waitstatus_to_exitcode(status)


def dies_at(event):
    """Kill this process at its nth step of writing, as a power cut would."""
    left = iter(range(event))

    def step(call):
        def stepped(*given, **named):
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*given, **named)

        return stepped

    runs._write = step(runs._write)
    runs._settled = step(runs._settled)
    runs.write_anew = step(runs.write_anew)
    Path.replace = step(Path.replace)


@pytest.mark.parametrize("event", range(EVENTS + 1))
def test_a_process_killed_at_any_step_leaves_the_old_run_or_the_new_one(tmp_path, event):
    old = write_run(tmp_path, about(), pieces("old"))

    def work():
        dies_at(event)
        write_run(tmp_path, about("2017-03-01"), pieces("new"))

    ended = in_child(work)
    assert ended == (-signal.SIGKILL if event < EVENTS else 0)
    found = open_run(tmp_path)
    assert found.whole()
    said = "old" if event < EVENTS else "new"
    assert found.path("reading.json").read_text("utf-8") == f"reading.json {said}\n"
    assert (found.folder == old) == (said == "old")
    new = write_run(tmp_path, about("2017-03-01"), pieces("new"))  # and the next one succeeds
    assert open_run(tmp_path).folder == new
    assert open_run(tmp_path).whole()


def test_a_full_disk_leaves_the_old_run_and_nothing_half_written(tmp_path):
    old = write_run(tmp_path, about(), pieces("old"))

    def work():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            write_run(tmp_path, about("2017-03-01"), pieces("new", times=10_000))
        except OutputError as error:
            return 5 if str(tmp_path) in str(error) else 71
        return 72

    assert in_child(work) == 5
    assert open_run(tmp_path).folder == old
    assert open_run(tmp_path).whole()
    left = sorted(path.name for path in tmp_path.rglob("*") if ".part" in path.name)
    assert left == []


@pytest.mark.parametrize("same", [True, False])
def test_runs_at_once_never_mix(tmp_path, same):
    def work(child):
        for at in range(5):
            word = "same" if same else f"{child}-{at}"
            write_run(tmp_path, about(), pieces(word, times=2000))

    children = {begun(lambda child=child: work(child)) for child in range(4)}
    ended = {}
    while children:
        if (tmp_path / "latest").exists():
            assert open_run(tmp_path).whole()
        for pid in sorted(children):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                ended[pid] = os.waitstatus_to_exitcode(status)
        children -= ended.keys()
    assert set(ended.values()) == {0}
    found = [runs.Run(folder) for folder in (tmp_path / "runs").iterdir()]
    assert found
    assert all(run.whole() for run in found)
    assert len(found) == (1 if same else 20)


def test_no_link_that_was_planted_is_followed(tmp_path, monkeypatch):
    victim = tmp_path / "victim"
    victim.write_text("precious", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(os, "getpid", lambda: 4711)
    (out / ".4711.part").symlink_to(victim)
    (out / "latest").symlink_to(victim)
    with pytest.raises(OutputError, match="not ours"), output(out):
        pass
    (out / "latest").unlink()
    with output(out):
        write_run(out, about(), pieces("new"))
    assert victim.read_text("utf-8") == "precious"
    name = open_run(out).id
    (out / f".{name}.4711.part").symlink_to(victim)
    write_run(out, about(), pieces("other"))
    assert victim.read_text("utf-8") == "precious"


def test_runs_that_are_a_link_are_refused(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    out = tmp_path / "out"
    out.mkdir()
    (out / "runs").symlink_to(elsewhere)
    with pytest.raises(OutputError, match="results go nowhere else"), output(out):
        pass
    assert list(elsewhere.iterdir()) == []


def test_an_input_that_changes_while_it_is_read_ends_the_command(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "county"
    (folder / "data").mkdir(parents=True)
    for path in (ALONE / "county.toml", *(ALONE / "data").iterdir()):
        target = folder / path.relative_to(ALONE)
        target.write_bytes(path.read_bytes())
    from qualitygov.cli import _run

    reads = _run.read_county

    def meanwhile(*given, **named):
        found = reads(*given, **named)
        with (folder / "data" / "credit_records.csv").open("a", encoding="utf-8") as file:
            file.write("\n")
        return found

    monkeypatch.setattr(_run, "read_county", meanwhile)
    out = tmp_path / "out"
    code = cli.main(["assess", str(folder), "--year", "2016", "--out", str(out)])
    assert code == 3
    assert "credit_records.csv" in capsys.readouterr().err
    assert not out.exists()
    assert cli.main(["check", str(folder)]) == 3
    monkeypatch.undo()
    assert cli.main(["assess", str(folder), "--year", "2016", "--out", str(out)]) == 0
    inputs = json.loads((open_run(out).folder / "manifest.json").read_text("utf-8"))["inputs"]
    assert inputs["data/credit_records.csv"] == runs.sha256_of(
        folder / "data" / "credit_records.csv"
    )


def test_files_of_two_runs_do_not_belong_together(tmp_path):
    one = write_run(tmp_path, about(), pieces("one"))
    other = write_run(tmp_path, about("2017-03-01"), pieces("other"))
    (other / "reading.json").write_bytes((one / "reading.json").read_bytes())
    assert not open_run(tmp_path).whole()
    with pytest.raises(InputError, match="the file was changed"):
        open_run(tmp_path).path("reading.json")
