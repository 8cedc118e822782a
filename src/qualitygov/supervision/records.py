"""From visits to fact rows and credit records (检查事实行与信用记录). Clauses 3.1.4.b, 3.2.2.a."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.credit.entities import CreditRecord
from qualitygov.supervision.entities import Finding, SupervisionQuota, SupervisionVisit
from qualitygov.supervision.plan import quota_states

__all__ = ["QuotaFact", "VisitFact", "credit_records", "quota_facts", "visit_facts"]


@attrs.frozen
class VisitFact:
    """One visit as indicators see it (检查事实)."""

    id: str
    town: str
    on: date
    subject: str
    kind: str
    finding: str
    clean: bool
    drawn: bool


@attrs.frozen
class QuotaFact:
    """One quota whose period is over, as indicators see it (任务事实), placed on its last day."""

    id: str
    town: str
    on: date
    scope: str
    held: int
    asked: int
    fulfilled: bool


@clauses("3.1.4.b")
def visit_facts(
    visits: Iterable[SupervisionVisit], as_of: date, known_at: date | None = None
) -> tuple[VisitFact, ...]:
    """Return the rows of the visits held by `as_of` and known on `known_at` (检查事实行).

    Which defaults to `as_of`.
    """
    known = as_of if known_at is None else known_at
    return tuple(
        VisitFact(
            v.id,
            v.town,
            v.held_on,
            v.subject,
            v.kind.value,
            v.finding.value,
            v.finding is Finding.NOTHING,
            v.drawn,
        )
        for v in visits
        if v.held_on <= as_of and v.known_on <= known
    )


@clauses("3.4.1.b", "3.4.3.b")
def quota_facts(
    quotas: Iterable[SupervisionQuota], visits: Iterable[SupervisionVisit], as_of: date
) -> tuple[QuotaFact, ...]:
    """Return the rows of the quotas whose period ended by `as_of` (任务事实行)."""
    return tuple(
        QuotaFact(
            state.quota.id,
            state.quota.town,
            state.quota.last_day,
            state.quota.scope.value,
            state.rate.numerator,
            state.quota.visits,
            not state.lacking,
        )
        for state in quota_states(quotas, visits, as_of)
        if state.quota.last_day <= as_of
    )


@clauses("3.1.4.b", "3.2.2.a")
def credit_records(visits: Iterable[SupervisionVisit], as_of: date) -> tuple[CreditRecord, ...]:
    """Return a record for each visit that found something (检查信用记录)."""
    return tuple(
        CreditRecord(
            id=f"{visit.id}/finding",
            subject=visit.subject,
            kind=visit.finding.value,
            severity=visit.severity,
            happened_on=visit.held_on,
            decided_on=visit.held_on,
            known_on=visit.known_on,
            source_document=visit.document,
            authority=visit.authority,
            category=visit.topic,
        )
        for visit in visits
        if visit.severity is not None and visit.held_on <= as_of
    )
