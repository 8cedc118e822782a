"""Market access and closure (市场准入与取缔): who may make or sell what, and who should be closed.

Clauses 3.2.2.d-e.
"""

from __future__ import annotations

from qualitygov.access.closure import (
    ClosureRecommendation,
    OrderState,
    RectificationStage,
    closures,
    credit_records,
    order_state,
)
from qualitygov.access.decision import (
    Access,
    AccessDecision,
    AccessFact,
    AccessReason,
    access_facts,
    decide,
)
from qualitygov.access.entities import Activity, ProductOffer, RectificationOrder

__all__ = [
    "Access",
    "AccessDecision",
    "AccessFact",
    "AccessReason",
    "Activity",
    "ClosureRecommendation",
    "OrderState",
    "ProductOffer",
    "RectificationOrder",
    "RectificationStage",
    "access_facts",
    "closures",
    "credit_records",
    "decide",
    "order_state",
]
