"""Who answers, who is missing, and since when: appointments as of a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.codes.unit import UnitKey
from qualitygov.core.exact import Rate
from qualitygov.core.fields import about_field
from qualitygov.core.period import Period
from qualitygov.enterprise import (
    Appointment,
    Enterprise,
    RegistrationStatus,
    Role,
    answerable,
    appointment_gaps,
    in_post,
    missing_roles,
    officer_coverage,
)
from qualitygov.errors import FieldError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.enterprise import ROLES, EnterpriseRole

pytestmark = pytest.mark.clause("3.3.1.e", "3.3.2.b")
BOOK = load_rulebook("strong-town")
UNIT, OTHER = "91330299MA2837B62L", "91110000600037341L"
R = Role
DAY0 = date(2015, 1, 1)


def at(day, known=None):
    return Context(BOOK, as_of=day, known_at=known)


def post(role, since, until=None, name="P1", unit=UNIT, known=None, person="甲"):
    return Appointment(
        id=name,
        enterprise=unit,
        role=role,
        person=person,
        valid_from=since,
        valid_to=until,
        known_on=known or since,
        document=f"任〔2015〕{name}",
    )


def firm(code=UNIT, **more):
    return Enterprise(code=code, name="甲厂", town="330299101", **more)


def test_those_in_post_on_the_day_of_the_fact_answer_not_those_of_today():
    rows = [
        post(R.LEGAL_REPRESENTATIVE, date(2010, 1, 1), date(2015, 6, 30), "P1", person="前任"),
        post(R.LEGAL_REPRESENTATIVE, date(2015, 7, 1), None, "P2", person="现任"),
        post(R.QUALITY_MANAGER, date(2014, 1, 1), None, "P3", person="主管"),
    ]
    found = answerable(rows, at(date(2015, 6, 30)), unit=UNIT)
    assert [one.id for one in (*found.first, *found.direct)] == ["P1", "P3"]
    assert [one.id for one in answerable(rows, at(date(2015, 7, 1)), unit=UNIT).first] == ["P2"]
    assert found.complete
    assert found.say("zh") == f"{UNIT} 2015-06-30 首要责任：前任；直接责任：主管"
    assert answerable(rows, at(date(2015, 7, 1)), unit=OTHER).say("en") == (
        f"{OTHER} 2015-07-01 answers first: nobody; answers directly: nobody"
    )


def test_an_appointment_filed_after_the_fact_does_not_answer_for_those_who_knew_then():
    late = post(R.QUALITY_MANAGER, date(2015, 1, 1), known=date(2016, 5, 20))
    since = at(date(2016, 5, 1), date(2016, 5, 20))
    assert answerable([late], since, unit=UNIT).missing == (R.LEGAL_REPRESENTATIVE,)
    assert (
        R.QUALITY_MANAGER
        in answerable([late], at(date(2016, 5, 1), date(2016, 5, 19)), unit=UNIT).missing
    )


def test_either_code_of_a_unit_finds_its_people():
    row = post(R.QUALITY_MANAGER, DAY0, unit=UnitKey.of(UNIT))
    assert in_post([row], at(DAY0), unit=UNIT, role=R.QUALITY_MANAGER) == (row,)


def test_gaps_lie_between_appointments():
    rows = [
        post(R.QUALITY_MANAGER, date(2015, 2, 1), date(2015, 3, 31), "P1"),
        post(R.QUALITY_MANAGER, date(2015, 6, 1), None, "P2"),
        post(R.QUALITY_MANAGER, date(2015, 3, 1), date(2015, 4, 30), "P3"),
    ]

    def gaps(held, first, last):
        return [
            (gap.first, gap.last)
            for gap in appointment_gaps(
                held, at(last), unit=UNIT, role=R.QUALITY_MANAGER, period=Period(first, last)
            )
        ]

    assert gaps(rows, date(2015, 1, 1), date(2016, 12, 31)) == [
        (date(2015, 1, 1), date(2015, 1, 31)),
        (date(2015, 5, 1), date(2015, 5, 31)),
    ]
    assert gaps([], DAY0, DAY0) == [(DAY0, DAY0)]
    assert gaps(rows, date(2015, 4, 1), date(2015, 4, 30)) == []


def test_the_rule_of_the_day_says_which_roles_are_owed():
    day, later = date(2016, 12, 31), date(2023, 5, 5)
    base = {R.LEGAL_REPRESENTATIVE, R.QUALITY_MANAGER}
    assert set(missing_roles(firm(), at(day), appointments=[], licensed=True)) == base
    assert set(missing_roles(firm(key_enterprise=True), at(day), appointments=[])) == base | {
        R.CHIEF_QUALITY_OFFICER
    }
    order = base | {R.SAFETY_DIRECTOR, R.SAFETY_OFFICER}
    assert set(missing_roles(firm(), at(later), appointments=[], licensed=True)) == order
    assert set(missing_roles(firm(), at(later), appointments=[])) == base
    rows = [post(R.QUALITY_MANAGER, DAY0)]
    assert missing_roles(firm(), at(day), appointments=rows) == (R.LEGAL_REPRESENTATIVE,)


def test_coverage_is_of_key_enterprises_that_exist():
    units = [
        firm(key_enterprise=True),
        firm(OTHER, key_enterprise=True),
        firm("91330299100000117T"),
        firm("91330299100000184B", key_enterprise=True, status=RegistrationStatus.REVOKED),
    ]
    found = officer_coverage(
        units, at(date(2016, 1, 1)), appointments=[post(R.CHIEF_QUALITY_OFFICER, DAY0)]
    )
    assert (found.rate, found.without) == (Rate(1, 2), (OTHER,))
    assert not officer_coverage([firm()], at(DAY0), appointments=[]).rate.defined


def test_roles_are_those_the_rulebook_knows_and_names_are_personal():
    assert tuple(role.value for role in Role) == ROLES
    assert set(BOOK.at(date(2024, 1, 1)).entries(EnterpriseRole)) == set(ROLES)
    assert about_field(Appointment.__attrs_attrs__.person).sensitivity == "personal"
    with pytest.raises(FieldError, match="before"):
        post(R.QUALITY_MANAGER, DAY0, DAY0 - timedelta(days=1))


DAYS = st.integers(0, 90).map(lambda n: DAY0 + timedelta(days=n))
ROWS = st.lists(
    st.tuples(st.sampled_from(Role), DAYS, st.none() | st.integers(0, 40), DAYS), max_size=7
).map(
    lambda rows: [
        post(
            role,
            since,
            None if length is None else since + timedelta(days=length),
            f"P{at}",
            known=known,
        )
        for at, (role, since, length, known) in enumerate(rows)
    ]
)


ALL = date(2016, 12, 31)


def empty_days(rows, role, known=ALL):
    period = Period(DAY0, DAY0 + timedelta(days=120))
    gaps = appointment_gaps(rows, at(period.last, known), unit=UNIT, role=role, period=period)
    return {
        gap.first + timedelta(days=n)
        for gap in gaps
        for n in range((gap.last - gap.first).days + 1)
    }


@given(ROWS, st.sampled_from(Role), DAYS)
def test_a_day_is_a_gap_just_when_nobody_is_in_post(rows, role, day):
    for known in (ALL, day):
        held = in_post(rows, at(day, known), unit=UNIT, role=role)
        assert (day in empty_days(rows, role, known)) == (not held)


@given(ROWS, st.integers(0, 6), DAYS)
def test_removing_an_appointment_never_closes_a_gap(rows, number, day):
    fewer = rows[:number] + rows[number + 1 :]
    assert all(empty_days(rows, role) <= empty_days(fewer, role) for role in Role)
    context, units = at(day, ALL), [firm(key_enterprise=True)]
    assert set(answerable(rows, context, unit=UNIT).missing) <= set(
        answerable(fewer, context, unit=UNIT).missing
    )
    assert (
        officer_coverage(units, context, appointments=fewer).rate
        <= officer_coverage(units, context, appointments=rows).rate
    )
    assert set(missing_roles(units[0], context, appointments=rows)) <= set(
        missing_roles(units[0], context, appointments=fewer)
    )


@given(ROWS, st.randoms(use_true_random=False), DAYS)
def test_order_never_matters(rows, random, day):
    mixed = list(rows)
    random.shuffle(mixed)
    context = at(day, ALL)
    assert answerable(mixed, context, unit=UNIT) == answerable(rows, context, unit=UNIT)
    assert all(empty_days(mixed, role) == empty_days(rows, role) for role in Role)
