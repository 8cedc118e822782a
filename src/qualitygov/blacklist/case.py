"""A blacklist case (黑名单案件): moves in, status out. The library proposes, an authority decides.

Clause 3.2.2.c.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Self

import attrs

from qualitygov.blacklist.course import Course
from qualitygov.blacklist.entities import CaseFacts, CaseState, Move, MoveKind
from qualitygov.blacklist.facts import fact_problems
from qualitygov.blacklist.procedure import (
    advance,
    begin,
    legal_on,
    listing_term,
    refusal,
    removed,
    repairable_from,
)
from qualitygov.codes.unit import UnitKey
from qualitygov.core import kinds
from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import ONE_DAY, term_end
from qualitygov.core.result import Result
from qualitygov.errors import InputError, Problem
from qualitygov.procedure import RecordedProcedure
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.blacklist import Effect, ListKind
from qualitygov.rulebook.remedies import remedies_of
from qualitygov.text import Language, Text

UNTIL_DECIDED = Text(
    "作出决定前（期限尚未核实）", "the day of the decision, since its term is not verified yet"
)


@attrs.frozen(repr=False)
class NextStep(Result):
    """What is due next, and by when (下一步)."""

    what: Text
    by: Due


@attrs.frozen(repr=False)
class ListingStatus(Result):
    """Whether a unit is listed on a day (名单状态).

    Since when, until when, by what effects, and what is due next.

    `until` is the last day of the listing if nothing else happens, and `ended_on` the day on which
    it was no longer in force, by its term, a repair, a stay or a revocation. While it is `stayed`
    the unit is not listed. What a listing brings is what the rules brought on the day of decision,
    as far as every later version still does. `lowers_grade` says whether the listing also lowers
    the credit grade; a local list has brought only more supervision since 2020-12-07. A repair may
    be applied for from `repair_from`, where nothing new happens. A listing revoked on review never
    was, and is kept as such.
    """

    brief: ClassVar[tuple[str, ...]] = ("as_of", "state", "listed", "until")

    as_of: date
    state: CaseState
    listed: bool
    since: date | None
    until: date | None
    effects: tuple[Effect, ...]
    lowers_grade: bool
    next_steps: tuple[NextStep, ...]
    legal_moves: tuple[MoveKind, ...]
    ended_on: date | None = None
    stayed: bool = False
    repair_from: date | None = None
    remedies: Text | None = None

    @property
    def supervision_only(self) -> bool:
        """Whether the listing brings more supervision and nothing else, as a local list does."""
        return not self.lowers_grade and set(self.effects) <= {Effect.MORE_SUPERVISION}

    def say(self, language: Language = "en") -> str:
        """Return the status as one line."""
        zh = language == "zh"
        text = f"{self.as_of} {self.state.say(language)}"
        if self.listed:
            text += (
                f"，自 {self.since} 至 {self.until}"
                if zh
                else f", from {self.since} to {self.until}"
            )
        for step in self.next_steps:
            by = step.by.day or (step.by.reason.say(language) if step.by.reason else "?")
            text += f"；{step.what.zh}：{by}" if zh else f"; {step.what.en} by {by}"
        if self.stayed:
            text += "；停止执行中" if zh else "; stayed"
        if self.remedies is not None:
            text += ("；" if zh else "; ") + self.remedies.say(language)
        return text


@clauses("3.2.2.c")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class BlacklistCase(CaseFacts, RecordedProcedure[Course, Move]):
    """A case of listing a unit, as its recorded moves make it (黑名单案件).

    Immutable: `move` returns a new case or refuses. A case read from a file is checked by
    `problems`.

    >>> from qualitygov.errors import IllegalMoveError
    >>> from qualitygov.rulebook import load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-03-02")
    >>> case = BlacklistCase(
    ...     id="C1", subject="91330299MA2837B62L", list_kind="quality", legal_basis="…",
    ...     ground="failures-3",
    ... )
    >>> found = Move(
    ...     kind=MoveKind.GROUND_FOUND, day=date(2016, 3, 1), authority="镇市场监管所",
    ...     document="发现〔2016〕1号",
    ... )
    >>> case = case.move(found, context)
    >>> case.status(context).listed
    False
    >>> try:
    ...     case.move(attrs.evolve(found, kind=MoveKind.DECIDED_TO_LIST), context)
    ... except IllegalMoveError as error:
    ...     error.legal
    ('notice-given', 'decided-not-to-list')
    """

    def _begin(self, context: Context) -> Course:
        return begin(self, context)

    def _refusal(self, course: Course, move: Move, context: Context) -> Text | None:
        return refusal(course, move, context)

    def _advance(self, course: Course, move: Move, context: Context) -> Course:
        return advance(course, move, context)

    def _legal(self, course: Course, on: date, context: Context) -> Iterable[MoveKind]:
        return legal_on(course, on, context)

    def problems(self, context: Context) -> tuple[Problem, ...]:
        """Return what is wrong with the case (案件问题): its list, its ground, its illegal moves.

        Moves are told only where the book has the list on their days, and the ground on some day.
        """
        found = fact_problems(self, context)
        if any(problem.code == "case.list-kind" for problem in found):
            return found
        removed = tuple(self._removal_problems(context))
        return (*found, *removed) if found else (*removed, *super().problems(context))

    def _removal_problems(self, context: Context) -> Iterable[Problem]:
        """A unit is removed from a list on which it was by then."""
        if self.removed_on is not None:
            listed_on = self._replay(context, problems=[]).listed_on
            if listed_on is None or self.removed_on < listed_on:
                expected = Text("移出早于列入，或未曾列入", "removed before it was listed")
                path = f"{self.id}.removed_on"
                yield Problem("case.removal", path, str(self.removed_on), expected)

    def move(self, move: Move, context: Context) -> Self:
        """Return the case with one move more (推进一步).

        Raises `IllegalMoveError`, which names the moves that are legal instead, and `InputError`
        for a list or a ground that the book does not have.
        """
        found = fact_problems(self, context, (*self.moves, move))
        if found:
            raise InputError(found)
        return super().move(move, context)

    def _course(self, context: Context) -> Course:
        """How far the case had come on `as_of`, by what was known; a revocation reaches back."""
        known = self._replay(context, context.known_at)
        if known.state is not CaseState.REVOKED and context.known_at > context.as_of:
            known = self._replay(context, context.as_of)
        return removed(_milder(known, context), context)

    def status(self, context: Context) -> ListingStatus:
        """Return the status on the context's day (名单状态).

        Moves up to that day are seen as far as they were known. A revocation that became known
        later is seen too, since it voids the listing from the beginning. A term that the list got
        later and that is shorter ends the listing sooner. Raises `IllegalMoveError` for a move that
        was not legal. A case of which nobody knew has not begun.
        """
        as_of, known = context.as_of, context.known((self,))
        seen = known[0] if known else self
        course = seen._course(context) if known else Course(self)  # noqa: SLF001 - as it was known
        state = course.state_on(as_of)
        listed = _listed(course, as_of)
        versions = _versions(course, context) if listed else ()
        effects = versions[0].brought if versions else ()
        told_on = course.told_on
        decided = told_on is not None and told_on <= as_of
        return ListingStatus(
            as_of=as_of,
            state=state,
            listed=listed,
            since=None if state in (CaseState.OPEN, CaseState.REVOKED) else course.listed_on,
            until=course.until if listed else None,
            effects=tuple(e for e in effects if all(e in one.brought for one in versions)),
            lowers_grade=bool(versions) and all(one.brings_grade for one in versions),
            next_steps=tuple(_next_steps(course, state, context)),
            legal_moves=tuple(legal_on(course, as_of, context)),
            ended_on=None if listed else _ended_on(seen, course, as_of),
            stayed=course.stayed_on is not None and course.stayed_on <= as_of,
            repair_from=repairable_from(course, context, as_of) if listed else None,
            remedies=remedies_of(context.on(told_on)) if decided and told_on else None,
        )


def _milder(course: Course, context: Context) -> Course:
    """Return the course with the shortest term that the list had since the decision (从轻).

    A shorter term that comes later ends a listing at the earliest on the day before it came.
    """
    listed_on, until = course.listed_on, course.until
    if listed_on is None or until is None:
        return course
    for first, _, rule in context.rulebook.typed[ListKind.section][course.facts.list_kind]:
        if rule is not None and listed_on < first <= min(until, context.as_of):
            ends = term_end(listed_on, listing_term(course, context, first))
            until = min(until, max(ends, first - ONE_DAY))
    return attrs.evolve(course, until=until)


def _versions(course: Course, context: Context) -> tuple[ListKind, ...]:
    """The versions of the list in force since the decision, that of its day first."""
    assert course.listed_on is not None
    book, name, as_of = context.rulebook, course.facts.list_kind, context.as_of
    since = (first for first, _, _ in book.typed[ListKind.section][name])
    days = [course.listed_on, *(day for day in since if course.listed_on < day <= as_of)]
    found = (context.rules_on(day).entries(ListKind).get(name) for day in (*days, as_of))
    return tuple(one for one in found if one is not None)


def _ended_on(case: CaseFacts, course: Course, on: date) -> date | None:
    """The first day by then on which a listing that had begun was not in force any more."""
    if course.listed_on is None or course.until is None:
        return None
    revoked = [move.day for move in case.moves if move.kind is MoveKind.REVOKED]
    if course.state is CaseState.REVOKED and revoked:
        return revoked[-1] if revoked[-1] <= on else None
    ends = [course.removed_on, course.stayed_on, _day_after(course.until)]
    return min((day for day in ends if day is not None and day <= on), default=None)


def _day_after(day: date) -> date | None:
    return day + ONE_DAY if day < date.max else None


def _listed(course: Course, on: date) -> bool:
    if course.state is CaseState.REVOKED or course.listed_on is None or course.until is None:
        return False
    if not course.listed_on <= on <= course.until:
        return False
    if course.removed_on is not None and on >= course.removed_on:
        return False
    if course.stayed_on is not None and on >= course.stayed_on:
        return False
    return not any(removed <= on < restored for removed, restored in course.gaps)


def _next_steps(course: Course, state: CaseState, context: Context) -> Iterable[NextStep]:
    steps: list[tuple[CaseState, Text, date | None, str]] = [
        (
            CaseState.REPAIR_APPLIED,
            Text("受理或不予受理", "accept or refuse the application"),
            course.applied_on,
            "accept_within",
        ),
        (
            CaseState.REPAIR_ACCEPTED,
            Text("作出修复决定", "decide on the repair"),
            course.accepted_on,
            "decide_within",
        ),
    ]
    if course.published_on is None and state in (
        CaseState.LISTED,
        CaseState.REPAIR_APPLIED,
        CaseState.REPAIR_ACCEPTED,
    ):
        steps.append((state, Text("公示", "publish"), course.listed_on, "publish_within"))
    if state is CaseState.NOTIFIED and course.statement_until is not None:
        what = Text("当事人可陈述申辩", "the unit may state its case")
        yield NextStep(what, course.statement_until)
    if state is CaseState.NOTIFIED and course.hearing_until is not None:
        by = course.hearing_until if course.hearing_ends else Due(None, UNTIL_DECIDED)
        yield NextStep(Text("当事人可申请听证", "the unit may ask for a hearing"), by)
    for wanted, what, start, span in steps:
        if state is wanted and start is not None:
            rule = context.rules_on(start).entry(ListKind, course.facts.list_kind)
            yield NextStep(what, context.due_by(start, rule, span))
    if state is CaseState.LISTED:
        yield NextStep(Text("期满移出", "removal at the end of the term"), Due(course.until))


@clauses("3.2.2.c")
def listed_until(cases: Iterable[BlacklistCase], code: str, context: Context) -> date | None:
    """Return the last day of the listing that lowers a unit's grade (名单期满日).

    None when no such listing is in force on the context's day; a local list lowers none since
    2020-12-07. It is what the credit scorer takes. Of several listings the one that ends last
    counts.
    """
    key = UnitKey.of(code)
    own = (case for case in context.known(cases) if UnitKey.of(case.subject) == key)
    found = (case.status(context) for case in own)
    return last_day(status for status in found if status.lowers_grade)


def last_day(statuses: Iterable[ListingStatus]) -> date | None:
    """Return the last day of the listings in force (名单期满日), None where there is none."""
    ends = (status.until for status in statuses if status.listed)
    return max((until for until in ends if until is not None), default=None)
