"""Service quality (服务质量): satisfaction of users. Clause 2.2.4."""

from __future__ import annotations

from qualitygov.service.satisfaction import (
    SatisfactionSurvey,
    SurveyFact,
    satisfaction_index,
    satisfied_share,
    survey_facts,
    weighted_index,
)

__all__ = [
    "SatisfactionSurvey",
    "SurveyFact",
    "satisfaction_index",
    "satisfied_share",
    "survey_facts",
    "weighted_index",
]
