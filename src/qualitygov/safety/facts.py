"""Fact rows of hazards and accidents (隐患与事故事实行). Clauses 3.1.3.b, g, 3.4.3.a."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.due import Excusal
from qualitygov.rulebook.columns import ACCIDENT_CLASSES, DUTIES, HAZARD_GRADES, OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.safety.accidents import AccidentState, Reporting, accident_states
from qualitygov.safety.entities_accident import AccidentField, Liability
from qualitygov.safety.hazards import (
    REMOVED,
    HazardStage,
    hazard_removal,
    hazard_states,
    hazard_steps,
)
from qualitygov.subject import (
    CountyView,
    Duty,
    Standing,
    cutoff_after,
    settling,
    standing_of,
    undated,
)

REPORTED, UPWARD = "accident-reported", "accident-upward"
CORRECTED, INVESTIGATED = "accident-corrected", "accident-investigated"
LIABILITY = "accident-liability"
REPORTINGS = {
    Reporting.OPEN: Standing.OPEN,
    Reporting.IN_TIME: Standing.DONE,
    Reporting.LATE: Standing.LATE,
    Reporting.MISSING: Standing.MISSING,
    Reporting.CONCEALED: Standing.FAILED,
}


@attrs.frozen(kw_only=True)
class HazardFact(Duty):
    """One duty of a hazard as indicators see it (隐患事实), placed on the day it was found."""

    hazard: str
    subject: str
    grade: Annotated[str, HAZARD_GRADES]
    stage: Annotated[str, HazardStage, OUTCOME]
    round: int


@clauses("3.1.3.g", "3.4.3.a")
def hazard_facts(view: CountyView, context: Context) -> tuple[HazardFact, ...]:
    """Return the duties of the hazards found by `as_of` (隐患事实行).

    The finder orders, re-checks and closes; the unit puts right, from the day of the order.
    """
    return tuple(
        HazardFact(
            id=f"{one.id}/{step.duty.removeprefix('hazard-')}-{step.round}",
            town=one.town,
            on=one.found_on,
            duty=step.duty,
            standing=step.standing.value,
            unit=one.subject if step.duty == REMOVED else None,
            by=step.by.day,
            settles_on=settling(step.standing, step.by),
            hazard=one.id,
            subject=one.subject,
            grade=one.grade,
            stage=state.stage.value,
            round=step.round,
        )
        for one, state in view.once(hazard_states, context)
        for step in hazard_steps(one, context)
    )


@attrs.frozen(kw_only=True)
class HazardRemovalFact(Duty):
    """Whether a hazard was removed in time, for its town (隐患按期消除事实): one row each.

    `step` is the duty that decides it, as of a re-check that nobody held.
    """

    hazard: str
    subject: str
    grade: Annotated[str, HAZARD_GRADES]
    step: Annotated[str, DUTIES]


@clauses("3.1.3.g", "3.4.3.a")
def hazard_removal_facts(view: CountyView, context: Context) -> tuple[HazardRemovalFact, ...]:
    """Return whether each hazard found by `as_of` was removed in time (隐患按期消除事实行)."""
    return tuple(
        HazardRemovalFact(
            id=f"{one.id}/removed",
            town=one.town,
            on=one.found_on,
            duty=REMOVED,
            standing=found.standing.value,
            by=found.by.day,
            settles_on=settling(found.standing, found.by),
            hazard=one.id,
            subject=one.subject,
            grade=one.grade,
            step=found.duty,
        )
        for one, _ in view.once(hazard_states, context)
        for found in [hazard_removal(one, context)]
        if found is not None
    )


@attrs.frozen(kw_only=True)
class AccidentFact:
    """One accident as statistics see it (事故统计事实), whoever caused it.

    `grade` is None below the lowest class.
    """

    id: str
    town: str
    on: date
    subject: str
    field: Annotated[str, AccidentField]
    grade: Annotated[str | None, ACCIDENT_CLASSES]
    concealed: bool


@clauses("3.1.3.b")
def accident_facts(view: CountyView, context: Context) -> tuple[AccidentFact, ...]:
    """Return the rows of the accidents of `as_of` and before (事故统计事实行)."""
    return tuple(
        AccidentFact(
            id=state.accident.id,
            town=state.accident.town,
            on=state.day,
            subject=state.accident.subject,
            field=state.accident.field.value,
            grade=_grade(state),
            concealed=state.accident.concealed,
        )
        for state in view.once(accident_states, context)
    )


def _grade(state: AccidentState) -> str | None:
    return None if state.found is None else state.found.name


@attrs.frozen(kw_only=True)
class AccidentDutyFact(Duty):
    """One duty that an accident brought (事故应办事项事实): reported, corrected, investigated.

    ``accident-liability`` is the town's own duty: it failed only where the approved report (批复)
    of a liable accident finds so, and is open until there is one.
    """

    accident: str
    subject: str
    grade: Annotated[str | None, ACCIDENT_CLASSES]
    concealed: bool


@clauses("3.1.3.b", "3.3.1.d")
def accident_duty_facts(view: CountyView, context: Context) -> tuple[AccidentDutyFact, ...]:
    """Return the duties that accidents brought (事故应办事项事实行), by `as_of`.

    While nobody says when the head of the unit was told, a report is open until the year's cut-off.
    From then on it counts for the town, which owes the data, as what it may have been at worst.
    """
    return tuple(
        AccidentDutyFact(
            id=f"{state.accident.id}/{name}",
            town=state.accident.town,
            on=state.day,
            duty=duty,
            standing=standing.value,
            unit=state.accident.subject if duty == REPORTED and not _untold(state) else None,
            by=by.day,
            settles_on=settling(standing, by),
            accident=state.accident.id,
            subject=state.accident.subject,
            grade=None if state.judged is None else state.judged.name,
            excusal=_excusal(state, duty, standing),
            concealed=state.accident.concealed,
        )
        for state in view.once(accident_states, context)
        for name, duty, standing, by in _duties(state, context)
    )


def _duties(state: AccidentState, context: Context) -> Iterator[tuple[str, str, Standing, Due]]:
    report, one = state.report, state.accident
    yield "reported", REPORTED, *_reported(state, context)
    if report.upward is not None and report.upward_by is not None:
        yield "upward", UPWARD, REPORTINGS[report.upward], Due(report.upward_by.date())
    for at, change in enumerate(report.corrections, 1):
        yield f"corrected-{at}", CORRECTED, change.standing, change.by
    by = report.investigate_by
    found = standing_of(by, one.investigated_on, context)
    yield "investigated", INVESTIGATED, Standing.EXCUSED if state.judged is None else found, by
    yield "liability", LIABILITY, _liability(state, context), Due(None)


def _untold(state: AccidentState) -> bool:
    """Whether the report cannot be judged, since nobody says when the unit's head was told."""
    return state.report.unit is Reporting.OPEN and state.report.unit_by is None


def _reported(state: AccidentState, context: Context) -> tuple[Standing, Due]:
    report = state.report
    if not _untold(state):
        by = None if report.unit_by is None else report.unit_by.date()
        return REPORTINGS[report.unit], Due(by)
    standing, settled = undated(Due(cutoff_after(state.day, context)), state.day, context)
    told = state.accident.reported_at
    there = told is not None and context.happened(told.date())
    return (standing if there or standing is Standing.OPEN else Standing.MISSING), settled


def _excusal(state: AccidentState, duty: str, standing: Standing) -> str:
    """Why an investigation is not asked, where its class rests on a rule that nobody verified."""
    unsigned = state.found is not None and state.judged is None
    excused = duty == INVESTIGATED and standing is Standing.EXCUSED
    return Excusal.UNSIGNED.value if unsigned and excused else ""


def _liability(state: AccidentState, context: Context) -> Standing:
    if not context.happened(state.accident.approved_on):
        return Standing.OPEN
    failed = state.accident.finding is Liability.TOWN
    return Standing.FAILED if failed else Standing.DONE
