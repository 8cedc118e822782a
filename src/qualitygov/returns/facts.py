"""Returns as duties (报表事实行): each quarter's sheet of each town, filed, late or missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.period import Period
from qualitygov.returns.states import RETURN, Returns, quarters, returns_of
from qualitygov.returns.tables import RETURNS
from qualitygov.rulebook.columns import OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Duty, Standing, TableSpec, standing_of


@attrs.frozen(kw_only=True)
class ReturnFact(Duty):
    """The return of one owner for one table, town and quarter, as indicators see it (报表事实).

    `owner` is the town, or the bureau, where it has signed a return of the table. What a bureau
    owes counts for no town: `town` is the county then, and `of_town` the town that it is about,
    None for a table of the whole county.
    """

    owner: str | None
    of_town: str | None
    table: str
    rows: Annotated[int | None, OUTCOME]


def _owned_by(owner: str, view: CountyView) -> tuple[TableSpec[object], ...]:
    """The tables for which each town, or a county bureau, files returns."""
    return tuple(spec for spec in view.specs.values() if spec.owner == owner)


@clauses("4.5.a", "3.1.1.e")
def return_facts(view: CountyView, context: Context) -> tuple[ReturnFact, ...]:
    """Return the rows of the returns that were due (报表事实行), of each table, town and quarter.

    Those of the towns come first, then those of the bureaus.
    """
    returns, parts = view.once(returns_of, context), quarters(context.elapsed)
    towns = [town.code for town in view.towns(context)]
    own = (
        _fact(returns, spec, town, part)
        for town in towns
        for spec in _owned_by("town", view)
        for part in parts
    )
    signers = view.once(_bureaus, context)
    bureaus = (
        _of_bureau(_fact(returns, spec, town, part), view, signers)
        for spec in _owned_by("bureau", view)
        for town in (towns if spec.of_towns else [""])
        for part in parts
    )
    return (*own, *bureaus)


def _bureaus(view: CountyView, context: Context) -> Mapping[str, str]:
    """The bureau that signed the last return of each table, which owes those to come as well."""
    known = sorted(view.known(RETURNS, context), key=lambda one: (one.filed_on, one.owner))
    return {
        one.table: one.owner
        for one in known
        if one.table in view.specs and view.specs[one.table].owner == "bureau"
    }


def _of_bureau(row: ReturnFact, view: CountyView, signers: Mapping[str, str]) -> ReturnFact:
    """A return that a bureau owes about a town: the county's, and no town's."""
    parent = view.specs[row.table].parent
    bureau = signers.get(row.table) or (None if parent is None else signers.get(parent.name))
    county, about = view.data.id, row.town or None
    name = f"{RETURN}/{about or county}/{row.table}/{row.id.rpartition('/')[2]}"
    return attrs.evolve(row, id=name, town=county, of_town=about, owner=bureau, unit=bureau)


def _fact(returns: Returns, spec: TableSpec[object], town: str, part: Period) -> ReturnFact:
    filed = [one for one in returns.filed(spec, town) if one.span.covers(part)]
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
        owner=town,
        of_town=town,
        table=spec.name,
        rows=None if first is None or kept is None else kept.rows,
    )
