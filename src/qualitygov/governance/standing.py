"""How a town's mechanisms stand (机制运行情况): leading group, assistants, budget, publicity.

Clauses 3.1.1, 4.3, 4.4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.governance.entities import (
    AssistantReport,
    BudgetHead,
    BudgetLine,
    Campaign,
    GovernanceUnit,
    GroupMember,
    GroupPost,
    InspectionVisit,
    QualityAssistant,
    ResponsibleRole,
    UnitType,
)
from qualitygov.governance.tasks import Task
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Text

__all__ = [
    "AreaState",
    "BudgetTrend",
    "GroupState",
    "Reach",
    "accountable",
    "areas_of",
    "budget_trend",
    "group_state",
    "open_leads",
    "reach_of",
    "visited_too_often",
]


@attrs.frozen
class GroupState:
    """The leading group on a day (领导小组情况), with everything it lacks."""

    members: int
    lacks: tuple[Text, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is lacking."""
        return not self.lacks


@clauses("1.a", "3.1.1.a")
def group_state(
    town: str,
    units: Iterable[GovernanceUnit],
    members: Iterable[GroupMember],
    tasks: Iterable[Task],
    rules: Rules,
    on: date,
) -> GroupState:
    """Return how a town's leading group stands on a day (领导小组核对).

    It has as many members as ``leading-group.members`` says, a chair and the head of an office,
    every unit with a running task sits in it, and each of the four roles of clause 1.a but the
    enterprises' own is filled by some unit.
    """
    there = {unit.id: unit for unit in units if unit.town == town and unit.there(on)}
    serving = [member for member in members if member.town == town and member.serves(on)]
    posts = {member.post for member in serving}
    lacks = [
        Text(f"缺{post.label.zh}", f"no {post.label.en}")
        for post in (GroupPost.CHAIR, GroupPost.OFFICE_HEAD)
        if post not in posts
    ]
    fewest = rules.whole("leading-group.members")
    if len(serving) < fewest:
        lacks.append(
            Text(
                f"成员 {len(serving)} 人，不足 {fewest} 人",
                f"{len(serving)} members, fewer than {fewest}",
            )
        )
    if not any(unit.kind is UnitType.OFFICE for unit in there.values()):
        lacks.append(Text("未设办公室", "no office"))
    sitting = {member.unit for member in serving}
    owing = {
        task.unit
        for task in tasks
        if task.town == town and task.year == on.year and task.unit is not None
    }
    lacks += [
        Text(f"{unit} 有任务而未参加领导小组", f"{unit} has tasks and no seat")
        for unit in sorted(owing - sitting)
    ]
    roles = {unit.role for unit in there.values()}
    lacks += [
        Text(f"无单位承担“{role.label.zh}”", f"no unit in the role '{role.label.en}'")
        for role in ResponsibleRole
        if role is not ResponsibleRole.ANSWERS and role not in roles
    ]
    return GroupState(len(serving), tuple(lacks))


@clauses("1.a", "3.1.1.a")
def accountable(task: Task, members: Iterable[GroupMember], on: date) -> tuple[GroupMember, ...]:
    """Return the members who answer for a task on a day (任务责任人).

    Those of its unit, and the chair.
    """
    serving = sorted(
        (m for m in members if m.town == task.town and m.serves(on)), key=lambda m: m.id
    )
    return tuple(m for m in serving if m.unit == task.unit or m.post is GroupPost.CHAIR)


@attrs.frozen
class AreaState:
    """An area and its assistants on a day (片区协管情况)."""

    area: str
    assistants: tuple[str, ...]
    covered: bool
    trained: bool
    hours: Decimal


@clauses("3.1.1.f")
def areas_of(
    town: str,
    units: Iterable[GovernanceUnit],
    assistants: Iterable[QualityAssistant],
    rules: Rules,
    year: int,
    on: date,
) -> tuple[AreaState, ...]:
    """Return how each area is covered, and whether all its assistants are trained (协管员覆盖与培训)."""
    fewest, hours = rules.whole("assistant.per-area"), rules.number("assistant.training-hours")
    serving = [one for one in assistants if one.town == town and one.serves(on)]
    states = []
    for unit in sorted(units, key=lambda unit: unit.id):
        if unit.town == town and unit.kind is UnitType.AREA and unit.there(on):
            own = sorted((one for one in serving if one.area == unit.id), key=lambda one: one.id)
            had = [one.hours_in(year, on) for one in own]
            covered = len(own) >= fewest
            trained = covered and all(one >= hours for one in had)
            states.append(
                AreaState(
                    unit.id,
                    tuple(one.id for one in own),
                    covered,
                    trained,
                    min(had, default=Decimal(0)),
                )
            )
    return tuple(states)


@clauses("4.5.b")
def visited_too_often(
    visits: Iterable[InspectionVisit], rules: Rules, year: int
) -> tuple[tuple[str, int], ...]:
    """Return the units inspected more often in a year than the rule allows, with the number (督查过频).

    In order of units.
    """
    most = rules.whole("inspection-visit.most")
    counts = Counter(visit.unit for visit in visits if visit.held_on.year == year)
    return tuple(sorted((unit, count) for unit, count in counts.items() if count > most))


@clauses("3.1.1.f")
def open_leads(reports: Iterable[AssistantReport], on: date) -> tuple[AssistantReport, ...]:
    """Return what assistants reported and nobody has followed up (待处置线索), the oldest first."""
    left = [
        r
        for r in reports
        if r.reported_on <= on and (r.followed_up_on is None or r.followed_up_on > on)
    ]
    return tuple(sorted(left, key=lambda report: (report.reported_on, report.id)))


@attrs.frozen
class BudgetTrend:
    """One head of the budget against the year before (经费增长).

    `rising` is None where one of the years is missing.
    """

    head: BudgetHead
    amount: Decimal | None
    before: Decimal | None

    @property
    def rising(self) -> bool | None:
        """Whether the amount is above the year before."""
        return None if self.amount is None or self.before is None else self.amount > self.before

    @property
    def shortfall(self) -> Decimal | None:
        """How much is lacking to last year's amount.

        None when nothing is or when it is not known.
        """
        if self.amount is None or self.before is None or self.amount > self.before:
            return None
        return self.before - self.amount


@clauses("3.1.1.b", "4.3.a")
def budget_trend(lines: Iterable[BudgetLine], town: str, year: int) -> tuple[BudgetTrend, ...]:
    """Return every head of a town's budget against the year before (经费逐年增长核对).

    Several lines of one head and year, as of a supplementary budget, add up.
    """
    own: dict[tuple[BudgetHead, int], Decimal] = {}
    for line in lines:
        if line.town == town:
            own[line.head, line.year] = own.get((line.head, line.year), Decimal(0)) + line.amount
    return tuple(
        BudgetTrend(head, own.get((head, year)), own.get((head, year - 1))) for head in BudgetHead
    )


@attrs.frozen
class Reach:
    """How far publicity reached in a year (宣传覆盖)."""

    campaigns: int
    participants: int
    reached: int
    media: int

    @property
    def participation(self) -> Rate:
        """Participants of those reached."""
        return Rate(min(self.participants, self.reached), self.reached)


@clauses("4.4.a", "3.2.1.a")
def reach_of(campaigns: Iterable[Campaign], town: str, year: int, on: date) -> Reach:
    """Return how far a town's campaigns and other publicity reached in a year (宣传覆盖统计)."""
    own = [
        one
        for one in campaigns
        if one.town == town and one.held_on.year == year and one.held_on <= on
    ]
    return Reach(
        len(own),
        sum(one.participants for one in own),
        sum(one.reached for one in own),
        sum(one.media for one in own),
    )
