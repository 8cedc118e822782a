"""The commands on rulebooks, on the books that come with the library and the example."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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
