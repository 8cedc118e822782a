"""Plans, notices, risks and accountability (应急、通报、风险与责任). Clauses 3.1.3.e-f, 3.4.3.c."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.core.calendars import Due, WorkCalendar, due
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import within_term
from qualitygov.errors import bilingual
from qualitygov.rulebook.model.safety import RiskKind, RiskMatrix
from qualitygov.rulebook.rules import Rules
from qualitygov.safety.entities import (
    AccountableCase,
    AccountableRole,
    EmergencyPlan,
    RiskAssessment,
    RiskNotice,
)
from qualitygov.text import Text

__all__ = [
    "AccountabilityFact",
    "AccountabilityState",
    "Acknowledgement",
    "NoticeFact",
    "PlanFact",
    "PlanState",
    "RiskFact",
    "accountability_facts",
    "accountability_state",
    "acknowledgements",
    "notice_facts",
    "plan_facts",
    "plan_states",
    "risk_facts",
    "risk_level",
]


@attrs.frozen
class PlanState:
    """A kind of risk and how a town is prepared for it (应急准备情况), with its gaps."""

    risk: str
    label: Text
    plan: str | None
    drilled_on: date | None
    gaps: tuple[Text, ...]


@clauses("3.1.3.e", "2.2.2.h")
def plan_states(
    town: str, plans: Iterable[EmergencyPlan], rules: Rules, on: date
) -> tuple[PlanState, ...]:
    """Return how a town is prepared for each kind of risk (应急预案与演练核对).

    A plan in force, and a drill within its time.
    """
    own = sorted(
        (plan for plan in plans if plan.town == town), key=lambda plan: (plan.valid_from, plan.id)
    )
    states = []
    for name, kind in sorted(rules.entries(RiskKind).items()):
        live = [
            p
            for p in own
            if p.risk == name and p.valid_from <= on and (p.valid_to is None or on <= p.valid_to)
        ]
        drills = sorted(
            drill.held_on for plan in live for drill in plan.drills if drill.held_on <= on
        )
        gaps = []
        if not live:
            gaps.append(Text("无有效预案", "no plan in force"))
        elif not drills:
            gaps.append(Text("从未演练", "never drilled"))
        elif not within_term(drills[-1], on, kind.drill_within):
            gaps.append(
                Text(
                    f"最近演练 {drills[-1]}，已超期", f"last drilled on {drills[-1]}, too long ago"
                )
            )
        states.append(
            PlanState(
                name,
                kind.label,
                live[-1].id if live else None,
                drills[-1] if drills else None,
                tuple(gaps),
            )
        )
    return tuple(states)


@attrs.frozen
class Acknowledgement:
    """Whether one recipient acknowledged a notice (签收情况)."""

    notice: str
    unit: str
    by: Due
    acknowledged_on: date | None

    def late(self, on: date) -> bool | None:
        """Whether it was late, or is not there beyond its time."""
        return self.by.passed(on if self.acknowledged_on is None else self.acknowledged_on)


@clauses("3.1.3.f")
def acknowledgements(
    notice: RiskNotice, rules: Rules, calendar: WorkCalendar | None, on: date
) -> tuple[Acknowledgement, ...]:
    """Return who acknowledged a notice and who did not (签收情况), in order of the units."""
    by = due(notice.issued_on, rules.span("notice.acknowledge"), calendar)
    return tuple(
        Acknowledgement(
            notice.id,
            one.unit,
            by,
            one.acknowledged_on
            if one.acknowledged_on is not None and one.acknowledged_on <= on
            else None,
        )
        for one in sorted(notice.recipients, key=lambda one: one.unit)
    )


@clauses("3.4.3.c")
def risk_level(likelihood: int, severity: int, rules: Rules) -> str:
    """Return the level of a risk by the matrix (风险等级); raises `FieldError` outside it.

    >>> from qualitygov.rulebook import load_rulebook
    >>> risk_level(4, 5, load_rulebook("strong-town").at(date(2016, 12, 31)))
    'very-high'
    """
    rows = rules.entry(RiskMatrix, "main").rows
    if not (1 <= likelihood <= len(rows) and 1 <= severity <= len(rows[0])):
        raise bilingual(
            "risk.matrix",
            f"应在 1 至 {len(rows)} 与 1 至 {len(rows[0])} 之间",
            f"expected 1 to {len(rows)} and 1 to {len(rows[0])}",
        )
    return rows[likelihood - 1][severity - 1]


@attrs.frozen
class AccountabilityState:
    """Who was held to account in a large case, and who was not (责任追究情况)."""

    case: str
    by: Due
    lacks: tuple[Text, ...]

    def overdue(self, on: date) -> bool:
        """Whether something is lacking beyond the time for it."""
        return bool(self.lacks) and self.by.passed(on) is True


@clauses("3.4.3.c")
def accountability_state(
    case: AccountableCase, rules: Rules, calendar: WorkCalendar | None, on: date
) -> AccountabilityState:
    """Return what a large case still lacks (责任追究核对).

    Somebody in each role, and a decision on each person.
    """
    lacks = []
    for role in AccountableRole:
        persons = [one for one in case.persons if one.role is role]
        if not persons:
            lacks.append(Text(f"未明确{role.label.zh}人", f"nobody who {role.label.en}"))
        elif any(one.decided_on is None or one.decided_on > on for one in persons):
            lacks.append(Text(f"{role.label.zh}人尚未处理", f"not decided: who {role.label.en}"))
    return AccountabilityState(
        case.id, due(case.opened_on, rules.span("accountability.within"), calendar), tuple(lacks)
    )


@attrs.frozen
class PlanFact:
    """One kind of risk of a town as indicators see it (应急事实)."""

    id: str
    town: str
    on: date
    risk: str
    prepared: bool


@attrs.frozen
class NoticeFact:
    """One acknowledgement that is due, as indicators see it (通报签收事实)."""

    id: str
    town: str
    on: date
    unit: str
    in_time: bool


@attrs.frozen
class RiskFact:
    """One assessed risk as indicators see it (风险事实)."""

    id: str
    town: str
    on: date
    level: str
    controlled: bool


@attrs.frozen
class AccountabilityFact:
    """One large case whose time is up or that is settled, as indicators see it (责任追究事实)."""

    id: str
    town: str
    on: date
    subject: str
    settled: bool


@clauses("3.1.3.e", "2.2.2.h")
def plan_facts(
    towns: Iterable[str], plans: Iterable[EmergencyPlan], rules: Rules, as_of: date
) -> tuple[PlanFact, ...]:
    """Return one row for each town and kind of risk (应急事实行)."""
    known = [*plans]
    return tuple(
        PlanFact(f"{town}/{state.risk}", town, as_of, state.risk, not state.gaps)
        for town in towns
        for state in plan_states(town, known, rules, as_of)
    )


@clauses("3.1.3.f")
def notice_facts(
    notices: Iterable[RiskNotice], rules: Rules, calendar: WorkCalendar | None, as_of: date
) -> tuple[NoticeFact, ...]:
    """Return the rows of the acknowledgements given or overdue by `as_of` (通报签收事实行)."""
    rows = []
    for notice in notices:
        if notice.issued_on <= as_of:
            for one in acknowledgements(notice, rules, calendar, as_of):
                late = one.late(as_of)
                if one.acknowledged_on is not None or late:
                    rows.append(
                        NoticeFact(
                            f"{notice.id}/{one.unit}",
                            notice.town,
                            notice.issued_on,
                            one.unit,
                            late is False,
                        )
                    )
    return tuple(rows)


@clauses("3.4.3.c")
def risk_facts(
    assessments: Iterable[RiskAssessment], rules: Rules, as_of: date
) -> tuple[RiskFact, ...]:
    """Return the rows of the risks assessed by `as_of` (风险事实行); `controlled`.

    There are measures.
    """
    return tuple(
        RiskFact(
            one.id,
            one.town,
            one.assessed_on,
            risk_level(one.likelihood, one.severity, rules),
            one.measures is not None,
        )
        for one in assessments
        if one.assessed_on <= as_of
    )


@clauses("3.4.3.c")
def accountability_facts(
    cases: Iterable[AccountableCase], rules: Rules, calendar: WorkCalendar | None, as_of: date
) -> tuple[AccountabilityFact, ...]:
    """Return the rows of the large cases that are settled, or should be (责任追究事实行)."""
    rows = []
    for case in cases:
        if case.opened_on <= as_of:
            state = accountability_state(case, rules, calendar, as_of)
            if not state.lacks or state.overdue(as_of):
                rows.append(
                    AccountabilityFact(
                        case.id, case.town, case.opened_on, case.subject, not state.lacks
                    )
                )
    return tuple(rows)
