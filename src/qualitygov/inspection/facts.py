"""Fact rows of samples (抽查事实行), from which indicators count."""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.inspection.entities import Conclusion, InspectionSample
from qualitygov.inspection.states import SampleState, sample_state
from qualitygov.inspection.tables import SAMPLES
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView


@attrs.frozen(kw_only=True)
class SampleFact:
    """One sample as indicators see it (抽查事实).

    `conclusion` is pass, fail, pending or refused as of the day.
    """

    id: str
    town: str
    on: date
    subject: str
    domain: str
    stage: str
    product: str
    category: str | None
    conclusion: str
    mandatory_failed: bool
    outstanding: bool


def sample_states(
    view: CountyView, context: Context
) -> tuple[tuple[InspectionSample, SampleState], ...]:
    """Return the samples taken by ``context.as_of``, each with its state (样品状态清单)."""
    return tuple(
        (sample, sample_state(sample, context))
        for sample in view.known(SAMPLES, context)
        if context.happened(sample.sampled_on)
    )


@clauses("2.2.2.a 2.2.2.b 2.2.2.c 2.2.2.d 2.2.2.e 2.2.2.f")
def sample_facts(view: CountyView, context: Context) -> tuple[SampleFact, ...]:
    """Return the rows of the samples that were known (抽查事实行)."""
    return tuple(_fact(sample, state) for sample, state in view.once(sample_states, context))


def _conclusion(sample: InspectionSample, state: SampleState) -> str:
    if state.conclusion is not None:
        return str(state.conclusion.value)
    return "refused" if sample.refused else "pending"


def _fact(sample: InspectionSample, state: SampleState) -> SampleFact:
    failed = sample.mandatory_failed and state.conclusion is Conclusion.FAIL
    return SampleFact(
        id=sample.id,
        town=sample.town,
        on=sample.sampled_on,
        subject=sample.subject,
        domain=sample.domain.value,
        stage=sample.stage.value,
        product=sample.product,
        category=sample.category,
        conclusion=_conclusion(sample, state),
        mandatory_failed=failed,
        outstanding=failed and state.outstanding,
    )
