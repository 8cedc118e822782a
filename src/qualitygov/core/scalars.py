"""Types whose values are not made of others (标量类型), and what an entity holds of them.

`qualitygov.core.kinds` is their registry.
"""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import marshmallow as ma

from qualitygov.core import cells, draws, ma_fields, plain
from qualitygov.core.compounds import Describe, Described, Drawn, Kind, Schemas, wrong_type
from qualitygov.core.exact import as_decimal, no_float
from qualitygov.core.near import near_member
from qualitygov.core.periods import as_day
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import FieldError, bilingual
from qualitygov.text import Text

TEXT = Text("文本", "a text")
WHOLE = Text("整数", "a whole number")
DECIMAL = Text("数", "a number")
DAY = Text("日期 YYYY-MM-DD", "a date YYYY-MM-DD")


@attrs.frozen(kw_only=True)
class Scalar:
    """A type whose values are not made of others (标量类型)."""

    type: Any
    form: Text
    parse: Callable[[Any], Any]
    write: Callable[[Any], Any]
    hold: Callable[[Any], Any]
    described: Mapping[str, Any]
    column: str
    example: Any
    loaded_by: Callable[..., ma.fields.Field[Any]] = ma_fields.TextField
    clean: Callable[[str], Any] = str.strip
    drawn: Callable[[Any, draws.Checks], Any] = draws.texts
    plain: Callable[[Any], Any] = attrs.field(
        default=attrs.Factory(lambda self: self.write, takes_self=True)
    )

    def field(self, _: Schemas, /, **kwargs: Any) -> ma.fields.Field[Any]:
        """Make the marshmallow field."""
        return self.loaded_by(kind=self, **kwargs)

    def json(self, _: Describe) -> Described:
        """Describe it in JSON Schema."""
        return dict(self.described)

    def draw(self, st: Any, checks: draws.Checks, _: Drawn) -> Any:
        """Return a Hypothesis strategy within the bounds of the validators."""
        return self.drawn(st, checks)

    def parts(self, _: Iterable[str]) -> Mapping[str, Kind]:
        """Return nothing: one column carries it."""
        return {}


def one_of(cls: type, form: Text) -> Callable[[Any], Any]:
    """Hold objects of a class and nothing else (类型检查)."""

    def hold(value: Any) -> Any:
        if value.__class__ is cls or isinstance(value, cls):
            return value
        if isinstance(value, float):
            raise no_float(value)
        raise wrong_type(form, value)

    return hold


def hold_text(value: Any) -> str:
    """Hold a plain text (文本), also of a member of a vocabulary.

    Raises `FieldError` for anything else, and for what is no character.
    """
    if not isinstance(value, str):
        raise no_float(value) if isinstance(value, float) else wrong_type(TEXT, value)
    return plain.of_characters(value if value.__class__ is str else str(value))


def held_text(name: str) -> Callable[[Any], Any]:
    """Return what holds the text of a field (文本字段取值) of which a validator checks the type."""

    def hold(value: Any) -> Any:
        if value.__class__ is str and value.isprintable():
            return value
        if not isinstance(value, str):
            return value
        try:
            return hold_text(value)
        except FieldError as error:
            raise FieldError(error.code, _of(name) + error.text, name) from None

    return hold


def hold_whole(value: Any) -> Any:
    """Hold a whole number (整数); raises `FieldError` for a float, and for true and false."""
    if value.__class__ is int:
        return value
    if isinstance(value, float) and value.is_integer():
        raise bilingual(
            "exact.float",
            f"应为整数，不接受浮点数，请写作 {int(value)}",
            f"expected a whole number, not a float: write {int(value)}",
        )
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong_type(WHOLE, value)
    return value


def hold_decimal(value: Any) -> Any:
    """Hold a finite number as a Decimal (小数); raises `FieldError` for a float or a text."""
    if value.__class__ is Decimal and value.is_finite():
        return value
    if value.__class__ is int:
        return Decimal(value)
    if isinstance(value, float):
        raise no_float(value)
    if not isinstance(value, Decimal):
        raise wrong_type(DECIMAL, value)
    return as_decimal(value)


def hold_day(value: Any) -> date:
    """Hold a calendar day (日期): a date, its ISO text, or a moment with a zone.

    Raises `FieldError` for anything else.
    """
    return value if value.__class__ is date else as_day(value)


def held_day(name: str) -> Callable[[Any], Any]:
    """Return what holds the day of a field (日期字段取值), which may be None."""

    def hold(value: Any) -> Any:
        if value.__class__ is date or value is None:
            return value
        try:
            return as_day(value)
        except FieldError as error:
            raise FieldError("field.date", _of(name) + error.text, name) from None

    return hold


def named(hold: Callable[[Any], Any], name: str, *, optional: bool = False) -> Callable[[Any], Any]:
    """Return what holds a value of a field (字段取值), and names the field where it refuses one."""

    def hold_named(value: Any) -> Any:
        if optional and value is None:
            return None
        try:
            return hold(value)
        except FieldError as error:
            if error.field is None:
                error.field = name
            raise

    return hold_named


def _of(name: str) -> Text:
    return Text(f"{name}：", f"{name}: ")


def unknown_word(value: Any, kind: type[Vocabulary]) -> FieldError:
    """Return the error for a word that a list has not, with those that are near (未知的词)."""
    return FieldError("field.word", Text("没有此词；", "no such word; ") + near_member(value, kind))


def vocabulary(kind: type[Vocabulary]) -> Scalar:
    """Return the type of a vocabulary (词表类型): written as its value, held as its member."""
    values = [member.value for member in kind]
    form = Text("下列之一：" + "、".join(values), "one of: " + ", ".join(values))

    def hold(value: Any) -> Any:
        if value.__class__ is kind:
            return value
        try:
            return kind(value)
        except ValueError:
            raise unknown_word(value, kind) from None

    described = {
        "type": "string",
        "enum": values,
        "description": "; ".join(f"{member.value}: {member.label.zh}" for member in kind),
    }
    return Scalar(
        type=kind,
        form=form,
        parse=hold,
        write=lambda member: kind(member).value,
        hold=hold,
        described=described,
        column="word",
        example=values[0],
        loaded_by=functools.partial(ma_fields.WordField, kind),
        clean=cells.labels(kind),
        drawn=lambda st, _: st.sampled_from(list(kind)),
    )


def choice(hint: Any) -> Scalar:
    """Return the type of a ``Literal`` (固定选项类型): one of a few plain values."""
    values = typing.get_args(hint)
    by_value = {(type(value), value): value for value in values}
    shown = [str(value) for value in values]
    form = Text("下列之一：" + "、".join(shown), "one of: " + ", ".join(shown))
    is_text = all(isinstance(value, str) for value in values)

    def parse(value: Any) -> Any:
        return by_value[str if isinstance(value, str) else type(value), value]

    def hold(value: Any) -> Any:
        try:
            return parse(value)
        except (KeyError, TypeError):
            raise FieldError("field.type", ma_fields.EXPECTED + form) from None

    return Scalar(
        type=hint,
        form=form,
        parse=parse,
        write=parse,
        hold=hold,
        described={"type": "string" if is_text else "integer", "enum": list(values)},
        column="text" if is_text else "whole",
        example=values[0],
        loaded_by=functools.partial(
            ma_fields.TextField if is_text else ma_fields.ChoiceField,
            validate=ma.validate.OneOf(values),
        ),
        drawn=lambda st, _: st.sampled_from(values),
    )


def own(kind: Any) -> Scalar | None:
    """Return a type of ours that reads itself (自有类型), None for any other.

    It has a classmethod `parse`, a `form` and an `example`, and ``str()`` writes it. One whose
    cells are written in many ways has `clean`, and one whose texts are of a certain form has
    `drawn`.
    """
    parse, form = getattr(kind, "parse", None), getattr(kind, "form", None)
    if parse is None or not isinstance(form, Text):
        return None
    return Scalar(
        type=kind,
        form=form,
        parse=lambda value: value if isinstance(value, kind) else parse(plain.text(value)),
        write=str,
        hold=one_of(kind, form),
        described={
            "type": "string",
            "description": f"{form.zh} / {form.en}",
            **getattr(kind, "described", {}),
        },
        column="text",
        example=kind.example,
        clean=getattr(kind, "clean", str.strip),
        drawn=getattr(kind, "drawn", draws.texts),
    )
