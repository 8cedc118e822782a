"""Units that are known (已知责任单位): those of the table, and those that other tables name.

A unit whose row is taken away does not vanish: letters, reports, tasks and other rows name it. It
then owes what every unit owes, from the first day on, so that no unit's silence helps. A seat in
the leading group says nothing: offices and societies sit there, too. Clauses 3.1.2.a, 4.5.b.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import attrs

from qualitygov.core import knowledge
from qualitygov.core.clauses import clauses
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.governance.entities import GovernanceUnit, ResponsibleRole, UnitType
from qualitygov.governance.tables import ASSISTANTS, UNITS
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, TableSpec


class UnitRow(Vocabulary):
    """What is on record of a unit itself (单位在册情况)."""

    LISTED = "listed", "在册", "listed"
    NAMED = "named", "未列入责任单位表，仅见于其他数据表", "named by other tables, and not listed"
    UNREAD = "unread", "责任单位表该行无法读取，不予评价", "its row could not be read: not assessed"
    ABSENT = "absent", "报表所列，数据中没有", "stated by the return, and not there"


@attrs.frozen(kw_only=True)
class KnownUnit:
    """A unit that is known (已知责任单位), and how.

    `sure` says that its kind is known: that of a unit which only other tables name is not, unless
    it has assistants, as areas do.
    """

    unit: GovernanceUnit
    row: UnitRow = UnitRow.LISTED
    sure: bool = True

    @property
    def listed(self) -> bool:
        """Whether its row stands in the table of units."""
        return self.row is UnitRow.LISTED


@clauses("3.1.2.a", "4.5.b")
def known_units(view: CountyView, context: Context) -> tuple[KnownUnit, ...]:
    """Return the units of a county that are known by the last day judged (已知责任单位)."""
    listed = view.known(UNITS, context)
    ids = {unit.id for unit in listed}
    found = [KnownUnit(unit=unit) for unit in listed]
    unread = {
        (str(one.town), str(one.cells.get("id"))): UnitRow.UNREAD
        for one in view.data.unread
        if one.table == UNITS.name and one.town is not None and one.cells.get("id")
    }
    named = dict.fromkeys(_named(view, context), UnitRow.NAMED)
    areas = {(one.town, one.area) for one in view.known(ASSISTANTS, context)}
    for (town, name), row in sorted({**named, **unread}.items()):
        if name not in ids:
            area = (town, name) in areas
            unit = GovernanceUnit(
                id=name,
                town=town,
                name=name,
                kind=UnitType.AREA if area else UnitType.DEPARTMENT,
                role=ResponsibleRole.COOPERATES,
                since=context.rulebook.header.valid_from,
            )
            found.append(KnownUnit(unit=unit, row=row, sure=area))
    return tuple(found)


def _named(view: CountyView, context: Context) -> Iterator[tuple[str, str]]:
    """The town and the unit that each row names, of what happened by the last day judged."""
    last = min(context.as_of, context.period.last)
    for table in view.data.tables.values():
        spec = table.spec
        if spec.department is None or spec.town is None:
            continue
        for row in view.known(spec, context):
            name, day = getattr(row, spec.department), _day_of(row, spec)
            if name is not None and (day is None or day <= last):
                yield getattr(row, spec.town), name


def _day_of(row: Any, spec: TableSpec[Any]) -> date | None:
    """The first day to which a row belongs."""
    value = knowledge.own_day(row) if spec.day is None else getattr(row, spec.day)
    if isinstance(value, int):
        return date(value, 1, 1)
    return value.date() if isinstance(value, datetime) else value
