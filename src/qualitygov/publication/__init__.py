"""Publication (依法公示): what may be published of a case or a listing, and for how long.

Clause 3.2.2.f.
"""

from __future__ import annotations

from qualitygov.blacklist import CASES
from qualitygov.publication.entities import EnforcementCase, Penalty
from qualitygov.publication.entities_filed import FiledCase, Outcome
from qualitygov.publication.events import PenaltyEvent, penalty_events
from qualitygov.publication.facts import PublicationFact, publication_facts
from qualitygov.publication.filed import (
    CaseBehind,
    FiledCaseFact,
    cases_behind,
    filed_case_facts,
)
from qualitygov.publication.gravity import gravest
from qualitygov.publication.states import (
    Publication,
    PublicationState,
    case_view,
    fields_to_publish,
    listing_view,
    penalty_class,
    publication_problems,
    publish_by,
)
from qualitygov.publication.tables import FILED_CASES, PENALTIES
from qualitygov.publication.worklist import SECTION, WORKLISTS
from qualitygov.subject import (
    EventSpec,
    FactSpec,
    Subject,
    Weight,
)
from qualitygov.text import Text

SUBJECT = Subject(
    name="publication",
    label=Text("依法公示", "publication"),
    tables=(PENALTIES, FILED_CASES),
    facts=(
        FactSpec(
            name="publication",
            row=PublicationFact,
            make=publication_facts,
            rests_on=(PENALTIES, CASES),
            per="case",
            most=2,
            weights=(Weight("case_moves", brings=2),),
        ),
        FactSpec(
            name="filed-case",
            row=FiledCaseFact,
            make=filed_case_facts,
            rests_on=(FILED_CASES,),
            per="case",
            most=3,
        ),
    ),
    events=(EventSpec(name="penalty", row=PenaltyEvent, make=penalty_events),),
    worklists=WORKLISTS,
    sections=(SECTION,),
    checks=((EnforcementCase, publication_problems),),
    rules=(fields_to_publish,),
)
"""What the county has to know of publication (依法公示)."""

__all__ = [
    "FILED_CASES",
    "PENALTIES",
    "SUBJECT",
    "CaseBehind",
    "EnforcementCase",
    "FiledCase",
    "FiledCaseFact",
    "Outcome",
    "Penalty",
    "PenaltyEvent",
    "Publication",
    "PublicationFact",
    "PublicationState",
    "case_view",
    "cases_behind",
    "filed_case_facts",
    "gravest",
    "listing_view",
    "penalty_class",
    "penalty_events",
    "publication_facts",
    "publication_problems",
    "publish_by",
]
