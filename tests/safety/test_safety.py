"""Quality safety: hazards in a loop, accidents by class, warnings with care for small numbers, plans, notices, risks, accountability."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import comb

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.core.exact import Rate
from qualitygov.errors import FieldError, RulebookError
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.model.credit import CreditRule
from qualitygov.rulebook.model.safety import AccidentScale, HazardGrade, RiskKind, RiskMatrix
from qualitygov.safety import (
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
    accident_facts,
    accident_records,
    accountability_facts,
    accountability_state,
    acknowledgements,
    beyond_control_limit,
    classify,
    hazard_facts,
    hazard_records,
    hazard_state,
    notice_facts,
    overdue_hazards,
    plan_facts,
    plan_states,
    reporting,
    risk_facts,
    risk_level,
    warn,
)

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
END, TOWN, UNIT = date(2016, 12, 31), "330299101", "91330299MA2837B62L"
BOOK = load_rulebook("strong-town")
RULES, WEEK = BOOK.at(END), WeekdayCalendar()


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


def test_the_loop_from_found_to_closed():
    days = [date(2016, 2, 29) + timedelta(days=n) for n in (1, 10, 15, 16)]
    assert [hazard_state(CLOSED, RULES, WEEK, day).stage for day in days] == [
        HazardStage.ORDERED, HazardStage.RECTIFIED, HazardStage.PASSED, HazardStage.CLOSED,
    ]  # fmt: skip
    rectified = hazard_state(CLOSED, RULES, WEEK, date(2016, 3, 10))
    assert (rectified.rectify_by.day, rectified.recheck_by.day) == (
        date(2016, 3, 16),
        date(2016, 3, 24),
    )
    assert (
        hazard_state(hazard(ordered_on=None), RULES, WEEK, date(2016, 3, 2)).stage
        is HazardStage.FOUND
    )


def test_hazards_that_stand_too_long():
    standing, serious = hazard(), hazard(id="Y2", grade="serious")
    assert hazard_state(standing, RULES, WEEK, date(2016, 3, 16)).overdue is False
    assert hazard_state(standing, RULES, WEEK, date(2016, 3, 17)).overdue is True
    assert [
        one.id
        for one, _ in overdue_hazards([serious, standing, CLOSED], RULES, WEEK, date(2016, 5, 3))
    ] == ["Y1", "Y2"]
    failed = attrs.evolve(CLOSED, passed=False, closed_on=None)
    assert hazard_state(failed, RULES, WEEK, date(2016, 3, 15)).stage is HazardStage.STANDING
    assert hazard_state(failed, RULES, WEEK, date(2016, 4, 1)).overdue is True
    assert (
        hazard_state(standing, RULES, None, date(2016, 3, 17)).overdue is True
    )  # a plain term needs no calendar


def test_overdue_hazards_become_records_of_the_grade():
    late = hazard(rectified_on=date(2016, 4, 1))
    (record,) = hazard_records([late, attrs.evolve(CLOSED, id="Y2")], RULES, WEEK, END)
    assert (record.kind, record.severity, record.decided_on) == (
        "hazard-overdue",
        "general",
        date(2016, 3, 17),
    )
    assert hazard_records([late], RULES, WEEK, date(2016, 3, 16)) == ()
    assert set(RULES.entries(HazardGrade)) == set(RULES.entry(CreditRule, "hazard-overdue").scale)


@given(st.integers(0, 90), st.integers(0, 60), st.dates(date(2016, 3, 1), date(2017, 1, 1)))
def test_a_later_rectification_is_never_better(done, more, on):
    early = hazard(rectified_on=date(2016, 3, 1) + timedelta(days=done))
    late = hazard(rectified_on=early.rectified_on + timedelta(days=more))
    (one,), (two,) = hazard_facts([early], RULES, WEEK, on), hazard_facts([late], RULES, WEEK, on)
    assert one.in_time >= two.in_time
    assert one.standing <= two.standing
    assert len(hazard_records([early], RULES, WEEK, on)) <= len(
        hazard_records([late], RULES, WEEK, on)
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"closed_on": date(2016, 4, 1)}, {"passed": True}, {"rectified_on": date(2016, 2, 1)},
        {"ordered_on": None, "rectified_on": date(2016, 3, 5)}, {"rechecked_on": date(2016, 3, 5), "closed_on": date(2016, 3, 6)},
    ],
)  # fmt: skip
def test_hazards_that_do_not_hold_together(wrong):
    with pytest.raises(FieldError):
        hazard(**wrong)


NINE = datetime.fromisoformat("2016-05-01T09:00")


def accident(field=AccidentField.GENERAL, **more):
    fields = {
        "reported_at": NINE + timedelta(minutes=60),
        "known_on": date(2016, 5, 1),
        "happened_at": NINE,
        **more,
    }
    return Accident(id="A1", subject=UNIT, town=TOWN, field=field, document="事故1号", **fields)


@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        ({}, None), ({"deaths": 1}, "general"), ({"deaths": 2, "injuries": 9}, "general"), ({"deaths": 3}, "larger"), ({"injuries": 10}, "larger"),
        ({"deaths": 9, "injuries": 49}, "larger"), ({"deaths": 10}, "major"), ({"injuries": 50}, "major"), ({"deaths": 29}, "major"),
        ({"deaths": 30}, "extra-major"), ({"injuries": 100}, "extra-major"), ({"loss": Decimal(9_999_999)}, "general"),
        ({"loss": Decimal(10_000_000)}, "larger"), ({"loss": Decimal(50_000_000)}, "major"), ({"loss": Decimal(100_000_000)}, "extra-major"),
        ({"deaths": 1, "loss": Decimal(50_000_000)}, "major"),
    ],
)  # fmt: skip
def test_classes_of_order_493(measures, expected):
    found = classify(accident(**measures), RULES)
    assert (found.name if found else None) == expected


@pytest.mark.parametrize(
    ("field", "measures", "expected"),
    [
        ("special-equipment", {"loss": Decimal(9_999)}, None), ("special-equipment", {"loss": Decimal(10_000)}, "general"),
        ("special-equipment", {"moved": 499}, None), ("special-equipment", {"moved": 500}, "general"), ("special-equipment", {"moved": 10_000}, "larger"),
        ("special-equipment", {"moved": 150_000}, "extra-major"), ("special-equipment", {"event": "vessel-explosion"}, "larger"),
        ("special-equipment", {"event": "lift-trapped-2h"}, "general"), ("general", {"event": "vessel-explosion"}, None),
        ("works", {"loss": Decimal(999_999)}, None), ("works", {"loss": Decimal(1_000_000)}, "general"), ("general", {"moved": 99_999}, None),
    ],
)  # fmt: skip
def test_special_equipment_and_works_have_scales_of_their_own(field, measures, expected):
    found = classify(accident(AccidentField(field), **measures), RULES)
    assert (found.name if found else None) == expected


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
    found = [classify(accident(field, **measures), RULES) for measures in (one, worse)]
    ranks = [order.index(each.name if each else None) for each in found]
    assert ranks[1] <= ranks[0]


def told(**more):
    return reporting(accident(**more), RULES, WEEK, END)


def test_one_hour_for_the_unit_and_two_for_each_level_upward():
    assert told().unit is Reporting.IN_TIME
    assert told(reported_at=NINE + timedelta(minutes=61)).unit is Reporting.LATE
    assert told(reported_at=None).unit is Reporting.MISSING
    assert told(concealed=True).unit is Reporting.CONCEALED
    assert told(upward_at=NINE + timedelta(minutes=180)).in_time
    assert told(upward_at=NINE + timedelta(minutes=181)).upward is Reporting.LATE
    assert told().upward is Reporting.MISSING
    works = reporting(
        accident(AccidentField.WORKS, reported_at=NINE + timedelta(hours=24)), RULES, WEEK, END
    )
    assert works.unit is Reporting.IN_TIME
    assert told(investigated_on=date(2016, 6, 30)).investigation_late is False
    assert told(investigated_on=date(2016, 7, 1)).investigation_late is True
    assert told(corrected_on=date(2016, 6, 1)).corrected_late is True
    assert told(corrected_on=date(2016, 5, 31)).corrected_late is False


def test_accidents_become_records():
    concealed = accident(deaths=3, concealed=True, reported_at=None, known_on=date(2016, 8, 1))
    records = accident_records([concealed], BOOK, WEEK, END)
    assert [(r.kind, r.severity, r.happened_on, r.known_on) for r in records] == [
        ("accident", "larger", date(2016, 5, 1), date(2016, 8, 1)),
        ("accident-report", "concealed", date(2016, 5, 1), date(2016, 8, 1)),
    ]
    assert accident_records([concealed], BOOK, WEEK, date(2016, 7, 31)) == ()
    assert accident_records([accident()], BOOK, WEEK, END) == ()
    (fact,) = accident_facts([concealed], BOOK, WEEK, END)
    assert (fact.grade, fact.in_time, fact.concealed) == ("larger", False, True)
    assert accident_facts([concealed], BOOK, WEEK, date(2016, 7, 31)) == ()
    for kind, names in (
        ("accident", [r.name for r in RULES.entry(AccidentScale, "general").classes]),
        ("accident-report", ["late", "concealed"]),
    ):
        assert set(names) <= set(RULES.entry(CreditRule, kind).scale)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reported_at": NINE - timedelta(minutes=1)}, {"reported_at": None, "upward_at": NINE}, {"known_on": date(2016, 4, 30)},
        {"happened_at": date(2016, 5, 1)}, {"reported_at": datetime.fromisoformat("2016-05-01T10:00+08:00")},
    ],
)  # fmt: skip
def test_accidents_that_do_not_hold_together(wrong):
    with pytest.raises(FieldError):
        accident(**wrong)


TARGET = Rate(95, 100)


def level(rates, failures=()):
    return warn([Rate(*rate) for rate in rates], TARGET, failures, RULES).level


def failures(*pairs):
    return [Failure(f"S{n}", subject, category) for n, (subject, category) in enumerate(pairs)]


def test_levels_of_warning():
    assert level([(100, 100)]) is WarningLevel.NONE
    assert level([(96, 100)]) is WarningLevel.YELLOW  # within one point above
    assert level([(961, 1000)]) is WarningLevel.NONE
    assert (
        warn([Rate(50, 50)], Rate(99, 100), [], RULES).level is WarningLevel.NONE
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


def test_a_plan_in_force_and_a_drill_within_the_year():
    def gaps(*plans, on=END):
        return [
            gap.en
            for state in plan_states(TOWN, plans, RULES, on)
            if state.risk == "food"
            for gap in state.gaps
        ]

    assert gaps() == ["no plan in force"]
    assert gaps(plan()) == ["never drilled"]
    assert gaps(plan(date(2015, 12, 31))) == []
    assert gaps(plan(date(2015, 12, 30))) == ["last drilled on 2015-12-30, too long ago"]
    assert gaps(plan(date(2016, 6, 1), valid_to=date(2016, 12, 30))) == ["no plan in force"]
    assert gaps(plan(date(2016, 6, 1)), on=date(2016, 5, 31)) == ["never drilled"]
    facts = plan_facts([TOWN], [plan(date(2016, 6, 1))], RULES, END)
    assert {fact.risk: fact.prepared for fact in facts} == {
        name: name == "food" for name in RULES.entries(RiskKind)
    }


def test_who_must_be_told_of_a_risk_acknowledges_it_in_time():
    told = RiskNotice(
        id="N1", town=TOWN, issued_on=date(2016, 5, 6), matter="玩具", document="通报",
        recipients=(
            NoticeRecipient(unit="c"), NoticeRecipient(unit="a", acknowledged_on=date(2016, 5, 11)),
            NoticeRecipient(unit="b", acknowledged_on=date(2016, 5, 12)),
        ),
    )  # fmt: skip
    found = acknowledgements(told, RULES, WEEK, END)
    assert [(one.unit, one.late(END)) for one in found] == [("a", False), ("b", True), ("c", True)]
    assert [fact.in_time for fact in notice_facts([told], RULES, WEEK, END)] == [True, False, False]
    assert notice_facts([told], RULES, WEEK, date(2016, 5, 10)) == ()
    with pytest.raises(FieldError, match="before the notice"):
        attrs.evolve(
            told, recipients=(NoticeRecipient(unit="a", acknowledged_on=date(2016, 5, 5)),)
        )


def test_the_risk_matrix_never_falls():
    order = RULES.entry(RiskMatrix, "main").order
    levels = [[order.index(risk_level(x, y, RULES)) for y in range(1, 6)] for x in range(1, 6)]
    assert all(row == sorted(row) for row in [*levels, *map(list, zip(*levels, strict=True))])
    assert (levels[0][0], levels[4][4]) == (0, 3)
    with pytest.raises(FieldError, match="1 to 5"):
        risk_level(6, 1, RULES)
    one = RiskAssessment(id="F1", town=TOWN, assessed_on=END, matter="x", likelihood=5, severity=5)
    assert [(f.level, f.controlled) for f in risk_facts([one], RULES, END)] == [
        ("very-high", False)
    ]


def test_a_matrix_that_falls_is_refused(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(
        '[rulebook]\nid = "x"\nversion = "1"\ntitle = { zh = "x", en = "x" }\nextends = "strong-town"\n'
        '[[change]]\nsection = "risk-matrix"\nid = "main"\nset = { rows = [["high", "low"], ["low", "low"]] }\nsource = "x"\n'
    )
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
    assert accountability_state(whole, RULES, WEEK, END).lacks == ()
    open_case = attrs.evolve(
        whole, persons=(answer(AccountableRole.FIRST), answer(AccountableRole.DIRECT, None))
    )
    state = accountability_state(open_case, RULES, WEEK, END)
    assert [text.en for text in state.lacks] == [
        "not decided: who answers directly",
        "nobody who answers for supervision",
    ]
    assert (state.overdue(date(2016, 8, 1)), state.overdue(date(2016, 8, 2))) == (False, True)
    assert [f.settled for f in accountability_facts([whole, open_case], RULES, WEEK, END)] == [
        True,
        False,
    ]
    assert accountability_facts([open_case], RULES, WEEK, date(2016, 3, 1)) == ()
    with pytest.raises(FieldError):
        attrs.evolve(whole, opened_on=date(2016, 6, 1))
