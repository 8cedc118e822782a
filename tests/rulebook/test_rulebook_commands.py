"""What the command says of rulebooks, and the JSON Schema that editors use."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from qualitygov import Context, CountyData, Text, Town, assess_county
from qualitygov.cli._rulebook import NoSuchEntryError, check, diff, schema, show
from qualitygov.errors import RulebookError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.document import BOOKS
from qualitygov.rulebook.model import entry_classes

ROOT = Path(__file__).parents[2]
COUNTY = ROOT / "examples" / "county" / "rulebook.toml"
RIVER = ROOT / "examples" / "river-county" / "rulebook.toml"
EXAMPLES = [COUNTY, COUNTY.with_name("town-shiqiao.toml"), RIVER]
HEAD = """
[rulebook]
id = "own"
version = "1"
title = { zh = "县", en = "C" }
extends = "strong-town"
"""


def test_show_lists_the_sections_with_their_counts():
    lines = show("strong-town", language="zh")
    assert lines[0] == "《质量强镇参考规则手册》（strong-town 2026.11）"
    assert "    32  记录类别及计分规则（credit-rule）" in lines
    sections = {line.rpartition("（")[2].rstrip("）") for line in lines[2:]}
    assert sections == set(load_rulebook("strong-town").typed)


def test_show_lists_a_section():
    lines = show("strong-town", "credit-rule")
    told = "administrative penalty (credit-rule.penalty)  minor, general, serious"
    assert told in lines
    zh = show("strong-town", "credit-rule", "zh")
    assert "行政处罚（credit-rule.penalty）  轻微（minor）、一般（general）、严重（serious）" in zh


def test_show_tells_an_entry_with_all_its_versions_and_who_changed_it():
    text = "\n".join(show(COUNTY, "credit-rule.complaint-upheld"))
    assert text.startswith("complaint upheld (credit-rule.complaint-upheld)")
    assert text.count("Complaint upheld: minor: -1 points") == 2
    for words in (
        "2011-01-01 – 2015-12-31",
        "2016-01-01 –",
        "from strong-town, changed by example-county",
        "local rule: 示范县质强办〔2016〕3号",
        "points by severity (points): minor: -1, general: -6",
    ):
        assert words in text
    assert set(text.splitlines()) <= set(show(COUNTY, "complaint-upheld"))
    assert "locked" in "\n".join(show("strong-town", "credit-window.longest"))
    assert "规则未知" in "\n".join(show("strong-town", "parameter.complaint.accept", "zh"))


def test_show_calls_a_signed_rule_verified(tmp_path):
    path = tmp_path / "own.toml"
    signed = '[[change]]\nsection = "list-kind"\nid = "statutory"\nsource = "县"\n'
    signed += 'set = { verified_by = "某法制科" }\n'
    path.write_text(HEAD + signed, encoding="utf-8")
    before, after = ("\n".join(show(book, "statutory")) for book in ("strong-town", path))
    assert "(unverified): repair accepted within (accept_within)" in before
    assert "not verified" not in after
    assert after.count("verified by 某法制科") == 3
    cement = signed.replace("list-kind", "product-limit").replace("statutory", "cement-energy")
    path.write_text(HEAD + cement, encoding="utf-8")
    assert "    verified: GB 16780-2012 (from memory)" in show(path, "cement-energy")


def test_show_tells_what_was_retired(tmp_path):
    path = tmp_path / "own.toml"
    gone = '[[retire]]\nsection = "blacklist-ground"\nid = "cases-2"\n'
    path.write_text(HEAD + gone + 'from = 2016-07-01\nsource = "县"\n', encoding="utf-8")
    assert "  retired from 2016-07-01 by own  [县]" in show(path, "cases-2")


def test_show_of_what_is_not_there():
    with pytest.raises(NoSuchEntryError, match="did you mean"):
        show("strong-town", "credit-rule.penalti")
    with pytest.raises(RulebookError, match="no rulebook there"):
        show("nowhere.toml")


def test_check_is_short_and_names_all_when_asked():
    lines, code = check("strong-town")
    assert code == 0
    assert len(lines) == 5
    assert "forms a year of a town" in lines[3]
    assert lines[1].startswith("  sha256:")
    assert re.fullmatch(r"  \d+ cases, 0 failed", lines[-1])
    long, code = check("strong-town", "zh", uncertain=True)
    assert code == 0
    book = load_rulebook("strong-town")
    assert len(long) == 5 + len(book.uncertain()) + len(book.unknown())
    assert any("尚未核实" in line for line in long[4:])


@pytest.mark.parametrize("book", EXAMPLES)
def test_the_books_of_the_examples_pass(book):
    assert check(book)[1] == 0


def test_check_says_what_is_wrong(tmp_path):
    path = tmp_path / "own.toml"
    assert check(path) == ([f"{path}: no rulebook there; one of: strong-town"], 1)
    path.write_text("[rulebook]\nid = 5\n", encoding="utf-8")
    lines, code = check(path)
    assert code == 1
    assert all(line.startswith("own.toml:") for line in lines)
    path.write_text(COUNTY.read_text(encoding="utf-8"), encoding="utf-8")
    cases = tmp_path / "own.cases.toml"
    one = '[[case]]\nid = "a"\nday = 2016-12-31\ntarget = "satisfaction"\n'
    cases.write_text(one + 'expect = { value = "80.00%" }\n', encoding="utf-8")
    lines, code = check(path)
    assert code == 1
    assert lines[-2:] == [
        "own.cases.toml:case[0]:a.value: expected 80.00% (found 82.00%)",
        "  1 case, 1 failed",
    ]
    cases.write_text("[case]\n", encoding="utf-8")
    lines, code = check(path)
    assert code == 1
    assert lines[-1] == "own.cases.toml:case: write [[case]], with two brackets (found a table)"
    assert not any("cases, " in line for line in lines)


def test_what_check_accepts_can_be_assessed(tmp_path):
    path = tmp_path / "own.toml"
    for section, name, changed, place in (
        ("event-rule", "certificate-award", 'decided = "nothing"', ".decided"),
        ("indicator", "food-production", 'facts = "nothing"', ".facts"),
        ("veto", "concealed-accident", "where = { nothing = { flag = true } }", ""),
    ):
        step = f'[[change]]\nsection = "{section}"\nid = "{name}"\nsource = "县"\n'
        path.write_text(f"{HEAD}{step}set = {{ {changed} }}\n", encoding="utf-8")
        lines, code = check(path)
        assert code == 1
        path_of = f"own.toml:change[0]:{section}.{name}"
        assert any(line.startswith(path_of + place) for line in lines), lines
        town = Town(code="330299101", name=Text("甲镇", "Town A"), parent="330299")
        data = CountyData(id="330299", name=Text("县", "County"), towns=[town])
        with pytest.raises(RulebookError, match="nothing"):
            assess_county(data, Context(load_rulebook(path), as_of="2016-12-31"))


def test_diff_tells_values_added_and_retired_entries(tmp_path):
    told = diff("strong-town", COUNTY)
    assert any(
        line.endswith(
            "(target.satisfaction.value) from 2014-01-01: 80% → 82% (示范县质强办〔2016〕3号)"
        )
        for line in told
    )
    zh = diff("strong-town", COUNTY, "zh")
    cap = "投诉查实：封顶（credit-rule.complaint-upheld.cap）自 2016-01-01 起：-40 → -50"
    assert f"{cap}（示范县质强办〔2016〕3号）" in zh
    path = tmp_path / "own.toml"
    added = '[[add]]\nsection = "parameter"\nid = "own.days"\nsource = "县"\n'
    added += 'label = { zh = "天", en = "days" }\nkind = "whole"\nvalue = 5\n'
    path.write_text(HEAD + added, encoding="utf-8")
    lines = diff("strong-town", path)
    assert lines[0] == "days (parameter.own.days) from 2011-01-01: added (县)"
    assert "days: value (parameter.own.days.value) from 2011-01-01: nothing → 5 (县)" in lines
    back = diff(path, "strong-town")
    assert [line.partition(":")[2] for line in back] == [" retired (县)"]


# a small judge of JSON Schemas, of the words that the schema uses and no others

TYPES = {
    "object": dict,
    "array": list,
    "string": (str, date),
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}


def typed(value, name):
    return isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


KNOWN = {
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "enum", "format", "const",
    "properties", "additionalProperties", "required", "items", "minItems", "minLength", "pattern",
    "anyOf", "allOf", "if", "then",
}  # fmt: skip


def flaws(value, rule, root, path=""):
    if rule is True:
        return
    assert rule.keys() <= KNOWN, rule.keys() - KNOWN
    if "$ref" in rule:
        yield from flaws(value, root["$defs"][rule["$ref"].rpartition("/")[2]], root, path)
    names = rule.get("type", [])
    names = [names] if isinstance(names, str) else names
    if names and not any(typed(value, name) for name in names):
        yield f"{path}: {names}"
        return
    yield from of_scalars(value, rule, path)
    if isinstance(value, list):
        yield from of_lists(value, rule, root, path)
    if isinstance(value, dict):
        yield from of_tables(value, rule, root, path)
    if "anyOf" in rule and all(list(flaws(value, one, root)) for one in rule["anyOf"]):
        yield f"{path}: none of {rule['anyOf']}"
    for one in rule.get("allOf", []):
        if not list(flaws(value, one["if"], root)):
            yield from flaws(value, one["then"], root, path)


def of_scalars(value, rule, path):
    if "enum" in rule and value not in rule["enum"]:
        yield f"{path}: {value} is none of {rule['enum']}"
    if "const" in rule and value != rule["const"]:
        yield f"{path}: not {rule['const']}"
    if rule.get("format") == "date" and not isinstance(value, date):
        yield f"{path}: no date"
    if isinstance(value, str) and not re.search(rule.get("pattern", ""), value):
        yield f"{path}: {value} !~ {rule['pattern']}"
    if isinstance(value, str) and len(value) < rule.get("minLength", 0):
        yield f"{path}: empty"


def of_lists(value, rule, root, path):
    if len(value) < rule.get("minItems", 0):
        yield f"{path}: too few"
    for at, one in enumerate(value):
        yield from flaws(one, rule.get("items", True), root, f"{path}[{at}]")


def of_tables(value, rule, root, path):
    properties = rule.get("properties", {})
    yield from (f"{path}.{key}: missing" for key in rule.get("required", []) if key not in value)
    for key, one in value.items():
        inner = properties.get(key, rule.get("additionalProperties", True))
        if inner is False:
            yield f"{path}.{key}: unknown"
        else:
            yield from flaws(one, inner, root, f"{path}.{key}")


SCHEMA = schema()
BUILT_IN = [p for p in sorted((BOOKS / "strong-town").glob("*.toml")) if "cases" not in p.name]
FILES = [*EXAMPLES, *BUILT_IN]


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_every_book_fits_the_schema(file):
    assert list(flaws(tomllib.loads(file.read_text(encoding="utf-8")), SCHEMA, SCHEMA)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[credit-rules.a]\n", ".credit-rules: unknown"),
        ("[credit-rule.a]\npoint = 5\n", ".point: unknown"),
        ("[credit-rule.a]\npoints = 5\n", ".points: ['object']"),
        ('[credit-rule.a]\nvalid_from = "2016-01-01"\n', "no date"),
        ('[credit-rule.a]\ncombine = "summ"\n', "none of"),
        ("[change]\n", ".change: ['array']"),
        ('[[change]]\nsection = "target"\nid = "a"\n', ".source: missing"),
        ('[[change]]\nsection = "target"\nid = "a"\nsource = "x"\nset = { valu = 1 }\n', ".valu"),
        ('[[add]]\nsection = "target"\nid = "a"\nsource = "x"\nvalu = 1\n', ".valu: unknown"),
        ('[[retire]]\nsection = "target"\nid = "a"\nsource = "x"\n', ".from: missing"),
        ("[rulebook]\nid = 5\n", ".rulebook.id: ['string']"),
    ],
)
def test_the_schema_refuses_what_loading_refuses(text, words):
    assert any(words in flaw for flaw in flaws(tomllib.loads(text), SCHEMA, SCHEMA))


def test_the_schema_is_json_and_knows_every_section():
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert SCHEMA["$schema"].endswith("2020-12/schema")
    assert SCHEMA["properties"].keys() == {
        "rulebook", "change", "add", "retire", *entry_classes(),
    }  # fmt: skip
