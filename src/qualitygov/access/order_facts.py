"""Fact rows of orders to put something right (整改事实行), from which indicators count.

Clauses 3.2.2.e, 3.4.3.b.
"""

from __future__ import annotations

import attrs

from qualitygov.access.events import order_states
from qualitygov.core.clauses import clauses
from qualitygov.inspection import rectify_due, round_steps, rounds_of
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Duty, settling


@attrs.frozen(kw_only=True)
class OrderFact(Duty):
    """One step of an order (整改应办事实), placed on the day of the order: whose it is, how it stands."""

    order: str
    subject: str


@clauses("3.2.2.e", "3.4.3.b")
def order_facts(view: CountyView, context: Context) -> tuple[OrderFact, ...]:
    """Return the steps of the orders given by ``context.as_of`` (整改应办事实行).

    The unit puts right; the authority re-checks and announces.
    """
    rows = []
    for order, _ in view.once(order_states, context):
        by = rectify_due(order.ordered_on, context)
        rounds = rounds_of(order, order.ordered_on, context, by=by)
        rows += [
            OrderFact(
                id=f"{order.id}/{duty}",
                town=order.town,
                on=order.ordered_on,
                duty=duty,
                standing=standing.value,
                unit=order.subject if duty == "order-rectified" else order.authority,
                by=due.day,
                settles_on=settling(standing, due),
                order=order.id,
                subject=order.subject,
            )
            for duty, standing, due in round_steps(order, rounds, context, of="order")
        ]
    return tuple(rows)
