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
from qualitygov.inspection.entities import InspectionSample
from qualitygov.inspection.entities_recall import Recall, RecallMove, RecallMoveKind
from qualitygov.inspection.events import (
    SampleEvent,
    SampleRecheckEvent,
    SampleRectificationEvent,
    sample_events,
    sample_rechecks,
    sample_rectifications,
)
from qualitygov.inspection.exposure import Exposure, exposures
from qualitygov.inspection.facts import (
    MandatoryFact,
    RectificationFact,
    SampleFact,
    mandatory_facts,
    rectification_facts,
    sample_facts,
    unplaced_samples,
)
from qualitygov.inspection.items import SampleItem
from qualitygov.inspection.parties import Answering, answering
from qualitygov.inspection.plans import (
    SinglePlan,
    check_declared,
    find_plan,
    operating_characteristic,
    single_plan,
)
from qualitygov.inspection.product import Authenticity, Party
from qualitygov.inspection.readings import MicrobialPlan, Reading, Results
from qualitygov.inspection.recalls import (
    RecallBehind,
    RecallFact,
    RecallStep,
    recall_facts,
    recall_problems,
    recall_steps,
    recalls_behind,
)
from qualitygov.inspection.rechecks import Recheck, Reinspection
from qualitygov.inspection.rectify import (
    Rounds,
    rectify_due,
    round_steps,
    rounds_of,
    second_recheck,
)
from qualitygov.inspection.states import Finality, SampleState, double_sampled, sample_state
from qualitygov.inspection.tables import RECALLS, SAMPLES
from qualitygov.inspection.words import (
    Comparison,
    Conclusion,
    Detection,
    LimitKind,
    SampleDomain,
    Sign,
    Stage,
)
from qualitygov.inspection.worklist import INCOMPLETE, RECALLS_BEHIND, SAMPLED_AGAIN, SECTION
from qualitygov.subject import (
    EventSpec,
    FactSpec,
    Subject,
    Weight,
)
from qualitygov.text import Text

TESTED = (Weight("sample_items", spoils=1), Weight("sample_reinspections", spoils=1))
"""What was tested may speak against a sample that passes without it."""
BEGUN = (Weight("sample_items", brings=1), Weight("sample_reinspections", brings=1))
"""What was tested may begin what a failed sample asks for."""

SUBJECT = Subject(
    name="inspection",
    label=Text("监督抽查", "sampling inspection"),
    tables=(SAMPLES, RECALLS),
    facts=(
        FactSpec(
            name="sample",
            row=SampleFact,
            make=sample_facts,
            rests_on=(SAMPLES,),
            planned=(SAMPLES,),
            weights=TESTED,
        ),
        FactSpec(
            name="mandatory",
            row=MandatoryFact,
            make=mandatory_facts,
            rests_on=(SAMPLES,),
            weights=TESTED,
        ),
        FactSpec(
            name="rectification",
            row=RectificationFact,
            make=rectification_facts,
            rests_on=(SAMPLES,),
            per="sample",
            weights=(*BEGUN, Weight("sample_rechecks", brings=1, spoils=1)),
        ),
        FactSpec(
            name="recall",
            row=RecallFact,
            make=recall_facts,
            rests_on=(RECALLS, SAMPLES),
            shown_by=(RECALLS,),
            begun=("recall-begun", "recall-finished", "recall-reported", "recall-judged"),
            per="of",
            most=4,
            weights=(*BEGUN, Weight("recall_moves", brings=3)),
        ),
    ),
    events=(
        EventSpec(name="sample", row=SampleEvent, make=sample_events),
        EventSpec(
            name="sample-rectification", row=SampleRectificationEvent, make=sample_rectifications
        ),
        EventSpec(name="sample-recheck", row=SampleRecheckEvent, make=sample_rechecks, named=True),
    ),
    worklists=(SAMPLED_AGAIN, INCOMPLETE, RECALLS_BEHIND),
    sections=(SECTION,),
    checks=((Recall, recall_problems),),
    unplaced=(unplaced_samples,),
)
"""What the county has to know of sampling inspection (监督抽查)."""

__all__ = [
    "RECALLS",
    "SAMPLES",
    "SUBJECT",
    "Answering",
    "Authenticity",
    "Comparison",
    "Conclusion",
    "Detection",
    "Exposure",
    "Finality",
    "InspectionSample",
    "LimitKind",
    "MandatoryFact",
    "MicrobialPlan",
    "Party",
    "Proof",
    "RateJudgement",
    "Reading",
    "Recall",
    "RecallBehind",
    "RecallFact",
    "RecallMove",
    "RecallMoveKind",
    "RecallStep",
    "Recheck",
    "RectificationFact",
    "Reinspection",
    "Results",
    "Rounds",
    "SampleDomain",
    "SampleEvent",
    "SampleFact",
    "SampleItem",
    "SampleRecheckEvent",
    "SampleRectificationEvent",
    "SampleState",
    "Sign",
    "SinglePlan",
    "Stage",
    "accept_probability",
    "answering",
    "check_declared",
    "double_sampled",
    "exposures",
    "find_plan",
    "interval",
    "judge_rate",
    "lower_bound",
    "mandatory_facts",
    "operating_characteristic",
    "passes_needed",
    "recall_facts",
    "recall_problems",
    "recall_steps",
    "recalls_behind",
    "rectification_facts",
    "rectify_due",
    "round_steps",
    "rounds_of",
    "sample_events",
    "sample_facts",
    "sample_rechecks",
    "sample_rectifications",
    "sample_state",
    "second_recheck",
    "single_plan",
    "unplaced_samples",
    "upper_bound",
]
