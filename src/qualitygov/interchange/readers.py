"""Readers of cells (单元格读法): a closed list, by the names that forms use.

A reader brings a cell to plain values of one field or of several. Without a name a cell is read as
the field itself reads it: by the class, in the form's words, in the field's unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from typing import Any

import attrs

from qualitygov.core import cells
from qualitygov.inspection.drafts import item, items
from qualitygov.inspection.items import SampleItem
from qualitygov.inspection.made import made
from qualitygov.inspection.own_cells import header_units, own_cells
from qualitygov.interchange.columns import Column
from qualitygov.interchange.forms.headers import Header
from qualitygov.interchange.forms.model import ColumnForm
from qualitygov.text import Text


@attrs.frozen
class Cell:
    """A cell with what is known of its column (单元格)."""

    text: str
    header: Header
    form: ColumnForm
    column: Column | None


@attrs.frozen
class Reader:
    """One way to read cells (读法): the fields that it gives, and how."""

    gives: tuple[str, ...]
    read: Callable[[Cell], Mapping[str, Any]]


NOTHING_KEPT = ""
"""The word of a form for a cell that says that there is nothing to keep: no penalty was imposed."""

_NOT = re.compile(r"(?:不予|免予|免于|免除|不是|并非|没有|[不未非免无没拟])$")
_DOUBT = re.compile(r"[?？]|待定|疑似|不详|撤销|撤消|注销|吊销")


def worded(text: str, words: Mapping[str, str]) -> str:
    """Return the form's word for a cell (词语对照): the very word, else the first pattern it fits.

    A pattern takes no cell that says nothing, denies its word (非公司), doubts it (公司？) or says
    that it is over (公司（已吊销）), nor one that says at once that there is nothing to keep: the
    field refuses them. Only ``*`` by itself takes any text.

    >>> worded("有限责任公司（自然人独资）", {"个体工商户": "individual", "*公司*": "enterprise"})
    'enterprise'
    >>> [worded(text, {"*公司*": "enterprise"}) for text in ("非公司", "公司？", "公司（已吊销）", "/")]
    ['非公司', '公司？', '公司（已吊销）', '/']
    """
    if text in words or cells.is_null(text):
        return words.get(text, text)
    found = [word for pattern, word in words.items() if _fits(text, pattern)]
    if not found or (NOTHING_KEPT in found and len(set(found)) > 1):
        return text
    return found[0]


def _fits(text: str, pattern: str) -> bool:
    """Whether a text has a pattern, and does not deny what it says."""
    if not fnmatchcase(text, pattern):
        return False
    rest = text
    for literal in filter(None, pattern.split("*")):
        before = [rest[: found.start()] for found in re.finditer(re.escape(literal), rest)]
        if before and all(map(_NOT.search, before)):
            return False
        rest = rest.replace(literal, "\0")
    return pattern == "*" or _DOUBT.search(rest) is None


def plain(cell: Cell) -> Mapping[str, Any]:
    """Read a cell as its field does (字段自身读法)."""
    column = cell.column
    text = worded(cell.text, cell.form.words) if cell.form.words else cell.text
    if column is None:
        return {} if cells.is_null(text) else {cell.form.field: text}
    value = column.cleaned(text)
    if column.part is not None:
        return {column.name: value}
    if value is not None or (column.optional and not column.required):
        return {column.field: value}
    return {}


RESULT = (
    "sign",
    "value",
    "detection",
    "uncertainty",
    "results",
    "result_note",
    "unit",
)
LIMIT = (
    "limit",
    "limit_kind",
    "limit_least",
    "limit_most",
    "plan",
    "limit_unit",
    "limit_note",
)
KEPT = "*"
"""Before the name of what is kept as it is written until the whole row is there."""

MANY = "*"
"""The name under which a reader gives several rows of one cell."""


def _kept(name: str) -> Callable[[Cell], Mapping[str, Any]]:
    return lambda cell: {KEPT + name: cell.text}


def _items(cell: Cell) -> Mapping[str, Any]:
    return {} if cells.is_null(cell.text) else {MANY: items(cell.text)}


MADE = ("made_on", "purchased_on", "quarantined_on", "batch")
_DISPUTE = re.compile(
    r"真实性.*异议|异议.*真实性|非(?:本|我|该)(?:公司|厂|企业|单位).{0,4}(?:生产|产品)|假冒"
)


def _made(cell: Cell) -> Mapping[str, Any]:
    return {} if cells.is_null(cell.text) else made(cell.text, batch=BATCH in cell.header.key)


def _remark(cell: Cell) -> Mapping[str, Any]:
    """A remark; one that a maker denies its product by is an outcome, too."""
    if cells.is_null(cell.text):
        return {}
    disputed = {"authenticity_disputed": "true"} if _DISPUTE.search(cell.text) else {}
    return {cell.form.field: cell.text, **disputed}


BATCH = "批"

READERS: Mapping[str, Reader] = {
    "made": Reader(MADE, _made),
    "remark": Reader(("authenticity_disputed",), _remark),
    "result": Reader(RESULT, _kept("result")),
    "limit": Reader(LIMIT, _kept("limit")),
    "items": Reader(("name", *RESULT, *LIMIT), _items),
}
"""The readers that forms may name: day of manufacture or batch, a remark that may deny the product,
what a laboratory measured, the limit that holds, several items in one cell."""


def by_row(entity: type) -> bool:
    """Whether some cells of a class are read by the whole row alone (是否须整行读取)."""
    return entity is SampleItem


def composed(plain: dict[str, Any], entity: type, headers: Mapping[str, str]) -> Text | None:
    """Read what only the whole row says (整行读法): a result with its limit, unit and conclusion.

    `headers` are the units that the headers of its fields say. Returns why a row cannot be read.
    """
    if not by_row(entity):
        return None
    clash = None
    if KEPT + "result" in plain or KEPT + "limit" in plain:
        clash = _composed(plain, headers)
        headers = {}
    elif headers and plain.get("unit") is not None:
        clash = header_units(dict(plain), headers)
    own_cells(plain)
    header_units(plain, headers)
    return clash


def _composed(plain: dict[str, Any], headers: Mapping[str, str]) -> Text | None:
    result, limit = plain.pop(KEPT + "result", ""), plain.pop(KEPT + "limit", "")
    name, unit, stated = (plain.pop(one, None) for one in ("name", "unit", "stated"))
    found = item(name or "", result or "", limit or "", unit=unit, stated=stated, headers=headers)
    plain.update({field: value for field, value in found.items() if value})
    return header_units({"value": result, "unit": unit}, headers) if unit is not None else None


OWN = {"value": RESULT, "results": RESULT, "limit": LIMIT, "limit_note": LIMIT}
"""The fields that an own column of an item may give besides its own."""


def own_gives(entity: type, field: str) -> tuple[str, ...]:
    """Return the fields that an own column of a class may give (自有列所供字段)."""
    return OWN.get(field, ()) if by_row(entity) else ()


def gives(form: ColumnForm) -> tuple[str, ...]:
    """Return the fields that a column gives besides its own (一列所供字段)."""
    return () if form.reads is None else READERS[form.reads].gives


def read(cell: Cell) -> Mapping[str, Any]:
    """Read a cell by the reader that its form names (读取单元格)."""
    named = cell.form.reads
    return plain(cell) if named is None else READERS[named].read(cell)
