"""A sample and what follows it: items, objection windows, and a state that only moves forward."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov.core.calendars import OfficialCalendar, TableCalendar, WeekdayCalendar
from qualitygov.core.knowledge import as_known
from qualitygov.core.periods import Hours, Term, WorkingDays
from qualitygov.errors import FieldError
from qualitygov.inspection import (
    Comparison,
    Conclusion,
    Finality,
    InspectionSample,
    LimitKind,
    Recheck,
    Reinspection,
    SampleDomain,
    SampleItem,
    Stage,
    double_sampled,
    sample_state,
)
from qualitygov.rulebook import Basis, load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.inspection import ObjectionWindow
from signed_book import signed_book

pytestmark = pytest.mark.clause("2.2.2.a", "3.1.4.b", "3.2.2.e", "3.4.3.b")

PLAIN, BOOK = load_rulebook("strong-town"), signed_book()
OFFICIAL, WEEKDAYS = OfficialCalendar(), WeekdayCalendar()
CODE = "91330299100041176W"
PASS, FAIL = Conclusion.PASS, Conclusion.FAIL
REPORTED = date(2016, 3, 1)
DAY = timedelta(days=1)


def sample(conclusion=FAIL, **more):
    values = {
        "id": "S1",
        "subject": CODE,
        "town": "330299101",
        "domain": SampleDomain.INDUSTRIAL,
        "stage": Stage.PRODUCTION,
        "product": "电线电缆",
        "sampled_on": date(2016, 2, 15),
        "reported_on": REPORTED,
        "known_on": REPORTED,
        "document": "检〔2016〕1号",
        "stated": conclusion,
        "severity": "general" if conclusion is FAIL else None,
        **more,
    }
    return InspectionSample(**values)


def refusal(**more):
    return sample(None, refused=True, reported_on=None, known_on=date(2016, 2, 15), **more)


EVERYTHING = date(2024, 12, 31)


def state(one, on, calendar=WEEKDAYS, known_at=EVERYTHING):
    """The state on a day; by default with all that ever became known."""
    return sample_state(one, Context(BOOK, as_of=on, known_at=known_at, calendar=calendar))


# Items


def item(value, limit, **more):
    return SampleItem(name="铅", value=Decimal(value), limit=Decimal(limit), **more)


@pytest.mark.parametrize(
    ("value", "limit", "more", "conclusion"),
    [
        ("0.10", "0.1", {}, PASS),
        ("0.1004", "0.10", {}, FAIL),
        ("0.1004", "0.10", {"comparison": Comparison.ROUNDED}, PASS),
        ("0.105", "0.10", {"comparison": Comparison.ROUNDED}, PASS),
        ("0.106", "0.10", {"comparison": Comparison.ROUNDED}, FAIL),
        ("18.1", "18.1", {"limit_kind": LimitKind.MIN}, PASS),
        ("18.09", "18.1", {"limit_kind": LimitKind.MIN}, FAIL),
        ("18.09", "18.1", {"limit_kind": LimitKind.MIN, "comparison": Comparison.ROUNDED}, PASS),
        ("18.04", "18.1", {"limit_kind": LimitKind.MIN, "comparison": Comparison.ROUNDED}, FAIL),
        ("19", "18.1", {"limit_kind": LimitKind.MIN}, PASS),
        ("0", "0", {}, PASS),
    ],
)
def test_a_value_against_its_limit(value, limit, more, conclusion):
    assert item(value, limit, **more).conclusion is conclusion


@given(
    st.decimals(0, 10, places=3),
    st.decimals(0, 10, places=2),
    st.sampled_from(list(Comparison)),
    st.sampled_from([-1, 1]),
)
def test_a_worse_value_never_passes_where_a_better_one_fails(value, limit, comparison, sign):
    kind = LimitKind.MAX if sign > 0 else LimitKind.MIN
    better = item(value, limit, limit_kind=kind, comparison=comparison)
    worse = item(value + sign * Decimal("0.013"), limit, limit_kind=kind, comparison=comparison)
    assert (better.conclusion, worse.conclusion) != (FAIL, PASS)
    if comparison is Comparison.FULL:
        assert (better.conclusion is FAIL) == (sign * (value - limit) > 0)


def test_an_item_is_measured_or_stated_and_never_both_ways():
    assert SampleItem(name="标签", stated=FAIL).conclusion is FAIL
    assert SampleItem(name="标签", value=Decimal(3), stated=PASS).conclusion is PASS
    with pytest.raises(FieldError, match="decide nothing, and no conclusion is stated"):
        SampleItem(name="标签", value=Decimal(3))
    with pytest.raises(FieldError, match="is a fail but stated as pass"):
        item("2", "1", stated=PASS)


# Samples as they are filed


def test_one_failed_item_fails_the_sample():
    good, bad = item("1", "2"), item("3", "2", mandatory=True)
    assert sample(None, items=(good, good)).conclusion is PASS
    failed = sample(None, items=(good, bad), severity="minor")
    assert failed.conclusion is FAIL
    assert failed.mandatory_failed
    assert not sample(
        None, items=(item("1", "2", mandatory=True), item("3", "2")), severity="minor"
    ).mandatory_failed


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"items": (item("1", "2"),)}, "the items make it a pass, but it is stated as fail"),
        ({"stated": None}, "a refused sample has no conclusion, and any other has one"),
        ({"refused": True}, "a refused sample has no conclusion"),
        ({"stated": PASS}, "a failed sample has a severity, and no other has"),
        ({"reported_on": None}, "delivered, or announced, is missing"),
        ({"subject": None}, "has a code or a name"),
        ({"authenticity": "own"}, "is decided with an answer and a day"),
        (
            {"authenticity": "own", "authenticity_decided_on": REPORTED},
            "is decided with an answer and a day",
        ),
        (
            {"authenticity_disputed": True, "authenticity_decided_on": REPORTED},
            "is decided with an answer and a day",
        ),
        ({"announced_on": date(2016, 2, 14)}, "announced_on 2016-02-14 lies before sampled_on"),
        ({"stated": None, "reported_on": None}, "a failed sample has a severity, and no other has"),
        ({"stated": PASS, "severity": None, "objected_on": REPORTED}, "only a failed sample"),
        (
            {"stated": PASS, "severity": None, "rectify_ordered_on": REPORTED},
            "only a failed sample",
        ),
        (
            {
                "stated": PASS,
                "severity": None,
                "rechecks": (Recheck(held_on=REPORTED, conclusion=PASS),),
            },
            "only a failed",
        ),
        ({"reinspected_on": date(2016, 4, 1)}, "both a day and a conclusion"),
        ({"reinspection": PASS}, "both a day and a conclusion"),
        (
            {
                "rechecks": (
                    Recheck(held_on=date(2016, 5, 2), conclusion=FAIL),
                    Recheck(held_on=date(2016, 5, 1), conclusion=PASS),
                )
            },
            "in order of their days",
        ),
        ({"reported_on": date(2016, 2, 14)}, "reported_on 2016-02-14 lies before sampled_on"),
        ({"known_on": date(2016, 2, 14)}, "known_on 2016-02-14 lies before sampled_on"),
        ({"objected_on": date(2016, 2, 29)}, "objected_on 2016-02-29 lies before reported_on"),
        (
            {"rectify_ordered_on": date(2016, 2, 29)},
            "rectify_ordered_on 2016-02-29 lies before reported_on",
        ),
    ],
)
def test_samples_that_contradict_themselves_are_refused(changes, words):
    whole = {"conclusion": FAIL, **changes}
    with pytest.raises(FieldError, match=words):
        sample(whole.pop("conclusion"), **whole)


# Objection windows


@pytest.mark.parametrize(
    ("domain", "day", "length", "basis"),
    [
        ("industrial", date(2011, 1, 1), Term(days=15), Basis.PUBLISHED),
        ("industrial", date(2026, 6, 1), Term(days=15), Basis.PUBLISHED),
        ("food", date(2015, 9, 30), WorkingDays(5), Basis.UNVERIFIED),
        ("food", date(2015, 10, 1), WorkingDays(7), Basis.PUBLISHED),
        ("food", date(2026, 6, 1), WorkingDays(7), Basis.PUBLISHED),
        ("farm", date(2011, 1, 1), Term(days=5), Basis.PUBLISHED),
        ("farm", date(2022, 12, 31), Term(days=5), Basis.PUBLISHED),
        ("farm", date(2023, 1, 1), WorkingDays(5), Basis.PUBLISHED),
        ("aquatic", date(2022, 12, 31), Term(days=5), Basis.PUBLISHED),
        ("aquatic", date(2023, 1, 1), WorkingDays(5), Basis.PUBLISHED),
        ("quick-test", date(2011, 1, 1), Hours(4), Basis.PUBLISHED),
        ("quick-test", date(2023, 1, 1), Hours(4), Basis.PUBLISHED),
    ],
)
def test_the_windows_by_domain_and_day(domain, day, length, basis):
    rules = BOOK.at(day)
    window = rules.entry(ObjectionWindow, domain)
    assert (window.length, window.basis) == (length, basis)
    assert {d.value for d in SampleDomain} | {"quick-test"} == set(rules.entries(ObjectionWindow))


def test_a_window_that_nobody_has_verified_makes_no_failure_final():
    day = date(2015, 9, 8)
    one = sample(sampled_on=day - 9 * DAY, reported_on=day, known_on=day, domain=SampleDomain.FOOD)
    found = sample_state(one, Context(PLAIN, as_of="2016-12-31", calendar=OfficialCalendar()))
    assert (found.finality, found.objection_until.day) == (Finality.PENDING, None)
    assert "objection-window.food" in found.objection_until.reason.en


@pytest.mark.parametrize(
    ("more", "reported", "until"),
    [
        ({}, date(2016, 3, 1), date(2016, 3, 16)),
        ({}, date(2016, 3, 4), date(2016, 3, 21)),  # the 15th day is a Saturday
        (
            {},
            date(2016, 9, 16),
            date(2016, 10, 8),
        ),  # 1 October: the next working day is a Saturday made up
        ({"domain": SampleDomain.FOOD}, date(2016, 9, 30), date(2016, 10, 14)),
        ({"domain": SampleDomain.FOOD}, date(2016, 3, 1), date(2016, 3, 10)),
        ({"domain": SampleDomain.FOOD}, date(2015, 9, 8), date(2015, 9, 15)),
        # the fifth day, 6 March, is a Sunday
        ({"domain": SampleDomain.FARM}, date(2016, 3, 1), date(2016, 3, 7)),
        ({"domain": SampleDomain.AQUATIC}, date(2016, 3, 1), date(2016, 3, 7)),
        ({"domain": SampleDomain.FARM}, date(2023, 3, 1), date(2023, 3, 8)),
        ({"domain": SampleDomain.FARM, "quick_test": True}, date(2016, 3, 1), date(2016, 3, 2)),
    ],
)
def test_a_failure_is_final_on_the_day_after_its_window(more, reported, until):
    one = sample(sampled_on=reported - 9 * DAY, reported_on=reported, known_on=reported, **more)
    open_still, final = state(one, until, OFFICIAL), state(one, until + DAY, OFFICIAL)
    assert open_still.finality is Finality.PENDING
    assert open_still.conclusion is None
    assert not open_still.outstanding
    assert open_still.objection_until.day == until
    assert (final.finality, final.conclusion, final.final_on) == (Finality.FINAL, FAIL, until + DAY)
    assert final.outstanding


def test_the_window_begins_when_the_unit_received_the_result_each_by_itself():
    early = sample(received_on=date(2016, 3, 1))
    late = sample(id="S2", received_on=date(2016, 3, 21))
    day = date(2016, 3, 17)
    assert (state(early, day).conclusion, state(late, day).conclusion) == (FAIL, None)
    assert state(late, date(2016, 3, 20)).finality is Finality.PENDING  # on its way
    assert state(late, date(2016, 4, 5)).finality is Finality.PENDING
    assert state(late, date(2016, 4, 6)).final_on == date(2016, 4, 6)
    passed = sample(PASS, received_on=date(2016, 3, 21))
    assert state(passed, REPORTED).final_on == REPORTED  # a pass is final on its report
    with pytest.raises(FieldError, match="before there was a result"):
        sample(None, reported_on=None, severity=None, received_on=date(2016, 3, 1))
    with pytest.raises(FieldError, match="received_on 2016-02-29 lies before reported_on"):
        sample(received_on=date(2016, 2, 29))


def test_before_its_report_a_sample_says_nothing():
    for one in (sample(), sample(PASS)):
        assert state(one, REPORTED - DAY).finality is Finality.NOT_REPORTED
        assert state(one, REPORTED - DAY).conclusion is None
    passed = state(sample(PASS), REPORTED)
    assert (passed.finality, passed.conclusion, passed.final_on) == (Finality.FINAL, PASS, REPORTED)
    assert state(refusal(), date(2016, 12, 31)).finality is Finality.REFUSED


@pytest.mark.parametrize("calendar", [None, TableCalendar(years=frozenset({2015}), exceptions={})])
def test_a_window_nobody_can_count_leaves_the_failure_open_and_says_why(calendar):
    food = state(sample(domain=SampleDomain.FOOD), date(2016, 12, 31), calendar)
    assert (food.finality, food.objection_until.day) == (Finality.PENDING, None)
    assert food.objection_until.reason.en
    assert food.objection_until.reason.zh


def test_a_window_that_nobody_verified_ends_for_nobody():
    """The five working days before 2015-10-01 are from memory."""
    reported = date(2015, 9, 30)
    old = sample(
        domain=SampleDomain.FOOD, sampled_on=date(2015, 9, 20), reported_on=reported,
        known_on=reported,
    )  # fmt: skip
    unsigned = Context(PLAIN, as_of=date(2016, 12, 31), known_at=EVERYTHING, calendar=OFFICIAL)
    found = sample_state(old, unsigned)
    assert (found.finality, found.conclusion) == (Finality.PENDING, None)
    assert found.objection_until.reason.en == (
        "its rule is not verified yet: objection-window.food.length"
    )
    assert state(old, date(2016, 12, 31), OFFICIAL).final_on == date(2015, 10, 14)
    objected = attrs.evolve(old, objected_on=date(2016, 3, 1))
    assert sample_state(objected, unsigned).disputed
    rejected = attrs.evolve(objected, objection_rejected_on=date(2016, 3, 9))
    assert sample_state(rejected, unsigned).final_on == date(2016, 3, 9)
    next_day = {"reported_on": date(2015, 10, 8), "known_on": date(2015, 10, 8)}
    assert sample_state(attrs.evolve(old, **next_day), unsigned).final_on == date(2015, 10, 17)


def test_calendar_days_need_no_calendar():
    assert state(sample(), date(2016, 3, 17), None).conclusion is FAIL


def test_an_objection_keeps_the_failure_open_until_it_is_rejected():
    one = sample(objected_on=date(2016, 3, 16), objection_rejected_on=date(2016, 4, 20))
    assert state(one, date(2016, 4, 19)).finality is Finality.PENDING
    final = state(one, date(2016, 4, 20))
    assert (final.conclusion, final.final_on) == (FAIL, date(2016, 4, 20))


def test_an_objection_after_the_window_opens_nothing_again():
    one = sample(objected_on=date(2016, 3, 17), objection_rejected_on=date(2016, 4, 20))
    for on in (date(2016, 3, 17), date(2016, 4, 1), date(2016, 4, 20), date(2016, 12, 31)):
        found = state(one, on)
        assert (found.finality, found.conclusion, found.final_on) == (
            Finality.FINAL,
            FAIL,
            date(2016, 3, 17),
        )


def test_an_objection_in_a_window_nobody_can_count_is_heard():
    one = sample(
        domain=SampleDomain.FOOD,
        objected_on=date(2016, 3, 16),
        objection_rejected_on=date(2016, 4, 20),
    )
    assert state(one, date(2016, 4, 19), None).finality is Finality.PENDING
    assert state(one, date(2016, 4, 20), None).conclusion is FAIL


def test_a_reinspection_that_passes_cancels_the_failure():
    one = sample(objected_on=date(2016, 3, 10), reinspected_on=date(2016, 4, 20), reinspection=PASS)
    assert state(one, date(2016, 4, 19)).finality is Finality.PENDING
    final = state(one, date(2016, 4, 20))
    assert (final.conclusion, final.final_on, final.outstanding) == (PASS, date(2016, 4, 20), False)
    confirmed = state(attrs.evolve(one, reinspection=FAIL), date(2016, 4, 20))
    assert (confirmed.conclusion, confirmed.final_on, confirmed.outstanding) == (
        FAIL,
        date(2016, 4, 20),
        True,
    )


def test_further_reinspections_are_kept_and_the_last_one_holds():
    one = sample(
        objected_on=date(2016, 3, 10),
        reinspected_on=date(2016, 4, 20),
        reinspection=FAIL,
        reinspections=(Reinspection(reported_on=date(2016, 6, 1), conclusion=PASS),),
    )
    found = [state(one, day) for day in (date(2016, 5, 31), date(2016, 6, 1))]
    assert [(s.conclusion, s.final_on) for s in found] == [
        (FAIL, date(2016, 4, 20)),
        (PASS, date(2016, 6, 1)),
    ]
    assert state(one, date(2016, 12, 31), known_at=date(2016, 5, 31)).conclusion is FAIL
    for wrong in (
        {"reinspected_on": date(2016, 6, 2)},
        {"reinspected_on": None, "reinspection": None},
    ):
        with pytest.raises(FieldError, match="further re-inspections"):
            attrs.evolve(one, **wrong)


# Rectification and re-checks

ORDERED = date(2016, 3, 18)


LATE = {
    "sampled_on": date(2021, 2, 1),
    "reported_on": date(2021, 2, 10),
    "known_on": date(2021, 2, 10),
}


def test_to_2019_thirty_days_once_thirty_more_and_a_recheck_after_the_application():
    one = sample(rectify_ordered_on=ORDERED)
    assert state(one, ORDERED - DAY).rectify_by is None
    found = state(one, ORDERED)
    assert found.rectify_by.day == date(2016, 4, 18)  # from a Sunday
    assert found.recheck_by.day == date(2016, 5, 3)  # at the latest: nobody applied yet
    assert found.rectification_overdue is False
    assert state(one, date(2016, 4, 18)).rectification_overdue is False
    assert state(one, date(2016, 4, 19)).rectification_overdue is True
    asked = attrs.evolve(one, rectified_on=date(2016, 4, 1))
    assert state(asked, date(2016, 4, 1)).recheck_by.day == date(2016, 4, 18)  # 16 is a Saturday
    longer = attrs.evolve(one, extended_on=date(2016, 4, 18))
    assert state(longer, date(2016, 4, 17)).rectify_by.day == date(2016, 4, 18)
    assert state(longer, date(2016, 4, 18)).rectify_by.day == date(2016, 5, 17)  # from 17 April
    too_late = attrs.evolve(one, extended_on=date(2016, 4, 19))
    assert state(too_late, date(2016, 12, 31)).rectify_by.day == date(2016, 4, 18)


def test_from_2020_the_term_of_the_order_of_sixty_days_at_most():
    ordered = date(2021, 3, 1)
    one = sample(**LATE, rectify_ordered_on=ordered)
    found = state(one, ordered)
    assert found.rectify_by.day == date(2021, 4, 30) == ordered + timedelta(days=60)
    assert found.recheck_by.day == date(2021, 5, 17)  # the 75th day is a Saturday
    short = attrs.evolve(one, rectify_by=date(2021, 3, 20))
    assert state(short, ordered).rectify_by.day == date(2021, 3, 20)
    long = attrs.evolve(one, rectify_by=date(2021, 6, 30))
    assert state(long, ordered).rectify_by.day == date(2021, 4, 30)
    longer = attrs.evolve(one, extended_on=date(2021, 4, 1))  # no rule of 2021 extends it
    assert state(longer, date(2021, 12, 31)).rectify_by.day == date(2021, 4, 30)


def test_put_right_in_time_is_never_overdue_and_late_stays_late():
    in_time = sample(rectify_ordered_on=ORDERED, rectified_on=date(2016, 4, 18))
    late = sample(rectify_ordered_on=ORDERED, rectified_on=date(2016, 4, 19))
    assert state(in_time, date(2016, 12, 31)).rectification_overdue is False
    assert [state(late, date(2016, 4, day)).rectification_overdue for day in (18, 19, 30)] == [
        False,
        True,
        True,
    ]


def fail(day, announced=None):
    return Recheck(held_on=day, conclusion=FAIL, announced_on=announced)


@pytest.mark.parametrize(
    ("second", "closed"),
    [
        (date(2021, 7, 19), False),  # 60 days from the announcement on 20 May
        (date(2021, 7, 20), True),
        (date(2021, 8, 18), True),  # the 90th day
        (date(2021, 8, 19), False),
    ],
)
def test_closure_after_the_announcement_when_the_second_recheck_falls_into_its_window(
    second, closed
):
    ordered = date(2021, 3, 1)
    one = sample(
        **LATE,
        rectify_ordered_on=ordered,
        rectified_on=date(2021, 4, 20),
        rechecks=(fail(date(2021, 5, 10), date(2021, 5, 20)), fail(second)),
    )
    rounds = state(one, date(2021, 12, 31)).rounds
    assert bool(rounds.closing) is closed
    assert state(one, second - DAY).rounds.closing == ()


def test_no_closure_on_day_3_of_a_term_of_60_or_without_an_announcement():
    ordered = date(2021, 3, 1)
    quick = sample(
        **LATE,
        rectify_ordered_on=ordered,
        rectified_on=ordered,
        rechecks=(fail(date(2021, 3, 2)), fail(date(2021, 3, 4))),
    )
    assert state(quick, date(2021, 3, 4)).rounds.closing == ()
    assert state(quick, date(2021, 12, 31)).rounds.closing == ()
    silent = attrs.evolve(quick, rechecks=(fail(date(2021, 5, 10)), fail(date(2021, 8, 1))))
    assert state(silent, date(2021, 12, 31)).rounds.closing == ()
    early = attrs.evolve(  # re-checked before the unit applied, and before its term had run
        quick,
        rectified_on=date(2021, 4, 30),
        rechecks=(fail(date(2021, 3, 10), date(2021, 3, 12)), fail(date(2021, 5, 20))),
    )
    assert state(early, date(2021, 12, 31)).rounds.closing == ()


@pytest.mark.parametrize("ordered", [None, date(2016, 5, 2)])
def test_a_recheck_needs_an_order_before_it(ordered):
    with pytest.raises(FieldError, match="before it was ordered"):
        sample(
            rectify_ordered_on=ordered,
            rechecks=(Recheck(held_on=date(2016, 5, 1), conclusion=PASS),),
        )


def test_rechecks_count_up_to_the_day_and_the_last_one_cures():
    checks = (
        Recheck(held_on=date(2016, 5, 20), conclusion=FAIL),
        Recheck(held_on=date(2016, 6, 20), conclusion=PASS),
    )
    one = sample(rectify_ordered_on=ORDERED, rectified_on=date(2016, 5, 1), rechecks=checks)
    assert state(one, date(2016, 5, 19)).failed_rechecks == ()
    failed = state(one, date(2016, 6, 19))
    assert (failed.failed_rechecks, failed.cured, failed.outstanding) == (
        (date(2016, 5, 20),),
        False,
        True,
    )
    cured = state(one, date(2016, 6, 20))
    assert (cured.failed_rechecks, cured.cured, cured.outstanding) == (
        (date(2016, 5, 20),),
        True,
        False,
    )


# Laws

AFTER = st.integers(0, 40).map(lambda n: timedelta(days=n))
MAYBE = st.none() | AFTER
DAYS = st.integers(-20, 260).map(lambda n: REPORTED + timedelta(days=n))
CALENDARS = st.sampled_from([None, WEEKDAYS, OFFICIAL])
RANK = {Finality.NOT_REPORTED: 0, Finality.PENDING: 1, Finality.FINAL: 2}


def later(day, by):
    return None if day is None or by is None else day + by


@st.composite
def failures(draw):
    """A failed sample with any course, objections too late among them."""
    objected = later(REPORTED, draw(MAYBE))
    reinspected = later(objected or REPORTED, draw(MAYBE))
    ordered = later(REPORTED, draw(MAYBE))
    held = sorted(draw(st.lists(st.integers(0, 200), max_size=3))) if ordered else []
    return sample(
        domain=draw(st.sampled_from(list(SampleDomain))),
        quick_test=draw(st.booleans()),
        objected_on=objected,
        objection_rejected_on=later(objected, draw(MAYBE)),
        reinspected_on=reinspected,
        reinspection=draw(st.sampled_from([PASS, FAIL])) if reinspected else None,
        rectify_ordered_on=ordered,
        rectified_on=later(ordered, draw(AFTER)) if draw(st.booleans()) else None,
        rechecks=tuple(
            Recheck(
                held_on=ordered + timedelta(days=n), conclusion=draw(st.sampled_from([PASS, FAIL]))
            )
            for n in held
        ),
    )


@settings(max_examples=400)
@given(failures(), CALENDARS, DAYS, DAYS)
def test_the_state_only_moves_forward(one, calendar, day, other):
    first, second = (state(one, on, calendar) for on in sorted((day, other)))
    assert RANK[first.finality] <= RANK[second.finality]
    if first.finality is not Finality.NOT_REPORTED:
        assert first.objection_until == second.objection_until
    if first.conclusion is PASS:
        assert second.conclusion is PASS
        assert first.final_on == second.final_on
    if first.conclusion is FAIL and second.conclusion is FAIL:
        assert first.final_on <= second.final_on
        assert second.failed_rechecks[: len(first.failed_rechecks)] == first.failed_rechecks
        assert second.rectification_overdue or not first.rectification_overdue
    if first.conclusion is FAIL and second.conclusion is PASS:
        assert one.reinspection is PASS
        assert first.final_on < second.final_on == one.reinspected_on


@settings(max_examples=300)
@given(failures(), CALENDARS, DAYS)
def test_nothing_that_happens_later_is_seen(one, calendar, on):
    def so_far(day):
        return day if day is not None and day <= on else None

    known = attrs.evolve(
        one,
        objected_on=so_far(one.objected_on),
        objection_rejected_on=so_far(one.objection_rejected_on),
        reinspected_on=so_far(one.reinspected_on),
        reinspection=one.reinspection if so_far(one.reinspected_on) else None,
        rectify_ordered_on=so_far(one.rectify_ordered_on),
        rectified_on=so_far(one.rectified_on),
        rechecks=tuple(recheck for recheck in one.rechecks if recheck.held_on <= on),
    )
    assert state(known, on, calendar) == state(one, on, calendar)


@settings(max_examples=300)
@given(failures(), CALENDARS, DAYS, DAYS)
def test_what_became_known_later_does_not_exist(one, calendar, known_at, on):
    one = attrs.evolve(one, known_on=one.sampled_on)
    known_at = max(known_at, one.known_on)
    known = as_known(one, known_at)
    assert state(one, on, calendar, known_at) == state(known, on, calendar)
    for day in (known.reported_on, known.objected_on, known.reinspected_on, known.rectified_on):
        assert day is None or day <= known_at


def test_a_sample_that_nobody_knew_of_has_no_state():
    one = sample(known_on=date(2016, 6, 1))
    with pytest.raises(FieldError, match="nobody knew of it on 2016-05-31"):
        state(one, date(2016, 12, 31), known_at=date(2016, 5, 31))
    assert state(one, date(2016, 12, 31), known_at=date(2016, 6, 1)).conclusion is FAIL


def test_an_objection_and_a_reinspection_known_later_change_nothing_before():
    one = sample(objected_on=date(2016, 3, 10), reinspected_on=date(2016, 4, 20), reinspection=PASS)
    end = date(2016, 12, 31)
    assert state(one, end, known_at=date(2016, 3, 9)).final_on == date(2016, 3, 17)
    assert state(one, end, known_at=date(2016, 3, 10)).finality is Finality.PENDING
    assert state(one, end, known_at=date(2016, 4, 19)).finality is Finality.PENDING
    assert state(one, end, known_at=date(2016, 4, 20)).conclusion is PASS


def test_a_reinspection_dated_before_the_report_is_known_with_the_report():
    one = sample(reinspected_on=date(2016, 2, 20), reinspection=PASS, known_on=date(2016, 2, 15))
    seen = as_known(one, date(2016, 2, 25))
    assert (seen.conclusion, seen.reinspected_on, seen.reinspection) == (None, None, None)
    assert state(one, REPORTED, known_at=date(2016, 2, 25)).finality is Finality.NOT_REPORTED
    assert as_known(one, REPORTED) == one


def test_a_sample_without_a_report_is_under_test():
    one = sample(None, reported_on=None, severity=None)
    assert (one.conclusion, state(one, date(2016, 12, 31)).finality) == (
        None,
        Finality.NOT_REPORTED,
    )
    late = sample(known_on=date(2016, 2, 15))
    assert as_known(late, REPORTED - DAY) == attrs.evolve(one, known_on=date(2016, 2, 15))


def test_the_window_is_that_of_the_day_of_the_report(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(
        '[rulebook]\nid = "x"\nversion = "1"\ntitle = { zh = "x", en = "x" }\n'
        'extends = "strong-town"\n[[change]]\nsection = "objection-window"\nid = "industrial"\n'
        'valid_from = 2016-03-05\nset = { length = "30 days" }\nsource = "x"\n',
        encoding="utf-8",
    )
    context = Context(load_rulebook(path), as_of="2016-12-31", calendar=WEEKDAYS)
    assert sample_state(sample(), context).objection_until.day == date(2016, 3, 16)
    later_one = sample(reported_on=date(2016, 3, 7), known_on=date(2016, 3, 7))
    assert sample_state(later_one, context).objection_until.day == date(2016, 4, 6)


def test_a_report_before_the_book_begins_stays_open_and_says_why():
    day = date(2010, 12, 1)
    one = sample(sampled_on=day, reported_on=day, known_on=day)
    found = state(one, date(2016, 12, 31))
    assert (found.finality, found.objection_until.day) == (Finality.PENDING, None)
    assert "2011-01-01" in found.objection_until.reason.en


@given(failures(), CALENDARS, DAYS)
def test_a_final_state_has_a_day_that_has_come_and_a_pending_one_has_none(one, calendar, on):
    found = state(one, on, calendar)
    assert (
        (found.finality is Finality.FINAL)
        == (found.conclusion is not None)
        == (found.final_on is not None)
    )
    assert found.final_on is None or found.final_on <= on
    assert found.outstanding == (found.conclusion is FAIL and not found.cured)


@given(failures(), CALENDARS)
def test_a_passed_reinspection_always_ends_as_a_pass(one, calendar):
    end = state(one, date(2017, 12, 31), calendar)
    if one.reinspection is not None:
        assert (end.conclusion, end.final_on) == (one.reinspection, one.reinspected_on)
    if one.reinspection is PASS:
        assert not end.outstanding
        assert end.failed_rechecks == ()


# Sampled twice


def taken(name, on, **more):
    return sample(
        PASS,
        id=name,
        sampled_on=on,
        reported_on=date(2017, 1, 1),
        known_on=date(2017, 1, 1),
        **more,
    )


def test_the_same_product_of_a_unit_is_not_sampled_again_within_the_days():
    first, near, far = (
        taken(n, d)
        for n, d in (("a", date(2016, 1, 1)), ("b", date(2016, 6, 29)), ("c", date(2016, 12, 27)))
    )
    (found,) = double_sampled([near, far, first], 180)
    assert (found.path, found.found, found.severity) == ("b", "2016-06-29", "warning")
    assert "a" in found.expected.en
    assert [p.path for p in double_sampled([far, near, first], 181)] == ["b", "c"]
    assert double_sampled([first, near, far], 179) == ()


def test_another_product_or_unit_is_no_repetition_and_another_spelling_of_the_unit_is():
    first = taken("a", date(2016, 1, 1))
    assert double_sampled([first, taken("b", date(2016, 1, 2), product="灯具")], 180) == ()
    assert (
        double_sampled([first, taken("b", date(2016, 1, 2), subject="91110000600037341L")], 180)
        == ()
    )
    assert [
        p.path
        for p in double_sampled([first, taken("b", date(2016, 1, 2), subject=CODE[8:17])], 180)
    ] == ["b"]


@given(
    st.lists(st.tuples(st.integers(0, 300), st.sampled_from("xy")), max_size=8),
    st.randoms(),
    st.integers(0, 200),
)
def test_the_order_of_samples_never_matters(rows, luck, within):
    samples = [
        taken(f"S{at}", date(2016, 1, 1) + timedelta(days=n), product=p)
        for at, (n, p) in enumerate(rows)
    ]
    shuffled = list(samples)
    luck.shuffle(shuffled)
    found = double_sampled(shuffled, within)
    assert found == double_sampled(samples, within)
    # As many as there are neighbours in time, of one product, no further apart than that.
    days = {p: sorted(n for n, q in rows if q == p) for p in "xy"}
    assert len(found) == sum(b - a <= within for d in days.values() for a, b in pairwise(d))
