"""What a schema returns, for type checkers (校验模式的类型); the stub beside this module says it.

`S` is the entity, `One` what one row loads to (the entity, or a dict where the data are not those
of a whole one), and `Many` whether the schema is for lists.
"""

from __future__ import annotations

from typing import Any, Self, TypeVar

import marshmallow as ma

S, One, Many = TypeVar("S"), TypeVar("One"), TypeVar("Many")


class TypedSchema(ma.Schema):
    """A schema whose answers have types (带类型的校验模式).

    ``EnterpriseSchema[dict[str, Any]]`` is `EnterpriseSchema` to Python: a subclass with fields of
    its own, which loads dicts, says so to type checkers with it.
    """

    def __class_getitem__(cls, _: Any) -> type[Self]:
        return cls
