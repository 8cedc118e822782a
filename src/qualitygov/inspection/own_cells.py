"""Cells of an item's own columns (检验项目自有列): what laboratories write into columns of numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from qualitygov.core import cells, units
from qualitygov.core.cells.numbers import show
from qualitygov.core.exact import PLAIN
from qualitygov.inspection.drafts import REFERS, Draft, given, limit, measure, result
from qualitygov.inspection.words import LimitKind
from qualitygov.text import Text

_KINDS = frozenset(kind.value for kind in LimitKind)
MEASURED = frozenset({"limit", "limit_least", "limit_most", "plan"})


def own_cells(plain: dict[str, Any]) -> None:
    """Bring the cells of an item's own columns to its fields (检验项目自有列规整).

    A limit, a requirement in words or a value that laboratories write as they do is read as such. A
    column that says otherwise keeps both, and the field refuses them.

    >>> row = {"name": "铅", "value": "0.1, 0.2 mg/kg", "limit": "≤0.5mg/kg"}
    >>> own_cells(row)
    >>> row["results"], row["limit_kind"], row["limit"]
    ('0.1;0.2', 'max', '0.5')
    """
    for field in ("value", "results"):
        _reread(plain, field, result)
    _reread(plain, "limit", _limit_or_number)
    note = plain.get("limit_note")
    if isinstance(note, str) and all(plain.get(one) is None for one in MEASURED):
        _required(plain, note)


UNITS: Mapping[str, tuple[str, ...]] = {
    "unit": ("value", "results"),
    "limit_unit": ("limit", "limit_least", "limit_most", "plan"),
}
"""The fields of units, and the columns whose headers may say them."""


def header_units(plain: dict[str, Any], headers: Mapping[str, str]) -> Text | None:
    """Give an item the units of its headers where it says none itself (表头计量单位).

    A unit in a cell goes before that of its header. Returns what is wrong where a header and a
    column of units do not say the same of one result.

    >>> row = {"value": "0.05", "limit": "20"}
    >>> header_units(row, {"value": "mg/kg", "limit": "μg/kg"})
    >>> row["unit"], row["limit_unit"]
    ('mg/kg', 'μg/kg')
    >>> header_units({"value": "0.05", "unit": "g/kg"}, {"value": "mg/kg"}).en
    'the column of units says g/kg, the header mg/kg: which is meant?'
    """
    for field, columns in UNITS.items():
        said = next(
            (headers[c] for c in columns if c in headers and plain.get(c) is not None), None
        )
        own = plain.get(field)
        if said is not None and own is None:
            plain[field] = said
        elif field == "unit" and said is not None and not units.same(str(own), said):
            return Text(
                f"计量单位列为 {own}，表头为 {said}，不一致，不知以何者为准",
                f"the column of units says {own}, the header {said}: which is meant?",
            )
    return None


def _reread(plain: dict[str, Any], field: str, read_cell: Callable[[str], Draft]) -> None:
    """Read a cell of words and signs whose column is for numbers; one that is read stays.

    What another column says stays, too, and the field refuses both; a unit in the cell goes before
    that of a column.
    """
    cell = plain.get(field)
    if not isinstance(cell, str) or PLAIN.fullmatch(cell):
        return
    found = read_cell(cell)
    kind = found.get("limit_kind", found.get("limit_note") and LimitKind.WORDS.value)
    unread = found.get(field) == cell or (kind is not None and kind not in _KINDS)
    said = {"limit_kind": kind, **found} if kind else found
    others = {name for name, text in said.items() if plain.get(name) not in (None, cell, text)}
    if not unread and others <= {"unit", "limit_unit"}:
        plain[field] = None
        plain.update(said)


def _limit_or_number(cell: str) -> Draft:
    """A limit as laboratories write it, or a bare number of which another column says its way."""
    found = measure(cells.plain(cell))
    return limit(cell) if found is None else given(limit=show(found[0]), limit_unit=found[1])


def _required(plain: dict[str, Any], note: str) -> None:
    """A requirement in words: a limit where it is one, else one of which no number is read."""
    found = limit(note)
    kind, there = found.get("limit_kind"), plain.get("limit_kind")
    if kind is None:
        plain["limit_kind"] = there or LimitKind.WORDS.value
    elif kind not in _KINDS and not REFERS.match(note):
        plain["limit_kind"] = there or kind
    elif kind in _KINDS and there in (None, kind):
        plain["limit_note"] = None
        plain.update(found)
