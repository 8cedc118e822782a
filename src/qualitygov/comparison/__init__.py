"""Comparative analysis (对比分析): before and after, over periods, and among peers, with exact tests.

Clauses 3.4.2.a, 3.1.3.c.
"""

from __future__ import annotations

from qualitygov.comparison.analysis import (
    ComparisonFact,
    MeasureFact,
    Observation,
    QualityAnalysis,
    analyze,
    comparison_facts,
    measure_facts,
)
from qualitygov.comparison.change import Change, Level, Verdict, compare, level_of
from qualitygov.comparison.entities import ImprovementMeasure
from qualitygov.comparison.exact import fisher_exact, holm
from qualitygov.comparison.peers import PeerComparison, PeerVerdict, compare_peers, pooled
from qualitygov.comparison.periods import Every, Period, PeriodRow, PeriodTable, period_table

__all__ = [
    "Change",
    "ComparisonFact",
    "Every",
    "ImprovementMeasure",
    "Level",
    "MeasureFact",
    "Observation",
    "PeerComparison",
    "PeerVerdict",
    "Period",
    "PeriodRow",
    "PeriodTable",
    "QualityAnalysis",
    "Verdict",
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
