"""Records from events by rule, and the county's archive, facts and their context."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from books import book_of
from test_credit_mended import document
from worlds import BOOK, CODES, UNITS

from qualitygov.core.fields import about
from qualitygov.county.subjects import SUBJECTS
from qualitygov.credit import (
    RECORDS,
    CreditRecord,
    archive_of,
    check_event_rules,
    record_facts,
    records_from,
)
from qualitygov.enterprise import ENTERPRISES
from qualitygov.errors import InputError
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyData, CountyView, Event, EventSpec, Subject
from qualitygov.text import Text

AS_OF = date(2016, 12, 31)
RULES = {
    "late": {
        "event": "visit",
        "where": {"days_late": {"at_least": 1}},
        "kind": "k",
        "severity": "s0",
        "suffix": "late",
        "decided": "closed_on",
    },
    "result": {
        "event": "visit",
        "kind": "k",
        "severity_from": "result",
        "severities": {"bad": "s0"},
    },
    "prize": {"event": "prize", "kind_from": "result", "severity": "s0", "valid_for": "12 months"},
}


@attrs.frozen(kw_only=True)
class Visit(Event):
    """A visit, made up for the test."""

    days_late: int | None = attrs.field(default=None, metadata=about("迟", "days late"))
    result: str | None = attrs.field(default=None, metadata=about("结果", "result"))
    closed_on: date | None = attrs.field(default=None, metadata=about("结案", "closed on"))


def ruled(rules):
    return book_of(document() | {"event-rule": rules})


def visit(**more):
    day = date(2016, 6, 1)
    values = {"id": "V1", "unit": CODES[0], "on": day, "happened_on": day, "known_on": day}
    return Visit(**{**values, "document": "文号", **more})


def made(event, kind="visit", rules=RULES):
    return records_from([(kind, event)], Context(ruled(rules), as_of=AS_OF))


def test_a_rule_makes_a_record_of_each_event_that_fulfills_it():
    assert made(visit()) == ()
    assert made(visit(days_late=0, closed_on=AS_OF)) == ()
    (record,) = made(visit(days_late=3, closed_on=date(2016, 8, 1), category="rice"))
    assert record == CreditRecord(
        id="V1/late",
        subject=CODES[0],
        kind="k",
        severity="s0",
        happened_on=date(2016, 6, 1),
        decided_on=date(2016, 8, 1),
        known_on=date(2016, 8, 1),
        source_document="文号",
        category="rice",
    )


def test_one_event_may_give_several_records_and_words_are_translated():
    found = made(visit(days_late=1, closed_on=date(2016, 8, 1), result="bad"))
    assert [record.id for record in found] == ["V1/late", "V1"]
    assert made(visit(result="good")) == ()
    with pytest.raises(InputError, match="did you mean visit"):
        made(visit(result="bad"), kind="visits")


def test_a_merit_counts_for_the_rules_term_where_the_event_has_no_end():
    (record,) = made(visit(result="k"), kind="prize")
    assert record.valid_until == date(2017, 6, 1)
    (own,) = made(visit(result="k", valid_until=date(2016, 9, 1)), kind="prize")
    assert own.valid_until == date(2016, 9, 1)


def test_what_is_decided_before_it_happened_happened_on_that_day():
    (record,) = made(visit(result="bad", happened_on=date(2016, 7, 1), known_on=date(2016, 5, 1)))
    assert (record.happened_on, record.known_on) == (date(2016, 6, 1), date(2016, 6, 1))


def test_the_rules_of_the_events_own_day_decide():
    later = {"result": RULES["result"] | {"valid_from": date(2016, 6, 2)}}
    assert made(visit(result="bad"), rules=later) == ()
    assert len(made(visit(result="bad", on=date(2016, 6, 2)), rules=later)) == 1
    before = visit(result="bad", on=date(1999, 1, 1), happened_on=date(1999, 1, 1))
    assert len(made(before)) == 1


@pytest.mark.parametrize(
    ("changed", "path", "found"),
    [
        ({"event": "vist"}, "event", "'vist'"),
        ({"where": {"days": {"at_least": 1}}}, "where.days", "'days'"),
        ({"where": {"days_late": {"any_of": ["a"]}}}, "where.days_late", "days_late"),
        ({"where": {"result": {"at_least": 1}}}, "where.result", "result"),
        ({"decided": "ended_on"}, "decided", "'ended_on'"),
    ],
)
def test_a_rule_that_names_what_nobody_has_is_an_error(changed, path, found):
    rules = Context(ruled({"late": RULES["late"] | changed}), as_of=AS_OF).rules
    (problem,) = check_event_rules(rules, {"visit": Visit})
    assert (problem.path, problem.found) == (f"event-rule.late.{path}", found)


def test_good_rules_have_no_problem():
    rules = Context(ruled(RULES), as_of=AS_OF).rules
    assert list(check_event_rules(rules, {"visit": Visit, "prize": Visit})) == []


def county(events, filed=(), **tables):
    """A county whose one subject has credit records and makes these events."""

    def make(view, context):  # noqa: ARG001 - as every maker of events
        return events

    subject = Subject(
        name="test",
        label=Text("试", "test"),
        tables=(RECORDS, ENTERPRISES),
        events=(EventSpec(name="visit", row=Visit, make=make),),
    )
    data = CountyData(
        id="330299", name=Text("县", "county"), subjects=[subject], records=filed, **tables
    )
    return CountyView(data)


def test_the_archive_holds_what_is_on_file_and_what_events_give():
    context = Context(ruled(RULES), as_of=AS_OF)
    (derived,) = made(visit(result="bad"))
    other = attrs.evolve(derived, id="F1")
    archive = archive_of(county([visit(result="bad")], [other]), context)
    assert sorted(record.id for record in archive) == ["F1", "V1"]
    instead = attrs.evolve(derived, source_document="另一文号")
    (only,) = archive_of(county([visit(result="bad")], [instead]), context)
    assert only.source_document == "另一文号"


def test_what_was_not_known_is_not_in_the_archive():
    (derived,) = made(visit(result="bad"))
    filed = attrs.evolve(derived, id="F1", known_on=date(2016, 9, 1), revoked_on=date(2016, 11, 1))
    view = county([visit(result="bad", known_on=date(2016, 10, 1))], [filed])
    book = ruled(RULES)
    at = {
        day: {
            r.id: r.revoked_on for r in archive_of(view, Context(book, as_of=AS_OF, known_at=day))
        }
        for day in (date(2016, 8, 31), date(2016, 9, 1), date(2016, 10, 1), date(2016, 11, 1))
    }
    assert list(at.values()) == [
        {},
        {"F1": None},
        {"F1": None, "V1": None},
        {"F1": date(2016, 11, 1), "V1": None},
    ]


def test_facts_are_in_the_town_of_their_unit_and_say_whether_they_stand():
    (derived,) = made(visit(result="bad"))
    day = date(2016, 9, 1)
    filed = [
        attrs.evolve(derived, id="repaired", repaired_on=day),
        attrs.evolve(derived, id="revoked", revoked_on=day),
        attrs.evolve(derived, id="stayed", appealed_on=day, stayed_on=day),
        attrs.evolve(derived, id="stranger", subject=CODES[4]),
        attrs.evolve(derived, id="later", decided_on=date(2017, 1, 1), known_on=date(2017, 1, 1)),
    ]
    view = county([visit(result="bad")], filed, enterprises=UNITS)
    facts = record_facts(view, Context(ruled(RULES), as_of=AS_OF, known_at=date(2017, 2, 1)))
    assert {fact.id: fact.standing for fact in facts} == {
        "repaired": True,
        "revoked": False,
        "stayed": False,
        "V1": True,
    }
    assert {fact.town for fact in facts} == {UNITS[0].town}
    before = record_facts(view, Context(ruled(RULES), as_of=date(2016, 8, 31)))
    assert all(fact.standing for fact in before)


def test_every_event_rule_of_the_book_names_events_and_columns_that_subjects_have():
    events = {spec.name: spec.row for subject in SUBJECTS for spec in subject.events}
    assert len(events) > 5
    for day in (date(2011, 1, 1), AS_OF, date(2026, 1, 1)):
        assert list(check_event_rules(BOOK.at(day), events)) == []
