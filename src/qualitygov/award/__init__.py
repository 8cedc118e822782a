"""Town quality award (镇质量奖).

Criteria, reviews, eligibility, selection, publication, validity, withdrawal. Clause 3.1.3.a.
"""

from __future__ import annotations

from qualitygov.award.duties import DEEDS, AwardDutyFact, award_duty_facts
from qualitygov.award.eligibility import (
    Candidate,
    Eligibility,
    Fulfillment,
    Requirement,
    eligibility,
)
from qualitygov.award.entities import AwardApplication, ReviewMark, WithdrawalGround
from qualitygov.award.events import AwardEvent, award_events
from qualitygov.award.facts import AwardFact, award_facts
from qualitygov.award.score import (
    CombinedScore,
    ReviewScore,
    ScoreState,
    combined_score,
    review_score,
)
from qualitygov.award.selection import (
    Entrant,
    Selection,
    candidate_of,
    entrants,
    select,
    selections,
)
from qualitygov.award.states import (
    AwardState,
    AwardStatus,
    WithdrawalProposal,
    award_problems,
    award_status,
    withdrawal_grounds,
)
from qualitygov.award.tables import APPLICATIONS
from qualitygov.award.worklist import SECTION, WORKLISTS, selections_due, withdrawals_due
from qualitygov.subject import (
    EventSpec,
    FactSpec,
    Subject,
    Weight,
)
from qualitygov.text import Text

__all__ = [
    "APPLICATIONS",
    "SUBJECT",
    "AwardApplication",
    "AwardDutyFact",
    "AwardEvent",
    "AwardFact",
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
    "award_duty_facts",
    "award_events",
    "award_facts",
    "award_problems",
    "award_status",
    "candidate_of",
    "combined_score",
    "eligibility",
    "entrants",
    "review_score",
    "select",
    "selections",
    "selections_due",
    "withdrawal_grounds",
    "withdrawals_due",
]

SUBJECT = Subject(
    name="award",
    label=Text("镇质量奖", "town quality award"),
    tables=(APPLICATIONS,),
    duties=DEEDS,
    facts=(
        FactSpec(name="award", row=AwardFact, make=award_facts, rests_on=(APPLICATIONS,)),
        FactSpec(
            name="award-duty",
            row=AwardDutyFact,
            make=award_duty_facts,
            rests_on=(APPLICATIONS,),
            weights=(Weight("applications", brings=2), Weight("award_reviews", spoils=1)),
        ),
    ),
    events=(EventSpec(name="award", row=AwardEvent, make=award_events),),
    worklists=WORKLISTS,
    sections=(SECTION,),
    checks=((AwardApplication, award_problems),),
)
