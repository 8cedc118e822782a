"""Fact rows of quality safety (质量安全事实行). Clauses 3.1.3.b, e-g, 3.4.3.a, c."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.rulebook.columns import ACCIDENT_CLASSES, HAZARD_GRADES, RISK_LEVELS
from qualitygov.rulebook.context import Context
from qualitygov.safety.accidents import AccidentState, accident_states
from qualitygov.safety.entities import AccidentField, Hazard
from qualitygov.safety.states import (
    HazardStage,
    HazardState,
    accountability_states,
    hazard_states,
    notice_states,
    risk_levels,
    towns_prepared,
)
from qualitygov.subject import CountyView


@attrs.frozen(kw_only=True)
class HazardFact:
    """One hazard as indicators see it (隐患事实), placed on the day it was found.

    `due` says that it was removed, or that its time is up.
    """

    id: str
    town: str
    on: date
    subject: str
    grade: Annotated[str, HAZARD_GRADES]
    stage: Annotated[str, HazardStage]
    due: bool
    in_time: bool
    closed: bool
    standing: bool


@clauses("3.1.3.g", "3.4.3.a")
def hazard_facts(view: CountyView, context: Context) -> tuple[HazardFact, ...]:
    """Return the rows of the hazards found by `as_of` (隐患事实行)."""
    return tuple(_hazard_fact(one, state) for one, state in view.once(hazard_states, context))


def _hazard_fact(one: Hazard, state: HazardState) -> HazardFact:
    removed = state.removed_on is not None
    return HazardFact(
        id=one.id,
        town=one.town,
        on=one.found_on,
        subject=one.subject,
        grade=one.grade,
        stage=state.stage.value,
        due=removed or state.overdue is True,
        in_time=removed and state.overdue is False,
        closed=state.stage is HazardStage.CLOSED,
        standing=not removed,
    )


@attrs.frozen(kw_only=True)
class AccidentFact:
    """One accident as indicators see it (事故事实); `grade` is None below the lowest class."""

    id: str
    town: str
    on: date
    subject: str
    field: Annotated[str, AccidentField]
    grade: Annotated[str | None, ACCIDENT_CLASSES]
    in_time: bool
    concealed: bool


@clauses("3.1.3.b")
def accident_facts(view: CountyView, context: Context) -> tuple[AccidentFact, ...]:
    """Return the rows of the accidents of `as_of` and before (事故事实行)."""
    return tuple(_accident_fact(state) for state in view.once(accident_states, context))


def _accident_fact(state: AccidentState) -> AccidentFact:
    one = state.accident
    return AccidentFact(
        id=one.id,
        town=one.town,
        on=state.day,
        subject=one.subject,
        field=one.field.value,
        grade=None if state.found is None else state.found.name,
        in_time=state.report.in_time,
        concealed=one.concealed,
    )


@attrs.frozen(kw_only=True)
class PlanFact:
    """One kind of risk of a town as indicators see it (应急事实)."""

    id: str
    town: str
    on: date
    risk: str
    prepared: bool


@clauses("3.1.3.e", "2.2.2.h")
def plan_facts(view: CountyView, context: Context) -> tuple[PlanFact, ...]:
    """Return one row for each town and kind of risk (应急事实行)."""
    return tuple(
        PlanFact(
            id=f"{town}/{state.risk}",
            town=town,
            on=context.as_of,
            risk=state.risk,
            prepared=not state.gaps,
        )
        for town, state in view.once(towns_prepared, context)
    )


@attrs.frozen(kw_only=True)
class NoticeFact:
    """One acknowledgement that is due, as indicators see it (通报签收事实)."""

    id: str
    town: str
    on: date
    unit: str
    in_time: bool


@clauses("3.1.3.f")
def notice_facts(view: CountyView, context: Context) -> tuple[NoticeFact, ...]:
    """Return the rows of the acknowledgements given or overdue by `as_of` (通报签收事实行)."""
    return tuple(
        NoticeFact(
            id=f"{notice.id}/{one.unit}",
            town=notice.town,
            on=notice.issued_on,
            unit=one.unit,
            in_time=one.late(context.as_of) is False,
        )
        for notice, found in view.once(notice_states, context)
        for one in found
        if one.acknowledged_on is not None or one.late(context.as_of)
    )


@attrs.frozen(kw_only=True)
class RiskFact:
    """One assessed risk as indicators see it (风险事实); `controlled`: there are measures."""

    id: str
    town: str
    on: date
    level: Annotated[str, RISK_LEVELS]
    controlled: bool


@clauses("3.4.3.c")
def risk_facts(view: CountyView, context: Context) -> tuple[RiskFact, ...]:
    """Return the rows of the risks assessed by `as_of` (风险事实行)."""
    return tuple(
        RiskFact(
            id=one.id,
            town=one.town,
            on=one.assessed_on,
            level=level,
            controlled=one.measures is not None,
        )
        for one, level in view.once(risk_levels, context)
    )


@attrs.frozen(kw_only=True)
class AccountabilityFact:
    """One large case whose time is up or that is settled, as indicators see it (责任追究事实)."""

    id: str
    town: str
    on: date
    subject: str
    settled: bool


@clauses("3.4.3.c")
def accountability_facts(view: CountyView, context: Context) -> tuple[AccountabilityFact, ...]:
    """Return the rows of the large cases that are settled, or should be (责任追究事实行)."""
    return tuple(
        AccountabilityFact(
            id=case.id,
            town=case.town,
            on=case.opened_on,
            subject=case.subject,
            settled=not state.lacks,
        )
        for case, state in view.once(accountability_states, context)
        if not state.lacks or state.overdue(context.as_of)
    )
