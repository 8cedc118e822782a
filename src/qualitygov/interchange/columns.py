"""The columns of an entity's table (表格列): from headers to fields, from cells to values."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import cells, check
from qualitygov.core.compounds import Kind, TableKind
from qualitygov.core.fields import About, about_field
from qualitygov.core.kinds import kinds_of
from qualitygov.interchange.forms.names import further_names

NUMBERS = frozenset({"decimal", "whole"})


@attrs.frozen
class Column:
    """One column (列): the field it feeds, and how its cells are read.

    `part` is the key inside a field made of several columns. `unit_code` and `region` say whether
    its cells name a unit, or a place of the county.
    """

    field: str
    part: str | None
    required: bool
    optional: bool
    clean: Callable[[str], Any]
    parse: Callable[[Any], Any]
    unit_code: bool
    region: bool
    about: About
    kind: str | None

    @property
    def name(self) -> str:
        """The column's own header."""
        return self.field if self.part is None else f"{self.field}.{self.part}"

    def cleaned(self, cell: str) -> Any:
        """Bring a cell to its plain form; None for a null where the field may be empty."""
        if cells.is_null(cell):
            return None
        return self.clean(cell)

    def written_in(self, unit: str | None) -> Column:
        """Return the column with numbers in another unit (按表头单位): it brings them to the field's."""
        if unit is None or self.kind not in NUMBERS:
            return self
        return attrs.evolve(self, clean=number_cleaner(self.about, self.kind, unit))


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
    return number_cleaner(about, kind.column, None)


def number_cleaner(about: About, kind: str | None, written: str | None) -> Callable[[str], Any]:
    """Return how cells of a number are read whose header or form names a unit (数值列读法)."""
    number = cells.number_in(about.unit, written)
    last = cells.measurement if about.measured else cells.whole if kind == "whole" else str
    return lambda cell: last(number(cell))


def _column(
    attribute: attrs.Attribute[Any], kind: Kind, *, optional: bool, part: str | None = None
) -> Column | None:
    clean = _cleaner(attribute, kind)
    if kind.column is None or clean is None:
        return None
    validators = tuple(check.parts(attribute.validator))
    return Column(
        field=attribute.name,
        part=part,
        required=attribute.default is attrs.NOTHING,
        optional=optional,
        clean=clean,
        parse=kind.parse,
        unit_code=any(isinstance(one, unit_code) for one in validators),
        region=any(isinstance(one, region) for one in validators),
        about=about_field(attribute),
        kind=kind.column,
    )


def _parts(
    attribute: attrs.Attribute[Any], kind: Kind, headers: Sequence[str], *, optional: bool
) -> list[Column]:
    """Columns of a bilingual text or of a mapping: ``name.zh``, ``items.ammonia``.

    A text may come in Chinese alone.
    """
    prefix = attribute.name + "."
    keys = [header.removeprefix(prefix) for header in headers if header.startswith(prefix)]
    parts = kind.parts(keys)
    may_be_empty = optional or isinstance(kind, TableKind)
    made = (
        _column(attribute, inner, optional=may_be_empty, part=part) for part, inner in parts.items()
    )
    return [
        attrs.evolve(column, required=False) if column.part == "en" else column
        for column in made
        if column is not None
    ]


def columns_of(cls: type, headers: Sequence[str]) -> list[Column]:
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


def names_of(cls: type, column: Column) -> tuple[str, ...]:
    """Return the headers under which a column comes by its own (表头对照).

    Field name, Chinese and English label, and the column names of government tables.
    """
    if column.part is None:
        return (column.name, *_labels(cls, column.field))
    label = column.about.label
    zh = label.zh
    known = {
        "zh": (zh, f"{zh}（中文）", f"中文{zh}", *column.about.headers),
        "en": (label.en, f"{zh}（英文）", f"英文{zh}"),
    }
    return (column.name, *known.get(column.part, ()))


@functools.cache
def _labels(cls: type, field: str) -> tuple[str, ...]:
    about = about_field(attrs.fields_dict(cls)[field])
    return (about.label.zh, about.label.en, *about.headers)


def other_names_of(cls: type, column: Column) -> tuple[str, ...]:
    """Return the headers that mean a column where no other has them as its own (列的别名)."""
    if column.part is not None:
        return ()
    return further_names(about_field(attrs.fields_dict(cls)[column.field]).label.zh)
