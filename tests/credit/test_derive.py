"""Records from events by rule, and the county's archive, facts and their context."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from books import book_of
from hypothesis import given
from hypothesis import strategies as st
from test_credit_mended import document
from worlds import BOOK, CODES, UNITS

from qualitygov.core.calendars import OfficialCalendar
from qualitygov.core.fields import about
from qualitygov.county.subjects import SUBJECTS
from qualitygov.credit import (
    CONFIRMATIONS,
    RECORDS,
    Confirmation,
    CreditRecord,
    CreditScorer,
    archive_of,
    check_event_rules,
    confirmation_facts,
    record_facts,
    records_from,
    unconfirmed,
)
from qualitygov.enterprise import ENTERPRISES
from qualitygov.errors import FieldError, InputError
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


def ruled(rules, **more):
    """A book whose event rules need no confirmation unless they say so."""
    free = {name: {"confirm": False} | rule for name, rule in rules.items()}
    return book_of(document() | {"event-rule": free} | more)


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


DAY = st.dates(date(2016, 1, 1), date(2016, 12, 31))
LATER_DAYS = ("valid_until", "repaired_on", "revoked_on", "closed_on")


@given(
    st.fixed_dictionaries(dict.fromkeys(("on", "happened_on", "known_on"), DAY)),
    st.fixed_dictionaries(dict.fromkeys(LATER_DAYS, st.none() | DAY)),
    st.sampled_from(["on", "happened_on", "known_on", "closed_on"]),
    st.sampled_from([None, "closed_on", "known_on"]),
)
def test_whatever_day_a_rule_calls_the_decision_a_record_is_made_or_none(
    days, later, decided, void
):
    more = {} if void is None else {"void_from": void}
    rules = {"result": RULES["result"] | {"decided": decided} | more}
    event = visit(result="bad", **days, **later)
    found = made(event, rules=rules)
    day = getattr(event, decided)
    over = event.valid_until is not None and day is not None and event.valid_until < day
    assert len(found) == (day is not None and not over)
    for record in found:
        ended = [one for one in (record.repaired_on, record.revoked_on) if one is not None]
        assert all(one >= record.decided_on == day for one in ended)


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
        tables=(RECORDS, CONFIRMATIONS, ENTERPRISES),
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
        "repaired": "done",
        "revoked": "excused",
        "stayed": "excused",
        "V1": "done",
    }
    assert {fact.town for fact in facts} == {UNITS[0].town}
    before = record_facts(view, Context(ruled(RULES), as_of=date(2016, 8, 31)))
    assert {fact.standing for fact in before} == {"done"}


def test_every_event_rule_of_the_book_names_events_and_columns_that_subjects_have():
    events = {spec.name: spec.row for subject in SUBJECTS for spec in subject.events}
    assert len(events) > 5
    for day in (date(2011, 1, 1), AS_OF, date(2026, 1, 1)):
        assert list(check_event_rules(BOOK.at(day), events)) == []


PROPOSING = {"result": RULES["result"] | {"confirm": True}}
DUTY = {"duty": {"record-confirmed": {"within": "15 working days", "responsible": "bureau"}}}
CALENDAR = OfficialCalendar()


def decided(day, decision="confirmed", **more):
    values = {"record": "V1", "decision": decision, "decided_on": day, "authority": "县局"}
    return Confirmation(**{**values, "document": "确〔2016〕1号", **more})


def proposed(confirmations=(), as_of=AS_OF, known_at=None, filed=(), **more):
    """A county with one proposed record of 2016-06-01, and its context."""
    view = county(
        [visit(result="bad", authority="县局", **more)],
        filed,
        enterprises=UNITS[:1],
        confirmations=confirmations,
    )
    book = ruled(PROPOSING, **DUTY)
    return view, Context(book, as_of=as_of, known_at=known_at, calendar=CALENDAR)


def scored(*found, **more):
    view, context = proposed(*found, **more)
    return CreditScorer.of(context).score(UNITS[0], archive_of(view, context))


def test_a_derived_record_is_a_proposal_and_says_what_it_would_cost():
    score = scored()
    assert str(score.score) == "100"
    (one,) = score.proposals
    assert (one.record_id, one.rule, str(one.points), one.grade) == ("V1", "result", "-10", "A")
    assert [e.reason.value for e in score.excluded] == ["proposed"]
    assert "would be -10 points" in score.say("en")
    assert "待确认" in score.say("zh")


@pytest.mark.parametrize(
    ("day", "as_of", "points"),
    [
        (date(2016, 7, 1), date(2016, 6, 30), "100"),
        (date(2016, 7, 1), date(2016, 7, 1), "90"),
        (date(2016, 5, 31), AS_OF, "100"),
    ],
)
def test_it_weighs_from_its_confirmation_on(day, as_of, points):
    assert str(scored([decided(day)], as_of=as_of).score) == points


def test_a_dropped_one_never_weighs_and_is_dropped_with_a_reason():
    found = [decided(date(2016, 7, 1), "dropped", reason="非该单位产品")]
    score = scored(found)
    assert (str(score.score), score.proposals) == ("100", ())
    assert [e.reason.value for e in score.excluded] == ["dropped"]
    again = decided(date(2016, 8, 1))
    assert str(scored([*found, again]).score) == "90"
    with pytest.raises(FieldError, match="with a reason"):
        decided(date(2016, 7, 1), "dropped")


@pytest.mark.parametrize(("day", "points"), [(date(2017, 3, 1), "90"), (date(2017, 3, 2), "100")])
def test_the_years_score_takes_what_is_confirmed_by_the_cut_off(day, points):
    assert str(scored([decided(day)], known_at=date(2018, 1, 1)).score) == points


def facts_of(*found, **more):
    view, context = proposed(*found, **more)
    return confirmation_facts(view, context), unconfirmed(view, context)


@pytest.mark.parametrize(
    ("found", "as_of", "standing"),
    [
        ([], date(2016, 6, 23), "open"),
        ([], date(2016, 6, 24), "missing"),
        ([decided(date(2016, 6, 23))], AS_OF, "done"),
        ([decided(date(2016, 6, 24))], AS_OF, "late"),
        ([decided(date(2016, 6, 23), "dropped", reason="误录")], AS_OF, "done"),
        # what is decided anew does not make the first decision late, nor in time
        (
            [decided(date(2016, 6, 23)), decided(date(2016, 7, 1), "dropped", reason="误录")],
            AS_OF,
            "done",
        ),
        (
            [decided(date(2016, 6, 24)), decided(date(2016, 7, 1), "dropped", reason="误录")],
            AS_OF,
            "late",
        ),
        # one before the record itself decides nothing
        ([decided(date(2016, 5, 1)), decided(date(2016, 6, 24))], AS_OF, "late"),
    ],
)
def test_to_confirm_is_a_duty_of_fifteen_working_days(found, as_of, standing):
    """The record became known on 2016-06-01; 9 to 11 June are days off, the 12th is worked."""
    (fact,), waiting = facts_of(found, as_of=as_of)
    assert (fact.standing, fact.unit, fact.by) == (standing, "县局", date(2016, 6, 23))
    assert [one.id for one in waiting] == (["V1"] if standing in ("open", "missing") else [])


def test_what_an_authority_puts_on_file_itself_is_confirmed():
    (derived,) = made(visit(result="bad"))
    filed = [attrs.evolve(derived, source_document="另一文号")]
    (fact,), _ = facts_of(filed=filed)
    assert fact.standing == "done"
    assert str(scored(filed=filed).score) == "90"


def test_a_proposed_record_is_open_for_whoever_counts_records():
    view, context = proposed(as_of=date(2016, 6, 10))
    (fact,) = record_facts(view, context)
    assert (fact.standing, fact.settles_on) == ("open", date(2016, 6, 23))


def test_a_rule_that_nobody_verified_proposes_nothing():
    unverified = {"result": RULES["result"] | {"basis": "unverified"}}
    assert made(visit(result="bad"), rules=unverified) == ()
    signed = {"result": unverified["result"] | {"verified_by": "法制审核"}}
    assert len(made(visit(result="bad"), rules=signed)) == 1
