"""Market access and closure (市场准入与取缔): who may make or sell what, and who should be closed.

Clauses 3.2.2.d-e, g-h.
"""

from __future__ import annotations

from qualitygov.access.closure import ClosureRecommendation, closures
from qualitygov.access.conditions import (
    ConditionFact,
    Lacking,
    condition_facts,
    condition_problems,
    lacking_conditions,
    to_close,
)
from qualitygov.access.decision import (
    Access,
    AccessDecision,
    AccessReason,
    access_decisions,
    decide,
)
from qualitygov.access.entities import Activity, ProductOffer, RectificationOrder
from qualitygov.access.entities_limits import ConditionCheck, ResourceUse
from qualitygov.access.events import (
    OrderRecheckEvent,
    OrderRectificationEvent,
    order_rechecks,
    order_rectifications,
)
from qualitygov.access.facts import AccessFact, access_facts
from qualitygov.access.limits import (
    LimitFact,
    LimitState,
    limit_facts,
    limit_states,
    resource_problems,
)
from qualitygov.access.order_facts import OrderFact, order_facts
from qualitygov.access.states import OrderState, RectificationStage, order_state
from qualitygov.access.tables import CONDITION_CHECKS, OFFERS, ORDERS, RESOURCE_USES
from qualitygov.access.worklist import SECTION, WORKLISTS
from qualitygov.subject import (
    EventSpec,
    FactSpec,
    Subject,
    Weight,
)
from qualitygov.text import Text

SUBJECT = Subject(
    name="access",
    label=Text("市场准入与取缔", "market access and closure"),
    tables=(OFFERS, ORDERS, RESOURCE_USES, CONDITION_CHECKS),
    facts=(
        FactSpec(name="access", row=AccessFact, make=access_facts, rests_on=(OFFERS,)),
        FactSpec(
            name="order",
            row=OrderFact,
            make=order_facts,
            rests_on=(ORDERS,),
            per="order",
            weights=(Weight("rectification_checks", brings=1, spoils=1),),
        ),
        FactSpec(
            name="resource-limit",
            row=LimitFact,
            make=limit_facts,
            rests_on=(OFFERS, RESOURCE_USES),
            per="offer",
            most=3,
            weights=(Weight("resource_uses", spoils=1),),
        ),
        FactSpec(
            name="safety-condition",
            row=ConditionFact,
            make=condition_facts,
            rests_on=(CONDITION_CHECKS,),
            per="check",
            most=2,
        ),
    ),
    events=(
        EventSpec(
            name="order-rectification", row=OrderRectificationEvent, make=order_rectifications
        ),
        EventSpec(name="order-recheck", row=OrderRecheckEvent, make=order_rechecks, named=True),
    ),
    worklists=WORKLISTS,
    sections=(SECTION,),
    checks=((ResourceUse, resource_problems), (ConditionCheck, condition_problems)),
)
"""What the county has to know of market access and closure (市场准入与取缔)."""

__all__ = [
    "CONDITION_CHECKS",
    "OFFERS",
    "ORDERS",
    "RESOURCE_USES",
    "SUBJECT",
    "Access",
    "AccessDecision",
    "AccessFact",
    "AccessReason",
    "Activity",
    "ClosureRecommendation",
    "ConditionCheck",
    "ConditionFact",
    "Lacking",
    "LimitFact",
    "LimitState",
    "OrderFact",
    "OrderRecheckEvent",
    "OrderRectificationEvent",
    "OrderState",
    "ProductOffer",
    "RectificationOrder",
    "RectificationStage",
    "ResourceUse",
    "access_decisions",
    "access_facts",
    "closures",
    "condition_facts",
    "condition_problems",
    "decide",
    "lacking_conditions",
    "limit_facts",
    "limit_states",
    "order_facts",
    "order_rechecks",
    "order_rectifications",
    "order_state",
    "resource_problems",
    "to_close",
]
