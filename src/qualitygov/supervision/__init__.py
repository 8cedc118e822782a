"""Supervision (质量监管): how often whom, random selection that anyone can check, quotas, findings.

Clauses 3.1.4.b, 3.4.
"""

from __future__ import annotations

from qualitygov.supervision.draw import (
    Draw,
    Stratum,
    assign_inspectors,
    commitment,
    draw,
    draw_strata,
)
from qualitygov.supervision.entities import (
    Conflict,
    Finding,
    Inspector,
    QuotaScope,
    SupervisionQuota,
    SupervisionVisit,
    VisitKind,
)
from qualitygov.supervision.plan import (
    Dispatch,
    QuotaState,
    VisitDue,
    dispatch,
    quota_states,
    strata_of,
    visits_due,
)
from qualitygov.supervision.records import (
    QuotaFact,
    VisitFact,
    credit_records,
    quota_facts,
    visit_facts,
)

__all__ = [
    "Conflict",
    "Dispatch",
    "Draw",
    "Finding",
    "Inspector",
    "QuotaFact",
    "QuotaScope",
    "QuotaState",
    "Stratum",
    "SupervisionQuota",
    "SupervisionVisit",
    "VisitDue",
    "VisitFact",
    "VisitKind",
    "assign_inspectors",
    "commitment",
    "credit_records",
    "dispatch",
    "draw",
    "draw_strata",
    "quota_facts",
    "quota_states",
    "strata_of",
    "visit_facts",
    "visits_due",
]
