"""Market access and closure (市场准入与取缔): who may make or sell what, and who should be closed.

Clauses 3.2.2.d-e.
"""

from __future__ import annotations

from qualitygov.access.closure import ClosureRecommendation, closures
from qualitygov.access.decision import (
    Access,
    AccessDecision,
    AccessReason,
    access_decisions,
    decide,
)
from qualitygov.access.entities import Activity, ProductOffer, RectificationOrder
from qualitygov.access.events import (
    OrderRecheckEvent,
    OrderRectificationEvent,
    order_rechecks,
    order_rectifications,
)
from qualitygov.access.facts import AccessFact, access_facts
from qualitygov.access.order_facts import OrderFact, order_facts
from qualitygov.access.states import OrderState, RectificationStage, order_state
from qualitygov.access.tables import OFFERS, ORDERS
from qualitygov.access.worklist import SECTION, WORKLISTS
from qualitygov.subject import EventSpec, FactSpec, Subject
from qualitygov.text import Text

SUBJECT = Subject(
    name="access",
    label=Text("市场准入与取缔", "market access and closure"),
    tables=(OFFERS, ORDERS),
    facts=(
        FactSpec(name="access", row=AccessFact, make=access_facts, rests_on=(OFFERS,)),
        FactSpec(name="order", row=OrderFact, make=order_facts, rests_on=(ORDERS,), per="order"),
    ),
    events=(
        EventSpec(
            name="order-rectification", row=OrderRectificationEvent, make=order_rectifications
        ),
        EventSpec(name="order-recheck", row=OrderRecheckEvent, make=order_rechecks),
    ),
    worklists=WORKLISTS,
    sections=(SECTION,),
)
"""What the county has to know of market access and closure (市场准入与取缔)."""

__all__ = [
    "OFFERS",
    "ORDERS",
    "SUBJECT",
    "Access",
    "AccessDecision",
    "AccessFact",
    "AccessReason",
    "Activity",
    "ClosureRecommendation",
    "OrderFact",
    "OrderRecheckEvent",
    "OrderRectificationEvent",
    "OrderState",
    "ProductOffer",
    "RectificationOrder",
    "RectificationStage",
    "access_decisions",
    "access_facts",
    "closures",
    "decide",
    "order_facts",
    "order_rechecks",
    "order_rectifications",
    "order_state",
]
