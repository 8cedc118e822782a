"""Excuses are published with the result: used or not, with what, why, by whom, and why not."""

from __future__ import annotations

from datetime import date

import pytest
from test_returns import CLOSE, A, B, county, excuse

from qualitygov.core.calendars import OfficialCalendar
from qualitygov.county import assess_county
from qualitygov.governance import GovernanceUnit
from qualitygov.returns import ExcuseKind, ExcuseState, excuse_states
from qualitygov.rulebook import Context, load_rulebook
from qualitygov.subject import CountyView

pytestmark = pytest.mark.clause("3.1.2.b", "4.5.c")

MEETING = f"joint-meeting/{A}/2016-12-31"


def states(*excuses, context=CLOSE, **rows):
    return excuse_states(CountyView(county(excuses=excuses, **rows)), context)


def test_an_excuse_is_told_with_what_why_by_whom_and_by_which_document():
    (found,) = states(excuse())
    assert found.used
    for language, words in (
        ("zh", ("年度", "无此事项", "县质量办", "2017-02-01", "县质办〔2017〕3号", "采用")),
        ("en", ("excused", "无此事项", "县质量办", "2017-02-01", "县质办〔2017〕3号", "used")),
    ):
        said = found.say(language)
        assert all(word in said for word in words)
    assert ExcuseState.from_dict(found.to_dict()) == found


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, None),
        ({"approved_on": date(2017, 3, 1)}, "cut-off"),
        ({"approved_by": B}, "the target office approves"),
        ({"ref": "no-such-target"}, "no no-such-target"),
        ({"beneficiary": "330299199"}, "none of them"),
        ({"period": "2016-Q2"}, "whole year"),
        ({"kind": ExcuseKind.DUTY, "ref": "no-such-duty"}, "no no-such-duty"),
        ({"kind": ExcuseKind.DUTY, "ref": "joint-meeting"}, None),
        ({"kind": ExcuseKind.DUTY, "ref": "joint-meeting", "period": "2016-Q2"}, None),
        ({"kind": ExcuseKind.DUTY, "ref": "joint-meeting", "beneficiary": "X"}, "nothing"),
        ({"kind": ExcuseKind.FACT, "ref": "nonsense"}, "nothing"),
        ({"kind": ExcuseKind.FACT, "ref": MEETING, "beneficiary": B}, "nothing"),
        ({"kind": ExcuseKind.FACT, "ref": MEETING, "period": "2016-Q1"}, "nothing"),
    ],
)
def test_one_that_excuses_nothing_says_why(change, why):
    later = Context.of_year(
        load_rulebook("strong-town"), 2016, as_of="2017-12-31", calendar=OfficialCalendar()
    )
    data = county(excuses=[excuse(**change)])
    found = assess_county(data, later, profile="full")
    (state,) = found.excuses
    assert state.used == (why is None)
    assert [flaw.why for flaw in found.flaws] == ([state.why] if why else [])
    if why:
        assert why in state.why.en
        assert state.say("zh").endswith(f"未采用：{state.why.zh}")


def test_one_thing_is_named_by_its_duty_and_its_day():
    view = CountyView(county())
    (name,) = {
        row.id
        for row in view.facts("duty", CLOSE.settled)
        if row.duty == "joint-meeting" and row.town == A and row.on == date(2016, 12, 31)
    }
    (found,) = states(excuse(kind=ExcuseKind.FACT, ref=name))
    assert found.used
    assert "（2016-12-31）" in found.what.zh
    assert "joint" not in found.what.zh


def test_before_the_year_is_over_one_thing_may_still_fall_due():
    early = Context(load_rulebook("strong-town"), as_of="2016-06-30", calendar=OfficialCalendar())
    one = excuse(kind=ExcuseKind.FACT, ref="nonsense", approved_on=date(2016, 5, 2))
    assert [state.used for state in states(one, context=early)] == [True]
    assert [state.used for state in states(one)] == [False]


def test_units_are_named_and_other_years_are_left_out():
    unit = GovernanceUnit(
        id="U1", town=A, name="镇质量办", kind="department", role="cooperates",
        since=date(2014, 1, 1),
    )  # fmt: skip
    own = excuse(kind=ExcuseKind.DUTY, ref="unit-leader", beneficiary="U1")
    found = states(own, excuse(period="2015"), units=[unit])
    assert [state.name.zh for state in found] == ["镇质量办"]
