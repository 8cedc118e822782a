"""Fact rows of the quality award (质量奖事实行), from which indicators count. Clause 3.1.3.a."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import attrs

from qualitygov.award.score import ScoreState, combined_score
from qualitygov.award.selection import entrants
from qualitygov.award.states import AwardState, award_status
from qualitygov.award.tables import APPLICATIONS
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import round_gbt8170
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView

DIGITS = 3


@attrs.frozen(kw_only=True)
class AwardFact:
    """One application as indicators see it (质量奖事实), placed on its own day.

    `score` is rounded to a thousandth.
    """

    id: str
    town: str
    on: date
    subject: str
    year: int
    state: Annotated[str, AwardState]
    score: Decimal | None
    score_state: Annotated[str, ScoreState]
    eligible: bool | None
    won: bool
    in_validity: bool


@clauses("3.1.3.a")
def award_facts(view: CountyView, context: Context) -> tuple[AwardFact, ...]:
    """Return the rows of the applications made by `as_of` (质量奖事实行).

    `eligible` is known of the year's entrants alone.
    """
    judged = {one.id: one.eligibility.eligible for one in view.once(entrants, context)}
    rows = []
    for application in view.known(APPLICATIONS, context):
        if context.happened(application.applied_on):
            status = award_status(application, context)
            score = combined_score(application, context)
            rows.append(
                AwardFact(
                    id=application.id,
                    town=application.town,
                    on=application.applied_on,
                    subject=application.subject,
                    year=application.year,
                    state=status.state.value,
                    score=None if score.total is None else round_gbt8170(score.total, DIGITS),
                    score_state=score.state.value,
                    eligible=judged.get(application.id),
                    won=status.won,
                    in_validity=status.state is AwardState.IN_VALIDITY,
                )
            )
    return tuple(rows)
