"""The tables that there are (数据表目录): each file's name, the class of its rows, and its key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import attrs

from qualitygov.codes.industry_code import industry
from qualitygov.codes.unit import unit_code
from qualitygov.core import check
from qualitygov.core.compounds import TableKind
from qualitygov.core.fields import about_field
from qualitygov.core.kinds import kinds_of
from qualitygov.subject import Subject, TableSpec
from qualitygov.subject.table import Child
from qualitygov.text import Text

KEYS = ("id", "code")


def stem_of(file: str) -> str:
    """Return a file's name without its ending (文件名主干)."""
    return file.removesuffix(".csv")


@attrs.frozen(slots=False, eq=False)
class TableAbout:
    """One table as files carry it (数据表): a subject's table, or one of rows that belong to such.

    `name` is the file's name without its ending. `child` is None for a subject's own table.
    """

    spec: TableSpec[Any]
    child: Child | None = None

    @property
    def name(self) -> str:
        """The name of its file, which is its name in messages and in results."""
        return stem_of(self.spec.file if self.child is None else self.child.file)

    @property
    def entity(self) -> type[Any]:
        """The class of its rows."""
        return self.spec.entity if self.child is None else self.child.entity

    @property
    def label(self) -> Text:
        """What it is called."""
        return self.spec.label if self.child is None else self.spec.label_of(self.child)

    @property
    def sheet_name(self) -> str:
        """What its sheet is called in a workbook to fill, where a colon may not stand."""
        return self.label.zh.replace("：", "-")

    @cached_property
    def fields(self) -> Mapping[str, attrs.Attribute[Any]]:
        """The fields of its rows, by name."""
        return {a.name: a for a in attrs.fields(self.entity) if a.init}

    def label_of(self, field: str | None) -> Text | None:
        """What a field is called, None for what is no field of its rows."""
        attribute = self.fields.get(field or "")
        return None if attribute is None else about_field(attribute).label

    @cached_property
    def mappings(self) -> frozenset[str]:
        """The fields that take a column for each of their names: ``items.ammonia``."""
        entity: type = self.entity
        kinds = kinds_of(entity)
        return frozenset(name for name in self.fields if isinstance(kinds[name][0], TableKind))

    @cached_property
    def named(self) -> Mapping[str, str]:
        """The fields with the names of units, by the field that holds the unit's code."""
        found = {name: about_field(field).names for name, field in self.fields.items()}
        return {of: name for name, of in found.items() if of is not None}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The fields that hold the code of a unit."""
        return self._checked_by(unit_code)

    @cached_property
    def industries(self) -> tuple[str, ...]:
        """The fields that hold an industry."""
        return self._checked_by(industry)

    def _checked_by(self, kind: type) -> tuple[str, ...]:
        return tuple(
            name
            for name, attribute in self.fields.items()
            if any(isinstance(one, kind) for one in check.parts(attribute.validator))
        )

    @cached_property
    def by_unit(self) -> bool:
        """Whether rows go by the code of a unit, of which a unit may have two (以主体代码为键)."""
        return self.key == ("code",) and "code" in self.codes

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The fields that name a row, of which there is one alone."""
        if self.child is not None:
            return ()
        return self.spec.key or tuple(name for name in KEYS if name in self.fields)[:1]


def catalogue(subjects: Iterable[Subject]) -> dict[str, TableAbout]:
    """Return every table of some subjects by the name of its file (数据表目录)."""
    found: dict[str, TableAbout] = {}
    for subject in subjects:
        for spec in subject.tables:
            for table in (TableAbout(spec), *(TableAbout(spec, child) for child in spec.children)):
                found[table.name] = table
    return found
