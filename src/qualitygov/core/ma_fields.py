"""Fields of marshmallow that read and write as our types do (marshmallow 字段).

Each is a subclass of the marshmallow field that it is (``Date``, ``Integer``, ``Enum``, …), so that
every tool that walks a schema understands it; what it reads, writes and says comes from its kind
(`qualitygov.core.kinds`). Validators of attrs run as validators of marshmallow, and show their
bounds under the names that such tools look for.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

import attrs
import marshmallow as ma

from qualitygov.errors import QualityGovError
from qualitygov.text import Language, Text

EXPECTED = Text("应为", "expected ")


class Reader(Protocol):
    """What a field needs of its kind (字段所需)."""

    @property
    def form(self) -> Text:
        """The form in words."""

    def parse(self, value: Any, /) -> Any:
        """Read plain data."""

    def write(self, value: Any, /) -> Any:
        """Write plain data."""


class Message(str):
    """An error message that knows both its wordings (双语错误信息)."""

    __slots__ = ("code", "text", "value")

    text: Text
    code: str
    value: object

    @classmethod
    def of(cls, code: str, text: Text, language: Language, value: object = None) -> Message:
        """Make the message as shown in `language`."""
        message = cls(text.say(language))
        message.text, message.code, message.value = text, code, value
        return message

    def __reduce__(self) -> tuple[Callable[..., Message], tuple[str, str, Text, object]]:
        return _message, (str(self), self.code, self.text, self.value)


def _message(shown: str, code: str, text: Text, value: object) -> Message:
    message = Message(shown)
    message.text, message.code, message.value = text, code, value
    return message


def complaint(code: str, text: Text, value: object = None) -> ma.ValidationError:
    """Return the error of marshmallow for one wrong value (校验错误).

    The schema says it in its own language when the error leaves it.
    """
    return ma.ValidationError([Message.of(code, text, "en", value)])


class OfKind(ma.fields.Field[Any]):
    """A field that reads and writes as its kind does (按值类型读写的字段)."""

    def __init__(self, *args: Any, kind: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        try:
            return self.kind.parse(value)
        except QualityGovError as error:
            raise complaint(error.code, error.text, value) from None
        except (ValueError, TypeError, ArithmeticError, KeyError):
            raise complaint("field.type", EXPECTED + self.kind.form, value) from None

    def _validate(self, value: Any) -> None:
        if self.validators:
            super()._validate(value)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        # A mapping or another object may hold plain data: it is read first.
        return None if value is None else self.kind.write(self.kind.parse(value))


class TextField(OfKind, ma.fields.String):
    """A text (文本)."""


class FlagField(OfKind, ma.fields.Boolean):
    """Yes or no (是否)."""


class WholeField(OfKind, ma.fields.Integer):
    """A whole number (整数)."""


class DecimalField(OfKind, ma.fields.Decimal):
    """An exact number that travels as a text (精确小数)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(as_string=True, **kwargs)


class DayField(OfKind, ma.fields.Date):
    """A calendar day (日期)."""


class MomentField(OfKind, ma.fields.DateTime):
    """A moment (时间)."""


class WordField(OfKind, ma.fields.Enum[Any]):
    """A member of a vocabulary, by its value (词表值)."""

    def __init__(self, enum: Any, **kwargs: Any) -> None:
        super().__init__(enum, by_value=ma.fields.String, **kwargs)


class ChoiceField(OfKind):
    """One of a few plain values (固定选项)."""


class ListField(ma.fields.List[Any]):
    """A list that becomes a tuple or a frozenset (序列)."""

    def __init__(self, inner: ma.fields.Field[Any], *, make: Any, **kwargs: Any) -> None:
        super().__init__(inner, **kwargs)
        self.make = make

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        plain = list(value) if isinstance(value, (tuple, set, frozenset)) else value
        return self.make(super()._deserialize(plain, attr, data, **kwargs))

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        ordered = sorted(value) if isinstance(value, (set, frozenset)) else value
        return super()._serialize(ordered, attr, obj, **kwargs)


def _of_entry(found: Mapping[str, Any]) -> Any:
    """What is wrong with a name and with its value: both have the name's own path."""
    wrong = [found[part] for part in ("key", "value") if part in found]
    return wrong[0] if len(wrong) == 1 else wrong


class TableField(ma.fields.Dict):
    """A table of names to values (映射)."""

    def __init__(self, *, make: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.make = make

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        try:
            load = super()._deserialize
            return self.make(load(value, attr, data, **kwargs))  # type: ignore[no-untyped-call]
        except ma.ValidationError as error:
            if isinstance(error.messages, Mapping):
                raise ma.ValidationError(
                    {name: _of_entry(found) for name, found in error.messages.items()}
                ) from None
            raise


class Checked(ma.validate.Validator):
    """A validator of attrs, run by marshmallow (字段校验).

    Tools that describe schemas look for ``min`` and ``max``, or ``regex``; it has those that its
    parts have. Bounds of numbers that travel as texts are in the field's metadata alone.
    """

    def __init__(self, attribute: attrs.Attribute[Any], described: Mapping[str, Any]) -> None:
        self.attribute = attribute
        for name, bound in _bounds(described):
            setattr(self, name, bound)

    def _repr_args(self) -> str:
        return f"validator={self.attribute.validator!r}"

    def __call__(self, value: Any) -> Any:
        """Check a value; raises marshmallow's error with our code and both wordings."""
        if value is not None and self.attribute.validator is not None:
            try:
                self.attribute.validator(None, self.attribute, value)
            except QualityGovError as error:
                raise complaint(error.code, error.text, value) from None
            except (ValueError, TypeError) as error:
                raise complaint("field.value", Text(str(error), str(error)), value) from None
        return value


def _bounds(described: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if described.keys() & {"minimum", "maximum"}:
        yield from (("min", described.get("minimum")), ("max", described.get("maximum")))
    least = described.get("minLength", described.get("minItems"))
    if least is not None:
        yield from (("min", least), ("max", None), ("equal", None))
    if "pattern" in described:
        yield "regex", re.compile(described["pattern"])


def checks_of(
    attribute: attrs.Attribute[Any], described: Mapping[str, Any]
) -> typing.Sequence[Checked]:
    """Return what marshmallow is to check of a field (字段校验); `described` is its schema."""
    return () if attribute.validator is None else (Checked(attribute, described),)
