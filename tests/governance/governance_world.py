"""A small county for tests of governance: one town, and contexts on a day."""

from __future__ import annotations

from datetime import date

from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.governance import SUBJECT
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.subject import TOWNS, CountyData, CountyView, Subject, Town
from qualitygov.text import Text

BOOK, WEEK = load_rulebook("strong-town"), WeekdayCalendar()
TOWN, END, START = "330299101", date(2016, 12, 31), date(2014, 1, 1)
COUNTY = Subject(name="county", label=Text("县域", "county"), tables=(TOWNS,))


def at(as_of=END, *, book=BOOK, calendar=WEEK, **more):
    return Context(book, as_of=as_of, calendar=calendar, **more)


def view(**rows):
    town = Town(code=TOWN, name=Text("甲镇", "Town A"), parent="330299")
    name = Text("某县", "A county")
    return CountyView(
        CountyData(id="330299", name=name, subjects=(COUNTY, SUBJECT), towns=(town,), **rows)
    )
