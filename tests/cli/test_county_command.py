"""The command on the example county: every reason is written, and nobody is named."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from jsonschema import Draft202012Validator

from example_county import reading
from qualitygov import OfficialCalendar, read_county
from qualitygov.cli import main
from qualitygov.core.fields import about_field
from qualitygov.county import table_specs
from qualitygov.report import document_schema
from qualitygov.report.schemas import document_names

pytestmark = pytest.mark.clause("3.1.2.b", "3.1.3.c", "3.1.3.d", "4.1.a", "4.5.b", "4.5.c")
ROOT = Path(__file__).parents[2]
COUNTY = ROOT / "examples" / "county"
BAD = ROOT / "examples" / "county-with-errors"
TOWN = ROOT / "examples" / "town-alone"
UNIT = "91330299100001836H"


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def out(example_run, tmp_path_factory):
    assert example_run.code == 0
    return shutil.copytree(example_run.folder, tmp_path_factory.mktemp("written") / "out")


@pytest.fixture(scope="module")
def run(out):
    return out / "runs" / (out / "latest").read_text(encoding="utf-8").strip()


def load(run, name):
    return json.loads((run / name).read_text(encoding="utf-8"))


def units(run):
    lines = (run / "enterprises.ndjson").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def total(lines):
    return sum(Decimal(line["points"]) for line in lines)


def test_the_towns_are_written_with_every_reason(run):
    document = load(run, "assessment.json")
    assert document["rulebook"].startswith("example-county 2016.1 sha256:")
    assert (document["year"], document["county"]["code"]) == (2016, "330299")
    assert (document["as_of"], document["known_at"]) == ("2017-03-01", "2017-03-01")
    assert (document["profile"], document["closed"]) == ("full", False)
    towns = document["towns"]
    assert [town["rank"] for town in towns] == sorted(town["rank"] for town in towns)
    assert len(towns) == 12
    verdicts = {result["verdict"] for town in towns for result in town["targets"].values()}
    assert verdicts == {"met", "missed", "open", "too-few", "not-reported", "not-applicable"}
    for town in towns:
        assert total(town["lines"]) == Decimal(town["score"])
        assert Decimal(town["lowest"]) <= Decimal(town["score"]) <= Decimal(town["highest"])
        assert town["rank_between"][0] <= town["rank"] <= town["rank_between"][1]
        for result in town["targets"].values():
            assert result["text"]["zh"]
            assert result["text"]["en"]
            for name in ("open", "missing", "excused", "against"):
                assert len(result[name]) == min(result[f"{name}_count"], 50)
            for end in ("lowest", "highest"):
                assert result[end] is None or set(result[end]) == {"numerator", "denominator"}
    assert document["grounds"]
    assert document["trades"]


def test_departments_and_areas_are_written_apart(run):
    document = load(run, "assessment.json")
    for name in ("departments", "areas"):
        assert document[name]
        assert len({one["code"] for one in document[name]}) == len(document[name])
        assert all(one["items"] for one in document[name])
    codes = [{one["code"] for one in document[name]} for name in ("departments", "areas")]
    assert not codes[0] & codes[1]


def test_each_enterprise_is_one_line(run):
    found = units(run)
    assert len(found) == len({unit["code"] for unit in found}) == 2411
    assert [unit["code"] for unit in found] == sorted(unit["code"] for unit in found)
    assert all(total(unit["lines"]) == Decimal(unit["score"]) for unit in found)
    grades = [unit["grade"] for unit in found]
    shares = [grades.count(grade) / len(grades) for grade in "ABCD"]
    assert shares[0] > 0.6
    assert 0 < shares[3] < 0.03
    assert {unit["rated"] for unit in found if unit["grade"] is None} == {False}
    assert all(unit["assessed"] for unit in found)
    for name in ("listed", "outlook", "grounds", "cases", "excluded", "proposals"):
        assert any(unit[name] for unit in found), name
    keys = "code name town industry score grade rated assessed listed lines excluded proposals"
    assert {*keys.split(), "grounds", "cases", "explanation"} <= set(found[0])


def test_every_document_fits_its_schema(run):
    whole = [name for name in document_names() if name.endswith(".json")]
    written = {path.name for path in run.iterdir() if "json" in path.suffix}
    assert written == set(document_names())
    for name in whole:
        schema = document_schema(name)
        Draft202012Validator.check_schema(schema)
        Draft202012Validator(schema).validate(load(run, name))
    schema = Draft202012Validator(document_schema("enterprises.ndjson"))
    for unit in units(run)[::50]:
        schema.validate(unit)


def test_nothing_of_the_example_is_refused(run):
    document = load(run, "reading.json")
    assert document["tables"]["enterprises"]["read"] == 2412
    assert [t for t, told in document["tables"].items() if told["refused"] or told["review"]] == []
    assert (document["file_errors"], document["unknown_columns"]) == ([], [])
    assert [one["file"] for one in document["named"]] == ["AIR-SOURCE.md"]


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    assert main(["assess", str(BAD), "--year", "2016", "--out", str(folder)]) == 3
    return folder / "runs" / (folder / "latest").read_text(encoding="utf-8").strip()


def test_a_unit_of_which_a_row_was_refused_has_no_grade(bad):
    found = {unit["name"]: unit for unit in units(bad)}
    assert (found["一都食品厂"]["assessed"], found["一都食品厂"]["grade"]) == (False, None)
    verdicts = [
        town["targets"]["hazard-inspection"]["verdict"]
        for town in load(bad, "assessment.json")["towns"]
    ]
    assert verdicts == ["not-assessed"] * 3  # the column that decides could not be read


def test_what_was_refused_is_written_with_its_place(bad):
    document = load(bad, "reading.json")
    enterprises = document["tables"]["enterprises"]
    assert (enterprises["files"], enterprises["read"]) == (["enterprises.csv"], 11)
    refused = {(entry["row"], entry["field"], entry["code"]) for entry in enterprises["refused"]}
    assert (11, "registered_on", "field.type") in refused
    reviewed = {(entry["row"], entry["field"]) for entry in enterprises["review"]}
    assert (10, "town") in reviewed
    assert document["tables"]["samples"]["files"] == ["samples.csv"]
    assert document["tables"]["sample_items"]["files"] == ["sample_items.csv"]
    unknown = document["unknown_columns"]
    assert {(one["file"], one["column"]) for one in unknown} == {
        ("surveys.csv", "remark"),
        ("hazards.csv", "level"),
    }
    reading = read_county(BAD, calendar=OfficialCalendar())
    entries = [one for table in document["tables"].values() for one in table["refused"]]
    assert len(entries) == len(reading.refused)
    assert all(entry["expected"]["zh"] and entry["expected"]["en"] for entry in entries)


def _persons(entity):
    """Every value of a field of a person, in an entity and in those inside it."""
    for field in attrs.fields(type(entity)):
        value = getattr(entity, field.name)
        if about_field(field).sensitivity == "personal" and value is not None:
            yield value
        for inner in value if isinstance(value, tuple) else ():
            if attrs.has(type(inner)):
                yield from _persons(inner)


def test_no_person_is_named_in_any_result(run):
    data = reading().data
    names = {name for table in table_specs() for entity in data[table] for name in _persons(entity)}
    assert len(names) > 50
    for path in run.iterdir():
        text = path.read_text(encoding="utf-8")
        assert [name for name in sorted(names) if f'"{name}"' in text] == [], path.name


def test_explain_tells_one_enterprise_in_either_language(out, capsys):
    assert main(["explain", str(out), UNIT, "--language", "zh"]) == 0
    said = capsys.readouterr().out
    assert "信用分 55，等级 D" in said
    assert "三年内三次同类抽查不合格" in said
    assert main(["explain", str(out), "10000183-6"]) == 0
    assert "credit score 55, grade D" in capsys.readouterr().out


def test_explain_tells_departments_areas_and_targets(out, run, capsys):
    document = load(run, "assessment.json")
    for name in ("departments", "areas"):
        one = document[name][0]
        assert main(["explain", str(out), one["code"]]) == 0
        said = capsys.readouterr().out
        assert all(item["label"]["en"] in said for item in one["items"])
    assert main(["explain", str(out), "satisfaction"]) == 0
    said = capsys.readouterr().out
    assert all(f"\n {town['name']['en']} " in said for town in document["towns"])
    remedies = document["towns"][0]["remedies"]["en"]
    assert "".join(said.split()).endswith("".join(remedies.split()))


def test_another_rulebook_may_be_given(capsys):
    town = COUNTY / "town-shiqiao.toml"
    assert main(["assess", str(TOWN), "--year", "2016", "--rulebook", str(town)]) == 0
    assert "shiqiao-town 2016.1" in capsys.readouterr().out


def test_what_was_known_then_may_be_asked_for(capsys):
    assert main(["assess", str(TOWN), "--as-of", "2016-06-30", "--known-at", "2016-07-31"]) == 0
    assert "2016-06-30" in capsys.readouterr().out


def test_a_day_before_the_year_is_wrong_usage(capsys):
    assert main(["assess", str(COUNTY), "--year", "2016", "--as-of", "2015-06-01"]) == 2
    assert "2015-06-01 lies before the period 2016-01-01" in capsys.readouterr().err
