"""Recalls of failed batches: ordered, begun, carried out, reported, judged, and done again."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given

from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.core.schema import schema_for
from qualitygov.errors import FieldError
from qualitygov.inspection import (
    SUBJECT,
    Conclusion,
    InspectionSample,
    Recall,
    RecallMove,
    SampleItem,
    recall_facts,
    recall_problems,
    recall_steps,
    recalls_behind,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.strategies import entities
from signed_book import signed_book
from small_county import view_of

pytestmark = pytest.mark.clause("3.1.4.b")
BOOK, SIGNED = load_rulebook("strong-town"), signed_book()
DAY, CUT_OFF = timedelta(days=1), date(2017, 3, 1)
TOWN, UNIT = "330299101", "91330299MA2837B62L"
FINAL = date(2016, 3, 16)
"""The day after the window of fifteen days, counted from the report of 29 February, has passed."""
DECIDED = date(2016, 4, 1)


def at(as_of=CUT_OFF, book=BOOK, **more):
    return Context.of_year(book, 2016, as_of=as_of, calendar=WeekdayCalendar(), **more)


def sample(mandatory=True, **more):
    item = SampleItem(name="铅", stated=Conclusion.FAIL, mandatory=mandatory)
    return InspectionSample(
        id="S1",
        subject=UNIT,
        town=TOWN,
        domain="industrial",
        stage="production",
        product="水泥",
        sampled_on=date(2016, 2, 1),
        reported_on=date(2016, 2, 29),
        known_on=date(2016, 2, 29),
        document="检1号",
        severity="general",
        items=(item,),
        **more,
    )


def recall(*moves, **more):
    steps = tuple(RecallMove(kind=kind, on=on) for kind, on in moves)
    given_ = {"id": "Z1", "level": "general", "decided_on": DECIDED, "sample": "S1", **more}
    return Recall(
        subject=UNIT,
        town=TOWN,
        product="水泥",
        batch="2016-02",
        authority="县局",
        document="召1号",
        moves=steps,
        **given_,
    )


def facts(*recalls, samples=(), context=None):
    view = view_of(SUBJECT, samples=samples, recalls=recalls)
    return {one.id: one for one in recall_facts(view, context or at())}


def standings(*recalls, **more):
    return {name.partition("/")[2]: one.standing for name, one in facts(*recalls, **more).items()}


# whom a failure asks


BY = date(2016, 3, 21)
"""Three working days after the failure was final."""


@pytest.mark.parametrize(("on", "said"), [(BY - DAY, "done"), (BY, "done"), (BY + DAY, "late")])
def test_a_recall_ordered_a_day_before_on_and_after_its_day(on, said):
    found = facts(recall(decided_on=on), samples=[sample()], context=at(known_at="2017-03-01"))
    one = found["S1/recall"]
    assert (one.standing, one.by, one.on, one.unit) == (said, BY, date(2016, 2, 1), None)


@pytest.mark.parametrize(
    ("as_of", "said"), [(BY - DAY, "open"), (BY, "open"), (BY + DAY, "missing")]
)
def test_a_recall_that_nobody_ordered(as_of, said):
    found = facts(samples=[sample(authority="县局")], context=at(as_of))["S1/recall"]
    assert (found.standing, found.unit) == (said, "县局")


def test_none_before_the_failure_is_final_and_none_without_a_mandatory_standard():
    assert facts(samples=[sample()], context=at(FINAL - DAY)) == {}
    assert "S1/recall" in facts(samples=[sample()], context=at(FINAL))
    assert facts(samples=[sample(mandatory=False)]) == {}


def test_it_is_open_whether_one_is_owed_where_nobody_told_the_items_that_failed():
    untold = attrs.evolve(sample(), items=(), stated=Conclusion.FAIL)
    assert facts(samples=[untold], context=at(FINAL - DAY)) == {}
    found = facts(samples=[untold])["S1/recall"]
    assert (found.standing, found.by, found.settles_on) == ("open", BY, CUT_OFF)
    later = facts(samples=[untold], context=at(CUT_OFF + DAY))["S1/recall"]
    assert (later.standing, later.settles_on) == ("open", None)
    assert facts(recall(decided_on=BY), samples=[untold])["S1/recall"].standing == "done"


def test_the_makers_own_recall_counts_and_another_samples_does_not():
    own = recall(voluntary=True, decided_on=BY)
    assert facts(own, samples=[sample()])["S1/recall"].standing == "done"
    other = recall(sample="S2", decided_on=BY)
    assert facts(other, samples=[sample()])["S1/recall"].standing == "missing"


# what it asks: begun in three working days, carried out in thirty days, reported in five working
# days, judged in ten


BEGIN, FINISH = date(2016, 4, 6), date(2016, 5, 6)


@pytest.mark.parametrize(
    ("kind", "before", "by"),
    [
        ("begun", [], BEGIN),
        ("finished", [("begun", BEGIN)], FINISH),
        ("reported", [("begun", BEGIN), ("finished", FINISH)], date(2016, 5, 13)),
        (
            "effective",
            [("begun", BEGIN), ("finished", FINISH), ("reported", date(2016, 5, 13))],
            date(2016, 5, 27),
        ),
    ],
)
def test_each_step_a_day_before_on_and_after_its_day(kind, before, by):
    name = f"{'judged' if kind == 'effective' else kind}-0"
    for on, said in ((by - DAY, "done"), (by, "done"), (by + DAY, "late")):
        assert standings(recall(*before, (kind, on)))[name] == said
    for day, said in ((by - DAY, "open"), (by, "open"), (by + DAY, "missing")):
        assert standings(recall(*before), context=at(day))[name] == said


def test_a_recall_that_was_not_effective_is_carried_out_again():
    moves = [
        ("begun", BEGIN), ("finished", FINISH), ("reported", FINISH), ("ineffective", date(2016, 5, 10)),
    ]  # fmt: skip
    found = facts(recall(*moves))
    assert found["Z1/judged-0"].standing == "done"
    assert (found["Z1/finished-1"].standing, found["Z1/finished-1"].by) == (
        "missing",
        date(2016, 6, 9),
    )
    again = [("finished", date(2016, 6, 9)), ("reported", date(2016, 6, 10)), ("effective", date(2016, 6, 12))]  # fmt: skip
    assert standings(recall(*moves, *again)) == {
        "begun-0": "done", "finished-0": "done", "reported-0": "done", "judged-0": "done",
        "finished-1": "done", "reported-1": "done", "judged-1": "done",
    }  # fmt: skip


def test_the_level_of_the_day_of_the_order_decides_once_it_is_verified():
    food = recall(level="food-1")
    (begun,) = recall_steps(food, at(book=SIGNED))
    assert begun.by.day == date(2016, 4, 2)
    (begun,) = recall_steps(food, at())
    assert begun.by.day is None
    assert standings(food)["begun-0"] == "open"  # nobody is late by a rule that nobody verified
    (begun,) = recall_steps(recall(level="food-1", decided_on=date(2015, 8, 31)), at(book=SIGNED))
    assert begun.by.day is None


def test_what_was_not_known_on_the_day_did_not_happen():
    late = RecallMove(kind="begun", on=BEGIN, known_on=date(2017, 4, 10))
    hidden = attrs.evolve(recall(), moves=(late,))
    assert standings(hidden)["begun-0"] == "missing"
    unknown = recall(known_on=date(2017, 4, 10))
    assert facts(unknown) == {}


def test_the_worklist_names_what_is_overdue_the_longest_first():
    view = view_of(SUBJECT, samples=[sample(authority="县局")], recalls=[recall(sample=None)])
    found = recalls_behind(view, at())
    assert [one.say("zh") for one in found] == [
        "S1/recall 责令召回 2016-03-21",
        "Z1/begun-0 启动召回 2016-04-06",
    ]
    assert [one.unit for one in found] == ["县局", UNIT]


def test_steps_out_of_order_and_unknown_levels_are_refused():
    for moves in (
        [("finished", BEGIN)],
        [("begun", BEGIN), ("begun", BEGIN)],
        [("begun", DECIDED - DAY)],
        [("begun", BEGIN), ("finished", FINISH), ("effective", FINISH)],
    ):
        with pytest.raises(FieldError):
            recall(*moves)
    (problem,) = recall_problems(recall(level="none"), at())
    assert problem.path == "level"
    assert list(recall_problems(recall(level="food-3"), at())) == []


@given(entities(Recall))
def test_a_row_travels(one):
    schema = schema_for(Recall)()
    assert schema.load(schema.dump(one)) == one
