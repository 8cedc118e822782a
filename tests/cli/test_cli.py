"""The command: exit codes a script can use, both languages, errors said and not thrown."""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qualitygov import cli
from qualitygov.cli import _console, _rulebook
from qualitygov.errors import Problem
from qualitygov.text import Text

ROOT = Path(__file__).parents[2]
TOWN = ROOT / "examples" / "town-alone"
ASSESS = ["assess", str(TOWN), "--as-of", "2016-12-31"]
FILES = {
    "annual.json",
    "assessment.json",
    "cases.json",
    "enterprises.ndjson",
    "manifest.json",
    "reading.json",
    "rulebook.toml",
    "worklists.json",
}


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def assessed(folder):
    assert cli.main([*ASSESS, "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return assessed(tmp_path_factory.mktemp("town"))


@pytest.fixture
def copied(written, tmp_path):
    return Path(shutil.copytree(written, tmp_path / "copied"))


@pytest.fixture
def county(tmp_path):
    return Path(shutil.copytree(TOWN, tmp_path / "county"))


def run_of(out):
    return out / "runs" / (out / "latest").read_text(encoding="utf-8").strip()


def units(out):
    lines = (run_of(out) / "enterprises.ndjson").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def document(out, name):
    return json.loads((run_of(out) / name).read_text(encoding="utf-8"))


def started(*arguments, **options):
    command = [sys.executable, "-m", "qualitygov", *map(str, arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen(command, cwd=ROOT, text=True, **pipes)


# Assessing


def test_outlooks_are_left_out_where_nobody_wants_them_and_said_to_be(written, tmp_path, capsys):
    assert any(one["outlook"] for one in units(written))
    assert cli.main([*ASSESS, "--no-outlooks", "--out", str(tmp_path)]) == 0
    plain = units(tmp_path)
    assert {one["outlook"] for one in plain} == {None}
    same = [{**one, "outlook": None, "outlook_from": None} for one in units(written)]
    assert plain == same
    capsys.readouterr()
    assert cli.main(["explain", str(tmp_path), plain[0]["code"]]) == 0
    assert "run assess --outlooks for it" in capsys.readouterr().out


def test_of_many_enterprises_outlooks_are_worked_out_only_where_asked_for(tmp_path, monkeypatch):
    from qualitygov.cli import _run

    monkeypatch.setattr(_run, "MANY", 1)
    for options, worked_out in ((), False), (["--outlooks"], True):
        out = tmp_path / str(worked_out)
        assert cli.main([*ASSESS, *options, "--out", str(out)]) == 0
        assert any(one["outlook"] for one in units(out)) is worked_out


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("行：拒收", "乡镇排名", "企业信用等级")),
        ("en", ("rows read:", "Towns, ranked", "Enterprises by grade")),
    ],
)
def test_assess_in_both_languages(language, words, capsys, monkeypatch):
    assert cli.main([*ASSESS, "--language", language]) == 0
    said = capsys.readouterr().out
    for word in words:
        assert word in said
    monkeypatch.setenv("LANG", {"zh": "zh_CN.UTF-8", "en": "C.UTF-8"}[language])
    assert cli.main(ASSESS) == 0
    assert capsys.readouterr().out == said


def test_a_year_alone_means_its_cut_off(capsys):
    assert cli.main(["assess", str(TOWN), "--year", "2016", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["year"], found["as_of"]) == (2016, "2017-03-01")
    assert found["period"] == {"first": "2016-01-01", "last": "2016-12-31"}
    given = ["--year", "2016", "--as-of", "2016-09-30", "--known-at", "2016-10-31"]
    assert cli.main(["assess", str(TOWN), *given, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["year"], found["as_of"], found["known_at"]) == (2016, "2016-09-30", "2016-10-31")


def test_assess_writes_a_whole_run_and_names_it(written):
    assert {path.name for path in written.iterdir()} == {"latest", "runs"}
    assert [path.name for path in (written / "runs").iterdir()] == [run_of(written).name]
    assert {path.name for path in run_of(written).iterdir()} == FILES
    manifest = document(written, "manifest.json")
    assert set(manifest["files"]) == FILES - {"manifest.json"}
    assert {"county.toml", "data/towns.csv", "data/complaint_moves.csv"} <= set(manifest["inputs"])
    assert (manifest["as_of"], manifest["rulebook"]["id"]) == ("2016-12-31", "strong-town")
    assert document(written, "worklists.json")["sections"]["complaints"]["clauses"] == "3.1.4.a"
    assert [
        row[0]["id"] for row in document(written, "worklists.json")["worklists"]["complaints"]
    ] == ["T2"]


def test_the_rulebooks_of_every_level_are_inputs_of_a_run(tmp_path):
    book = ROOT / "examples" / "county" / "town-shiqiao.toml"
    out = tmp_path / "out"
    assert cli.main([*ASSESS, "--rulebook", str(book), "--out", str(out)]) == 0
    inputs = document(out, "manifest.json")["inputs"]
    found = {Path(name).name for name in inputs if name.endswith(".toml")}
    assert found == {"county.toml", "town-shiqiao.toml", "rulebook.toml"}


def test_the_written_documents_are_what_json_shows(written, capsys):
    assert cli.main([*ASSESS, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == document(written, "assessment.json")


def test_the_same_question_is_one_run_and_another_is_another(copied, capsys):
    first = run_of(copied)
    before = {path: path.stat().st_mtime_ns for path in first.iterdir()}
    (copied / "mine.txt").write_text("mine")
    assessed(copied)
    assert run_of(copied) == first
    assert {path: path.stat().st_mtime_ns for path in first.iterdir()} == before
    assert cli.main(["assess", str(TOWN), "--as-of", "2016-06-30", "--out", str(copied)]) == 0
    assert run_of(copied) != first
    assert len(list((copied / "runs").iterdir())) == 2
    assert (copied / "mine.txt").read_text() == "mine"
    assert str(run_of(copied)) in capsys.readouterr().out


def test_a_run_that_somebody_changed_is_kept_and_the_new_one_numbered(copied):
    first = run_of(copied)
    (first / "annual.json").write_text("{}")
    assessed(copied)
    assert run_of(copied).name == f"{first.name}-2"
    assert (first / "annual.json").read_text() == "{}"
    assessed(copied)
    assert run_of(copied).name == f"{first.name}-2"


# Explaining


def test_explain_tells_one_enterprise_under_either_code_or_its_name(written, capsys):
    unit = units(written)[0]
    code = unit["code"]
    assert cli.main(["explain", str(written), code]) == 0
    by_credit_code = capsys.readouterr().out
    assert unit["explanation"]["en"].splitlines()[0] in by_credit_code
    for what in (code[8:17], code.lower(), unit["name"], f" {unit['name']} "):
        assert cli.main(["explain", str(written), what]) == 0
        assert capsys.readouterr().out == by_credit_code
    assert cli.main(["explain", str(run_of(written)), code, "--language", "zh"]) == 0
    assert "信用分" in capsys.readouterr().out
    assert cli.main(["explain", str(written), code, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found.pop("units") == [unit]
    assert found == {"towns": [], "departments": [], "areas": [], "targets": []}


def one_line(text):
    """A text without the breaks and spaces that fit it to a terminal."""
    return "".join(text.split())


def test_explain_tells_a_town_with_its_items_and_why_they_cost_what(written, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    town = document(written, "assessment.json")["towns"][0]
    assert cli.main(["explain", str(written), town["code"]]) == 0
    by_code = capsys.readouterr().out
    assert cli.main(["explain", str(written), town["name"]["zh"]]) == 0
    assert capsys.readouterr().out == by_code
    said = one_line(by_code)
    for item in town["items"]:
        assert one_line(item["label"]["en"]) in said
        kept = item["lowest"] is None or item["lowest"] == item["full"] or item["bonus"]
        assert kept or one_line(item["remark"]["en"]) in said
    remedies = town["remedies"]["en"]
    assert said.endswith(one_line(remedies))
    assert "review by the office that assessed, within 5 working days" in remedies
    assert remedies.endswith("no suit")


def test_explain_tells_a_target_town_by_town(written, capsys):
    (town,) = document(written, "assessment.json")["towns"]
    name = min(town["targets"])
    assert cli.main(["explain", str(written), name, "--language", "zh"]) == 0
    said = one_line(capsys.readouterr().out)
    target = town["targets"][name]
    label, text = target["label"]["zh"], target["text"]["zh"]
    assert said.startswith(f"{label}（{name}）条款{one_line(target['clause'])}；依据：")
    told = text.removeprefix(f"{label}：").rpartition(" [")[0]
    assert one_line(town["name"]["zh"] + told) in said
    assert said.endswith(one_line(town["remedies"]["zh"]))


def test_a_name_that_is_nobodys_is_not_found_and_near_ones_are_named(written, capsys):
    part = units(written)[0]["name"][:3]
    assert cli.main(["explain", str(written), part]) == 4
    said = capsys.readouterr()
    assert said.out == ""
    assert units(written)[0]["name"] in said.err


def test_a_name_or_an_id_is_found_in_any_case(written, capsys):
    (town,) = document(written, "assessment.json")["towns"]
    target, unit = min(town["targets"]), units(written)[0]
    for what in (town["name"]["en"], target, unit["code"], unit["name"]):
        assert cli.main(["explain", str(written), what]) == 0
        said = capsys.readouterr().out
        for other in (what.upper(), what.lower(), f" {what} "):
            assert cli.main(["explain", str(written), other]) == 0
            assert capsys.readouterr().out == said


@pytest.mark.parametrize(
    ("what", "near"),
    [
        ("satisfacton", "satisfaction"),
        ("yunx", "Yunxi (520299100)"),
        ("520299101", "云溪镇 (520299100)"),
        ("Yunxii", "Yunxi (520299100)"),
    ],
)
def test_towns_and_targets_near_to_a_word_are_named(what, near, written, capsys):
    assert cli.main(["explain", str(written), what]) == 4
    said = capsys.readouterr().err
    assert near in said.partition("; there are ")[2]
    assert cli.main(["explain", str(written), "zzzzzz"]) == 4
    assert "there are" not in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(FILES - {"manifest.json"}))
def test_explain_says_when_a_file_was_changed(name, copied, capsys):
    path = run_of(copied) / name
    path.write_bytes(path.read_bytes().replace(b"0", b"1"))
    read = name in ("assessment.json", "enterprises.ndjson")
    assert cli.main(["explain", str(copied), units(copied)[0]["code"]]) == (1 if read else 0)
    said = capsys.readouterr().err
    assert (name in said and "changed" in said) is read


def test_explain_reads_no_results_that_are_damaged_or_of_another_version(copied, capsys):
    manifest = run_of(copied) / "manifest.json"
    good = manifest.read_text(encoding="utf-8")
    for text, words in [
        (good.replace('"format": 1', '"format": 2'), "format 2"),
        ("{", "manifest"),
        ("[]", "manifest"),
        (good.replace('"files"', '"fils"'), "manifest"),
        ('{"format": 1, "files": 7}', "files"),
    ]:
        manifest.write_text(text, encoding="utf-8")
        assert cli.main(["explain", str(copied), "x"]) == 1
        (line,) = capsys.readouterr().err.splitlines()
        assert words in line
    manifest.unlink()
    assert cli.main(["explain", str(copied), "x"]) == 4
    assert "not there" in capsys.readouterr().err
    for name in ("../runs", ".", "", "/etc"):
        (copied / "latest").write_text(name)
        assert cli.main(["explain", str(copied), "x"]) == 4
    capsys.readouterr()


# Mistakes


def broken(county, tmp_path):
    """Folders and files that no command can use."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "broken.toml").write_text("= broken")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    made = {"none": tmp_path / "none", "file": tmp_path / "file", "folder": tmp_path}
    for name, manifest in {
        "torn": b"[county",
        "bytes": b"\xff\xfe",
        "other": b"county = 1",
    }.items():
        made[name] = Path(shutil.copytree(county, tmp_path / f"county-{name}"))
        (made[name] / "county.toml").write_bytes(manifest)
    return made


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["explain", "{out}", "91110000600037341L"], 4),
        (["explain", "{out}", "12"], 4),
        (["explain", "{out}", ""], 4),
        (["explain", "{none}", "12"], 4),
        (["explain", "{file}", "12"], 4),
        (["explain", "{folder}", "12"], 4),
        (["assess", "{none}", "--year", "2016"], 4),
        (["assess", "{file}", "--year", "2016"], 4),
        (["assess", "{torn}", "--year", "2016"], 1),
        (["assess", "{bytes}", "--year", "2016"], 1),
        (["assess", "{other}", "--year", "2016"], 1),
        (["assess", "{town}", "--as-of", "1990-01-01"], 1),
        (["assess", "{town}", "--year", "1990"], 1),
        (["assess", "{town}", "--year", "2016", "--rulebook", "{folder}/none.toml"], 1),
        (["assess", "{town}", "--year", "2016", "--rulebook", "{folder}/broken.toml"], 1),
        (["assess", "{town}", "--year", "2016", "--rulebook", "{folder}/bytes.toml"], 1),
        (["assess", "{town}", "--year", "2016", "--rulebook", "{folder}"], 1),
        (["assess", "{town}", "--year", "2016", "--rulebook", "unknown-book"], 1),
        (["rulebook", "diff", "strong-town", "{folder}/none.toml", "--json"], 1),
        (["assess", "{town}"], 2),
        (["assess", "{town}", "--year", "99999"], 2),
        (["assess", "{town}", "--year", "0"], 2),
        (["assess", "{town}", "--year", "last"], 2),
        (["assess", "{town}", "--as-of", "9999-12-31"], 2),
        (["assess", "{town}", "--as-of", "yesterday"], 2),
        (["assess", "{town}", "--as-of", "2016-02-30"], 2),
        (["assess", "{town}", "--year", "2016", "--known-at", "then"], 2),
        (["assess", "{town}", "--year", "2016", "--as-of", "2015-12-31"], 2),
        (["assess", "{town}", "--year"], 2),
        (["assess", "{town}", "--profile", "full"], 2),
        (["assess"], 2),
        (["explain", "{out}"], 2),
        (["assess", "{town}", "--year", "2016", "--out", "{file}"], 5),
        (["assess", "{town}", "--year", "2016", "--out", "{file}/below"], 5),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_mistake_is_one_sentence_and_an_exit_code(
    arguments, code, language, written, county, tmp_path, capsys
):
    places = {"out": written, "town": TOWN, **broken(county, tmp_path)}
    made = [argument.format(**places) for argument in arguments]
    assert cli.main([*made, "--language", language]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip()
    assert "Traceback" not in said.err
    if "--rulebook" not in made:
        assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments", [[], ["rulebook"], ["nonsense"], ["assess", "--nonsense"], ["--language", "fr"]]
)
def test_wrong_usage_is_two(arguments, capsys):
    assert cli.main(arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "--help" in line


def test_a_language_that_is_none_is_wrong_usage_in_the_language_of_the_place(monkeypatch, capsys):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert cli.main([*ASSESS, "--language", "fr"]) == 2
    assert "取值不合要求" in capsys.readouterr().err


def test_a_command_leaves_the_collector_of_garbage_as_it_was():
    was = gc.get_threshold()
    assert cli.main(["--version"]) == 0
    assert gc.get_threshold() == was


def test_days_beyond_what_was_known_or_comes_are_answered(capsys):
    for known_at in ("0001-01-01", "9999-12-31"):
        assert cli.main([*ASSESS, "--known-at", known_at, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["known_at"] == known_at
    assert cli.main(["assess", str(TOWN), "--as-of", "9899-12-31"]) == 0
    assert capsys.readouterr().err == ""


def test_the_output_is_tried_before_the_work_begins(tmp_path, capsys):
    (tmp_path / "latest").mkdir()
    missing = str(tmp_path / "no-county")
    assert cli.main(["assess", missing, "--year", "2016", "--out", str(tmp_path)]) == 5
    assert "latest" in capsys.readouterr().err
    (tmp_path / "latest").rmdir()
    assert cli.main(["assess", missing, "--year", "2016", "--out", str(tmp_path)]) == 4
    assert list(tmp_path.rglob("*")) == []


def test_a_row_that_leaves_a_unit_not_assessed_fails_a_script(county, capsys):
    path = county / "data" / "enterprises.csv"
    good = path.read_text(encoding="utf-8")
    asked = ["assess", str(county), "--year", "2016"]
    path.write_text(good + "52,短码公司,520299100,C1310,否\n", encoding="utf-8")
    assert cli.main(asked) == 3
    assert (
        f"enterprises.csv row {len(good.splitlines()) + 1}, 组织机构代码: "
        in capsys.readouterr().out
    )
    path.write_text(good, encoding="utf-8")
    assert cli.main(asked) == 0


def test_a_folder_with_the_name_of_a_table_is_told_and_is_no_empty_table(county, capsys):
    path = county / "data" / "complaints.csv"
    path.unlink()
    path.mkdir()
    assert cli.main(["assess", str(county), "--year", "2016"]) == 3
    assert "complaints.csv: a folder, and no file" in capsys.readouterr().out


def test_a_table_that_cannot_be_read_leaves_its_verdicts_not_assessed(county, capsys):
    path = county / "data" / "complaints.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("kind", "sort"), encoding="utf-8")
    assert cli.main(["assess", str(county), "--year", "2016", "--json"]) == 3
    (town,) = json.loads(capsys.readouterr().out)["towns"]
    assert town["targets"]["complaint-handling"]["verdict"] == "not-assessed"


def test_the_profile_says_how_much_is_asked(county, capsys):
    found = {}
    for profile in ("brief", "standard", "full"):
        asked = ["assess", str(county), "--year", "2016", "--profile", profile]
        assert cli.main(asked) == 0
        assert f"profile {profile}" in capsys.readouterr().out
        assert cli.main([*asked, "--json"]) == 0
        (town,) = json.loads(capsys.readouterr().out)["towns"]
        found[profile] = {item["id"] for item in town["items"] if item["left"] != "profile"}
    assert found["brief"] < found["standard"] < found["full"]
    manifest = county / "county.toml"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace("data =", 'profile = "full"\ndata =', 1),
        encoding="utf-8",
    )
    assert cli.main(["assess", str(county), "--year", "2016"]) == 0
    assert "profile full" in capsys.readouterr().out
    assert cli.main(["assess", str(county), "--year", "2016", "--profile", "some"]) == 2


def test_help_and_version(capsys):
    for arguments in (["--help"], ["assess", "--help"], ["rulebook", "diff", "--help"]):
        assert cli.main(arguments) == 0
    assert "评价日" in capsys.readouterr().out
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("qualitygov 0.")


def test_a_missing_extra_is_named_and_a_broken_module_is_not_mistaken_for_one(monkeypatch, capsys):
    for name in [name for name in sys.modules if name.startswith("qualitygov.cli._app")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(cli, "_app", raising=False)
    monkeypatch.setitem(sys.modules, "typer", None)
    assert cli.main([*ASSESS, "--language", "zh"]) == 1
    assert "qualitygov[cli]" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "qualitygov.cli._app", None)
    with pytest.raises(ImportError):
        cli.main(ASSESS)


def test_our_own_faults_are_not_hidden(monkeypatch):
    monkeypatch.setattr("qualitygov.cli._run.read", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        cli.main(ASSESS)


# Pipes and Ctrl-C


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_closed_pipe_ends_quietly(more, tmp_path):
    out = tmp_path / "out"
    with started(*ASSESS, "--out", out, *more) as child:
        assert child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == ""
        assert child.wait() == 0
    assert {path.name for path in run_of(out).iterdir()} == FILES


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_answer_that_cannot_be_written_is_five():
    with Path("/dev/full").open("w") as full:
        child = started(*ASSESS, stdout=full)
        said = child.communicate()[1]
    assert child.returncode == 5
    assert len(said.splitlines()) == 1


def test_an_interrupt_ends_quietly_and_leaves_no_half_run(tmp_path):
    child = started("assess", "examples/county", "--year", "2016", "--out", tmp_path)
    while not (tmp_path / "runs").exists():
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    out, said = child.communicate()
    assert (child.returncode, out, said) == (130, "", "")
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize("way", ["out", "new/out", "new/er/out"])
def test_a_run_that_fails_leaves_no_folder_that_was_not_there(way, county, tmp_path):
    (county / "county.toml").write_text("county = 1", encoding="utf-8")
    out = tmp_path / "place" / way
    out.parent.parent.mkdir(parents=True, exist_ok=True)
    there = sorted(tmp_path.rglob("*"))
    assert cli.main(["assess", str(county), "--year", "2016", "--out", str(out)]) == 1
    assert sorted(tmp_path.rglob("*")) == there
    out.mkdir(parents=True)
    (out / "mine").write_text("mine", encoding="utf-8")
    assert cli.main(["assess", str(county), "--year", "2016", "--out", str(out)]) == 1
    assert [path.name for path in out.rglob("*")] == ["mine"]


@pytest.mark.parametrize(
    ("language", "words", "closed"),
    [
        ("en", ("there is no town", "cannot say"), "and closed"),
        ("zh", ("没有乡镇", "无法判断"), "核定名次"),
    ],
)
def test_a_county_without_data_is_neither_ranked_nor_closed(
    language, words, closed, county, tmp_path, capsys
):
    for path in (county / "data").iterdir():
        path.unlink()
    arguments = ["assess", str(county), "--year", "2016", "--language", language]
    assert cli.main([*arguments, "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert all(word in said for word in words)
    assert closed not in said
    assert "Enterprises by grade" not in said
    found = document(tmp_path / "out", "assessment.json")
    assert (found["closed"], found["towns"]) == (False, [])


def test_a_terminal_without_chinese_still_gets_an_answer():
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    child = started(*ASSESS, "--language", "zh", env=environment)
    assert "Traceback" not in child.communicate()[1]
    assert child.returncode == 0


# Rulebooks: the skin over what writes the lines


def show(book, entry, language):
    if entry == "none":
        problem = Problem("rulebook.none", "b", "none", Text("无", "no entry"))
        raise _rulebook.NoSuchEntryError([problem])
    return [f"{book} {entry} {language}"]


@pytest.fixture
def told(monkeypatch):
    """What looks at rulebooks says shortly what it was asked."""
    answers = {
        "show": show,
        "diff": lambda one, other, language: [f"{one} {other} {language}"],
        "schema": lambda: {"type": "object"},
    }
    for name, answer in answers.items():
        monkeypatch.setattr(_rulebook, name, answer)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["show", "b"], 0, "b None en\n"),
        (["show", "b", "target.x", "--language", "zh"], 0, "b target.x zh\n"),
        (["show", "b", "none"], 4, ""),
        (["diff", "b", "c"], 0, "b c en\n"),
        (["schema"], 0, '{\n "type": "object"\n}\n'),
    ],
)
@pytest.mark.usefixtures("told")
def test_rulebook_commands_say_what_was_found(arguments, code, said, capsys):
    assert cli.main(["rulebook", *arguments]) == code
    assert capsys.readouterr().out == said


def test_rulebook_answers_for_programs(capsys):
    county = str(ROOT / "examples" / "county" / "rulebook.toml")
    assert cli.main(["rulebook", "diff", "strong-town", county, "--json"]) == 0
    paths = [one["path"] for one in json.loads(capsys.readouterr().out)]
    assert "target.satisfaction.value" in paths


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "C"}, "zh"),
    ],
)
def test_the_language_of_the_place(environment, language):
    assert _console.language_by(environment) == language
