"""Whole counties (整县数据): towns, units with archives and cases, and rows of other tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from qualitygov.county import CountyData, table_specs
from qualitygov.enterprise import Enterprise
from qualitygov.procedure import RecordedProcedure
from qualitygov.rulebook import Context, Rulebook
from qualitygov.rulebook.columns import WordsOf, lists_of, words_of
from qualitygov.strategies.by_book import archives, cases
from qualitygov.strategies.codes import credit_codes
from qualitygov.strategies.derived import COUNTY, entities
from qualitygov.subject import TableSpec, Town
from qualitygov.text import Text

MOST_TOWNS, MOST_UNITS, MOST_TABLES, MOST_ROWS = 3, 4, 6, 3
BUILT = frozenset({"towns", "enterprises", "records", "cases"})


def _placed(
    row: Any, spec: TableSpec[Any], book: Rulebook, *, at: int, town: str, units: list[str]
) -> Any:
    """A row of the county: of one of its towns and units, with a name of its own."""
    names = {a.name for a in attrs.fields(spec.entity) if a.init}
    changes: dict[str, Any] = {}
    if "id" in names:
        changes["id"] = f"{spec.name}-{at}"
    if spec.town is not None and spec.town in names and getattr(row, spec.town) is not None:
        changes[spec.town] = town
    if spec.unit is not None and units and getattr(row, spec.unit) is not None:
        changes[spec.unit] = units[at % len(units)]
    if isinstance(row, RecordedProcedure):
        changes["moves"] = ()  # none of those drawn need be legal
    return attrs.evolve(row, **changes, **_words(row, book, at))


def _words(row: Any, book: Rulebook, at: int) -> dict[str, str]:
    """Words of the book for those columns of a row that it lists, and that hold another."""
    found: dict[str, str] = {}
    kind: type = type(row)
    for name, listed in lists_of(kind).items():
        own = [one for one in listed if isinstance(one, WordsOf)]
        if getattr(row, name) is None or not own:
            continue
        named = [found.get(one.by, getattr(row, one.by)) if one.by else None for one in own]
        words = sorted(
            word
            for one, by in zip(own, named, strict=True)
            for word in words_of(one, book, None if by is None else (by,))
        )
        if words and getattr(row, name) not in words:
            found[name] = words[at % len(words)]
    return found


@st.composite
def _counties(draw: DrawFn, context: Context) -> CountyData:
    codes = [f"{COUNTY}{number}" for number in range(101, 101 + draw(st.integers(1, MOST_TOWNS)))]
    towns = [
        Town(code=code, name=Text(f"镇{code[-3:]}", f"Town {code[-3:]}"), parent=COUNTY)
        for code in codes
    ]
    units = draw(st.lists(credit_codes(), max_size=MOST_UNITS, unique_by=lambda one: one[8:17]))
    rows: dict[str, Any] = {
        "towns": towns,
        "enterprises": [
            Enterprise(code=code, name=f"企业{at}", town=codes[at % len(codes)])
            for at, code in enumerate(units)
        ],
        "records": [
            attrs.evolve(record, id=f"{code[8:17]}-{record.id}")
            for code in units
            for record in draw(archives(context, code))
        ],
        "cases": [
            attrs.evolve(draw(cases(context, code)), id=f"case-{at}")
            for at, code in enumerate(units[: draw(st.integers(0, 2))])
        ],
    }
    others = [spec for spec in table_specs() if spec.name not in BUILT]
    for spec in draw(st.lists(st.sampled_from(others), max_size=MOST_TABLES, unique=True)):
        entity: Any = spec.entity
        drawn = draw(st.lists(entities(entity), max_size=MOST_ROWS))
        rows[spec.name] = [
            _placed(row, spec, context.rulebook, at=at, town=codes[at % len(codes)], units=units)
            for at, row in enumerate(drawn)
        ]
    return CountyData(id=COUNTY, name=Text("示例县", "Example County"), **rows)


def counties(context: Context) -> SearchStrategy[CountyData]:
    """Whole counties (整县数据): some towns, their units, and rows of up to six further tables."""
    return _counties(context)


DRAWN: Mapping[type, Callable[[Context], SearchStrategy[Any]]] = {CountyData: counties}
"""What is drawn by the book for a type that has no fields to draw."""
