"""Events of sampling inspection (抽查事件): conclusions, rectifications, re-checks.

Which of them gives a credit record stands in the rulebook (``event-rule``). Clauses 3.1.4.b,
3.2.2.a, 3.2.2.e.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Any

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.inspection.entities import InspectionSample
from qualitygov.inspection.facts import sample_states
from qualitygov.inspection.states import SampleState
from qualitygov.inspection.words import Conclusion, SampleDomain, Stage
from qualitygov.rulebook.columns import SEVERITIES
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Event

ONE_DAY = timedelta(days=1)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SampleEvent(Event):
    """A sample whose conclusion became final, or a refusal to be sampled (抽查结论事件).

    `conclusion` is pass, fail or refused; only a failure has a `severity`.
    """

    conclusion: Annotated[str, Conclusion, "refused"] = attrs.field(
        validator=check.filled(), metadata=about("结论", "conclusion")
    )
    severity: Annotated[str | None, SEVERITIES] = attrs.field(
        default=None, metadata=about("不合格程度", "severity")
    )
    domain: Annotated[str, SampleDomain] = attrs.field(
        validator=check.filled(), metadata=about("产品领域", "domain")
    )
    stage: Annotated[str, Stage] = attrs.field(
        validator=check.filled(), metadata=about("抽样环节", "stage")
    )
    mandatory_failed: bool = attrs.field(
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


def _common(sample: InspectionSample, on: date) -> dict[str, Any]:
    return {
        "unit": sample.subject,
        "on": on,
        "happened_on": min(sample.sampled_on, on),
        "known_on": sample.known_on,
        "document": sample.document,
        "authority": sample.authority,
        "category": sample.category,
    }


def _conclusion(sample: InspectionSample, state: SampleState) -> SampleEvent | None:
    on = sample.sampled_on if sample.refused else state.final_on
    if on is None:
        return None
    failed = state.conclusion is Conclusion.FAIL
    return SampleEvent(
        id=sample.id,
        **_common(sample, on),
        conclusion="refused" if state.conclusion is None else state.conclusion.value,
        severity=sample.severity if failed else None,
        domain=sample.domain.value,
        stage=sample.stage.value,
        mandatory_failed=failed and sample.mandatory_failed,
    )


@clauses("3.1.4.b", "3.2.2.a", "3.2.2.e")
def sample_events(view: CountyView, context: Context) -> tuple[SampleEvent, ...]:
    """Return the final conclusions and refusals by ``context.as_of`` (抽查结论事件).

    A failure that is still open to objection gives none, and one that a re-inspection passed is a
    pass.
    """
    made = (_conclusion(sample, state) for sample, state in view.once(sample_states, context))
    return tuple(event for event in made if event is not None)


def _rectification(
    sample: InspectionSample, state: SampleState, context: Context
) -> SampleRectificationEvent | None:
    if state.rectify_by is None or state.rectify_by.day is None:
        return None
    overdue = bool(state.rectification_overdue)
    on = state.rectify_by.day + ONE_DAY if overdue else context.past(sample.rectified_on)
    if on is None:
        return None
    return SampleRectificationEvent(id=sample.id, **_common(sample, on), overdue=overdue)


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
    """The re-checks of a final failure, those of each conclusion numbered by themselves."""
    if state.rectify_by is None:
        return
    counts: Counter[Conclusion] = Counter()
    for held in sample.rechecks:
        if context.happened(held.held_on):
            counts[held.conclusion] += 1
            name = "recheck" if held.conclusion is Conclusion.FAIL else "recheck-pass"
            yield SampleRecheckEvent(
                id=f"{sample.id}/{name}-{counts[held.conclusion]}",
                **_common(sample, held.held_on),
                conclusion=held.conclusion.value,
            )


@clauses("3.1.4.b", "3.2.2.a", "3.2.2.e")
def sample_rechecks(view: CountyView, context: Context) -> tuple[SampleRecheckEvent, ...]:
    """Return every re-check of a final failure by ``context.as_of`` (样品复查事件)."""
    return tuple(
        event
        for sample, state in view.once(sample_states, context)
        for event in _rechecks(sample, state, context)
    )
