"""Fact rows of preparedness, notices, risks and large cases (应急、通报、风险与追责事实行).

Clauses 3.1.3.e-f, 3.4.3.c.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.period import Period, part_of_year
from qualitygov.core.periods import ONE_DAY
from qualitygov.rulebook.columns import RISK_LEVELS
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.safety import RiskKind
from qualitygov.safety.entities import EmergencyPlan, RiskAssessment
from qualitygov.safety.states import (
    ACCOUNTABILITY,
    NOTICE,
    AccountabilityState,
    accountability_states,
    drill_due,
    notice_states,
    risk_levels,
)
from qualitygov.safety.tables import PLANS
from qualitygov.subject import (
    CountyView,
    Duty,
    Standing,
    owed,
    settling,
    standing_of,
    undated,
    unless_unsigned,
)

IN_FORCE, DRILL, UNIT_DRILL = "plan-in-force", "drill", "drill-unit"
HALVES = 2
"""In so many parts of a year a dangerous unit with a plan of its own drills."""

GAPS, CONTROLLED = "drill-gaps", "risk-controlled"
A_HALF = 6
"""The months of a half-year."""
Judged = tuple[str, Standing, Due]
"""A duty, how it stands, and by when it was due."""


@attrs.frozen(kw_only=True)
class PlanFact(Duty):
    """One duty of a kind of risk (应急事实): a plan in force each day, a drill, its gaps closed."""

    risk: str


@clauses("3.1.3.e", "2.2.2.h")
def plan_facts(view: CountyView, context: Context) -> tuple[PlanFact, ...]:
    """Return the duties of each town and kind of risk (应急事实行), at the period's end.

    A plan in force on each day of the period, and a drill within the time that the rules set from
    the drill before; dangerous units with plans of their own drill in each half-year.
    """
    judged = context.judged
    plans = view.known(PLANS, judged)
    rows: list[PlanFact] = []
    for town in view.towns(judged):
        own = [plan for plan in plans.of_town(town.code) if plan.valid_from <= judged.as_of]
        for name, kind in sorted(judged.rules.entries(RiskKind).items()):
            of_kind = [plan for plan in own if plan.risk == name]
            rows += (_signed(row, kind) for row in _of_town(town.code, name, of_kind, judged))
            rows += _of_units(town.code, name, of_kind, context)
        rows += _gaps(town.code, own, context)
    return tuple(rows)


def _signed(row: PlanFact, kind: RiskKind) -> PlanFact:
    """The row, excused where nobody verified the rule and it is not done."""
    if not kind.unsigned:
        return row
    return attrs.evolve(row, **unless_unsigned({"standing": row.standing}, unsigned=True))


def _row(name: str, town: str, risk: str, on: date, judged: Judged) -> PlanFact:
    duty, standing, by = judged
    return PlanFact(
        id=f"{name}/{duty}",
        town=town,
        on=on,
        duty=duty,
        standing=standing.value,
        by=by.day,
        settles_on=settling(standing, by),
        risk=risk,
    )


def _of_town(
    town: str, kind: str, plans: list[EmergencyPlan], context: Context
) -> Iterator[PlanFact]:
    own = [plan for plan in plans if plan.subject is None]
    name, on = f"{town}/{kind}", context.as_of
    yield _row(name, town, kind, on, (IN_FORCE, _in_force(own, context), Due(None)))
    yield _row(name, town, kind, on, (DRILL, *_drilled(own, kind, context)))


def _of_units(
    town: str, name: str, plans: list[EmergencyPlan], context: Context
) -> Iterator[PlanFact]:
    """A drill of each dangerous unit in each half-year of the period, by the rule of its begin."""
    for kind, part in _parts(name, context):
        for unit in sorted({plan.subject for plan in plans if plan.subject is not None}):
            own = [plan for plan in plans if plan.subject == unit]
            if any(plan.valid_on(min(part.last, context.as_of)) for plan in own):
                found = (UNIT_DRILL, *_drilled_in(part, own, context))
                row = _row(f"{town}/{name}/{unit}/{part.last}", town, name, part.last, found)
                yield _signed(attrs.evolve(row, unit=unit), kind)


def _parts(name: str, context: Context) -> Iterator[tuple[RiskKind, Period]]:
    """The parts of the period that have begun and in which dangerous units drill once."""
    day = context.period.first
    while day <= context.elapsed.last:
        kind = context.rulebook.of_act(day).entries(RiskKind).get(name)
        every = None if kind is None else kind.unit_drill_within
        part = part_of_year(day, A_HALF if every is None else every.total_months)
        if kind is not None and every is not None:
            yield kind, part
        day = part.last + ONE_DAY


def _drilled_in(part: Period, plans: list[EmergencyPlan], context: Context) -> tuple[Standing, Due]:
    """How a drill stands that is due in a part of the year; one before or after it does not count.

    Nobody is asked for one in the part in which the first plan came into force.
    """
    held = [drill.held_on for plan in plans for drill in plan.drills if drill.held_on in part]
    by = Due(part.last)
    standing = standing_of(by, min(held, default=None), context)
    if standing is not Standing.DONE and min(plan.valid_from for plan in plans) > part.first:
        standing = Standing.EXCUSED
    return standing, by


def _in_force(plans: list[EmergencyPlan], context: Context) -> Standing:
    """Done where each day of the period has a plan; late where the last has one and another not."""
    if not any(plan.valid_on(context.as_of) for plan in plans):
        return Standing.MISSING
    day = context.period.first
    for plan in sorted(plans, key=lambda plan: plan.valid_from):
        if plan.valid_on(day):
            if plan.valid_to is None or plan.valid_to >= context.as_of:
                return Standing.DONE
            day = plan.valid_to + ONE_DAY
    return Standing.LATE


def _drilled(plans: list[EmergencyPlan], kind: str, context: Context) -> tuple[Standing, Due]:
    """How the drill stands: its time runs from the last drill, or from the first plan, if later.

    One that need not be held before the period ends is not asked for in it.
    """
    if not plans:
        return Standing.MISSING, Due(None)
    held = [
        drill.held_on for plan in plans for drill in plan.drills if context.happened(drill.held_on)
    ]
    by = drill_due(kind, max([*held, min(plan.valid_from for plan in plans)]), context)
    if by.passed(context.as_of):
        return Standing.MISSING, by
    if held:
        return Standing.DONE, by
    return (Standing.EXCUSED if by.passed(context.period.last) is False else Standing.OPEN), by


def _gaps(town: str, plans: Iterable[EmergencyPlan], context: Context) -> Iterator[PlanFact]:
    """Gaps that a drill showed, each to be closed in time."""
    for plan in plans:
        for at, drill in enumerate(plan.drills, 1):
            by = owed(GAPS, drill.held_on, context)
            if drill.gaps is None or by is None or not context.happened(drill.held_on):
                continue
            found = (GAPS, standing_of(by, drill.gaps_closed_on, context), by)
            row = _row(f"{plan.id}/{at}", town, plan.risk, drill.held_on, found)
            yield attrs.evolve(row, unit=plan.subject)


@attrs.frozen(kw_only=True)
class NoticeFact(Duty):
    """One acknowledgement of a notice, as indicators see it (通报签收事实)."""

    notice: str


@clauses("3.1.3.f")
def notice_facts(view: CountyView, context: Context) -> tuple[NoticeFact, ...]:
    """Return the acknowledgements that notices asked for by `as_of` (通报签收事实行)."""
    rows = []
    for notice, found in view.once(notice_states, context):
        for one in found:
            standing = standing_of(one.by, one.acknowledged_on, context)
            rows.append(
                NoticeFact(
                    id=f"{notice.id}/{one.unit}",
                    town=notice.town,
                    on=notice.issued_on,
                    duty=NOTICE,
                    standing=standing.value,
                    unit=one.unit,
                    by=one.by.day,
                    settles_on=settling(standing, one.by),
                    notice=notice.id,
                )
            )
    return tuple(rows)


@attrs.frozen(kw_only=True)
class RiskFact(Duty):
    """One assessed risk as indicators see it (风险事实): done where measures were taken in time.

    Measures of which nobody says the day are open until the cut-off, and late then.
    """

    level: Annotated[str, RISK_LEVELS]


@clauses("3.4.3.c")
def risk_facts(view: CountyView, context: Context) -> tuple[RiskFact, ...]:
    """Return the rows of the risks assessed by `as_of` (风险事实行)."""
    found = (_risk(one, level, context) for one, level in view.once(risk_levels, context))
    return tuple(row for row in found if row is not None)


def _risk(one: RiskAssessment, level: str, context: Context) -> RiskFact | None:
    by = owed(CONTROLLED, one.assessed_on, context)
    if by is None:
        return None
    standing, settled = standing_of(by, one.controlled_on, context), by
    if one.controlled_on is None and one.measures is not None:
        standing, settled = undated(by, one.assessed_on, context)
    return RiskFact(
        id=one.id,
        town=one.town,
        on=one.assessed_on,
        duty=CONTROLLED,
        standing=standing.value,
        by=by.day,
        settles_on=settling(standing, settled),
        level=level,
    )


@attrs.frozen(kw_only=True)
class AccountabilityFact(Duty):
    """One large case as indicators see it (责任追究事实): done where everybody was dealt with."""

    subject: str


@clauses("3.4.3.c")
def accountability_facts(view: CountyView, context: Context) -> tuple[AccountabilityFact, ...]:
    """Return the rows of the large cases opened by `as_of` (责任追究事实行)."""
    return tuple(
        _accountability(case.town, case.opened_on, case.subject, state, context=context)
        for case, state in view.once(accountability_states, context)
    )


def _accountability(
    town: str, opened_on: date, subject: str, state: AccountabilityState, *, context: Context
) -> AccountabilityFact:
    standing = standing_of(state.by, state.settled_on, context)
    return AccountabilityFact(
        id=state.case,
        town=town,
        on=opened_on,
        duty=ACCOUNTABILITY,
        standing=standing.value,
        by=state.by.day,
        settles_on=settling(standing, state.by),
        subject=subject,
    )
