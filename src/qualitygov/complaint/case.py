"""A complaint as its recorded moves make it (投诉办理): legal moves only, and what is due by when.

Clause 3.1.4.a.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import ClassVar

import attrs

from qualitygov.complaint.entities import (
    ComplaintFacts,
    ComplaintMove,
    ComplaintMoveKind,
    ComplaintState,
    RefusalGround,
)
from qualitygov.core import kinds
from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import Span, Term, WorkingDays, within_term
from qualitygov.core.result import Result
from qualitygov.procedure import RecordedProcedure, not_now
from qualitygov.rulebook.context import Context
from qualitygov.text import Language, Text

M, S = ComplaintMoveKind, ComplaintState
_RESULTS = dict.fromkeys((M.UPHELD, M.NOT_UPHELD, M.MEDIATED, M.MEDIATION_ENDED), S.HANDLED)
NEXT: Mapping[ComplaintState, Mapping[ComplaintMoveKind, ComplaintState]] = {
    S.REGISTERED: {M.ACCEPTED: S.ACCEPTED, M.REFUSED: S.REFUSED, M.WITHDRAWN: S.WITHDRAWN},
    S.ACCEPTED: {M.INVESTIGATED: S.INVESTIGATING, M.WITHDRAWN: S.WITHDRAWN},
    S.INVESTIGATING: {
        M.TEST_BEGUN: S.TESTING,
        M.MEDIATION_BEGUN: S.MEDIATING,
        **_RESULTS,
        M.WITHDRAWN: S.WITHDRAWN,
    },
    S.TESTING: {M.TEST_ENDED: S.INVESTIGATING, M.WITHDRAWN: S.WITHDRAWN},
    S.MEDIATING: {
        M.MEDIATED: S.HANDLED,
        M.MEDIATION_ENDED: S.HANDLED,
        M.WITHDRAWN: S.WITHDRAWN,
    },
    S.HANDLED: {M.TOLD: S.CLOSED},
    S.CLOSED: {M.REOPENED: S.ACCEPTED},
    S.REFUSED: {M.REOPENED: S.ACCEPTED},
    S.WITHDRAWN: {},
}
"""The legal moves of each state and where they lead."""


@attrs.frozen(repr=False)
class Stage(Result):
    """One stage of handling with its deadline (办理环节).

    `done_on` is None while it runs; `late` None while nobody can say. `stands_since` is the day
    from which the clock stands, while a test or a mediation runs; `stands_until` the last day for
    which it can stop it. `reopened_on` is the day of the reopening after which it began.
    """

    brief: ClassVar[tuple[str, ...]] = ("duty", "begun_on", "done_on")

    what: Text
    begun_on: date
    by: Due
    done_on: date | None
    duty: str
    stands_since: date | None = None
    stands_until: date | None = None
    reopened_on: date | None = None

    def late(self, day: date) -> bool | None:
        """Whether the deadline was missed, or has passed on a day without the stage being done.

        What is done on the last day is in time. While the clock stands no day passes.
        """
        if self.done_on is not None:
            return self.by.passed(self.done_on)
        return self.by.passed(day if self.stands_since is None else self.stands_since)


@attrs.frozen(repr=False)
class ComplaintStatus(Result):
    """A complaint as it stands on a day (投诉状态): its stages in order, and what is legal next."""

    derived: ClassVar[tuple[str, ...]] = ("open", "overdue", "in_time")
    brief: ClassVar[tuple[str, ...]] = ("as_of", "state", "overdue")

    as_of: date
    state: ComplaintState
    result: ComplaintMoveKind | None
    stages: tuple[Stage, ...]
    legal_moves: tuple[ComplaintMoveKind, ...]

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.state not in (S.CLOSED, S.REFUSED, S.WITHDRAWN)

    @property
    def overdue(self) -> bool:
        """Whether the stage that runs has passed its deadline."""
        return any(stage.done_on is None and stage.late(self.as_of) for stage in self.stages)

    @property
    def in_time(self) -> bool | None:
        """Whether every stage kept its deadline so far.

        None where a deadline is unknown and none was missed.
        """
        late = [stage.late(self.as_of) for stage in self.stages]
        return False if True in late else None if None in late else True

    def say(self, language: Language = "en") -> str:
        """Return the status as one line."""
        zh = language == "zh"
        parts = [f"{self.as_of} {self.state.say(language)}"]
        if self.result is not None:
            parts.append(self.result.say(language))
        for stage in self.stages:
            if stage.done_on is None:
                by = stage.by.day or (stage.by.reason.say(language) if stage.by.reason else "?")
                late = stage.late(self.as_of)
                mark = ("（已逾期）" if zh else " (overdue)") if late else ""
                parts.append(
                    f"{stage.what.zh}：{by}{mark}" if zh else f"{stage.what.en} by {by}{mark}"
                )
        return ("；" if zh else "; ").join(parts)


@attrs.frozen
class Course:
    """How far a complaint has come (投诉进程), replayed from its moves."""

    state: ComplaintState = S.REGISTERED
    result: ComplaintMoveKind | None = None
    stages: tuple[Stage, ...] = ()
    last_day: date | None = None
    reopened_on: date | None = None


ACCEPT = Text("受理或不予受理", "accept or refuse")
HANDLE = Text("办结", "handle")
TELL = Text("告知当事人", "tell the parties")


LONGEST: Mapping[ComplaintMoveKind, str] = {
    M.TEST_BEGUN: "complaint.test",
    M.MEDIATION_BEGUN: "complaint.mediation",
}
"""What stops the clock, and the parameter with the longest time for which it can."""


SAID: Mapping[str, Text] = {"accept": ACCEPT, "handle": HANDLE, "tell": TELL}
"""The stages of a complaint, in their order; each is a duty and has a parameter of its own."""


def begun(name: str, start: date, context: Context) -> Stage:
    """Return a stage that begins on a day (开始环节): its deadline is by the rule of that day."""
    by = context.due(start, f"complaint.{name}")
    return Stage(SAID[name], start, by, None, f"complaint-{name}")


def _begun(course: Course, name: str, start: date, context: Context) -> Course:
    stage = attrs.evolve(begun(name, start, context), reopened_on=course.reopened_on)
    return attrs.evolve(course, stages=(*course.stages, stage))


def _done(course: Course, day: date) -> Course:
    """End the stage that runs."""
    *before, last = course.stages
    return attrs.evolve(course, stages=(*before, attrs.evolve(last, done_on=day)))


def _stopped(course: Course, day: date, until: date | None) -> Course:
    """Stop the clock of the stage that runs, at most until a day."""
    *before, last = course.stages
    last = attrs.evolve(last, stands_since=day, stands_until=until)
    return attrs.evolve(course, stages=(*before, last))


def _answered(course: Course, day: date, context: Context) -> Course:
    """Settle a message by its one answer."""
    for name in ("handle", "tell"):
        course = _begun(_done(course, day), name, day, context)
    return attrs.evolve(_done(course, day), state=S.CLOSED, last_day=day)


def _advanced(course: Course, move: ComplaintMove, context: Context) -> Course:
    kind, day = move.kind, move.day
    course = attrs.evolve(course, state=NEXT[course.state][kind], last_day=day)
    if kind in LONGEST:
        return _stopped(course, day, context.due(day, LONGEST[kind], roll=False).day)
    if course.stages[-1].stands_since is not None:
        course = _resumed(course, day, context)
    if kind is M.ACCEPTED:
        return _begun(_done(course, day), "handle", day, context)
    if kind in _RESULTS:
        return _begun(attrs.evolve(_done(course, day), result=kind), "tell", day, context)
    if kind in (M.REFUSED, M.TOLD, M.WITHDRAWN):
        return _done(course, day)
    if kind is M.REOPENED:
        course = attrs.evolve(course, result=None, reopened_on=day)
        return _begun(course, "handle", day, context)
    return course


def _resumed(course: Course, day: date, context: Context) -> Course:
    """Let the clock run again: the deadline moves by the days for which it stood.

    They are working days where the term is one. A deadline never ends while the clock stands, and
    one that had passed before is not moved. A
    test or a mediation stops the clock for the book's time and no longer, so that nobody gains by
    an end that is not on record. SAMR Order 20, art. 20.
    """
    *before, last = course.stages
    since, by = last.stands_since, last.by
    assert since is not None
    day = day if last.stands_until is None else min(day, last.stands_until)
    if by.day is not None and not by.passed(since):
        by = context.extended(by, _stood(last, since, day, context))
        if by.passed(day):  # it stopped on a day to which a day off had moved the last one
            by = context.due(day, Term(days=0))
    last = attrs.evolve(last, by=by, stands_since=None, stands_until=None)
    return attrs.evolve(course, stages=(*before, last))


def _stood(stage: Stage, since: date, until: date, context: Context) -> Span:
    """How long the clock stood: in working days where the stage counts in them."""
    days, calendar = (until - since).days, context.calendar
    handle = context.rules_on(stage.begun_on).span("complaint.handle")
    if not isinstance(handle, WorkingDays) or calendar is None:
        return Term(days=days)
    stood = (since + timedelta(days=n) for n in range(1, days + 1))
    return WorkingDays(sum(calendar.is_working_day(one) is not False for one in stood))


@clauses("3.1.4.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Complaint(ComplaintFacts, RecordedProcedure[Course, ComplaintMove]):
    """Complaint (投诉): registered, accepted or refused, investigated, handled.

    The parties told, closed, perhaps reopened. Immutable: `move` returns a new complaint or
    refuses. One read from a file is checked by `problems`.

    >>> from qualitygov.complaint import ComplaintKind
    >>> from qualitygov.core.calendars import OfficialCalendar
    >>> from qualitygov.rulebook import load_rulebook
    >>> from qualitygov.rulebook.context import Context
    >>> book, calendar = load_rulebook("strong-town"), OfficialCalendar()
    >>> facts = {"id": "T1", "town": "330299101", "kind": ComplaintKind.FOOD}
    >>> one = Complaint(**facts, happened_on=date(2016, 9, 27), registered_on=date(2016, 9, 28))
    >>> one.status(Context(book, as_of="2016-10-20", calendar=calendar)).say()
    '2016-10-20 registered; accept or refuse by 2016-10-12 (overdue)'
    """

    def _begin(self, context: Context) -> Course:
        return _begun(Course(), "accept", self.registered_on, context)

    def _refusal(self, course: Course, move: ComplaintMove, context: Context) -> Text | None:
        if course.last_day is not None and move.day < course.last_day:
            return Text(
                f"早于上一步骤的日期 {course.last_day}",
                f"before the day of the last move, {course.last_day}",
            )
        if move.kind not in NEXT[course.state]:
            return not_now(course.state, move.kind)
        if move.ground is RefusalGround.TOO_OLD:
            return self._not_too_old(context.rules_on(move.day).term("complaint.too-old"))
        return None

    def _not_too_old(self, limit: Term) -> Text | None:
        if not within_term(self.happened_on, self.registered_on, limit):
            return None
        return Text(
            f"未超过 {limit}，不得以此不予受理",
            f"not more than {limit} ago, so that is no ground to refuse",
        )

    def _advance(self, course: Course, move: ComplaintMove, context: Context) -> Course:
        return _advanced(course, move, context)

    def _legal(self, course: Course, on: date, context: Context) -> Iterable[ComplaintMoveKind]:
        return NEXT[course.state]

    def status(self, context: Context) -> ComplaintStatus:
        """Return how the complaint stands on `as_of` (投诉状态), by the moves known up to that day.

        A message of which one answer alone is recorded was accepted, handled and told on that day:
        no earlier acceptance is on record. While a test or a mediation runs, the clock of its stage
        stands; where nobody ended it, the clock runs again after the book's time
        (``complaint.test``, ``complaint.mediation``).

        Deadlines are those of the rule in force when each stage began; where the rule or the
        calendar is unknown, the stage says so and is neither in time nor late. Raises
        `IllegalMoveError` for a move that is not legal.
        """
        known = context.seen(self)
        course = known._replay(context, context.as_of)  # noqa: SLF001 - itself, as it was known
        replied = context.past(known.replied_on)
        if replied is not None:
            course = _answered(course, replied, context)
        legal = tuple(NEXT[course.state])
        until = course.stages[-1].stands_until
        if until is not None and until < context.as_of:  # for longer than it can stop the clock
            course = _resumed(course, until, context)
        return ComplaintStatus(context.as_of, course.state, course.result, course.stages, legal)
