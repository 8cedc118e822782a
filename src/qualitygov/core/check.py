"""Validators of fields (字段校验), used under the module's name: ``attrs.field(validator=check.day())``.

Each is a small frozen class, so that it compares by value, prints what it demands, and its bounds
can be read: schemas, JSON Schema, columns and strategies look at the attributes, never at a repr.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs

from qualitygov.core.fields import about_field
from qualitygov.errors import FieldError, bilingual
from qualitygov.text import Text

__all__ = [
    "Validator",
    "at_least",
    "day",
    "filled",
    "in_order",
    "matching",
    "moment",
    "optional",
    "some",
    "within",
]

Validator = Callable[[Any, Any, Any], None]


@attrs.frozen
class filled:  # noqa: N801 - used like a function, as attrs' own validators are
    """A text that is not empty and has no space around it (非空文本)."""

    def __call__(self, _: object, attribute: attrs.Attribute[str], value: object) -> None:
        if not isinstance(value, str) or not value or value != value.strip():
            raise bilingual(
                "field.text",
                "应为非空文本，首尾无空格",
                "expected a text, not empty, without space around it",
            )


@attrs.frozen
class matching:  # noqa: N801 - used like a function
    """A text of a given form (格式); `form` says it in words."""

    pattern: str
    form: Text

    def __call__(self, _: object, attribute: attrs.Attribute[str], value: object) -> None:
        if not isinstance(value, str) or not re.fullmatch(self.pattern, value):
            raise FieldError("field.form", Text("应为", "expected ") + self.form)


def _is_number(value: object) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, (int, Fraction)) and not isinstance(value, bool)


@attrs.frozen
class at_least:  # noqa: N801 - used like a function
    """A number not below a bound (下限)."""

    bound: int

    def __call__(self, _: object, attribute: attrs.Attribute[Any], value: Any) -> None:
        if not _is_number(value) or value < self.bound:
            raise bilingual(
                "field.bound", f"应不小于 {self.bound}", f"expected at least {self.bound}"
            )


@attrs.frozen
class within:  # noqa: N801 - used like a function
    """A number between two bounds, both included (取值范围)."""

    low: int
    high: int

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

    def __call__(self, _: object, attribute: attrs.Attribute[date], value: object) -> None:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise bilingual("field.date", "应为日期（date）", "expected a date")


def optional(validator: Validator) -> Validator:
    """Let None pass, check anything else (可空)."""
    return attrs.validators.optional(validator)


@attrs.frozen
class some:  # noqa: N801 - used like a function
    """A list that is not empty (至少一项)."""

    def __call__(self, _: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not value:
            raise bilingual("field.some", "至少应有一项", "expected at least one")


@attrs.frozen
class moment:  # noqa: N801 - used like a function
    """A moment of local time in China (当地时间).

    A datetime without an offset, so that all of them can be compared.
    """

    def __call__(self, _: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, datetime) or value.tzinfo is not None:
            raise bilingual(
                "field.moment", "应为不带时区的当地时间", "expected a local time without an offset"
            )


def in_order(instance: Any, *names: str) -> None:
    """Check in ``__attrs_post_init__`` that the days of these fields do not run backwards (日期先后).

    None is left out.
    """
    known = [(name, value) for name in names if (value := getattr(instance, name)) is not None]
    labels = {a.name: about_field(a).label for a in attrs.fields(type(instance))}
    for (first, before), (second, after) in pairwise(known):
        if after < before:
            raise FieldError(
                "field.order",
                Text(
                    f"{labels[second].zh}（{second} {after}）早于{labels[first].zh}（{first} {before}）",
                    f"{second} {after} lies before {first} {before}",
                ),
            )
