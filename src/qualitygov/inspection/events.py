"""Events of sampling inspection (抽查事件): conclusions, rectifications, re-checks.

Which of them gives a credit record stands in the rulebook (``event-rule``). Clauses 3.1.4.b,
3.2.2.a, 3.2.2.e.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import attrs

from qualitygov.core import check, kinds, knowledge
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.periods import ONE_DAY
from qualitygov.inspection.entities import InspectionSample
from qualitygov.inspection.facts import sample_states
from qualitygov.inspection.parties import answering
from qualitygov.inspection.product import Party
from qualitygov.inspection.states import SampleState
from qualitygov.inspection.words import Conclusion, SampleDomain, Stage
from qualitygov.rulebook.columns import SEVERITIES
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Event, rounds_held


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SampleEvent(Event):
    """A sample whose conclusion became final, or a refusal to be sampled (抽查结论事件).

    There is one for each `party` of the sample that has a code. `disputed` says that the named
    maker calls the product not its own, and nobody has decided it. `conclusion` is pass, fail or
    refused; only a failure has a `severity`, that of the book where none was published.
    """

    party: Annotated[str, Party] = attrs.field(
        default=Party.SAMPLED.value, validator=check.filled(), metadata=about("责任主体", "party")
    )
    disputed: bool = attrs.field(
        default=False, metadata=about("产品真实性异议待定", "authenticity disputed")
    )

    conclusion: Annotated[str, Conclusion, "refused"] = attrs.field(
        validator=check.filled(), metadata=about("结论", "conclusion")
    )
    severity: Annotated[str | None, SEVERITIES] = attrs.field(
        default=None, metadata=about("不合格程度", "severity")
    )
    domain: Annotated[str, SampleDomain] = attrs.field(
        validator=check.filled(), metadata=about("产品领域", "domain")
    )
    stage: Annotated[str | None, Stage] = attrs.field(
        default=None, metadata=about("抽样环节", "stage")
    )
    mandatory_failed: bool | None = attrs.field(
        default=False, metadata=about("强制性标准项目不合格", "mandatory standard failed")
    )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SampleRectificationEvent(Event):
    """An order to put a failed sample right that was kept, or whose time ran out (样品整改事件)."""

    overdue: bool = attrs.field(metadata=about("逾期未整改", "not put right in time"))


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SampleRecheckEvent(Event):
    """A re-check of a failed sample's rectification (样品复查事件), pass or fail."""

    conclusion: Annotated[str, Conclusion] = attrs.field(
        validator=check.filled(), metadata=about("结论", "conclusion")
    )


def _common(sample: InspectionSample, on: date, unit: str) -> dict[str, Any]:
    return {
        "unit": unit,
        "on": on,
        "happened_on": on,
        "known_on": knowledge.known_since(on, sample),
        "document": sample.paper,
        "authority": sample.authority,
        "category": sample.category,
    }


def _severity(sample: InspectionSample, on: date, context: Context) -> str:
    """The severity of a failure; where none was published, that of the book on its day."""
    first = context.rulebook.header.valid_from
    return sample.severity or context.rules_on(max(on, first)).choice("inspection.severity")


def _conclusions(
    sample: InspectionSample, state: SampleState, context: Context
) -> Iterator[SampleEvent]:
    """The conclusion for each party; a refusal is the sampled unit's own."""
    on = sample.on if sample.refused else state.final_on
    if on is None:
        return
    failed = state.conclusion is Conclusion.FAIL
    for one in answering(sample, context):
        if one.party is not Party.SAMPLED and sample.refused:
            continue
        own = one.party is Party.SAMPLED
        about = {**_common(sample, on, one.code), "happened_on": min(sample.on or on, on)}
        if one.party is Party.MAKER and not one.disputed and sample.authenticity_decided_on:
            about["known_on"] = max(about["known_on"], sample.authenticity_decided_on)
        yield SampleEvent(
            id=sample.id if own else f"{sample.id}/{one.party.value}",
            **about,
            party=one.party.value,
            disputed=one.disputed,
            conclusion="refused" if state.conclusion is None else state.conclusion.value,
            severity=_severity(sample, on, context) if failed else None,
            domain=sample.domain.value,
            stage=None if sample.stage is None else sample.stage.value,
            mandatory_failed=failed and sample.mandatory_failed,
        )


@clauses("3.1.4.b", "3.2.2.a", "3.2.2.e")
def sample_events(view: CountyView, context: Context) -> tuple[SampleEvent, ...]:
    """Return the final conclusions and refusals by ``context.as_of`` (抽查结论事件).

    One for each party that has a code. A failure that is still open to objection gives none, and
    one that a re-inspection passed is a pass.
    """
    return tuple(
        event
        for sample, state in view.once(sample_states, context)
        for event in _conclusions(sample, state, context)
    )


def _rectification(
    sample: InspectionSample, state: SampleState, context: Context
) -> SampleRectificationEvent | None:
    unit = sample.ordered_unit
    if state.rectify_by is None or state.rectify_by.day is None or unit is None:
        return None
    overdue = bool(state.rectification_overdue)
    on = state.rectify_by.day + ONE_DAY if overdue else context.past(sample.rectified_on)
    if on is None:
        return None
    return SampleRectificationEvent(id=sample.id, **_common(sample, on, unit), overdue=overdue)


@clauses("3.1.4.b", "3.2.2.a", "3.2.2.e")
def sample_rectifications(
    view: CountyView, context: Context
) -> tuple[SampleRectificationEvent, ...]:
    """Return the rectifications of final failures that were done or overdue (样品整改事件).

    One that is overdue is established on the day after its term, whenever it is put right.
    """
    found = (
        _rectification(sample, state, context)
        for sample, state in view.once(sample_states, context)
    )
    return tuple(event for event in found if event is not None)


def _rechecks(
    sample: InspectionSample, state: SampleState, context: Context
) -> Iterator[SampleRecheckEvent]:
    """The re-checks of a final failure, named by their days."""
    unit = sample.ordered_unit
    if state.rectify_by is None or unit is None:
        return
    for name, one in rounds_held(sample.rechecks, context):
        about = _common(sample, one.held_on, unit)
        yield SampleRecheckEvent(
            id=f"{sample.id}/recheck-{name}",
            **{**about, "known_on": knowledge.known_since(one.held_on, sample, one)},
            conclusion=one.conclusion.value,
        )


@clauses("3.1.4.b", "3.2.2.a", "3.2.2.e")
def sample_rechecks(view: CountyView, context: Context) -> tuple[SampleRecheckEvent, ...]:
    """Return every re-check of a final failure by ``context.as_of`` (样品复查事件)."""
    return tuple(
        event
        for sample, state in view.once(sample_states, context)
        for event in _rechecks(sample, state, context)
    )
