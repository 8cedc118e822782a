"""Returns as duties (报表事实行): each quarter's sheet of each town, filed, late or missing."""

from __future__ import annotations

from typing import Annotated

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.period import Period
from qualitygov.returns.states import RETURN, Returns, quarters, returns_of
from qualitygov.rulebook.columns import OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Duty, Standing, TableSpec, standing_of


@attrs.frozen(kw_only=True)
class ReturnFact(Duty):
    """The return of one town for one table and quarter, as indicators see it (报表事实)."""

    table: str
    rows: Annotated[int | None, OUTCOME]


def owned_by_towns(view: CountyView) -> tuple[TableSpec[object], ...]:
    """Return the tables for which each town files returns (乡镇负责的数据表)."""
    return tuple(spec for spec in view.specs.values() if spec.owner == "town")


@clauses("4.5.a", "3.1.1.e")
def return_facts(view: CountyView, context: Context) -> tuple[ReturnFact, ...]:
    """Return the rows of the returns that were due (报表事实行), of each town, table and quarter."""
    returns = view.once(returns_of, context)
    return tuple(
        _fact(returns, spec, town.code, part)
        for town in view.towns(context)
        for spec in owned_by_towns(view)
        for part in quarters(context.elapsed)
    )


def _fact(returns: Returns, spec: TableSpec[object], town: str, part: Period) -> ReturnFact:
    filed = [
        one
        for one in returns.filed(spec, town)
        if one.span.first <= part.first and part.last <= one.span.last
    ]
    kept = min(filed, key=lambda one: one.filed_on, default=None)
    due, first = Due(returns.due_on(part)), returns.first_filed(spec, town, part)
    standing = standing_of(due, first, returns.context)
    return ReturnFact(
        id=f"{RETURN}/{town}/{spec.name}/{part.name}",
        town=town,
        on=part.last,
        duty=RETURN,
        by=due.day,
        standing=standing.value,
        settles_on=due.day if standing is Standing.OPEN else None,
        table=spec.name,
        rows=None if first is None or kept is None else kept.rows,
    )
