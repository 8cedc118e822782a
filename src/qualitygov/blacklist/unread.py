"""Of which units something cannot be read (数据未能读入的单位): they cannot be assessed."""

from __future__ import annotations

from qualitygov.codes.unit import UnitKey
from qualitygov.returns.asked import said_days
from qualitygov.rulebook.context import Context
from qualitygov.subject.county import CountyView
from qualitygov.subject.table import Unread
from qualitygov.text import Text

CREDIT_TABLES = frozenset({"records", "samples", "penalties", "cases"})
"""Tables without which nothing can be said of a unit's credit."""

GRADE_NOT_ASSESSED = Text(
    "信用等级：有数据无法读取或识别，不予评价",
    "credit grade: not assessed, since something on file cannot be read",
)


def unread_units(view: CountyView, context: Context) -> frozenset[str] | None:
    """Return the keys of the units of which a row could not be read or placed (数据未能读入的单位).

    A row that may be one of several units' is each of theirs. None where a table of credit could
    not be read at all: then nothing can be said of any unit.
    """
    unread = view.data.unread
    if any(one.row is None and one.table in CREDIT_TABLES for one in unread):
        return None
    rows = [one for one in unread if not _is_later(one, view, context)]
    refused = [UnitKey.find(unit) for one in rows for unit in (one.unit, *one.among) if unit]
    refused += [UnitKey.find(code) for one in view.unplaced(context) for code in one.units]
    return frozenset(key for key in refused if key is not None)


def _is_later(unread: Unread, view: CountyView, context: Context) -> bool:
    """Whether a row that could not be read speaks of what came after the day judged."""
    days = said_days(unread, view.data.tables[unread.table].spec)
    return days is not None and days[0] > context.as_of
