"""Tables of supervision (监管数据表)."""

from __future__ import annotations

from qualitygov.subject import Child, TableSpec
from qualitygov.supervision.entities import (
    Conflict,
    DrawList,
    Inspector,
    SupervisionQuota,
    SupervisionVisit,
)
from qualitygov.text import Text

VISITS = TableSpec(
    name="visits",
    entity=SupervisionVisit,
    label=Text("监督检查", "supervision visits"),
    file="supervision_visits.csv",
    owner="bureau",
    unit="subject",
)
"""Visits to units with their findings (监督检查)."""

QUOTAS = TableSpec(
    name="quotas",
    entity=SupervisionQuota,
    label=Text("监管任务", "supervision quotas"),
    file="supervision_quotas.csv",
    owner="bureau",
    department="department",
)
"""How many visits key products, works and areas are to have (监管任务)."""

INSPECTORS = TableSpec(
    name="inspectors",
    entity=Inspector,
    label=Text("检查人员", "inspectors"),
    file="inspectors.csv",
    owner="bureau",
    child=Child(
        file="inspector_conflicts.csv", field="conflicts", entity=Conflict, key="inspector"
    ),
)
"""Inspectors, with the units to which each may not be sent (检查人员)."""

DRAW_LISTS = TableSpec(
    name="draw_lists",
    entity=DrawList,
    label=Text("抽取名单", "lists of draws"),
    file="draw_lists.csv",
    town=None,
    owner="bureau",
)
"""Lists of draws, by the digest that was published before the seed existed (抽取名单)."""
