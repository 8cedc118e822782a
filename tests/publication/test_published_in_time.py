"""Publications and filed cases as duties: published, withdrawn, decided, handed over in time."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given

from qualitygov.blacklist import CASES, BlacklistCase, Move, MoveKind
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.core.schema import schema_for
from qualitygov.enterprise import ENTERPRISES, Enterprise
from qualitygov.errors import FieldError
from qualitygov.publication import (
    SUBJECT,
    EnforcementCase,
    FiledCase,
    Outcome,
    Penalty,
    cases_behind,
    filed_case_facts,
    publication_facts,
    publish_by,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.strategies import entities
from signed_book import signed_book
from small_county import others, view_of

pytestmark = pytest.mark.clause("3.1.4.b", "3.2.2.f", "3.4.3.c")
BOOK, SIGNED = load_rulebook("strong-town"), signed_book()
DAY, CUT_OFF = timedelta(days=1), date(2017, 3, 1)
TOWN, UNIT = "330299101", "91330299MA2837B62L"


def at(as_of=CUT_OFF, book=BOOK, **more):
    return Context(book, as_of=as_of, calendar=WeekdayCalendar(), **more)


def case(penalty=Penalty.WARNING, decided=date(2016, 3, 1), **more):
    return EnforcementCase(
        id="罚1号",
        subject=UNIT,
        name="甲公司",
        town=TOWN,
        case_name="某案",
        facts="某事",
        legal_basis="某条",
        penalty=penalty,
        decided_on=decided,
        known_on=decided,
        authority="县局",
        **more,
    )


def published(*cases, context=None, listings=()):
    unit = Enterprise(code=UNIT, name="某厂", town=TOWN)
    tables = others(CASES, ENTERPRISES)
    view = view_of(SUBJECT, tables, penalties=cases, cases=listings, enterprises=[unit])
    return {one.id: one for one in publication_facts(view, context or at())}


PUBLISH_BY = date(2016, 3, 29)
"""Twenty working days after the decision."""


@pytest.mark.parametrize(
    ("on", "said"), [(PUBLISH_BY - DAY, "done"), (PUBLISH_BY, "done"), (PUBLISH_BY + DAY, "late")]
)
def test_published_a_day_before_on_and_after_its_day(on, said):
    found = published(case(published_on=on))["罚1号/published"]
    assert (found.standing, found.by, found.on, found.unit) == (
        said, PUBLISH_BY, date(2016, 3, 1), "县局",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "said"),
    [(PUBLISH_BY - DAY, "open"), (PUBLISH_BY, "open"), (PUBLISH_BY + DAY, "missing")],
)
def test_not_published(as_of, said):
    assert published(case(), context=at(as_of))["罚1号/published"].standing == said


def test_what_may_not_be_published_is_not_asked_and_what_was_revoked_is_excused():
    assert published(case(secret=True)) == {}
    revoked = case(revoked_on=date(2016, 3, 5))
    assert published(revoked)["罚1号/published"].standing == "excused"


def test_penalties_of_work_safety_are_published_sooner_since_2021():
    days = [
        publish_by(case(safety=safety, decided=on), at(date(2022, 1, 1))).day
        for safety in (True, False)
        for on in (date(2021, 8, 30), date(2021, 9, 1))
    ]
    late = date(2021, 9, 27)
    assert days == [late, date(2021, 9, 10), late, date(2021, 9, 29)]


ENDED, TAKEN_DOWN_BY = date(2016, 6, 10), date(2016, 6, 15)
"""A warning is published for three months; three working days later it is to be gone."""


@pytest.mark.parametrize(
    ("on", "said"),
    [(TAKEN_DOWN_BY - DAY, "done"), (TAKEN_DOWN_BY, "done"), (TAKEN_DOWN_BY + DAY, "late")],
)
def test_withdrawn_a_day_before_on_and_after_its_day(on, said):
    one = case(published_on=date(2016, 3, 10), withdrawn_on=on)
    found = published(one)["罚1号/withdrawn"]
    assert (found.standing, found.on, found.by) == (said, ENDED, TAKEN_DOWN_BY)


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (ENDED, None),
        (ENDED + DAY, "open"),
        (TAKEN_DOWN_BY, "open"),
        (TAKEN_DOWN_BY + DAY, "missing"),
    ],
)
def test_not_withdrawn(as_of, said):
    found = published(case(published_on=date(2016, 3, 10)), context=at(as_of))
    assert (found["罚1号/withdrawn"].standing if said else found.get("罚1号/withdrawn")) == said


def test_a_repair_ends_a_publication_early():
    one = case(
        Penalty.FINE, fine=Decimal(20000), published_on=date(2016, 3, 10),
        performed_on=date(2016, 4, 1), repaired_on=date(2016, 10, 10),
    )  # fmt: skip
    assert published(one)["罚1号/withdrawn"].by == date(2016, 10, 13)


# listings


def listing(*moves, **more):
    made = [
        Move(
            kind=kind, day=day, authority="县局", document="文",
            states_facts=True, states_reasons=True, states_basis=True, states_rights=True,
            duties_performed=True, harm_removed=True, no_new_penalty=True,
        )
        for kind, day in moves
    ]  # fmt: skip
    return BlacklistCase(
        id="L1", subject=UNIT, list_kind="quality", legal_basis="某条", ground="failures-3",
        moves=made, **more,
    )  # fmt: skip


LISTED = (
    (MoveKind.GROUND_FOUND, date(2014, 4, 6)),
    (MoveKind.NOTICE_GIVEN, date(2014, 4, 8)),
    (MoveKind.DECIDED_TO_LIST, date(2014, 4, 28)),
)
REPAIRED = (
    (MoveKind.PUBLISHED, date(2014, 5, 5)),
    (MoveKind.REPAIR_APPLIED, date(2015, 5, 11)),
    (MoveKind.REPAIR_ACCEPTED, date(2015, 5, 12)),
    (MoveKind.REPAIR_GRANTED, date(2015, 5, 25)),
)


def test_a_listing_is_published_and_withdrawn_on_its_end():
    found = published(listings=[listing(*LISTED)])
    assert found["L1/published"].standing == "missing"
    assert "L1/withdrawn" not in found
    for on, said in ((date(2015, 5, 28), "done"), (date(2015, 5, 29), "late"), (None, "missing")):
        found = published(listings=[listing(*LISTED, *REPAIRED, withdrawn_on=on)])
        gone = found["L1/withdrawn"]
        assert (found["L1/published"].standing, gone.standing, gone.on) == (
            "done", said, date(2015, 5, 25),
        )  # fmt: skip
    assert published(listings=[listing(*LISTED[:2])]) == {}


def test_a_listing_whose_term_has_run_out_is_withdrawn():
    one = listing(*LISTED, REPAIRED[0])
    running = one.status(at(date(2016, 1, 1)))
    assert running.ended_on is None
    after = at(running.until + DAY)
    assert one.status(after).ended_on == running.until + DAY
    assert published(listings=[one], context=after)["L1/withdrawn"].standing == "open"


# filed cases


FILED, DECIDE_BY = date(2022, 3, 1), date(2022, 5, 30)


def filed(**more):
    given_ = {"id": "立1", "filed_on": FILED, **more}
    return FiledCase(subject=UNIT, town=TOWN, matter="某案", authority="县局", **given_)


def standing(duty, one, context):
    found = {
        row.duty: row for row in filed_case_facts(view_of(SUBJECT, filed_cases=[one]), context)
    }
    return found[duty].standing


@pytest.mark.parametrize(
    ("on", "said"), [(DECIDE_BY - DAY, "done"), (DECIDE_BY, "done"), (DECIDE_BY + DAY, "late")]
)
def test_decided_a_day_before_on_and_after_the_ninetieth(on, said):
    one = filed(decided_on=on, outcome=Outcome.PENALTY)
    assert standing("case-decided", one, at(date(2022, 12, 31))) == said


@pytest.mark.parametrize(
    ("as_of", "said"),
    [(DECIDE_BY - DAY, "open"), (DECIDE_BY, "open"), (DECIDE_BY + DAY, "missing")],
)
def test_not_decided(as_of, said):
    assert standing("case-decided", filed(), at(as_of)) == said


def test_the_clock_stands_while_a_test_runs():
    late = DECIDE_BY + timedelta(days=30)
    one = filed(decided_on=late, outcome=Outcome.NONE)
    assert standing("case-decided", one, at(date(2022, 12, 31))) == "late"
    stood = filed(decided_on=late, outcome=Outcome.NONE, stood_days=30)
    assert standing("case-decided", stood, at(date(2022, 12, 31))) == "done"


def test_the_rule_of_the_day_of_filing():
    before, since = filed(filed_on=date(2021, 7, 14)), filed(filed_on=date(2021, 7, 15))
    day = at(date(2022, 1, 1))
    assert standing("case-decided", before, day) == "excused"  # nobody verified the older rule
    assert standing("case-decided", since, day) == "missing"
    assert standing("case-decided", before, at(date(2022, 1, 1), book=SIGNED)) == "missing"


SUSPECTED, CHOSEN = date(2022, 3, 7), date(2022, 3, 10)


@pytest.mark.parametrize(
    ("chosen", "said"), [(CHOSEN - DAY, "done"), (CHOSEN, "done"), (CHOSEN + DAY, "late")]
)
def test_the_transfer_is_decided_in_three_days(chosen, said):
    one = filed(crime_suspected_on=SUSPECTED, transfer_decided_on=chosen)
    assert standing("transfer-decided", one, at(date(2022, 4, 1), book=SIGNED)) == said
    assert standing("transfer-decided", one, at(date(2022, 4, 1))) == "excused"


@pytest.mark.parametrize(
    ("handed", "said"),
    [(CHOSEN, "done"), (CHOSEN + DAY, "done"), (CHOSEN + 2 * DAY, "late"), (None, "missing")],
)
def test_and_the_case_handed_over_in_a_day(handed, said):
    one = filed(crime_suspected_on=SUSPECTED, transfer_decided_on=CHOSEN, transferred_on=handed)
    assert standing("crime-transferred", one, at(date(2022, 4, 1), book=SIGNED)) == said


def test_what_was_not_known_did_not_happen():
    one = filed(known_on=date(2022, 9, 1))
    for known_at, rows in (("2022-08-31", 0), ("2022-09-01", 1)):
        context = at(date(2022, 12, 31), known_at=known_at)
        assert len(filed_case_facts(view_of(SUBJECT, filed_cases=[one]), context)) == rows


def test_the_worklist_names_what_is_overdue():
    view = view_of(SUBJECT, filed_cases=[filed(), filed(id="立2", filed_on=date(2022, 2, 1))])
    found = cases_behind(view, at(date(2022, 7, 1)))
    assert [one.say("zh") for one in found] == [
        "立2 案件按期办结 2022-05-02",
        "立1 案件按期办结 2022-05-30",
    ]


def test_a_case_that_contradicts_itself_is_refused():
    for more in (
        {"decided_on": FILED},
        {"outcome": Outcome.NONE},
        {"decided_on": FILED - DAY, "outcome": Outcome.NONE},
        {"transfer_decided_on": CHOSEN},
        {"crime_suspected_on": SUSPECTED, "transferred_on": CHOSEN},
    ):
        with pytest.raises(FieldError):
            filed(**more)


@given(entities(FiledCase))
def test_a_row_travels(one):
    schema = schema_for(FiledCase)()
    assert schema.load(schema.dump(one)) == one
