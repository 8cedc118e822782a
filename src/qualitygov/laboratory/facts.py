"""Fact rows of testing and metrology (检测与计量事实行), from which indicators count. Clause 3.4.1."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.core.calendars import WorkCalendar
from qualitygov.core.clauses import clauses
from qualitygov.laboratory.entities import Laboratory, TestRequest
from qualitygov.laboratory.instruments import Instrument, verification_state
from qualitygov.laboratory.requests import by_id, request_state
from qualitygov.laboratory.standards import AdoptedStandard, old_editions
from qualitygov.rulebook.rules import Rules

__all__ = [
    "AdoptedStandardFact",
    "InstrumentFact",
    "LaboratoryFact",
    "RequestFact",
    "instrument_facts",
    "laboratory_facts",
    "request_facts",
    "standard_facts",
]


@attrs.frozen
class LaboratoryFact:
    """One laboratory as indicators see it (检测机构事实), placed on the day of evaluation.

    `items` counts its scope in force.
    """

    id: str
    town: str
    on: date
    valid: bool
    shared: bool
    rapid: bool
    items: int


@attrs.frozen
class RequestFact:
    """One request as indicators see it (检测委托事实), placed on its own day.

    What nobody can say is None, and then not `judged`.
    """

    id: str
    town: str
    on: date
    category: str
    laboratory: str | None
    assigned: bool
    reported: bool
    taken: int | None
    judged: bool
    late: bool | None
    overdue: bool
    in_scope: bool
    shared: bool | None


@attrs.frozen
class InstrumentFact:
    """One instrument in use as indicators see it (计量器具事实), placed on the day of evaluation."""

    id: str
    town: str
    on: date
    holder: str
    kind: str
    mandatory: bool
    judged: bool
    in_time: bool | None


@attrs.frozen
class AdoptedStandardFact:
    """One adopted standard as indicators see it (采用标准事实), placed on the day of adoption."""

    id: str
    town: str
    on: date
    enterprise: str
    kind: str
    in_force: bool
    old_edition: bool


@clauses("3.4.1.a")
def laboratory_facts(laboratories: Iterable[Laboratory], as_of: date) -> tuple[LaboratoryFact, ...]:
    """Return the rows of the laboratories there are by `as_of` (检测机构事实行)."""
    return tuple(
        LaboratoryFact(
            one.id,
            one.town,
            as_of,
            one.valid_on(as_of),
            one.shared,
            one.rapid,
            len({(line.category, line.item) for line in one.scope if line.valid_on(as_of)}),
        )
        for one in laboratories
        if one.accredited_from <= as_of
    )


@clauses("3.4.1.a")
def request_facts(
    requests: Iterable[TestRequest],
    laboratories: Iterable[Laboratory],
    calendar: WorkCalendar | None,
    as_of: date,
) -> tuple[RequestFact, ...]:
    """Return the rows of the requests made by `as_of` (检测委托事实行)."""
    known = by_id(laboratories)
    rows = []
    for one in requests:
        if one.requested_on <= as_of:
            state = request_state(one, known, calendar, as_of)
            rows.append(
                RequestFact(
                    id=one.id,
                    town=one.town,
                    on=one.requested_on,
                    category=one.category,
                    laboratory=one.laboratory,
                    assigned=state.assigned,
                    reported=state.reported_on is not None,
                    taken=state.taken,
                    judged=state.late is not None,
                    late=state.late,
                    overdue=state.overdue,
                    in_scope=state.assigned and not state.out_of_scope,
                    shared=state.shared,
                )
            )
    return tuple(rows)


@clauses("3.4.1.c")
def instrument_facts(
    instruments: Iterable[Instrument], rules: Rules, as_of: date
) -> tuple[InstrumentFact, ...]:
    """Return the rows of the instruments in use on `as_of` (计量器具事实行)."""
    rows = []
    for one in instruments:
        if one.in_use(as_of):
            overdue = verification_state(one, rules, as_of).overdue
            in_time = None if overdue is None else not overdue
            rows.append(
                InstrumentFact(
                    one.id,
                    one.town,
                    as_of,
                    one.holder,
                    one.kind,
                    one.mandatory,
                    in_time is not None,
                    in_time,
                )
            )
    return tuple(rows)


@clauses("3.4.1.c")
def standard_facts(
    adopted: Iterable[AdoptedStandard], as_of: date
) -> tuple[AdoptedStandardFact, ...]:
    """Return the rows of the standards adopted by `as_of` (采用标准事实行)."""
    rows = [one for one in adopted if one.adopted_on <= as_of]
    old = {found.standard.id for found in old_editions(rows, as_of)}
    return tuple(
        AdoptedStandardFact(
            one.id,
            one.town,
            one.adopted_on,
            one.enterprise,
            one.kind.value,
            one.in_force(as_of),
            one.id in old,
        )
        for one in rows
    )
