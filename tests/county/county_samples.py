"""Small counties for laws: a part of the example county, and counties drawn at random."""

from __future__ import annotations

import functools
from datetime import date
from pathlib import Path

import attrs
from hypothesis import strategies as st

from example_county import reading as example
from qualitygov import CountyData
from qualitygov.blacklist import BlacklistCase
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import WeekdayCalendar
from qualitygov.county import SUBJECTS, Town, table_specs
from qualitygov.enterprise import Enterprise
from qualitygov.environment.entities import NoiseReading, WaterReading
from qualitygov.errors import FieldError, IllegalMoveError, InputError
from qualitygov.procedure import RecordedProcedure
from qualitygov.rulebook import Context, load_rulebook
from qualitygov.safety import Hazard
from qualitygov.strategies import entities
from qualitygov.text import Text

COUNTY = Path(__file__).parents[2] / "examples" / "county"
BOOK = load_rulebook("strong-town")
WEEK = WeekdayCalendar()
TOWNS = ("330299101", "330299102")
UNITS = ("91330299MA2837B62L", "913302990000000019", "91330299MA28GQ3F9A")
PART = ("330299103", "330299105")
TELLING = ("cases", "accidents", "reports", "penalties", "applications", "activities", "excellence")
MOST = 20  # units of the part besides those of whom there is something to tell


@functools.cache
def part_of_example():
    """Two towns of the example with some of their units: all tables, and quick to assess."""
    data = example().data
    everyone = [unit for unit in data.enterprises if unit.town in PART]
    told_of = (data[spec] for spec in table_specs() if spec.name in TELLING)
    named = {UnitKey.of(getattr(row, table.spec.unit)) for table in told_of for row in table}
    units = [unit for unit in everyone if UnitKey.of(unit.code) in named]
    units += [unit for unit in everyone if unit not in units][:MOST]
    keys = {UnitKey.of(unit.code) for unit in units}
    rows = {"towns": [t for t in data.towns if t.code in PART], "enterprises": units}
    for name, table in data.tables.items():
        if name not in rows:
            rows[name] = [row for row in table if _belongs(row, table.spec, keys)]
    rows["air_days"] = [row for row in rows["air_days"] if row.day.day <= 2]
    return data.replace(**rows)


def _belongs(row, spec, keys):
    if spec.unit is not None and getattr(row, spec.unit) is not None:
        return UnitKey.of(getattr(row, spec.unit)) in keys
    return spec.town is None or getattr(row, spec.town) in PART


# drawn at random

GRADES, ZONES = ("general", "serious"), ("1", "2", "4a")
GROUNDS = ("failures-3", "recheck-2")
ITEMS = ("permanganate", "ph", "ammonia")
READ = Context.of_reading(BOOK, calendar=WEEK)
KINDS = {word.id: word.severities for word in BOOK.words("credit-rule")}


@st.composite
def _worded(draw, cls):
    """An entity whose words are those of the book, where the book has to know them."""
    row = draw(entities(cls))
    if isinstance(row, Hazard):
        return attrs.evolve(row, grade=draw(st.sampled_from(GRADES)))
    if isinstance(row, NoiseReading):
        return attrs.evolve(row, zone=draw(st.sampled_from(ZONES)))
    if isinstance(row, WaterReading):
        return attrs.evolve(row, items={draw(st.sampled_from(ITEMS)): 7})
    if cls.__name__ == "CreditRecord":
        kind = draw(st.sampled_from(sorted(KINDS)))
        return attrs.evolve(row, kind=kind, severity=draw(st.sampled_from(sorted(KINDS[kind]))))
    if isinstance(row, BlacklistCase):
        row = attrs.evolve(row, list_kind="quality", ground=draw(st.sampled_from(GROUNDS)))
    return _legal(row) if isinstance(row, RecordedProcedure) else row


def _legal(case):
    """The case with its legal moves only, as reading keeps none that has another."""
    done = attrs.evolve(case, moves=())
    for move in case.moves:
        try:
            done = done.move(move, READ)
        except (IllegalMoveError, InputError):
            continue
    return done


def _placed(draw, row, spec, number):
    names = {attribute.name for attribute in attrs.fields(type(row))}
    given = {"id": f"{spec.name}-{number}"} if "id" in names else {}
    if spec.unit in names and spec.unit is not None:
        given[spec.unit] = draw(st.sampled_from(UNITS))
    if "town" in names:
        given["town"] = draw(st.sampled_from(TOWNS))
    return attrs.evolve(row, **given)


def _units(draw):
    days = st.none() | st.dates(date(2010, 1, 1), date(2017, 12, 31))
    return [
        Enterprise(
            code=code,
            name="某厂",
            town=draw(st.sampled_from(TOWNS)),
            industry=draw(st.sampled_from(("C1310", "H6110", None))),
            registered_on=draw(days),
            key_enterprise=draw(st.booleans()),
        )
        for code in UNITS[:2]
    ]


def _good(row):
    """Whether reading would have kept the row."""
    asked = (pair for subject in SUBJECTS for pair in subject.checks)
    return not any([*check(row, READ)] for cls, check in asked if isinstance(row, cls))


SPECS = {spec.name: spec for spec in table_specs() if spec.name not in ("towns", "enterprises")}


@st.composite
def counties(draw):
    """A county of two towns and two or three units, with rows in some of its tables."""
    towns = [Town(code=code, name=Text(code, code), parent="330299") for code in TOWNS]
    rows = {"towns": towns, "enterprises": _units(draw)}
    some = st.lists(st.sampled_from(sorted(SPECS)), min_size=1, max_size=8, unique=True)
    for name in draw(some):
        spec, made = SPECS[name], []
        for number in range(draw(st.integers(1, 3))):
            try:
                row = _placed(draw, draw(_worded(spec.entity)), spec, number)
            except FieldError:
                continue
            made += [row] if _good(row) else []
        rows[name] = made
    return CountyData(id="330299", name=Text("某县", "A county"), **rows)
