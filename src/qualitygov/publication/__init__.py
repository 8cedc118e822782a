"""Publication (依法公示): what may be published of a case or a listing, and for how long.

Clause 3.2.2.f.
"""

from __future__ import annotations

from qualitygov.publication.entities import EnforcementCase, Penalty
from qualitygov.publication.view import (
    Publication,
    PublicationFact,
    PublicationState,
    case_view,
    credit_records,
    listing_view,
    publication_facts,
    publication_problems,
)

__all__ = [
    "EnforcementCase",
    "Penalty",
    "Publication",
    "PublicationFact",
    "PublicationState",
    "case_view",
    "credit_records",
    "listing_view",
    "publication_facts",
    "publication_problems",
]
