"""Quality safety: hazards in a loop, accidents by class, warnings, plans, notices, risks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import comb

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safety_world import BOOK, END, PLAIN, TOWN, UNIT, at, view

from qualitygov.core.exact import Rate
from qualitygov.credit.derive import records_from
from qualitygov.errors import FieldError, RulebookError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.model.credit import CreditRule
from qualitygov.rulebook.model.safety import AccidentScale, HazardGrade, RiskMatrix
from qualitygov.safety import (
    SUBJECT,
    Accident,
    AccidentField,
    Accountability,
    AccountableCase,
    AccountableRole,
    Drill,
    EmergencyPlan,
    Failure,
    Hazard,
    HazardStage,
    NoticeRecipient,
    Reporting,
    RiskAssessment,
    RiskNotice,
    WarningLevel,
    accident_events,
    accident_facts,
    accident_problems,
    accidents_judged,
    accountability_facts,
    accountability_lacking,
    accountability_state,
    acknowledgements,
    beyond_control_limit,
    classify,
    hazard_events,
    hazard_facts,
    hazard_state,
    hazards_overdue,
    notice_facts,
    plan_states,
    reporting,
    risk_facts,
    risk_level,
    risks_by_level,
    towns_unprepared,
    unacknowledged,
    warn,
)
from qualitygov.text import Text

pytestmark = pytest.mark.clause(
    "2.2.2.g",
    "2.2.2.h",
    "3.1.3.b",
    "3.1.3.d",
    "3.1.3.e",
    "3.1.3.f",
    "3.1.3.g",
    "3.3.1.d",
    "3.4.3.a",
    "3.4.3.c",
)
UNSIGNED = at(book=PLAIN)
RULES, CONTEXT = BOOK.at(END), at()


def records(county, context=CONTEXT):
    return records_from(county.events(context), context)


def hazard(**more):
    fields = {
        "found_on": date(2016, 3, 1),
        "grade": "general",
        "id": "Y1",
        "ordered_on": date(2016, 3, 1),
        **more,
    }
    return Hazard(subject=UNIT, town=TOWN, matter="通道堵塞", document="隐患1号", **fields)


CLOSED = hazard(
    rectified_on=date(2016, 3, 10),
    rechecked_on=date(2016, 3, 15),
    passed=True,
    closed_on=date(2016, 3, 16),
)


def duties(county, context=CONTEXT):
    return {f.duty: (f.standing, f.by) for f in hazard_facts(county, context)}


def test_the_loop_from_found_to_closed():
    days = [date(2016, 2, 29) + timedelta(days=n) for n in (1, 10, 15, 16)]
    assert [hazard_state(CLOSED, at(day)).stage for day in days] == [
        HazardStage.ORDERED,
        HazardStage.RECTIFIED,
        HazardStage.PASSED,
        HazardStage.CLOSED,
    ]
    rectified = hazard_state(CLOSED, at("2016-03-10"))
    assert (rectified.rectify_by.day, rectified.recheck_by.day) == (
        date(2016, 3, 16),
        date(2016, 3, 24),
    )
    found = hazard(ordered_on=None)
    assert hazard_state(found, at("2016-03-02")).stage is HazardStage.FOUND


def test_hazards_that_stand_too_long():
    standing, serious = hazard(), hazard(id="Y2", grade="serious")
    assert hazard_state(standing, at("2016-03-16")).overdue is False
    assert hazard_state(standing, at("2016-03-17")).overdue is True
    county = view(hazards=[serious, standing, CLOSED])
    assert [one.id for one, _ in hazards_overdue(county, at("2016-05-03"))] == ["Y1", "Y2"]
    failed = attrs.evolve(CLOSED, passed=False, closed_on=None)
    assert hazard_state(failed, at("2016-03-15")).stage is HazardStage.STANDING
    assert hazard_state(failed, at("2016-04-01")).overdue is True
    # A plain term needs no calendar.
    assert hazard_state(standing, at("2016-03-17", calendar=None)).overdue is True


def test_overdue_hazards_become_records_of_the_grade():
    late = hazard(rectified_on=date(2016, 4, 1))
    (record,) = records(view(hazards=[late, attrs.evolve(CLOSED, id="Y2")]))
    assert attrs.asdict(record) == {
        **dict.fromkeys(attrs.fields_dict(type(record))),
        "id": "Y1/overdue",
        "proposed_by": "hazard-overdue",
        "subject": UNIT,
        "kind": "hazard-overdue",
        "severity": "general",
        "happened_on": date(2016, 3, 17),
        "decided_on": date(2016, 3, 17),
        "known_on": date(2016, 3, 17),
        "source_document": "隐患1号",
        "category": "通道堵塞",
        "heavier_penalty": False,
    }
    assert records(view(hazards=[late]), at("2016-03-16")) == ()
    assert set(RULES.entries(HazardGrade)) == set(RULES.entry(CreditRule, "hazard-overdue").scale)


@pytest.mark.parametrize(
    ("grade", "last"), [("general", date(2016, 3, 16)), ("serious", date(2016, 5, 2))]
)
def test_a_hazard_removed_on_the_last_day_is_in_time_and_a_day_later_gives_its_record(grade, last):
    next_day = last + timedelta(days=1)
    in_time = view(hazards=[hazard(grade=grade, rectified_on=last)])
    assert records(in_time) == ()
    assert hazard_state(hazard(grade=grade, rectified_on=last), CONTEXT).overdue is False
    late = view(hazards=[hazard(grade=grade, rectified_on=next_day)])
    (record,) = records(late)
    assert (record.id, record.kind, record.severity) == ("Y1/overdue", "hazard-overdue", grade)
    assert (record.decided_on, record.known_on) == (next_day, next_day)
    assert duties(late)["hazard-removed"] == ("late", last)
    standing = view(hazards=[hazard(grade=grade)])
    assert [len(records(standing, at(day))) for day in (last, next_day)] == [0, 1]
    # Nobody can have known on the last day that it would stand longer.
    assert records(standing, at(END, known_at=last)) == ()


def test_an_event_says_what_became_of_a_hazard():
    hazards = [
        hazard(id="in time", rectified_on=date(2016, 3, 10)),
        hazard(id="late", rectified_on=date(2016, 4, 1)),
        hazard(id="standing"),
        hazard(id="young", found_on=date(2016, 12, 20), ordered_on=None),
    ]
    found = hazard_events(view(hazards=hazards), CONTEXT)
    assert [(e.id, e.on, e.overdue, e.removed, e.days_late) for e in found] == [
        ("in time", date(2016, 3, 10), False, True, 0),
        ("late", date(2016, 3, 17), True, True, 16),
        ("standing", date(2016, 3, 17), True, False, (END - date(2016, 3, 16)).days),
    ]


@given(st.integers(0, 90), st.integers(0, 60), st.dates(date(2016, 3, 1), date(2017, 1, 1)))
def test_a_later_rectification_is_never_better(done, more, on):
    early = hazard(rectified_on=date(2016, 3, 1) + timedelta(days=done))
    late = hazard(rectified_on=early.rectified_on + timedelta(days=more))
    better, worse, context = view(hazards=[early]), view(hazards=[late]), at(on)
    one, two = (
        next(f for f in hazard_facts(county, context) if f.duty == "hazard-removed")
        for county in (better, worse)
    )
    assert (one.standing == "done") >= (two.standing == "done")
    assert len(records(better, context)) <= len(records(worse, context))


@pytest.mark.parametrize(
    "wrong",
    [
        {"closed_on": date(2016, 4, 1)},
        {"passed": True},
        {"rectified_on": date(2016, 2, 1)},
        {"ordered_on": None, "rectified_on": date(2016, 3, 5)},
        {"rechecked_on": date(2016, 3, 5), "closed_on": date(2016, 3, 6)},
    ],
)
def test_hazards_that_do_not_hold_together(wrong):
    with pytest.raises(FieldError):
        hazard(**wrong)


NINE = datetime.fromisoformat("2016-05-01T09:00")


def accident(field=AccidentField.GENERAL, **more):
    fields = {
        "reported_at": NINE + timedelta(minutes=60),
        "known_on": date(2016, 5, 1),
        "happened_at": NINE,
        "head_told_at": more.get("happened_at", NINE),
        **more,
    }
    return Accident(id="A1", subject=UNIT, town=TOWN, field=field, document="事故1号", **fields)


@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        ({}, None),
        ({"deaths": 1}, "general"),
        ({"deaths": 2, "injuries": 9}, "general"),
        ({"deaths": 3}, "larger"),
        ({"injuries": 10}, "larger"),
        ({"deaths": 9, "injuries": 49}, "larger"),
        ({"deaths": 10}, "major"),
        ({"injuries": 50}, "major"),
        ({"deaths": 29}, "major"),
        ({"deaths": 30}, "extra-major"),
        ({"injuries": 100}, "extra-major"),
        ({"loss": Decimal(9_999_999)}, "general"),
        ({"loss": Decimal(10_000_000)}, "larger"),
        ({"loss": Decimal(50_000_000)}, "major"),
        ({"loss": Decimal(100_000_000)}, "extra-major"),
        ({"deaths": 1, "loss": Decimal(50_000_000)}, "major"),
    ],
)
def test_classes_of_order_493(measures, expected):
    found = classify(accident(**measures), CONTEXT)
    assert (found.name if found else None) == expected


@pytest.mark.parametrize(
    ("field", "measures", "expected"),
    [
        ("special-equipment", {"loss": Decimal(9_999)}, None),
        ("special-equipment", {"loss": Decimal(10_000)}, "general"),
        ("special-equipment", {"moved": 499}, None),
        ("special-equipment", {"moved": 500}, "general"),
        ("special-equipment", {"moved": 10_000}, "larger"),
        ("special-equipment", {"moved": 150_000}, "extra-major"),
        ("special-equipment", {"event": "vessel-explosion"}, "larger"),
        ("special-equipment", {"event": "lift-trapped-2h"}, "general"),
        ("general", {"event": "vessel-explosion"}, None),
        ("works", {"loss": Decimal(999_999)}, None),
        ("works", {"loss": Decimal(1_000_000)}, "general"),
        ("general", {"moved": 99_999}, None),
    ],
)
def test_special_equipment_and_works_have_scales_of_their_own(field, measures, expected):
    found = classify(accident(AccidentField(field), **measures), CONTEXT)
    assert (found.name if found else None) == expected


@pytest.mark.parametrize(
    ("measures", "signed", "unsigned"),
    [
        ({"loss": Decimal(10_000)}, "general", None),
        ({"loss": Decimal(10_000_000)}, "larger", "larger"),
        ({"moved": 10_000}, "larger", None),
        ({"moved": 50_000}, "major", "major"),
        ({"event": "vessel-explosion"}, "larger", None),
        ({"event": "stranded-24h"}, "major", "major"),
        ({"event": "vessel-explosion", "deaths": 1}, "larger", "general"),
    ],
)
def test_what_nobody_verified_of_a_scale_makes_no_class_and_no_record(measures, signed, unsigned):
    """Order 549, arts. 63-64, but for deaths and injuries, is from memory in the book."""
    one = accident(AccidentField.EQUIPMENT, **measures)
    for context, expected in ((CONTEXT, signed), (UNSIGNED, unsigned)):
        found = classify(one, context)
        assert (found.name if found else None) == expected
        proposed = [
            (record.kind, record.severity)
            for record in records_from(view(accidents=(one,)).events(context), context)
            if record.kind == "accident"
        ]
        assert proposed == ([] if expected is None else [("accident", expected)])


MEASURES = st.fixed_dictionaries(
    {
        "deaths": st.integers(0, 40),
        "injuries": st.integers(0, 120),
        "loss": st.integers(0, 2 * 10**8).map(Decimal),
        "moved": st.integers(0, 200_000),
    }
)


@given(st.sampled_from(list(AccidentField)), MEASURES, MEASURES)
def test_more_harm_never_lowers_the_class(field, one, more):
    order = [rule.name for rule in RULES.entry(AccidentScale, field.value).classes] + [None]
    worse = {name: one[name] + more[name] for name in one}
    found = [classify(accident(field, **measures), CONTEXT) for measures in (one, worse)]
    ranks = [order.index(each.name if each else None) for each in found]
    assert ranks[1] <= ranks[0]


def told(**more):
    return reporting(accident(**more), CONTEXT)


def test_one_hour_for_the_unit_and_two_for_each_level_upward():
    assert told().unit is Reporting.IN_TIME
    assert told(reported_at=NINE + timedelta(minutes=61)).unit is Reporting.LATE
    assert told(reported_at=None).unit is Reporting.MISSING
    assert told(concealed=True).unit is Reporting.CONCEALED
    assert told(upward_at=NINE + timedelta(minutes=180)).in_time
    assert told(upward_at=NINE + timedelta(minutes=181)).upward is Reporting.LATE
    assert told().upward is Reporting.MISSING
    works = reporting(
        accident(AccidentField.WORKS, reported_at=NINE + timedelta(hours=24)), CONTEXT
    )
    assert works.unit is Reporting.IN_TIME


@pytest.mark.parametrize(
    ("at_", "as_of", "unit", "in_time"),
    [
        # half past eleven at night: the hour ends on the next day
        ("2016-05-02T00:30", "2016-05-01", Reporting.OPEN, True),
        ("2016-05-02T00:30", "2016-05-02", Reporting.IN_TIME, True),
        ("2016-05-02T00:31", "2016-05-01", Reporting.OPEN, True),
        ("2016-05-02T00:31", "2016-05-02", Reporting.LATE, False),
        ("2016-05-09T08:00", "2016-05-02", Reporting.MISSING, False),
        ("2016-05-09T08:00", "2016-05-09", Reporting.LATE, False),
        (None, "2016-05-01", Reporting.OPEN, True),
        (None, "2016-05-02", Reporting.MISSING, False),
    ],
)
def test_a_report_is_open_until_its_hour_has_passed_and_a_later_one_is_not_seen(
    at_, as_of, unit, in_time
):
    one = accident(
        happened_at=datetime.fromisoformat("2016-05-01T23:30"),
        reported_at=None if at_ is None else datetime.fromisoformat(at_),
    )
    for context in (at(as_of), at(as_of, known_at=END)):
        assert reporting(one, context).unit is unit
        if unit is not Reporting.IN_TIME:  # upward is the authority's own hour
            assert reporting(one, context).in_time is in_time
    suffixes = [record.id for record in records(view(accidents=[one]), at(as_of))]
    assert suffixes == ([] if in_time else ["A1/report"])


def test_the_last_day_for_the_investigation():
    assert told(investigated_on=date(2016, 6, 30)).investigation_late is False
    assert told(investigated_on=date(2016, 7, 1)).investigation_late is True
    waiting = [reporting(accident(), at(day)) for day in ("2016-06-30", "2016-07-01")]
    assert [one.investigation_late for one in waiting] == [False, True]


def test_accidents_become_records():
    concealed = accident(deaths=3, concealed=True, reported_at=None, known_on=date(2016, 8, 1))
    county, earlier = view(accidents=[concealed]), at("2016-07-31")
    made = records(county)
    assert [(r.id, r.kind, r.severity, r.happened_on, r.decided_on, r.known_on) for r in made] == [
        (f"A1/{suffix}", kind, severity, date(2016, 5, 1), date(2016, 8, 1), date(2016, 8, 1))
        for suffix, kind, severity in (
            ("accident", "accident", "larger"),
            ("report", "accident-report", "concealed"),
        )
    ]
    assert {(r.source_document, r.category, r.authority) for r in made} == {("事故1号", None, None)}
    assert records(county, earlier) == ()
    assert records(view(accidents=[accident()])) == ()
    assert [
        (r.kind, r.severity) for r in records(view(accidents=[accident(reported_at=None)]))
    ] == [("accident-report", "late")]
    (fact,) = accident_facts(county, CONTEXT)
    assert (fact.grade, fact.concealed) == ("larger", True)
    assert accident_facts(county, earlier) == ()
    for kind, names in (
        ("accident", [r.name for r in RULES.entry(AccidentScale, "general").classes]),
        ("accident-report", ["late", "concealed"]),
    ):
        assert set(names) <= set(RULES.entry(CreditRule, kind).scale)


def test_an_accident_counts_from_the_day_it_was_known_whatever_day_is_asked_about():
    county = view(accidents=[accident(deaths=3, known_on=date(2016, 8, 1))])
    for as_of in ("2016-06-30", END):
        before, after = (at(as_of, known_at=day) for day in ("2016-07-31", "2016-08-01"))
        for make in (accident_facts, accident_events, accidents_judged):
            assert (make(county, before), len(make(county, after))) == ((), 1)
        assert (records(county, before), len(records(county, after))) == ((), 1)
    # What happens after the day of evaluation does not count, though it is known.
    assert accident_facts(county, at("2016-04-30", known_at=END)) == ()


def test_an_event_says_how_an_accident_was_reported_even_in_time():
    (event,) = accident_events(view(accidents=[accident()]), CONTEXT)
    assert (event.report, event.upward, event.classed, event.grade) == (
        "in-time",
        "missing",
        False,
        None,
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"reported_at": NINE - timedelta(minutes=1)},
        {"reported_at": None, "upward_at": NINE},
        {"known_on": date(2016, 4, 30)},
        {"happened_at": date(2016, 5, 1)},
        {"reported_at": datetime.fromisoformat("2016-05-01T10:00+08:00")},
    ],
)
def test_accidents_that_do_not_hold_together(wrong):
    with pytest.raises(FieldError):
        accident(**wrong)


TARGET = Rate(95, 100)


def level(rates, failures=()):
    return warn([Rate(*rate) for rate in rates], CONTEXT, target=TARGET, failures=failures).level


def failures(*pairs):
    return [Failure(f"S{n}", subject, category) for n, (subject, category) in enumerate(pairs)]


def test_levels_of_warning():
    assert level([(100, 100)]) is WarningLevel.NONE
    assert level([(96, 100)]) is WarningLevel.YELLOW  # within one point above
    assert level([(961, 1000)]) is WarningLevel.NONE
    assert (
        warn([Rate(50, 50)], CONTEXT, target=Rate(99, 100)).level is WarningLevel.NONE
    )  # close to the line, but nothing failed
    assert level([(94, 100)]) is WarningLevel.YELLOW  # below, but chance alone explains it
    assert level([(90, 100)]) is WarningLevel.RED
    assert level([(100, 100), (99, 100), (98, 100)]) is WarningLevel.YELLOW  # fell twice in a row
    assert level([(100, 100), (99, 100), (99, 100)]) is WarningLevel.NONE
    assert level([(100, 100)], failures(("u1", "肉"), ("u2", "肉"))) is WarningLevel.ORANGE
    assert (
        level(
            [(100, 100)],
            failures(("u1", "肉"), ("u1", "肉"), ("u2", "酒"), ("u3", None), ("u4", None)),
        )
        is WarningLevel.NONE
    )
    assert level([(0, 9)]) is WarningLevel.INSUFFICIENT
    assert level([]) is WarningLevel.INSUFFICIENT
    assert level([(0, 9)], failures(("u1", "肉"), ("u2", "肉"))) is WarningLevel.ORANGE


@given(st.integers(1, 80), st.data(), st.integers(50, 99))
def test_the_control_limit_is_the_exact_binomial_tail(n, data, percent):
    passes = data.draw(st.integers(0, n))
    p = Fraction(percent, 100)
    tail = sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(passes + 1))
    expected = passes < n and tail <= Fraction(5, 100)
    assert beyond_control_limit(Rate(passes, n), Rate(percent, 100), Rate(95, 100)) is expected


SERIES = st.lists(
    st.integers(10, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1,
    max_size=4,
)
FAILED = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["肉", "酒", None])), max_size=4
)


@given(SERIES, FAILED, st.sampled_from("abc"), st.sampled_from(["肉", "酒"]))
def test_one_failure_more_never_lowers_the_warning(rates, failed, subject, category):
    order = list(WarningLevel).index
    before = level(rates, failures(*failed))
    assert order(level(rates, failures(*failed, (subject, category)))) >= order(before)
    passes, n = rates[-1]
    if passes:
        assert order(level([*rates[:-1], (passes - 1, n)], failures(*failed))) >= order(before)
    assert level(rates, failures(*failed[::-1])) is before


@given(st.integers(0, 9), st.integers(1, 9))
def test_no_warning_rests_on_too_few_samples(passes, n):
    assert level([(min(passes, n), n)]) is WarningLevel.INSUFFICIENT


def plan(*drills, **more):
    held = tuple(Drill(held_on=day) for day in drills)
    return EmergencyPlan(
        id="P1",
        town=TOWN,
        risk="food",
        valid_from=date(2014, 1, 1),
        document="预案",
        drills=held,
        **more,
    )


def test_a_plan_in_force_and_a_drill_within_its_time():
    def gaps(*plans, on=END, book=BOOK):
        return [
            gap.en
            for state in plan_states(TOWN, at(on, book=book), plans=plans)
            if state.risk == "food"
            for gap in state.gaps
        ]

    assert gaps() == ["no plan in force"]
    assert gaps(plan()) == ["never drilled"]
    assert gaps(plan(date(2013, 12, 31))) == []  # three years, to 2019-03-31
    assert gaps(plan(date(2013, 12, 30))) == ["last drilled on 2013-12-30, too long ago"]
    assert gaps(plan(date(2013, 12, 30)), book=PLAIN) == []  # a term from memory
    assert gaps(plan(date(2016, 6, 1), valid_to=date(2016, 12, 30))) == ["no plan in force"]
    assert gaps(plan(date(2016, 6, 1)), on=date(2016, 5, 31)) == ["never drilled"]
    county = view(plans=[plan(date(2016, 6, 1))])
    assert "food" not in {state.risk for _, state in towns_unprepared(county, CONTEXT)}


def test_who_must_be_told_of_a_risk_acknowledges_it_in_time():
    told = RiskNotice(
        id="N1",
        town=TOWN,
        issued_on=date(2016, 5, 6),
        matter="玩具",
        document="通报",
        recipients=(
            NoticeRecipient(unit="c"),
            NoticeRecipient(unit="a", acknowledged_on=date(2016, 5, 11)),
            NoticeRecipient(unit="b", acknowledged_on=date(2016, 5, 12)),
        ),
    )
    county, found = view(notices=[told]), acknowledgements(told, CONTEXT)
    assert [(one.unit, one.late(END)) for one in found] == [("a", False), ("b", True), ("c", True)]
    assert [fact.standing for fact in notice_facts(county, CONTEXT)] == ["done", "late", "missing"]
    assert {fact.standing for fact in notice_facts(county, at("2016-05-10"))} == {"open"}
    # 11 May is the last day, and nobody is late before it has passed.
    assert [one.late(date(2016, 5, 11)) for one in found] == [False, True, False]
    found = [(f.standing, f.settles_on) for f in notice_facts(county, at("2016-05-11"))]
    assert found == [("done", None), *[("open", date(2016, 5, 11))] * 2]
    assert [f.standing for f in notice_facts(county, at("2016-05-12"))] == [
        "done",
        "late",
        "missing",
    ]
    assert [one.unit for one in unacknowledged(county, at("2016-05-11"))] == ["b", "c"]
    with pytest.raises(FieldError, match="before the notice"):
        attrs.evolve(
            told, recipients=(NoticeRecipient(unit="a", acknowledged_on=date(2016, 5, 5)),)
        )


def risk(likelihood, severity, **more):
    return RiskAssessment(
        id=f"F{likelihood}{severity}",
        town=TOWN,
        assessed_on=END,
        matter="x",
        likelihood=likelihood,
        severity=severity,
        **more,
    )


def test_the_risk_matrix_never_falls(tmp_path):
    order = RULES.entry(RiskMatrix, "main").order
    levels = [
        [order.index(risk_level(risk(x, y), CONTEXT)) for y in range(1, 6)] for x in range(1, 6)
    ]
    assert all(row == sorted(row) for row in [*levels, *map(list, zip(*levels, strict=True))])
    assert (levels[0][0], levels[4][4]) == (0, 3)
    county = view(risks=[risk(1, 1), risk(5, 5), risk(3, 3)])
    facts = {f.id: (f.level, f.standing) for f in risk_facts(county, CONTEXT)}
    assert facts["F55"] == ("very-high", "open")  # assessed on the last day of the year
    assert [one.id for one, _ in risks_by_level(county, CONTEXT)] == ["F55", "F33", "F11"]
    path = tmp_path / "book.toml"
    path.write_text(OVERLAY.format('[["low", "low"], ["low", "high"]]'))
    small = at(book=load_rulebook(path))
    assert risk_level(risk(2, 2), small) == "high"
    for outside in (risk(3, 1), risk(1, 3)):
        with pytest.raises(FieldError, match="1 to 2"):
            risk_level(outside, small)


OVERLAY = (
    '[rulebook]\nid = "x"\nversion = "1"\ntitle = {{ zh = "x", en = "x" }}\n'
    'extends = "strong-town"\n'
    '[[change]]\nsection = "risk-matrix"\nid = "main"\nset = {{ rows = {} }}\nsource = "x"\n'
)


def test_a_matrix_that_falls_is_refused(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(OVERLAY.format('[["high", "low"], ["low", "low"]]'))
    with pytest.raises(RulebookError, match="never fall"):
        load_rulebook(path)


def answer(role, decided=date(2016, 5, 1)):
    return Accountability(
        role=role, person="某", measure="警告" if decided else None, decided_on=decided
    )


def test_large_cases_name_who_answers():
    whole = AccountableCase(
        id="D1",
        town=TOWN,
        subject=UNIT,
        opened_on=date(2016, 2, 1),
        matter="x",
        persons=tuple(answer(role) for role in AccountableRole),
    )
    assert accountability_state(whole, CONTEXT).lacks == ()
    open_case = attrs.evolve(
        whole, persons=(answer(AccountableRole.FIRST), answer(AccountableRole.DIRECT, None))
    )
    state = accountability_state(open_case, CONTEXT)
    assert [text.en for text in state.lacks] == [
        "not decided: who answers directly",
        "nobody who answers for supervision",
    ]
    assert (state.overdue(date(2016, 8, 1)), state.overdue(date(2016, 8, 2))) == (False, True)
    county = view(large_cases=[whole, open_case])
    facts = accountability_facts(county, CONTEXT)
    assert [(f.standing, f.by) for f in facts] == [
        ("done", date(2016, 8, 1)),
        ("missing", date(2016, 8, 1)),
    ]
    (running,) = accountability_facts(view(large_cases=[open_case]), at("2016-08-01"))
    assert (running.standing, running.settles_on) == ("open", date(2016, 8, 1))
    assert accountability_lacking(county, CONTEXT) == (state,)
    with pytest.raises(FieldError):
        attrs.evolve(whole, opened_on=date(2016, 6, 1))


def test_the_section_tells_of_the_year_in_both_languages():
    (section,) = SUBJECT.sections
    county = view(
        hazards=[hazard()],
        accidents=[
            accident(deaths=3),
            attrs.evolve(accident(), id="A0", happened_at=NINE.replace(year=2015)),
        ],
        risks=[risk(5, 5), risk(5, 4, measures="管控")],
        large_cases=[
            AccountableCase(id="D1", town=TOWN, subject=UNIT, opened_on=END, matter="x", persons=())
        ],
    )
    rows = list(section.rows(county, CONTEXT))
    assert rows[0] == (Text("逾期隐患", "hazards overdue"), 1, "Y1")
    assert rows[1] == (Text("排查发现未登记", "findings of rounds not registered"), 0, "")
    assert rows[2] == ("A1", 1, Text("较大事故；按时报告", "larger accident; in time"))
    assert rows[3][0] == Text("甲镇", "Town A")
    assert rows[3][2].en.endswith(": no plan in force")
    assert (Text("较高风险无管控措施", "high risks without measures"), 1, "F55") in rows
    assert rows[-1][:2] == ("D1", 1)
    assert rows[-1][2].en.startswith("nobody who answers first; ")
    assert "A0" not in [row[0] for row in rows]


# Words of events of equipment


@pytest.mark.parametrize("field", list(AccidentField))
def test_an_event_that_no_rule_names_is_refused_with_the_word_near_to_it(field):
    wrong = accident(field, event="lift-traped-2h")
    [problem] = accident_problems(wrong, at("2016-12-31"))
    assert (problem.code, problem.path, problem.found) == (
        "accident.event", "event", "'lift-traped-2h'",
    )  # fmt: skip
    assert "did you mean lift-trapped-2h" in problem.expected.en
    for event in ("lift-trapped-2h", "vessel-explosion", None):
        assert list(accident_problems(accident(field, event=event), at("2016-12-31"))) == []
