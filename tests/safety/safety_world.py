"""A small county for tests of safety: one town, and contexts on a day."""

from __future__ import annotations

from datetime import date

from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.safety import SUBJECT
from qualitygov.subject import TOWNS, CountyData, CountyView, Subject, Town
from qualitygov.text import Text
from signed_book import signed_book

PLAIN, BOOK, WEEK = load_rulebook("strong-town"), signed_book(), WeekdayCalendar()
END, TOWN, UNIT = date(2016, 12, 31), "330299101", "91330299MA2837B62L"
COUNTY = Subject(name="county", label=Text("县域", "county"), tables=(TOWNS,))


def at(as_of=END, *, book=BOOK, calendar=WEEK, **more):
    return Context(book, as_of=as_of, calendar=calendar, **more)


def view(**rows):
    town = Town(code=TOWN, name=Text("甲镇", "Town A"), parent="330299")
    name = Text("某县", "A county")
    return CountyView(
        CountyData(id="330299", name=name, subjects=(COUNTY, SUBJECT), towns=(town,), **rows)
    )
