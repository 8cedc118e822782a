"""Fact rows of service quality (服务质量事实行), from which indicators count."""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.rulebook.context import Context
from qualitygov.service.entities import SatisfactionSurvey
from qualitygov.service.satisfaction import satisfaction_index, satisfied_share
from qualitygov.service.tables import SURVEYS
from qualitygov.subject import CountyView


@attrs.frozen(kw_only=True)
class SurveyFact:
    """One survey as indicators see it (满意度事实).

    `index_sum` is the worth of all its valid answers.
    """

    id: str
    town: str
    on: date
    trade: str
    satisfied: int
    valid: int
    index_sum: int


def _fact(survey: SatisfactionSurvey, context: Context) -> SurveyFact:
    return SurveyFact(
        id=survey.id,
        town=survey.town,
        on=survey.held_on,
        trade=survey.trade,
        satisfied=satisfied_share(survey, context).numerator,
        valid=survey.valid,
        index_sum=satisfaction_index(survey, context).numerator,
    )


@clauses("2.2.4.b")
def survey_facts(view: CountyView, context: Context) -> tuple[SurveyFact, ...]:
    """Return the rows of the surveys held up to `as_of` (满意度事实行)."""
    surveys = view.known(SURVEYS, context).rows
    return tuple(_fact(survey, context) for survey in surveys if context.happened(survey.held_on))
