"""Worklists and report section of supervision (监管待办清单与报告分节).

Visits due, quotas, the draw of the year, and who is sent. Clauses 3.1.4.b, 3.4.1.b, 3.4.3.b.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from qualitygov.blacklist.standing import standings_of
from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.enterprise import ENTERPRISES
from qualitygov.rulebook.context import Context
from qualitygov.subject import Cell, Column, CountyView, Section, Worklist
from qualitygov.supervision.draw import Draw, draw_strata
from qualitygov.supervision.facts import quotas
from qualitygov.supervision.plan import (
    Dispatch,
    VisitDue,
    dispatch,
    strata_of,
    visits_due,
)
from qualitygov.supervision.tables import INSPECTORS, VISITS
from qualitygov.text import Text


def grades_of(view: CountyView, context: Context) -> Mapping[str, str]:
    """Return the grades by which the county's units are visited, by code (信用等级).

    A unit of which no authority has seen anything has no grade and is visited as one of grade B.
    """
    standings = standings_of(view, context)
    codes = [unit.code for unit in view.known(ENTERPRISES, context)]
    return {
        code: standing.grade or standing.supervised_as
        for code in codes
        if (standing := standings.get(UnitKey.of(code))) is not None
    }


def high_risk_of(view: CountyView, context: Context) -> frozenset[str]:
    """Return the codes of the units that make a product of a controlled class (高风险单位).

    They are read from the facts of market access, which hold only products that are still made.
    """
    return frozenset(
        row.subject
        for row in view.facts("access", context)
        if row.activity == "make" and row.controlled
    )


@clauses("3.1.4.b", "3.4.3.b")
def visits(view: CountyView, context: Context) -> tuple[VisitDue, ...]:
    """Return when each unit is due for its next visit (应检查清单).

    Units never visited count from the first day of the period.
    """
    return visits_due(
        view.known(ENTERPRISES, context),
        context,
        grades=view.once(grades_of, context),
        high_risk=view.once(high_risk_of, context),
        visits=view.known(VISITS, context),
        since=context.period.first,
    )


@clauses("3.4.1.b", "3.4.3.b")
def drawn(view: CountyView, context: Context) -> Mapping[str, Draw]:
    """Return the year's draw from each stratum of units (随机抽取)."""
    strata = strata_of(
        view.known(ENTERPRISES, context),
        context,
        grades=view.once(grades_of, context),
        high_risk=view.once(high_risk_of, context),
    )
    return draw_strata(strata, view.draw_seed(context))


@clauses("3.4.3.b")
def dispatched(view: CountyView, context: Context) -> Dispatch:
    """Return who is sent to the units drawn (随机选派检查人员)."""
    towns = {unit.code: unit.town for unit in view.known(ENTERPRISES, context)}
    chosen = {code: towns[code] for one in view.once(drawn, context).values() for code in one.drawn}
    return dispatch(
        chosen,
        context,
        inspectors=view.known(INSPECTORS, context),
        seed=view.draw_seed(context),
    )


WORKLISTS = (
    Worklist(name="visits", label=Text("应检查单位", "visits due"), make=visits),
    Worklist(name="quotas", label=Text("监管任务", "quotas of visits"), make=quotas),
    Worklist(name="draw", label=Text("随机抽取", "random draw"), make=drawn),
    Worklist(name="dispatch", label=Text("选派检查人员", "inspectors sent"), make=dispatched),
)


def _section(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    """Yield what is overdue and drawn by stratum, then who is sent, then the quotas missed."""
    late = Counter(
        (due.grade, due.high_risk)
        for due in view.once(visits, context)
        if due.overdue(context.as_of)
    )
    for name, one in view.once(drawn, context).items():
        grade = name.removesuffix("-high-risk")
        said = Text(
            f"抽取 {len(one.drawn)} 家，名单摘要 {one.commitment[:12]}",
            f"{len(one.drawn)} drawn, list {one.commitment[:12]}",
        )
        yield name, late[grade, name != grade], said
    sent = view.once(dispatched, context)
    few = len(sent.short)
    yield (
        Text("已选派检查人员的单位", "units with inspectors drawn"),
        len(sent.draws),
        Text(f"人员不足 {few} 家", f"{few} with too few"),
    )
    missed = [
        state.quota
        for state in view.once(quotas, context)
        if state.missed and state.quota.last_day >= context.period.first
    ]
    if missed:
        topics = ", ".join(quota.topic for quota in missed)
        yield Text("未完成的监管任务", "quotas missed"), len(missed), topics


SECTION = Section(
    name="supervision",
    title=Text("差异化监管", "Supervision by grade and risk"),
    clauses="3.1.4.b, 3.4.1.b, 3.4.3.b",
    columns=(
        Column(Text("等级（+ 高风险）", "grade (+ high risk)")),
        Column(Text("逾期未查", "visits overdue"), "right"),
        Column(Text("随机抽取", "random draw")),
    ),
    rows=_section,
    order=70,
    most=12,
)
