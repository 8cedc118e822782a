"""Types made of other types (复合类型): lists, tables of names, and entities within entities.

They answer the same questions as a scalar of `qualitygov.core.kinds`: how a value is read, written,
held, described, drawn, and which columns carry it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Protocol

import attrs
import marshmallow as ma

from qualitygov.core import cells, check, ma_fields
from qualitygov.core.draws import Checks
from qualitygov.core.frozen import FrozenDict
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import FieldError
from qualitygov.text import Text

Described = dict[str, Any]
Describe = Callable[[type], Described]
Drawn = Callable[[type], Any]
Schemas = Callable[[type], type[ma.Schema]]


class Kind(Protocol):
    """A type of value and everything that is done with it (值类型)."""

    @property
    def form(self) -> Text:
        """What a value looks like, in words."""

    @property
    def column(self) -> str | None:
        """The name of its type in a frame; None for what is no single column."""

    @property
    def clean(self) -> Callable[[str], Any] | None:
        """What brings a cell of a table to plain data; None for what is no single cell."""

    def parse(self, value: Any, /) -> Any:
        """Read plain data; raises `FieldError`, `ValueError` or `TypeError`."""

    def write(self, value: Any, /) -> Any:
        """Write plain data."""

    def plain(self, value: Any, /) -> Any:
        """Write what results carry."""

    def hold(self, value: Any, /) -> Any:
        """Return what an entity holds of a value; raises `FieldError` for another type."""

    def field(self, schema: Schemas, /, **kwargs: Any) -> ma.fields.Field[Any]:
        """Make the marshmallow field; `schema` returns the schema of an entity."""

    def json(self, describe: Describe, /) -> Described:
        """Describe it in JSON Schema; `describe` does so for an entity."""

    def draw(self, st: Any, checks: Checks, entity: Drawn, /) -> Any:
        """Return a Hypothesis strategy; `entity` returns that of an entity."""

    def parts(self, keys: Iterable[str], /) -> Mapping[str, Kind]:
        """Return the columns that carry it together; `keys` are those that a table has."""


def wrong_type(form: Text, value: object) -> FieldError:
    """Return the error for a value of another type (类型不符)."""
    found = type(value).__name__
    return FieldError(
        "field.type", ma_fields.EXPECTED + form + Text(f"，不接受 {found}", f", not {found}")
    )


@attrs.frozen
class ListKind:
    """A tuple or a frozenset of values of one type (序列).

    One cell may hold a list of plain values; rows within a row stand in a table of their own.
    """

    item: Kind
    make: type[tuple[Any, ...] | frozenset[Any]]

    @property
    def column(self) -> str | None:
        """A list where its items are plain values."""
        return None if self.item.column is None else "list"

    @property
    def clean(self) -> Callable[[str], Any] | None:
        """How one cell becomes a list."""
        kind = getattr(self.item, "type", None)
        if isinstance(kind, type) and issubclass(kind, Vocabulary):
            return cells.several_labels(kind)
        return None if self.item.clean is None else cells.several(self.item.clean)

    @property
    def form(self) -> Text:
        """What a value looks like, in words."""
        return Text("列表，各项为", "a list, each of it ") + self.item.form

    @property
    def taken(self) -> tuple[type[Iterable[Any]], ...]:
        """What is taken for it: a set only where no order is held, for a set has none."""
        return (list, tuple) if self.make is tuple else (list, tuple, set, frozenset)

    def parse(self, value: Any) -> Any:
        """Read a list of plain data."""
        if not isinstance(value, self.taken):
            raise wrong_type(self.form, value)
        return self.make(map(self.item.parse, value))

    def write(self, value: Any) -> list[Any]:
        """Write a list; a set in order."""
        rows = value if self.make is tuple else sorted(value)
        return [self.item.write(one) for one in rows]

    def plain(self, value: Any) -> list[Any]:
        """Write what results carry."""
        rows = value if self.make is tuple else sorted(value)
        return [self.item.plain(one) for one in rows]

    def hold(self, value: Any) -> Any:
        """Hold each item, and all of them in a tuple or a frozenset."""
        if value.__class__ is self.make and not value:
            return value
        if not isinstance(value, self.taken):
            raise wrong_type(self.form, value)
        return self.make(map(self.item.hold, value))

    def field(self, schema: Schemas, /, **kwargs: Any) -> ma.fields.Field[Any]:
        """Make a list field."""
        return ma_fields.ListField(self.item.field(schema), make=self.make, **kwargs)

    def json(self, describe: Describe) -> Described:
        """Describe an array."""
        return {"type": "array", "items": self.item.json(describe)}

    def draw(self, st: Any, checks: Checks, entity: Drawn) -> Any:
        """Draw up to two items, at least one where the field asks for some."""
        least = int(any(isinstance(part, check.some) for part in checks))
        drawn = self.item.draw(st, (), entity)
        return st.lists(drawn, min_size=least, max_size=2).map(self.make)

    def parts(self, _: Iterable[str]) -> Mapping[str, Kind]:
        """Return nothing: a list has no columns of its own."""
        return {}


@attrs.frozen
class TableKind:
    """A mapping of names to values of one type (映射)."""

    column: ClassVar[str | None] = None
    clean: ClassVar[None] = None

    key: Kind
    item: Kind

    @property
    def form(self) -> Text:
        """What a value looks like, in words."""
        return Text("映射，各值为", "a table of names, each value ") + self.item.form

    def _each(self, value: Any, key: Callable[[Any], Any], item: Callable[[Any], Any]) -> Any:
        if not isinstance(value, Mapping):
            raise wrong_type(self.form, value)
        return FrozenDict({key(name): item(inner) for name, inner in value.items()})

    def parse(self, value: Any) -> Any:
        """Read a table of plain data."""
        return self._each(value, self.key.parse, self.item.parse)

    def write(self, value: Any) -> dict[Any, Any]:
        """Write a table of plain data."""
        return {self.key.write(name): self.item.write(inner) for name, inner in value.items()}

    def plain(self, value: Any) -> dict[str, Any]:
        """Write what results carry."""
        return {str(self.key.plain(name)): self.item.plain(one) for name, one in value.items()}

    def hold(self, value: Any) -> Any:
        """Hold names and values in a mapping that cannot be changed."""
        return self._each(value, self.key.hold, self.item.hold)

    def field(self, schema: Schemas, /, **kwargs: Any) -> ma.fields.Field[Any]:
        """Make a field of names and values."""
        return ma_fields.TableField(
            make=FrozenDict, keys=self.key.field(schema), values=self.item.field(schema), **kwargs
        )

    def json(self, describe: Describe) -> Described:
        """Describe an object of any names."""
        return {"type": "object", "additionalProperties": self.item.json(describe)}

    def draw(self, st: Any, checks: Checks, entity: Drawn) -> Any:
        """Draw one to three entries."""
        names = self.key.draw(st, (), entity)
        values = self.item.draw(st, (), entity)
        return st.dictionaries(names, values, min_size=1, max_size=3).map(FrozenDict)

    def parts(self, keys: Iterable[str]) -> Mapping[str, Kind]:
        """Return a column for each name: ``items.ammonia``."""
        return dict.fromkeys(keys, self.item)


@attrs.frozen
class EntityKind:
    """An attrs class within another (嵌套实体); `kinds` gives those of its fields."""

    column: ClassVar[str | None] = None
    clean: ClassVar[None] = None

    entity: type
    kinds: Callable[[type], Mapping[str, tuple[Kind, bool]]] = attrs.field(repr=False)

    @property
    def form(self) -> Text:
        """What a value looks like, in words."""
        return Text(self.entity.__name__, self.entity.__name__)

    def parse(self, value: Any) -> Any:
        """Read an entity from a mapping of plain data."""
        if isinstance(value, self.entity):
            return value
        if not isinstance(value, Mapping):
            raise wrong_type(self.form, value)
        kinds = self.kinds(self.entity)
        return self.entity(
            **{
                name: None if inner is None else kinds[name][0].parse(inner)
                for name, inner in value.items()
            }
        )

    def _each(self, value: Any, write: Callable[[Kind, Any], Any]) -> dict[str, Any]:
        held = ((name, kind, getattr(value, name)) for name, kind in self._kinds())
        return {name: None if one is None else write(kind, one) for name, kind, one in held}

    def _kinds(self) -> Iterable[tuple[str, Kind]]:
        return ((name, kind) for name, (kind, _) in self.kinds(self.entity).items())

    def write(self, value: Any) -> dict[str, Any]:
        """Write its fields as plain data."""
        return self._each(value, lambda kind, one: kind.write(one))

    def plain(self, value: Any) -> dict[str, Any]:
        """Write its fields as results carry them."""
        return self._each(value, lambda kind, one: kind.plain(one))

    def hold(self, value: Any) -> Any:
        """Hold an object of the class, and nothing else."""
        if value.__class__ is not self.entity and not isinstance(value, self.entity):
            raise wrong_type(self.form, value)
        return value

    def field(self, schema: Schemas, /, **kwargs: Any) -> ma.fields.Field[Any]:
        """Make a nested field."""
        return ma.fields.Nested(schema(self.entity), **kwargs)

    def json(self, describe: Describe) -> Described:
        """Describe the entity."""
        return describe(self.entity)

    def draw(self, _: Any, checks: Checks, entity: Drawn) -> Any:
        """Draw objects of the class."""
        return entity(self.entity)

    def parts(self, _: Iterable[str]) -> Mapping[str, Kind]:
        """Return a column for each language of a bilingual text; other entities have none."""
        return dict(self._kinds()) if self.entity is Text else {}
