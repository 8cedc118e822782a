"""How a town's mechanisms stand (机制运行情况): leading group, assistants, publicity.

Clauses 3.1.1, 4.4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.result import Result
from qualitygov.governance.assistants import AssistantReport, QualityAssistant
from qualitygov.governance.entities import (
    Campaign,
    GovernanceUnit,
    GroupMember,
    GroupPost,
    InspectionVisit,
    ResponsibleRole,
    Task,
    UnitType,
)
from qualitygov.governance.spells import Spell, spells, turns
from qualitygov.governance.tables import ASSISTANTS, MEMBERS, TASKS, UNITS
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView
from qualitygov.text import Text


@attrs.frozen(kw_only=True, repr=False)
class GroupState(Result):
    """The leading group on a day (领导小组情况), with everything it lacks."""

    members: int
    lacks: tuple[Text, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is lacking."""
        return not self.lacks


def _posts_lacking(serving: list[GroupMember], fewest: int) -> list[Text]:
    posts = {member.post for member in serving}
    lacks = [
        Text(f"缺{post.label.zh}", f"no {post.label.en}")
        for post in (GroupPost.CHAIR, GroupPost.OFFICE_HEAD)
        if post not in posts
    ]
    if len(serving) < fewest:
        zh, en = f"成员 {len(serving)} 人，不足 {fewest} 人", f"{len(serving)} members, fewer than"
        lacks.append(Text(zh, f"{en} {fewest}"))
    return lacks


def _seats_lacking(serving: list[GroupMember], tasks: list[Task]) -> list[Text]:
    sitting = {member.unit for member in serving}
    owing = {task.unit for task in tasks if task.unit is not None}
    return [
        Text(f"{unit} 有任务而未参加领导小组", f"{unit} has tasks and no seat")
        for unit in sorted(owing - sitting)
    ]


def _roles_lacking(there: list[GovernanceUnit]) -> list[Text]:
    roles = {unit.role for unit in there}
    return [
        Text(f"无单位承担“{role.label.zh}”", f"no unit in the role '{role.label.en}'")
        for role in ResponsibleRole
        if role is not ResponsibleRole.ANSWERS and role not in roles
    ]


@clauses("1.a", "3.1.1.a")
def group_state(
    town: str,
    context: Context,
    *,
    units: Iterable[GovernanceUnit],
    members: Iterable[GroupMember],
    tasks: Iterable[Task],
) -> GroupState:
    """Return how a town's leading group stands on a day (领导小组核对).

    It has as many members as ``leading-group.members`` says, a chair and the head of an office,
    every unit with a task of the year sits in it, and each of the four roles of clause 1.a but the
    enterprises' own is filled by some unit.
    """
    day = context.as_of
    there = [x for x in context.known(units) if x.town == town and x.there(day)]
    serving = [x for x in context.known(members) if x.town == town and x.serves(day)]
    own = [x for x in context.known(tasks) if x.town == town and x.year == day.year]
    lacks = _posts_lacking(serving, context.rules.whole("leading-group.members"))
    if not any(unit.kind is UnitType.OFFICE for unit in there):
        lacks.append(Text("未设办公室", "no office"))
    lacks += [*_seats_lacking(serving, own), *_roles_lacking(there)]
    return GroupState(members=len(serving), lacks=tuple(lacks))


@clauses("1.a", "3.1.1.a")
def accountable(
    task: Task, context: Context, *, members: Iterable[GroupMember]
) -> tuple[GroupMember, ...]:
    """Return the members of the leading group who answer for a task on a day (任务责任人).

    Those of its unit, and the chair.
    """
    serving = sorted(
        (m for m in context.known(members) if m.town == task.town and m.serves(context.as_of)),
        key=lambda m: m.id,
    )
    return tuple(m for m in serving if m.unit == task.unit or m.post is GroupPost.CHAIR)


@attrs.frozen(kw_only=True, repr=False)
class AreaState(Result):
    """An area and its assistants on a day (片区协管情况)."""

    area: str
    assistants: tuple[str, ...]
    covered: bool
    trained: bool
    hours: Decimal


def _area(unit: GovernanceUnit, serving: Iterable[QualityAssistant], context: Context) -> AreaState:
    rules, day = context.rules, context.as_of
    own = sorted((one for one in serving if one.area == unit.id), key=lambda one: one.id)
    had = [one.hours_in(day.year, day) for one in own]
    covered = len(own) >= rules.whole("assistant.per-area")
    least = rules.number("assistant.training-hours")
    return AreaState(
        area=unit.id,
        assistants=tuple(one.id for one in own),
        covered=covered,
        trained=covered and all(hours >= least for hours in had),
        hours=min(had, default=Decimal(0)),
    )


@clauses("3.1.1.f")
def areas_of(
    town: str,
    context: Context,
    *,
    units: Iterable[GovernanceUnit],
    assistants: Iterable[QualityAssistant],
) -> tuple[AreaState, ...]:
    """Return how each area is covered, and whether all its assistants are trained (协管员覆盖与培训).

    Hours of training are those of the year of `as_of`.
    """
    day = context.as_of
    there = [
        unit
        for unit in context.known(units)
        if unit.town == town and unit.kind is UnitType.AREA and unit.there(day)
    ]
    serving = [x for x in context.known(assistants) if x.town == town and x.serves(day)]
    return tuple(_area(unit, serving, context) for unit in sorted(there, key=lambda x: x.id))


@clauses("4.5.b")
def visited_too_often(
    visits: Iterable[InspectionVisit], context: Context
) -> tuple[tuple[str, int], ...]:
    """Return the units inspected more often in a year than the rule allows (督查过频).

    Each with its number of inspections in the context's year so far, in order of units.
    """
    most, year = context.rules.whole("inspection-visit.most"), context.year
    counts = Counter(
        visit.unit
        for visit in context.known(visits)
        if visit.held_on.year == year and context.happened(visit.held_on)
    )
    return tuple(sorted((unit, count) for unit, count in counts.items() if count > most))


@clauses("3.1.1.f")
def open_leads(reports: Iterable[AssistantReport], context: Context) -> tuple[AssistantReport, ...]:
    """Return what assistants reported and nobody has followed up (待处置线索), the oldest first."""
    left = [
        report
        for report in context.known(reports)
        if context.happened(report.reported_on) and not context.happened(report.followed_up_on)
    ]
    return tuple(sorted(left, key=lambda report: (report.reported_on, report.id)))


@attrs.frozen(kw_only=True)
class Reach(Result):
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
def reach_of(town: str, context: Context, *, campaigns: Iterable[Campaign]) -> Reach:
    """Return how far a town's campaigns and other publicity reached in a year (宣传覆盖统计).

    It is the context's year, so far.
    """
    own = [
        one
        for one in context.known(campaigns)
        if one.town == town and one.held_on.year == context.year and context.happened(one.held_on)
    ]
    return Reach(
        campaigns=len(own),
        participants=sum(one.participants for one in own),
        reached=sum(one.reached for one in own),
        media=sum(one.media for one in own),
    )


@clauses("1.a", "3.1.1.a")
def group_spells(
    town: str,
    context: Context,
    *,
    units: Iterable[GovernanceUnit],
    members: Iterable[GroupMember],
    tasks: Iterable[Task],
    since: date,
) -> tuple[Spell, ...]:
    """Return the spells in which a town's leading group lacked something (领导小组缺失时段).

    From the day on which the programme began to the last day judged; each lack by itself.
    """
    there = [one for one in context.known(units) if one.town == town]
    serving = [one for one in context.known(members) if one.town == town]
    own = [one for one in context.known(tasks) if one.town == town]
    last = context.judged.as_of
    if since > last:
        return ()
    years = (date(year, 1, 1) for year in range(since.year + 1, last.year + 1))
    days = sorted({*turns([*there, *serving], since, last), *years})

    def lacking(day: date) -> tuple[Text, ...]:
        on = context.on(day)
        return group_state(town, on, units=there, members=serving, tasks=own).lacks

    return spells(days, last, lacking)


NO_ASSISTANT = Text("协管员不足", "too few assistants")


@clauses("3.1.1.f")
def area_spells(
    unit: GovernanceUnit, context: Context, *, assistants: Iterable[QualityAssistant], since: date
) -> tuple[Spell, ...]:
    """Return the spells in which an area had too few assistants (片区协管员空缺时段).

    From the day on which the programme began, or the area was set up, to the last day judged.
    """
    own = [one for one in context.known(assistants) if one.area == unit.id]
    ends = [context.judged.as_of, *([] if unit.until is None else [unit.until])]
    first, last = max(since, unit.since), min(ends)
    if first > last:
        return ()

    def lacking(day: date) -> tuple[Text, ...]:
        fewest = context.rules_on(day).whole("assistant.per-area")
        few = sum(one.serves(day) for one in own) < fewest
        return (NO_ASSISTANT,) if few else ()

    return spells(turns(own, first, last), last, lacking)


def town_groups(view: CountyView, context: Context) -> tuple[tuple[str, GroupState], ...]:
    """Return each town's leading group (各镇领导小组情况)."""
    units, members = view.known(UNITS, context), view.known(MEMBERS, context)
    tasks = view.known(TASKS, context)
    return tuple(
        (
            town.code,
            group_state(
                town.code,
                context,
                units=units.of_town(town.code),
                members=members.of_town(town.code),
                tasks=tasks.of_town(town.code),
            ),
        )
        for town in view.towns(context)
    )


def town_areas(view: CountyView, context: Context) -> tuple[tuple[str, AreaState], ...]:
    """Return each town's areas on the last day judged (各镇片区协管情况)."""
    context = context.judged
    units, assistants = view.known(UNITS, context), view.known(ASSISTANTS, context)
    return tuple(
        (town.code, state)
        for town in view.towns(context)
        for state in areas_of(
            town.code,
            context,
            units=units.of_town(town.code),
            assistants=assistants.of_town(town.code),
        )
    )
