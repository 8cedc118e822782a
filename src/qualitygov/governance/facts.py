"""Fact rows of the mechanisms (治理事实行): leading group, assistants, publicity.

What holds day by day is judged on each day of the period that has come. Clauses 3.1.1, 4.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.governance.entities import CampaignKind, GovernanceUnit, UnitType
from qualitygov.governance.known_units import known_units
from qualitygov.governance.spells import Continuity, continuity
from qualitygov.governance.states import area_spells, areas_of, group_spells
from qualitygov.governance.tables import ASSISTANTS, CAMPAIGNS, MEMBERS, TASKS, UNITS
from qualitygov.rulebook.columns import OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Duty, Standing, rule_of, standing_columns

GROUP, ASSISTANT, TRAINING = "leading-group", "area-assistant", "assistant-training"


@attrs.frozen(kw_only=True)
class GroupFact(Duty):
    """A town's leading group over the year (领导小组事实).

    `members` serve on the last day judged; `lacks` says in Chinese what was lacking too long.
    """

    members: Annotated[int, OUTCOME]
    lacks: Annotated[str | None, OUTCOME]


@attrs.frozen(kw_only=True)
class AreaFact(Duty):
    """What an area owes over the year (片区事实): an assistant on each day, and their training.

    `hours` are those of the assistant who had least.
    """

    hours: Decimal


@attrs.frozen(kw_only=True)
class CampaignFact:
    """One campaign as indicators see it (宣传事实)."""

    id: str
    town: str
    on: date
    kind: Annotated[str, CampaignKind]
    participants: int
    reached: int
    media: int


def _daily(found: Continuity, *, nothing: bool) -> dict[str, Any]:
    """The columns of a duty that has to hold on every day; `nothing` was ever on record."""
    lacking = bool(found.too_long)
    standing = Standing.MISSING if lacking and nothing else found.standing
    return {"standing": standing.value, "settles_on": found.settles_on}


@clauses("3.1.1.a")
def group_facts(view: CountyView, context: Context) -> tuple[GroupFact, ...]:
    """Return the rows of the towns' leading groups (领导小组事实行).

    A group is in order when nothing was lacking for longer than the rule allows, on any day of the
    period since the programme began.
    """
    judged, found = context.judged, []
    rule = rule_of(GROUP, judged.as_of, context)
    if rule is None or rule.within is None:
        return ()
    units, members = view.known(UNITS, context), view.known(MEMBERS, context)
    tasks = view.known(TASKS, context)
    for town in view.towns(context):
        own = members.of_town(town.code)
        lacks = group_spells(
            town.code,
            context,
            units=units.of_town(town.code),
            members=own,
            tasks=tasks.of_town(town.code),
            since=rule.valid_from,
        )
        state = continuity(lacks, rule.within, context)
        found.append(
            GroupFact(
                id=f"group/{town.code}/{context.year}",
                town=town.code,
                on=judged.as_of,
                duty=GROUP,
                members=sum(member.serves(judged.as_of) for member in own),
                lacks="；".join(dict.fromkeys(one.what.zh for one in state.too_long)) or None,
                **_daily(state, nothing=not own),
            )
        )
    return tuple(found)


def _training(unit: GovernanceUnit, view: CountyView, context: Context) -> Iterator[AreaFact]:
    """The training that the assistants of an area owe by the end of the year."""
    end, judged = context.period.last, context.judged
    if rule_of(TRAINING, judged.as_of, context) is None:
        return
    (state,) = areas_of(
        unit.town, judged, units=(unit,), assistants=view.known(ASSISTANTS, context)
    )
    done = judged.as_of if state.hours and state.covered else None
    columns = standing_columns(Due(end), done, context, good=state.trained)
    yield AreaFact(
        id=f"{TRAINING}/{unit.id}/{context.year}",
        town=unit.town,
        on=judged.as_of,
        duty=TRAINING,
        unit=unit.id,
        hours=state.hours,
        **columns,
    )


def _covered(unit: GovernanceUnit, view: CountyView, context: Context) -> Iterator[AreaFact]:
    """The assistant that an area owes on every day."""
    judged = context.judged
    rule = rule_of(ASSISTANT, judged.as_of, context)
    if rule is None or rule.within is None:
        return
    assistants = view.known(ASSISTANTS, context)
    lacks = area_spells(unit, context, assistants=assistants, since=rule.valid_from)
    state = continuity(lacks, rule.within, context)
    yield AreaFact(
        id=f"{ASSISTANT}/{unit.id}/{context.year}",
        town=unit.town,
        on=judged.as_of,
        duty=ASSISTANT,
        unit=unit.id,
        hours=Decimal(0),
        **_daily(state, nothing=all(one.area != unit.id for one in assistants)),
    )


@clauses("3.1.1.f")
def area_facts(view: CountyView, context: Context) -> tuple[AreaFact, ...]:
    """Return the rows of the areas that there are on the last day judged (片区事实行)."""
    return tuple(
        row
        for unit in (one.unit for one in view.once(known_units, context))
        if unit.kind is UnitType.AREA and unit.there(context.judged.as_of)
        for row in (*_covered(unit, view, context), *_training(unit, view, context))
    )


@clauses("3.2.1.a", "4.4.a")
def campaign_facts(view: CountyView, context: Context) -> tuple[CampaignFact, ...]:
    """Return the rows of the campaigns held by `as_of` (宣传事实行)."""
    return tuple(
        CampaignFact(
            id=one.id,
            town=one.town,
            on=one.held_on,
            kind=one.kind.value,
            participants=one.participants,
            reached=one.reached,
            media=one.media,
        )
        for one in view.known(CAMPAIGNS, context)
        if context.happened(one.held_on)
    )
