"""Validators of fields (字段校验), used under the module's name: ``validator=check.day()``.

Each is a small frozen class, so that it compares by value, prints what it demands, and its bounds
can be read: schemas, JSON Schema, columns and strategies look at the attributes, never at a repr.
One that lets only values of one type pass names it as `demands`; one whose cells are written in
many ways has `clean`, which brings a cell to its plain form; what JSON Schema can say of a demand
is its `described`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

import attrs

from qualitygov.core.fields import about_field
from qualitygov.errors import FieldError, bilingual
from qualitygov.text import Text

SPACE = "".join(
    map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B)))
)
SPACE += "\u2028\u2029\u202f\u205f\u3000"
"""Every character that `str.strip` takes for space, line breaks among them."""

Validator = Callable[[Any, Any, Any], None]


def parts(validator: Any) -> Iterator[Any]:
    """Yield the single validators within a validator: those of `optional` and `and_` (各项校验).

    >>> list(parts(optional(at_least(0))))
    [at_least(bound=0)]
    """
    inner = getattr(validator, "validator", None)
    if inner is not None:
        yield from parts(inner)
    elif (several := getattr(validator, "_validators", None)) is not None:  # attrs' own and_()
        for one in several:
            yield from parts(one)
    elif validator is not None:
        yield validator


@attrs.frozen
class filled:  # noqa: N801 - used like a function, as attrs' own validators are
    """A text that is not empty and has no space around it (非空文本).

    `refused` is the pattern of the texts it refuses, for columns; it names each space, since what
    engines take for one differs.
    """

    demands: ClassVar[type] = str
    refused: ClassVar[str] = f"^$|^[{SPACE}]|[{SPACE}]$"
    described: ClassVar[Mapping[str, Any]] = {"minLength": 1, "pattern": r"^\S([\s\S]*\S)?$"}

    def __call__(self, _: object, attribute: attrs.Attribute[str], value: object) -> None:
        if not isinstance(value, str) or not value or value != value.strip():
            raise bilingual(
                "field.text",
                "应为非空文本，首尾无空格",
                "expected a text, not empty, without space around it",
            )


@attrs.frozen
class matching:  # noqa: N801 - used like a function
    """A text of a given form (格式); `form` says it in words, `example` shows one."""

    demands: ClassVar[type] = str

    pattern: str
    form: Text
    example: str | None = None

    @property
    def described(self) -> Mapping[str, Any]:
        """The whole text is of the form."""
        return {"pattern": f"^(?:{self.pattern})$"}

    def __call__(self, _: object, attribute: attrs.Attribute[str], value: object) -> None:
        if not isinstance(value, str) or not re.fullmatch(self.pattern, value):
            raise FieldError("field.form", Text("应为", "expected ") + self.form)


def _is_number(value: object) -> bool:
    if value.__class__ is int:
        return True
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, (int, Fraction)) and not isinstance(value, bool)


@attrs.frozen
class at_least:  # noqa: N801 - used like a function
    """A number not below a bound (下限)."""

    bounded: ClassVar[bool] = True

    bound: int

    @property
    def described(self) -> Mapping[str, Any]:
        """The bound."""
        return {"minimum": self.bound}

    def __call__(self, _: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        if not _is_number(value) or value < self.bound:
            raise bilingual(
                "field.bound", f"应不小于 {self.bound}", f"expected at least {self.bound}"
            )


@attrs.frozen
class within:  # noqa: N801 - used like a function
    """A number between two bounds, both included (取值范围)."""

    bounded: ClassVar[bool] = True

    low: int
    high: int

    @property
    def described(self) -> Mapping[str, Any]:
        """Both bounds."""
        return {"minimum": self.low, "maximum": self.high}

    def __call__(self, _: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        if not _is_number(value) or not self.low <= value <= self.high:
            raise bilingual(
                "field.range",
                f"应在 {self.low} 与 {self.high} 之间",
                f"expected between {self.low} and {self.high}",
            )


@attrs.frozen
class day:  # noqa: N801 - used like a function
    """A calendar day: a date, not a moment (日期)."""

    demands: ClassVar[type] = date

    def __call__(self, _: object, attribute: attrs.Attribute[date], value: object) -> None:
        if value.__class__ is not date and (
            not isinstance(value, date) or isinstance(value, datetime)
        ):
            name = attribute.name
            raise bilingual(
                "field.date",
                f'{name}：应为日期，如 date(2016, 12, 31) 或 "2016-12-31"',
                f'{name}: expected a date such as date(2016, 12, 31) or "2016-12-31"',
                field=name,
            )


@attrs.frozen
class optional:  # noqa: N801 - used like a function
    """Let None pass, check anything else by the validator within (可空)."""

    validator: Validator

    def __call__(self, instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if value is not None:
            self.validator(instance, attribute, value)


@attrs.frozen
class some:  # noqa: N801 - used like a function
    """A list that is not empty (至少一项)."""

    described: ClassVar[Mapping[str, Any]] = {"minItems": 1}

    def __call__(self, _: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not value:
            raise bilingual("field.some", "至少应有一项", "expected at least one")


@attrs.frozen
class moment:  # noqa: N801 - used like a function
    """A moment of local time in China (当地时间).

    A datetime without an offset, so that all of them can be compared.
    """

    demands: ClassVar[type] = datetime

    def __call__(self, _: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, datetime) or value.tzinfo is not None:
            raise bilingual(
                "field.moment", "应为不带时区的当地时间", "expected a local time without an offset"
            )


@attrs.frozen
class not_before:  # noqa: N801 - used like a function
    """A day of knowledge that lies not before the day of the event (获知日期不早于事件日期).

    `own` names the field with that day: a date, a moment, or a year, of which a figure may be known
    before it is over. A field that is looked at without its row lets any day pass.
    """

    of_row: ClassVar[bool] = True

    own: str

    def __call__(self, instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        own = getattr(instance, self.own, None)
        if value is not None and own is not None and value < _first_day(own):
            raise _out_of_order(instance, self.own, attribute.name)


def _first_day(own: Any) -> date:
    if isinstance(own, int):
        return date(own, 1, 1)
    return own.date() if isinstance(own, datetime) else own


def in_order(instance: Any, *names: str) -> None:
    """Check in ``__attrs_post_init__`` that the days of these fields do not run backward (日期先后).

    None is left out. Raises `FieldError` that names both fields and both days.
    """
    first, before = "", None
    for name in names:
        after = getattr(instance, name)
        if after is None:
            continue
        if before is not None and after < before:
            raise _out_of_order(instance, first, name)
        first, before = name, after


def _out_of_order(instance: Any, first: str, second: str) -> FieldError:
    """Say which two days are out of order; labels are looked up here, since few rows need them."""
    labels = {a.name: about_field(a).label.zh for a in attrs.fields(type(instance))}
    before, after = getattr(instance, first), getattr(instance, second)
    return bilingual(
        "field.order",
        f"{labels[second]} {after} 早于{labels[first]} {before}",
        f"{second} {after} lies before {first} {before}",
        field=second,
    )
