"""The columns of an entity's table (表格列): from headers to fields, from cells to values."""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from qualitygov.core.fields import about_field
from qualitygov.core.schema import field_types, scalar_of, without_none
from qualitygov.interchange.values import NULLS, cleaner_for
from qualitygov.text import Text

__all__ = ["Column", "columns_of", "header_names"]


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
        if cell.strip() in NULLS:
            return None
        return self.clean(cell)


def _column(attribute: attrs.Attribute[Any], kind: Any, part: str | None = None) -> Column | None:
    inner, optional = without_none(kind)
    scalar = scalar_of(inner)
    if scalar is None:
        return None
    is_unit = "unit_code" in repr(attribute.validator)
    required = attribute.default is attrs.NOTHING
    return Column(
        attribute.name,
        part,
        required,
        optional,
        cleaner_for(inner, attribute),
        scalar.parse,
        is_unit,
    )


def _parts(attribute: attrs.Attribute[Any], kind: Any, headers: list[str]) -> list[Column]:
    """Columns of a bilingual text or of a mapping: ``name.zh``, ``items.ammonia``."""
    prefix = attribute.name + "."
    kind, optional = without_none(kind)
    if kind is Text:
        made = [_column(attribute, str | None if optional else str, part) for part in ("zh", "en")]
    elif isinstance(typing.get_origin(kind), type) and issubclass(typing.get_origin(kind), Mapping):
        value = typing.get_args(kind)[1]
        keys = [header.removeprefix(prefix) for header in headers if header.startswith(prefix)]
        made = [_column(attribute, value | None, key) for key in keys]
    else:
        made = []
    return [column for column in made if column is not None]


def columns_of(cls: type, headers: list[str]) -> list[Column]:
    """Return the columns that a table of this entity may have (可有的列).

    Mappings take theirs from `headers`.
    """
    kinds = field_types(cls)
    columns = []
    for attribute in attrs.fields(cls):
        if attribute.init:
            own = _column(attribute, kinds[attribute.name])
            columns += (
                [own] if own is not None else _parts(attribute, kinds[attribute.name], headers)
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
