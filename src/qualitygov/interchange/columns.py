"""The columns of an entity's table (表格列): from headers to fields, from cells to values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from qualitygov.codes.unit import unit_code
from qualitygov.core import cells, check
from qualitygov.core.compounds import Kind, TableKind
from qualitygov.core.fields import About, about_field
from qualitygov.core.kinds import kinds_of


@attrs.frozen
class Column:
    """One column (列): the field it feeds, and how its cells are read.

    `part` is the key inside a field made of several columns.
    """

    field: str
    part: str | None
    required: bool
    optional: bool
    clean: Callable[[str], Any]
    parse: Callable[[Any], Any]
    unit_code: bool

    @property
    def name(self) -> str:
        """The column's own header."""
        return self.field if self.part is None else f"{self.field}.{self.part}"

    def cleaned(self, cell: str) -> Any:
        """Bring a cell to its plain form; None for a null where the field may be empty."""
        if cells.is_null(cell):
            return None
        return self.clean(cell)


def _cleaner(attribute: attrs.Attribute[Any], kind: Kind) -> Callable[[str], Any] | None:
    """How cells become plain data: a validator that knows their spellings goes before the kind."""
    own = (getattr(part, "clean", None) for part in check.parts(attribute.validator))
    about = about_field(attribute)
    if kind.column == "day" and about.role in ("own", "known"):
        return cells.happened
    return next(filter(None, own), _of_number(about, kind) or kind.clean)


def _of_number(about: About, kind: Kind) -> Callable[[str], Any] | None:
    """How cells of a number with a unit are read; None for any other."""
    if kind.column not in ("decimal", "whole") or not (about.unit or about.measured):
        return None
    number = cells.number_in(about.unit)
    last = cells.measurement if about.measured else cells.whole if kind.column == "whole" else str
    return lambda cell: last(number(cell))


def _column(
    attribute: attrs.Attribute[Any], kind: Kind, *, optional: bool, part: str | None = None
) -> Column | None:
    clean = _cleaner(attribute, kind)
    if kind.column is None or clean is None:
        return None
    return Column(
        field=attribute.name,
        part=part,
        required=attribute.default is attrs.NOTHING,
        optional=optional,
        clean=clean,
        parse=kind.parse,
        unit_code=any(isinstance(v, unit_code) for v in check.parts(attribute.validator)),
    )


def _parts(
    attribute: attrs.Attribute[Any], kind: Kind, headers: list[str], *, optional: bool
) -> list[Column]:
    """Columns of a bilingual text or of a mapping: ``name.zh``, ``items.ammonia``."""
    prefix = attribute.name + "."
    keys = [header.removeprefix(prefix) for header in headers if header.startswith(prefix)]
    parts = kind.parts(keys)
    may_be_empty = optional or isinstance(kind, TableKind)
    made = (
        _column(attribute, inner, optional=may_be_empty, part=part) for part, inner in parts.items()
    )
    return [column for column in made if column is not None]


def columns_of(cls: type, headers: list[str]) -> list[Column]:
    """Return the columns that a table of this entity may have (可有的列).

    Mappings take theirs from `headers`.
    """
    kinds = kinds_of(cls)
    columns = []
    for attribute in attrs.fields(cls):
        if attribute.init:
            kind, optional = kinds[attribute.name]
            own = _column(attribute, kind, optional=optional)
            columns += (
                [own] if own is not None else _parts(attribute, kind, headers, optional=optional)
            )
    return columns


def header_names(cls: type, columns: list[Column]) -> dict[str, Column]:
    """Return every header under which a column may come (表头对照).

    Field name, Chinese and English label, and known others.
    """
    described = {a.name: about_field(a) for a in attrs.fields(cls)}
    names: dict[str, Column] = {}
    for column in columns:
        names[column.name] = column
        if column.part is None:
            about = described[column.field]
            for header in (about.label.zh, about.label.en, *about.headers):
                names.setdefault(header, column)
    return names
