"""Filling templates as an office does: values into columns, by hand, with openpyxl."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import attrs
import openpyxl
from hypothesis import assume
from hypothesis import strategies as st

from qualitygov import load_rulebook
from qualitygov.core.kinds import kinds_of
from qualitygov.county.subjects import SUBJECTS
from qualitygov.errors import FieldError
from qualitygov.interchange.assigning import Assigner
from qualitygov.interchange.catalogue import TableAbout, catalogue
from qualitygov.interchange.forms.read import shipped
from qualitygov.interchange.making import key_of
from qualitygov.interchange.office.headings import headings_of
from qualitygov.interchange.office.template import template_workbook
from qualitygov.interchange.sheets import Failure, sheets_of
from qualitygov.interchange.whole import read_all
from qualitygov.rulebook.columns import WordsOf, held_by, keys_of, lists_of
from qualitygov.rulebook.context import Context
from qualitygov.strategies import entities

BOOK = load_rulebook("strong-town")
CONTEXT = Context.of_reading(BOOK)
TABLES = catalogue(SUBJECTS)
PARENTS = sorted(name for name, table in TABLES.items() if table.child is None)


@cache
def blank(name: str) -> bytes:
    return template_workbook(TABLES[name], BOOK)


@cache
def headings(name: str):
    return headings_of(TABLES[name], BOOK)


def headings_by_name(cls):
    """The columns of the table of a class, by their names."""
    name = next(name for name, table in TABLES.items() if table.entity is cls)
    return {heading.name: heading for heading in headings(name)}


# Drawing


def _fillable(entity):
    """The same row without what stands in no column and in no child table; else its least form."""
    cls = type(entity)
    table = next(table for table in TABLES.values() if table.entity is cls)
    there = {name.partition(".")[0] for name in headings_by_name(cls)}
    there |= {child.field for child in table.spec.children if table.child is None}
    left = {a.name: a.default for a in attrs.fields(cls) if a.init and a.name not in there}
    if not left:
        return entity
    try:
        return attrs.evolve(entity, **left)
    except FieldError:
        needed = [a.name for a in attrs.fields(cls) if a.init and a.default is attrs.NOTHING]
        return cls(**{name: getattr(entity, name) for name in needed})


def _limited(draw, entity):
    """The same row with words that the rulebook lists where it asks for them."""
    cls = type(entity)
    for name, listed in lists_of(cls).items():
        if any(isinstance(one, WordsOf) for one in listed) and getattr(entity, name) is not None:
            row = {a.name: (getattr(entity, a.name),) for a in attrs.fields(cls)}
            words = held_by(listed, BOOK, row)
            if words is None:  # any word may stand, and those that are listed, too
                words = {word.value for word in headings_by_name(cls)[name].words} | {"甲类"}
            entity = attrs.evolve(entity, **{name: draw(st.sampled_from(sorted(words)))})
    for name, listed in keys_of(cls).items():
        keys = st.sampled_from(sorted(held_by(listed, BOOK, {})))
        values = list(getattr(entity, name).values())
        drawn = draw(st.lists(keys, min_size=len(values), max_size=len(values), unique=True))
        entity = attrs.evolve(entity, **{name: dict(zip(drawn, values, strict=True))})
    return entity


@st.composite
def rows_of(draw, name: str, most: int = 3):
    """Some rows of a table, no two of one key."""
    table = TABLES[name]
    drawn = draw(st.lists(entities(table.entity), min_size=1, max_size=most))
    try:
        rows = [_limited(draw, _fillable(one)) for one in drawn]
        for child in table.spec.children:
            rows = [
                attrs.evolve(
                    one,
                    **{child.field: tuple(_limited(draw, c) for c in getattr(one, child.field))},
                )
                for one in rows
            ]
    except FieldError:
        assume(False)
    kept = {key_of(table, one) if table.key else at: one for at, one in enumerate(rows)}
    return list(kept.values())


# Writing


def _cell(heading, kind, value):
    """What a person writes for a value."""
    if value is None:
        return None
    if heading.several:
        return "；".join(_cell(attrs.evolve(heading, several=False), kind.item, v) for v in value)
    plain = kind.write(value)
    if heading.words:
        return next((word.label for word in heading.words if word.value == plain), plain)
    if heading.kind == "flag":
        return "是" if value else "否"
    if heading.kind in ("day", "whole", "decimal"):
        return value
    return str(plain)


def _value(table: TableAbout, heading, entity, parent):
    whole, _, part = heading.name.partition(".")
    if table.child is not None and heading.name == table.child.key:
        return parent
    kind, value = kinds_of(table.entity)[whole][0], getattr(entity, whole)
    if not part:
        return _cell(heading, kind, value)
    if isinstance(value, dict) or hasattr(value, "get"):
        return value.get(part)
    return getattr(value, part)


def _fill(sheet, name: str, rows):
    for at, (entity, parent) in enumerate(rows, 2):
        for column, heading in enumerate(headings(name), 1):
            sheet.cell(at, column).value = _value(TABLES[name], heading, entity, parent)


def filled(name: str, rows) -> bytes:
    """The template of a table with rows in it, and their children in theirs."""
    book = openpyxl.load_workbook(io.BytesIO(blank(name)))
    table = TABLES[name]
    _fill(book[table.sheet_name], name, [(row, None) for row in rows])
    for child in table.spec.children:
        own = [
            (c, getattr(row, "id", None) or row.code)
            for row in rows
            for c in getattr(row, child.field)
        ]
        child_name = child.file.removesuffix(".csv")
        _fill(book[TABLES[child_name].sheet_name], child_name, own)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# Reading


def read_back(folder: Path, file: str, content: bytes):
    """What the reader makes of a workbook, without any mapping."""
    path = folder / file
    path.write_bytes(content)
    assigner = Assigner(TABLES, shipped())
    sheets = sheets_of(path, path.name)
    assert not isinstance(sheets, Failure)
    for sheet in sheets:
        assigner.take(sheet)
    matches = list(assigner.found.matches)
    reading = read_all(assigner.found, TABLES, CONTEXT, check=None, strict=False)
    return attrs.evolve(assigner.found, matches=matches), reading
