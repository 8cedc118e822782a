"""Who is to be visited, and by whom (差异化监管): visits due by grade and risk, draws, dispatch.

Clauses 3.1.4.b, 3.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import term_end
from qualitygov.core.result import Result
from qualitygov.enterprise import Enterprise, RegistrationStatus
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.supervision import SupervisionFrequency
from qualitygov.supervision.draw import Draw, Stratum, assign_inspectors
from qualitygov.supervision.entities import Inspector, SupervisionVisit
from qualitygov.text import Text


@attrs.frozen(kw_only=True)
class VisitDue(Result):
    """When a unit is to be visited next (应检查日期), and how often.

    `due_on` counts from the last visit, or from `since`.
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


def _active(unit: Enterprise) -> bool:
    return unit.status is RegistrationStatus.IN_OPERATION


def _last_visits(visits: Iterable[SupervisionVisit], context: Context) -> dict[str, date]:
    last: dict[str, date] = {}
    for visit in context.known(visits):
        if context.happened(visit.held_on):
            key = UnitKey.of(visit.subject)
            last[key] = max(visit.held_on, last.get(key, visit.held_on))
    return last


@clauses("3.1.4.b", "3.4.3.b")
def visits_due(
    units: Iterable[Enterprise],
    context: Context,
    *,
    grades: Mapping[str, str],
    high_risk: Iterable[str],
    visits: Iterable[SupervisionVisit],
    since: date,
) -> tuple[VisitDue, ...]:
    """Return when each unit in operation is due for its next visit (应检查清单), the earliest first.

    `grades` are credit grades by unit code, `high_risk` the codes of units that make or sell
    high-risk products, `since` the day on which supervision by grade began: the first visit of a
    unit never visited is counted from it. Visits after ``context.as_of`` are not seen.
    """
    last = _last_visits(visits, context)
    by_key = {UnitKey.of(code): grade for code, grade in grades.items()}
    risky = {UnitKey.of(code) for code in high_risk}
    due = []
    for unit in filter(_active, units):
        key = UnitKey.of(unit.code)
        if key not in by_key:
            continue
        rule = context.rules.entry(SupervisionFrequency, by_key[key])
        every = rule.high_risk_every if key in risky else rule.every
        visited = last.get(key)
        start = max(since, unit.registered_on or since) if visited is None else visited
        due.append(
            VisitDue(
                code=unit.code,
                town=unit.town,
                grade=by_key[key],
                high_risk=key in risky,
                last_visit=visited,
                due_on=term_end(start, every),
                every=str(every),
            )
        )
    return tuple(sorted(due, key=lambda one: (one.due_on, one.code)))


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
