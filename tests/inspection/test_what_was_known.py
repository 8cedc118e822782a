"""What was known of a row on a day: laws over every entity of five subjects, and their tables."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov import access, engineering, inspection, publication, supervision
from qualitygov.core.fields import about_field
from qualitygov.core.knowledge import as_known, known_day
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.strategies import entities
from small_county import view_of

SUBJECTS = [each.SUBJECT for each in (inspection, engineering, supervision, access, publication)]
TABLES = [table for subject in SUBJECTS for table in subject.tables]
ENTITIES = {
    cls.__name__: cls
    for table in TABLES
    for cls in (table.entity, *(child.entity for child in table.children))
}
ALWAYS_KNOWN = {"Conflict", "SampleItem"}
MAY_HAVE_NO_DAY = {"InspectionSample"}  # published lists may say none at all
PLANNED = {
    "SupervisionQuota.last_day",
    "Inspector.until",
    "InspectionSample.rectify_by",
    "DrawList.seed_on",
    "EnforcementCase.publication_ends_on",
    "ConditionCheck.remedy_by",
}
BOOK = load_rulebook("strong-town")
DAYS = st.dates(date(2011, 6, 1), date(2018, 6, 1))
DAY = timedelta(days=1)

every_entity = pytest.mark.parametrize("name", sorted(ENTITIES))


@every_entity
def test_each_day_of_an_entity_says_what_it_means_for_what_was_known(name):
    cls = ENTITIES[name]
    roles = {a.name: about_field(a).role for a in attrs.fields(cls) if "date" in str(a.type)}
    missing = {f"{name}.{field}" for field, role in roles.items() if role is None}
    assert missing == {field for field in PLANNED if field.startswith(f"{name}.")}
    assert ({"own", "from", "known"} & set(roles.values()) == set()) == (name in ALWAYS_KNOWN)


@settings(max_examples=60)
@every_entity
@given(data=st.data(), day=DAYS, more=st.integers(0, 900))
def test_what_was_known_only_grows(name, data, day, more):
    row = data.draw(entities(ENTITIES[name]))
    later = day + timedelta(days=more)
    first, second = as_known(row, day), as_known(row, later)
    if second is None:
        assert first is None
    else:
        assert as_known(second, day) == first
        assert as_known(second, later) == second
    assert as_known(row, date.max) == row


def days_in(row):
    """Every day of a row and of its child rows that has a role."""
    for attribute in attrs.fields(type(row)):
        value = getattr(row, attribute.name)
        if isinstance(value, tuple):
            yield from (day for child in value if attrs.has(type(child)) for day in days_in(child))
        elif about_field(attribute).role == "later" and value is not None:
            yield value.date() if isinstance(value, datetime) else value


@settings(max_examples=60)
@every_entity
@given(data=st.data(), day=DAYS)
def test_no_later_event_is_seen_before_its_day(name, data, day):
    row = data.draw(entities(ENTITIES[name]))
    seen = as_known(row, day)
    since = known_day(row)
    assert (seen is None) == (since is not None and since > day)
    if seen is not None:
        assert [found for found in days_in(seen) if found > day] == []
        assert set(days_in(seen)) == {found for found in days_in(row) if found <= day}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@settings(max_examples=25)
@given(data=st.data())
def test_a_row_of_each_table_is_there_from_the_day_it_was_known(table, data):
    row = data.draw(entities(table.entity))
    since = known_day(row)
    view = view_of(*SUBJECTS, **{table.name: [row]})

    def known(day):
        return len(view.known(table, Context(BOOK, as_of=date(2018, 6, 1), known_at=day)))

    assert known(date(2018, 6, 1)) == 1
    if since is None:
        assert table.entity.__name__ in ALWAYS_KNOWN | MAY_HAVE_NO_DAY
        assert known(date(2011, 6, 1)) == 1
    else:
        assert (known(since - DAY), known(since)) == (0, 1)
