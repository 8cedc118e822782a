"""What the report says of each main trade (各主要服务行业满意度)."""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.core.exact import Rate
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.service import MainTrade
from qualitygov.service.facts import survey_facts
from qualitygov.subject import Cell, Column, CountyView, Section, Standing
from qualitygov.text import Text


def _rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    """Each main trade of each town in the judged year, the weakest marked."""
    settled = context.settled
    names = {trade.code: trade.label for trade in settled.rules.entries(MainTrade).values()}
    for fact in view.once(survey_facts, settled):
        if fact.on.year != context.year:
            continue
        standing = Standing(fact.standing)
        held = standing in (Standing.DONE, Standing.LATE)
        share = Rate(fact.satisfied, fact.valid).percent(1) if held else "–"
        said = standing.label + Text("，最低", ", the weakest") if fact.weakest else standing.label
        yield view.town_name(fact.town), names[fact.trade], share, said


TRADES = Section(
    name="main-trades",
    title=Text("主要服务行业满意度", "Users of the main service trades"),
    clauses="2.2.4.b",
    columns=(
        Column(Text("乡镇", "town")),
        Column(Text("行业", "trade")),
        Column(Text("满意率", "satisfied"), "right"),
        Column(Text("办理情形", "standing")),
    ),
    rows=_rows,
    order=126,
    most=8,
)
