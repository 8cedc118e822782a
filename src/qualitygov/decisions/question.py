"""What is asked of the library (所问事项): what an answer rests on, as values and as digests.

A question holds everything that decides besides the context. Its parts have a plain form, and each
part has a digest (SHA-256), by which the same data are known again.
"""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Self

import attrs
import marshmallow as ma

from qualitygov.core.compounds import EntityKind, Kind, ListKind
from qualitygov.core.fields import about_field
from qualitygov.core.form import to_plain
from qualitygov.core.kinds import kinds_of
from qualitygov.core.result import Result
from qualitygov.core.schema import problems_of, schema_of
from qualitygov.errors import InputError
from qualitygov.rulebook.context import Context

OF_A_PERSON = "（个人信息）"
"""What is kept of a person's field that is filled: that it is filled, and nothing else."""


def plain_row(row: Any) -> dict[str, Any]:
    """Return the plain form of an entity for a record (实体的留存形式).

    It has what the schema of the entity writes. Fields that hold their default are left out, so
    that a field which a later version adds changes no digest. Of a person it says only that a field
    is filled, since that may decide and the name never does.
    """
    cls: type = type(row)
    kinds = kinds_of(cls)
    fields = (a for a in attrs.fields(cls) if a.init)
    held = ((a, getattr(row, a.name)) for a in fields)
    return {
        a.name: _plain(a, kinds[a.name][0], value)
        for a, value in held
        if value is not None and value != a.default
    }


def _plain(attribute: attrs.Attribute[Any], kind: Kind, value: Any) -> Any:
    if about_field(attribute).sensitivity == "personal":
        return OF_A_PERSON
    if isinstance(kind, EntityKind):
        return plain_row(value)
    if isinstance(kind, ListKind) and isinstance(kind.item, EntityKind):
        return [plain_row(one) for one in value]
    return kind.write(value)


def _written(part: Any) -> str:
    plain = to_plain(part)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(part: Any) -> str:
    """Return the SHA-256 of a part in its plain form (摘要), in hexadecimal.

    A part that is a list has the same digest in any order: the order of rows decides nothing.

    >>> digest_of([{"id": "R1"}, {"id": "R2"}]) == digest_of([{"id": "R2"}, {"id": "R1"}])
    True
    """
    whole = sorted(map(_written, part)) if isinstance(part, (list, tuple)) else part
    return hashlib.sha256(_written(whole).encode()).hexdigest()


class Question(ABC):
    """A question to the library (所问事项): everything that decides besides the context.

    `asks` is its name in a record, `answers` the class of the result. A program with a question of
    its own derives from this class, as those of the library do, and passes it to `replay`.
    """

    __slots__ = ()

    asks: ClassVar[str]
    answers: ClassVar[type[Result]]
    by_value: ClassVar[bool] = True
    """Whether a record keeps the parts themselves; otherwise it has their digests alone."""

    @abstractmethod
    def answer(self, context: Context) -> Result:
        """Return the answer in a context (作答)."""

    def parts(self) -> Mapping[str, Any]:
        """Return its parts in plain form, by name (各项)."""
        return plain_row(self)

    def digests(self) -> Mapping[str, str]:
        """Return the digest of each part, by name (各项摘要)."""
        return {name: digest_of(part) for name, part in self.parts().items()}

    @classmethod
    def read(cls, parts: Mapping[str, Any]) -> Self:
        """Make it of its parts in plain form (由留存形式还原); raises `InputError`."""
        try:
            made: Self = schema_of(cls).load(parts)
        except ma.ValidationError as error:
            raise InputError(problems_of(error.messages, cls.asks)) from None
        return made
