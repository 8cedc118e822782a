"""What became of requests for tests (检测委托办理).

In scope or not, working days taken, late, shared or not. Clause 3.4.1.a.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import attrs

from qualitygov.core.calendars import Due, WorkCalendar, due
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.periods import WorkingDays
from qualitygov.errors import MissingExtraError
from qualitygov.laboratory.entities import Laboratory, TestRequest
from qualitygov.laboratory.matching import failings
from qualitygov.text import Language, Text

__all__ = [
    "RequestState",
    "by_id",
    "platform_rate",
    "request_state",
    "requests_behind",
    "sharing_rate",
    "working_days_taken",
]

ONE_DAY = timedelta(days=1)


def working_days_taken(
    start: date, end: date, calendar: WorkCalendar | None
) -> tuple[int | None, Text | None]:
    """Return the working days from `start`.

    Which does not count, to `end` (所用工作日), or None with the reason why nobody knows.

    >>> from qualitygov.core.calendars import OfficialCalendar
    >>> working_days_taken(date(2016, 9, 30), date(2016, 10, 10), OfficialCalendar())[0]
    3
    """
    if calendar is None:
        return None, Text("未提供工作日历", "no working-day calendar was given")
    count, day = 0, start
    while day < end:
        day += ONE_DAY
        try:
            working = calendar.is_working_day(day)
        except MissingExtraError as error:
            return None, error.text
        if working is None:
            return None, Text(
                f"{day} 是否为工作日尚未公布",
                f"whether {day} is a working day has not been published",
            )
        count += working
    return count, None


@attrs.frozen
class RequestState:
    """A request as it stands on a day (委托状态).

    `promised` is the laboratory's own day for the report; `taken` the working days to the report,
    or so far; None where nobody knows. `out_of_scope` holds why the laboratory was not allowed to
    test it on the day of the request; empty when it was.
    """

    request: TestRequest
    as_of: date
    reported_on: date | None
    promised: Due
    taken: int | None
    out_of_scope: tuple[Text, ...]
    shared: bool | None

    @property
    def assigned(self) -> bool:
        """Whether a laboratory took it on."""
        return self.request.laboratory is not None

    @property
    def late(self) -> bool | None:
        """Whether the laboratory's promise was broken, or is by now.

        None where nobody can say, or nobody promised.
        """
        return self.promised.passed(self.as_of if self.reported_on is None else self.reported_on)

    @property
    def overdue(self) -> bool:
        """Whether the day on which it was needed has passed without a report.

        Or before the report.
        """
        needed = self.request.due_on
        return (
            needed is not None
            and (self.as_of if self.reported_on is None else self.reported_on) > needed
        )

    def say(self, language: Language = "en") -> str:
        """Return the state as one line."""
        zh = language == "zh"
        name = self.request.laboratory or ("未指派" if zh else "not assigned")
        parts = [f"{self.request.id} {name}"]
        if self.reported_on is not None:
            parts.append(f"{self.reported_on} 出报告" if zh else f"reported on {self.reported_on}")
        if self.late:
            parts.append(f"应于 {self.promised.day}" if zh else f"promised by {self.promised.day}")
        parts += [reason.say(language) for reason in self.out_of_scope]
        return ("；" if zh else "; ").join(parts)


def by_id(laboratories: Iterable[Laboratory]) -> dict[str, Laboratory]:
    """Return laboratories by their id (按编号)."""
    return {one.id: one for one in laboratories}


@clauses("3.4.1.a")
def request_state(
    request: TestRequest,
    laboratories: Mapping[str, Laboratory],
    calendar: WorkCalendar | None,
    as_of: date,
) -> RequestState:
    """Return how a request stands on a day (委托状态).

    Promised, taken, late, within the laboratory's scope, shared.

    A laboratory that is not known promises nothing, and what it tests is out of scope. A test is
    shared when it is done by a laboratory of another town.
    """
    reported = (
        request.reported_on
        if request.reported_on is not None and request.reported_on <= as_of
        else None
    )
    taken, _ = working_days_taken(
        request.requested_on, as_of if reported is None else reported, calendar
    )
    if request.laboratory is None:
        nobody = Due(None, Text("尚未指派机构", "no laboratory was assigned"))
        return RequestState(request, as_of, reported, nobody, taken, (), None)
    own = laboratories.get(request.laboratory)
    if own is None:
        unknown = Text(
            f"机构 {request.laboratory} 不在名录中", f"{request.laboratory} is no known laboratory"
        )
        return RequestState(request, as_of, reported, Due(None, unknown), taken, (unknown,), None)
    return RequestState(
        request=request,
        as_of=as_of,
        reported_on=reported,
        promised=due(request.requested_on, WorkingDays(own.turnaround), calendar),
        taken=taken,
        out_of_scope=failings(own, request.need, request.requested_on),
        shared=own.town != request.town,
    )


@clauses("3.4.1.a")
def requests_behind(
    requests: Iterable[TestRequest],
    laboratories: Iterable[Laboratory],
    calendar: WorkCalendar | None,
    as_of: date,
) -> tuple[RequestState, ...]:
    """Return the requests without a report that nobody took on.

    Or whose promise or need has passed (逾期委托), oldest first.
    """
    known = by_id(laboratories)
    states = (
        request_state(one, known, calendar, as_of) for one in requests if one.requested_on <= as_of
    )
    behind = [
        one
        for one in states
        if one.reported_on is None and (not one.assigned or one.late or one.overdue)
    ]
    return tuple(sorted(behind, key=lambda one: (one.request.requested_on, one.request.id)))


@clauses("3.4.1.a")
def sharing_rate(
    requests: Iterable[TestRequest], laboratories: Iterable[Laboratory], first: date, last: date
) -> Rate:
    """Return how many of a period's tests were done by a laboratory of another town (检测资源共享率).

    Among those of known laboratories.
    """
    known = by_id(laboratories)
    taken = [
        (one, known[one.laboratory])
        for one in requests
        if first <= one.requested_on <= last and one.laboratory in known
    ]
    return Rate(sum(own.town != one.town for one, own in taken), len(taken))


@clauses("3.4.1.a")
def platform_rate(laboratories: Iterable[Laboratory], on: date) -> Rate:
    """Return how many laboratories that may test on a day have joined the platform (平台加入率)."""
    valid = [one for one in laboratories if one.valid_on(on)]
    return Rate(sum(one.shared for one in valid), len(valid))
