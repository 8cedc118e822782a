"""Reading plain values as typed entries (类型化读取).

One reader for a class, made once: it reads a good document quickly, and says everything that is
wrong with a bad one, each with its path.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import attrs

from qualitygov.core.compounds import EntityKind, Kind, ListKind, TableKind
from qualitygov.core.exact import Rate
from qualitygov.core.frozen import FrozenDict
from qualitygov.core.kinds import kinds_of
from qualitygov.core.near import near
from qualitygov.core.scalars import Scalar
from qualitygov.errors import Problem, QualityGovError
from qualitygov.rulebook.sizes import too_large
from qualitygov.rulebook.words import shown, step
from qualitygov.text import Text

Reader = Callable[[Any], Any]
MISSING = Text("缺少必填项", "required, and missing")
UNKNOWN = Text("未定义的字段", "an unknown field")
A_TABLE = Text("应为表（如 { general = -5 }）", "expected a table such as { general = -5 }")
A_LIST = Text("应为列表（如 [1, 2]）", "expected a list such as [1, 2]")
A_DATE = Text("应为日期，如 2016-01-01", "expected a date such as 2016-01-01")


@attrs.frozen
class Flaw:
    """One thing wrong under a value (缺陷): its path below the value, code, what was found."""

    path: str
    code: str
    found: str
    expected: Text

    def under(self, key: str) -> Flaw:
        """Return the same flaw as the value above sees it."""
        glue = "" if not self.path or self.path.startswith("[") else "."
        return attrs.evolve(self, path=f"{key}{glue}{self.path}")

    def at(self, place: str) -> Problem:
        """Return the flaw as a problem of the value at a place."""
        return Problem(self.code, self.under(place).path, self.found, self.expected)


class Unreadable(Exception):  # noqa: N818 - it never leaves this module's callers
    """A value that cannot be read, with all that is wrong with it (无法读取的值)."""

    def __init__(self, flaws: Iterable[Flaw]) -> None:
        super().__init__()
        self.flaws = tuple(flaws)


def _fail(value: Any, expected: Text, code: str = "field.type") -> Unreadable:
    return Unreadable([Flaw("", code, shown(value), expected)])


def day(value: Any) -> date:
    """Read a date as TOML writes it (日期); a quoted one is refused, and the error says so."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return date(value.year, value.month, value.day)
    if isinstance(value, str):
        raise _fail(value, A_DATE + Text("，不加引号", ", without quotes"))
    raise _fail(value, A_DATE)


def _defined(read: Reader) -> Reader:
    """A rate of a rule has something under the line."""

    def checked(value: Any) -> Any:
        rate = read(value)
        if not rate.defined:
            raise _fail(value, Text("分母不得为零", "not nothing under the line"))
        return rate

    return checked


def _exactly(kind: type) -> Reader:
    """A rule says true or 5, never "1" or "5": what is written otherwise was meant otherwise."""

    def read(value: Any) -> Any:
        if value.__class__ is not kind:
            raise TypeError
        return value

    return read


_AS_WRITTEN = {bool: _exactly(bool), int: _exactly(int)}


def _scalar(scalar: Scalar) -> Reader:
    if scalar.type is date:
        return day
    expected = Text("应为", "expected ") + scalar.form
    parse = _AS_WRITTEN.get(scalar.type, scalar.parse)
    choices = tuple(map(str, scalar.described.get("enum", ())))

    def read(value: Any) -> Any:
        try:
            made = parse(value)
        except QualityGovError as error:
            raise _fail(value, error.text, error.code) from None
        except (ValueError, TypeError, ArithmeticError, KeyError):
            raise _fail(value, near(value, choices) if choices else expected) from None
        senseless = too_large(made)
        if senseless is not None:
            raise _fail(value, senseless, "rulebook.size")
        return made

    return _defined(read) if scalar.type is Rate else read


def _optional(inner: Reader) -> Reader:
    return lambda value: None if value is None else inner(value)


def _each(pairs: Iterable[tuple[str, Reader, Any]]) -> list[Any]:
    """Read values side by side; raises everything that is wrong with any of them."""
    made, flaws = [], list[Flaw]()
    for key, read, value in pairs:
        try:
            made.append(read(value))
        except Unreadable as error:
            flaws += [flaw.under(key) for flaw in error.flaws]
    if flaws:
        raise Unreadable(flaws)
    return made


def _sequence(make: Callable[[list[Any]], Any], inner: Reader) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, (list, tuple)):
            raise _fail(value, A_LIST, "field.shape")
        return make(_each((f"[{at}]", inner, one) for at, one in enumerate(value)))

    return read


def _mapping(key: Reader, inner: Reader) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _fail(value, A_TABLE, "field.shape")
        names = _each((step(name), key, name) for name in value)
        values = _each((step(name), inner, one) for name, one in value.items())
        return FrozenDict(zip(names, values, strict=True))

    return read


def _made(kind: Kind) -> Reader:
    if isinstance(kind, Scalar):
        return _scalar(kind)
    if isinstance(kind, ListKind):
        return _sequence(kind.make, _made(kind.item))
    if isinstance(kind, TableKind):
        return _mapping(_made(kind.key), _made(kind.item))
    assert isinstance(kind, EntityKind)
    return reader(kind.entity)


def _invalid(cls: type, made: Mapping[str, Any]) -> Iterator[Flaw]:
    """What the validators of the fields say, each at its field."""
    for attribute in attrs.fields(cls):
        if attribute.validator is not None and made.get(attribute.name) is not None:
            try:
                attribute.validator(None, attribute, made[attribute.name])
            except QualityGovError as error:
                found = shown(made[attribute.name])
                yield Flaw(attribute.name, error.code, found, error.text)


def unknown_field(key: object, known: Iterable[str]) -> Flaw:
    """Return the flaw of a field that is not there, with the fields near to it."""
    hint = near(key, list(known))
    expected = Text(f"{UNKNOWN.zh}；{hint.zh}", f"{UNKNOWN.en}; {hint.en}")
    return Flaw(step(key), "field.shape", "", expected)


def _each_once(read: Reader) -> Reader:
    """A list of words names each of them once."""

    def checked(value: Any) -> Any:
        made = read(value)
        twice = [at for at, one in enumerate(value) if one in value[:at]]
        if twice:
            once = Text("每个词只写一次", "each word once")
            raise Unreadable(Flaw(f"[{at}]", "field.twice", shown(value[at]), once) for at in twice)
        return made

    return checked


def _field(kind: Kind) -> Reader:
    """The reader of a field; one that lists words takes each of them once."""
    item = kind.item if isinstance(kind, ListKind) else None
    words = isinstance(item, Scalar) and isinstance(item.type, type) and issubclass(item.type, str)
    return _each_once(_made(kind)) if words else _made(kind)


def _readers(cls: type) -> Mapping[str, Reader]:
    """Return the reader of each field of a class (各字段读取方式)."""
    made = {name: (_field(kind), optional) for name, (kind, optional) in kinds_of(cls).items()}
    return {
        a.name: _optional(made[a.name][0]) if made[a.name][1] else made[a.name][0]
        for a in attrs.fields(cls)
        if a.init
    }


def reader(cls: Any) -> Reader:
    """Return the reader of a class (读取方式): a table to an object.

    It raises `Unreadable` with every flaw of the table.
    """
    return _reader(cls)


@functools.cache
def _reader(cls: Any) -> Reader:
    fields = _readers(cls)
    needed = {a.name for a in attrs.fields(cls) if a.init and a.default is attrs.NOTHING}

    def read(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _fail(value, A_TABLE, "field.shape")
        made: dict[str, Any] = {}
        flaws: list[Flaw] = []
        for key, one in value.items():
            field = fields.get(key)
            if field is None:
                flaws.append(unknown_field(key, fields))
                continue
            try:
                made[key] = field(one)
            except Unreadable as error:
                flaws += [flaw.under(key) for flaw in error.flaws]
        if not flaws and needed <= made.keys():
            try:
                return cls(**made)
            except QualityGovError as error:
                flaws = list(_invalid(cls, made)) or [Flaw("", error.code, "", error.text)]
                raise Unreadable(flaws) from None
        flaws += [Flaw(key, "field.shape", "", MISSING) for key in sorted(needed - value.keys())]
        raise Unreadable([*flaws, *_invalid(cls, made)])

    return read
