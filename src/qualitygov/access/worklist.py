"""Worklists and report section of market access (市场准入待办清单与报告分节).

What was decided on products, and whose closure is recommended. Clauses 3.2.2.d-e.
"""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.access.closure import ClosureRecommendation, closures, licensed_units
from qualitygov.access.decision import Access, AccessDecision, access_decisions
from qualitygov.access.tables import CONDITION_CHECKS, ORDERS
from qualitygov.core.clauses import clauses
from qualitygov.inspection import SAMPLES
from qualitygov.rulebook.context import Context
from qualitygov.subject import Cell, Column, CountyView, Section, Worklist
from qualitygov.text import Text


@clauses("3.2.2.d")
def access(view: CountyView, context: Context) -> tuple[tuple[str, AccessDecision], ...]:
    """Return the decision on each product that is made or sold (准入判定), by the offer's id."""
    return tuple(view.once(access_decisions, context).items())


@clauses("3.2.2.e", "3.2.2.g")
def recommended(view: CountyView, context: Context) -> tuple[ClosureRecommendation, ...]:
    """Return the units whose closure is recommended (取缔建议)."""
    samples = view.known(SAMPLES, context)
    licensed = view.once(licensed_units, context)
    return closures(
        view.known(ORDERS, context),
        context,
        samples=samples,
        licensed=licensed,
        checks=view.known(CONDITION_CHECKS, context),
    )


WORKLISTS = (
    Worklist(name="access", label=Text("市场准入判定", "market access"), make=access),
    Worklist(name="closures", label=Text("建议取缔", "closures recommended"), make=recommended),
)


def _section(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    """Yield the closures recommended and the products refused, each from the last to the first."""
    for one in reversed(view.once(recommended, context)):
        yield one.subject, one.measure, one.reason
    for _, decision in reversed(view.once(access, context)):
        if decision.access is Access.REFUSED:
            yield decision.subject, decision.category, decision.said


SECTION = Section(
    name="access",
    title=Text("市场准入与取缔", "Market access and closure"),
    clauses="3.2.2.d-e, g-h",
    columns=(
        Column(Text("单位", "unit")),
        Column(Text("产品类别", "product class")),
        Column(Text("结论与理由", "answer and why")),
    ),
    rows=_section,
    order=80,
)
