"""The example county: its script writes just these files, and the command says what stands in them."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from qualitygov.report.sections import SECTIONS, sections_of

from qualitygov import OfficialCalendar, assess_county, load_rulebook, read_county
from qualitygov.assessment import TABLES
from qualitygov.cli import main
from qualitygov.core.fields import about_field
from qualitygov.county import annual_report, facts_of, tables
from qualitygov.county.cases import cases_beside, run_cases
from qualitygov.governance import UnitType
from qualitygov.rulebook.model.assessment import Quality

pytestmark = pytest.mark.clause("3.1.2.b", "3.1.3.c", "3.1.3.d", "4.1.a", "4.5.b", "4.5.c")
ROOT = Path(__file__).parents[2]
COUNTY = ROOT / "examples" / "county"
BOOKS = ROOT / "src/qualitygov/rulebook/books/strong-town"


def test_the_script_writes_the_same_bytes(tmp_path):
    subprocess.run([sys.executable, str(COUNTY / "generate.py"), str(tmp_path)], check=True)
    written = sorted(tmp_path.iterdir())
    assert {p.name for p in written} == {p.name for p in (COUNTY / "data").glob("*.csv")} - {
        "air_daily.csv"
    }
    assert [
        p.name for p in written if p.read_bytes() != (COUNTY / "data" / p.name).read_bytes()
    ] == []


@pytest.fixture(scope="module")
def reading():
    return read_county(COUNTY, calendar=OfficialCalendar())


def test_every_bad_row_is_named_and_no_good_one_is_lost(reading):
    refused = {(p.path.split(":")[0], p.path.rsplit(":", 1)[-1]) for p in reading.refusals}
    for expected in [
        ("enterprises.csv", "code"),
        ("enterprises.csv", "town"),
        ("enterprises.csv", "registered_on"),
        ("enterprises.csv", "key_enterprise"),
        ("credit_records.csv", "severity"),
        ("cases.csv", "B007.moves[1]"),
        ("samples.csv", "domain"),
        ("samples.csv", "items"),
        ("surveys.csv", "very_satisfied"),
        ("complaints.csv", "T9001.moves[0]"),
    ]:
        assert expected in refused
    assert all(f.read for f in reading.files)
    assert {f.file: f.refused for f in reading.files if f.refused} == {
        "enterprises.csv": 5, "credit_records.csv": 4, "cases.csv": 1, "samples.csv": 3, "projects.csv": 1, "surveys.csv": 1,
        "complaints.csv": 1, "key_posts.csv": 1, "excellence_assessments.csv": 1, "standard_parts.csv": 1, "batches.csv": 1, "laboratories.csv": 1,
        "test_requests.csv": 2, "instruments.csv": 1, "adopted_standards.csv": 1, "improvement_measures.csv": 1, "award_applications.csv": 1,
    }  # fmt: skip
    assert {p.code for p in reading.warnings} == {
        "code.check",
        "table.column",
        "county.orphan",
        "award.grant",
        "award.marks",
    }


@pytest.fixture(scope="module")
def assessment(reading):
    return assess_county(
        reading.data, reading.rulebook, as_of=date(2016, 12, 31), calendar=OfficialCalendar()
    )


def test_a_concealed_accident_vetoes_its_town_whatever_its_score(assessment):
    vetoed = [town for town in assessment.towns if town.vetoes]
    assert [(town.town, town.grade, town.vetoes[0].facts) for town in vetoed] == [
        ("330299111", "D", ("SG07/report",))
    ]
    assert vetoed[0].rank == len(assessment.towns)
    assert vetoed[0].score > assessment.towns[-2].score


def test_annual_reports_compare_two_years_and_add_up(assessment):
    reports = annual_report(assessment)
    assert [report.town for report in reports] == [town.town for town in assessment.towns]
    assert sum(count for report in reports for count in report.grades.values()) == len(
        assessment.credit
    )
    for report in reports:
        assert {one.target.id for one in report.targets} == set(assessment.plan.targets)
        assert sum(len(report.of(quality)) for quality in Quality) == len(report.targets)
        assert all(unit.unit.town == report.town for unit in report.units)
        for one in report.targets:
            if one.change is not None:
                assert (one.change.before.numerator, one.change.before.denominator) == (
                    one.before.numerator,
                    one.before.denominator,
                )
        zh, en = report.say("zh"), report.say("en")
        assert len(zh.splitlines()) == len(en.splitlines())
        assert str(report.assessment.score) in zh
    compared = [
        one.change.verdict for report in reports for one in report.targets if one.change is not None
    ]
    assert {"no-proven-change", "insufficient"} <= {verdict.value for verdict in compared}
    assert any(one.peers is not None for report in reports for one in report.targets)


def test_units_are_assessed_from_their_own_tasks_and_duties(assessment):
    assert len(assessment.units) == 12 * 8
    for unit in assessment.units:
        assert (
            sum((line.points.thousandths for line in unit.lines if line.points is not None), 0)
            == unit.earned.thousandths
        )
        for line in unit.lines:
            assert (
                line.points is None or 0 <= line.points.thousandths <= line.item.points.thousandths
            )
        if unit.score is not None:
            assert (
                unit.score.thousandths
                == unit.earned.thousandths * 100_000 // unit.assessable.thousandths
            )
    for town in {unit.unit.town for unit in assessment.units}:
        areas = [
            unit
            for unit in assessment.units
            if unit.unit.town == town and unit.unit.kind is UnitType.AREA
        ]
        scores = [unit.score.thousandths for unit in areas]
        assert [unit.rank for unit in areas] == [
            1 + sum(other > score for other in scores) for score in scores
        ]
    unsigned = next(unit for unit in assessment.units if unit.unit.id == "U074")
    assert next(line for line in unsigned.lines if line.item.id == "letter").share.numerator == 0


def test_warnings_are_graver_first_and_name_their_reasons(assessment):
    levels = [one.warning.level.value for one in assessment.warnings]
    assert levels == sorted(levels, key=["red", "orange", "yellow"].index)
    assert {"red", "yellow"} <= set(levels)
    assert all(one.warning.reasons for one in assessment.warnings)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_has_a_section_with_rows_for_every_part(assessment, language):
    sections = sections_of(assessment, language)
    assert len(sections) == len(SECTIONS)
    for section in sections:
        assert section.rows, section.title.en
        assert {len(row) for row in section.rows} == {len(section.columns)}


def test_the_registers_hold_what_is_to_be_done(reading, assessment):
    registers = assessment.registers
    listed = {
        case.subject
        for case in reading.data.cases
        if case.status(date(2016, 12, 31), reading.rulebook, OfficialCalendar()).listed
    }
    assert not listed & {x.application.subject for one in registers.selections for x in one.winners}
    assert {one.subject for one in registers.closures} <= {
        unit.code for unit in reading.data.enterprises
    }
    for name, drawn in registers.draw.items():
        assert drawn.seed.endswith(name)
        assert drawn.problems(reversed(drawn.drawn)) != () or len(drawn.drawn) == drawn.count
    assert all(status.overdue for _, status in registers.complaints)
    assert all(pair[1].overdue for pair in registers.hazards)
    again = assess_county(
        reading.data,
        reading.rulebook,
        as_of=date(2016, 12, 31),
        calendar=OfficialCalendar(),
        seed="another",
    )
    assert again.registers.draw["A"].commitment == registers.draw["A"].commitment
    assert again.registers.draw["A"].drawn != registers.draw["A"].drawn


def test_every_table_of_facts_has_rows_of_plain_values(reading, assessment):
    facts = facts_of(
        reading.data,
        reading.rulebook,
        OfficialCalendar(),
        date(2016, 12, 31),
        registers=assessment.registers,
    )
    for table, columns in TABLES.items():
        rows = [row for town in facts.towns for row in facts.rows(table, town)]
        assert rows, table
        for name in columns:
            assert all(
                isinstance(getattr(row, name), (str, bool, int, Decimal, date, type(None)))
                for row in rows
            ), (
                table,
                name,
            )


def test_strict_refuses_codes_that_fail_a_check():
    strict = read_county(COUNTY, calendar=OfficialCalendar(), strict=True)
    assert sum(p.code == "code.check" for p in strict.refusals) >= 1
    assert len(strict.data.enterprises) == 2411


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("written")
    assert main(["assess", str(COUNTY), "--as-of", "2016-12-31", "--out", str(folder)]) == 0
    return folder


def load(folder, name):
    return json.loads((folder / name).read_text(encoding="utf-8"))


def test_the_written_results_hold_every_reason(written, reading):
    document = load(written, "assessment.json")
    assert document["rulebook"].startswith("example-county 2016.1 sha256:")
    towns = document["towns"]
    assert [t["rank"] for t in towns] == sorted(t["rank"] for t in towns)
    assert len(towns) == 12
    verdicts = {r["verdict"] for t in towns for r in t["targets"].values()}
    assert verdicts == {"met", "missed", "insufficient-data"}
    for town in towns:
        assert round(sum(float(line["points"]) for line in town["lines"]), 3) == float(
            town["score"]
        )
        assert all(r["text"]["zh"] and r["text"]["en"] for r in town["targets"].values())
    enterprises = load(written, "enterprises.json")["enterprises"]
    assert len(enterprises) == len(reading.data.enterprises)
    for unit in enterprises.values():
        assert round(sum(float(line["points"]) for line in unit["lines"]), 3) == float(
            unit["score"]
        )
    grades = [unit["grade"] for unit in enterprises.values()]
    shares = [grades.count(g) / len(grades) for g in "ABCD"]
    assert shares[0] > 0.6
    assert 0 < shares[3] < 0.03
    assert any(unit["listed"] for unit in enterprises.values())
    assert document["grounds"]
    assert load(written, "reading.json")["problems"]


def _persons(entity):
    """Every value of a field of a person, in an entity and in those inside it."""
    for field in attrs.fields(type(entity)):
        value = getattr(entity, field.name)
        if about_field(field).sensitivity == "personal" and value is not None:
            yield value
        for inner in value if isinstance(value, tuple) else ():
            if attrs.has(type(inner)):
                yield from _persons(inner)


def test_no_person_is_named_in_any_result(written, reading):
    names = {
        name
        for table in tables()
        for entity in getattr(reading.data, table.field)
        for name in _persons(entity)
    }
    assert len(names) > 50
    for path in written.iterdir():
        text = path.read_text(encoding="utf-8")
        assert [name for name in sorted(names) if f'"{name}"' in text] == [], path.name


def test_explain_tells_one_enterprise_in_either_language(written, capsys):
    assert main(["explain", str(written), "91330299100001836H", "--language", "zh"]) == 0
    told = capsys.readouterr().out
    assert "信用分 55，等级 D" in told
    assert "三年内三次同类抽查不合格" in told
    assert main(["explain", str(written), "10000183-6"]) == 0
    assert "credit score 55, grade D" in capsys.readouterr().out


def test_exit_codes(written, tmp_path, capsys):
    assert main(["explain", str(written), "91110000600037341L"]) == 4
    assert main(["explain", str(written), "short"]) == 1
    assert main(["explain", str(tmp_path), "91110000600037341L"]) == 1
    assert main(["assess", str(tmp_path), "--as-of", "2016-12-31"]) == 1
    assert main(["rulebook", "check", str(tmp_path / "none.toml")]) == 1
    with pytest.raises(SystemExit) as stopped:
        main(["assess", str(COUNTY), "--as-of", "2016-13-01"])
    assert stopped.value.code == 2
    capsys.readouterr()


def test_refused_rows_can_fail_a_script(tmp_path, capsys):
    (tmp_path / "data").mkdir()
    (tmp_path / "county.toml").write_text(
        '[county]\ncode = "330299"\nname = { zh = "县", en = "County" }\n', encoding="utf-8"
    )
    (tmp_path / "data" / "towns.csv").write_text(
        "code,name.zh,name.en,parent\n330299101,甲,A,330299\n330288101,乙,B,330288\n",
        encoding="utf-8",
    )
    (tmp_path / "data" / "odd.csv").write_text("a\n", encoding="utf-8")
    assert main(["assess", str(tmp_path), "--as-of", "2016-12-31"]) == 0
    out = capsys.readouterr().out
    assert "odd.csv" in out
    assert "not a town of this county" in out
    assert (
        main(
            [
                "assess",
                str(tmp_path),
                "--as-of",
                "2016-12-31",
                "--fail-on-refused",
                "--language",
                "zh",
            ]
        )
        == 3
    )


def test_another_rulebook_may_be_given(capsys):
    town = COUNTY / "town-shiqiao.toml"
    assert main(["assess", str(COUNTY), "--as-of", "2016-12-31", "--rulebook", str(town)]) == 0
    assert "shiqiao-town 2016.1" in capsys.readouterr().out


@pytest.mark.parametrize("path", [BOOKS, COUNTY / "rulebook.toml"], ids=["strong-town", "county"])
def test_the_cases_beside_each_book_hold(path):
    cases = cases_beside(path)
    assert len(cases) >= 3
    assert [
        p.say() for result in run_cases(load_rulebook(path), cases) for p in result.differences
    ] == []


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
        '[rulebook]\nid = "t"\nversion = "1"\ntitle = { zh = "镇", en = "Town" }\nextends = "strong-town"\n',
        encoding="utf-8",
    )
    cases = '[[case]]\nid = "wrong"\nday = 2016-12-31\ntarget = "satisfaction"\nexpect = { value = "99.00%" }\n'
    cases += '[[case]]\nid = "missing"\nday = 2016-12-31\ntarget = "nothing"\nexpect = { value = "99.00%" }\n'
    (tmp_path / "town.cases.toml").write_text(cases, encoding="utf-8")
    assert main(["rulebook", "check", str(book)]) == 1
    said = capsys.readouterr()
    assert "expected 99.00%" in said.err
    assert "2 cases, 2 failed" in said.out
    (tmp_path / "town.cases.toml").write_text('[[case]]\nid = "x"\n', encoding="utf-8")
    assert main(["rulebook", "check", str(book)]) == 1
    assert "one question of" in capsys.readouterr().err


def test_what_was_known_then_may_be_asked_for(capsys):
    assert main(["assess", str(COUNTY), "--as-of", "2016-06-30", "--known-at", "2016-07-31"]) == 0
    assert "2016-06-30" in capsys.readouterr().out


def test_assessing_is_quick_to_say_what_day(reading):
    assert reading.rulebook.at(date(2016, 12, 31)).book == "example-county"
