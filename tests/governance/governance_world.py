"""A small county for tests of governance: one town, and contexts on a day."""

from __future__ import annotations

from datetime import date

from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.governance import (
    SUBJECT,
    GovernanceUnit,
    Meeting,
    MeetingKind,
    ResponsibleRole,
    Task,
    TaskProgress,
    TaskStep,
    UnitType,
)
from qualitygov.rulebook import load_rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.subject import TOWNS, CountyData, CountyView, Subject, Town, duty_facts
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


def of_year(year=2016, **more):
    """The context of a year, at its cut-off."""
    return Context.of_year(more.pop("book", BOOK), year, calendar=WEEK, **more)


def unit(name, kind=UnitType.DEPARTMENT, role=ResponsibleRole.COOPERATES, **more):
    fields = {"since": START, **more}
    return GovernanceUnit(id=name, town=TOWN, name=name, kind=kind, role=role, **fields)


UNITS = (
    unit("office", UnitType.OFFICE, ResponsibleRole.LEADS),
    unit("market"),
    unit("works"),
    unit("east", UnitType.AREA),
    unit("chamber", UnitType.SOCIETY, ResponsibleRole.TAKES_PART),
)


def filed(day, step, document="文"):
    return TaskProgress(noted_on=day, step=TaskStep(step), document=document)


STEPS = {
    "plan": date(2016, 2, 1),
    "measure": date(2016, 5, 1),
    "effect": date(2016, 9, 30),
    "check": date(2016, 10, 20),
}


def task(name="K1", owner="market", *, percents=(), **more):
    """A task with the documents of its four steps, each on its day; None for one that has none."""
    days = {step: more.pop(step, STEPS[step]) for step in STEPS}
    notes = [TaskProgress(noted_on=day, percent=percent) for day, percent in percents]
    steps = [filed(day, step) for step, day in days.items() if day is not None]
    fields = {
        "quality": Quality.PRODUCT,
        "target": "food-production",
        "year": 2016,
        "due_on": date(2016, 9, 30),
        **more,
    }
    progress = tuple(sorted([*notes, *steps], key=lambda one: one.noted_on))
    return Task(id=name, town=TOWN, unit=owner, progress=progress, **fields)


def meeting(day, kind=MeetingKind.JOINT, **more):
    name = f"H-{day}-{kind.value}"
    return Meeting(id=name, town=TOWN, kind=kind, held_on=day, minutes="纪要", **more)


def duties(context, **rows):
    """The duties of a county that come round, by id."""
    return {fact.id: fact for fact in duty_facts(view(**rows), context)}


def standings(found, duty):
    """The standings of one duty in the year 2016, in order of its periods and owers."""
    return [
        fact.standing for fact in found.values() if fact.duty == duty and fact.on.year == END.year
    ]
