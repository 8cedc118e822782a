"""Sampling inspection (监督抽查): samples and what follows them, what they prove, and sampling plans.

Clause 2.2.2.
"""

from __future__ import annotations

from qualitygov.core.statistics import (
    Proof,
    RateJudgement,
    accept_probability,
    interval,
    judge_rate,
    lower_bound,
    passes_needed,
    upper_bound,
)
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
from qualitygov.inspection.events import (
    SampleEvent,
    SampleRecheckEvent,
    SampleRectificationEvent,
    sample_events,
    sample_rechecks,
    sample_rectifications,
)
from qualitygov.inspection.facts import SampleFact, sample_facts
from qualitygov.inspection.plans import (
    SinglePlan,
    check_declared,
    find_plan,
    operating_characteristic,
    single_plan,
)
from qualitygov.inspection.states import Finality, SampleState, double_sampled, sample_state
from qualitygov.inspection.tables import SAMPLES
from qualitygov.inspection.worklist import SAMPLED_AGAIN
from qualitygov.subject import EventSpec, FactSpec, Subject
from qualitygov.text import Text

SUBJECT = Subject(
    name="inspection",
    label=Text("监督抽查", "sampling inspection"),
    tables=(SAMPLES,),
    facts=(FactSpec(name="sample", row=SampleFact, make=sample_facts),),
    events=(
        EventSpec(name="sample", row=SampleEvent, make=sample_events),
        EventSpec(
            name="sample-rectification", row=SampleRectificationEvent, make=sample_rectifications
        ),
        EventSpec(name="sample-recheck", row=SampleRecheckEvent, make=sample_rechecks),
    ),
    worklists=(SAMPLED_AGAIN,),
)
"""What the county has to know of sampling inspection (监督抽查)."""

__all__ = [
    "SAMPLES",
    "SUBJECT",
    "Comparison",
    "Conclusion",
    "Finality",
    "InspectionSample",
    "LimitKind",
    "Proof",
    "RateJudgement",
    "Recheck",
    "SampleDomain",
    "SampleEvent",
    "SampleFact",
    "SampleItem",
    "SampleRecheckEvent",
    "SampleRectificationEvent",
    "SampleState",
    "SinglePlan",
    "Stage",
    "accept_probability",
    "check_declared",
    "double_sampled",
    "find_plan",
    "interval",
    "judge_rate",
    "lower_bound",
    "operating_characteristic",
    "passes_needed",
    "sample_events",
    "sample_facts",
    "sample_rechecks",
    "sample_rectifications",
    "sample_state",
    "single_plan",
    "upper_bound",
]
