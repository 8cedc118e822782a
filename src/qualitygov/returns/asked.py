"""Whether a row that nobody could read or place may be one of those asked for (可能涉及)."""

from __future__ import annotations

from datetime import date
from typing import Any

from qualitygov.core import cells, knowledge
from qualitygov.core.period import Period
from qualitygov.plan.condition import Checks
from qualitygov.subject import TableSpec, Unplaced, Unread


def may_belong(one: Unplaced, period: Period, where: Checks) -> bool:
    """Whether a row that nobody can place may be one of those asked for (可能所属).

    No fact says so. One with a day is such a row only where a rule asks for what it lacks.
    """
    if not fits(one, where):
        return False
    if one.day is None:
        return True
    return one.day in period and any(check.column in one.lacks for check in where)


def fits(unread: Unread | Unplaced, where: Checks) -> bool:
    """Whether a row may be one of those asked for, as far as its cells say it (条件相符)."""
    return all(
        check.words is None or str(unread.cells.get(check.column, "")) in {"", *check.words}
        for check in where
    )


def may_lie_in(unread: Unread, spec: TableSpec[Any], period: Period) -> bool:
    """Whether a row that could not be read may lie in a period, by its own day (可能所属期).

    Of a month that no day of the period is in no day can matter.
    """
    days = said_days(unread, spec)
    if days is None:
        return True
    return days[0] <= period.last and (spec.stock or days[1] >= period.first)


def said_days(unread: Unread, spec: TableSpec[Any]) -> tuple[date, date] | None:
    """Return the first and the last day that a row's own day may be (行日期的起止); None: any."""
    columns = knowledge.own_names(spec.entity) if spec.day is None else (spec.day,)
    said = [unread.cells[column] for column in columns if unread.cells.get(column) is not None]
    return cells.bounds(str(said[0])) if said else None
