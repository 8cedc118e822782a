"""Supervision (质量监管): visits by grade and risk, draws that anyone can check, quotas, findings.

Clauses 3.1.4.b, 3.4.
"""

from __future__ import annotations

from qualitygov.enterprise import ENTERPRISES
from qualitygov.inspection import SAMPLES
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
    DrawList,
    Finding,
    Inspector,
    QuotaScope,
    SupervisionQuota,
    SupervisionVisit,
    VisitKind,
)
from qualitygov.supervision.events import VisitEvent, visit_events
from qualitygov.supervision.facts import (
    QuotaFact,
    VisitDueFact,
    VisitFact,
    quota_facts,
    visit_due_facts,
    visit_facts,
)
from qualitygov.supervision.plan import (
    Dispatch,
    VisitDue,
    VisitDuty,
    dispatch,
    strata_of,
    visits_due,
    visits_of_period,
)
from qualitygov.supervision.public_draw import PublicDraw, list_digest, listed, public_draw
from qualitygov.supervision.states import QuotaState, quota_states
from qualitygov.supervision.tables import DRAW_LISTS, INSPECTORS, QUOTAS, VISITS
from qualitygov.supervision.worklist import SECTION, WORKLISTS
from qualitygov.text import Text

SUBJECT = Subject(
    name="supervision",
    label=Text("质量监管", "supervision"),
    tables=(VISITS, QUOTAS, INSPECTORS, DRAW_LISTS),
    facts=(
        FactSpec(name="visit", row=VisitFact, make=visit_facts, rests_on=(VISITS,)),
        FactSpec(
            name="quota",
            row=QuotaFact,
            make=quota_facts,
            rests_on=(QUOTAS, VISITS, SAMPLES),
            shown_by=(VISITS, SAMPLES),
        ),
        FactSpec(
            name="visit-due",
            row=VisitDueFact,
            make=visit_due_facts,
            rests_on=(VISITS, ENTERPRISES),
        ),
    ),
    events=(EventSpec(name="visit", row=VisitEvent, make=visit_events),),
    worklists=WORKLISTS,
    sections=(SECTION,),
)
"""What the county has to know of supervision (质量监管)."""

__all__ = [
    "DRAW_LISTS",
    "INSPECTORS",
    "QUOTAS",
    "SUBJECT",
    "VISITS",
    "Conflict",
    "Dispatch",
    "Draw",
    "DrawList",
    "Finding",
    "Inspector",
    "PublicDraw",
    "QuotaFact",
    "QuotaScope",
    "QuotaState",
    "Stratum",
    "SupervisionQuota",
    "SupervisionVisit",
    "VisitDue",
    "VisitDueFact",
    "VisitDuty",
    "VisitEvent",
    "VisitFact",
    "VisitKind",
    "assign_inspectors",
    "commitment",
    "dispatch",
    "draw",
    "draw_strata",
    "list_digest",
    "listed",
    "public_draw",
    "quota_facts",
    "quota_states",
    "strata_of",
    "visit_due_facts",
    "visit_events",
    "visit_facts",
    "visits_due",
    "visits_of_period",
]
