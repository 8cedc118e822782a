"""Days as programs write them, and how long a record may weigh."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pendulum
import pytest

from qualitygov import Context, load_rulebook
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.errors import FieldError, RulebookError
from qualitygov.rulebook.context import as_day
from qualitygov.rulebook.model.safety import HazardGrade
from signed_book import signed_book

BOOK = load_rulebook("strong-town")
LONG = """
[rulebook]
id = "long"
version = "1"
title = {{ zh = "县", en = "county" }}
extends = "strong-town"

[[add]]
section = "credit-window"
id = "long.window"
label = {{ zh = "期限", en = "window" }}
source = "县〔2016〕1号"
length = "{length}"
"""


@pytest.mark.parametrize(
    "value",
    [
        date(2017, 1, 1),
        pendulum.date(2017, 1, 1),
        "2017-01-01",
        datetime(2016, 12, 31, 16, tzinfo=UTC),
        "2016-12-31T20:00:00Z",
        "2017-01-01T23:59:59+08:00",
    ],
)
def test_a_day_is_its_day_in_china(value):
    assert as_day(value) == date(2017, 1, 1)
    assert Context(BOOK, as_of=value).as_of == date(2017, 1, 1)
    assert Context(BOOK, as_of="2016-01-04").rules_on(value).day == date(2017, 1, 1)


@pytest.mark.parametrize(
    "value",
    [
        "2017-1-1",
        "2017",
        "2017-01-01T08:00:00",
        "",
        20170101,
        1.5,
        True,
        None,
        datetime(2017, 1, 1, 8),  # noqa: DTZ001 - a moment without a zone is meant
    ],
)
def test_what_could_be_two_days_or_none_is_refused(value):
    with pytest.raises(FieldError, match="expected a day"):
        as_day(value)


def test_no_window_is_longer_than_five_years():
    load_rulebook(text=LONG.format(length="60 months"), base=BOOK)
    for length in ("61 months", "5 years 1 day", "1900 days"):
        with pytest.raises(RulebookError, match="no longer than 60 months"):
            load_rulebook(text=LONG.format(length=length), base=BOOK)


def test_nobody_is_late_by_a_parameter_that_nobody_has_verified():
    start = date(2016, 3, 18)
    due = Context(BOOK, as_of="2016-12-31", calendar=WeekdayCalendar()).due(
        start, "inspection.rectify"
    )
    assert (due.day, due.passed(date(2030, 1, 1))) == (None, None)
    assert "not verified yet: inspection.rectify" in due.reason.en
    signed = Context(signed_book(), as_of="2016-12-31", calendar=WeekdayCalendar())
    assert signed.due(start, "inspection.rectify").day == date(2016, 4, 18)
    early = Context(BOOK, as_of="2016-12-31").due(date(2010, 1, 1), "inspection.rectify")
    assert early.day is None


def test_a_year_cannot_be_asked_of_before_it_begins():
    assert Context.of_year(BOOK, 2016, as_of="2016-01-01").as_of == date(2016, 1, 1)
    with pytest.raises(FieldError) as found:
        Context.of_year(BOOK, 2016, as_of="2015-12-31")
    assert found.value.code == "context.early"
    assert found.value.text.en.startswith("the day 2015-12-31 lies before the period 2016-01-01")
    assert "2015-12-31 早于考核期" in found.value.text.zh
    period = Context(BOOK, as_of="2016-12-31").period
    with pytest.raises(FieldError, match="lies before the period"):
        Context(BOOK, as_of="2015-12-31", period=period)


def test_the_day_of_an_earlier_act_may_be_looked_at_from_a_context():
    context = Context.of_year(BOOK, 2016, known_at="2017-01-31")
    then = context.on(date(2015, 6, 1))
    assert (then.as_of, then.period, then.known_at) == (
        date(2015, 6, 1),
        context.period,
        context.known_at,
    )
    assert context.on(context.as_of) is context


CONTEXT, DAY = Context(BOOK, as_of="2016-12-31"), date(2016, 6, 1)


def test_a_name_that_there_is_not_is_answered_with_those_that_there_are():
    reason = CONTEXT.due(DAY, "complaint.accepts").reason
    assert "did you mean complaint.accept" in reason.en
    assert "是否为" in reason.zh
    other = CONTEXT.due(DAY, "xyz").reason.en
    assert "one of: " in other
    assert "assessment.closes" in other
    assert "assessment.year" not in other  # no length of time
    wrong = CONTEXT.due(DAY, "assessment.year").reason.en
    assert "a Span" in wrong
    assert "assessment.closes" in wrong


def test_so_is_a_field_of_a_rule():
    rule = CONTEXT.rules.entry(HazardGrade, "general")
    with pytest.raises(
        FieldError, match=r"hazard-grade.general .*did you mean rectify_within"
    ) as at:
        CONTEXT.due_by(DAY, rule, "rectify_withim")
    assert at.value.code == "context.part"
    with pytest.raises(FieldError, match="one of: recheck_within, rectify_within"):
        CONTEXT.due_by(DAY, rule, "label")
