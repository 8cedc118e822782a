"""The declaration of a subject (业务主题声明): everything the county has to know of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal

import attrs

from qualitygov.errors import Problem
from qualitygov.rulebook.context import Context
from qualitygov.subject.county import CountyView
from qualitygov.subject.event import Event
from qualitygov.subject.table import TableSpec
from qualitygov.text import Text

__all__ = [
    "Cell",
    "Column",
    "EventSpec",
    "FactSpec",
    "RowCheck",
    "Section",
    "Subject",
    "Worklist",
]

Cell = Any
"""What stands in a cell of a report: a `Text` in both languages, or what reads alike in both."""

RowCheck = Callable[[Any, Context], Iterable[Problem]]
"""What a row must be besides well-formed: yields problems whose path is the field."""


@attrs.frozen(kw_only=True)
class FactSpec:
    """A table of facts that a subject makes (事实表): rows to count, each with ``town`` and ``on``."""

    name: str
    row: type
    make: Callable[[CountyView, Context], Iterable[Any]]


@attrs.frozen(kw_only=True)
class EventSpec:
    """A kind of event that a subject makes (事件类别), on whose columns a rule's conditions look."""

    name: str
    row: type[Event]
    make: Callable[[CountyView, Context], Iterable[Event]]


@attrs.frozen(kw_only=True)
class Worklist:
    """What is to be worked through on a day (待办清单), as data."""

    name: str
    label: Text
    make: Callable[[CountyView, Context], Iterable[Any]]


@attrs.frozen
class Column:
    """One column of a section of the report (报告列)."""

    label: Text
    justify: Literal["left", "right"] = "left"


@attrs.frozen(kw_only=True)
class Section:
    """A section of the report (报告分节): its title, clauses, columns, and how its rows are made.

    `order` places it among the sections of all subjects; `most` rows are shown on a terminal.
    """

    name: str
    title: Text
    clauses: str
    columns: tuple[Column, ...]
    rows: Callable[[CountyView, Context], Iterable[tuple[Cell, ...]]]
    order: int
    most: int = 6


@attrs.frozen(kw_only=True)
class Subject:
    """One subject (业务主题), as the county sees it.

    `checks` maps a class of row to what such a row must be besides well-formed.
    """

    name: str
    label: Text
    tables: tuple[TableSpec[Any], ...] = ()
    duties: tuple[Any, ...] = ()
    facts: tuple[FactSpec, ...] = ()
    events: tuple[EventSpec, ...] = ()
    worklists: tuple[Worklist, ...] = ()
    sections: tuple[Section, ...] = ()
    checks: tuple[tuple[type, RowCheck], ...] = ()
