"""Spending by heads, incentives with what came of them, key technologies with rights of their own."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.schema import schema_for
from qualitygov.enterprise import (
    SUBJECT,
    Enterprise,
    HeadSpending,
    Incentive,
    KeyTechnology,
    Patent,
    ResearchSpending,
    SpendingHead,
    StandardPart,
    head_spending_facts,
    incentive_facts,
    incentives_without_effect,
    technology_facts,
    technology_problems,
)
from qualitygov.errors import FieldError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.strategies import entities
from qualitygov.subject import duty_facts
from small_county import view_of

pytestmark = pytest.mark.clause("3.3.3.c", "3.3.3.d", "4.3.b")
BOOK, DAY = load_rulebook("strong-town"), timedelta(days=1)
TOWN, UNIT, SHORT = "330299101", "91330299MA2837B62L", "MA2837B62"
END = date(2016, 12, 31)


def at(as_of=date(2017, 3, 1), **more):
    return Context.of_year(BOOK, 2016, as_of=as_of, **more)


def view(**rows):
    unit = Enterprise(code=UNIT, name="某厂", town=TOWN, key_enterprise=True, high_tech=True)
    return view_of(SUBJECT, enterprises=[unit], **rows)


# spending


def spent(head, year=2015, amount="10", known=date(2016, 5, 31), **more):
    return HeadSpending(
        id=more.pop("id", f"{head}-{year}"), enterprise=more.pop("enterprise", UNIT), year=year,
        head=head, amount=Decimal(amount), known_on=known, document="统计",
    )  # fmt: skip


def heads(known=date(2016, 5, 31), year=2015):
    return [spent(head, year, known=known) for head in SpendingHead]


def standing(rows, context=None):
    found = duty_facts(view(head_spendings=rows), context or at())
    (row,) = (one for one in found if one.duty == "spending-figures" and one.on == END)
    return row.standing


DUE = date(2016, 5, 31)


@pytest.mark.parametrize(
    ("known", "said"), [(DUE - DAY, "done"), (DUE, "done"), (DUE + DAY, "late")]
)
def test_reported_a_day_before_on_and_after_the_end_of_may(known, said):
    assert standing(heads(known)) == said


@pytest.mark.parametrize(
    ("as_of", "said"), [(DUE - DAY, "open"), (DUE, "open"), (DUE + DAY, "missing")]
)
def test_not_reported(as_of, said):
    assert standing([], at(as_of)) == said


def test_all_four_heads_are_asked_and_the_year_before_stands_in():
    assert standing(heads()[:3]) == "failed"
    assert standing(heads(year=2014)) == "missing"


def test_the_last_report_of_a_year_and_head_counts():
    rows = [
        spent("brand", amount="10", id="A"),
        spent("brand", amount="12", known=date(2016, 6, 2), id="B", enterprise=SHORT),
        spent("brand", amount="11", known=date(2017, 4, 10), id="C"),
    ]
    (found,) = head_spending_facts(view(head_spendings=rows), at(known_at="2017-03-01"))
    assert (found.amount, found.figure_year, found.on, found.town) == (12, 2015, END, TOWN)
    (later,) = head_spending_facts(view(head_spendings=rows), at(known_at="2017-04-10"))
    assert later.amount == 11


@given(st.permutations(["A", "B", "C"]), st.lists(st.dates(DUE, END), min_size=3, max_size=3))
def test_the_order_of_reports_never_matters(order, days):
    rows = [spent("quality", amount=str(n), known=day, id=name)
            for n, (name, day) in enumerate(zip("ABC", days, strict=True), start=1)]  # fmt: skip
    mixed = [next(row for row in rows if row.id == name) for name in order]
    assert head_spending_facts(view(head_spendings=mixed), at()) == head_spending_facts(
        view(head_spendings=rows), at()
    )


# incentives


def incentive(on=date(2015, 6, 1), **more):
    return Incentive(
        id="J1", enterprise=UNIT, kind="subsidy", amount=Decimal(20), granted_on=on,
        authority="县科技局", document="兑现1号", **more,
    )  # fmt: skip


def research(year, amount):
    return ResearchSpending(
        id=f"Y{year}", enterprise=UNIT, year=year, amount=Decimal(amount), main_revenue=Decimal(900),
        known_on=date(year + 1, 5, 20), document="年报",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "compared", "risen"),
    [(10, "10.01", True, True), (10, 10, True, False), (10, "9.99", True, False),
     (None, 10, False, False), (10, None, False, False)],
)  # fmt: skip
def test_research_before_and_after_an_incentive(before, after, compared, risen):
    rows = [research(2014, before)] if before is not None else []
    rows += [research(2015, after)] if after is not None else []
    county = view(incentives=[incentive()], spendings=rows)
    (found,) = incentive_facts(county, at())
    assert (found.compared, found.risen, found.on) == (compared, risen, END)
    assert bool(incentives_without_effect(county, at())) == (compared and not risen)


def test_an_incentive_is_judged_in_the_year_after_it_when_its_figures_are_there():
    rows = [research(2014, 10), research(2015, 12), research(2016, 14)]
    for granted, year in ((date(2014, 12, 31), 2015), (date(2015, 1, 1), 2016)):
        county = view(incentives=[incentive(granted)], spendings=rows)
        assert [one.on.year for one in incentive_facts(county, at())] == [year]
    this_year = view(incentives=[incentive(date(2016, 1, 1))], spendings=rows)
    assert incentive_facts(this_year, at()) == ()


def test_an_incentive_that_nobody_knew_of_is_not_there():
    late = view(incentives=[incentive(known_on=date(2017, 4, 10))])
    assert incentive_facts(late, at()) == ()


# key technologies


def technology(**more):
    given_ = {"since": date(2015, 3, 1), "field": "materials", "patents": "ZL1; ZL2", **more}
    return KeyTechnology(id="T1", enterprise=UNIT, title="无溶剂涂覆", **given_)


def patent(name="ZL1", **more):
    return Patent(
        id=name,
        enterprise=UNIT,
        kind="invention",
        title="涂覆",
        granted_on=date(2014, 1, 1),
        **more,
    )


def standard(number="GB/T 1-2015"):
    return StandardPart(
        id="S1", enterprise=SHORT, number=number, level="national", role="lead",
        issued_on=date(2015, 5, 1), known_on=date(2015, 5, 1),
    )  # fmt: skip


def technologies(*rows, context=None, **more):
    found = technology_facts(view(technologies=rows, **more), context or at())
    return {one.on.year: (one.patents, one.standards, one.own) for one in found}


def test_a_technology_is_the_enterprises_own_with_a_patent_in_force_or_a_standard():
    assert technologies(technology()) == {2015: (0, 0, False), 2016: (0, 0, False)}
    ended = patent(expires_on=date(2016, 12, 30))
    assert technologies(technology(), patents=[ended]) == {2015: (1, 0, True), 2016: (0, 0, False)}
    last = patent(expires_on=END)
    assert technologies(technology(), patents=[last, patent("ZL2"), patent("ZL9")])[2016] == (
        2, 0, True,
    )  # fmt: skip
    by_standard = technology(patents=None, standards="GB/T 1-2015")
    assert technologies(by_standard, standards=[standard()])[2016] == (0, 1, True)


def test_from_its_first_to_its_last_day():
    assert technologies(technology(since=END)).keys() == {2016}
    assert technologies(technology(since=END + DAY)) == {}
    assert technologies(technology(until=date(2016, 12, 30))).keys() == {2015}
    assert technologies(technology(until=END)).keys() == {2015, 2016}
    assert technologies(technology(known_on=date(2017, 4, 10))) == {}


def test_fields_are_those_of_the_book():
    assert list(technology_problems(technology(), at())) == []
    (problem,) = technology_problems(technology(field="material"), at())
    assert problem.path == "field"
    with pytest.raises(FieldError):
        technology(until=date(2015, 2, 28))


@pytest.mark.parametrize("cls", [HeadSpending, Incentive, KeyTechnology])
@given(st.data())
def test_a_row_travels(cls, data):
    one = data.draw(entities(cls))
    schema = schema_for(cls)()
    assert schema.load(schema.dump(one)) == one
