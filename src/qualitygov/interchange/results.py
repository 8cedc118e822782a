"""Results as JSON (结果导出): every value in one plain form, nothing rounded, both languages."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from qualitygov.core.fields import about_field
from qualitygov.core.kinds import kind_of_value

__all__ = ["read_json", "to_plain", "write_json"]


def to_plain(value: Any) -> Any:
    """Bring a value to what JSON can carry (转为可导出的值).

    Points, decimals and spans become strings; a rate its two integers; a text both its languages;
    an attrs object its public fields, those of persons left out: results are passed on, and who
    needs a name finds it in the data. Raises `TypeError` for any other type.

    >>> from datetime import date
    >>> from qualitygov.core.exact import Points, Rate
    >>> to_plain({"score": Points.of("89.5"), "rate": Rate(19, 20), "on": date(2016, 12, 31)})
    {'score': '89.5', 'rate': {'numerator': 19, 'denominator': 20}, 'on': '2016-12-31'}
    """
    if value is None or type(value) is str:
        return value
    kind = kind_of_value(value)
    if kind is not None:
        return kind.plain(value)
    if isinstance(value, Mapping):
        return {str(key): to_plain(inner) for key, inner in value.items()}
    if isinstance(value, (frozenset, set)):
        return [to_plain(inner) for inner in sorted(value)]
    if isinstance(value, (tuple, list)):
        return [to_plain(inner) for inner in value]
    if attrs.has(type(value)):
        shown = (
            a
            for a in attrs.fields(type(value))
            if not a.name.startswith("_") and about_field(a).sensitivity != "personal"
        )
        return {a.name: to_plain(getattr(value, a.name)) for a in shown}
    msg = f"{type(value)} has no plain form"
    raise TypeError(msg)


def write_json(path: Path, value: Any) -> None:
    """Write a value as JSON (写出 JSON), whole or not at all."""
    text = json.dumps(to_plain(value), ensure_ascii=False, indent=1)
    part = path.with_name(path.name + ".part")
    part.write_text(text + "\n", encoding="utf-8")
    os.replace(part, path)  # noqa: PTH105 - the one call that replaces at once on every system


def read_json(path: Path) -> Any:
    """Read JSON with exact numbers (读入 JSON)."""
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
