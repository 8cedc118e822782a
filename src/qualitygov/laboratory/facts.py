"""Fact rows of testing and metrology (检测与计量事实行), from which indicators count.

What stands on a day is judged on the last day of the period that has come by `as_of`. Clause 3.4.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.laboratory.entities import AdoptedStandard, Instrument, Laboratory
from qualitygov.laboratory.requests import by_id
from qualitygov.laboratory.standards import old_editions
from qualitygov.laboratory.states import (
    RequestState,
    VerificationState,
    lapsed,
    request_state,
    verification_state,
)
from qualitygov.laboratory.tables import ADOPTED, INSTRUMENTS, LABORATORIES, TEST_REQUESTS
from qualitygov.rulebook.columns import OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Duty, Standing, owed, rule_of, standing_columns


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
class RequestFact(Duty):
    """One step of a request for a test (检测委托事实): to be matched, then to be reported.

    Placed on the day of the request. `in_scope` and `shared` are what is true of the laboratory
    that took it on, None where none did.
    """

    category: str
    laboratory: Annotated[str | None, OUTCOME]
    in_scope: Annotated[bool | None, OUTCOME]
    shared: Annotated[bool | None, OUTCOME]


@attrs.frozen(kw_only=True)
class InstrumentFact(Duty):
    """One instrument in use as indicators see it (计量器具事实), placed on the last day judged.

    `unit` is who uses it. It is late where its verification lapsed in the year and was made good.
    """

    kind: Annotated[str, INSTRUMENTS]
    mandatory: bool


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


MATCHED, REPORTED = "request-matched", "request-reported"
VERIFIED = "instrument-verified"


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
    at = context.judged
    return tuple(
        _laboratory_fact(one, at.as_of)
        for one in view.known(LABORATORIES, context)
        if at.happened(one.accredited_from)
    )


def _request_rows(state: RequestState, context: Context) -> Iterator[RequestFact]:
    """A request is to be matched in time, and reported by the day that was promised."""
    request = state.request
    matched_on = (request.assigned_on or request.requested_on) if state.assigned else None
    steps: list[tuple[str, Due, date | None]] = []
    by = owed(MATCHED, request.requested_on, context)
    if by is not None:
        steps.append((MATCHED, by, matched_on))
    if state.assigned and rule_of(REPORTED, request.requested_on, context) is not None:
        steps.append((REPORTED, state.promised, state.reported_on))
    for duty, due, done_on in steps:
        yield RequestFact(
            id=f"{duty}/{request.id}",
            town=request.town,
            on=request.requested_on,
            duty=duty,
            unit=request.laboratory if duty == REPORTED else None,
            category=request.category,
            laboratory=request.laboratory,
            in_scope=not state.out_of_scope if state.assigned else None,
            shared=state.shared,
            **standing_columns(due, done_on, context),
        )


@clauses("3.4.1.a")
def request_facts(view: CountyView, context: Context) -> tuple[RequestFact, ...]:
    """Return the rows of the requests made by `as_of` (检测委托事实行), one for each step."""
    laboratories = by_id(view.known(LABORATORIES, context))
    return tuple(
        row
        for one in view.known(TEST_REQUESTS, context)
        if context.happened(one.requested_on)
        for row in _request_rows(request_state(one, context, laboratories=laboratories), context)
    )


def _instrument_standing(state: VerificationState, at: Context) -> Standing:
    last = state.instrument.verified(at.as_of)
    if last is not None and not last.passed:
        return Standing.FAILED
    if state.overdue is None:
        return Standing.OPEN
    if state.overdue:
        return Standing.MISSING
    gap = lapsed(state.instrument, at, since=at.period.first)
    return Standing.LATE if gap else Standing.DONE


def _instrument_fact(instrument: Instrument, at: Context) -> InstrumentFact:
    state = verification_state(instrument, at)
    return InstrumentFact(
        id=instrument.id,
        town=instrument.town,
        on=at.as_of,
        duty=VERIFIED,
        standing=_instrument_standing(state, at).value,
        unit=instrument.holder,
        by=state.due.day,
        kind=instrument.kind,
        mandatory=instrument.mandatory,
    )


@clauses("3.4.1.c")
def instrument_facts(view: CountyView, context: Context) -> tuple[InstrumentFact, ...]:
    """Return the rows of the instruments in use (计量器具事实行), on the last day judged."""
    at = context.judged
    if rule_of(VERIFIED, at.as_of, at) is None:
        return ()
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
    at = context.judged
    rows = [one for one in view.known(ADOPTED, context) if at.happened(one.adopted_on)]
    old = {found.standard.id for found in old_editions(rows, at)}
    return tuple(_standard_fact(one, at.as_of, old_edition=one.id in old) for one in rows)
