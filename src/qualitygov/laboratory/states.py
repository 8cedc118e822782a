"""How requests for tests and instruments stand on a day (检测委托与计量器具状态). Clause 3.4.1."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import ONE_DAY, WorkingDays, term_end
from qualitygov.core.result import Result
from qualitygov.errors import MissingExtraError, RulebookError
from qualitygov.laboratory.entities import Instrument, Laboratory, TestRequest, Verification
from qualitygov.laboratory.matching import failings
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.laboratory import InstrumentKind
from qualitygov.text import Language, Text


def working_days_taken(
    start: date, context: Context, *, end: date
) -> tuple[int | None, Text | None]:
    """Return the working days from `start`, which does not count, to `end` (所用工作日).

    None with the reason where nobody knows.

    >>> from qualitygov.core.calendars import OfficialCalendar
    >>> from qualitygov.rulebook import load_rulebook
    >>> book = load_rulebook("strong-town")
    >>> context = Context(book, as_of="2016-12-31", calendar=OfficialCalendar())
    >>> working_days_taken(date(2016, 9, 30), context, end=date(2016, 10, 10))[0]
    3
    """
    calendar = context.calendar
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


@attrs.frozen(kw_only=True, repr=False)
class RequestState(Result):
    """A request as it stands on a day (委托状态).

    `promised` is the laboratory's own day for the report; `taken` the working days to the report,
    or so far; None where nobody knows. `out_of_scope` holds why the laboratory was not allowed to
    test it on the day of the request; empty when it was.
    """

    brief: ClassVar[tuple[str, ...]] = ("as_of", "reported_on", "late")

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


def _reported(request: TestRequest, context: Context) -> RequestState:
    """What is true of a request whoever tests it (委托的基本状态)."""
    reported = context.past(request.reported_on)
    taken, _ = working_days_taken(
        request.requested_on, context, end=context.as_of if reported is None else reported
    )
    return RequestState(
        request=request,
        as_of=context.as_of,
        reported_on=reported,
        promised=Due(None, Text("尚未指派机构", "no laboratory was assigned")),
        taken=taken,
        out_of_scope=(),
        shared=None,
    )


@clauses("3.4.1.a")
def request_state(
    request: TestRequest, context: Context, *, laboratories: Mapping[str, Laboratory]
) -> RequestState:
    """Return how a request stands on a day (委托状态).

    Promised, taken, late, within the laboratory's scope, shared.

    A laboratory that is not known promises nothing, and what it tests is out of scope. A test is
    shared when it is done by a laboratory of another town. Raises `FieldError` for a request that
    was not known.
    """
    one = context.seen(request)
    state = _reported(one, context)
    if one.laboratory is None:
        return state
    own = laboratories.get(one.laboratory)
    if own is None or not context.knows(own):
        unknown = Text(
            f"机构 {one.laboratory} 不在名录中", f"{one.laboratory} is no known laboratory"
        )
        return attrs.evolve(state, promised=Due(None, unknown), out_of_scope=(unknown,))
    return attrs.evolve(
        state,
        promised=context.due(one.requested_on, WorkingDays(own.turnaround)),
        out_of_scope=failings(own, context.on(one.requested_on), need=one.need),
        shared=own.town != one.town,
    )


@attrs.frozen(repr=False)
class VerificationState(Result):
    """How an instrument stands on a day (检定状态).

    The last day on which it may be used unverified, or why nobody knows.

    One that failed may not be used at all: it is overdue from the day of the verification on.
    """

    brief: ClassVar[tuple[str, ...]] = ("as_of", "due", "overdue")

    instrument: Instrument
    as_of: date
    due: Due

    @property
    def overdue(self) -> bool | None:
        """Whether it is in use without a verification in force.

        None where the rulebook does not say how often.
        """
        last = self.instrument.verified(self.as_of)
        if last is not None and not last.passed:
            return True
        return self.due.passed(self.as_of)


@clauses("3.4.1.c")
def verification_state(instrument: Instrument, context: Context) -> VerificationState:
    """Return when an instrument is due for verification (检定到期日), by the interval of its kind.

    A verification after `as_of` is not seen. The first one is due before the instrument is put to
    use. Raises `FieldError` for an instrument that was not known.
    """
    one = context.seen(instrument)
    return VerificationState(one, context.as_of, _verification_due(one, context))


def _verification_due(instrument: Instrument, context: Context) -> Due:
    last = instrument.verified(context.as_of)
    if last is None:
        before = max(instrument.in_use_from, date.min + ONE_DAY) - ONE_DAY
        return Due(before, Text("未经检定即启用", "in use without a verification"))
    return valid_until(instrument, last, context)


def valid_until(instrument: Instrument, verification: Verification, context: Context) -> Due:
    """Return the last day on which a verification holds (检定有效期至), by the rules of its day.

    Unknown where they do not say how often its kind is verified, or nobody verified what they say.
    """
    rules = context.rules_on(verification.verified_on)
    try:
        kind = rules.entry(InstrumentKind, instrument.kind)
    except RulebookError as error:
        return Due(None, error.problems[0].expected)
    if not kind.vouched("every"):
        return context.due_by(verification.verified_on, kind, "every")
    return Due(term_end(verification.verified_on, kind.every))


@clauses("3.4.1.c")
def lapsed(instrument: Instrument, context: Context, *, since: date) -> bool:
    """Whether it was in use without a verification in force on some day (检定是否中断过).

    From `since`, or the day it was put to use, to `as_of`. Where nobody knows how long a
    verification holds, it holds.
    """
    one = context.seen(instrument)
    day = max(since, one.in_use_from)
    held = max(one.in_use_from, date.min + ONE_DAY) - ONE_DAY
    for verification in one.verifications:
        if verification.verified_on > context.as_of:
            break
        if held < verification.verified_on - ONE_DAY and day < verification.verified_on:
            return True
        until = valid_until(one, verification, context).day or date.max
        held = until if verification.passed else verification.verified_on - ONE_DAY
    return held < context.as_of
