"""Visits that were due, quotas of samples, and a draw that nobody can foresee."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.calendars import OfficialCalendar, TableCalendar, WeekdayCalendar
from qualitygov.enterprise import CERTIFICATIONS, ENTERPRISES, Enterprise
from qualitygov.errors import FieldError
from qualitygov.inspection import SUBJECT as INSPECTION
from qualitygov.inspection import Conclusion, InspectionSample, SampleDomain, Stage
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.supervision import (
    SUBJECT,
    DrawList,
    Finding,
    Inspector,
    PublicDraw,
    QuotaScope,
    SupervisionQuota,
    SupervisionVisit,
    VisitKind,
    draw,
    list_digest,
    listed,
    public_draw,
    visits_due,
    visits_of_period,
)
from small_county import others, standing_as, view_of

pytestmark = pytest.mark.clause("3.1.4.b", "3.4.1.b", "3.4.3.b")
BOOK, WEEK, DAY = load_rulebook("strong-town"), WeekdayCalendar(), timedelta(days=1)
CODE, SECOND, TOWN = "91110000600037341L", "91330299MA2837B62L", "330299101"
END = date(2016, 12, 31)
UNIT = Enterprise(code=CODE, name="甲公司", town=TOWN)


def at(as_of=END, known_at=None):
    return Context(BOOK, as_of=as_of, known_at=known_at, calendar=WEEK)


def visit(on, **more):
    return SupervisionVisit(
        id=f"V{on}",
        subject=CODE,
        town=TOWN,
        kind=VisitKind.PATROL,
        held_on=on,
        finding=Finding.NOTHING,
        document="检1",
        authority="镇所",
        **{"known_on": on, **more},
    )


def due(*days, grade="B", unit=UNIT, context=None):
    found = visits_of_period(
        [unit],
        context or at(),
        grades={CODE: grade},
        high_risk=(),
        visits=[visit(day) for day in days],
    )
    return [(one.due_on, one.standing.value) for one in found]


# Visits


def test_a_unit_never_visited_falls_due_again_and_again():
    # supervision by grade began on 2014-01-01: due on the first day of each year
    assert due() == [(date(2016, 1, 1), "missing")]
    four_months = [date(2016, 1, 1), date(2016, 5, 2), date(2016, 9, 1)]  # 1 May is a Sunday
    assert due(grade="D") == [(day, "missing") for day in four_months]
    assert due(context=at(date(2014, 12, 31))) == []  # due on 2015-01-01
    young = attrs.evolve(UNIT, registered_on=date(2015, 6, 1))
    assert due(unit=young) == [(date(2016, 6, 1), "missing")]
    assert due(unit=young, context=Context.of_year(BOOK, 2016, as_of="2016-06-01")) == [
        (date(2016, 6, 1), "open")
    ]
    assert due(unit=young, context=Context.of_year(BOOK, 2016, as_of="2016-06-02")) == [
        (date(2016, 6, 1), "missing")
    ]


@pytest.mark.parametrize(
    ("second", "standing"),
    [
        (date(2016, 3, 1), "done"),  # the last day
        (date(2016, 3, 2), "late"),
        (date(2015, 9, 1), None),  # due in September 2016 then
    ],
)
def test_each_visit_sets_when_the_next_is_due(second, standing):
    found = due(date(2014, 6, 1), date(2015, 3, 1), second)
    if standing is None:
        assert found == [(date(2016, 9, 1), "missing")]
    else:
        assert found == [(date(2016, 3, 1), standing)]


OFFICIAL = OfficialCalendar()


@pytest.mark.parametrize(
    ("days", "as_of", "expected"),
    [
        # New Year's Day is due, and Monday the 4th is the first working day
        ([], date(2016, 1, 4), (date(2016, 1, 4), "open")),
        ([], date(2016, 1, 5), (date(2016, 1, 4), "missing")),
        ([date(2016, 1, 4)], END, (date(2016, 1, 4), "done")),
        ([date(2016, 1, 5)], END, (date(2016, 1, 4), "late")),
        # 5 October is a holiday, Saturday the 8th is worked
        ([date(2015, 10, 5), date(2016, 10, 8)], END, (date(2016, 10, 8), "done")),
        ([date(2015, 10, 5), date(2016, 10, 9)], END, (date(2016, 10, 8), "late")),
        ([date(2015, 10, 5)], date(2016, 10, 8), (date(2016, 10, 8), "open")),
    ],
)
def test_a_visit_due_on_a_day_off_is_due_on_the_next_working_day(days, as_of, expected):
    context = Context(BOOK, as_of=as_of, calendar=OFFICIAL)
    assert due(*days, context=context) == [expected]


def test_the_visit_after_one_that_moved_is_counted_from_the_end_of_its_term():
    context = Context.of_year(BOOK, 2017, as_of="2017-12-31", calendar=OFFICIAL)
    # due on 1 January of each year, which moved to 4 January in 2015 and 2016
    assert due(context=context) == [(date(2017, 1, 3), "missing")]


def next_due(*days, context):
    visits = [visit(day) for day in days]
    (found,) = visits_due([UNIT], context, grades={CODE: "B"}, high_risk=(), visits=visits)
    return found


def test_the_next_visit_is_due_on_a_working_day():
    context = Context(BOOK, as_of="2016-10-08", calendar=OFFICIAL)
    found = next_due(date(2015, 10, 5), context=context)
    assert (found.due_on, found.overdue(date(2016, 10, 8))) == (date(2016, 10, 8), False)
    assert found.overdue(date(2016, 10, 9))
    plain = next_due(date(2015, 10, 5), context=Context(BOOK, as_of="2016-10-08"))
    assert plain.due_on == date(2016, 10, 5)  # nobody says which days are off
    ends = TableCalendar(years=frozenset({2016}), exceptions={})
    far = Context(BOOK, as_of="2016-10-08", calendar=ends)
    assert next_due(date(2016, 1, 7), context=far).due_on == date(2017, 1, 7)  # a Saturday
    year = Context.of_year(BOOK, 2017, as_of="2017-12-31", calendar=ends)
    assert due(date(2016, 1, 7), context=year) == [(date(2017, 1, 7), "open")]
    assert due(date(2016, 1, 7), date(2017, 1, 7), context=year) == [(date(2017, 1, 7), "done")]


def test_two_visits_are_never_owed_where_one_is():
    assert due(date(2015, 12, 1), date(2016, 5, 1), date(2016, 7, 1)) == [
        (date(2016, 12, 1), "done")
    ]


@given(st.lists(st.integers(0, 1090), max_size=6), st.integers(0, 1090), st.sampled_from("ABCD"))
def test_one_visit_more_never_leaves_more_of_them_missing(days, more, grade):
    start = date(2014, 1, 2)
    held = [start + timedelta(days=n) for n in days]
    fewer, all_ = due(*held, grade=grade), due(*held, start + timedelta(days=more), grade=grade)
    assert sum(s == "missing" for _, s in all_) <= sum(s == "missing" for _, s in fewer) + 1
    for found in (fewer, all_):
        assert [day for day, _ in found] == sorted({day for day, _ in found})
        assert all(day.year == 2016 for day, _ in found)


def county(**rows):
    return view_of(
        others(ENTERPRISES, CERTIFICATIONS),
        SUBJECT,
        INSPECTION,
        **{"enterprises": [UNIT], **rows},
    )


def test_visits_due_are_facts_of_the_period(monkeypatch):
    standing_as(monkeypatch, {CODE: ("B", ())})
    told = set()
    for as_of in ("2017-03-01", "2018-01-01"):
        context = Context.of_year(BOOK, 2016, as_of=as_of, known_at="2017-03-01", calendar=WEEK)
        rows = county(visits=[visit(date(2017, 1, 5))]).facts("visit-due", context.settled)
        told.add(tuple((r.id, r.on, r.standing, r.subject, r.grade, r.town) for r in rows))
    day = date(2016, 1, 1)
    assert told == {((f"{CODE}/{day}", day, "missing", CODE, "B", TOWN),)}


@pytest.mark.parametrize("grade", [None, "B"])
def test_a_unit_that_is_not_rated_is_supervised_as_b(grade, monkeypatch):
    standing_as(monkeypatch, {CODE: (grade, ())})
    assert [row.grade for row in county().facts("visit-due", at())] == ["B"]


# Quotas of samples


def quota(count=3, **more):
    values = {
        "id": "Q1",
        "scope": QuotaScope.SAMPLE,
        "topic": "食品",
        "domain": SampleDomain.FOOD,
        "stage": Stage.PRODUCTION,
        "first_day": date(2016, 4, 1),
        "last_day": date(2016, 6, 30),
        "department": "D1",
        **more,
    }
    return SupervisionQuota(town=TOWN, visits=count, **values)


def sample(name, on, **more):
    values = {
        "domain": SampleDomain.FOOD,
        "stage": Stage.PRODUCTION,
        "product": "大米",
        "stated": Conclusion.PASS,
        **more,
    }
    return InspectionSample(
        id=name,
        subject=CODE,
        town=TOWN,
        sampled_on=on,
        reported_on=on,
        known_on=on,
        document="检1",
        **values,
    )


def test_samples_that_were_ordered_and_not_taken_are_missing_for_the_indicators():
    taken = [
        sample("S1", date(2016, 4, 1)),
        sample("S2", date(2016, 7, 1)),  # after the quota
        sample("S3", date(2016, 5, 1), stage=Stage.CIRCULATION),
    ]
    view = county(quotas=[quota()], samples=taken)
    last = date(2016, 6, 30)

    def rows(day):
        found = view.facts("sample", at(day, END))
        return {r.id: (r.duty, r.standing, r.domain, r.stage, r.unit) for r in found}

    missing = ("sample-quota", "missing", "food", "production", "D1")
    assert {k: v for k, v in rows(END).items() if k.startswith("Q")} == {
        "Q1/1": missing,
        "Q1/2": missing,
    }
    assert rows(last)["Q1/1"] == ("sample-quota", "open", "food", "production", "D1")
    assert {r.on for r in view.facts("sample", at()) if r.id.startswith("Q")} == {last}
    (row,) = view.facts("quota", at())
    assert (row.duty, row.standing, row.held, row.asked, row.unit) == (
        "supervision-quota",
        "missing",
        1,
        3,
        "D1",
    )
    kept = county(quotas=[quota(1)], samples=taken)
    assert [r.id for r in kept.facts("sample", at())] == ["S1", "S2", "S3"]


@pytest.mark.parametrize(
    ("topic", "counts"),
    [("大米", True), ("谷物", True), ("food", True), ("食品", True), ("白酒", False)],
)
def test_a_quota_of_samples_is_for_a_product_a_class_or_the_whole_domain(topic, counts):
    one = sample("S1", date(2016, 4, 1), category="谷物")
    view = county(quotas=[quota(1, topic=topic)], samples=[one])
    assert (view.facts("quota", at())[0].standing == "done") is counts


@pytest.mark.parametrize(
    "wrong",
    [
        {"domain": None},
        {"stage": None},
        {"scope": QuotaScope.PRODUCT},
        {"last_day": date(2016, 3, 31)},
    ],
)
def test_quotas_that_do_not_hold_together(wrong):
    with pytest.raises(FieldError):
        quota(**wrong)


# The draw

PUBLISHED, LOTTERY = date(2016, 11, 1), date(2016, 11, 8)
SEED = "双色球 2016131: 05 17 23"
UNITS = [UNIT, Enterprise(code=SECOND, name="乙公司", town=TOWN)]
PEOPLE = [
    Inspector(id=f"p{n}", town=TOWN, person="赵某某", since=date(2014, 1, 1)) for n in (1, 2, 3)
]


@pytest.fixture
def _graded(monkeypatch):
    standing_as(monkeypatch, {CODE: ("B", ()), SECOND: ("B", ())})


def drawing(**more):
    values = {"enterprises": UNITS, "inspectors": PEOPLE, **more}
    return county(**values)


def committed(**more):
    digest = list_digest(listed(drawing(), at(PUBLISHED)))
    values = {"id": "L1", "digest": digest, "published_on": PUBLISHED, "seed_on": LOTTERY, **more}
    return DrawList(seed_event="双色球 2016131 期", **values)


@pytest.mark.usefixtures("_graded")
def test_a_list_is_committed_before_its_seed_exists():
    view = drawing(draw_lists=[committed()])
    found = public_draw(view, at(LOTTERY), seed=SEED)
    assert found.draws["B"] == draw([CODE, SECOND], 1, f"{SEED}/B")
    assert found.committed.id == "L1"
    plain = found.to_dict()
    assert (plain["committed"]["published_on"], plain["seed"]) == ("2016-11-01", SEED)
    assert PublicDraw.from_dict(plain) == found
    assert set(found.sent.draws) == set(found.draws["B"].drawn)
    assert public_draw(view, at(END), seed=SEED).draws == found.draws


@pytest.mark.usefixtures("_graded")
@pytest.mark.parametrize("seed", ["", "  ", "-", "330299/2016", "330299", "2016", "330299-2016",
                                  "330299 2016", "3302992016", "２０１６"])  # fmt: skip
def test_a_default_seed_is_refused(seed):
    with pytest.raises(FieldError, match="not a default"):
        public_draw(drawing(draw_lists=[committed()]), at(LOTTERY), seed=seed)


@pytest.mark.usefixtures("_graded")
def test_a_list_that_nobody_published_is_told_with_its_digest():
    digest = list_digest(listed(drawing(), at(LOTTERY)))
    with pytest.raises(FieldError, match=digest):
        public_draw(drawing(), at(LOTTERY), seed=SEED)
    with pytest.raises(FieldError, match="publish its digest first"):
        public_draw(drawing(draw_lists=[committed()]), at(PUBLISHED), seed=SEED)


@pytest.mark.usefixtures("_graded")
def test_nobody_draws_before_the_seed_exists():
    with pytest.raises(FieldError, match="too early"):
        public_draw(drawing(draw_lists=[committed()]), at(LOTTERY - DAY), seed=SEED)
    with pytest.raises(FieldError, match="a later day than the list"):
        committed(seed_on=PUBLISHED)
    with pytest.raises(FieldError):
        committed(seed_on=PUBLISHED - DAY)


@pytest.mark.usefixtures("_graded")
def test_a_list_that_was_changed_afterward_is_refused():
    view = drawing(draw_lists=[committed()], enterprises=UNITS[:1])
    with pytest.raises(FieldError, match="not the one whose digest was published"):
        public_draw(view, at(LOTTERY), seed=SEED)
