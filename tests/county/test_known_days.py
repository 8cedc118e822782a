"""No row of any table is known before the day of its own event; what lasts may be."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualitygov.core.fields import about_field
from qualitygov.core.knowledge import known_day
from qualitygov.county import entity_classes
from qualitygov.errors import FieldError
from qualitygov.governance import DevelopmentPlan, Meeting, MeetingKind
from qualitygov.industry import Figure
from qualitygov.strategies import entities

pytestmark = pytest.mark.clause("2.1.a", "3.1.2.b", "4.5.c")

DAY = timedelta(days=1)


def role_of(cls, role):
    return next((a.name for a in attrs.fields(cls) if about_field(a).role == role), None)


EVENTS = [cls for cls in entity_classes() if role_of(cls, "own") and role_of(cls, "known")]
LASTING = [cls for cls in entity_classes() if role_of(cls, "from") and role_of(cls, "known")]


def day_of(value):
    if isinstance(value, int):
        return date(value, 1, 1)
    return value.date() if isinstance(value, datetime) else value


@pytest.mark.parametrize("cls", EVENTS, ids=lambda cls: cls.__name__)
@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_nothing_is_known_before_it_happened(cls, data):
    row = data.draw(entities(cls))
    own, known = role_of(cls, "own"), role_of(cls, "known")
    value = getattr(row, own)
    if value is None:
        return
    with pytest.raises(FieldError) as found:
        attrs.evolve(row, **{known: day_of(value) - DAY})
    assert found.value.code == "field.order"
    assert own in found.value.text.en
    assert known_day(row) >= day_of(value)


def test_the_tables_of_events_and_of_what_lasts_are_many():
    assert len(EVENTS) >= 40
    assert len(LASTING) >= 15
    assert not set(EVENTS) & set(LASTING)


def test_a_meeting_is_known_on_its_day_at_the_earliest():
    meeting = Meeting(
        id="M1",
        town="330299101",
        kind=MeetingKind.JOINT,
        held_on=date(2016, 3, 31),
        minutes="纪要",
        known_on=date(2016, 3, 31),
    )
    with pytest.raises(FieldError, match="known_on 2016-03-30 lies before held_on 2016-03-31"):
        attrs.evolve(meeting, known_on=date(2016, 3, 30))


def test_a_plan_may_be_known_before_it_is_in_force():
    plan = DevelopmentPlan(
        id="P1",
        town="330299101",
        valid_from=date(2016, 1, 1),
        valid_to=date(2020, 12, 31),
        document="规划",
        known_on=date(2015, 11, 20),
    )
    assert known_day(plan) == date(2015, 11, 20)


def test_a_figure_may_be_known_in_its_year_and_not_before():
    figure = Figure(
        town="330299101",
        item="output",
        year=2016,
        value=Decimal(1),
        unit="%",
        source_document="统计年报",
        known_on=date(2016, 1, 1),
    )
    with pytest.raises(FieldError, match="lies before year 2016"):
        attrs.evolve(figure, known_on=date(2015, 12, 31))
