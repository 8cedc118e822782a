"""Tables of market access (市场准入数据表)."""

from __future__ import annotations

from qualitygov.access.entities import ProductOffer, RectificationOrder
from qualitygov.access.entities_limits import ConditionCheck, ResourceUse
from qualitygov.inspection import Recheck
from qualitygov.subject import Child, TableSpec
from qualitygov.text import Text

OFFERS = TableSpec(
    name="offers",
    entity=ProductOffer,
    label=Text("生产经营产品", "products made or sold"),
    file="product_offers.csv",
    owner="bureau",
    unit="subject",
    stock=True,
)
"""Who makes or sells what (生产经营产品)."""

ORDERS = TableSpec(
    name="orders",
    entity=RectificationOrder,
    label=Text("责令整改", "orders to put right"),
    file="rectification_orders.csv",
    owner="bureau",
    unit="subject",
    child=Child(file="rectification_checks.csv", field="rechecks", entity=Recheck, key="order"),
)
"""Orders to put something right, with their re-checks (责令整改)."""

RESOURCE_USES = TableSpec(
    name="resource_uses",
    entity=ResourceUse,
    label=Text("能耗、排放与浪费", "energy, emission and waste"),
    file="resource_uses.csv",
    owner="bureau",
    day="year",
    unit="subject",
    lasts=1,
)
"""What the making of products used or discharged, year by year (能耗、排放与浪费)."""

CONDITION_CHECKS = TableSpec(
    name="condition_checks",
    entity=ConditionCheck,
    label=Text("安全条件检查", "checks of safety conditions"),
    file="condition_checks.csv",
    owner="bureau",
    unit="subject",
)
"""Checks of safety conditions (安全条件检查)."""
