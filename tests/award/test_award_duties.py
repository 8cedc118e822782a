"""The award as a duty: held in its year, each application reviewed in full, granted after objections."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from award_views import TOWN, view_of
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.award import AwardApplication, ReviewMark, award_duty_facts
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.award import ExcellenceCategory
from qualitygov.subject import duty_facts

pytestmark = pytest.mark.clause("3.1.3.a")
BOOK, DAY = load_rulebook("strong-town"), timedelta(days=1)
END, CUT_OFF = date(2016, 12, 31), date(2017, 3, 1)
UNIT = "91330299MA2837B62L"
ITEMS = [item.id for one in BOOK.at(END).entries(ExcellenceCategory).values() for item in one.items]


def at(as_of=CUT_OFF, **more):
    return Context.of_year(BOOK, 2016, as_of=as_of, calendar=WeekdayCalendar(), **more)


def reviewed(on, reviewers=3):
    return tuple(
        ReviewMark(reviewer=who, item=item, percent=60, reviewed_on=on)
        for who in "甲乙丙丁"[:reviewers]
        for item in ITEMS
    )


def application(on=date(2016, 6, 1), reviewers=3, **more):
    given_ = {"id": "A1", "year": 2016, "applied_on": date(2016, 4, 1), **more}
    marks = reviewed(on, reviewers)
    return AwardApplication(subject=UNIT, town=TOWN, document="申报书", reviews=marks, **given_)


def held(*rows, context=None):
    found = duty_facts(view_of(applications=rows), context or at())
    (row,) = (one for one in found if (one.duty, one.town, one.on) == ("award-held", TOWN, END))
    return row.standing


@pytest.mark.parametrize(("on", "said"), [(END - DAY, "done"), (END, "done"), (END + DAY, "late")])
def test_held_a_day_before_on_and_after_the_years_end(on, said):
    assert held(application(on)) == said
    assert reviewed_fact(application(on)) == said


@pytest.mark.parametrize(
    ("as_of", "said"), [(END - DAY, "open"), (END, "open"), (END + DAY, "missing")]
)
def test_not_held(as_of, said):
    assert held(context=at(as_of)) == said
    assert held(application(reviewers=0), context=at(as_of)) == said


def test_a_choice_without_a_full_review_is_held_and_its_review_is_missing():
    one = application(reviewers=2, published_on=date(2016, 8, 1))
    assert (held(one), reviewed_fact(one)) == ("done", "missing")
    assert reviewed_fact(one, at(END)) == "open"
    second = application(id="A2", reviewers=2)
    assert (held(application(), second), reviewed_fact(second)) == ("done", "missing")


def test_the_award_of_a_year_counts_for_that_year_alone():
    old = application(date(2016, 1, 5), year=2015, applied_on=date(2015, 12, 1))
    assert held(old) == "missing"


def reviewed_fact(one, context=None):
    found = award_duty_facts(view_of(applications=[one]), context or at())
    (row,) = (fact for fact in found if fact.duty == "award-reviewed")
    return row.standing


def granted(context=None, **more):
    view = view_of(applications=[application(published_on=PUBLISHED, **more)])
    return {one.id: one for one in award_duty_facts(view, context or at())}["A1/granted"]


PUBLISHED, BY = date(2016, 8, 1), date(2016, 9, 7)
"""Objections end on 8 August; thirty days later it is to be granted."""


@pytest.mark.parametrize(("on", "said"), [(BY - DAY, "done"), (BY, "done"), (BY + DAY, "late")])
def test_granted_a_day_before_on_and_after_its_day(on, said):
    found = granted(granted_on=on)
    assert (found.standing, found.by, found.on) == (said, BY, PUBLISHED)
    assert granted(objection_upheld_on=on).standing == said


@pytest.mark.parametrize(
    ("as_of", "said"), [(BY - DAY, "open"), (BY, "open"), (BY + DAY, "missing")]
)
def test_not_granted(as_of, said):
    assert granted(at(as_of)).standing == said


def test_granted_within_the_objections_is_against_the_rules():
    assert granted(granted_on=date(2016, 8, 8)).standing == "failed"
    assert granted(granted_on=date(2016, 8, 9)).standing == "done"


def test_what_was_not_known_did_not_happen():
    view = view_of(applications=[application(published_on=date(2016, 8, 1))])
    found = award_duty_facts(view, at(known_at="2016-07-31"))
    assert [fact.id for fact in found] == ["A1/reviewed"]
    assert award_duty_facts(view, at(known_at="2016-03-31")) == ()


@given(st.lists(st.booleans(), min_size=1, max_size=3))
def test_each_application_is_reviewed_for_itself(full):
    rows = [
        application(id=f"A{n}", reviewers=3 if good else 2, published_on=date(2016, 8, 1))
        for n, good in enumerate(full)
    ]
    found = award_duty_facts(view_of(applications=rows), at())
    told = {fact.id: fact.standing for fact in found if fact.duty == "award-reviewed"}
    assert told == {f"A{n}/reviewed": "done" if good else "missing" for n, good in enumerate(full)}
