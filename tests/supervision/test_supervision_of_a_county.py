"""Supervision of a county: visits due, the draw, who is sent, and the section of the report."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

from qualitygov.access import SUBJECT as ACCESS
from qualitygov.access import Activity, ProductOffer
from qualitygov.enterprise import CERTIFICATIONS, ENTERPRISES, Enterprise
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.supervision import (
    SUBJECT,
    Finding,
    Inspector,
    QuotaScope,
    SupervisionQuota,
    SupervisionVisit,
    VisitKind,
    commitment,
    draw,
)
from small_county import others, standing_as, view_of

pytestmark = pytest.mark.clause("3.1.4.b", "3.4.1.b", "3.4.3.b")
BOOK, TODAY = load_rulebook("strong-town"), date(2016, 12, 31)
DAY = timedelta(days=1)
FIRST, SECOND, TOWN = "91110000600037341L", "91330299MA2837B62L", "330299101"
UNITS = [Enterprise(code=code, name="甲公司", town=TOWN) for code in (FIRST, SECOND)]
PEOPLE = [
    Inspector(id=f"p{n}", town=TOWN, person="赵某某", since=date(2014, 1, 1)) for n in (1, 2, 3)
]
OFFER = ProductOffer(
    id="O1",
    subject=FIRST,
    town=TOWN,
    activity=Activity.MAKE,
    product="电缆",
    category="wire-and-cable",
    since=date(2014, 1, 1),
)


def at(as_of=TODAY, known_at=TODAY):
    return Context(BOOK, as_of=as_of, known_at=known_at)


@pytest.fixture(autouse=True)
def _standings(monkeypatch):
    standing_as(monkeypatch, {FIRST: ("D", ()), SECOND: ("B", ())})


def county(*offers, seed=None, **more):
    rows = {"enterprises": UNITS, "offers": offers, "inspectors": PEOPLE, **more}
    return view_of(others(ENTERPRISES, CERTIFICATIONS), SUBJECT, ACCESS, seed=seed, **rows)


def worklist(view, name, context=None):
    (found,) = (one for one in SUBJECT.worklists if one.name == name)
    return found.make(view, context or at())


def test_the_maker_of_a_controlled_product_is_visited_more_often():
    due = {one.code: one for one in worklist(county(OFFER), "visits")}
    assert (due[FIRST].every, due[FIRST].high_risk) == ("2 months", True)
    assert (due[SECOND].every, due[SECOND].high_risk) == ("12 months", False)
    assert due[FIRST].due_on == date(2014, 3, 1)  # from when supervision of its kind began


@pytest.mark.parametrize(
    "change",
    [
        {"until": TODAY - DAY},
        {"since": TODAY + DAY},
        {"activity": Activity.SELL},
        {"category": "toys"},
    ],
)
def test_a_product_no_longer_made_or_of_no_class_is_no_high_risk(change):
    due = worklist(county(attrs.evolve(OFFER, **change)), "visits")
    assert [one.high_risk for one in due] == [False, False]


def test_the_draw_takes_the_share_of_each_stratum_from_the_published_seed():
    drawn = worklist(county(OFFER, seed="lottery 05 17 23"), "draw")
    assert list(drawn) == ["B", "D-high-risk"]
    assert drawn["B"] == draw([SECOND], 1, "lottery 05 17 23/B")
    assert drawn["D-high-risk"].drawn == (FIRST,)
    # without a public seed there is no draw, and nobody is sent
    assert worklist(county(OFFER), "draw") == {}
    nobody = worklist(county(OFFER), "dispatch")
    assert (nobody.draws, nobody.short) == ({}, ())


def test_inspectors_are_sent_to_the_units_drawn():
    sent = worklist(county(OFFER, seed="s"), "dispatch")
    assert (set(sent.draws), sent.short) == ({FIRST, SECOND}, ())
    few = worklist(county(OFFER, seed="s", inspectors=PEOPLE[:1]), "dispatch")
    assert (few.draws, few.short) == ({}, (FIRST, SECOND))


def test_a_unit_without_a_standing_is_not_visited_by_grade(monkeypatch):
    standing_as(monkeypatch, {SECOND: ("B", ())})
    assert [one.code for one in worklist(county(OFFER), "visits")] == [SECOND]


def visit(on, **more):
    return SupervisionVisit(
        id=f"V{on}",
        subject=FIRST,
        town=TOWN,
        kind=VisitKind.PATROL,
        held_on=on,
        finding=Finding.NOTHING,
        document="检1",
        authority="镇所",
        **{"known_on": on, "topic": "电缆", **more},
    )


def quota(last_day, **more):
    fields = {"id": f"Q{last_day}", "first_day": date(2016, 1, 1), **more}
    return SupervisionQuota(
        town=TOWN, scope=QuotaScope.PRODUCT, topic="电缆", visits=1, last_day=last_day, **fields
    )


def rows(view, context=None):
    (section,) = SUBJECT.sections
    return [
        tuple(getattr(cell, "en", cell) for cell in row)
        for row in section.rows(view, context or at())
    ]


def test_the_section_tells_what_is_overdue_drawn_sent_and_missed():
    view = county(
        OFFER,
        seed="s",
        quotas=[quota(TODAY - DAY), quota(TODAY)],
        visits=[visit(date(2016, 6, 1), topic="白酒")],
    )
    assert rows(view) == [
        ("B", 1, f"1 drawn, list {commitment([SECOND])[:12]}"),
        ("D, high risk", 1, f"1 drawn, list {commitment([FIRST])[:12]}"),
        ("units with inspectors drawn", 2, "0 with too few"),
        ("quotas missed", 1, "电缆"),
    ]


def test_before_the_draw_the_section_tells_the_list_and_its_digest():
    assert rows(county(OFFER))[:2] == [
        ("B", 1, f"1 listed, 1 to draw, list {commitment([SECOND])[:12]}"),
        ("D, high risk", 1, f"1 listed, 1 to draw, list {commitment([FIRST])[:12]}"),
    ]


def test_a_quota_of_an_earlier_period_or_fulfilled_in_time_is_not_told():
    old = quota(date(2015, 12, 31), first_day=date(2015, 1, 1))
    kept = county(quotas=[old, quota(TODAY - DAY)], visits=[visit(date(2016, 6, 1))])
    assert rows(kept)[-1][0] == "units with inspectors drawn"
    late = visit(date(2016, 6, 1), known_on=date(2017, 1, 2))
    view = county(quotas=[quota(TODAY - DAY)], visits=[late])
    assert rows(view)[-1] == ("quotas missed", 1, "电缆")
    assert rows(view, at(known_at=date(2017, 1, 2)))[-1][0] == "units with inspectors drawn"
