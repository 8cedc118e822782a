"""Special equipment: applied for in time, inspected while in use, lifts maintained month by month."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitygov.core.calendars import OfficialCalendar, WeekdayCalendar
from qualitygov.core.period import Period
from qualitygov.core.periods import Term, term_before, term_end
from qualitygov.core.schema import schema_for
from qualitygov.equipment import (
    SUBJECT,
    Equipment,
    EquipmentInspection,
    EquipmentKind,
    EquipmentMaintenance,
    equipment_behind,
    equipment_facts,
    equipment_state,
    equipment_users,
    lapsed,
    renewals,
    upkeep,
    usable_until,
)
from qualitygov.errors import FieldError
from qualitygov.governance import SUBJECT as GOVERNANCE
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.strategies import entities
from qualitygov.subject import Document, duty_facts
from signed_book import signed_book
from small_county import view_of

pytestmark = pytest.mark.clause("2.2.2.g")
BOOK, SIGNED = load_rulebook("strong-town"), signed_book()
END, DAY = date(2016, 12, 31), timedelta(days=1)
TOWN, HOLDER = "330299101", "91330299MA2837B62L"
DUE = date(2016, 5, 15)
"""A month before the validity of the first inspection ends."""


def inspection(applied, held=None, until=None, **more):
    return EquipmentInspection(applied_on=applied, inspected_on=held, valid_to=until, **more)


FIRST = inspection(date(2015, 6, 1), date(2015, 6, 10), date(2016, 6, 15))
SECOND = inspection(DUE, date(2016, 5, 25), date(2017, 5, 25))


def equipment(*inspections, kind=EquipmentKind.BOILER, **more):
    given_ = {"id": "T1", "holder": HOLDER, "town": TOWN, "in_use_from": date(2015, 6, 15), **more}
    return Equipment(kind=kind, inspections=inspections, **given_)


def lift(*days, **more):
    done = tuple(EquipmentMaintenance(maintained_on=day) for day in days)
    used = {"in_use_from": date(2015, 12, 20), **more}
    return equipment(FIRST, SECOND, kind=EquipmentKind.LIFT, maintenance=done, **used)


def at(as_of=END, book=BOOK, **more):
    return Context.of_year(book, 2016, as_of=as_of, **more)


def facts(*rows, context=None):
    found = equipment_facts(view_of(SUBJECT, equipment=rows), context or at())
    return {fact.id: fact for fact in found}


def standing(name, *rows, context=None):
    return facts(*rows, context=context)[name].standing


# the application, a month before the end


@pytest.mark.parametrize(
    ("end", "by"),
    [
        (date(2016, 6, 15), date(2016, 5, 15)),
        (date(2016, 3, 31), date(2016, 2, 29)),
        (date(2017, 1, 1), date(2016, 12, 1)),
    ],
)
def test_a_month_before_the_end(end, by):
    first = inspection(date(2015, 1, 1), date(2015, 6, 10), end)
    (one,) = renewals(equipment(first), at())
    assert (one.apply_by, one.valid_to) == (by, end)


@pytest.mark.parametrize(
    ("applied", "said"), [(DUE - DAY, "done"), (DUE, "done"), (DUE + DAY, "late")]
)
def test_applied_for_a_day_before_on_and_after_the_day(applied, said):
    again = inspection(applied, date(2016, 6, 1), date(2017, 6, 1))
    found = facts(equipment(FIRST, again))["T1/applied/2016-06-15"]
    assert (found.standing, found.by, found.on) == (said, DUE, DUE)


@pytest.mark.parametrize(
    ("as_of", "said"), [(DUE - DAY, "open"), (DUE, "open"), (DUE + DAY, "missing")]
)
def test_never_applied_for_is_open_until_its_day_and_missing_after_it(as_of, said):
    found = facts(equipment(FIRST), context=at(as_of))["T1/applied/2016-06-15"]
    assert (found.standing, found.settles_on) == (said, DUE if said == "open" else None)


def test_what_is_taken_out_of_use_before_is_not_asked():
    gone = equipment(FIRST, in_use_to=DUE - DAY)
    kept = equipment(FIRST, in_use_to=DUE)
    assert [list(renewals(one, at())) != [] for one in (gone, kept)] == [False, True]


def test_the_law_begins_in_2014():
    first = inspection(date(2012, 12, 1), date(2013, 1, 10), date(2014, 1, 10))
    second = inspection(date(2014, 1, 2), date(2014, 1, 5), date(2015, 1, 5))
    old = equipment(first, second, in_use_from=date(2013, 1, 11))
    assert [name for name in facts(old) if "applied" in name] == ["T1/applied/2015-01-05"]


# the inspection in force, while in use


@pytest.mark.parametrize(
    ("held", "said"),
    [(date(2016, 6, 15), "done"), (date(2016, 6, 16), "done"), (date(2016, 6, 17), "late")],
)
def test_a_day_without_an_inspection_in_force_makes_the_year_late(held, said):
    again = inspection(DUE, held, date(2017, 6, 1))
    assert standing("T1/inspected/2016", equipment(FIRST, again)) == said


def test_not_inspected_again_is_missing_and_failed_is_failed():
    assert standing("T1/inspected/2016", equipment(FIRST)) == "missing"
    failed = inspection(DUE, date(2016, 6, 1))
    assert standing("T1/inspected/2016", equipment(FIRST, failed)) == "failed"
    assert standing("T1/inspected/2016", equipment()) == "missing"
    assert usable_until(equipment(FIRST, failed), END) == date(2016, 6, 1)


def test_the_year_is_judged_on_its_last_day():
    until_then = inspection(DUE, date(2016, 6, 1), END)
    assert standing("T1/inspected/2016", equipment(FIRST, until_then)) == "done"
    later = at(date(2018, 1, 1), known_at="2018-01-01")
    assert standing("T1/inspected/2016", equipment(FIRST, until_then), context=later) == "done"


@given(entities(Equipment), st.dates(date(2013, 1, 1), date(2018, 1, 1)), st.integers(0, 400))
def test_a_lapse_is_a_day_in_use_after_the_last_one_valid(one, first, length):
    last = first + timedelta(days=length)
    days = (first + timedelta(days=n) for n in range(length + 1))
    plain = any(one.in_use(day) and usable_until(one, day) < day for day in days)
    assert lapsed(one, first=first, last=last) == plain


# lifts, every fifteen days


FORTNIGHTS = [date(2016, 1, 4) + timedelta(days=15 * n) for n in range(25)]
DECEMBER = date(2016, 12, 14)
"""The maintenance of December in time: the one before was on 29 November."""


def test_in_time_all_year_is_done_in_each_month():
    found = facts(lift(*FORTNIGHTS), context=at(date(2017, 3, 1), book=SIGNED))
    assert {f.standing for name, f in found.items() if "maintained/2016" in name} == {"done"}
    assert len([name for name in found if "maintained/2016" in name]) == 12


@pytest.mark.parametrize(
    ("day", "said"), [(DECEMBER - DAY, "done"), (DECEMBER, "done"), (DECEMBER + DAY, "late")]
)
def test_maintained_a_day_before_on_and_after_the_fifteenth_day(day, said):
    done = [one for one in FORTNIGHTS if one < DECEMBER]
    one = lift(*done, day, day + timedelta(days=15))
    context = at(date(2017, 3, 1), book=SIGNED, known_at="2017-03-01")
    assert standing("T1/maintained/2016-12", one, context=context) == said


@pytest.mark.parametrize(
    ("as_of", "said"), [(DECEMBER - DAY, "open"), (DECEMBER, "open"), (DECEMBER + DAY, "missing")]
)
def test_not_maintained_is_open_until_its_day_and_missing_after_it(as_of, said):
    done = [one for one in FORTNIGHTS if one < DECEMBER]
    found = facts(lift(*done), context=at(as_of, book=SIGNED))["T1/maintained/2016-12"]
    assert (found.standing, found.by) == (said, DECEMBER)


def test_a_gap_counts_in_each_month_in_which_it_lies():
    done = [one for one in FORTNIGHTS if not date(2016, 3, 1) < one < date(2016, 5, 5)]
    found = facts(lift(*done), context=at(book=SIGNED))
    said = [found[f"T1/maintained/2016-0{month}"].standing for month in range(1, 7)]
    assert said == ["done", "done", "late", "late", "late", "done"]


def test_a_rule_that_nobody_verified_costs_nothing():
    assert standing("T1/maintained/2016-05", lift(), context=at()) == "excused"
    assert standing("T1/maintained/2016-05", lift(), context=at(book=SIGNED)) == "missing"
    assert not any("maintained" in name for name in facts(equipment(FIRST)))


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2016, 10, 8), "done"), (date(2016, 10, 9), "late"), (None, "missing")],
)
def test_maintenance_due_on_a_day_off_is_due_on_the_next_working_day(day, said):
    """The fifteenth day is 5 October, a holiday; Saturday the 8th is worked."""
    done = [one for one in FORTNIGHTS if one < date(2016, 9, 6)]
    one = lift(*done, date(2016, 9, 6), date(2016, 9, 20), *([] if day is None else [day]))
    context = at(date(2016, 10, 10), book=SIGNED, calendar=OfficialCalendar())
    found = facts(one, context=context)
    assert found["T1/maintained/2016-09"].standing == "done"
    assert found["T1/maintained/2016-10"].standing == ("open" if said == "done" else said)
    assert found["T1/maintained/2016-10"].by == date(2016, 10, 24 if said == "done" else 8)
    on_the_day = context.on(date(2016, 10, 8))
    assert facts(one, context=on_the_day)["T1/maintained/2016-10"].standing == "open"
    lacks = equipment_state(one, context).lacking
    assert any("2016-10-08" in text.en for text in lacks) is (day is None)
    assert not equipment_state(one, on_the_day).lacking


@given(
    st.lists(st.dates(date(2015, 12, 1), date(2017, 2, 1)), max_size=40, unique=True),
    st.integers(1, 12),
    st.data(),
)
def test_taking_away_maintenance_never_helps(days, month, drawing):
    context = at(
        date(2017, 3, 1), calendar=drawing.draw(st.sampled_from([None, WeekdayCalendar()]))
    )
    period = Period(date(2016, month, 1), date(2016, month, 28))
    asked = {"since": date(2015, 12, 20), "period": period}
    fewer = drawing.draw(st.lists(st.sampled_from(days), unique=True)) if days else []
    whole, part = (
        upkeep(some, Term(days=15), context, **asked).overdue_since for some in (days, fewer)
    )
    assert whole is None or part is not None


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(1, 30))
def test_a_term_before_a_day_ends_by_it(day, months):
    term = Term(months=months)
    assert day - timedelta(days=3) <= term_end(term_before(day, term), term) <= day


# what is known, what the town owes, what an official must act on


def test_what_was_not_known_is_not_there():
    again = inspection(DUE, date(2016, 5, 25), date(2017, 5, 25), known_on=date(2017, 4, 10))
    known = [
        standing("T1/inspected/2016", equipment(FIRST, again), context=at(END, known_at=day))
        for day in ("2017-04-09", "2017-04-10")
    ]
    assert known == ["missing", "done"]


@pytest.mark.parametrize(
    ("on", "said"),
    [(date(2015, 12, 31), "missing"), (END, "done"), (date(2017, 1, 1), "missing")],
)
def test_the_town_urges_each_user_once_a_year(on, said):
    letter = [
        Document(id="F1", town=TOWN, kind="urging-equipment", ref=HOLDER, on=on, document="函")
    ]
    view = view_of(SUBJECT, GOVERNANCE, equipment=[equipment(FIRST)], documents=letter)
    (found,) = (row for row in duty_facts(view, at(date(2017, 3, 1))) if
                row.duty == "equipment-urged" and row.on == END)  # fmt: skip
    assert (found.standing, found.ref) == (said, HOLDER)


def test_a_user_is_one_from_its_first_to_its_last_equipment():
    rows = [
        equipment(id="T1", in_use_to=date(2016, 2, 1)),
        equipment(id="T2", in_use_from=date(2015, 1, 1), in_use_to=date(2016, 3, 1)),
    ]
    (user,) = equipment_users(view_of(SUBJECT, equipment=rows), at())
    assert (user.ref, user.since, user.until) == (HOLDER, date(2015, 1, 1), date(2016, 3, 1))


def test_the_worklist_names_what_is_lacking():
    rows = [
        equipment(FIRST, id="lapsed"),
        equipment(FIRST, SECOND, id="good"),
        equipment(FIRST, id="gone", in_use_to=date(2016, 1, 1)),
    ]
    view = view_of(SUBJECT, equipment=rows)
    (state,) = equipment_behind(view, at())
    assert state.equipment.id == "lapsed"
    assert state.say("zh") == "lapsed：检验有效期至 2016-06-15，仍在使用"
    (asked,) = equipment_behind(view, at(DUE + DAY))
    assert asked.say() == "lapsed: an inspection had to be applied for by 2016-05-15"
    assert equipment_behind(view, at(DUE)) == ()
    (behind,) = equipment_behind(view_of(SUBJECT, equipment=[lift()]), at(book=SIGNED))
    assert behind.say() == "T1: maintenance was due by 2016-01-04"


def test_rows_that_contradict_themselves_are_refused():
    for wrong in (
        lambda: inspection(DUE, until=END),
        lambda: inspection(DUE, DUE - DAY),
        lambda: equipment(SECOND, FIRST),
        lambda: equipment(in_use_to=date(2015, 6, 14)),
    ):
        with pytest.raises(FieldError):
            wrong()


@given(entities(Equipment))
def test_a_row_travels(one):
    schema = schema_for(Equipment)()
    assert schema.load(schema.dump(one)) == one
