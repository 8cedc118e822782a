"""A small county for tests of complaints: one town, and complaints as they are made here."""

from __future__ import annotations

from datetime import date

from qualitygov.complaint import (
    SUBJECT,
    Complaint,
    ComplaintKind,
    ComplaintMove,
    ViolationReport,
)
from qualitygov.core.calendars import OfficialCalendar, WeekdayCalendar
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.subject import TOWNS, CountyData, CountyView, Subject, Town
from qualitygov.text import Text

BOOK, WEEK, OFFICIAL = load_rulebook("strong-town"), WeekdayCalendar(), OfficialCalendar()
TOWN, UNIT = "330299101", "91330299MA2837B62L"
START = date(2016, 3, 1)
COUNTY = Subject(name="county", label=Text("县域", "county"), tables=(TOWNS,))


def at(as_of, *, book=BOOK, calendar=WEEK, **more):
    return Context(book, as_of=as_of, calendar=calendar, **more)


def view(**rows):
    town = Town(code=TOWN, name=Text("甲镇", "Town A"), parent="330299")
    name = Text("某县", "A county")
    return CountyView(
        CountyData(id="330299", name=name, subjects=(COUNTY, SUBJECT), towns=(town,), **rows)
    )


def move(kind, day, ground=None):
    return ComplaintMove(
        kind=kind,
        day=day,
        authority="镇市场监管所",
        document=f"投〔2016〕{kind.value}",
        ground=ground,
    )


def complaint(*moves, registered=START, name="T1", **more):
    fields = {
        "subject": UNIT,
        "severity": "general",
        "category": "食品",
        "happened_on": registered,
        **more,
    }
    return Complaint(
        id=name,
        town=TOWN,
        kind=ComplaintKind.FOOD,
        registered_on=registered,
        moves=moves,
        **fields,
    )


def report(**more):
    values = {"id": "J1", "town": TOWN, "subject": UNIT, "received_on": date(2021, 3, 1), **more}
    return ViolationReport(**values)
