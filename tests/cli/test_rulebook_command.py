"""The commands on rulebooks, on the books that come with the library and the example."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualitygov import load_rulebook
from qualitygov.cli import main

COUNTY = Path(__file__).parents[2] / "examples" / "county"


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_the_command_checks_and_compares_rulebooks(capsys):
    assert main(["rulebook", "check", str(COUNTY / "rulebook.toml")]) == 0
    assert "3 cases, 0 failed" in capsys.readouterr().out
    assert main(["rulebook", "check", "strong-town", "--language", "zh"]) == 0
    assert "不符 0 个" in capsys.readouterr().out
    assert main(["rulebook", "diff", "strong-town", str(COUNTY / "town-shiqiao.toml")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any("target.satisfaction.value" in line and "80% → 82%" in line for line in lines)
    assert any("target.industrial-products.value" in line for line in lines)


def test_a_case_that_does_not_hold_is_named(tmp_path, capsys):
    book = tmp_path / "town.toml"
    book.write_text(
        '[rulebook]\nid = "t"\nversion = "1"\ntitle = { zh = "镇", en = "Town" }\n'
        'extends = "strong-town"\n',
        encoding="utf-8",
    )
    asked = 'day = 2016-12-31\ntarget = "{}"\nexpect = {{ value = "99.00%" }}\n'
    cases = '[[case]]\nid = "wrong"\n' + asked.format("satisfaction")
    cases += '[[case]]\nid = "missing"\n' + asked.format("nothing")
    (tmp_path / "town.cases.toml").write_text(cases, encoding="utf-8")
    assert main(["rulebook", "check", str(book)]) == 1
    said = "".join(capsys.readouterr())
    assert "expected 99.00%" in said
    assert "2 cases, 2 failed" in said
    (tmp_path / "town.cases.toml").write_text('[[case]]\nid = "x"\n', encoding="utf-8")
    assert main(["rulebook", "check", str(book)]) == 1
    assert "one question of" in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "arguments", [["check", "{none}"], ["diff", "strong-town", "{none}"], ["show", "{none}"]]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_book_that_is_not_there_is_one_sentence(arguments, language, tmp_path, capsys):
    made = [argument.format(none=tmp_path / "none.toml") for argument in arguments]
    assert main(["rulebook", *made, "--language", language]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_entry_is_shown_and_one_that_is_not_there_is_not_found(capsys):
    assert main(["rulebook", "show", "strong-town", "target.satisfaction"]) == 0
    assert "target.satisfaction" in capsys.readouterr().out
    assert main(["rulebook", "show", "strong-town", "target.satisfactoin"]) == 4
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)


def test_the_schema_is_json(capsys):
    assert main(["rulebook", "schema"]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "object"


def test_two_books_alike_differ_in_nothing(capsys):
    assert main(["rulebook", "diff", "strong-town", "strong-town"]) == 0
    assert capsys.readouterr().out == ""


# answers for programs: data, not lines

HEAD = """[rulebook]
id = "own"
version = "1"
title = { zh = "某县", en = "County" }
extends = "strong-town"
"""
CASE = '[[case]]\nid = "a"\nday = 2016-12-31\ntarget = "satisfaction"\n'
STEP = '[[{}]]\nsection = "{}"\nid = "{}"\nsource = "县"\n{}\n'


def answer(capsys, *arguments):
    code = main(["rulebook", *map(str, arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_show_answers_a_program_with_data(capsys):
    code, found = answer(capsys, "show", "strong-town")
    assert code == 0
    sections = {one["section"]: one["entries"] for one in found["sections"]}
    book = load_rulebook("strong-town")
    assert sections == {name: len(by_id) for name, by_id in book.typed.items()}
    assert found["book"]["digest"] == book.digest
    _, found = answer(capsys, "show", "strong-town", "credit-rule")
    assert {one["id"]: one["severities"] for one in found["entries"]}["penalty"] == [
        "minor", "general", "serious",
    ]  # fmt: skip
    _, found = answer(capsys, "show", COUNTY, "credit-rule.complaint-upheld")
    (entry,) = found["entries"]
    first, then = entry["versions"]
    assert (first["valid_from"], first["valid_to"]) == ("2011-01-01", "2015-12-31")
    assert (then["valid_to"], then["by"]) == (None, ["strong-town", "example-county"])
    assert then["values"]["points"] == {"minor": -1, "general": -6}
    assert then["place"].startswith("rulebook.toml:change[")
    assert (entry["locked"], entry["retired"]) == (False, None)


def test_check_answers_a_program_with_data(tmp_path, capsys):
    book = tmp_path / "own.toml"
    book.write_text(HEAD, encoding="utf-8")
    cases = CASE + 'expect = {{ value = "{}" }}\n'
    (tmp_path / "own.cases.toml").write_text(cases.format("80%"), encoding="utf-8")
    code, found = answer(capsys, "check", book, "--uncertain")
    assert (code, found["passed"], found["problems"]) == (0, True, [])
    assert [(one["id"], one["passed"]) for one in found["cases"]] == [("a", True)]
    assert len(found["entries"]) == sum(found["uncertain"].values()) > 0
    assert [one["profile"] for one in found["forms"]] == ["brief", "standard", "full"]
    (tmp_path / "own.cases.toml").write_text(cases.format("81%"), encoding="utf-8")
    code, found = answer(capsys, "check", book)
    assert (code, found["passed"]) == (1, False)
    (wrong,) = found["cases"][0]["differences"]
    assert (wrong["path"], wrong["found"]) == ("own.cases.toml:case[0]:a.value", "80.00%")
    assert set(wrong["expected"]) == {"zh", "en"}
    (tmp_path / "own.cases.toml").write_text(CASE, encoding="utf-8")
    code, found = answer(capsys, "check", book)
    assert [one["code"] for one in found["problems"]] == ["cases.shape"]
    code, found = answer(capsys, "check", tmp_path / "none.toml")
    assert (code, found["book"], found["passed"]) == (1, None, False)
    assert [one["code"] for one in found["problems"]] == ["rulebook.missing"]


def test_what_no_subject_has_is_said_beside_what_the_book_lacks(tmp_path, capsys):
    """A misspelt event, column and word, with a misspelt id and a share above the whole."""
    label = 'label = { zh = "甲", en = "a" }\nkind = "hazard-overdue"\nseverity = "general"\n'
    text = HEAD + STEP.format("change", "target", "satisfacton", 'set = { value = "81%" }')
    text += STEP.format("change", "target", "satisfaction", 'set = { value = "820%" }')
    text += STEP.format("add", "event-rule", "own.a", label + 'event = "hazzard"')
    text += STEP.format(
        "add", "event-rule", "own.b",
        label + 'event = "hazard"\nwhere = { days_lat = { at_least = 3 } }\nsuffix = "b"',
    )  # fmt: skip
    text += STEP.format(
        "add", "event-rule", "own.c",
        label + 'event = "hazard"\nwhere = { grade = { any_of = ["sreious"] } }\nsuffix = "c"',
    )  # fmt: skip
    book = tmp_path / "own.toml"
    book.write_text(text, encoding="utf-8")
    code, found = answer(capsys, "check", book)
    assert code == 1
    assert [one["path"] for one in found["problems"]] == [
        "own.toml:change[0].id",
        "own.toml:change[1]:target.satisfaction.value",
        "own.toml:add[0]:event-rule.own.a.event",
        "own.toml:add[1]:event-rule.own.b.where.days_lat",
        "own.toml:add[2]:event-rule.own.c.where.grade.any_of",
    ]
    assert main(["rulebook", "check", str(book)]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.splitlines()[0]) == ("", "5 problems:")


def test_a_countys_folder_stands_for_the_book_that_it_names(tmp_path, capsys):
    assert main(["rulebook", "check", str(COUNTY)]) == 0
    said = capsys.readouterr().out
    assert said.startswith(
        "Example County's rules for quality-strong towns (example-county 2016.1)"
    )
    assert "3 cases, 0 failed" in said
    assert main(["rulebook", "diff", "strong-town", str(COUNTY)]) == 0
    assert "target.satisfaction.value" in capsys.readouterr().out
    text = 'rulebook = "strong-twon"\n[county]\ncode = "330299"\nname = { zh = "县", en = "C" }\n'
    (tmp_path / "county.toml").write_text(text, encoding="utf-8")
    (tmp_path / "data").mkdir()
    for command in (["rulebook", "check"], ["assess", "--year", "2016"]):
        assert main([*command, str(tmp_path)]) == 1
        said = capsys.readouterr().err
        assert said.startswith("county.toml:rulebook: no rulebook there; did you mean strong-town?")
