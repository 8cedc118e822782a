"""The command: exit codes a script can use, both languages, errors told and not thrown."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from qualitygov import cli

TOWN = Path(__file__).parents[2] / "examples" / "town-alone"
CODE = "915202994000000109"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    assert cli.main(["assess", str(TOWN), "--as-of", "2016-12-31", "--out", str(folder)]) == 0
    return folder


def enterprises(folder):
    return json.loads((folder / "enterprises.json").read_text(encoding="utf-8"))["enterprises"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("读取情况", "乡镇排名", "企业信用等级")),
        ("en", ("What was read", "Towns, ranked", "Enterprises by grade")),
    ],
)
def test_assess_in_both_languages(language, words, capsys):
    assert cli.main(["assess", str(TOWN), "--as-of", "2016-12-31", "--language", language]) == 0
    said = capsys.readouterr().out
    for word in words:
        assert word in said


def test_assess_writes_every_document(written):
    assert {path.name for path in written.iterdir()} == {
        "annual.json",
        "assessment.json",
        "enterprises.json",
        "reading.json",
        "registers.json",
    }
    registers = json.loads((written / "registers.json").read_text(encoding="utf-8"))
    assert [complaint[0]["id"] for complaint in registers["complaints"]] == ["T2"]
    assert registers["sections"]["complaints"]["clauses"] == "3.1.4.a"


def test_explain_tells_one_enterprise_under_either_code(written, capsys):
    code = min(enterprises(written))
    assert cli.main(["explain", str(written), code]) == 0
    by_credit_code = capsys.readouterr().out
    assert cli.main(["explain", str(written), code[8:17]]) == 0
    assert capsys.readouterr().out == by_credit_code
    assert cli.main(["explain", str(written), code.lower(), "--language", "zh"]) == 0
    assert "信用分" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["explain", "{out}", "91110000600037341L"], 4), (["explain", "{out}", "12"], 1), (["explain", "{none}", CODE], 1),
        (["assess", "{none}", "--as-of", "2016-12-31"], 1), (["assess", "{town}", "--as-of", "1990-01-01"], 1),
        (["assess", "{town}", "--as-of", "2016-12-31", "--rulebook", "{none}/x.toml"], 1), (["rulebook", "check", "{none}/x.toml"], 1),
        (["rulebook", "diff", "strong-town", "{none}/x.toml"], 1), (["rulebook", "diff", "strong-town", "strong-town"], 0),
        (["rulebook", "check", "strong-town"], 0),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["zh", "en"])
def test_exit_codes_and_no_traceback(arguments, code, language, written, tmp_path, capsys):
    places = {"out": written, "none": tmp_path, "town": TOWN}
    made = [argument.format(**places) for argument in arguments]
    assert cli.main([*made, "--language", language]) == code
    said = capsys.readouterr()
    assert bool(said.err) == bool(code)
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["assess"],
        ["assess", "x"],
        ["assess", "x", "--as-of", "yesterday"],
        ["rulebook"],
        ["explain", "x"],
    ],
)
def test_wrong_usage_is_two(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_refused_rows_fail_a_script_that_asks_for_it(tmp_path, capsys):
    (tmp_path / "data").mkdir()
    (tmp_path / "county.toml").write_text(
        (TOWN / "county.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    towns = (TOWN / "data" / "towns.csv").read_text(encoding="utf-8")
    (tmp_path / "data" / "towns.csv").write_text(towns + "52,短,Short,520299\n", encoding="utf-8")
    assert cli.main(["assess", str(tmp_path), "--as-of", "2016-12-31"]) == 0
    assert cli.main(["assess", str(tmp_path), "--as-of", "2016-12-31", "--fail-on-refused"]) == 3
    assert "towns.csv:3:code" in capsys.readouterr().out


def test_a_missing_extra_is_named_and_a_broken_module_is_not_mistaken_for_one(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "rich.console", None)
    assert cli.main(["assess", str(TOWN), "--as-of", "2016-12-31"]) == 1
    assert "qualitygov[cli]" in capsys.readouterr().err
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "qualitygov.county.run", None)
    with pytest.raises(ImportError):
        cli.main(["assess", str(TOWN), "--as-of", "2016-12-31"])
