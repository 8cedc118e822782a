"""Who is to be visited, and by whom (差异化监管): visits due by grade and risk, draws, dispatch.

Clauses 3.1.4.b, 3.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar

import attrs

from qualitygov.blacklist.standing import scores_of
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import Term, term_end
from qualitygov.core.result import Result
from qualitygov.enterprise import ENTERPRISES, Enterprise, RegistrationStatus
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.supervision import SupervisionFrequency
from qualitygov.subject import CountyView, Standing
from qualitygov.supervision.draw import Draw, Stratum, assign_inspectors
from qualitygov.supervision.entities import Inspector, SupervisionVisit
from qualitygov.text import Text


@attrs.frozen(kw_only=True)
class VisitDue(Result):
    """When a unit is to be visited next (应检查日期), and how often.

    `due_on` counts from the last visit, or from when supervision of its kind began. It is a working
    day as far as the calendar reaches, and beyond that the day on which the term ends.
    """

    code: str
    town: str
    grade: str
    high_risk: bool
    last_visit: date | None
    due_on: date
    every: str

    def overdue(self, day: date) -> bool:
        """Whether the visit is overdue on this day; on `due_on` it is not."""
        return day > self.due_on

    @property
    def reason(self) -> Text:
        """The grade, the risk and the interval they give."""
        risk = Text("，高风险", ", high risk") if self.high_risk else Text("", "")
        return Text(
            f"信用等级 {self.grade}{risk.zh}：间隔不超过 {self.every}",
            f"grade {self.grade}{risk.en}: a visit every {self.every}",
        )


@attrs.frozen(kw_only=True)
class VisitDuty(Result):
    """A visit that was due on a day of the period, and how it stands (应检查情况)."""

    code: str
    town: str
    grade: str
    high_risk: bool
    due_on: date
    standing: Standing


def grades_of(view: CountyView, context: Context) -> Mapping[str, str]:
    """Return the credit grades of the county's units, by code (信用等级).

    A unit of which no authority has seen anything is not rated, and is supervised as one of
    ``supervision.unrated-grade``.
    """
    scores = scores_of(view, context)
    unrated = context.rules.choice("supervision.unrated-grade")
    units = ((unit.code, UnitKey.of(unit.code)) for unit in view.known(ENTERPRISES, context))
    return {code: scores[key].grade or unrated for code, key in units if key in scores}


def high_risk_of(view: CountyView, context: Context) -> frozenset[str]:
    """Return the codes of the units that make a product of a controlled class (高风险单位).

    They are read from the facts of market access, which hold only products that are still made.
    """
    return frozenset(
        row.subject
        for row in view.facts("access", context)
        if row.activity == "make" and row.controlled
    )


def _active(unit: Enterprise) -> bool:
    return unit.status is RegistrationStatus.IN_OPERATION


@attrs.frozen(kw_only=True)
class _Watched:
    """A unit in operation with its grade, its risk, how often it is visited, and since when."""

    unit: Enterprise
    grade: str
    high_risk: bool
    every: Term
    start: date
    visits: tuple[date, ...]


def _held(visits: Iterable[SupervisionVisit], context: Context) -> dict[str, list[date]]:
    held: dict[str, list[date]] = {}
    for visit in context.known(visits):
        if context.happened(visit.held_on):
            held.setdefault(UnitKey.of(visit.subject), []).append(visit.held_on)
    return held


def _watched(
    units: Iterable[Enterprise],
    context: Context,
    *,
    grades: Mapping[str, str],
    high_risk: Iterable[str],
    visits: Iterable[SupervisionVisit],
) -> Iterator[_Watched]:
    held = _held(visits, context)
    by_key = {UnitKey.of(code): grade for code, grade in grades.items()}
    risky = {UnitKey.of(code) for code in high_risk}
    for unit in filter(_active, units):
        key = UnitKey.of(unit.code)
        if key not in by_key:
            continue
        rule = context.rules.entry(SupervisionFrequency, by_key[key])
        every = rule.high_risk_every if key in risky else rule.every
        start = max(rule.began, unit.registered_on or rule.began)
        yield _Watched(
            unit=unit,
            grade=by_key[key],
            high_risk=key in risky,
            every=every,
            start=start,
            visits=tuple(sorted(set(held.get(key, ())))),
        )


@clauses("3.1.4.b", "3.4.3.b")
def visits_due(
    units: Iterable[Enterprise],
    context: Context,
    *,
    grades: Mapping[str, str],
    high_risk: Iterable[str],
    visits: Iterable[SupervisionVisit],
) -> tuple[VisitDue, ...]:
    """Return when each unit in operation is due for its next visit (应检查清单), the earliest first.

    `grades` are credit grades by unit code, `high_risk` the codes of units that make or sell
    high-risk products. The first visit of a unit never visited is counted from the day on which
    supervision of its kind began, or on which it was registered. Visits after ``context.as_of`` are
    not seen.
    """
    watched = _watched(units, context, grades=grades, high_risk=high_risk, visits=visits)
    due = [
        VisitDue(
            code=one.unit.code,
            town=one.unit.town,
            grade=one.grade,
            high_risk=one.high_risk,
            last_visit=one.visits[-1] if one.visits else None,
            due_on=_next(one.visits[-1] if one.visits else one.start, one, context)[1],
            every=str(one.every),
        )
        for one in watched
    ]
    return tuple(sorted(due, key=lambda one: (one.due_on, one.code)))


@clauses("3.1.4.b", "3.4.3.b")
def visits_of_period(
    units: Iterable[Enterprise],
    context: Context,
    *,
    grades: Mapping[str, str],
    high_risk: Iterable[str],
    visits: Iterable[SupervisionVisit],
) -> tuple[VisitDuty, ...]:
    """Return the visits that were due in the context's period (应检查情况), in order of their days.

    Each visit sets when the next one is due, so that one made before the period moves it on. One
    that came too late is late, and one that never came is missing. A last day that is a day off
    moves to the next working day; open where the calendar does not say whether it does.
    """
    watched = _watched(units, context, grades=grades, high_risk=high_risk, visits=visits)
    due = [
        VisitDuty(
            code=one.unit.code,
            town=one.unit.town,
            grade=one.grade,
            high_risk=one.high_risk,
            due_on=day,
            standing=standing,
        )
        for one in watched
        for day, standing in _course(one, context)
        if day in context.period
    ]
    return tuple(sorted(due, key=lambda one: (one.due_on, one.code)))


def _next(last: date, one: _Watched, context: Context) -> tuple[date, date, Due]:
    """When the term after a day ends, when the next visit is due then, and the deadline.

    The one after that is counted from the end of the term, which alone moves off a day off.
    """
    ends, by = term_end(last, one.every), context.due(last, one.every)
    return ends, by.day or ends, by


def _course(one: _Watched, context: Context) -> Iterator[tuple[date, Standing]]:
    """The days on which visits were due from the first on, each with how it stands."""
    last, coming = one.start, [day for day in one.visits if day > one.start]
    ends, due, by = _next(last, one, context)
    while due <= context.period.last:
        if coming and coming[0] <= due:
            last = coming.pop(0)
            if last >= context.period.first:  # one made before the period has moved the duty on
                yield due, Standing.DONE
        elif due >= context.as_of:
            yield due, Standing.OPEN
            return
        else:
            late = bool(coming) and coming[0] <= term_end(ends, one.every)
            found = Standing.LATE if late else Standing.MISSING
            yield due, Standing.OPEN if by.day is None else found
            last = coming.pop(0) if late else ends
        ends, due, by = _next(last, one, context)


@clauses("3.4.1.b", "3.4.3.b")
def strata_of(
    units: Iterable[Enterprise],
    context: Context,
    *,
    grades: Mapping[str, str],
    high_risk: Iterable[str],
) -> tuple[Stratum, ...]:
    """Group the units in operation by grade and risk (抽查分层).

    Each group comes with the part of it that a draw takes.
    """
    by_key = {UnitKey.of(code): grade for code, grade in grades.items()}
    risky = {UnitKey.of(code) for code in high_risk}
    groups: dict[tuple[str, bool], list[str]] = {}
    for unit in filter(_active, units):
        key = UnitKey.of(unit.code)
        if key in by_key:
            groups.setdefault((by_key[key], key in risky), []).append(unit.code)
    strata = []
    for (grade, risk), codes in sorted(groups.items()):
        rule = context.rules.entry(SupervisionFrequency, grade)
        share = rule.high_risk_share if risk else rule.share
        name = f"{grade}-high-risk" if risk else grade
        strata.append(Stratum(name, tuple(sorted(codes)), share))
    return tuple(strata)


@attrs.frozen(kw_only=True, repr=False)
class Dispatch(Result):
    """Who is sent to the units drawn (随机选派结果), and for which units too few are left."""

    brief: ClassVar[tuple[str, ...]] = ("draws", "short")

    draws: Mapping[str, Draw]
    short: tuple[str, ...]


@clauses("3.4.3.b")
def dispatch(
    drawn: Mapping[str, str], context: Context, *, inspectors: Iterable[Inspector], seed: str
) -> Dispatch:
    """Draw the inspectors of each unit drawn (随机选派检查人员).

    They come from those of its town who are qualified on ``context.as_of`` and have no conflict.
    `drawn` maps unit codes to towns; a visit has as many inspectors as ``supervision.inspectors``
    says.
    """
    able: dict[str, list[Inspector]] = {}
    for inspector in context.known(inspectors):
        if inspector.qualified(context.as_of):
            able.setdefault(inspector.town, []).append(inspector)
    each = context.rules.whole("supervision.inspectors")
    draws: dict[str, Draw] = {}
    short = []
    for unit, town in sorted(drawn.items()):
        key = UnitKey.of(unit)
        free = [
            inspector.id
            for inspector in able.get(town, ())
            if all(UnitKey.of(conflict.subject) != key for conflict in inspector.conflicts)
        ]
        if len(free) < each:
            short.append(unit)
        else:
            draws.update(assign_inspectors([unit], free, each, seed))
    return Dispatch(draws=draws, short=tuple(short))
