"""Tracing discharges (排放追溯): each outlet has a permit in force and a reading each quarter.

Clause 3.3.1.g.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.period import Period, part_of_year
from qualitygov.environment.entities_discharge import Outlet
from qualitygov.environment.tables import OUTLETS
from qualitygov.rulebook.columns import OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Duty, Standing, rule_of, standing_columns

TRACED = "discharge-traced"
MONTHS = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}


@attrs.frozen(kw_only=True)
class DischargeFact(Duty):
    """One period of one outlet (排放追溯事实): done with a reading under a permit in force.

    Failed where it was measured without one; missing where nobody measured. `unit` is its holder.
    """

    outlet: str
    permitted: Annotated[bool, OUTCOME]


def _periods(outlet: Outlet, context: Context) -> Iterator[Period]:
    """The periods of the judged year and the one before for the whole of which it is in use."""
    months = MONTHS[context.rules.choice("discharge.every")]
    for year in context.period.years_and_before():
        for month in range(1, 13, months):
            period = part_of_year(date(year, month, 1), months)
            ended = outlet.in_use_to is not None and outlet.in_use_to < period.last
            if outlet.in_use_from <= period.first <= context.as_of and not ended:
                yield period


def _fact(outlet: Outlet, period: Period, context: Context) -> DischargeFact | None:
    if rule_of(TRACED, period.last, context) is None:
        return None
    days = [one.measured_on for one in outlet.readings if one.measured_on in period]
    days = sorted(day for day in days if context.happened(day))
    good = [day for day in days if outlet.permitted(day)]
    done = next(iter(good or days), None)
    return DischargeFact(
        id=f"{outlet.id}/{period.name}",
        town=outlet.town,
        on=period.last,
        duty=TRACED,
        unit=outlet.holder,
        outlet=outlet.id,
        permitted=bool(good) or outlet.permitted(min(period.last, context.as_of)),
        **standing_columns(Due(period.last), done, context, good=bool(good) or not days),
    )


@clauses("3.3.1.g")
def discharge_facts(view: CountyView, context: Context) -> tuple[DischargeFact, ...]:
    """Return each period of each outlet in use (排放追溯事实行)."""
    made = (
        _fact(outlet, period, context)
        for outlet in view.known(OUTLETS, context)
        for period in _periods(outlet, context)
    )
    return tuple(fact for fact in made if fact is not None)


@clauses("3.3.1.g")
def untraced_outlets(view: CountyView, context: Context) -> tuple[DischargeFact, ...]:
    """Return the outlets that were not measured, or not under a permit (排放追溯缺口), by day."""
    wrong = (Standing.MISSING.value, Standing.FAILED.value)
    rows = (
        fact
        for fact in view.once(discharge_facts, context)
        if fact.standing in wrong and fact.on in context.period
    )
    return tuple(sorted(rows, key=lambda fact: (fact.on, fact.id)))
