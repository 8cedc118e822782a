"""Comparative analysis (对比分析): before and after, over periods, and among peers, with exact tests.

Clauses 3.4.2.a, 3.1.3.c.
"""

from __future__ import annotations

from qualitygov.comparison.analysis import Observation, QualityAnalysis, analyze
from qualitygov.comparison.change import Change, Level, Verdict, compare, level_of
from qualitygov.comparison.duties import AnalysisFact, analysis_facts
from qualitygov.comparison.entities import ImprovementMeasure, RegularAnalysis
from qualitygov.comparison.facts import (
    ComparisonFact,
    MeasureFact,
    comparison_facts,
    measure_facts,
)
from qualitygov.comparison.observations import analyses_of
from qualitygov.comparison.peers import PeerComparison, PeerVerdict, compare_peers, pooled
from qualitygov.comparison.periods import Every, PeriodRow, PeriodTable, period_table
from qualitygov.comparison.tables import ANALYSES, IMPROVEMENTS
from qualitygov.comparison.worklist import COMPARISON
from qualitygov.core.exact_tests import fisher_exact, holm
from qualitygov.subject import FactSpec, Subject
from qualitygov.text import Text

__all__ = [
    "ANALYSES",
    "IMPROVEMENTS",
    "SUBJECT",
    "AnalysisFact",
    "Change",
    "ComparisonFact",
    "Every",
    "ImprovementMeasure",
    "Level",
    "MeasureFact",
    "Observation",
    "PeerComparison",
    "PeerVerdict",
    "PeriodRow",
    "PeriodTable",
    "QualityAnalysis",
    "RegularAnalysis",
    "Verdict",
    "analyses_of",
    "analysis_facts",
    "analyze",
    "compare",
    "compare_peers",
    "comparison_facts",
    "fisher_exact",
    "holm",
    "level_of",
    "measure_facts",
    "period_table",
    "pooled",
]

SUBJECT = Subject(
    name="comparison",
    label=Text("对比分析", "comparison"),
    tables=(IMPROVEMENTS, ANALYSES),
    facts=(
        FactSpec(name="comparison", row=ComparisonFact, make=comparison_facts),
        FactSpec(
            name="analysis",
            row=AnalysisFact,
            make=analysis_facts,
            rests_on=(ANALYSES,),
            shown_by=(ANALYSES,),
        ),
        FactSpec(name="improvement", row=MeasureFact, make=measure_facts, rests_on=(IMPROVEMENTS,)),
    ),
    sections=(COMPARISON,),
)
