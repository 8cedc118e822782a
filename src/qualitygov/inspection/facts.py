"""Fact rows of samples (抽查事实行), from which indicators count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.core.calendars import WorkCalendar
from qualitygov.core.clauses import clauses
from qualitygov.inspection.entities import Conclusion, InspectionSample
from qualitygov.inspection.process import state_of
from qualitygov.rulebook.rules import Rules

__all__ = ["SampleFact", "sample_facts"]


@attrs.frozen
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


@clauses("2.2.2.a", "2.2.2.b", "2.2.2.c", "2.2.2.d", "2.2.2.e", "2.2.2.f")
def sample_facts(
    samples: Iterable[InspectionSample],
    rules: Rules,
    calendar: WorkCalendar | None,
    as_of: date,
    known_at: date | None = None,
) -> tuple[SampleFact, ...]:
    """Return the rows of the samples known on `known_at` (抽查事实行), which defaults to `as_of`."""
    known = as_of if known_at is None else known_at
    return tuple(
        _fact(s, rules, calendar, as_of)
        for s in samples
        if s.known_on <= known and s.sampled_on <= as_of
    )


def _fact(
    sample: InspectionSample, rules: Rules, calendar: WorkCalendar | None, as_of: date
) -> SampleFact:
    state = state_of(sample, rules, calendar, as_of)
    conclusion = (
        state.conclusion.value if state.conclusion else "refused" if sample.refused else "pending"
    )
    failed = sample.mandatory_failed and state.conclusion is Conclusion.FAIL
    return SampleFact(
        sample.id,
        sample.town,
        sample.sampled_on,
        sample.subject,
        sample.domain.value,
        sample.stage.value,
        sample.product,
        sample.category,
        conclusion,
        failed,
        failed and state.outstanding,
    )
