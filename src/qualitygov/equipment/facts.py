"""Fact rows of special equipment (特种设备事实行), from which indicators count. Clause 2.2.2.g."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.period import Period, part_of_year
from qualitygov.core.periods import Term
from qualitygov.equipment.entities import Equipment, EquipmentKind
from qualitygov.equipment.states import (
    APPLIED,
    MAINTAINED,
    Upkeep,
    lapsed,
    renewals,
    upkeep,
    usable_until,
)
from qualitygov.equipment.tables import EQUIPMENT
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.subject import (
    CountyView,
    Duty,
    Ower,
    Standing,
    rule_of,
    standing_columns,
    unless_unsigned,
)

INSPECTED = "equipment-inspected"
MONTHS = range(1, 13)


@attrs.frozen(kw_only=True)
class EquipmentFact(Duty):
    """One duty of one piece of special equipment (特种设备事实); `unit` is who uses it.

    An application is placed on the day by which it was due, the inspection in force on the last day
    judged, the maintenance of a lift on the last day of its month.
    """

    equipment: str
    kind: Annotated[str, EquipmentKind]


def _fact(
    one: Equipment, name: str, on: date, rule: DutyRule, columns: dict[str, Any]
) -> EquipmentFact:
    """A row of a piece of equipment, by the rule of its duty; `name` comes after its id."""
    return EquipmentFact(
        id=f"{one.id}/{name}",
        town=one.town,
        on=on,
        duty=rule.id,
        unit=one.holder,
        equipment=one.id,
        kind=one.kind.value,
        **unless_unsigned(columns, unsigned=rule.unsigned),
    )


def _applied(one: Equipment, context: Context) -> Iterator[EquipmentFact]:
    for found in renewals(one, context):
        rule = rule_of(APPLIED, found.apply_by, context)
        if rule is None:
            continue
        columns = standing_columns(Due(found.apply_by), found.applied_on, context)
        yield _fact(one, f"applied/{found.valid_to}", found.apply_by, rule, columns)


def _inspection_standing(one: Equipment, at: Context) -> Standing:
    """Late where it was used without an inspection in the period, and that was made good."""
    day = at.as_of
    held = [found for found in one.inspections if at.happened(found.inspected_on)]
    last = max(held, key=lambda found: found.inspected_on or day, default=None)
    if last is not None and not last.passed:
        return Standing.FAILED
    if usable_until(one, day) < day:
        return Standing.MISSING
    gap = lapsed(one, first=at.period.first, last=day)
    return Standing.LATE if gap else Standing.DONE


def _inspected(one: Equipment, at: Context) -> Iterator[EquipmentFact]:
    rule = rule_of(INSPECTED, at.as_of, at)
    if rule is None or not one.in_use(at.as_of):
        return
    standing = _inspection_standing(one, at)
    columns = {"standing": standing.value, "by": usable_until(one, at.as_of)}
    yield _fact(one, f"inspected/{at.as_of.year}", at.as_of, rule, columns)


def _months(one: Equipment, context: Context) -> Iterator[Period]:
    """The part of each month in which it is in use, of the judged year and the one before."""
    for year in context.period.years_and_before():
        for month in MONTHS:
            whole = part_of_year(date(year, month, 1), 1)
            first = max(whole.first, one.in_use_from)
            last = whole.last if one.in_use_to is None else min(whole.last, one.in_use_to)
            if first <= last and first <= context.as_of:
                yield Period(first, last)


def _month_columns(found: Upkeep, month: Period) -> dict[str, Any]:
    if found.overdue_since is not None:
        standing = Standing.MISSING if found.made_good_on is None else Standing.LATE
        return {"standing": standing.value, "by": found.overdue_since}
    if found.next_due > month.last:
        return {"standing": Standing.DONE.value, "by": month.last}
    return {"standing": Standing.OPEN.value, "by": found.next_due, "settles_on": month.last}


def _maintained(one: Equipment, context: Context) -> Iterator[EquipmentFact]:
    if one.kind is not EquipmentKind.LIFT:
        return
    days = [row.maintained_on for row in one.maintenance]
    for month in _months(one, context):
        rule = rule_of(MAINTAINED, month.first, context)
        if rule is None or not isinstance(rule.within, Term):
            continue
        found = upkeep(days, rule.within, context, period=month, since=one.in_use_from)
        yield _fact(
            one, f"maintained/{month.first:%Y-%m}", month.last, rule, _month_columns(found, month)
        )


@clauses("2.2.2.g")
def equipment_facts(view: CountyView, context: Context) -> tuple[EquipmentFact, ...]:
    """Return what users of special equipment owe (特种设备事实行).

    That an inspection is applied for in time, that one is in force while it is used, and that lifts
    are maintained, month by month.
    """
    rows: list[EquipmentFact] = []
    for one in view.known(EQUIPMENT, context):
        rows += _applied(one, context)
        rows += _inspected(one, context.judged)
        rows += _maintained(one, context)
    return tuple(rows)


def equipment_users(view: CountyView, context: Context) -> Iterator[Ower]:
    """Yield the town for each user of special equipment there (特种设备使用单位), whom it urges."""
    users: dict[tuple[str, str], list[Equipment]] = {}
    for one in view.known(EQUIPMENT, context):
        users.setdefault((one.town, one.holder), []).append(one)
    for (town, holder), own in sorted(users.items()):
        lasts = [one.in_use_to for one in own if one.in_use_to is not None]
        yield Ower(
            town=town,
            ref=holder,
            since=min(one.in_use_from for one in own),
            until=max(lasts) if len(lasts) == len(own) else None,
        )
