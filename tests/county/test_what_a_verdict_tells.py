"""A verdict tells what it rests on: figures of another year, and a year with too few valid days."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest

from qualitygov import CountyData, Text, Town, load_rulebook
from qualitygov.assessment import (
    FactTables,
    Verdict,
    compile_assessment,
    judge_all,
)
from qualitygov.assessment.items import item_result
from qualitygov.assessment.left import Left
from qualitygov.assessment.measurement import StandIn
from qualitygov.core.calendars import OfficialCalendar
from qualitygov.core.due import Excusal, Instead
from qualitygov.county import facts_of
from qualitygov.environment import AirDay
from qualitygov.industry import Figure
from qualitygov.report.documents import _target
from qualitygov.report.schemas import document_schema
from qualitygov.rulebook import Context
from qualitygov.subject import CountyView, Duty
from signed_book import signed_book

BOOK, CALENDAR = load_rulebook("strong-town"), OfficialCalendar()
A, B = "330299101", "330299102"
YEAR = Context.of_year(BOOK, 2016, calendar=CALENDAR)
PLAN = compile_assessment(YEAR.judged)
DAYS = [date(2016, 1, 1) + timedelta(days=at) for at in range(366)]


def judged(target, context=YEAR, plan=PLAN, **rows):
    """The verdict on town A, everything being reported."""
    towns = [Town(code=code, name=Text(code, code), parent="330299") for code in (A, B)]
    data = CountyData(id="330299", name=Text("县", "County"), towns=towns, **rows)
    made = facts_of(CountyView(data), context)
    facts = FactTables(made._rows)  # whatever the returns say
    ends = context.period.last
    return judge_all(plan.targets[target], facts, (A, B), context.elapsed, ends=ends)[A]


def figure(item, year, value, unit="%", town=A):
    return Figure(
        town=town, item=item, year=year, value=Decimal(value), unit=unit, source_document="年报"
    )


# Figures of another year


@pytest.mark.clause("2.2.5.f")
def test_forest_cover_carried_forward_is_told_with_the_verdict():
    covers = [figure("forest-cover", 2014, "46"), figure("forest-cover", 2016, "40", town=B)]
    found = judged("forest-cover", figures=covers)
    assert found.verdict is Verdict.MET
    zh, en = found.say("zh"), found.say("en")
    assert "2016 年按 2014 年的计：沿用最近一次清查结果" in zh
    assert "for 2016 that of 2014 counts: carried forward from the last inventory" in en
    assert found.measured.stand_ins == (StandIn(f"{A}/forest-cover/2016", 2014, "carried"),)
    own = judged("forest-cover", figures=[figure("forest-cover", 2016, "46"), covers[1]])
    assert own.measured.stand_ins == ()
    assert "年的计" not in own.say("zh")


@pytest.mark.clause("2.2.5.b")
def test_the_year_befores_figure_is_told_with_the_verdict():
    filed = [
        figure("emission-so2", year, value, "吨") for year, value in ((2013, 900), (2015, 800))
    ]
    found = judged("emission-so2", figures=filed)
    assert "2016 年按 2015 年的计：截止日前未报，以上年数替代" in found.say("zh")
    assert "for 2016 that of 2015 counts: none was filed by the cut-off" in found.say()
    growing = [figure("output-energy", y, v, "百万元") for y, v in ((2014, 10), (2015, 11))]
    growth = judged("industry-energy", figures=growing)
    assert "for 2016 that of 2015 counts" in growth.say()
    assert "for 2015 that of 2014 counts" in growth.say()  # both years of it moved on


def test_programs_read_which_figures_are_of_another_year():
    document = _target(judged("forest-cover", figures=[figure("forest-cover", 2014, "46")]))
    assert document["stand_ins"] == [
        {"id": f"{A}/forest-cover/2016", "year": 2014, "how": "carried"}
    ]
    assert document["stand_ins_count"] == 1
    town = document_schema("assessment.json")["properties"]["towns"]["items"]["properties"]
    asked = town["targets"]["additionalProperties"]
    assert {"stand_ins", "stand_ins_count"} <= set(asked["required"])
    how = asked["properties"]["stand_ins"]["items"]["properties"]["how"]
    assert how == {"enum": [one.value for one in Instead]}


def test_duties_of_the_year_before_are_told_together():
    rows = [
        Duty(
            id=f"{n}", town=A, on=date(2016, 12, 31), duty="annual-report", standing="done",
            figure_year=2015, instead="due-later",
        )
        for n in range(3)
    ]  # fmt: skip
    target = PLAN.targets["annual-reports"]
    facts = FactTables.of({"duty": rows})
    found = judge_all(target, facts, (A,), YEAR.period)[A]
    assert "2016 年按 2015 年的计（3 项）：当年的在截止日后到期" in found.say("zh")
    assert "for 2016 those of 2015 count (3)" in found.say()
    assert [one.id for one in found.measured.stand_ins] == ["0", "1", "2"]


# Too few valid days of air


def air(days, town=A):
    values = dict.fromkeys(("pm25", "pm10", "so2", "no2", "co", "o3_8h"), Decimal(1))
    return [AirDay(town=town, station="S", day=one, **values) for one in days]


@pytest.mark.clause("2.2.5.c")
def test_a_year_with_too_few_valid_days_is_too_few_and_says_how_many():
    found = judged("air-good-days", air_days=air(DAYS[:200]))
    assert found.verdict is Verdict.TOO_FEW
    assert not found.costs
    assert found.say("zh").startswith(
        "环境空气优良率：样本不足；有效天数不足，不予评价：2016 有效 200 天（应有 324 天）"
    )
    assert "not assessed for lack of valid days: 200 valid days in 2016 (324 needed)" in found.say()
    assert "，另有 3 个月不足" in found.say("zh")  # July to December, three of them named
    item = next(one for one in PLAN.items if one.target.id == "air-good-days")
    earned = item_result(item, found)
    assert (earned.points, earned.highest, earned.why) == (None, None, Left.TOO_FEW)


def test_one_month_that_falls_short_is_named_beside_the_year():
    days = [one for one in DAYS if not (one.month == 5 and one.day <= 5)]
    found = judged("air-good-days", air_days=air(days))
    assert found.verdict is Verdict.TOO_FEW
    assert found.reason.en == (
        "not assessed for lack of valid days: 361 valid days in 2016 (324 needed),"
        " 26 valid days in 2016-05 (27 needed); how many are needed is not verified yet"
    )
    signed = compile_assessment(Context.of_year(signed_book(), 2016, calendar=CALENDAR).judged)
    verified = judged("air-good-days", signed.context, signed, air_days=air(days))
    assert verified.verdict is Verdict.TOO_FEW
    assert "not verified" not in verified.say()
    enough = [one for one in DAYS if not (one.month == 5 and one.day <= 4)]
    assert judged("air-good-days", air_days=air(enough)).verdict is Verdict.MET


def test_the_whole_of_the_environment_is_too_few_with_its_air():
    found = judged("environment-improves", air_days=air(DAYS[:200]))
    assert found.verdict is Verdict.TOO_FEW
    assert "200 valid days" in found.say()


def test_while_the_year_runs_a_month_that_is_lost_is_told_and_open():
    june = Context(BOOK, as_of="2016-06-30", calendar=CALENDAR)
    days = [one for one in DAYS if one <= june.as_of and one.month != 3]
    found = judged("air-good-days", june, compile_assessment(june), air_days=air(days))
    assert found.verdict is Verdict.OPEN
    assert "0 valid days in 2016-03 (27 needed)" in found.say()


def test_no_air_at_all_was_not_due():
    assert judged("air-good-days").verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("excusal", "verdict"),
    [
        ("", Verdict.NOT_APPLICABLE),
        ("too-few", Verdict.TOO_FEW),
        ("unsigned", Verdict.NOT_IN_FORCE),
    ],
)
def test_where_all_is_excused_the_verdict_says_why(excusal, verdict):
    target = PLAN.targets["joint-meetings"]
    row = Duty(
        id="1", town=A, on=date(2016, 5, 1), duty="joint-meeting", standing="excused",
        excusal=excusal,
    )  # fmt: skip

    def found(*rows):
        return judge_all(target, FactTables.of({"duty": rows}), (A,), YEAR.period)[A]

    assert found(row).verdict is verdict
    if excusal:
        assert Excusal(excusal).label.zh in found(row).say("zh")
    done = attrs.evolve(row, id="2", standing="done", excusal="")
    assert found(row, done).verdict is Verdict.MET  # what is asked is judged
