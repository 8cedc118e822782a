"""Publication (依法公示): what may be published of a case or a listing, and for how long.

Clause 3.2.2.f.
"""

from __future__ import annotations

from qualitygov.publication.entities import EnforcementCase, Penalty
from qualitygov.publication.events import PenaltyEvent, penalty_events
from qualitygov.publication.facts import PublicationFact, publication_facts
from qualitygov.publication.gravity import gravest
from qualitygov.publication.states import (
    Publication,
    PublicationState,
    case_view,
    listing_view,
    penalty_class,
    publication_problems,
)
from qualitygov.publication.tables import PENALTIES
from qualitygov.publication.worklist import SECTION, WORKLISTS
from qualitygov.subject import EventSpec, FactSpec, Subject
from qualitygov.text import Text

SUBJECT = Subject(
    name="publication",
    label=Text("依法公示", "publication"),
    tables=(PENALTIES,),
    facts=(
        FactSpec(
            name="publication", row=PublicationFact, make=publication_facts, rests_on=(PENALTIES,)
        ),
    ),
    events=(EventSpec(name="penalty", row=PenaltyEvent, make=penalty_events),),
    worklists=WORKLISTS,
    sections=(SECTION,),
    checks=((EnforcementCase, publication_problems),),
)
"""What the county has to know of publication (依法公示)."""

__all__ = [
    "PENALTIES",
    "SUBJECT",
    "EnforcementCase",
    "Penalty",
    "PenaltyEvent",
    "Publication",
    "PublicationFact",
    "PublicationState",
    "case_view",
    "gravest",
    "listing_view",
    "penalty_class",
    "penalty_events",
    "publication_facts",
    "publication_problems",
]
