"""Town quality award (镇质量奖).

Criteria, reviews, eligibility, selection, publication, validity, withdrawal. Clause 3.1.3.a.
"""

from __future__ import annotations

from qualitygov.award.eligibility import (
    Candidate,
    Eligibility,
    Fulfillment,
    Requirement,
    eligibility,
)
from qualitygov.award.entities import AwardApplication, ReviewMark, WithdrawalGround
from qualitygov.award.facts import AwardFact, award_facts
from qualitygov.award.score import (
    CombinedScore,
    ReviewScore,
    ScoreState,
    assessment_problems,
    combined_score,
    review_score,
)
from qualitygov.award.selection import AwardFiles, Entrant, Selection, entrants, select, selections
from qualitygov.award.status import (
    AwardState,
    AwardStatus,
    WithdrawalProposal,
    award_problems,
    award_status,
    certifications,
    withdrawals_due,
)

__all__ = [
    "AwardApplication",
    "AwardFact",
    "AwardFiles",
    "AwardState",
    "AwardStatus",
    "Candidate",
    "CombinedScore",
    "Eligibility",
    "Entrant",
    "Fulfillment",
    "Requirement",
    "ReviewMark",
    "ReviewScore",
    "ScoreState",
    "Selection",
    "WithdrawalGround",
    "WithdrawalProposal",
    "assessment_problems",
    "award_facts",
    "award_problems",
    "award_status",
    "certifications",
    "combined_score",
    "eligibility",
    "entrants",
    "review_score",
    "select",
    "selections",
    "withdrawals_due",
]
