"""Fact rows of market access (准入事实行), from which indicators count. Clause 3.2.2.d."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from qualitygov.access.decision import Access, access_decisions, running_offers
from qualitygov.access.entities import Activity
from qualitygov.core.clauses import clauses
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.access import ProductClass
from qualitygov.subject import CountyView


@attrs.frozen(kw_only=True)
class AccessFact:
    """One product of one unit as indicators see it (准入事实), on the day of evaluation."""

    id: str
    town: str
    on: date
    subject: str
    category: str
    activity: Annotated[str, Activity]
    controlled: bool
    access: Annotated[str, Access]


@clauses("3.2.2.d")
def access_facts(view: CountyView, context: Context) -> tuple[AccessFact, ...]:
    """Return the rows of the products made or sold at the end of the period (准入事实行).

    A product that is no longer made or sold has none, and neither has one of an unknown unit.
    """
    context = context.judged
    classes = context.rules.entries(ProductClass)
    decisions = view.once(access_decisions, context)
    return tuple(
        AccessFact(
            id=offer.id,
            town=offer.town,
            on=context.as_of,
            subject=offer.subject,
            category=offer.category,
            activity=offer.activity.value,
            controlled=offer.category in classes,
            access=decisions[offer.id].access.value,
        )
        for offer in view.once(running_offers, context)
        if offer.id in decisions
    )
