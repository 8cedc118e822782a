"""Requests for tests, many of them (检测委托): who is behind, what is shared. Clause 3.4.1.a."""

from __future__ import annotations

from collections.abc import Iterable

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.laboratory.entities import Laboratory, TestRequest
from qualitygov.laboratory.states import RequestState, request_state
from qualitygov.rulebook.context import Context


def by_id(laboratories: Iterable[Laboratory]) -> dict[str, Laboratory]:
    """Return laboratories by their id (按编号)."""
    return {one.id: one for one in laboratories}


def _behind(state: RequestState) -> bool:
    return state.reported_on is None and bool(not state.assigned or state.late or state.overdue)


@clauses("3.4.1.a")
def requests_behind(
    requests: Iterable[TestRequest], context: Context, *, laboratories: Iterable[Laboratory]
) -> tuple[RequestState, ...]:
    """Return the requests without a report that are behind (逾期委托), the oldest first.

    Nobody took them on, or the promise or the day of need has passed.
    """
    known = by_id(laboratories)
    states = (
        request_state(one, context, laboratories=known)
        for one in context.known(requests)
        if context.happened(one.requested_on)
    )
    behind = filter(_behind, states)
    return tuple(sorted(behind, key=lambda one: (one.request.requested_on, one.request.id)))


@clauses("3.4.1.a")
def sharing_rate(
    requests: Iterable[TestRequest], context: Context, *, laboratories: Iterable[Laboratory]
) -> Rate:
    """Return how many tests of the period a laboratory of another town did (检测资源共享率).

    Among those of known laboratories, up to `as_of`.
    """
    known, period = by_id(context.known(laboratories)), context.elapsed
    taken = [
        (one, known[one.laboratory])
        for one in context.known(requests)
        if one.requested_on in period and one.laboratory in known
    ]
    return Rate(sum(own.town != one.town for one, own in taken), len(taken))


@clauses("3.4.1.a")
def platform_rate(laboratories: Iterable[Laboratory], context: Context) -> Rate:
    """Return how many laboratories that may test have joined the platform (平台加入率)."""
    valid = [one for one in context.known(laboratories) if one.valid_on(context.as_of)]
    return Rate(sum(one.shared for one in valid), len(valid))
