"""What an accident asks of whom, and by when; and when it is the town's fault."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safety_world import BOOK, END, PLAIN, TOWN, UNIT, WEEK, at, view

from qualitygov import Context, CountyData, Enterprise, Text
from qualitygov.blacklist.standing import standings_of
from qualitygov.credit import Confirmation, confirmation_facts
from qualitygov.credit.derive import records_from
from qualitygov.credit.standing import Excluded, excluded
from qualitygov.errors import FieldError
from qualitygov.safety import (
    Accident,
    AccidentField,
    CasualtyChange,
    Liability,
    accident_duty_facts,
    accident_events,
    accident_facts,
    classify,
)
from qualitygov.subject import CountyView

pytestmark = pytest.mark.clause("3.1.3.b", "3.3.1.d")
NINE, MINUTE = datetime.fromisoformat("2016-05-01T09:00"), timedelta(minutes=1)
DAY = timedelta(days=1)


def accident(field=AccidentField.GENERAL, **more):
    values = {
        "happened_at": NINE,
        "known_on": date(2016, 5, 1),
        "reported_at": NINE + 30 * MINUTE,
        "upward_at": NINE + 60 * MINUTE,
        "deaths": 1,
        **more,
    }
    return Accident(id="A1", subject=UNIT, town=TOWN, field=field, document="事故1号", **values)


LATE = accident(reported_at=NINE + 61 * MINUTE, upward_at=NINE + 90 * MINUTE)
SILENT = accident(reported_at=None, upward_at=None)
CUTOFF = date(2017, 3, 1)


def test_a_scale_that_nobody_has_verified_decides_nothing():
    """The classes of works: told, but no duty, no event and no veto rests on them."""
    late = accident(
        AccidentField.WORKS,
        deaths=30,
        head_told_at=NINE,
        reported_at=NINE + 60 * 60 * MINUTE,
        upward_at=None,
    )
    told = {}
    for name, book in (("plain", PLAIN), ("signed", BOOK)):
        county, context = view(accidents=[late]), at("2016-12-31", book=book)
        facts = {f.duty: f for f in accident_duty_facts(county, context)}
        (event,) = accident_events(county, context)
        assert classify(late, context).name == "extra-major"
        assert accident_facts(county, context)[0].grade == "extra-major"  # as statistics see it
        told[name] = (
            facts["accident-reported"].standing,
            facts["accident-investigated"].standing,
            facts["accident-investigated"].excusal,
            facts["accident-liability"].grade,
            event.grade,
            event.report,
        )
    assert told == {
        "plain": ("open", "excused", "unsigned", None, None, "open"),
        "signed": ("late", "missing", "", "extra-major", "extra-major", "late"),
    }


def duties(one, as_of=END, **more):
    facts = accident_duty_facts(view(accidents=[one]), at(as_of, **more))
    return {f.duty.removeprefix("accident-"): (f.standing, f.by) for f in facts}


@pytest.mark.parametrize(("minutes", "standing"), [(60, "done"), (61, "late")])
def test_the_hour_runs_from_when_the_head_of_the_unit_was_told(minutes, standing):
    told = NINE + timedelta(hours=3)
    one = accident(
        head_told_at=told, reported_at=told + minutes * MINUTE, upward_at=told + 90 * MINUTE
    )
    assert duties(one)["reported"][0] == standing


@pytest.mark.parametrize("before", [30, 59, 60])
def test_those_on_the_spot_may_report_before_the_head_was_told(before):
    """Order 493, art. 9: an early report is in time, whether or not the head knew of it yet."""
    told = NINE + 60 * MINUTE
    early = accident(head_told_at=told, reported_at=told - before * MINUTE, upward_at=told)
    assert duties(early)["reported"] == ("done", date(2016, 5, 1))
    [event] = accident_events(view(accidents=[early]), at(END))
    assert event.report == "in-time"
    late = attrs.evolve(early, upward_at=early.reported_at + 121 * MINUTE)
    assert duties(late)["upward"] == ("late", date(2016, 5, 1))


def records(one, context):
    """The records that stand or are proposed, by kind."""
    found = records_from(view(accidents=[one]).events(context), context)
    return {
        record.kind: record.severity
        for record in found
        if excluded(record, context) in (None, Excluded.PROPOSED)
    }


def test_an_accident_of_which_nobody_is_liable_costs_the_firm_nothing_from_its_approval():
    cleared = accident(
        head_told_at=NINE, reported_at=NINE + 90 * MINUTE, upward_at=None,
        approved_on=date(2016, 9, 1), finding=Liability.NOT_LIABLE,
    )  # fmt: skip
    late = {"accident-report": "late"}
    before = {"accident": "general", **late}
    assert records(cleared, at("2016-12-31", known_at="2016-08-31")) == before
    assert records(cleared, at("2016-12-31", known_at="2016-09-01")) == late
    for finding in (Liability.UNIT, Liability.TOWN):
        assert records(attrs.evolve(cleared, finding=finding), at(END)) == before
    (fact,) = accident_facts(view(accidents=[cleared]), at(END))
    assert fact.grade == "general"  # statistics hold it all the same


def test_who_is_cleared_after_the_year_is_cleared_for_it():
    """A revocation voids from the beginning, so it is seen as soon as it is known."""
    cleared = accident(
        approved_on=date(2017, 2, 10), finding=Liability.NOT_LIABLE, head_told_at=NINE
    )
    for known, expected in (("2017-02-09", {"accident": "general"}), ("2017-02-10", {})):
        year = Context.of_year(BOOK, 2016, known_at=known, calendar=WEEK).judged
        assert records(cleared, year) == expected


def test_an_accident_that_came_to_light_after_its_report_was_approved():
    late = accident(
        known_on=date(2016, 10, 3), approved_on=date(2016, 9, 1), finding=Liability.NOT_LIABLE
    )
    (record,) = records_from(view(accidents=[late]).events(at(END)), at(END))
    assert (record.decided_on, record.revoked_on) == (date(2016, 10, 3), date(2016, 10, 3))


@pytest.mark.parametrize(
    ("day", "confirmed", "weighs"),
    [("2016-08-31", True, "80"), ("2016-09-01", True, "100"), ("2016-08-31", False, "100")],
)
def test_a_record_falls_away_with_the_approval_confirmed_or_not(day, confirmed, weighs):
    found = scored(accident(**CLEARED), day, confirmed=confirmed)
    assert str(found.score) == weighs
    proposed = [one.record_id for one in found.proposals]
    assert proposed == (["A1/accident"] if not confirmed and day < "2016-09-01" else [])


CLEARED = {
    "head_told_at": NINE, "approved_on": date(2016, 9, 1), "finding": Liability.NOT_LIABLE,
}  # fmt: skip


def county(one, *, confirmed):
    said = Confirmation(
        record="A1/accident", decision="confirmed", decided_on=date(2016, 6, 1),
        authority="县局", document="文",
    )  # fmt: skip
    return CountyData(
        id="330299", name=Text("县", "county"), accidents=[one],
        confirmations=[said] if confirmed else [],
        enterprises=[Enterprise(code=UNIT, name="某厂", town=TOWN)],
    )  # fmt: skip


def scored(one, known_at, *, confirmed):
    context = at("2016-12-31", known_at=known_at)
    (found,) = standings_of(CountyView(county(one, confirmed=confirmed)), context).values()
    return found.score


@pytest.mark.parametrize(
    ("approved", "standing"),
    [(date(2016, 5, 20), "excused"), (date(2016, 5, 21), "missing"), (None, "missing")],
)
def test_nobody_has_to_confirm_what_is_void_before_that_was_due(approved, standing):
    """Known on Sunday 2016-05-01: fifteen working days later is Friday, 2016-05-20."""
    more = {} if approved is None else {"approved_on": approved, "finding": Liability.NOT_LIABLE}
    data = county(accident(head_told_at=NINE, **more), confirmed=False)
    (fact,) = confirmation_facts(CountyView(data), at(END))
    assert (fact.standing, fact.by) == (standing, date(2016, 5, 20))


def test_nobody_is_late_by_an_hour_of_which_nobody_knows_the_beginning():
    assert duties(accident())["reported"] == ("done", None)  # half an hour after it happened
    assert duties(accident(reported_at=NINE + 60 * MINUTE))["reported"] == ("done", None)
    assert duties(LATE)["reported"] == duties(SILENT)["reported"] == ("open", CUTOFF)
    assert duties(attrs.evolve(SILENT, concealed=True))["reported"][0] == "failed"
    for day in (END, CUTOFF):
        [event] = accident_events(view(accidents=[SILENT]), at(day))
        assert event.report == "open"  # no record of it


@pytest.mark.parametrize(("one", "standing"), [(LATE, "late"), (SILENT, "missing")])
def test_what_nobody_says_of_the_head_is_settled_at_the_cut_off_and_not_for_the_unit(one, standing):
    """A blank cell never does better than the worst that it may hide."""
    for day, found in ((CUTOFF - DAY, "open"), (CUTOFF, standing), (CUTOFF + DAY, standing)):
        [own] = [
            fact
            for fact in accident_duty_facts(view(accidents=[one]), at(day))
            if fact.duty == "accident-reported"
        ]
        assert (own.standing, own.unit) == (found, None)
        assert own.settles_on == (CUTOFF if found == "open" else None)


MINUTES = st.integers(0, 5000).map(lambda minutes: minutes * MINUTE)


@given(st.none() | MINUTES, st.none() | MINUTES, st.booleans())
def test_a_blank_moment_of_the_head_is_never_better_than_a_moment(told, after, concealed):
    """Law: at the cut-off the blank costs at least as much as any moment that may be the truth."""
    reported = None if after is None else NINE + after
    one = accident(reported_at=reported, upward_at=None, concealed=concealed)
    head = NINE if told is None else NINE + told
    if reported is not None:
        head = min(head, reported)
    known = attrs.evolve(one, head_told_at=head)
    for day in (CUTOFF, CUTOFF + DAY):
        blank, true = (duties(each, day)["reported"][0] for each in (one, known))
        assert blank != "open"
        assert blank != "done" or true == "done"


def test_before_the_hour_has_passed_the_report_is_open():
    one = accident(
        happened_at=NINE.replace(hour=20),
        head_told_at=NINE.replace(hour=23, minute=30),
        reported_at=None,
        upward_at=None,
    )
    by = date(2016, 5, 2)
    assert duties(one, "2016-05-01")["reported"] == ("open", by)
    assert duties(one, "2016-05-02")["reported"] == ("missing", by)
    assert "upward" not in duties(one)


def test_a_concealed_accident_has_failed_its_report():
    assert duties(accident(concealed=True))["reported"][0] == "failed"


def test_each_level_reports_upward_in_two_hours():
    assert duties(accident(upward_at=NINE + 150 * MINUTE))["upward"][0] == "done"
    assert duties(accident(upward_at=NINE + 151 * MINUTE))["upward"][0] == "late"
    assert duties(accident(upward_at=None))["upward"][0] == "missing"


def change(day, corrected=None, deaths=2):
    return CasualtyChange(changed_on=day, deaths=deaths, injuries=0, corrected_on=corrected)


def test_a_correction_is_owed_only_where_the_casualties_changed():
    assert "corrected" not in duties(accident())
    last = date(2016, 5, 31)  # thirty days
    assert duties(accident(changes=(change(last, last),)))["corrected"] == ("done", last)
    assert duties(accident(changes=(change(last, last + DAY),)))["corrected"] == ("late", last)
    assert duties(accident(changes=(change(last),)))["corrected"] == ("missing", last)
    assert duties(accident(changes=(change(last),)), last)["corrected"] == ("open", last)
    assert "corrected" not in duties(accident(changes=(change(last + DAY),)))


@pytest.mark.parametrize("field", [AccidentField.TRAFFIC, AccidentField.FIRE])
def test_traffic_and_fire_have_seven_days(field):
    last = date(2016, 5, 9)  # the seventh day is a Sunday
    assert duties(accident(field, changes=(change(last),)))["corrected"][1] == last
    assert "corrected" not in duties(accident(field, changes=(change(last + DAY),)))


def test_a_class_follows_the_casualties_as_they_changed():
    one = accident(changes=(change(date(2016, 5, 9), deaths=3),))
    classes = [classify(one, at(day)).name for day in ("2016-05-08", "2016-05-09")]
    assert classes == ["general", "larger"]


def test_an_investigation_takes_sixty_days_and_once_sixty_more_without_the_days_of_testing():
    assert duties(accident())["investigated"] == ("missing", date(2016, 6, 30))
    tested = accident(testing_days=10)
    assert duties(tested)["investigated"][1] == date(2016, 7, 11)  # the 10th is a Sunday
    longer = accident(investigation_extended_on=date(2016, 6, 30))
    assert duties(longer)["investigated"][1] == date(2016, 8, 29)
    too_late = accident(investigation_extended_on=date(2016, 7, 1))
    assert duties(too_late)["investigated"][1] == date(2016, 6, 30)
    assert duties(accident(investigated_on=date(2016, 6, 30)))["investigated"][0] == "done"
    assert duties(accident(deaths=0))["investigated"][0] == "excused"  # of no class


@pytest.mark.parametrize(
    ("finding", "standing"),
    [(Liability.NOT_LIABLE, "done"), (Liability.UNIT, "done"), (Liability.TOWN, "failed")],
)
def test_the_town_fails_only_by_the_approved_report_and_is_open_until_then(finding, standing):
    one = accident(deaths=30, approved_on=date(2016, 9, 1), finding=finding)
    assert duties(one, "2016-08-31")["liability"][0] == "open"
    assert duties(one, "2016-09-01")["liability"][0] == standing
    assert duties(one, END, known_at="2016-08-31")["liability"][0] == "open"
    # the statistics hold it from the first, whoever caused it
    (fact,) = accident_facts(view(accidents=[one]), at("2016-05-01"))
    assert (fact.town, fact.grade) == (TOWN, "extra-major")


@pytest.mark.parametrize(
    "wrong",
    [
        {"approved_on": date(2016, 9, 1)},
        {"finding": Liability.TOWN},
        {
            "investigated_on": date(2016, 9, 2),
            "approved_on": date(2016, 9, 1),
            "finding": Liability.UNIT,
        },
        {"head_told_at": NINE - MINUTE},
        {"reported_at": NINE - MINUTE},
        {"reported_at": NINE + 60 * MINUTE, "upward_at": NINE + 59 * MINUTE},
        {"changes": (change(date(2016, 4, 30)),)},
        {"changes": (change(date(2016, 5, 9)), change(date(2016, 5, 8)))},
    ],
)
def test_accidents_that_do_not_hold_together(wrong):
    with pytest.raises(FieldError):
        accident(**wrong)


def test_a_correction_before_its_change_is_refused():
    with pytest.raises(FieldError):
        change(date(2016, 5, 9), date(2016, 5, 8))
