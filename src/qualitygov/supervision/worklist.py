"""Worklists and report section of supervision (监管待办清单与报告分节).

Visits due, quotas, the draw of the year, and who is sent. Clauses 3.1.4.b, 3.4.1.b, 3.4.3.b.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from qualitygov.core.clauses import clauses
from qualitygov.enterprise import ENTERPRISES
from qualitygov.rulebook.context import Context
from qualitygov.subject import Cell, Column, CountyView, Section, Worklist
from qualitygov.supervision.draw import Draw, commitment, draw_strata
from qualitygov.supervision.facts import quotas
from qualitygov.supervision.plan import Dispatch, VisitDue, grades_of, high_risk_of, visits_due
from qualitygov.supervision.public_draw import listed, sent_to
from qualitygov.supervision.tables import VISITS
from qualitygov.text import Text


@clauses("3.1.4.b", "3.4.3.b")
def visits(view: CountyView, context: Context) -> tuple[VisitDue, ...]:
    """Return when each unit is due for its next visit (应检查清单).

    Units never visited count from the day on which supervision of their kind began.
    """
    return visits_due(
        view.known(ENTERPRISES, context),
        context,
        grades=view.once(grades_of, context),
        high_risk=view.once(high_risk_of, context),
        visits=view.known(VISITS, context),
    )


@clauses("3.4.1.b", "3.4.3.b")
def drawn(view: CountyView, context: Context) -> Mapping[str, Draw]:
    """Return the year's draw from each stratum of units (随机抽取); empty without a public seed."""
    if view.seed is None:
        return {}
    return draw_strata(view.once(listed, context), view.seed)


@clauses("3.4.3.b")
def dispatched(view: CountyView, context: Context) -> Dispatch:
    """Return who is sent to the units drawn (随机选派检查人员); nobody before the draw."""
    if view.seed is None:
        return Dispatch(draws={}, short=())
    return sent_to(view, view.once(drawn, context), context, seed=view.seed)


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
    draws = view.once(drawn, context)
    for stratum in view.once(listed, context):
        grade = stratum.name.removesuffix("-high-risk")
        digest = commitment(stratum.candidates)[:12]
        one = draws.get(stratum.name)
        said = (
            Text(
                f"名单 {len(stratum.candidates)} 家，应抽 {stratum.count} 家，名单摘要 {digest}",
                f"{len(stratum.candidates)} listed, {stratum.count} to draw, list {digest}",
            )
            if one is None
            else Text(
                f"抽取 {len(one.drawn)} 家，名单摘要 {digest}",
                f"{len(one.drawn)} drawn, list {digest}",
            )
        )
        risky = Text("，高风险", ", high risk") if stratum.name != grade else Text("", "")
        yield Text(grade, grade) + risky, late[grade, stratum.name != grade], said
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
        topics = Text.joined((Text(one.topic, one.topic) for one in missed), "、", ", ")
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
