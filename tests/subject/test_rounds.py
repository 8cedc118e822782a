"""The engine of duties that come round, with a subject of one's own: who owes it, what was done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.subject import (
    TOWNS,
    CountyData,
    CountyView,
    Deed,
    DeedSpec,
    Duty,
    DutyFact,
    Ower,
    OwerSpec,
    Subject,
    Town,
    duty_facts,
)
from qualitygov.text import Text

TOWN = "330299101"
END = date(2016, 12, 31)
RULE = """
[rulebook]
id = "lights"
version = "1"
title = { zh = "书", en = "Book" }
extends = "strong-town"

[[add]]
section = "duty"
id = "lights.check"
label = { zh = "检查路灯", en = "lights checked" }
source = "x"
basis = "default"
by = "round"
what = "check"
every = "half-year"
unit_kinds = ["post"]
grace = "10 days"
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "lights.toml"
    path.write_text(RULE, encoding="utf-8")
    return load_rulebook(path)


def deed(on, name="P1", **more):
    return Deed(id=f"D-{name}-{on}", town=TOWN, by="round", what="check", on=on, ref=name, **more)


def rows(book, owers, deeds, as_of=None):
    """The rows of the duty in 2016, by period and thing."""
    lights = Subject(
        name="lights",
        label=Text("路灯", "lights"),
        tables=(TOWNS,),
        duties=(DeedSpec(name="round", make=lambda _view, _context: deeds),),
        owers=(OwerSpec(name="post", make=lambda _view, _context: owers),),
    )
    town = Town(code=TOWN, name=Text("甲镇", "Town A"), parent="330299")
    data = CountyData(id="330299", name=Text("某县", "A county"), subjects=(lights,), towns=(town,))
    context = Context.of_year(book, 2016, as_of=as_of, calendar=WeekdayCalendar())
    found = duty_facts(CountyView(data), context)
    return [one for one in found if one.duty == "lights.check" and one.on.year == END.year]


def post(name="P1", **more):
    return Ower(town=TOWN, ref=name, **more)


def test_each_thing_owes_each_period_and_what_was_not_done_is_a_row(book):
    found = rows(book, [post(), post("P2")], [deed(date(2016, 6, 1))])
    assert [(one.ref, one.on, one.standing) for one in found] == [
        ("P1", date(2016, 6, 30), "done"),
        ("P2", date(2016, 6, 30), "missing"),
        ("P1", END, "missing"),
        ("P2", END, "missing"),
    ]
    assert all(isinstance(one, Duty) for one in found)
    assert found[0].id == f"lights.check/{TOWN}/P1/2016-06-30"
    assert (found[0].deed, found[0].done_on) == ("D-P1-2016-06-01", date(2016, 6, 1))


def test_a_thing_owes_only_while_it_is_there(book):
    gone = post(until=date(2016, 6, 29))
    new = post("P2", since=date(2016, 7, 1))
    assert [(one.ref, one.on) for one in rows(book, [gone, new], [])] == [("P2", END)]


def test_who_is_excused_is_not_missing(book):
    found = rows(book, [post(excused=True)], [deed(date(2016, 6, 1))])
    assert [one.standing for one in found] == ["done", "excused"]


@pytest.mark.parametrize(
    ("days", "as_of", "standing"),
    [
        ([("2016-06-01", False)], "2016-06-30", "open"),
        ([("2016-06-01", False)], "2016-07-11", "open"),
        ([("2016-06-01", False)], "2016-07-12", "failed"),
        ([("2016-06-01", False), ("2016-06-20", True)], "2016-07-12", "done"),
        ([("2016-06-20", True), ("2016-06-25", False)], "2016-07-12", "done"),
    ],
)
def test_what_was_done_badly_is_failed_unless_it_is_done_well_in_time(book, days, as_of, standing):
    deeds = [deed(date.fromisoformat(day), good=good) for day, good in days]
    assert rows(book, [post()], deeds, as_of)[0].standing == standing


def test_what_was_done_for_a_period_counts_for_it_whenever_it_was_done(book):
    late = deed(date(2016, 9, 1), for_period=date(2016, 6, 30))
    assert [one.standing for one in rows(book, [post()], [late])] == ["late", "missing"]
    named = deed(date(2017, 1, 9), for_period=END)
    assert [one.standing for one in rows(book, [post()], [named])] == ["missing", "done"]


def test_it_travels(book):
    one = rows(book, [post()], [deed(date(2016, 6, 1))])[0]
    assert DutyFact.from_dict(one.to_dict()) == one


def test_two_subjects_cannot_share_a_kind_of_deed():
    spec = DeedSpec(name="round", make=lambda _view, _context: ())
    subjects = [
        Subject(name=name, label=Text("x", "x"), tables=(), duties=(spec,)) for name in ("a", "b")
    ]
    with pytest.raises(TypeError, match="duties of one name: round"):
        CountyData(id="1", name=Text("x", "x"), subjects=subjects)


DEEDS = st.lists(
    st.builds(
        lambda day, name, good: deed(date(2016, 1, 1) + timedelta(day), name, good=good),
        st.integers(0, 420),
        st.sampled_from(["P1", "P2"]),
        st.booleans(),
    ),
    max_size=8,
    unique_by=lambda one: one.id,
)


@given(DEEDS, st.data(), st.dates(date(2016, 1, 1), date(2017, 3, 1)))
def test_another_deed_never_makes_a_duty_stand_worse(book, deeds, data, as_of):
    better = ("done", "open", "late", "failed", "missing")
    left = [one for one in deeds if data.draw(st.booleans())]
    owers = [post(), post("P2")]
    whole, fewer = rows(book, owers, deeds, as_of), rows(book, owers, left, as_of)
    assert [one.id for one in whole] == [one.id for one in fewer]
    for one, other in zip(whole, fewer, strict=True):
        assert better.index(one.standing) <= better.index(other.standing)
