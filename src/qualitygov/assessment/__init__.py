"""The assessment (考核): indicators, targets, items, the results of towns and their ranking.

Clauses 2.2, 3.1.2.b.
"""

from __future__ import annotations

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.indicator import Indicator
from qualitygov.assessment.items import ItemResult
from qualitygov.assessment.judge import judge, judge_all
from qualitygov.assessment.left import Left
from qualitygov.assessment.measure import measure
from qualitygov.assessment.measurement import Ids, Measurement
from qualitygov.assessment.parts import Acceptance, Deduction, Readiness
from qualitygov.assessment.plan import AssessmentPlan, Item, compile_assessment
from qualitygov.assessment.ranking import competition_ranks, ranked
from qualitygov.assessment.reported import IN_FULL, Reported
from qualitygov.assessment.result import Ends, PeriodResult, Reading, TargetResult, Verdict
from qualitygov.assessment.target import Target
from qualitygov.assessment.town import TownAssessment, assess_town
from qualitygov.core.period import Period
from qualitygov.rulebook.model.assessment import Quality

__all__ = [
    "IN_FULL",
    "Acceptance",
    "AssessmentPlan",
    "Deduction",
    "Ends",
    "FactTables",
    "Ids",
    "Indicator",
    "Item",
    "ItemResult",
    "Left",
    "Measurement",
    "Period",
    "PeriodResult",
    "Quality",
    "Readiness",
    "Reading",
    "Reported",
    "Target",
    "TargetResult",
    "TownAssessment",
    "Verdict",
    "assess_town",
    "competition_ranks",
    "compile_assessment",
    "judge",
    "judge_all",
    "measure",
    "ranked",
]
