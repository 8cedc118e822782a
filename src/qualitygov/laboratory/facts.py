"""Fact rows of testing and metrology (检测与计量事实行), from which indicators count.

What stands on a day is judged on the last day of the period that has come by `as_of`. Clause 3.4.1.
"""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.laboratory.entities import AdoptedStandard, Instrument, Laboratory
from qualitygov.laboratory.requests import by_id
from qualitygov.laboratory.standards import old_editions
from qualitygov.laboratory.states import RequestState, request_state, verification_state
from qualitygov.laboratory.tables import ADOPTED, INSTRUMENTS, LABORATORIES, TEST_REQUESTS
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView


@attrs.frozen(kw_only=True)
class LaboratoryFact:
    """One laboratory as indicators see it (检测机构事实), placed on the last day judged.

    `items` counts its scope in force.
    """

    id: str
    town: str
    on: date
    valid: bool
    shared: bool
    rapid: bool
    items: int


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class InstrumentFact:
    """One instrument in use as indicators see it (计量器具事实), placed on the last day judged."""

    id: str
    town: str
    on: date
    holder: str
    kind: str
    mandatory: bool
    judged: bool
    in_time: bool | None


@attrs.frozen(kw_only=True)
class AdoptedStandardFact:
    """One adopted standard as indicators see it (采用标准事实), placed on the day of adoption."""

    id: str
    town: str
    on: date
    enterprise: str
    kind: str
    in_force: bool
    old_edition: bool


def _at_the_end(context: Context) -> Context:
    return context.on(context.elapsed.last)


def _laboratory_fact(laboratory: Laboratory, day: date) -> LaboratoryFact:
    lines = {(line.category, line.item) for line in laboratory.scope if line.valid_on(day)}
    return LaboratoryFact(
        id=laboratory.id,
        town=laboratory.town,
        on=day,
        valid=laboratory.valid_on(day),
        shared=laboratory.shared,
        rapid=laboratory.rapid,
        items=len(lines),
    )


@clauses("3.4.1.a")
def laboratory_facts(view: CountyView, context: Context) -> tuple[LaboratoryFact, ...]:
    """Return the rows of the laboratories there are (检测机构事实行)."""
    at = _at_the_end(context)
    return tuple(
        _laboratory_fact(one, at.as_of)
        for one in view.known(LABORATORIES, context)
        if at.happened(one.accredited_from)
    )


def _request_fact(state: RequestState) -> RequestFact:
    request = state.request
    return RequestFact(
        id=request.id,
        town=request.town,
        on=request.requested_on,
        category=request.category,
        laboratory=request.laboratory,
        assigned=state.assigned,
        reported=state.reported_on is not None,
        taken=state.taken,
        judged=state.late is not None,
        late=state.late,
        overdue=state.overdue,
        in_scope=state.assigned and not state.out_of_scope,
        shared=state.shared,
    )


@clauses("3.4.1.a")
def request_facts(view: CountyView, context: Context) -> tuple[RequestFact, ...]:
    """Return the rows of the requests made by `as_of` (检测委托事实行)."""
    laboratories = by_id(view.known(LABORATORIES, context))
    return tuple(
        _request_fact(request_state(one, context, laboratories=laboratories))
        for one in view.known(TEST_REQUESTS, context)
        if context.happened(one.requested_on)
    )


def _instrument_fact(instrument: Instrument, at: Context) -> InstrumentFact:
    overdue = verification_state(instrument, at).overdue
    return InstrumentFact(
        id=instrument.id,
        town=instrument.town,
        on=at.as_of,
        holder=instrument.holder,
        kind=instrument.kind,
        mandatory=instrument.mandatory,
        judged=overdue is not None,
        in_time=None if overdue is None else not overdue,
    )


@clauses("3.4.1.c")
def instrument_facts(view: CountyView, context: Context) -> tuple[InstrumentFact, ...]:
    """Return the rows of the instruments in use (计量器具事实行)."""
    at = _at_the_end(context)
    return tuple(
        _instrument_fact(one, at)
        for one in view.known(INSTRUMENTS, context)
        if one.in_use(at.as_of)
    )


def _standard_fact(
    standard: AdoptedStandard, day: date, *, old_edition: bool
) -> AdoptedStandardFact:
    return AdoptedStandardFact(
        id=standard.id,
        town=standard.town,
        on=standard.adopted_on,
        enterprise=standard.enterprise,
        kind=standard.kind.value,
        in_force=standard.in_force(day),
        old_edition=old_edition,
    )


@clauses("3.4.1.c")
def standard_facts(view: CountyView, context: Context) -> tuple[AdoptedStandardFact, ...]:
    """Return the rows of the standards adopted (采用标准事实行)."""
    at = _at_the_end(context)
    rows = [one for one in view.known(ADOPTED, context) if at.happened(one.adopted_on)]
    old = {found.standard.id for found in old_editions(rows, at)}
    return tuple(_standard_fact(one, at.as_of, old_edition=one.id in old) for one in rows)
