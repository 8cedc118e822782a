"""Columns of a table that are missing, or whose names are slips (缺列与误写的列)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from qualitygov.core.near import nearest
from qualitygov.errors import FieldError, bilingual

Table = Literal["enterprises", "records"]

ALIKE = 0.8
"""How alike a column that is not known is to one that decides, to be taken for a slip."""


def misspelt(strange: Iterable[str], absent: Collection[str]) -> dict[str, str]:
    """Return the strange columns that look like one that is absent, each with that one (疑似误写)."""
    found = {name: nearest(name.casefold(), absent, most=1, close=ALIKE) for name in strange}
    return {name: meant[0] for name, meant in found.items() if meant}


def lacks(table: Table, missing: Collection[str], strange: Iterable[str]) -> FieldError:
    """Return the error of a table that lacks columns (缺少列)."""
    plural = "s" if len(missing) > 1 else ""
    zh = f"{table} 表缺少列：{'、'.join(missing)}"
    en = f"the table of {table} lacks the column{plural} {', '.join(missing)}"
    meant = misspelt(strange, missing)
    if meant:
        zh += f"（{'、'.join(f'{name} 是否为 {one}' for name, one in meant.items())}？）"
        en += f" (did you mean {', '.join(f'{one} by {name}' for name, one in meant.items())}?)"
    return bilingual("frame.column", zh, en)


def strange_columns(table: Table, meant: Mapping[str, str]) -> FieldError:
    """Return the error of columns that look like ones that decide (近似列)."""
    named = [f"{name}（是否为 {one}？）" for name, one in meant.items()]
    told = [f"{name}: did you mean {one}?" for name, one in meant.items()]
    return bilingual(
        "frame.column-unknown",
        f"{table} 表有未知列，其名与影响结果的列相近，请改名或删去：{'、'.join(named)}",
        f"unknown columns of the table of {table} look like ones that decide;"
        f" rename them or leave them out: {' '.join(told)}",
    )
