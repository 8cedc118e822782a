"""Fact rows of samples (抽查事实行), from which indicators count. Clauses 2.2.2, 3.1.4.b, 3.2.2.e."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.inspection.entities import InspectionSample
from qualitygov.inspection.parties import answering
from qualitygov.inspection.rectify import round_steps
from qualitygov.inspection.states import Finality, SampleState, sample_state
from qualitygov.inspection.tables import SAMPLES
from qualitygov.inspection.words import Conclusion, SampleDomain, Stage
from qualitygov.rulebook.columns import OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.subject import (
    CountyView,
    Duty,
    Standing,
    Unplaced,
    cutoff_after,
    owed,
    settling,
    standing_of,
)

RESULT, QUOTA, MANDATORY = "sample-result", "sample-quota", "mandatory-standards"
ORDERED, RECTIFIED = "sample-ordered", "sample-rectified"


@attrs.frozen(kw_only=True)
class SampleFact(Duty):
    """One sample that was taken, or that a quota ordered and nobody took (抽查事实).

    `conclusion` is pass, fail, pending or refused as of the day, and none where no sample was
    taken. A pass is done and a final failure failed; what is open to objection, under re-inspection
    or not reported yet is open; a refusal counts as a failure; what a quota ordered and nobody took
    is missing once the quota's period is over.
    """

    domain: Annotated[str | None, SampleDomain]
    stage: Annotated[str | None, Stage]
    conclusion: Annotated[str, Conclusion, "pending", "refused", "none", OUTCOME]
    subject: str | None = None
    product: str | None = None
    category: str | None = None


@attrs.frozen(kw_only=True)
class MandatoryFact(Duty):
    """One sample and the mandatory standards (强制性标准符合性): failed while a failure stands."""

    domain: Annotated[str, SampleDomain]
    subject: str | None = None


@attrs.frozen(kw_only=True)
class RectificationFact(Duty):
    """One step in putting a failed sample right (整改事实): whose it is, and how it stands."""

    sample: str
    subject: str | None = None


def sample_states(
    view: CountyView, context: Context
) -> tuple[tuple[InspectionSample, SampleState], ...]:
    """Return the samples taken by ``context.as_of``, each with its state (样品状态清单).

    A sample of which nobody knows a day is none of them: see `unplaced_samples`.
    """
    return tuple(
        (sample, sample_state(sample, context))
        for sample in view.known(SAMPLES, context)
        if context.happened(sample.on)
    )


def unplaced_samples(view: CountyView, context: Context) -> Iterator[Unplaced]:
    """Yield the samples that nobody can place (无法归属的样品): of no day, or of an unknown stage.

    One of no day may belong to any period. A failure of no day leaves its parties without an
    assessment, for nobody knows whether it still weighs.
    """
    for sample in view.known(SAMPLES, context):
        if sample.on is None or sample.stage is None:
            failed = sample.conclusion is Conclusion.FAIL or sample.refused
            bad = failed and sample.on is None
            yield Unplaced(
                table=SAMPLES.name,
                id=sample.id,
                town=sample.town,
                units=tuple(
                    one.code for one in answering(sample, context) if bad and not one.disputed
                ),
                day=sample.on,
                cells={"domain": sample.domain.value}
                | ({} if sample.stage is None else {"stage": sample.stage.value}),
                lacks=() if sample.stage is not None else ("stage",),
            )


@clauses("2.2.2.a 2.2.2.b 2.2.2.c 2.2.2.d 2.2.2.e 2.2.2.f 3.4.1.b")
def sample_facts(view: CountyView, context: Context) -> tuple[SampleFact, ...]:
    """Return the rows of the samples that were taken or ordered (抽查事实行)."""
    taken = (_fact(sample, state, context) for sample, state in view.once(sample_states, context))
    ordered = (
        _not_taken(quota, at)
        for quota in view.facts("quota", context)
        if quota.scope == "sample"
        for at in range(quota.asked - quota.held)
    )
    return (*taken, *ordered)


def _day(sample: InspectionSample) -> date:
    assert sample.on is not None  # those without a day are no facts
    return sample.on


def _standing(state: SampleState) -> Standing:
    if state.finality is Finality.REFUSED or state.conclusion is Conclusion.FAIL:
        return Standing.FAILED
    return Standing.DONE if state.conclusion is Conclusion.PASS else Standing.OPEN


def _settles(sample: InspectionSample, state: SampleState, context: Context) -> date | None:
    """The day by which an open sample ends; once it has passed, the year's cut-off closes it."""
    if state.settles_by is None:
        return None
    if state.settles_by.passed(context.as_of) is not True:
        return state.settles_by.day
    return closed_by(_day(sample), context)


def closed_by(day: date, context: Context) -> date | None:
    """Return the cut-off that closes what is open of a day (截止日), None once it has passed."""
    cutoff = cutoff_after(day, context)
    return cutoff if cutoff is not None and context.as_of <= cutoff else None


def _conclusion(sample: InspectionSample, state: SampleState) -> str:
    if state.conclusion is not None:
        return str(state.conclusion.value)
    return "refused" if sample.refused else "pending"


def _fact(sample: InspectionSample, state: SampleState, context: Context) -> SampleFact:
    return SampleFact(
        id=sample.id,
        town=sample.town,
        on=_day(sample),
        duty=RESULT,
        standing=_standing(state).value,
        unit=sample.subject,
        settles_on=_settles(sample, state, context),
        domain=sample.domain.value,
        stage=None if sample.stage is None else sample.stage.value,
        conclusion=_conclusion(sample, state),
        subject=sample.subject,
        product=sample.product,
        category=sample.category,
    )


def _not_taken(quota: Any, at: int) -> SampleFact:
    """A sample that a quota ordered and nobody took: the duty of its department."""
    still = quota.standing == Standing.OPEN.value
    return SampleFact(
        id=f"{quota.id}/{at + 1}",
        town=quota.town,
        on=quota.on,
        duty=QUOTA,
        standing=(Standing.OPEN if still else Standing.MISSING).value,
        unit=quota.unit,
        by=quota.by,
        settles_on=quota.settles_on,
        domain=quota.domain,
        stage=quota.stage,
        conclusion="none",
        product=quota.topic,
    )


@clauses("2.2.2.a")
def mandatory_facts(view: CountyView, context: Context) -> tuple[MandatoryFact, ...]:
    """Return one row for each sample (强制性标准事实行): whether a violation stands.

    One that was put right and re-checked stands no longer. A failure of such a standard that is not
    final is open, and so is a sample without a report, and a failure of which nobody told the items
    and that is not put right; any other failure is none of a standard.
    """
    return tuple(
        MandatoryFact(
            id=sample.id,
            town=sample.town,
            on=_day(sample),
            duty=MANDATORY,
            standing=standing.value,
            unit=sample.subject,
            settles_on=_told_by(sample, state, context) if standing is Standing.OPEN else None,
            domain=sample.domain.value,
            subject=sample.subject,
        )
        for sample, state in view.once(sample_states, context)
        for standing in [_of_standards(sample, state)]
    )


def _told_by(sample: InspectionSample, state: SampleState, context: Context) -> date | None:
    """The day by which it is settled: items of a final failure may be told until the cut-off."""
    final = state.finality is Finality.FINAL
    return closed_by(_day(sample), context) if final else _settles(sample, state, context)


def _of_standards(sample: InspectionSample, state: SampleState) -> Standing:
    if state.finality is Finality.REFUSED:
        return Standing.FAILED
    if state.finality is Finality.NOT_REPORTED:
        return Standing.OPEN
    if sample.mandatory_failed is False or state.conclusion is Conclusion.PASS:
        return Standing.DONE
    if state.conclusion is None:
        return Standing.OPEN
    if not state.outstanding:
        return Standing.DONE
    return Standing.OPEN if sample.mandatory_failed is None else Standing.FAILED


@clauses("3.2.2.e", "3.4.3.b")
def rectification_facts(view: CountyView, context: Context) -> tuple[RectificationFact, ...]:
    """Return the steps that final failures asked for (整改事实行), in order of the samples.

    The department orders, re-checks and announces; the unit puts right.
    """
    return tuple(
        RectificationFact(
            id=f"{sample.id}/{duty}",
            town=sample.town,
            on=_day(sample),
            duty=duty,
            standing=standing.value,
            unit=sample.ordered_unit if duty == RECTIFIED else sample.authority,
            by=by.day,
            settles_on=settling(standing, by),
            subject=sample.ordered_unit,
            sample=sample.id,
        )
        for sample, state in view.once(sample_states, context)
        for duty, standing, by in _steps(sample, state, context)
    )


def _steps(
    sample: InspectionSample, state: SampleState, context: Context
) -> Iterator[tuple[str, Standing, Due]]:
    if state.conclusion is not Conclusion.FAIL or state.final_on is None:
        return
    order = owed(ORDERED, state.final_on, context)
    if order is not None:
        yield ORDERED, standing_of(order, sample.rectify_ordered_on, context), order
    if state.rounds is not None:
        yield from round_steps(sample, state.rounds, context, of="sample")
