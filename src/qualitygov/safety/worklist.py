"""What is to be worked through of quality safety (质量安全待办). Clauses 3.1.3, 3.4.3."""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.core.clauses import clauses
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.safety import RiskMatrix
from qualitygov.safety.accidents import AccidentClass, AccidentReport, accident_states
from qualitygov.safety.entities import RiskAssessment
from qualitygov.safety.entities_accident import Accident
from qualitygov.safety.entities_hazard import Hazard
from qualitygov.safety.hazards import HazardState, hazard_states
from qualitygov.safety.screening import UNREGISTERED, unregistered
from qualitygov.safety.states import (
    AccountabilityState,
    Acknowledgement,
    PlanState,
    accountability_states,
    notice_states,
    risk_levels,
    towns_prepared,
)
from qualitygov.subject import Cell, Column, CountyView, Section, Worklist
from qualitygov.text import Text

SHOWN = 6
"""How many ids a cell names."""

HIGH = ("high", "very-high")


@clauses("3.1.3.g", "3.4.3.a")
def hazards_overdue(view: CountyView, context: Context) -> tuple[tuple[Hazard, HazardState], ...]:
    """Return the hazards that stand beyond their order's term (逾期未消除隐患), the longest first."""
    late = [
        (one, state)
        for one, state in view.once(hazard_states, context)
        if state.overdue and state.removed_on is None
    ]
    return tuple(
        sorted(late, key=lambda pair: (pair[1].rectify_by.day or context.as_of, pair[0].id))
    )


@clauses("3.1.3.b")
def accidents_judged(
    view: CountyView, context: Context
) -> tuple[tuple[Accident, AccidentClass | None, AccidentReport], ...]:
    """Return the accidents with class and report (事故清单), in order of time."""
    states = sorted(
        view.once(accident_states, context),
        key=lambda state: (state.accident.happened_at, state.accident.id),
    )
    return tuple((state.accident, state.found, state.report) for state in states)


@clauses("3.1.3.e")
def towns_unprepared(view: CountyView, context: Context) -> tuple[tuple[str, PlanState], ...]:
    """Return the kinds of risk for which a town has no plan or drill (应急准备缺口)."""
    return tuple(pair for pair in view.once(towns_prepared, context) if pair[1].gaps)


@clauses("3.1.3.f")
def unacknowledged(view: CountyView, context: Context) -> tuple[Acknowledgement, ...]:
    """Return the acknowledgements of notices that are not there (风险通报未签收), by notice."""
    issued = sorted(view.once(notice_states, context), key=lambda pair: pair[0].id)
    return tuple(one for _, found in issued for one in found if one.acknowledged_on is None)


@clauses("3.4.3.c")
def risks_by_level(view: CountyView, context: Context) -> tuple[tuple[RiskAssessment, str], ...]:
    """Return the assessed risks with their levels (风险清单), the highest first."""
    order = context.rules.entry(RiskMatrix, "main").order
    levels = view.once(risk_levels, context)
    return tuple(sorted(levels, key=lambda pair: (-order.index(pair[1]), pair[0].id)))


@clauses("3.4.3.c")
def accountability_lacking(view: CountyView, context: Context) -> tuple[AccountabilityState, ...]:
    """Return the large cases in which somebody is not held to account (责任追究未到位)."""
    opened = sorted(view.once(accountability_states, context), key=lambda pair: pair[0].id)
    return tuple(state for _, state in opened if state.lacks)


def _accident_rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    for one, found, report in view.once(accidents_judged, context):
        if one.happened_at.date() in context.period:
            label = Text("等级以下", "below the classes") if found is None else found.label
            yield one.id, 1, Text.joined((label, report.unit.label))


def _rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    hazards = view.once(hazards_overdue, context)
    ids = ", ".join(one.id for one, _ in hazards[:SHOWN])
    yield Text("逾期隐患", "hazards overdue"), len(hazards), ids
    lacking = view.once(unregistered, context)
    yield UNREGISTERED, len(lacking), ", ".join(one.screening.id for one in lacking[:SHOWN])
    yield from _accident_rows(view, context)
    for code, plan in view.once(towns_unprepared, context):
        yield view.town_name(code), 1, Text.joined((plan.label, plan.gaps[0]), "：", ": ")
    waiting = view.once(unacknowledged, context)
    named = ", ".join(one.notice for one in waiting[:3])
    yield Text("风险通报未签收", "notices not acknowledged"), len(waiting), named
    levels = view.once(risks_by_level, context)
    high = [one.id for one, level in levels if level in HIGH and one.measures is None]
    said = Text("较高风险无管控措施", "high risks without measures")
    yield said, len(high), ", ".join(high[:SHOWN])
    for state in view.once(accountability_lacking, context):
        yield state.case, 1, Text.joined(state.lacks)


WORKLISTS = (
    Worklist(name="hazards", label=Text("逾期隐患", "hazards overdue"), make=hazards_overdue),
    Worklist(name="unregistered", label=UNREGISTERED, make=unregistered),
    Worklist(name="accidents", label=Text("事故", "accidents"), make=accidents_judged),
    Worklist(
        name="unprepared",
        label=Text("应急准备缺口", "towns not prepared for a risk"),
        make=towns_unprepared,
    ),
    Worklist(
        name="unacknowledged",
        label=Text("风险通报未签收", "notices not acknowledged"),
        make=unacknowledged,
    ),
    Worklist(name="risks", label=Text("风险清单", "risks by level"), make=risks_by_level),
    Worklist(
        name="accountability",
        label=Text("责任追究未到位", "accountability lacking"),
        make=accountability_lacking,
    ),
)

SECTIONS = (
    Section(
        name="safety",
        title=Text("质量安全", "Quality safety"),
        clauses="3.1.3.b, e-g, 3.3.1.d, 3.4.3",
        columns=(
            Column(Text("事项", "matter")),
            Column(Text("数量", "number"), "right"),
            Column(Text("情况", "what is lacking")),
        ),
        rows=_rows,
        order=100,
        most=14,
    ),
)
