"""Supervision (质量监管): visits by grade and risk, draws that anyone can check, quotas, findings.

Clauses 3.1.4.b, 3.4.
"""

from __future__ import annotations

from qualitygov.subject import EventSpec, FactSpec, Subject
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
from qualitygov.supervision.events import VisitEvent, visit_events
from qualitygov.supervision.facts import QuotaFact, VisitFact, quota_facts, visit_facts
from qualitygov.supervision.plan import Dispatch, VisitDue, dispatch, strata_of, visits_due
from qualitygov.supervision.states import QuotaState, quota_states
from qualitygov.supervision.tables import INSPECTORS, QUOTAS, VISITS
from qualitygov.supervision.worklist import SECTION, WORKLISTS
from qualitygov.text import Text

SUBJECT = Subject(
    name="supervision",
    label=Text("质量监管", "supervision"),
    tables=(VISITS, QUOTAS, INSPECTORS),
    facts=(
        FactSpec(name="visit", row=VisitFact, make=visit_facts),
        FactSpec(name="quota", row=QuotaFact, make=quota_facts),
    ),
    events=(EventSpec(name="visit", row=VisitEvent, make=visit_events),),
    worklists=WORKLISTS,
    sections=(SECTION,),
)
"""What the county has to know of supervision (质量监管)."""

__all__ = [
    "INSPECTORS",
    "QUOTAS",
    "SUBJECT",
    "VISITS",
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
    "VisitEvent",
    "VisitFact",
    "VisitKind",
    "assign_inspectors",
    "commitment",
    "dispatch",
    "draw",
    "draw_strata",
    "quota_facts",
    "quota_states",
    "strata_of",
    "visit_events",
    "visit_facts",
    "visits_due",
]
