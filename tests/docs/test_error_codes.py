"""The pages of error codes have every code of the source, with a cause and a cure."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from pathlib import Path

import pytest

from qualitygov import load_rulebook, read_county
from qualitygov.errors import RulebookError

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool():
    sys.path.insert(0, str(ROOT / "docs"))
    spec = importlib.util.spec_from_file_location("docs_errors", ROOT / "docs" / "errors.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # attrs looks it up
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ROOT / "docs"))
    return module


@pytest.fixture(scope="module")
def found(tool):
    return tool.codes()


def listed(tool, language):
    text = tool.PAGES[language].read_text(encoding="utf-8")
    return re.findall(r"^\| `([a-z0-9.-]+)` \| (.+) \| (.+) \|$", text, re.MULTILINE)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_code_stands_once_with_cause_and_cure(tool, found, language):
    rows = listed(tool, language)
    assert sorted(name for name, _, _ in rows) == [code.name for code in found]
    chinese = [bool(tool.CHINESE.search(cure)) for _, _, cure in rows]
    assert all(chinese) if language == "zh" else not any(chinese)
    page = tool.page(language, found, tool.told())
    assert page == tool.PAGES[language].read_text(encoding="utf-8")


def test_a_code_that_nothing_explains_is_found(tool, found):
    assert tool.problems(found, tool.told()) == []
    more = [*found, tool.Code("field.new", ()), tool.Code("nowhere.new", (tool.Text("一", "one"),))]
    assert tool.problems(more, tool.told()) == ["field.new: no cause", "nowhere.new: no section"]
    without = [code for code in found if code.name != "cell.state"]
    assert set(tool.problems(without, tool.told())) == {"cell.state: no such code"}


def test_codes_are_read_from_the_source(tool):
    tree = ast.parse(
        'raise bilingual("a-b.c", f"第{n}行", f"row {n}")\n'
        'yield Problem("x.y", path, "", Text("缺", "none"))\n'
        'open("data.csv"); CODE = "u.v"'
    )
    told = dict(tool.raised_in(tree, set()))
    assert told == {
        "a-b.c": [tool.Text("第…行", "row …")],
        "x.y": [tool.Text("缺", "none")],
        "u.v": [],
    }


def test_what_goes_wrong_in_a_county_and_in_a_book_is_listed(found):
    names = {code.name for code in found}
    reading = read_county(ROOT / "examples" / "county-with-errors")
    entries = [*reading.refused, *reading.review, *reading.told, *reading.file_errors]
    codes = {entry.code for entry in entries}
    assert len(codes) > 10
    assert codes <= names
    header = {"id": "x", "version": "1", "extends": "strong-town", "title": {"zh": "县"}}
    change = {"section": "targets", "id": "x", "set": {}, "surce": "a"}
    with pytest.raises(RulebookError) as caught:
        load_rulebook(mapping={"rulebook": header, "change": [change], "target": {"a": 1}})
    assert {problem.code for problem in caught.value.problems} <= names
