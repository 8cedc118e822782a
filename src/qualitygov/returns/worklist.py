"""Returns to be chased (报表待办清单): what is missing, short or in excess, by owner and table."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.result import Result
from qualitygov.returns.states import returns_of
from qualitygov.rulebook.context import Context
from qualitygov.subject import Cell, Column, CountyView, Section, Worklist
from qualitygov.text import Text


@attrs.frozen(kw_only=True)
class ReturnState(Result):
    """A table that was not reported, or not in full, for a town and the year (报送差异)."""

    town: str
    table: str
    owner: str
    lacking: tuple[str, ...]
    short: int
    excess: int
    refused: int


@clauses("4.5.a", "4.5.d")
def returns_to_chase(view: CountyView, context: Context) -> tuple[ReturnState, ...]:
    """Return the tables that are not reported in full (报送差异清单), by town."""
    returns = view.once(returns_of, context)
    found = []
    for town in view.towns(context):
        for name, spec in view.specs.items():
            told = returns.report(spec, town.code, context.elapsed)
            if told.lacking or told.short or told.excess or told.refused:
                found.append(
                    ReturnState(
                        town=town.code,
                        table=name,
                        owner=spec.owner,
                        lacking=tuple(part.name for part in told.lacking),
                        short=told.short,
                        excess=told.excess,
                        refused=told.refused,
                    )
                )
    return tuple(found)


def _rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    for one in view.once(returns_to_chase, context):
        label = view.specs[one.table].label
        yield (
            view.town_name(one.town),
            label,
            ", ".join(one.lacking) or "–",
            one.short,
            one.excess,
            one.refused,
        )


WORKLISTS = (
    Worklist(name="returns", label=Text("报送差异", "returns to chase"), make=returns_to_chase),
)

SECTIONS = (
    Section(
        name="returns",
        title=Text("报表未报、短缺与不符", "Returns missing, short or in excess"),
        clauses="4.5.a",
        columns=(
            Column(Text("乡镇", "town")),
            Column(Text("数据表", "table")),
            Column(Text("未报期间", "periods not reported")),
            Column(Text("短缺", "short"), "right"),
            Column(Text("多出", "in excess"), "right"),
            Column(Text("拒收", "refused"), "right"),
        ),
        rows=_rows,
        order=5,
    ),
)
