"""From complaints to fact rows and credit records (投诉事实行与信用记录). Clauses 3.1.4.a, 3.2.2.a."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.complaint.case import Complaint, ComplaintStatus
from qualitygov.complaint.entities import ComplaintMoveKind, ComplaintState
from qualitygov.core.calendars import WorkCalendar
from qualitygov.core.clauses import clauses
from qualitygov.credit.entities import CreditRecord
from qualitygov.rulebook.book import Rulebook
from qualitygov.rulebook.model.service import ANSWERS, SatisfactionScale

__all__ = ["ComplaintFact", "complaint_facts", "credit_records", "overdue"]


@attrs.frozen
class ComplaintFact:
    """One complaint as indicators see it (投诉事实); `judged`.

    The deadlines are known; `asked`: the complainant was asked.
    """

    id: str
    town: str
    on: date
    kind: str
    subject: str | None
    state: str
    closed: bool
    judged: bool
    in_time: bool | None
    overdue: bool
    upheld: bool
    asked: bool
    satisfied: bool | None


@clauses("3.1.4.a")
def complaint_facts(
    complaints: Iterable[Complaint], rulebook: Rulebook, calendar: WorkCalendar | None, as_of: date
) -> tuple[ComplaintFact, ...]:
    """Return the rows of the complaints registered by `as_of` (投诉事实行)."""
    rules = rulebook.at(as_of)
    satisfied_from = (
        ANSWERS + 1 - rules.entry(SatisfactionScale, rules.choice("service.scale")).satisfied
    )
    known = (one for one in complaints if one.registered_on <= as_of)
    return tuple(_fact(one, one.status(as_of, rulebook, calendar), satisfied_from) for one in known)


def _fact(one: Complaint, status: ComplaintStatus, satisfied_from: int) -> ComplaintFact:
    closed = status.state is ComplaintState.CLOSED
    return ComplaintFact(
        id=one.id,
        town=one.town,
        on=one.registered_on,
        kind=one.kind.value,
        subject=one.subject,
        state=status.state.value,
        closed=closed,
        judged=status.in_time is not None,
        in_time=status.in_time,
        overdue=status.overdue,
        upheld=status.result is ComplaintMoveKind.UPHELD,
        asked=closed and one.satisfaction is not None,
        satisfied=None
        if one.satisfaction is None or not closed
        else one.satisfaction >= satisfied_from,
    )


@clauses("3.1.4.a")
def overdue(
    complaints: Iterable[Complaint], rulebook: Rulebook, calendar: WorkCalendar | None, as_of: date
) -> tuple[tuple[Complaint, ComplaintStatus], ...]:
    """Return the complaints whose running stage has passed its deadline (逾期清单).

    The longest overdue first.
    """
    found = [
        (one, status)
        for one in complaints
        if one.registered_on <= as_of and (status := one.status(as_of, rulebook, calendar)).overdue
    ]
    return tuple(sorted(found, key=lambda pair: (pair[1].stages[-1].by.day or as_of, pair[0].id)))


@clauses("3.1.4.a", "3.2.2.a")
def credit_records(
    complaints: Iterable[Complaint], rulebook: Rulebook, calendar: WorkCalendar | None, as_of: date
) -> tuple[CreditRecord, ...]:
    """Return a record for each complaint upheld by `as_of` (投诉查实记录); an unproven one gives none.

    A complaint that was reopened is upheld only if its last result says so.
    """
    made = []
    for one in complaints:
        if (
            one.registered_on > as_of
            or one.status(as_of, rulebook, calendar).result is not ComplaintMoveKind.UPHELD
        ):
            continue
        on = max(
            move.day
            for move in one.moves
            if move.kind is ComplaintMoveKind.UPHELD and move.day <= as_of
        )
        document = next(
            m.document for m in one.moves if m.kind is ComplaintMoveKind.UPHELD and m.day == on
        )
        assert one.subject is not None
        assert one.severity is not None
        made.append(
            CreditRecord(
                id=f"{one.id}/upheld",
                subject=one.subject,
                kind="complaint-upheld",
                severity=one.severity,
                happened_on=one.happened_on,
                decided_on=on,
                known_on=on,
                source_document=document,
                category=one.category,
            )
        )
    return tuple(made)
