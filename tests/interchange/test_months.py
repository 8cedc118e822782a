"""Days of which only the month was said: kept as a month, placed where that can be, or told."""

from __future__ import annotations

from datetime import date

import pytest
from nanping import begun, put_rows

from qualitygov import Context, OfficialCalendar, assess_county, read_county
from qualitygov.core.partial import Partial
from qualitygov.core.period import Period
from qualitygov.returns.asked import may_lie_in
from qualitygov.subject import Unread

ONE, TWO = "91330298MACKE5RRXX", "91330298MALXQYCP0M"
UNITS = [
    "统一社会信用代码",
    "企业名称",
    "所属乡镇",
    "登记状态",
    "成立日期",
    "经营期限自",
    "经营期限至",
]
LICENCES = ["许可文件编号", "持证单位代码", "许可文件名称", "有效期自", "有效期至", "状态"]
RECORDS = ["id", "subject", "kind", "severity", "happened_on", "decided_on", "known_on",
           "source_document"]  # fmt: skip


@pytest.fixture
def county(tmp_path):
    begun(tmp_path)
    towns = [["code", "name.zh", "name.en", "parent"], ["330298101", "青石镇", "Qingshi", "330298"]]
    put_rows(tmp_path, "towns.csv", towns)
    put_rows(tmp_path, "enterprises.csv", [UNITS, unit(ONE), unit(TWO)])
    return tmp_path


def unit(code, since="2014-03-05", first="", last=""):
    return [code, "甲厂", "青石镇", "存续", since, first, last]


@pytest.mark.parametrize("month", ["2016-05", "2016年5月", "2016/5"])
def test_a_term_begins_on_the_first_day_of_its_month_and_ends_on_the_last(county, month):
    put_rows(county, "enterprises.csv", [UNITS, unit(ONE, first=month, last=month), unit(TWO)])
    put_rows(
        county, "licences.csv", [LICENCES, ["L1", ONE, "食品经营许可证", month, month, "有效"]]
    )
    reading = read_county(county)
    one, two = reading.data.enterprises
    (licence,) = reading.data.licences
    first, last, said = date(2016, 5, 1), date(2016, 5, 31), Partial.parse("2016-05")
    assert (one.operates_from, one.operates_until) == (first, last)
    assert (one.operates_from_month, one.operates_until_month) == (said, said)
    assert (licence.valid_from, licence.valid_until) == (first, last)
    assert (licence.valid_from_month, licence.valid_until_month) == (said, said)
    assert (two.operates_from_month, two.operates_until_month) == (None, None)
    assert licence.valid_on(last)
    assert reading.whole


@pytest.mark.parametrize("word", ["长期", "9999-12-31", ""])
def test_a_term_without_an_end_has_none(county, word):
    put_rows(county, "enterprises.csv", [UNITS, unit(ONE, first="2016年5月", last=word)])
    put_rows(
        county, "licences.csv", [LICENCES, ["L1", ONE, "食品经营许可证", "2016-05", word, "有效"]]
    )
    reading = read_county(county)
    assert reading.whole
    assert [one.operates_until for one in reading.data.enterprises] == [None]
    assert [one.valid_until for one in reading.data.licences] == [None]


def record(number, code, day):
    return [number, code, "penalty", "serious", day, day, "2016-06-20", "d"]


@pytest.mark.parametrize("month", ["2016-05", "2016年5月", "2016/5"])
def test_a_day_that_decides_and_is_only_a_month_leaves_the_unit_open_and_says_why(county, month):
    put_rows(county, "credit_records.csv", [RECORDS, record("R1", ONE, month)])
    reading = read_county(county)
    assert {(one.row, one.column, one.code) for one in reading.refused} == {
        (2, "happened_on", "cell.month"),
        (2, "decided_on", "cell.month"),
    }
    assert "月份" in reading.refused[0].expected.zh
    result = assess_county(reading.data, Context.of_year(reading.rulebook, 2016))
    assert (result.assessed(ONE), result.assessed(TWO)) == (False, True)


@pytest.mark.parametrize(("month", "open_"), [("2016年5月", True), ("2017年5月", False)])
def test_what_holds_on_every_day_of_a_month_holds(county, month, open_):
    """A month that begins after the day judged cannot matter on any of its days."""
    put_rows(county, "licences.csv", [LICENCES, ["L1", ONE, "食品经营许可证", month, "", "怪"]])
    reading = read_county(county)
    assert [one.column for one in reading.refused] == ["状态"]
    context = Context.of_year(
        reading.rulebook, 2016, as_of=date(2016, 12, 31), calendar=OfficialCalendar()
    )
    assert assess_county(reading.data, context).assessed(ONE) is not open_


@pytest.mark.parametrize(
    ("day", "lies"),
    [
        ("2015-12", False),
        ("2016-01", True),
        ("2016-12", True),
        ("2017-01", False),
        ("2016-05-04", True),
        ("2015-05-04", False),
        ("", True),
    ],
)
def test_a_row_with_a_month_lies_in_a_year_that_has_a_day_of_it(county, day, lies):
    tables = read_county(county).data.tables
    spec = tables["trainings"].spec
    unread = Unread(table="trainings", row=2, cells={"held_on": day} if day else {})
    year = Period(date(2016, 1, 1), date(2016, 12, 31))
    assert may_lie_in(unread, spec, year) is lies
