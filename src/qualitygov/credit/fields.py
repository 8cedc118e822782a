"""What the fields of a record demand of columns (记录字段对列的要求).

Read from the entity: which fields may be empty and of what type they are says the registry of
kinds, which texts are refused say the validators. So what a record refuses, its table refuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import cast

import attrs

from qualitygov.core import check, kinds
from qualitygov.credit.entities import CreditRecord
from qualitygov.plan.expr import Kind

BY_THE_TABLE = ("id", "subject")
"""Columns whose type is the table's affair: a unit or a record may be numbered."""

_KINDS: Mapping[str, Kind] = {"text": "word", "flag": "flag", "whole": "whole", "day": "day"}


@cache
def columns() -> Mapping[str, Kind]:
    """Return what a column holds, by the field it carries (各列类型)."""
    found = kinds.kinds_of(CreditRecord)
    return {
        name: _KINDS[cast("str", kind.column)]
        for name, (kind, _) in found.items()
        if name not in BY_THE_TABLE
    }


@cache
def demanded() -> frozenset[str]:
    """Return the fields that may not be empty (必填字段)."""
    found = kinds.kinds_of(CreditRecord)
    return frozenset(name for name, (_, optional) in found.items() if not optional)


def refused_texts() -> Iterator[tuple[str, str]]:
    """Yield each field that refuses some texts, with the pattern of these (不合格文本)."""
    for field in attrs.fields(CreditRecord):
        for part in check.parts(field.validator):
            if isinstance(part, check.filled):
                yield field.name, part.refused
