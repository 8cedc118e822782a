"""Events of orders to put something right (整改事件): rectifications and re-checks.

Which of them gives a credit record stands in the rulebook (``event-rule``). Clause 3.2.2.e.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import attrs

from qualitygov.access.entities import RectificationOrder
from qualitygov.access.states import OrderState, order_state
from qualitygov.access.tables import ORDERS
from qualitygov.core import check, kinds, knowledge
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.periods import ONE_DAY
from qualitygov.inspection import Conclusion
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Event, rounds_held


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class OrderRectificationEvent(Event):
    """An order that was kept, or whose time ran out (整改事件)."""

    overdue: bool = attrs.field(metadata=about("逾期未整改", "not put right in time"))


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class OrderRecheckEvent(Event):
    """A re-check of an order (整改复查事件), pass or fail."""

    conclusion: Annotated[str, Conclusion] = attrs.field(
        validator=check.filled(), metadata=about("结论", "conclusion")
    )


def _common(order: RectificationOrder, on: date, row: object) -> dict[str, Any]:
    """What an event of a day says, known with the row that tells it: each is an act of its own."""
    return {
        "unit": order.subject,
        "on": on,
        "happened_on": on,
        "known_on": knowledge.known_since(on, order, row),
        "document": order.document,
        "authority": order.authority,
        "category": order.matter,
    }


def order_states(
    view: CountyView, context: Context
) -> tuple[tuple[RectificationOrder, OrderState], ...]:
    """Return the orders given by ``context.as_of``, each with its state (整改状态清单)."""
    return tuple(
        (order, order_state(order, context))
        for order in view.known(ORDERS, context)
        if context.happened(order.ordered_on)
    )


def _rectification(order: RectificationOrder, state: OrderState) -> OrderRectificationEvent | None:
    if state.rectify_by.day is None:
        return None
    on = state.rectify_by.day + ONE_DAY if state.overdue else state.rectified_on
    if on is None:
        return None
    return OrderRectificationEvent(
        id=order.id, **_common(order, on, order), overdue=bool(state.overdue)
    )


@clauses("3.2.2.e")
def order_rectifications(view: CountyView, context: Context) -> tuple[OrderRectificationEvent, ...]:
    """Return the orders that were kept or are overdue (整改事件).

    One that is overdue is established on the day after its term, whenever it is put right.
    """
    made = (_rectification(order, state) for order, state in view.once(order_states, context))
    return tuple(event for event in made if event is not None)


def _rechecks(order: RectificationOrder, context: Context) -> Iterator[OrderRecheckEvent]:
    """The re-checks of an order, named by their days."""
    for name, one in rounds_held(order.rechecks, context):
        yield OrderRecheckEvent(
            id=f"{order.id}/order-recheck-{name}",
            **_common(order, one.held_on, one),
            conclusion=one.conclusion.value,
        )


@clauses("3.2.2.e")
def order_rechecks(view: CountyView, context: Context) -> tuple[OrderRecheckEvent, ...]:
    """Return every re-check held by ``context.as_of`` (整改复查事件)."""
    return tuple(
        event
        for order, _ in view.once(order_states, context)
        for event in _rechecks(order, context)
    )
