"""Figures of another year, and figures refused (沿用与替代的统计数字、未采用的统计数字).

Carried forward, or standing in, and said so; filed, and of no use, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.core.due import Instead
from qualitygov.industry.facts import figure_facts
from qualitygov.industry.figures import figure_year, refused_figures, series_of
from qualitygov.rulebook.context import Context
from qualitygov.subject import Cell, Column, CountyView, Section, Worklist
from qualitygov.text import Text


def _rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    """The figures of the judged year that are those of another (非当年数)."""
    settled = context.settled
    items, year = view.once(series_of, settled).items, figure_year(context)
    for fact in view.once(figure_facts, settled):
        if fact.on.year == year and fact.instead:
            label, how = items[fact.item].label, Instead(fact.instead).label
            yield view.town_name(fact.town), label, str(fact.figure_year), how


OTHER_YEARS = Section(
    name="figures-of-other-years",
    title=Text("非当年统计数字", "Figures of another year"),
    clauses="2.2.1, 2.2.5",
    columns=(
        Column(Text("乡镇", "town")),
        Column(Text("指标", "figure")),
        Column(Text("所属年份", "year"), "right"),
        Column(Text("说明", "why")),
    ),
    rows=_rows,
    order=127,
    most=6,
)

WORKLISTS = (
    Worklist(
        name="refused_figures",
        label=Text("未采用的统计数字", "figures refused"),
        make=refused_figures,
    ),
)
