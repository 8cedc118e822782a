"""Service quality (服务质量): satisfaction of users, and what the public says.

Clauses 2.2.4, 2.2.b, 3.1.4.c.
"""

from __future__ import annotations

from qualitygov.service.entities import PublicSurvey, SatisfactionSurvey, SurveySubject
from qualitygov.service.facts import (
    PublicSurveyFact,
    SurveyFact,
    public_survey_facts,
    survey_facts,
)
from qualitygov.service.satisfaction import satisfaction_index, satisfied_share, weighted_index
from qualitygov.service.tables import PUBLIC_SURVEYS, SURVEYS
from qualitygov.service.worklist import TRADES
from qualitygov.subject import FactSpec, Subject
from qualitygov.text import Text

__all__ = [
    "PUBLIC_SURVEYS",
    "SUBJECT",
    "SURVEYS",
    "PublicSurvey",
    "PublicSurveyFact",
    "SatisfactionSurvey",
    "SurveyFact",
    "SurveySubject",
    "public_survey_facts",
    "satisfaction_index",
    "satisfied_share",
    "survey_facts",
    "weighted_index",
]

SUBJECT = Subject(
    name="service",
    label=Text("服务质量", "service quality"),
    tables=(SURVEYS, PUBLIC_SURVEYS),
    facts=(
        FactSpec(name="survey", row=SurveyFact, make=survey_facts, rests_on=(SURVEYS,)),
        FactSpec(
            name="public-survey",
            row=PublicSurveyFact,
            make=public_survey_facts,
            rests_on=(PUBLIC_SURVEYS,),
            shown_by=(PUBLIC_SURVEYS,),
        ),
    ),
    sections=(TRADES,),
)
