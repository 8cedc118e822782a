"""A class of an accident that becomes known later is a record of its own, to be confirmed anew."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safety_world import PLAIN, TOWN, UNIT, at, view

from qualitygov import CountyData, Enterprise, Text
from qualitygov.blacklist.standing import standings_of
from qualitygov.credit import Confirmation
from qualitygov.credit.derive import records_from
from qualitygov.safety import Accident, AccidentField, CasualtyChange, Liability, accident_events
from qualitygov.subject import CountyView

pytestmark = pytest.mark.clause("3.1.3.b", "3.2.2.a")
NINE = datetime.fromisoformat("2016-05-01T09:00")
FIRST = date(2016, 5, 1)
GRAVER = CasualtyChange(changed_on=date(2016, 5, 20), deaths=3, injuries=0)
LESS = CasualtyChange(changed_on=date(2016, 6, 10), deaths=2, injuries=0)


def accident(*changes, **more):
    return Accident(
        id="A1", subject=UNIT, town=TOWN, field=AccidentField.GENERAL, happened_at=NINE,
        known_on=FIRST, head_told_at=NINE, reported_at=NINE + timedelta(minutes=61), deaths=1,
        document="事故1号", changes=changes, **more,
    )  # fmt: skip


def made(one, known_at="2016-12-31", as_of="2016-12-31"):
    context = at(as_of, known_at=known_at)
    return records_from(view(accidents=[one]).events(context), context)


def told(records):
    return {one.id: (one.severity, one.decided_on, one.revoked_on) for one in records}


REPORT = {"A1/report": ("late", FIRST, None)}


def test_a_graver_class_is_a_record_of_its_own():
    assert told(made(accident(GRAVER))) == {
        "A1/accident": ("general", FIRST, None),
        "A1/2016-05-20/accident": ("larger", date(2016, 5, 20), None),
        **REPORT,
    }
    matters = {one.id: one.matter for one in made(accident(GRAVER))}
    assert matters == {
        "A1/accident": "A1/accident",
        "A1/2016-05-20/accident": "A1/accident",
        "A1/report": "A1/report",  # another fact
    }


def test_a_class_that_the_casualties_no_longer_reach_is_void_and_no_other_record_is():
    assert told(made(accident(GRAVER, LESS))) == {
        "A1/accident": ("general", FIRST, None),
        "A1/2016-05-20/accident": ("larger", date(2016, 5, 20), LESS.changed_on),
        **REPORT,
    }
    worse = attrs.evolve(accident(LESS), deaths=3)
    assert told(made(worse)) == {
        "A1/accident": ("larger", FIRST, LESS.changed_on),
        "A1/2016-06-10/accident": ("general", LESS.changed_on, None),
        **REPORT,
    }


def test_it_is_known_on_the_day_on_which_the_change_is():
    late = attrs.evolve(GRAVER, known_on=date(2016, 9, 1))
    assert told(made(accident(late), known_at="2016-08-31")) == told(made(accident()))
    (graver,) = (one for one in made(accident(late)) if one.id == "A1/2016-09-01/accident")
    assert (graver.decided_on, graver.known_on) == (GRAVER.changed_on, date(2016, 9, 1))
    assert told(made(accident(GRAVER), as_of="2016-05-19")) == told(made(accident()))


def test_an_earlier_change_that_becomes_known_later_renames_nothing():
    last = CasualtyChange(changed_on=date(2016, 5, 25), deaths=3, injuries=0)
    before = attrs.evolve(GRAVER, known_on=date(2016, 9, 1))
    assert told(made(accident(before, last))) == told(made(accident(last)))


CHANGES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 40)), max_size=4
).map(
    lambda drawn: [
        CasualtyChange(
            changed_on=FIRST + timedelta(days=day),
            known_on=FIRST + timedelta(days=day + wait),
            deaths=deaths,
            injuries=0,
        )
        for day, wait, deaths in sorted(drawn)
    ]
)


@given(CHANGES, st.integers(0, 120))
def test_what_becomes_known_later_changes_no_record_but_that_it_may_be_void(changes, days):
    one, then = accident(*changes), FIRST + timedelta(days=days)
    before = {record.id: record for record in made(one, known_at=then)}
    after = {record.id: record for record in made(one)}
    assert len(after) == len(made(one))
    for name, record in before.items():
        assert attrs.evolve(after[name], revoked_on=None) == attrs.evolve(record, revoked_on=None)
    standing = [r for r in after.values() if r.kind == "accident" and r.revoked_on is None]
    deaths = one.casualties(date(2016, 12, 31))[0]
    scale = {"general": 1, "larger": 3, "major": 10, "extra-major": 30}
    reached = [name for name, least in scale.items() if deaths >= least]
    assert {record.severity for record in standing} <= set(reached)
    assert reached == [] or reached[-1] in {record.severity for record in standing}


def scored(one, *names):
    said = [
        Confirmation(
            record=name, decision="confirmed", decided_on=date(2016, 6, 1), authority="县局",
            document="文",
        )
        for name in names
    ]  # fmt: skip
    data = CountyData(
        id="330299", name=Text("县", "county"), accidents=[one], confirmations=said,
        enterprises=[Enterprise(code=UNIT, name="某厂", town=TOWN)],
    )  # fmt: skip
    (found,) = standings_of(CountyView(data), at("2016-12-31")).values()
    return found.score


def test_a_confirmation_holds_for_the_class_that_it_confirmed():
    found = scored(accident(GRAVER), "A1/accident")
    assert str(found.score) == "80"  # general; what is graver is proposed
    assert [one.record_id for one in found.proposals] == ["A1/2016-05-20/accident", "A1/report"]
    both = scored(accident(GRAVER), "A1/accident", "A1/2016-05-20/accident")
    assert (str(both.score), both.grade) == ("60", "D")  # one fact counts once
    assert str(scored(accident(GRAVER, LESS), "A1/accident", "A1/2016-05-20/accident").score) == (
        "80"
    )


def test_who_is_cleared_is_cleared_of_every_class():
    cleared = accident(GRAVER, approved_on=date(2016, 6, 5), finding=Liability.NOT_LIABLE)
    assert {r.revoked_on for r in made(cleared) if r.kind == "accident"} == {date(2016, 6, 5)}
    less = accident(GRAVER, LESS, approved_on=date(2016, 9, 5), finding=Liability.NOT_LIABLE)
    assert told(made(less))["A1/2016-05-20/accident"][2] == LESS.changed_on


def test_a_class_by_a_scale_that_nobody_verified_is_no_event():
    works = attrs.evolve(accident(GRAVER), field=AccidentField.WORKS)
    context = at("2016-12-31", book=PLAIN)
    (event,) = accident_events(view(accidents=[works]), context)
    assert (event.classed, event.grade) == (False, None)
