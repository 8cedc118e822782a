"""Plans in force on each day, drills in their time, notices, and measures against risks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from safety_world import BOOK, END, PLAIN, TOWN, UNIT, WEEK, at, view

from qualitygov.access import Activity, ProductOffer
from qualitygov.access.tables import OFFERS
from qualitygov.errors import RulebookError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.safety import (
    SUBJECT,
    Drill,
    EmergencyPlan,
    NoticeRecipient,
    RiskAssessment,
    RiskNotice,
    notice_facts,
    plan_facts,
    plan_states,
    risk_facts,
)
from qualitygov.safety.states import drill_due
from small_county import others, view_of

pytestmark = pytest.mark.clause("2.2.2.h", "3.1.3.e", "3.1.3.f", "3.4.3.c")
DAY = timedelta(days=1)


def plan(*drills, name="P1", since=date(2014, 1, 1), **more):
    held = tuple(one if isinstance(one, Drill) else Drill(held_on=one) for one in drills)
    return EmergencyPlan(
        id=name, town=TOWN, risk="food", valid_from=since, document="预案", drills=held, **more
    )


def food(*plans, as_of=END, **more):
    facts = plan_facts(view(plans=plans), at(as_of, **more))
    return {f.duty: f.standing for f in facts if f.risk == "food"}


def test_each_town_owes_a_plan_and_a_drill_for_each_kind_of_risk():
    facts = plan_facts(view(), at())
    assert {(f.risk, f.duty, f.standing) for f in facts} == {
        (risk, duty, "missing")
        for risk in ("food", "special-equipment", "works", "environment")
        for duty in ("plan-in-force", "drill")
    }
    assert {f.on for f in facts} == {END}


def test_a_kind_of_risk_that_nobody_has_verified_costs_nothing():
    facts = plan_facts(view(plans=[plan()]), at(book=PLAIN))
    found = {(f.risk, f.duty, f.standing, f.excusal) for f in facts}
    assert ("food", "plan-in-force", "done", "") in found  # what is there is done all the same
    assert ("food", "drill", "excused", "unsigned") in found
    assert ("works", "plan-in-force", "excused", "unsigned") in found
    assert {standing for *_, standing, _ in found} == {"done", "excused"}


@pytest.mark.parametrize(
    ("ends", "begins", "standing"),
    [
        (date(2016, 6, 30), date(2016, 7, 1), "done"),
        (date(2016, 6, 30), date(2016, 7, 2), "late"),  # a day without a plan
        (date(2016, 6, 30), date(2017, 1, 1), "missing"),
        (date(2015, 12, 30), date(2016, 1, 1), "done"),  # the gap was in the year before
    ],
)
def test_a_plan_is_in_force_on_each_day(ends, begins, standing):
    old, new = plan(valid_to=ends), plan(name="P2", since=begins)
    assert food(old, new)["plan-in-force"] == standing


def test_a_plan_that_began_in_the_year_left_days_without_one():
    assert food(plan(since=date(2016, 1, 1)))["plan-in-force"] == "done"
    assert food(plan(since=date(2016, 1, 2)))["plan-in-force"] == "late"


@pytest.mark.parametrize(
    ("year", "drill", "standing"),
    [
        (2016, date(2013, 12, 31), "done"),  # three years before 2019-04-01
        (2016, date(2013, 12, 30), "missing"),
        (2018, date(2015, 12, 31), "done"),
        (2019, date(2016, 12, 30), "missing"),
        (2020, date(2018, 1, 2), "done"),  # by the rule of its day to 2021-01-04, a Monday
        (2020, date(2017, 12, 30), "missing"),
        (2021, date(2018, 12, 31), "missing"),  # two years after the rule came, on 2021-04-01
        (2021, date(2019, 12, 31), "done"),  # two years since
        (2021, date(2019, 12, 30), "missing"),
    ],
)
def test_drills_have_their_dated_frequency(year, drill, standing):
    end = date(year, 12, 31)
    assert food(plan(drill, since=date(2013, 1, 1)), as_of=end)["drill"] == standing


def test_a_new_plan_is_drilled_in_its_time_and_not_before():
    new = plan(since=date(2019, 5, 1))
    assert food(new, as_of=date(2019, 12, 31))["drill"] == "excused"  # due on 2021-05-01
    assert food(new, as_of=date(2021, 3, 1))["drill"] == "open"
    last = date(2021, 5, 3)  # the Monday after
    assert food(new, as_of=last)["drill"] == "open"
    assert food(new, as_of=last + DAY)["drill"] == "missing"


@pytest.mark.parametrize(
    ("since", "drills", "last"),
    [
        (date(2016, 1, 1), [date(2017, 1, 10)], date(2020, 1, 10)),  # three years of its own day
        (date(2017, 6, 1), [], date(2020, 6, 1)),
        (date(2018, 3, 30), [], date(2021, 3, 30)),
        (date(2018, 4, 2), [], date(2021, 4, 1)),  # two years after the shorter term came
        (date(2019, 3, 31), [], date(2021, 4, 1)),
        (date(2019, 4, 1), [], date(2021, 4, 1)),
        (date(2019, 4, 2), [], date(2021, 4, 2)),
    ],
)
def test_a_shorter_time_to_the_next_drill_runs_at_the_earliest_from_its_rule(since, drills, last):
    own = plan(*drills, since=since)
    for day in (max(since, date(2019, 4, 1)), date(2019, 12, 31), last):
        assert food(own, as_of=day)["drill"] in ("done" if drills else "open", "excused")
    assert food(own, as_of=last + DAY)["drill"] == "missing"
    (gap,) = [one for one in plan_states(TOWN, at(last), plans=[own]) if one.risk == "food"]
    assert bool(gap.gaps) is not bool(drills)
    (gap,) = [one for one in plan_states(TOWN, at(last + DAY), plans=[own]) if one.risk == "food"]
    assert gap.gaps
    assert drill_due("food", since, at(last)).day == (last if not drills else since.replace(2019))
    assert drill_due("nonsense", since, at(last)).day is None


def test_nobody_is_late_by_a_time_to_the_next_drill_that_nobody_verified():
    own = plan(since=date(2017, 6, 1))  # three years from memory, two since Order 708
    assert food(own, as_of=date(2021, 4, 1), book=PLAIN)["drill"] == "open"
    assert food(own, as_of=date(2021, 4, 2), book=PLAIN)["drill"] == "missing"


def test_the_year_is_judged_at_its_end_whenever_it_is_asked():
    later = plan(date(2017, 2, 1), since=date(2017, 1, 15))
    told = set()
    for as_of in ("2016-12-31", "2017-03-01", "2018-01-01"):
        context = Context.of_year(BOOK, 2016, as_of=as_of, known_at="2017-03-01", calendar=WEEK)
        facts = plan_facts(view(plans=[later]), context.settled)
        told.add(tuple((f.id, f.standing, f.on) for f in facts))
    (only,) = told
    assert {standing for _, standing, _ in only} == {"missing"}


def halves(*plans, as_of=END):
    """How the drills of dangerous units stand, by the end of their half-year."""
    facts = plan_facts(view(plans=plans), at(as_of))
    found = {f.on: f.standing for f in facts if (f.risk, f.duty) == ("food", "drill-unit")}
    assert all(f.by == f.on for f in facts if f.duty == "drill-unit")
    return {day.month: standing for day, standing in found.items()}


@pytest.mark.parametrize(
    ("drills", "first", "second"),
    [
        ([(1, 1), (7, 1)], "done", "done"),
        ([(6, 30), (12, 31)], "done", "done"),
        ([(1, 10), (6, 30)], "done", "missing"),  # both in one half
        ([(12, 1)], "missing", "done"),
        ([(7, 1)], "missing", "done"),
        ([], "missing", "missing"),
    ],
)
def test_dangerous_units_drill_in_each_half_year(drills, first, second):
    days = [date(2021, month, day) for month, day in drills]
    own = plan(*days, since=date(2019, 5, 1), subject=UNIT)
    context = Context.of_year(BOOK, 2021, calendar=WEEK).settled
    rows = [f for f in plan_facts(view(plans=[own]), context) if f.duty == "drill-unit"]
    assert [(f.standing, f.on, f.unit) for f in rows] == [
        (first, date(2021, 6, 30), UNIT),
        (second, date(2021, 12, 31), UNIT),
    ]
    assert len({f.id for f in rows}) == 2
    assert food(own, as_of=date(2021, 9, 1))["plan-in-force"] == "missing"  # not the town's plan


def test_a_half_year_is_open_until_it_ends():
    own = plan(since=date(2019, 5, 1), subject=UNIT)
    assert halves(own, as_of=date(2021, 6, 30)) == {6: "open"}
    assert halves(own, as_of=date(2021, 7, 1)) == {6: "missing", 12: "open"}
    assert halves(own, as_of=date(2021, 12, 31)) == {6: "missing", 12: "open"}


def test_a_half_year_is_asked_from_the_rule_and_the_first_plan_on():
    own = plan(since=date(2018, 1, 1), subject=UNIT)
    assert halves(own, as_of=date(2019, 3, 31)) == {}
    assert halves(own, as_of=date(2019, 12, 31)) == {12: "open"}  # Order 708 came in April
    new = plan(since=date(2021, 1, 2), subject=UNIT)
    assert halves(new, as_of=date(2021, 7, 1)) == {6: "excused", 12: "open"}
    drilled = plan(date(2021, 6, 30), since=date(2021, 1, 2), subject=UNIT)
    assert halves(drilled, as_of=date(2021, 7, 1)) == {6: "done", 12: "open"}
    ended = plan(since=date(2018, 1, 1), subject=UNIT, valid_to=date(2021, 6, 30))
    assert halves(ended, as_of=date(2021, 7, 1)) == {6: "missing"}
    again = plan(name="P2", since=date(2021, 7, 2), subject=UNIT)
    assert halves(ended, again, as_of=date(2021, 12, 31)) == {6: "missing", 12: "open"}


def test_a_book_may_ask_a_drill_of_dangerous_units_each_half_year_or_each_year():
    def book(term):
        return load_rulebook(
            text='[rulebook]\nid = "drills"\nversion = "1"\nextends = "strong-town"\n'
            'title = { zh = "演练", en = "drills" }\n'
            '[[change]]\nsection = "risk-kind"\nid = "food"\nvalid_from = 2020-01-01\n'
            'source = "县"\n'
            f'set = {{ unit_drill_within = "{term}" }}\n'
        )

    own = plan(date(2021, 1, 10), since=date(2018, 1, 1), subject=UNIT)
    facts = plan_facts(view(plans=[own]), at(date(2021, 8, 1), book=book("1 year")))
    found = [(f.standing, f.on) for f in facts if f.duty == "drill-unit"]
    assert found == [("done", date(2021, 12, 31))]
    with pytest.raises(RulebookError, match="6 months or 1 year"):
        book("24 months")


def test_gaps_of_a_drill_are_closed_in_thirty_days():
    def standing(closed, as_of=END):
        drill = Drill(held_on=date(2016, 6, 1), gaps="疏散不畅", gaps_closed_on=closed)
        return food(plan(drill), as_of=as_of)["drill-gaps"]

    last = date(2016, 7, 1)
    assert (standing(last), standing(last + DAY), standing(None)) == ("done", "late", "missing")
    assert standing(None, last) == "open"


def notice(**more):
    return RiskNotice(
        id="N1", town=TOWN, issued_on=date(2016, 5, 6), matter="电缆", document="通报", **more
    )


def test_a_notice_may_say_by_when_it_is_acknowledged():
    one = notice(
        acknowledge_by=date(2016, 5, 7),
        recipients=(NoticeRecipient(unit="a", acknowledged_on=date(2016, 5, 8)),),
    )
    (fact,) = notice_facts(view(notices=[one]), at())
    assert (fact.standing, fact.by, fact.unit) == ("late", date(2016, 5, 7), "a")


def test_who_makes_or_sells_the_product_must_be_told():
    def offer(name, unit, **more):
        values = {"since": date(2014, 1, 1), "category": "wire-and-cable", **more}
        return ProductOffer(
            id=name, subject=unit, town=TOWN, activity=Activity.SELL, product="电缆", **values
        )

    other = "91110000600037341L"
    offers = [
        offer("O1", UNIT),
        offer("O2", other, category="toys"),
        offer("O3", other, until=date(2016, 5, 5)),
    ]
    one = notice(
        category="wire-and-cable",
        recipients=(NoticeRecipient(unit="a", acknowledged_on=date(2016, 5, 9)),),
    )
    county = view_of(others(OFFERS), SUBJECT, offers=offers, notices=[one])
    facts = notice_facts(county, at())
    assert [(f.unit, f.standing) for f in facts] == [(UNIT, "missing"), ("a", "done")]


@pytest.mark.parametrize(
    ("more", "standing"),
    [
        ({"measures": "管控", "controlled_on": date(2016, 7, 1)}, "done"),
        ({"measures": "管控", "controlled_on": date(2016, 7, 2)}, "late"),
        ({}, "missing"),
    ],
)
def test_measures_against_a_risk_are_due_in_thirty_days(more, standing):
    one = RiskAssessment(
        id="F1",
        town=TOWN,
        assessed_on=date(2016, 6, 1),
        matter="x",
        likelihood=5,
        severity=5,
        **more,
    )
    (fact,) = risk_facts(view(risks=[one]), at())
    assert (fact.standing, fact.by) == (standing, date(2016, 7, 1))


def test_measures_without_their_day_are_open_until_the_cut_off_and_late_then():
    one = RiskAssessment(
        id="F1",
        town=TOWN,
        assessed_on=date(2016, 6, 1),
        matter="x",
        likelihood=5,
        severity=5,
        measures="管控",
    )
    cutoff = date(2017, 3, 1)
    for day in (date(2016, 6, 1), date(2016, 7, 2), cutoff - DAY):
        (fact,) = risk_facts(view(risks=[one]), at(day))
        assert (fact.standing, fact.by, fact.settles_on) == ("open", date(2016, 7, 1), cutoff)
    (fact,) = risk_facts(view(risks=[one]), at(cutoff))
    assert (fact.standing, fact.by, fact.settles_on) == ("late", date(2016, 7, 1), None)
    (fact,) = risk_facts(view(risks=[one]), at(cutoff, book=PLAIN))
    assert fact.standing == "late"  # thirty days by default: a rule that a county need not sign
