"""From samples to credit records (抽查结果转信用记录), by rule. Clauses 3.1.4.b, 3.2.2.a, 3.2.2.e."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from qualitygov.core.calendars import WorkCalendar
from qualitygov.core.clauses import clauses
from qualitygov.credit.entities import CreditRecord
from qualitygov.inspection.entities import Conclusion, InspectionSample
from qualitygov.inspection.process import SampleState, state_of
from qualitygov.rulebook.rules import Rules

__all__ = ["credit_records"]

ONE_DAY = timedelta(days=1)


def _record(
    sample: InspectionSample, suffix: str, kind: str, severity: str, on: date
) -> CreditRecord:
    return CreditRecord(
        id=f"{sample.id}/{suffix}",
        subject=sample.subject,
        kind=kind,
        severity=severity,
        happened_on=min(sample.sampled_on, on),
        decided_on=on,
        known_on=max(on, sample.known_on),
        source_document=sample.document,
        authority=sample.authority,
        category=sample.category,
    )


def _of_failure(sample: InspectionSample, state: SampleState) -> Iterator[CreditRecord]:
    assert state.final_on is not None
    assert sample.severity is not None
    yield _record(sample, "fail", "sampling-fail", sample.severity, state.final_on)
    if (
        state.rectification_overdue
        and state.rectify_by is not None
        and state.rectify_by.day is not None
    ):
        yield _record(sample, "late", "not-rectified", "general", state.rectify_by.day + ONE_DAY)
    for at, held_on in enumerate(state.failed_rechecks, start=1):
        yield _record(sample, f"recheck-{at}", "recheck-fail", "serious", held_on)


@clauses("3.1.4.b", "3.2.2.a", "3.2.2.e")
def credit_records(
    samples: Iterable[InspectionSample], rules: Rules, calendar: WorkCalendar | None, as_of: date
) -> tuple[CreditRecord, ...]:
    """Return the credit records that samples give rise to by a day (抽查信用记录).

    A final failure, a rectification not done in time, each failed re-check and a refusal are
    failings; a sample that passed is a merit. A failure that is still open to objection gives none,
    and one that a re-inspection passed counts as passed. Ids are made of the sample's id, so the
    same sample always gives the same records.
    """
    made: list[CreditRecord] = []
    for sample in samples:
        if sample.sampled_on > as_of:
            continue
        state = state_of(sample, rules, calendar, as_of)
        if sample.refused:
            made.append(_record(sample, "refused", "refuse", "serious", sample.sampled_on))
        elif state.conclusion is Conclusion.PASS and state.final_on is not None:
            made.append(_record(sample, "pass", "sample-passed", "passed", state.final_on))
        elif state.conclusion is Conclusion.FAIL:
            made += _of_failure(sample, state)
    return tuple(made)
