"""A unit whose row is taken away does not vanish, and nobody gains by it."""

from __future__ import annotations

import functools
from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov import CountyData, Text, Town, load_rulebook
from qualitygov.core.calendars import OfficialCalendar
from qualitygov.core.exact import Points
from qualitygov.core.period import Period
from qualitygov.county import assess_county
from qualitygov.governance import (
    GovernanceUnit,
    QualityAssistant,
    ResponsibilityLetter,
    Task,
    UnitReport,
    UnitRow,
    UnitType,
    known_units,
)
from qualitygov.report.documents import _unit
from qualitygov.returns import prefilled, quarters
from qualitygov.rulebook import Context
from qualitygov.subject import CountyView, Unread

pytestmark = pytest.mark.clause("3.1.2.a", "4.5.b")

BOOK, CALENDAR = load_rulebook("strong-town"), OfficialCalendar()
A, B = "330299101", "330299102"
YEAR = Context.of_year(BOOK, 2016, calendar=CALENDAR)
QUARTERS = [
    part for year in (2015, 2016) for part in quarters(Period(date(year, 1, 1), date(year, 12, 31)))
]
ENDS = (date(2016, 3, 31), date(2016, 6, 30), date(2016, 9, 30), date(2016, 12, 31))


def unit(name, kind=UnitType.DEPARTMENT, town=A):
    return GovernanceUnit(
        id=name, town=town, name=f"{name}单位", kind=kind, role="cooperates", since=date(2014, 1, 1)
    )


def letter(name, town=A):
    return ResponsibilityLetter(
        id=f"L{name}", town=town, unit=name, year=2016, signed_on=date(2016, 3, 1),
        document=f"责〔2016〕{name}",
    )  # fmt: skip


def report(name, end, town=A):
    return UnitReport(
        id=f"R{name}{end.month}", town=town, unit=name, covers_to=end, submitted_on=end,
        document=f"报〔2016〕{name}",
    )  # fmt: skip


def task(name, town=A):
    return Task(
        id=f"T{name}", town=town, year=2016, unit=name, target="joint-meetings", quality="mechanism",
        due_on=date(2016, 11, 30),
    )  # fmt: skip


UNITS = [unit("D1"), unit("D2"), unit("D3"), unit("P1", UnitType.AREA), unit("E1", town=B)]
ASSISTANT = QualityAssistant(id="X1", town=A, area="P1", person="王五", since=date(2014, 1, 1))


@functools.cache
def whole():
    """Of D1, D2 and the area with a task each, D1 signed and reported and D2 signed.

    Nothing but its row says that there is D3.
    """
    towns = [Town(code=code, name=Text(code, code), parent="330299") for code in (A, B)]
    data = CountyData(
        id="330299",
        name=Text("县", "County"),
        towns=towns,
        units=UNITS,
        letters=[letter("D1"), letter("D2")],
        unit_reports=[report("D1", end) for end in ENDS],
        tasks=[task("D1"), task("D2"), task("P1")],
        assistants=[ASSISTANT],
    )
    return with_returns(data)


def with_returns(data):
    sheets = [one for part in QUARTERS for one in prefilled(data, YEAR, part)]
    return data.replace(returns=sheets)


def assessed(data):
    return assess_county(data, YEAR, profile="full")


@functools.cache
def before():
    return assessed(whole())


def units_of(result, town=A):
    return {one.id: one for one in result.units if one.unit.town == town}


def less(value):
    return Points(-1) if value is None else value


def no_better(after, then):
    """No unit that was there is gone or gained, and no town either."""
    absent = [one for one in after.values() if one.row is UnitRow.ABSENT]
    for name, earlier in then.items():
        if name not in after:
            assert absent, name
            continue
        one = after[name]
        for bound in ("lowest", "score", "highest"):
            assert less(getattr(one, bound)) <= less(getattr(earlier, bound)), (name, bound)
        if one.row is not UnitRow.LISTED and earlier.rank is not None:
            assert one.rank is None or one.rank >= earlier.rank, name
    assert len(after) >= len(then)


def test_the_units_as_they_are():
    found = units_of(before())
    assert {name: one.row.value for name, one in found.items()} == dict.fromkeys(
        ("D1", "D2", "D3", "P1"), "listed"
    )
    assert found["D1"].score > found["D2"].score > found["P1"].score == Points(0)
    assert found["D3"].score is None  # too little of it can be judged


@pytest.mark.parametrize("again", [False, True], ids=["the old return", "a return that fits"])
@pytest.mark.parametrize("gone", ["D1", "D2", "P1"])
def test_a_unit_that_other_tables_name_is_shown_and_assessed(gone, again):
    data = whole().replace(units=[one for one in UNITS if one.id != gone])
    after = assessed(with_returns(data) if again else data)
    found, then = units_of(after), units_of(before())
    no_better(found, then)
    one = found[gone]
    assert (one.row, one.unit.kind) == (UnitRow.NAMED, then[gone].unit.kind)
    assert one.rank == (1 if gone == "P1" else 3)  # nobody says of which kind D1 is
    assert "未列入责任单位表" in one.say("zh")
    assert "not listed" in one.say("en")
    assert not any(u.row is UnitRow.ABSENT for u in found.values())
    town, was = after.town(A), before().town(A)
    assert less(town.lowest) <= less(was.lowest)
    assert less(town.highest) <= less(was.highest)
    letters = [result.town(A).targets["responsibility-letters"] for result in (before(), after)]
    assert letters[1].measured.value <= letters[0].measured.value


def test_a_unit_that_nobody_names_is_named_as_absent():
    data = whole().replace(units=[one for one in UNITS if one.id != "D3"])
    found, then = units_of(assessed(data)), units_of(before())
    no_better(found, then)
    (one,) = [one for one in found.values() if one.row is UnitRow.ABSENT]
    assert (one.score, one.lowest, one.highest, one.grade) == (*[Points(0)] * 3, "D")
    assert one.rank == 4  # after two departments and an area
    assert found["D1"].rank_between == (1, 2)  # nobody knows what the absent one would have
    assert found["D2"].rank == 3
    assert found["P1"].rank >= then["P1"].rank
    document = _unit(one, before().town(A))
    assert (document["row"], document["score"]) == ("absent", "0")
    assert "报表所列，数据中没有" in document["text"]["zh"]


def test_without_a_return_the_units_of_the_town_fall_together():
    data = whole()
    left = [one for one in data.returns if (one.table, one.town) != ("units", A)]
    found = units_of(assessed(data.replace(returns=left)))
    no_better(found, units_of(before()))


def test_a_unit_whose_row_could_not_be_read_is_not_assessed():
    unread = Unread(table="units", town=A, row=3, cells={"id": "D2", "since": "x"})
    rows = {name: table.rows for name, table in whole().tables.items()}
    rows["units"] = [one for one in UNITS if one.id != "D2"]
    data = CountyData(id="330299", name=Text("县", "County"), unread=[unread], **rows)
    after = assessed(data)
    one = units_of(after)["D2"]
    assert (one.row, one.score, one.lowest, one.highest) == (
        UnitRow.UNREAD, None, Points(0), Points.of(100),
    )  # fmt: skip
    assert (one.grade, one.rank) == (None, None)
    assert not any(u.row is UnitRow.ABSENT for u in units_of(after).values())
    assert before().whole
    assert not after.whole


def test_what_names_a_unit_later_names_nobody_yet():
    left = [one for one in UNITS if one.id not in ("D2", "P1")]
    data = whole().replace(units=left, tasks=[task("D1")])
    view = CountyView(data)

    def named(day):
        found = known_units(view, Context(BOOK, as_of=day, calendar=CALENDAR))
        return {one.unit.id for one in found if not one.listed}

    assert named("2016-02-29") == {"P1"}
    assert named("2016-03-01") == {"D2", "P1"}
    late = attrs.evolve(letter("D2"), known_on=date(2017, 4, 1))
    later = CountyView(data.replace(letters=[letter("D1"), late]))
    assert {one.unit.id for one in known_units(later, YEAR) if not one.listed} == {"P1"}


@settings(max_examples=12, deadline=None)
@given(
    st.sets(st.sampled_from(["D1", "D2", "D3", "P1"]), min_size=1),
    st.sets(st.sampled_from(["D1", "D2"])),
    st.booleans(),
)
def test_law_of_silence_for_units(gone, unsigned, reports):
    """Rows of units are taken away, and what names them too; the returns stay."""
    data = whole().replace(
        units=[one for one in UNITS if one.id not in gone],
        letters=[letter(name) for name in ("D1", "D2") if name not in unsigned],
        **({} if reports else {"unit_reports": []}),
    )
    after = assessed(data)
    no_better(units_of(after), units_of(before()))
    assert units_of(after, B).keys() == {"E1"}
    was, now = before().town(A), after.town(A)
    assert less(now.lowest) <= less(was.lowest)
    assert less(now.score) <= less(was.score)
    assert less(now.highest) <= less(was.highest)
