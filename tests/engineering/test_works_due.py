"""What was due of works: accepted, handed over, filed, dwellings, energy, and the four systems."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.engineering import (
    SUBJECT,
    AcceptanceRound,
    EngineeringProject,
    Outcome,
    Outside,
    system_events,
)
from qualitygov.errors import FieldError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from signed_book import signed_book
from small_county import records_of, view_of

pytestmark = pytest.mark.clause("2.2.3.a", "2.2.3.b", "2.2.3.c", "2.2.3.d", "2.2.3.e", "2.2.3.f")
BOOK, PLAIN, WEEK, DAY = (
    signed_book(),
    load_rulebook("strong-town"),
    WeekdayCalendar(),
    timedelta(days=1),
)
BUILDER, OWNER, WATCHER = "91330299100041176W", "91110000600037341L", "91330299MA2837B62L"
COMPLETED, END = date(2016, 3, 1), date(2016, 12, 31)
LAST = date(2016, 5, 30)  # ninety days
SYSTEMS = ("legal_person_system", "bidding_system", "supervision_system", "contract_system")
NAMES = ("legal-person", "bidding", "supervision", "contract")


def project(**more):
    values = {
        "id": "P1",
        "name": "1号工程",
        "town": "330299101",
        "subject": BUILDER,
        "owner": OWNER,
        "completed_on": COMPLETED,
        "known_on": COMPLETED,
        "document": "验〔2016〕1",
        **dict.fromkeys(SYSTEMS, True),
        **more,
    }
    return EngineeringProject(**values)


def accepted(on=date(2016, 4, 1), **more):
    return project(accepted_on=on, **{"stated": Outcome.PASS, **more})


def at(as_of=END, known_at=date(2024, 12, 31)):
    return Context(BOOK, as_of=as_of, known_at=known_at, calendar=WEEK)


def acceptance(one, as_of=END):
    (row,) = view_of(SUBJECT, projects=[one]).facts("project", at(as_of))
    return row


def duties(one, as_of=END):
    rows = view_of(SUBJECT, projects=[one]).facts("works", at(as_of))
    return {row.duty: (row.standing, row.by) for row in rows}


# Accepted


def test_works_never_accepted_are_missing_and_do_not_vanish():
    assert (acceptance(project(), LAST).standing, acceptance(project(), LAST).settles_on) == (
        "open",
        LAST,
    )
    row = acceptance(project(), LAST + DAY)
    assert (row.standing, row.by, row.unit) == ("missing", LAST, OWNER)


@pytest.mark.parametrize(("on", "standing"), [(LAST, "done"), (LAST + DAY, "late")])
def test_works_are_accepted_in_ninety_days(on, standing):
    assert acceptance(accepted(on)).standing == standing


def test_a_failed_acceptance_is_held_again_and_each_round_is_kept():
    failed = accepted(date(2016, 4, 1), stated=Outcome.FAIL)
    assert acceptance(failed).standing == "failed"
    again = attrs.evolve(
        failed,
        again=(
            AcceptanceRound(held_on=date(2016, 4, 20), outcome=Outcome.FAIL),
            AcceptanceRound(held_on=date(2016, 5, 20), outcome=Outcome.PASS),
        ),
    )
    assert [acceptance(again, day).standing for day in (date(2016, 5, 19), date(2016, 5, 20))] == [
        "failed",
        "done",
    ]
    assert not acceptance(again).accepted_first_time
    with pytest.raises(FieldError, match="further acceptances"):
        attrs.evolve(again, accepted_on=date(2016, 4, 21))
    with pytest.raises(FieldError, match="further acceptances"):
        project(again=again.again)


def test_what_was_accepted_is_complete_though_nobody_told_since_when():
    one = accepted(completed_on=None)
    assert (acceptance(one).on, acceptance(one).standing) == (date(2016, 4, 1), "done")


def test_works_of_december_count_with_what_was_done_by_the_cut_off():
    one = accepted(date(2017, 2, 20), completed_on=date(2016, 12, 20))
    for as_of in ("2017-03-01", "2018-01-01"):
        context = Context.of_year(BOOK, 2016, as_of=as_of, known_at="2017-03-01", calendar=WEEK)
        (row,) = view_of(SUBJECT, projects=[one]).facts("project", context.settled)
        assert (row.standing, row.on in context.period) == ("done", True)


# Handed over, filed


def test_works_are_handed_over_in_twenty_eight_days():
    last = date(2016, 4, 29)
    assert duties(accepted(), last)["works-handover"] == ("open", last)
    assert duties(accepted(), last + DAY)["works-handover"] == ("missing", last)
    for on, standing in ((last, "done"), (last + DAY, "late")):
        one = accepted(handover=Outcome.PASS, handed_on=on)
        assert duties(one)["works-handover"] == (standing, last)
    assert duties(accepted(handover=Outcome.FAIL))["works-handover"][0] == "failed"
    pending = accepted(handover=Outcome.PENDING, handed_on=last)
    assert duties(pending)["works-handover"] == ("missing", last)


def test_a_handover_of_an_untold_day_is_open_until_the_cut_off_and_late_then():
    cutoff, one = date(2017, 3, 1), accepted(handover=Outcome.PASS)
    for day in (date(2016, 4, 1), date(2016, 4, 30), cutoff - DAY):
        assert duties(one, day)["works-handover"] == ("open", cutoff)
    assert duties(one, cutoff)["works-handover"] == ("late", date(2016, 4, 29))
    # never better than the day, whichever it is
    good = attrs.evolve(one, handed_on=date(2016, 4, 29))
    assert duties(good, cutoff)["works-handover"][0] == "done"


def test_works_never_accepted_are_never_handed_over():
    last = date(2016, 6, 27)  # twenty-eight days after the last one for the acceptance
    assert duties(project(), last)["works-handover"] == ("open", last)
    assert duties(project(), last + DAY)["works-handover"] == ("missing", last)


def test_completion_is_filed_fifteen_days_after_the_acceptance():
    last = date(2016, 4, 18)  # the fifteenth day is a Saturday
    for filed, standing in ((last, "done"), (last + DAY, "late"), (None, "missing")):
        assert duties(accepted(filed_on=filed))["works-filed"] == (standing, last)
    assert "works-filed" not in duties(project())
    assert "works-filed" not in duties(accepted(stated=Outcome.FAIL))


# Dwellings and energy


@pytest.mark.parametrize(
    ("done", "on", "standing", "counted"),
    [
        (5, None, "missing", 0),  # a day left out does no better than a bad one
        (5, date(2016, 4, 1), "done", 5),
        (5, date(2016, 4, 2), "late", 0),  # after the completion acceptance
        (4, date(2016, 4, 1), "missing", 4),
        (4, None, "missing", 0),
        (0, None, "missing", 0),
    ],
)
def test_dwellings_are_accepted_before_the_completion_acceptance(done, on, standing, counted):
    one = accepted(affordable=True, dwellings=5, dwellings_accepted=done, dwellings_accepted_on=on)
    (row,) = (
        row
        for row in view_of(SUBJECT, projects=[one]).facts("works", at())
        if row.duty == "dwellings-accepted"
    )
    assert (row.standing, row.dwellings, row.household_done) == (standing, 5, counted)


def test_dwellings_are_open_until_the_acceptance_is_due():
    one = project(affordable=True, dwellings=5)
    assert duties(one, LAST)["dwellings-accepted"] == ("open", LAST)
    assert duties(one, LAST + DAY)["dwellings-accepted"] == ("missing", LAST)
    assert "dwellings-accepted" not in duties(project(dwellings=5))


@pytest.mark.parametrize("designed", [True, False])
@pytest.mark.parametrize("kept", [True, False])
def test_the_energy_standard_is_both_designed_and_accepted(designed, kept):
    more = {"new_civil": True, "energy_designed": designed, "energy_accepted": kept}
    standing = "done" if designed and kept else "failed"
    assert duties(accepted(**more))["energy-standard"][0] == standing
    assert duties(project(**more), LAST)["energy-standard"][0] == "open"
    assert duties(project(**more))["energy-standard"][0] == "missing"
    assert "energy-standard" not in duties(accepted())


# General works


@pytest.mark.parametrize(
    ("more", "general"),
    [
        ({}, True),
        ({"key_project": True}, False),
        ({"investment": Decimal(29_999_999), "key_project": True}, True),
        ({"investment": Decimal(30_000_000)}, False),
    ],
)
def test_general_works_are_neither_large_nor_middle_sized(more, general):
    assert acceptance(project(**more)).general_work is general


# The four systems


@pytest.mark.parametrize(
    ("field", "name", "party"),
    [
        ("legal_person_system", "legal-person", OWNER),
        ("bidding_system", "bidding", OWNER),
        ("supervision_system", "supervision", WATCHER),
        ("contract_system", "contract", BUILDER),
    ],
)
def test_a_missing_system_is_recorded_against_the_party_that_owed_it(field, name, party):
    one = accepted(supervisor=WATCHER, **{field: False})
    rows = view_of(SUBJECT, projects=[one]).facts("works", at())
    assert [
        (r.duty, r.unit)
        for r in rows
        if r.standing == "missing"
        and r.duty.startswith("works-")
        and r.duty.removeprefix("works-") in NAMES
    ] == [(f"works-{name}", party)]
    (record,) = records_of(view_of(SUBJECT, projects=[one]), at())
    assert (record.id, record.subject, record.kind, record.severity, record.decided_on) == (
        f"P1/{name}/system",
        party,
        "project-fail",
        "general",
        COMPLETED,
    )


def test_a_system_that_rests_on_an_unverified_rule_is_excused_and_no_event():
    context = Context(PLAIN, as_of=END, calendar=WEEK)
    view = view_of(SUBJECT, projects=[accepted(**dict.fromkeys(SYSTEMS, False))])
    found = {row.duty: row.standing for row in view.facts("works", context)}
    assert [found[f"works-{name}"] for name in NAMES] == [*["excused"] * 3, "missing"]
    assert [one.system for one in system_events(view, context)] == ["contract"]
    assert [record.subject for record in records_of(view, context)] == [BUILDER]


def test_the_owners_missing_system_never_costs_the_builder():
    missing = dict.fromkeys(SYSTEMS[:3], False)
    told = records_of(view_of(SUBJECT, projects=[accepted(**missing)]), at())
    assert {record.subject for record in told} == {OWNER}  # who has no supervisor, too
    unknown = accepted(owner=None, **missing)
    assert records_of(view_of(SUBJECT, projects=[unknown]), at()) == ()
    assert Counter(standing for standing, _ in duties(unknown).values())["missing"] >= 3


def bidding(begun, **more):
    one = project(begun_on=begun, completed_on=None, bidding_system=False, **more)
    return duties(one, date(2024, 12, 31))["works-bidding"][0]


@pytest.mark.parametrize(
    ("begun", "price", "investment", "standing"),
    [
        (date(2018, 5, 31), 1_999_999, 29_999_999, "excused"),
        (date(2018, 5, 31), 2_000_000, 29_999_999, "missing"),
        (date(2018, 5, 31), 1_999_999, 30_000_000, "missing"),
        (date(2018, 6, 1), 3_999_999, 30_000_000, "excused"),
        (date(2018, 6, 1), 4_000_000, 30_000_000, "missing"),
    ],
)
def test_bidding_has_the_thresholds_of_the_day_on_which_work_began(
    begun, price, investment, standing
):
    more = {"contract_price": Decimal(price), "investment": Decimal(investment)}
    assert bidding(begun, **more) == standing


def test_an_amount_that_nobody_told_excuses_nobody():
    assert bidding(date(2018, 5, 31)) == "missing"
    assert bidding(date(2018, 5, 31), contract_price=Decimal(1)) == "missing"


def test_small_works_need_neither_a_legal_person_nor_a_supervisor_but_a_contract():
    small = accepted(investment=Decimal(100_000), **dict.fromkeys(SYSTEMS, False))
    found = duties(small)
    assert [found[f"works-{name}"][0] for name in NAMES] == [
        "excused",
        "missing",  # nobody told the contract's price
        "excused",
        "missing",
    ]


@pytest.mark.parametrize("outside", list(Outside))
def test_low_houses_of_farmers_emergency_and_temporary_works_are_outside(outside):
    one = project(
        outside=outside,
        affordable=True,
        dwellings=2,
        new_civil=True,
        **dict.fromkeys(SYSTEMS, False),
    )
    assert acceptance(one).standing == "excused"
    assert {standing for standing, _ in duties(one).values()} == {"excused"}
    assert records_of(view_of(SUBJECT, projects=[one]), at()) == ()


def test_the_systems_are_due_before_work_begins():
    one = project(begun_on=date(2015, 6, 1), contract_system=False)
    rows = view_of(SUBJECT, projects=[one]).facts("works", at())
    systems = [row for row in rows if row.duty.removeprefix("works-") in NAMES]
    assert {(row.on, row.by) for row in systems} == {(date(2015, 6, 1), date(2015, 6, 1))}
    assert duties(project(begun_on=date(2017, 1, 1), completed_on=None)) == {}


DAYS = st.integers(0, 200).map(lambda n: COMPLETED + timedelta(days=n))


@settings(max_examples=200)
@given(st.none() | DAYS, st.none() | DAYS, st.dates(COMPLETED, date(2017, 6, 1)))
def test_each_completed_project_is_counted_once_however_it_stands(on, filed, as_of):
    one = (
        project()
        if on is None
        else accepted(on, filed_on=None if filed is None else max(on, filed))
    )
    row = acceptance(one, as_of)
    assert (row.standing == "missing") == ((on is None or on > as_of) and as_of > LAST)
    assert (row.standing in ("done", "late")) == (on is not None and on <= as_of)
    assert (row.settles_on is not None) == (row.standing == "open")


def test_each_refused_acceptance_is_a_record_of_its_own():
    """A later round takes no earlier one from the archive, whether it passes or not."""
    failed = accepted(date(2016, 4, 1), stated=Outcome.FAIL)
    second = AcceptanceRound(
        held_on=date(2016, 4, 20), outcome=Outcome.FAIL, known_on=date(2016, 6, 1)
    )
    passed = AcceptanceRound(held_on=date(2016, 5, 20), outcome=Outcome.PASS)
    context = Context(BOOK, as_of=END, calendar=WEEK)

    def refused(*rounds):
        found = records_of(view_of(SUBJECT, projects=[attrs.evolve(failed, again=rounds)]), context)
        return [(one.id, one.decided_on, one.known_on) for one in found]

    first = ("P1/serious", date(2016, 4, 1), date(2016, 4, 1))
    again = ("P1/2016-04-20/serious", date(2016, 4, 20), date(2016, 6, 1))
    assert refused() == refused(passed) == [first]
    assert refused(second) == refused(second, passed) == [first, again]
