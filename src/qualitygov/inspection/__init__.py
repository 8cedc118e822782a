"""Sampling inspection (监督抽查): samples and what follows them, what they prove, and sampling plans.

Clause 2.2.2.
"""

from __future__ import annotations

from qualitygov.inspection.entities import (
    Comparison,
    Conclusion,
    InspectionSample,
    LimitKind,
    Recheck,
    SampleDomain,
    SampleItem,
    Stage,
)
from qualitygov.inspection.facts import SampleFact, sample_facts
from qualitygov.inspection.plans import (
    SinglePlan,
    check_declared,
    find_plan,
    operating_characteristic,
    single_plan,
)
from qualitygov.inspection.process import SampleState, double_sampled, state_of
from qualitygov.inspection.records import credit_records
from qualitygov.inspection.statistics import (
    Proof,
    RateJudgement,
    accept_probability,
    interval,
    judge_rate,
    lower_bound,
    passes_needed,
    upper_bound,
)

__all__ = [
    "Comparison",
    "Conclusion",
    "InspectionSample",
    "LimitKind",
    "Proof",
    "RateJudgement",
    "Recheck",
    "SampleDomain",
    "SampleFact",
    "SampleItem",
    "SampleState",
    "SinglePlan",
    "Stage",
    "accept_probability",
    "check_declared",
    "credit_records",
    "double_sampled",
    "find_plan",
    "interval",
    "judge_rate",
    "lower_bound",
    "operating_characteristic",
    "passes_needed",
    "sample_facts",
    "single_plan",
    "state_of",
    "upper_bound",
]
