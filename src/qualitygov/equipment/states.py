"""How special equipment stands on a day (特种设备状态): inspected, applied for, maintained.

Clause 2.2.2.g; Special Equipment Safety Law, arts. 40, 45.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import ClassVar

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.period import Period
from qualitygov.core.periods import ONE_DAY, Term, term_before, term_end
from qualitygov.core.result import Result
from qualitygov.equipment.entities import Equipment, EquipmentInspection
from qualitygov.rulebook.context import Context
from qualitygov.subject import rule_of
from qualitygov.text import Language, Text

APPLIED, MAINTAINED = "equipment-applied", "lift-maintained"


def _held(equipment: Equipment, day: date) -> list[EquipmentInspection]:
    """The inspections held by a day, in the order in which they were held."""
    found = [
        one
        for one in equipment.inspections
        if one.inspected_on is not None and one.inspected_on <= day
    ]
    return sorted(found, key=lambda one: (one.inspected_on or day, one.applied_on))


def usable_until(equipment: Equipment, day: date) -> date:
    """Return the last day on which it may be used, as seen on a day (检验有效期至).

    One that was never inspected could not be used at all; one that failed not after that day.
    """
    held = _held(equipment, day)
    if not held:
        return max(equipment.in_use_from, date.min + ONE_DAY) - ONE_DAY
    last = held[-1]
    if last.valid_to is not None:
        return last.valid_to
    return last.inspected_on or day


def lapsed(equipment: Equipment, *, first: date, last: date) -> bool:
    """Whether it was in use without an inspection in force on some day (检验是否中断过).

    Between two days, both included; what was inspected later than `last` is not seen.
    """
    until = last if equipment.in_use_to is None else min(last, equipment.in_use_to)
    begins = max(first, equipment.in_use_from)
    days = [one.inspected_on or until for one in _held(equipment, until)]
    changes = sorted({begins, *(day for day in days if begins < day), until + ONE_DAY})
    spans = pairwise(day for day in changes if begins <= day)
    return any(usable_until(equipment, start) < after - ONE_DAY for start, after in spans)


@attrs.frozen(kw_only=True)
class Renewal(Result):
    """A validity that comes to its end, and what has to be applied for (检验到期申请)."""

    equipment: Equipment
    valid_to: date
    apply_by: date
    applied_on: date | None


@clauses("2.2.2.g")
def renewals(equipment: Equipment, context: Context) -> Iterator[Renewal]:
    """Yield each validity that ends while it is in use, with its application (定期检验申请).

    The application is due some time before the end, by the rules of that end. Raises `FieldError`
    for equipment that was not known.
    """
    one = context.seen(equipment)
    held = [found for found in _held(one, context.as_of) if found.valid_to is not None]
    for found in held:
        valid_to = found.valid_to or date.max
        if rule_of(APPLIED, valid_to, context) is None:
            continue
        lead = context.rules_on(valid_to).term("equipment.apply-before")
        by = term_before(valid_to, lead)
        if not one.in_use(max(by, one.in_use_from)):
            continue
        later = [again.applied_on for again in one.inspections if again.applied_on > _day(found)]
        applied = context.past(min(later, default=None))
        yield Renewal(equipment=one, valid_to=valid_to, apply_by=by, applied_on=applied)


def _day(inspection: EquipmentInspection) -> date:
    return inspection.inspected_on or inspection.applied_on


@attrs.frozen(kw_only=True)
class Upkeep(Result):
    """The maintenance of a period (维护保养情况).

    `overdue_since` is the day by which it should have been done and was not, None where each came
    in time; `made_good_on` the day on which it was done after all, `next_due` when it is due next.
    """

    overdue_since: date | None
    made_good_on: date | None
    next_due: date


def upkeep(
    days: Iterable[date], within: Term, context: Context, *, period: Period, since: date
) -> Upkeep:
    """Return whether maintenance came round in time in a period (维护保养是否按期).

    From the day of use or of the maintenance before, each is due `within` some time; a last day
    that is a day off moves. A day that was missed counts in the period in which it lies, and so
    does each day until it is made good. What happened after ``context.as_of`` is not seen, and
    nothing is overdue by a day that the calendar does not know.
    """
    held, missed, made_good = since, None, None
    for day in (*sorted(one for one in days if context.happened(one)), None):
        due = context.due(held, within).day
        late_to = (context.as_of if day is None else day) - ONE_DAY
        late = due is not None and max(due, period.first) <= min(late_to, period.last)
        if missed is None and late:
            missed, made_good = due, day
        held = held if day is None else day
    due = context.due(held, within).day
    return Upkeep(
        overdue_since=missed, made_good_on=made_good, next_due=due or term_end(held, within)
    )


@attrs.frozen(kw_only=True, repr=False)
class EquipmentState(Result):
    """Special equipment as it stands on a day (特种设备状态), with what is lacking."""

    brief: ClassVar[tuple[str, ...]] = ("as_of", "until", "lacking")

    equipment: Equipment
    as_of: date
    until: date
    lacking: tuple[Text, ...]

    def say(self, language: Language = "en") -> str:
        """Return the state as one line."""
        zh = language == "zh"
        return f"{self.equipment.id}{'：' if zh else ': '}" + ("；" if zh else "; ").join(
            reason.say(language) for reason in self.lacking
        )


def _lacking(one: Equipment, context: Context) -> Iterator[Text]:
    day = context.as_of
    until = usable_until(one, day)
    if until < day:
        yield Text(f"检验有效期至 {until}，仍在使用", f"valid to {until}, and still in use")
    for found in renewals(one, context):
        if found.applied_on is None and found.apply_by < day <= found.valid_to:
            yield Text(
                f"应于 {found.apply_by} 前申请检验",
                f"an inspection had to be applied for by {found.apply_by}",
            )
    rule = rule_of(MAINTAINED, day, context)
    if one.kind != "lift" or rule is None or not isinstance(rule.within, Term) or rule.unsigned:
        return
    held = [row.maintained_on for row in one.maintenance if context.happened(row.maintained_on)]
    by = context.due(max(held, default=one.in_use_from), rule.within)
    if by.passed(day):
        yield Text(f"应于 {by.day} 前维护保养", f"maintenance was due by {by.day}")


@clauses("2.2.2.g")
def equipment_state(equipment: Equipment, context: Context) -> EquipmentState:
    """Return how special equipment stands on ``context.as_of`` (特种设备状态).

    Raises `FieldError` for equipment that was not known.
    """
    one = context.seen(equipment)
    return EquipmentState(
        equipment=one,
        as_of=context.as_of,
        until=usable_until(one, context.as_of),
        lacking=tuple(_lacking(one, context)),
    )
