"""A wrong type at the calls that one makes first is answered with what to pass."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from datetime import date

import cattrs
import pytest
from sqlalchemy.orm import DeclarativeBase

import qualitygov
from qualitygov import (
    BlacklistScreener,
    Context,
    CountyData,
    CountyView,
    CreditArchive,
    CreditRecord,
    CreditScore,
    CreditScorer,
    Enterprise,
    OfficialCalendar,
    Period,
    QualityGovError,
    Text,
    Town,
    json_schema,
    load_rulebook,
    read_county,
    strategies,
)
from qualitygov.county import run_cases
from qualitygov.interop import EntityRow, KeptRow, configure_converter

BOOK = load_rulebook("strong-town")
CONTEXT = Context(BOOK, as_of="2016-12-31")
UNIT = Enterprise(code="91330299MA2837B62L", name="某厂", town="330299101")
TOWN = Town(code="330299101", name=Text("甲镇", "Town A"), parent="330299")
FOLDER = "examples/town-alone"


class Base(DeclarativeBase):
    pass


class Unit(EntityRow[Enterprise], Base):
    pass


class Kept(KeptRow, Base):
    __tablename__ = "kept"


TOWNS = Kept.spec_of("towns")
CALLS = {
    "read_county, rulebook": lambda: read_county(FOLDER, rulebook="strong-town"),
    "read_county, no rulebook": lambda: read_county(FOLDER, rulebook=0),
    "read_county, subjects": lambda: read_county(FOLDER, subjects="x"),
    "read_county, a subject": lambda: read_county(FOLDER, subjects=[5]),
    "read_county, manifest": lambda: read_county(FOLDER, manifest="x"),
    "read_county, calendar": lambda: read_county(FOLDER, calendar=OfficialCalendar),
    "of_reading": lambda: Context.of_reading("strong-town"),
    "Context, calendar": lambda: Context(BOOK, as_of="2016-12-31", calendar=OfficialCalendar),
    "CreditScorer": lambda: CreditScorer(BOOK, as_of="2016-12-31", calendar=OfficialCalendar),
    "archives": lambda: strategies.archives("strong-town"),
    "records": lambda: strategies.records(None),
    "cases": lambda: strategies.cases(UNIT),
    "counties": lambda: strategies.counties(5),
    "entities": lambda: strategies.entities(int),
    "hostile_tables": lambda: strategies.hostile_tables(int),
    "EntityRow.of, text": lambda: Unit.of("x"),
    "EntityRow.of, another entity": lambda: Unit.of(TOWN),
    "EntityRow.put": lambda: Unit.of(UNIT).put(TOWN),
    "KeptRow.of, table": lambda: Kept.of("towns", UNIT),
    "KeptRow.of, another entity": lambda: Kept.of(TOWNS, UNIT),
    "run_cases, a case": lambda: run_cases(BOOK, ["x"]),
    "run_cases, cases": lambda: run_cases(BOOK, 5),
    "json_schema": lambda: json_schema(CreditScorer),
    "configure_converter": lambda: configure_converter("x"),
    "configure_converter, class": lambda: configure_converter(cattrs.Converter),
}


@pytest.mark.parametrize("call", CALLS)
def test_a_wrong_type_is_answered_with_what_to_pass(call):
    with pytest.raises(QualityGovError, match=r"pass |expected a class of entities"):
        CALLS[call]()


DAY = date(2016, 12, 31)
RECORD = {"severity": "general", **dict.fromkeys(("happened_on", "decided_on", "known_on"), DAY)}
GIVEN = {
    "Context": CONTEXT,
    "CountyData": CountyData(id="330299", name=TOWN.name, towns=[TOWN], enterprises=[UNIT]),
    "CreditRecord": CreditRecord(
        id="R1", subject=UNIT.code, kind="penalty", source_document="文", **RECORD
    ),
    "Enterprise": UNIT,
    "Period": Period("2016-01-01", "2016-12-31"),
    "Rulebook": BOOK,
    "Rules": CONTEXT.rules,
    "date": DAY,
    "int": 1,
    "str": "x",
}
MADE = {
    **GIVEN,
    "BlacklistScreener": BlacklistScreener(BOOK, as_of=DAY),
    "CountyView": CountyView(GIVEN["CountyData"]),
    "CreditArchive": CreditArchive.of([]),
    "CreditScorer": CreditScorer(BOOK, as_of=DAY),
}
TYPES = {
    "WorkCalendar",
    *(n for n in qualitygov.__all__ if inspect.isclass(getattr(qualitygov, n))),
}
TAKEN = {
    ("Context.due", "span", "x"),  # the name of a rule
    ("CountyView.once", "make"),  # a function
    ("FactTables.of", "to_come"),
}
"""What is a text or a function as well, and what county data alone makes, for every row of it."""


def public_calls():
    """Functions of the library's face, and methods of what it makes or takes."""
    for name in qualitygov.__all__:
        value = getattr(qualitygov, name)
        if inspect.isfunction(value) or name in ("CreditScorer", "BlacklistScreener", "Context"):
            yield name, value
        for method, made in vars(value).items() if inspect.isclass(value) else ():
            if method.startswith("_"):
                continue
            if isinstance(made, classmethod):
                yield f"{name}.{method}", getattr(value, method)
            elif inspect.isfunction(made) and name in MADE:
                yield f"{name}.{method}", getattr(MADE[name], method)


def words(parameter):
    return re.findall(r"\w+", str(parameter.annotation))


def places():
    """Each place of a call where a type of the library is expected, with something else."""
    for name, call in public_calls():
        for place in inspect.signature(call).parameters.values():
            if TYPES & {*words(place)}:
                for wrong in ("x", 5, object()):
                    if not {(name, place.name), (name, place.name, wrong)} & TAKEN:
                        yield pytest.param(call, place.name, wrong, id=f"{name}, {place.name}")


def called(call, arguments):
    """What a call returns, all of it where it comes one by one."""
    found = call(**arguments)
    return list(found) if isinstance(found, Iterator) else found


@pytest.mark.parametrize(("call", "place", "wrong"), list(places()))
def test_every_place_for_a_type_of_the_library_refuses_another(call, place, wrong):
    others = {
        one.name: GIVEN.get(words(one)[-1], [])
        for one in inspect.signature(call).parameters.values()
        if one.name != place and one.default is one.empty and one.kind is not one.VAR_KEYWORD
    }
    with pytest.raises(QualityGovError):
        called(call, {**others, place: wrong})


@pytest.mark.parametrize("name", ["records", "archives", "cases", "counties"])
def test_strategies_take_a_rulebook_or_a_context(name):
    drawn = getattr(strategies, name)
    for given in (BOOK, CONTEXT):
        drawn(given).validate()


def test_a_class_may_be_described_where_it_has_a_plain_form():
    assert json_schema(CreditScore)["$id"] == "urn:qualitygov:result:credit.result.CreditScore"
