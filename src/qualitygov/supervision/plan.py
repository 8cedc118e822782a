"""How often whom (差异化监管).

Visits due by grade and risk, strata for a draw, and what quotas still lack. Clauses 3.1.4.b, 3.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.periods import term_end
from qualitygov.enterprise.entities import Enterprise, RegistrationStatus
from qualitygov.rulebook.model.supervision import SupervisionFrequency
from qualitygov.rulebook.rules import Rules
from qualitygov.supervision.draw import Draw, Stratum, assign_inspectors
from qualitygov.supervision.entities import (
    Inspector,
    QuotaScope,
    SupervisionQuota,
    SupervisionVisit,
)
from qualitygov.text import Text

__all__ = [
    "Dispatch",
    "QuotaState",
    "VisitDue",
    "dispatch",
    "quota_states",
    "strata_of",
    "visits_due",
]


@attrs.frozen
class VisitDue:
    """When a unit is to be visited next (应检查日期), and why so often.

    `due_on` counts from the last visit, or from `since`.
    """

    code: str
    town: str
    grade: str
    high_risk: bool
    last_visit: date | None
    due_on: date
    every: str

    def overdue(self, on: date) -> bool:
        """Whether the day has passed."""
        return on > self.due_on

    @property
    def reason(self) -> Text:
        """The grade, the risk and the interval they give."""
        return Text(
            f"信用等级 {self.grade}{'，高风险' if self.high_risk else ''}：间隔不超过 {self.every}",
            f"grade {self.grade}{', high risk' if self.high_risk else ''}: a visit every {self.every}",
        )


def _active(unit: Enterprise) -> bool:
    return unit.status is RegistrationStatus.IN_OPERATION


@clauses("3.1.4.b", "3.4.3.b")
def visits_due(
    units: Iterable[Enterprise],
    grades: Mapping[str, str],
    high_risk: Iterable[str],
    visits: Iterable[SupervisionVisit],
    rules: Rules,
    *,
    since: date,
    as_of: date,
) -> tuple[VisitDue, ...]:
    """Return when each unit in operation is due for its next visit (应检查清单), the earliest first.

    `grades` are credit grades by unit code, `high_risk` the codes of units that make or sell
    high-risk products, `since` the day on which supervision by grade began: the first visit of a
    unit never visited is counted from it. Visits after `as_of` are not seen.
    """
    last: dict[str, date] = {}
    for visit in visits:
        key = UnitKey.of(visit.subject)
        if visit.held_on <= as_of:
            last[key] = max(visit.held_on, last.get(key, visit.held_on))
    by_key = {UnitKey.of(code): grade for code, grade in grades.items()}
    risky = {UnitKey.of(code) for code in high_risk}
    due = []
    for unit in filter(_active, units):
        key = UnitKey.of(unit.code)
        if key not in by_key:
            continue
        rule = rules.entry(SupervisionFrequency, by_key[key])
        every = rule.high_risk_every if key in risky else rule.every
        begun = last.get(key)
        start = max(since, unit.registered_on or since) if begun is None else begun
        due.append(
            VisitDue(
                unit.code,
                unit.town,
                by_key[key],
                key in risky,
                begun,
                term_end(start, every),
                str(every),
            )
        )
    return tuple(sorted(due, key=lambda one: (one.due_on, one.code)))


@clauses("3.4.1.b", "3.4.3.b")
def strata_of(
    units: Iterable[Enterprise], grades: Mapping[str, str], high_risk: Iterable[str], rules: Rules
) -> tuple[Stratum, ...]:
    """Group the units in operation by grade and risk.

    Each group with the part of it that a draw takes (抽查分层).
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
        rule = rules.entry(SupervisionFrequency, grade)
        share = rule.high_risk_share if risk else rule.share
        strata.append(
            Stratum(f"{grade}{'-high-risk' if risk else ''}", tuple(sorted(codes)), share)
        )
    return tuple(strata)


@attrs.frozen(kw_only=True)
class Dispatch:
    """Who is sent to the units drawn (随机选派结果).

    And the units for which too few inspectors are left.
    """

    draws: Mapping[str, Draw]
    short: tuple[str, ...]


@clauses("3.4.3.b")
def dispatch(
    drawn: Mapping[str, str], inspectors: Iterable[Inspector], rules: Rules, seed: str, on: date
) -> Dispatch:
    """Draw the inspectors of each unit drawn (随机选派检查人员).

    From those of its town who are qualified and have no conflict.

    `drawn` maps unit codes to towns; a visit has as many inspectors as ``supervision.inspectors``
    says.
    """
    able: dict[str, list[Inspector]] = {}
    for one in inspectors:
        if one.qualified(on):
            able.setdefault(one.town, []).append(one)
    each = rules.whole("supervision.inspectors")
    draws: dict[str, Draw] = {}
    short = []
    for unit, town in sorted(drawn.items()):
        key = UnitKey.of(unit)
        free = [
            one.id
            for one in able.get(town, ())
            if all(UnitKey.of(x.subject) != key for x in one.conflicts)
        ]
        if len(free) < each:
            short.append(unit)
        else:
            draws.update(assign_inspectors([unit], free, each, seed))
    return Dispatch(draws=draws, short=tuple(short))


@attrs.frozen
class QuotaState:
    """How far a quota is fulfilled on a day (任务完成情况).

    The visits that count, and whether its period is over.
    """

    quota: SupervisionQuota
    visits: tuple[str, ...]
    ended: bool

    @property
    def rate(self) -> Rate:
        """Visits held over visits asked for; more than asked for counts as all."""
        return Rate(min(len(self.visits), self.quota.visits), self.quota.visits)

    @property
    def lacking(self) -> int:
        """How many visits are still to be held."""
        return max(self.quota.visits - len(self.visits), 0)

    @property
    def missed(self) -> bool:
        """Whether the period is over and visits are lacking."""
        return self.ended and self.lacking > 0


def _counts(quota: SupervisionQuota, visit: SupervisionVisit) -> bool:
    inside = quota.first_day <= visit.held_on <= quota.last_day
    if (
        quota.scope is QuotaScope.AREA
    ):  # an area is a region: a visit in it counts whatever it was for
        return inside and visit.town.startswith(quota.topic)
    return inside and visit.town == quota.town and visit.topic == quota.topic


@clauses("3.4.1.b", "3.4.3.b")
def quota_states(
    quotas: Iterable[SupervisionQuota], visits: Iterable[SupervisionVisit], as_of: date
) -> tuple[QuotaState, ...]:
    """Return how far each quota is fulfilled (任务完成情况); a visit counts for every quota it is for."""
    held = [visit for visit in visits if visit.held_on <= as_of]
    return tuple(
        QuotaState(
            quota, tuple(sorted(v.id for v in held if _counts(quota, v))), as_of > quota.last_day
        )
        for quota in sorted(quotas, key=lambda quota: quota.id)
    )
