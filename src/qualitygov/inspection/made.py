"""The day of manufacture as lists write it (生产日期单元格): with a label, a batch, or a span.

``购进日期：2025/4/12`` is the day of purchase, and no day of manufacture; ``2023年4月20日/20230420A`` is
a day and a batch. Each function returns plain text by field name; what it cannot read it returns as
it is, and the field refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from qualitygov.core import cells
from qualitygov.core.partial import Partial
from qualitygov.errors import FieldError

MADE, PURCHASED, QUARANTINED, BATCH = "made_on", "purchased_on", "quarantined_on", "batch"
LABELS: Mapping[str, str] = {
    **dict.fromkeys(("生产日期", "加工日期", "制造日期", "包装日期", "灌装日期", "消毒日期"), MADE),
    **dict.fromkeys(("购进日期", "购入日期", "进货日期", "采购日期", "收购日期"), PURCHASED),
    **dict.fromkeys(("检疫日期", "检验检疫日期"), QUARANTINED),
    **dict.fromkeys(("批号", "生产批号", "产品批号", "批次"), BATCH),
}
"""What stands before a day or a batch, and the field that it means (日期名称)."""

_BETWEEN = re.compile(r"[;；\n]")
_LIKE_A_DAY = re.compile(r"\d{2,4}[-/.年]\d{1,2}([-/.月]|$)", re.ASCII)


def _days(text: str) -> str | None:
    """A day, month or span in plain form; None for what is none."""
    found = cells.days(text)
    try:
        Partial.parse(found)
    except FieldError:
        return None
    return found


def made(cell: str, *, batch: bool = False) -> dict[str, str]:
    """Return the days, and the batch, of a cell (生产日期、批号).

    `batch` says that the column is of batches, too (生产日期/批号): what is no day is a batch then.

    >>> made("购进日期：2025/4/12"), made("2023-6-1至6-5")
    ({'purchased_on': '2025-04-12'}, {'made_on': '2023-06-01/2023-06-05'})
    >>> made("2023年4月20日/20230420A"), made("20230420A", batch=True)
    ({'made_on': '2023-04-20', 'batch': '20230420A'}, {'batch': '20230420A'})
    >>> made("2023-4-31", batch=True)
    {'made_on': '2023-4-31'}
    """
    if cells.is_null(cell):
        return {}
    parts = [part.strip() for part in _BETWEEN.split(cell.strip()) if part.strip()]
    if len(parts) > 1 and all(cells.labelled(part) is not None for part in parts):
        read = [_labelled(part) for part in parts]
        names = [name for found in read for name in found]
        if len(set(names)) == len(names):
            return {name: text for found in read for name, text in found.items()}
        return {MADE: cell.strip()}
    return _labelled(cell) if cells.labelled(cell) is not None else _bare(cell.strip(), batch)


def _labelled(part: str) -> dict[str, str]:
    found = cells.labelled(part)
    assert found is not None  # the caller has seen it
    field = LABELS.get(found[0])
    if field == BATCH:
        return {BATCH: found[1]}
    return {field or MADE: part.strip() if field is None else cells.days(found[1])}


def _bare(text: str, batch: bool) -> dict[str, str]:
    """A day alone, a day and a batch, or a batch alone."""
    day = _days(text)
    if day is not None:
        return {MADE: day}
    for at in reversed([*re.finditer("/", text)]):
        before, after = _days(text[: at.start()]), text[at.end() :].strip()
        if before is not None and after and not cells.is_null(after):
            return {MADE: before, BATCH: after}
    return {BATCH if batch and _LIKE_A_DAY.match(text) is None else MADE: text}
