"""What comes round for enterprises (企业例行事项): who owes it, and what was done. Clauses 3.3.

The figures of high-tech firms, the annual report of each firm, and the town's urging of each key
enterprise.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from qualitygov.codes.unit import UnitKey
from qualitygov.core.periods import ONE_DAY
from qualitygov.enterprise.innovation import HEAD_SPENDINGS, SPENDINGS, head_spending_deeds
from qualitygov.enterprise.unit import ENTERPRISES, FILINGS, Enterprise
from qualitygov.enterprise.unit.rows import towns_by_key
from qualitygov.rulebook.context import Context
from qualitygov.subject import (
    CountyView,
    Deed,
    DeedSpec,
    Ower,
    OwerSpec,
    Weight,
    deeds_from,
)


def _existing(one: Enterprise) -> dict[str, Any]:
    """The first and the last day on which an enterprise exists.

    One that is gone, nobody knows since when, exists on no day.
    """
    gone = one.deregistered_on
    if gone is None and not one.operating(date.max):
        return {"since": date.max, "until": None}
    return {"since": one.registered_on, "until": None if gone is None else gone - ONE_DAY}


def _firms(view: CountyView, context: Context) -> Iterator[Ower]:
    for one in view.known(ENTERPRISES, context):
        yield Ower(town=one.town, unit=one.code, **_existing(one))


def _while(one: Enterprise, since: date | None, until: date | None) -> dict[str, Any]:
    """The days on which it exists and is what it is from a day to a day."""
    days = _existing(one)
    firsts = [day for day in (days["since"], since) if day is not None]
    lasts = [day for day in (days["until"], until) if day is not None]
    return {"since": max(firsts, default=None), "until": min(lasts, default=None)}


def _high_tech(view: CountyView, context: Context) -> Iterator[Ower]:
    for one in view.known(ENTERPRISES, context):
        if one.high_tech:
            days = _while(one, one.high_tech_since, one.high_tech_until)
            yield Ower(town=one.town, unit=one.code, **days)


def _key_firms(view: CountyView, context: Context) -> Iterator[Ower]:
    """The town, for each key enterprise."""
    for one in view.known(ENTERPRISES, context):
        if one.key_enterprise:
            days = _while(one, one.key_since, one.key_until)
            yield Ower(town=one.town, ref=one.code, **days)


def _key_units(view: CountyView, context: Context) -> Iterator[Ower]:
    """Each key enterprise, for itself."""
    for one in view.once(_key_firms, context):
        yield Ower(town=one.town, unit=one.ref, since=one.since, until=one.until)


def _figures(view: CountyView, context: Context) -> Iterator[Deed]:
    """The figures of research that were reported, each for its year."""
    towns = view.once(towns_by_key, context)
    for one in view.known(SPENDINGS, context):
        town = towns.get(UnitKey.of(one.enterprise))
        if town is not None:
            yield Deed(
                id=one.id,
                town=town,
                by="research-figures",
                what="spending",
                on=one.known_on,
                unit=one.enterprise,
                for_period=date(one.year, 12, 31),
            )


def _filings(view: CountyView, context: Context) -> Iterator[Deed]:
    yield from deeds_from(view.known(FILINGS, context), "filing")


DEEDS = (
    DeedSpec(name="research-figures", make=_figures, rests_on=(SPENDINGS,), what=("spending",)),
    DeedSpec(name="filing", make=_filings, rests_on=(FILINGS,)),
    DeedSpec(
        name="spending-heads",
        make=head_spending_deeds,
        rests_on=(HEAD_SPENDINGS,),
        what=("four-heads",),
        weights=(Weight("head_spendings", spoils=1),),
    ),
)
"""What fulfills a duty of enterprises that comes round."""

OWERS = (
    OwerSpec(name="firm", make=_firms, rests_on=(ENTERPRISES,)),
    OwerSpec(name="high-tech-firm", make=_high_tech, rests_on=(ENTERPRISES,)),
    OwerSpec(name="key-firm", make=_key_firms, rests_on=(ENTERPRISES,)),
    OwerSpec(name="key-unit", make=_key_units, rests_on=(ENTERPRISES,)),
)
"""Who owes one: each enterprise, each high-tech and key one, and the town for each key one."""
