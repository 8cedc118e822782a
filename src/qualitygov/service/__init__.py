"""Service quality (服务质量): satisfaction of users. Clause 2.2.4."""

from __future__ import annotations

from qualitygov.service.entities import SatisfactionSurvey
from qualitygov.service.facts import SurveyFact, survey_facts
from qualitygov.service.satisfaction import satisfaction_index, satisfied_share, weighted_index
from qualitygov.service.tables import SURVEYS
from qualitygov.subject import FactSpec, Subject
from qualitygov.text import Text

__all__ = [
    "SUBJECT",
    "SURVEYS",
    "SatisfactionSurvey",
    "SurveyFact",
    "satisfaction_index",
    "satisfied_share",
    "survey_facts",
    "weighted_index",
]

SUBJECT = Subject(
    name="service",
    label=Text("服务质量", "service quality"),
    tables=(SURVEYS,),
    facts=(FactSpec(name="survey", row=SurveyFact, make=survey_facts),),
)
