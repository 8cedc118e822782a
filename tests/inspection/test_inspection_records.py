"""What samples give to credit and to indicators: kinds, severities, days, and what cancels them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import WeekdayCalendar, working_days_after
from qualitygov.core.exact import Rate
from qualitygov.credit import CreditArchive
from qualitygov.inspection import (
    SUBJECT,
    Conclusion,
    Exposure,
    InspectionSample,
    Recheck,
    SampleDomain,
    SampleFact,
    SampleItem,
    Stage,
    exposures,
    sample_state,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.credit import CreditRule
from signed_book import signed_book
from small_county import records_of, view_of

pytestmark = pytest.mark.clause("2.2.2.a", "3.1.4.b", "3.2.2.a", "3.2.2.e")

PLAIN, BOOK = load_rulebook("strong-town"), signed_book()
RULES = BOOK.at(date(2016, 12, 31))
CALENDAR = WeekdayCalendar()
CODE = "91330299100041176W"
PASS, FAIL = Conclusion.PASS, Conclusion.FAIL
SAMPLED, REPORTED = date(2016, 2, 15), date(2016, 3, 1)
FINAL = date(2016, 3, 17)
ORDERED = date(2016, 3, 18)
END = date(2016, 12, 31)
EVERYTHING = date(2018, 12, 31)
DAY = timedelta(days=1)


def sample(conclusion=FAIL, **more):
    values = {
        "id": "S1",
        "subject": CODE,
        "town": "330299101",
        "domain": SampleDomain.INDUSTRIAL,
        "stage": Stage.PRODUCTION,
        "product": "电线电缆",
        "category": "电线",
        "sampled_on": SAMPLED,
        "reported_on": REPORTED,
        "known_on": REPORTED,
        "document": "检〔2016〕1号",
        "authority": "县市场监管局",
        "stated": conclusion,
        "severity": "general" if conclusion is FAIL else None,
        **more,
    }
    return InspectionSample(**values)


def refusal(**more):
    return sample(None, refused=True, reported_on=None, known_on=SAMPLED, **more)


def at(as_of=END, known_at=EVERYTHING, calendar=CALENDAR):
    """A day, by default with all that ever became known."""
    return Context(BOOK, as_of=as_of, known_at=known_at, calendar=calendar)


def records(*samples, **when):
    return records_of(view_of(SUBJECT, samples=samples), at(**when))


def short(*samples, as_of=END):
    return [(r.id, r.kind, r.severity, r.decided_on) for r in records(*samples, as_of=as_of)]


# Credit records


@pytest.mark.parametrize("severity", ["minor", "general", "serious"])
def test_a_final_failure_is_a_record_of_its_severity(severity):
    one = sample(severity=severity)
    assert records(one, as_of=FINAL - DAY) == ()
    (found,) = records(one, as_of=FINAL)
    assert (found.id, found.kind, found.severity) == ("S1/fail", "sampling-fail", severity)
    assert (found.happened_on, found.decided_on, found.known_on) == (SAMPLED, FINAL, FINAL)
    assert (found.subject, found.category, found.authority) == (CODE, "电线", "县市场监管局")
    assert found.source_document == "检〔2016〕1号"


def test_a_failure_that_became_known_late_is_known_late():
    (found,) = records(sample(known_on=date(2016, 6, 1)))
    assert (found.decided_on, found.known_on) == (FINAL, date(2016, 6, 1))


def test_a_pass_is_a_merit_of_the_day_of_its_report():
    assert records(sample(PASS), as_of=REPORTED - DAY) == ()
    assert short(sample(PASS)) == [("S1/pass", "sample-passed", "passed", REPORTED)]


def test_a_refusal_is_a_serious_failing_of_the_day_of_sampling():
    assert records(refusal(), as_of=SAMPLED - DAY) == ()
    assert short(refusal(), as_of=SAMPLED) == [("S1/refused", "refuse", "serious", SAMPLED)]


def test_a_reinspection_that_passes_turns_the_failure_into_a_pass():
    one = sample(
        objected_on=date(2016, 3, 10),
        reinspected_on=date(2016, 4, 20),
        reinspection=PASS,
        rectify_ordered_on=ORDERED,
        rechecks=(Recheck(held_on=date(2016, 6, 20), conclusion=FAIL),),
    )
    assert records(one, as_of=date(2016, 4, 19)) == ()
    assert short(one) == [("S1/pass", "sample-passed", "passed", date(2016, 4, 20))]
    assert [r[:2] for r in short(attrs.evolve(one, reinspection=FAIL))] == [
        ("S1/fail", "sampling-fail"),
        ("S1/late", "not-rectified"),
        ("S1/recheck-2016-06-20", "recheck-fail"),
    ]


def test_a_failure_under_objection_gives_nothing():
    assert records(sample(objected_on=date(2016, 3, 10))) == ()
    rejected = sample(objected_on=date(2016, 3, 10), objection_rejected_on=date(2016, 5, 4))
    assert records(rejected, as_of=date(2016, 5, 3)) == ()
    assert short(rejected) == [("S1/fail", "sampling-fail", "general", date(2016, 5, 4))]


def test_a_rectification_overdue_is_a_record_of_the_day_after_its_term():
    one = sample(rectify_ordered_on=ORDERED)
    late = ("S1/late", "not-rectified", "general", date(2016, 4, 19))
    assert late not in short(one, as_of=date(2016, 4, 18))
    assert late in short(one, as_of=date(2016, 4, 19))
    assert late in short(attrs.evolve(one, rectified_on=date(2016, 8, 1)))
    assert late not in short(attrs.evolve(one, rectified_on=date(2016, 4, 18)))


def test_each_failed_recheck_is_a_record_of_its_own():
    checks = [
        Recheck(held_on=date(2016, month, 1), conclusion=c)
        for month, c in ((6, FAIL), (7, FAIL), (8, PASS))
    ]
    one = sample(rectify_ordered_on=ORDERED, rectified_on=date(2016, 4, 10), rechecks=tuple(checks))
    first = ("S1/recheck-2016-06-01", "recheck-fail", "serious", date(2016, 6, 1))
    second = ("S1/recheck-2016-07-01", "recheck-fail", "serious", date(2016, 7, 1))
    fail = ("S1/fail", "sampling-fail", "general", FINAL)
    assert short(one, as_of=date(2016, 6, 30)) == [fail, first]
    assert short(one) == [fail, first, second]


def test_without_a_calendar_a_failure_in_working_days_gives_nothing():
    assert records(sample(domain=SampleDomain.FOOD), calendar=None) == ()
    assert len(records(sample(), calendar=None)) == 1


# Laws

AFTER = st.integers(0, 40).map(lambda n: timedelta(days=n))
MAYBE = st.none() | AFTER


def later(day, by):
    return None if day is None or by is None else day + by


@st.composite
def samples(draw, name="S1"):
    kind = draw(st.sampled_from(["fail", "fail", "fail", "pass", "refused"]))
    reported = SAMPLED + draw(AFTER)
    known = SAMPLED + 2 * draw(AFTER)
    if kind == "refused":
        return refusal(id=name)
    if kind == "pass":
        return sample(PASS, id=name, reported_on=reported, known_on=known)
    objected = later(reported, draw(MAYBE))
    reinspected = later(objected, draw(MAYBE))
    ordered = later(reported, draw(MAYBE))
    held = sorted(draw(st.lists(st.integers(0, 200), max_size=3))) if ordered else []
    return sample(
        id=name,
        reported_on=reported,
        known_on=known,
        domain=draw(st.sampled_from(list(SampleDomain))),
        severity=draw(st.sampled_from(["minor", "general", "serious"])),
        items=(SampleItem(name="铅", mandatory=draw(st.booleans()), stated=FAIL),),
        objected_on=objected,
        objection_rejected_on=later(objected, draw(MAYBE)),
        reinspected_on=reinspected,
        reinspection=draw(st.sampled_from([PASS, FAIL])) if reinspected else None,
        rectify_ordered_on=ordered,
        rectified_on=later(ordered, 2 * draw(AFTER)) if draw(st.booleans()) else None,
        rechecks=tuple(
            Recheck(
                held_on=ordered + timedelta(days=n), conclusion=draw(st.sampled_from(Conclusion))
            )
            for n in held
        ),
    )


MANY = st.integers(0, 5).flatmap(lambda n: st.tuples(*(samples(name=f"S{at}") for at in range(n))))
DAYS = st.integers(-10, 330).map(lambda n: SAMPLED + timedelta(days=n))


@settings(max_examples=200)
@given(MANY, DAYS)
def test_the_credit_rules_know_every_record_and_every_id_is_there_once(many, as_of):
    rules = RULES.entries(CreditRule)
    found = records(*many, as_of=as_of)
    for one in found:
        assert one.severity in rules[one.kind].scale
        assert rules[one.kind].merit == (one.kind == "sample-passed")
        assert one.happened_on <= one.decided_on <= as_of
        assert one.decided_on <= one.known_on
    assert len(CreditArchive.of(found)) == len(found)


@given(MANY, st.randoms(), DAYS)
def test_the_order_of_samples_never_matters(many, luck, as_of):
    shuffled = list(many)
    luck.shuffle(shuffled)
    assert set(records(*shuffled, as_of=as_of)) == set(records(*many, as_of=as_of))
    assert set(facts(*shuffled, as_of=as_of)) == set(facts(*many, as_of=as_of))


@settings(max_examples=200)
@given(samples(), DAYS)
def test_records_say_what_the_state_says(one, as_of):
    found = {r.id.removeprefix("S1/"): r for r in records(one, as_of=as_of)}
    state = sample_state(one, at(as_of))
    assert ("fail" in found) == (state.conclusion is FAIL)
    assert ("pass" in found) == (state.conclusion is PASS)
    assert ("refused" in found) == (one.refused and one.sampled_on <= as_of)
    assert ("late" in found) == bool(state.rectification_overdue)
    assert sum(name.startswith("recheck-") for name in found) == len(state.failed_rechecks)


@settings(max_examples=200)
@given(samples(), DAYS, DAYS)
def test_a_record_goes_only_where_a_reinspection_ends_it(one, day, other):
    first, second = (records(one, as_of=on) for on in sorted((day, other)))
    if one.reinspected_on is None:
        assert set(first) <= set(second)
    elif (
        one.reinspection is PASS
        and one.reinspected_on <= max(day, other)
        and one.reported_on <= max(day, other)
    ):
        assert [r.kind for r in second] == ["sample-passed"]


# Fact rows


def facts(*many, as_of=END, known_at=None):
    return view_of(SUBJECT, samples=many).facts("sample", at(as_of, known_at))


def mandatory(*many, as_of=END, known_at=None):
    rows = view_of(SUBJECT, samples=many).facts("mandatory", at(as_of, known_at))
    return [(row.standing, row.settles_on) for row in rows]


TESTED_BY = date(2016, 3, 14)  # 20 working days after it was taken
CUTOFF = date(2017, 3, 1)


@pytest.mark.parametrize(
    ("more", "year", "last"),
    [
        ({"domain": SampleDomain.AQUATIC}, 2016, 30),  # no law sets a term: by default
        ({}, 2016, 30),
        ({"domain": SampleDomain.FARM}, 2023, 7),  # art. 51 of the law of 2022
    ],
)
def test_an_open_sample_says_by_when_its_reinspection_ends(more, year, last):
    """And once that day has passed, the cut-off closes it as it stands."""
    reported = date(year, 3, 1)
    objected = reported + DAY
    one = sample(
        sampled_on=reported - 9 * DAY,
        reported_on=reported,
        known_on=reported,
        objected_on=objected,
        **more,
    )
    by, cutoff = working_days_after(objected, last, CALENDAR), date(year + 1, 3, 1)
    found = {by: by, by + DAY: cutoff, cutoff: cutoff, cutoff + DAY: None}
    for as_of, settles in found.items():
        (row,) = facts(one, as_of=as_of)
        assert (row.standing, row.settles_on) == ("open", settles), as_of


def test_a_sample_under_test_says_by_when_its_report_is_due():
    late = sample(reported_on=CUTOFF, known_on=SAMPLED)
    for as_of, settles in {TESTED_BY: TESTED_BY, TESTED_BY + DAY: CUTOFF}.items():
        (row,) = facts(late, as_of=as_of)
        assert (row.standing, row.settles_on) == ("open", settles)


def test_a_row_is_the_sample_as_it_stands():
    one = sample()
    row = SampleFact(
        id="S1",
        town="330299101",
        on=SAMPLED,
        duty="sample-result",
        standing="failed",
        unit=CODE,
        subject=CODE,
        domain="industrial",
        stage="production",
        product="电线电缆",
        category="电线",
        conclusion="fail",
    )
    assert facts(one) == (row,)
    last = FINAL - DAY
    pending = attrs.evolve(row, conclusion="pending", standing="open", settles_on=last)
    assert facts(one, as_of=last) == (pending,)
    untested = attrs.evolve(pending, settles_on=TESTED_BY)
    assert facts(one, as_of=REPORTED - DAY, known_at=END) == (untested,)
    disputed = sample(objected_on=date(2016, 3, 10))
    assert facts(disputed) == (attrs.evolve(pending, settles_on=CUTOFF),)
    (refused,) = facts(refusal())  # it never helps to refuse
    assert (refused.conclusion, refused.standing) == ("refused", "failed")
    (passed,) = facts(sample(PASS))
    assert (passed.conclusion, passed.standing) == ("pass", "done")


def test_fifteen_passed_and_five_in_their_window_are_twenty_due():
    passed = [sample(PASS, id=f"P{n}") for n in range(15)]
    failed = [sample(id=f"F{n}") for n in range(5)]
    count = Counter(row.standing for row in facts(*passed, *failed, as_of=FINAL - DAY))
    assert count == {"done": 15, "open": 5}
    assert Counter(row.standing for row in facts(*passed, *failed)) == {"done": 15, "failed": 5}


@pytest.mark.parametrize("conclusion", [PASS, FAIL])
def test_a_sample_of_december_counts_whether_it_passed_or_failed(conclusion):
    day = date(2016, 12, 20)
    one = sample(conclusion, sampled_on=date(2016, 12, 12), reported_on=day, known_on=day)
    told = []
    for as_of in (date(2017, 3, 1), date(2018, 1, 1)):
        context = Context.of_year(BOOK, 2016, as_of=as_of, known_at="2017-03-01", calendar=CALENDAR)
        (row,) = view_of(SUBJECT, samples=[one]).facts("sample", context.settled)
        assert row.on in context.period
        told.append(row.standing)
    assert told == ["done" if conclusion is PASS else "failed"] * 2


def test_a_failure_of_a_standard_that_binds_stands_until_cured():
    item = SampleItem(name="导体电阻", mandatory=True, stated=FAIL)
    cured = Recheck(held_on=date(2016, 6, 1), conclusion=PASS)
    one = sample(items=(item,), rectify_ordered_on=ORDERED, rechecks=(cured,))
    assert mandatory(one, as_of=FINAL - DAY) == [("open", FINAL - DAY)]
    assert mandatory(one, as_of=date(2016, 5, 31)) == [("failed", None)]
    assert mandatory(one, as_of=date(2016, 6, 1)) == [("done", None)]
    voluntary = attrs.evolve(one, items=(attrs.evolve(item, mandatory=False),), rechecks=())
    assert mandatory(voluntary) == mandatory(voluntary, as_of=FINAL - DAY) == [("done", None)]
    assert mandatory(one, as_of=REPORTED - DAY, known_at=END) == [("open", TESTED_BY)]
    assert mandatory(refusal()) == [("failed", None)]


def test_a_failure_of_which_nobody_told_the_items_is_open_until_cured():
    """Whether a mandatory standard was broken nobody knows: it is not "kept", nor broken."""
    untold = sample(items=(), stated=FAIL, rectify_ordered_on=ORDERED)
    assert untold.mandatory_failed is None
    assert mandatory(untold, as_of=FINAL - DAY) == [("open", FINAL - DAY)]
    assert mandatory(untold, as_of=FINAL) == [("open", CUTOFF)]
    assert mandatory(untold, as_of=CUTOFF, known_at=EVERYTHING) == [("open", CUTOFF)]
    assert mandatory(untold, as_of=CUTOFF + DAY, known_at=EVERYTHING) == [("open", None)]
    cured = attrs.evolve(untold, rechecks=(Recheck(held_on=date(2016, 6, 1), conclusion=PASS),))
    assert mandatory(cured) == [("done", None)]
    again = sample(items=(), stated=FAIL, reinspected_on=date(2016, 4, 1), reinspection=PASS)
    assert mandatory(again) == [("done", None)]
    assert sample(items=(), stated=PASS, severity=None).mandatory_failed is False


@pytest.mark.parametrize(
    ("marks", "failed", "standing"),
    [
        ([None], None, "open"),
        ([None, False], None, "open"),
        ([None, True], True, "failed"),
        ([False, False], False, "done"),
    ],
)
def test_an_item_of_which_nobody_told_the_standard_decides_nothing(marks, failed, standing):
    items = tuple(SampleItem(name=f"项{n}", mandatory=m, stated=FAIL) for n, m in enumerate(marks))
    kept = SampleItem(name="标签", stated=PASS)
    one = sample(items=(*items, kept), rectify_ordered_on=ORDERED)
    assert one.mandatory_failed is failed
    assert [row[0] for row in mandatory(one)] == [standing]
    assert sample(items=(kept,), stated=PASS, severity=None).mandatory_failed is False


def test_a_passed_reinspection_takes_the_violation_away():
    item = SampleItem(name="导体电阻", mandatory=True, stated=FAIL)
    one = sample(items=(item,), reinspected_on=date(2016, 4, 1), reinspection=PASS)
    (row,) = facts(one)
    assert (row.conclusion, row.standing) == ("pass", "done")
    assert mandatory(one) == [("done", None)]


def steps(one, as_of=END, calendar=CALENDAR):
    context = at(as_of, known_at=EVERYTHING, calendar=calendar)
    rows = view_of(SUBJECT, samples=[one]).facts("rectification", context)
    return {row.duty: (row.standing, row.unit, row.by) for row in rows}


OFFICE = "县市场监管局"


def test_the_steps_after_a_final_failure_are_duties_of_whom_they_fall_to():
    assert steps(sample(), FINAL - DAY) == {}
    assert steps(sample(PASS)) == steps(refusal()) == {}
    by = date(2016, 3, 24)  # five working days after it was final
    assert steps(sample(), by) == {"sample-ordered": ("open", OFFICE, by)}
    assert steps(sample(), by + DAY) == {"sample-ordered": ("missing", OFFICE, by)}
    ordered = sample(rectify_ordered_on=ORDERED)
    assert steps(ordered) == {
        "sample-ordered": ("done", OFFICE, by),
        "sample-rectified": ("missing", CODE, date(2016, 4, 18)),
        "sample-rechecked": ("missing", OFFICE, date(2016, 5, 3)),
    }
    right = sample(
        rectify_ordered_on=ORDERED,
        rectified_on=date(2016, 4, 18),
        rechecks=(Recheck(held_on=date(2016, 5, 4), conclusion=PASS),),
    )
    assert steps(right)["sample-rectified"][0] == "done"
    assert steps(right)["sample-rechecked"] == ("late", OFFICE, date(2016, 5, 3))


def test_a_failed_recheck_is_announced_and_held_again():
    failed = sample(
        rectify_ordered_on=ORDERED,
        rectified_on=date(2016, 4, 10),
        rechecks=(Recheck(held_on=date(2016, 4, 20), conclusion=FAIL),),
    )
    found = steps(failed)
    assert found["sample-rectified"] == ("failed", CODE, date(2016, 4, 18))
    assert found["sample-announced"] == ("missing", OFFICE, date(2016, 5, 11))
    assert "sample-second-recheck" not in found
    announced = attrs.evolve(
        failed, rechecks=(attrs.evolve(failed.rechecks[0], announced_on=date(2016, 5, 1)),)
    )
    assert steps(announced)["sample-second-recheck"] == ("missing", OFFICE, date(2016, 8, 1))
    assert steps(announced, date(2016, 8, 1))["sample-second-recheck"][0] == "open"
    for held, expected in (
        (date(2016, 5, 31), "missing"),  # 30 days after the announcement: before the window
        (date(2016, 6, 1), "done"),
        (date(2016, 8, 1), "done"),
        (date(2016, 8, 2), "late"),
    ):
        again = Recheck(held_on=held, conclusion=PASS)
        found = steps(attrs.evolve(announced, rechecks=(*announced.rechecks, again)))
        assert found["sample-second-recheck"] == (expected, OFFICE, date(2016, 8, 1))


def test_how_often_a_unit_was_sampled_is_its_exposure():
    many = [
        sample(PASS, id="S1"),
        sample(id="S2"),
        refusal(id="S3"),
        sample(id="S4", objected_on=date(2016, 3, 10)),
    ]
    found = exposures(view_of(SUBJECT, samples=many), at(), period=at().period)
    assert list(found.values()) == [Exposure(2, 1)]
    assert found[UnitKey.of(CODE)].rate == Rate(1, 2)
    before = Context(BOOK, as_of="2015-12-31").period
    assert exposures(view_of(SUBJECT, samples=many), at(), period=before) == {}


@settings(max_examples=200)
@given(samples(), DAYS)
def test_a_row_is_open_exactly_while_nothing_is_final(one, as_of):
    for row in facts(one, as_of=as_of):
        state = sample_state(one, at(as_of, None))
        final = state.conclusion is not None or one.refused
        assert (row.standing == "open") == (not final)
        assert row.settles_on is None or row.standing == "open"
        assert row.settles_on is None or row.settles_on >= as_of


def test_rows_are_of_what_was_sampled_and_known_by_the_day():
    one = sample(known_on=date(2016, 6, 1))
    assert facts(one, as_of=date(2016, 5, 31)) == ()
    assert len(facts(one, as_of=date(2016, 6, 1))) == 1
    assert len(facts(one, as_of=date(2016, 3, 31), known_at=date(2016, 6, 1))) == 1
    assert facts(one, as_of=date(2016, 12, 31), known_at=date(2016, 5, 31)) == ()
    assert facts(one, as_of=SAMPLED - DAY, known_at=END) == ()


# What became known later


def test_a_sample_known_later_is_in_no_row_and_no_record_until_then():
    one = sample(known_on=date(2016, 6, 1))
    before, on_it = ({"as_of": date(2016, 5, 31) + n * DAY, "known_at": None} for n in (0, 1))
    assert (facts(one, **before), records(one, **before)) == ((), ())
    assert len(facts(one, **on_it)) == len(records(one, **on_it)) == 1


def test_a_report_a_reinspection_and_a_recheck_known_later_do_not_exist():
    reported = sample(known_on=SAMPLED)
    early = {"as_of": END, "known_at": REPORTED - DAY}
    assert [row.conclusion for row in facts(reported, **early)] == ["pending"]
    assert records(reported, **early) == ()
    passed = attrs.evolve(reported, reinspected_on=date(2016, 6, 1), reinspection=PASS)
    kinds = [
        [r.kind for r in records(passed, known_at=day)]
        for day in (date(2016, 5, 31), date(2016, 6, 1))
    ]
    assert kinds == [["sampling-fail"], ["sample-passed"]]
    failed = attrs.evolve(
        reported,
        rectify_ordered_on=ORDERED,
        rectified_on=date(2016, 4, 10),
        rechecks=(Recheck(held_on=date(2016, 6, 1), conclusion=FAIL),),
    )
    kinds = [
        [r.kind for r in records(failed, known_at=day)]
        for day in (date(2016, 5, 31), date(2016, 6, 1))
    ]
    assert kinds == [["sampling-fail"], ["sampling-fail", "recheck-fail"]]


def test_events_say_what_happened_whether_or_not_a_rule_makes_a_record_of_it():
    one = sample(
        rectify_ordered_on=ORDERED,
        rectified_on=date(2016, 4, 10),
        rechecks=(
            Recheck(held_on=date(2016, 6, 1), conclusion=FAIL),
            Recheck(held_on=date(2016, 7, 1), conclusion=PASS),
        ),
    )
    view = view_of(SUBJECT, samples=[one, refusal(id="S2"), sample(PASS, id="S3")])
    found = [(kind, event.id, event.on) for kind, event in view.events(at())]
    assert found == [
        ("sample", "S1", FINAL),
        ("sample", "S2", SAMPLED),
        ("sample", "S3", REPORTED),
        ("sample-rectification", "S1", date(2016, 4, 10)),
        ("sample-recheck", "S1/recheck-2016-06-01", date(2016, 6, 1)),
        ("sample-recheck", "S1/recheck-2016-07-01", date(2016, 7, 1)),
    ]
    assert [e.overdue for k, e in view.events(at()) if k == "sample-rectification"] == [False]
    assert [r.kind for r in records_of(view, at())] == [
        "sampling-fail",
        "refuse",
        "sample-passed",
        "recheck-fail",
    ]


def test_a_product_sampled_again_too_soon_is_on_the_worklist():
    days = (date(2016, 1, 4), date(2016, 7, 2), date(2016, 12, 30))
    many = [
        sample(PASS, id=f"S{at}", sampled_on=day, reported_on=day, known_on=day)
        for at, day in enumerate(days)
    ]
    view = view_of(SUBJECT, samples=many)
    (worklist,) = (one for one in SUBJECT.worklists if one.name == "sampled-again")
    assert [p.path for p in worklist.make(view, at())] == ["S1"]  # 180 days, and then 181
    assert worklist.make(view, at(date(2016, 7, 1))) == ()
