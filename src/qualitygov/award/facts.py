"""Fact rows of the quality award (质量奖事实行), from which indicators count. Clause 3.1.3.a."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import attrs

from qualitygov.award.entities import AwardApplication
from qualitygov.award.score import combined_score
from qualitygov.award.selection import Entrant
from qualitygov.award.status import AwardState, award_status
from qualitygov.core.calendars import WorkCalendar
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import round_gbt8170
from qualitygov.rulebook.book import Rulebook

__all__ = ["AwardFact", "award_facts"]

DIGITS = 3


@attrs.frozen
class AwardFact:
    """One application as indicators see it (质量奖事实), placed on its own day.

    `score` is rounded to a thousandth.
    """

    id: str
    town: str
    on: date
    subject: str
    year: int
    state: str
    score: Decimal | None
    score_state: str
    eligible: bool | None
    won: bool
    in_validity: bool


@clauses("3.1.3.a")
def award_facts(
    applications: Iterable[AwardApplication],
    rulebook: Rulebook,
    calendar: WorkCalendar | None,
    as_of: date,
    judged: Iterable[Entrant] = (),
) -> tuple[AwardFact, ...]:
    """Return the rows of the applications made by `as_of` (质量奖事实行).

    `judged` are those whose eligibility was looked into.
    """
    rules, answers = rulebook.at(as_of), {one.id: one.eligibility.eligible for one in judged}
    rows = []
    for one in applications:
        if one.applied_on <= as_of:
            status, score = (
                award_status(one, rulebook, calendar, as_of),
                combined_score(one, rules, as_of),
            )
            rows.append(
                AwardFact(
                    id=one.id,
                    town=one.town,
                    on=one.applied_on,
                    subject=one.subject,
                    year=one.year,
                    state=status.state.value,
                    score=None if score.total is None else round_gbt8170(score.total, DIGITS),
                    score_state=score.state.value,
                    eligible=answers.get(one.id),
                    won=status.won,
                    in_validity=status.state is AwardState.IN_VALIDITY,
                )
            )
    return tuple(rows)
