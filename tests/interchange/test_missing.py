"""What a county has not handed in: named in order, and never confused with "none"."""

from __future__ import annotations

import json

import pytest

from qualitygov import Context, Text, read_county
from qualitygov.core.form import to_plain
from qualitygov.interchange.missing import missing_tables
from qualitygov.interchange.office.county import new_county

TOWNS = "乡镇代码,名称\n330299101,清溪镇\n"
RETURNS = "owner,table,town,period,rows,filed_on,filed_by\n"


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    folder = tmp_path_factory.mktemp("missing") / "county"
    new_county(folder, code="330299", name=Text("示范县", "Example"))
    return folder


@pytest.fixture
def county(begun):
    yield begun
    for path in (begun / "data").iterdir():
        path.unlink()


def write(county, name, text):
    (county / "data" / name).write_text(text, encoding="utf-8")


def missing_in(county, **options):
    return {one.table: one for one in missing_tables(read_county(county), **options)}


def test_without_data_everything_is_missing_and_the_first_three_come_first(county):
    missing = missing_tables(read_county(county))
    assert [one.table for one in missing[:4]] == [
        "towns",
        "enterprises",
        "credit_records",
        "returns",
    ]
    assert all(one.decides for one in missing[:4])
    assert "无从考核" in missing[0].say("zh")
    assert "nobody to assess" in missing[0].say("en")


def test_a_table_with_rows_is_not_missing_and_one_with_a_header_alone_is(county):
    write(county, "towns.csv", TOWNS)
    write(county, "samples.csv", "id,town,subject,domain,stage,product,sampled_on,received_on\n")
    missing = missing_in(county)
    assert "towns" not in missing
    assert "samples" in missing


def test_a_nil_return_says_that_there_is_none(county):
    write(county, "towns.csv", TOWNS)
    write(county, "returns.csv", RETURNS + "330299101,hazards,,2016-Q1,0,2016-04-05,张某\n")
    missing = missing_in(county)
    assert "hazards" not in missing
    assert "accidents" in missing


def test_a_table_that_could_not_be_read_is_an_error_and_not_missing(county):
    write(county, "hazards.csv", "")
    reading = read_county(county)
    assert reading.file_errors
    assert "hazards" not in {one.table for one in missing_tables(reading)}


def test_rows_that_were_refused_are_no_reason_to_ask_for_the_table(county):
    write(county, "towns.csv", "乡镇代码,名称\n33,清溪镇\n")
    assert "towns" not in missing_in(county)


def test_points_follow_the_profile_and_the_year(county):
    brief, full = missing_in(county), missing_in(county, profile="full")
    assert full["budget_lines"].points > brief["budget_lines"].points
    reading = read_county(county)
    of_year = missing_tables(reading, Context.of_year(reading.rulebook, 2016))
    assert [one.table for one in of_year[:3]] == ["towns", "enterprises", "credit_records"]


def test_it_says_what_would_change_and_who_files_it(county):
    samples = missing_in(county)["samples"]
    zh = samples.say("zh")
    assert zh.startswith("缺少“抽查样品”（县级部门报送）：涉及考核 23.75 分")
    assert "等 " in zh
    assert samples.say("en").startswith("samples is missing (county bureau): 23.75 points")
    excuses = missing_in(county)["excuses"]
    assert excuses.say("zh") == "缺少“免予考核”（质量办报送）：不影响本档考核得分"
    assert not excuses.decides


def test_it_travels_as_plain_data(county):
    told = to_plain(missing_tables(read_county(county)))
    assert json.loads(json.dumps(told, ensure_ascii=False)) == told
    samples = next(one for one in told if one["table"] == "samples")
    assert samples["points"] == "23.75"
    assert "food-production" in samples["items"]
