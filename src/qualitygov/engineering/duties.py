"""What was due of works (工程应办事项): accepted, handed over, filed, and the four systems.

Every project completed is due; the owner answers for it, and the town for urging. Clauses 2.2.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.due import Excusal
from qualitygov.core.result import Result
from qualitygov.engineering.entities import EngineeringProject, Outcome
from qualitygov.engineering.states import ProjectState
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.engineering import WorksSystem
from qualitygov.rulebook.rules import Rules
from qualitygov.subject import Standing, owed, standing_of, undated

ACCEPTED, HANDED, FILED = "works-accepted", "works-handover", "works-filed"
DWELLINGS, ENERGY = "dwellings-accepted", "energy-standard"


@attrs.frozen(kw_only=True)
class WorksDuty(Result):
    """One duty of a project (工程应办事项): its rule, how it stands, by when, and who owes it.

    `excusal` says why an excused one is not judged, where that has to be said.
    """

    duty: str
    standing: Standing
    by: Due
    party: str | None
    excusal: str = ""


def _excused(project: EngineeringProject, standing: Standing) -> Standing:
    """Works to which the law does not apply owe none of it (Construction Law, art. 83)."""
    return standing if project.outside is None else Standing.EXCUSED


@clauses("2.2.3.a", "2.2.3.b")
def acceptance_duty(
    project: EngineeringProject, state: ProjectState, context: Context
) -> WorksDuty | None:
    """Return whether a completed project was accepted (竣工验收情况), None before completion.

    One that was never accepted is missing once its time is up; one whose last acceptance failed has
    failed. Excused where only a table that nobody has verified speaks against it.
    """
    if state.completed_on is None:
        return None
    by = owed(ACCEPTED, state.completed_on, context)
    if by is None:
        return None
    if state.acceptance is Outcome.FAIL:
        standing = Standing.FAILED
    elif state.in_doubt:
        standing = Standing.EXCUSED
    else:
        standing = standing_of(by, state.passed_on, context)
    return WorksDuty(
        duty=ACCEPTED,
        standing=_excused(project, standing),
        by=by,
        party=project.owner,
        excusal=Excusal.UNSIGNED.value if state.in_doubt and project.outside is None else "",
    )


@clauses("2.2.3.a", "2.2.3.c", "2.2.3.d", "2.2.3.f")
def works_duties(
    project: EngineeringProject, state: ProjectState, context: Context
) -> tuple[WorksDuty, ...]:
    """Return what else was due of a project by ``context.as_of`` (工程其他应办事项)."""
    found = [*systems_owed(project, state, context)]
    accepted = acceptance_duty(project, state, context)
    if accepted is not None:
        found += _after(project, state, accepted, context)
    return tuple(attrs.evolve(one, standing=_excused(project, one.standing)) for one in found)


def _after(
    project: EngineeringProject, state: ProjectState, accepted: WorksDuty, context: Context
) -> Iterator[WorksDuty]:
    handed = _handover(project, state, accepted.by, context)
    if handed is not None:
        yield handed
    if state.passed_on is not None:
        by = owed(FILED, state.passed_on, context)
        if by is not None:
            standing = standing_of(by, project.filed_on, context)
            yield WorksDuty(duty=FILED, standing=standing, by=by, party=project.owner)
    if project.affordable:
        standing = _dwellings(project, state, accepted.by, context)
        yield WorksDuty(duty=DWELLINGS, standing=standing, by=accepted.by, party=project.owner)
    if project.new_civil:
        kept = project.energy_designed and project.energy_accepted
        standing = _at_acceptance(state, accepted.by, context, kept=kept)
        yield WorksDuty(duty=ENERGY, standing=standing, by=accepted.by, party=project.owner)


def _handover(
    project: EngineeringProject, state: ProjectState, accept_by: Due, context: Context
) -> WorksDuty | None:
    """Due after the acceptance; where there was none, after the day by which it was due.

    One that passed on a day that nobody told is open until the cut-off, and late then.
    """
    start = state.passed_on or accept_by.day
    by = Due(None, accept_by.reason) if start is None else owed(HANDED, start, context)
    if by is None:
        return None
    handed, outcome = project.handed_on, project.handover
    if outcome is Outcome.FAIL and (handed is None or context.happened(handed)):
        standing = Standing.FAILED
    elif outcome is Outcome.PASS and handed is None and start is not None:
        standing, by = undated(by, state.completed_on or start, context)
    else:
        standing = standing_of(by, handed if outcome is Outcome.PASS else None, context)
    return WorksDuty(duty=HANDED, standing=standing, by=by, party=project.subject)


def _at_acceptance(state: ProjectState, by: Due, context: Context, *, kept: bool) -> Standing:
    """What the acceptance shows: open until it is due, missing where it was never held."""
    if state.accepted_on is None:
        return standing_of(by, None, context)
    return Standing.DONE if kept else Standing.FAILED


def dwellings_done(project: EngineeringProject, state: ProjectState, context: Context) -> int:
    """Return how many dwellings were accepted by themselves before the completion acceptance.

    分户验收户数. Those whose day is not told do not count: nobody can say that they were in time.
    """
    day = context.past(project.dwellings_accepted_on)
    if day is None or (state.accepted_on is not None and day > state.accepted_on):
        return 0
    return project.dwellings_accepted


def _dwellings(
    project: EngineeringProject, state: ProjectState, by: Due, context: Context
) -> Standing:
    whole = project.dwellings > 0 and project.dwellings_accepted == project.dwellings
    whole = whole and context.happened(project.dwellings_accepted_on)
    if whole and dwellings_done(project, state, context) == project.dwellings:
        return Standing.DONE
    if state.accepted_on is None:
        return standing_of(by, None, context)
    return Standing.LATE if whole else Standing.MISSING


def rules_from(day: date, context: Context) -> Rules:
    """Return the rules of a day (当日规则), or those of the first day that the book knows."""
    return context.rules_on(max(day, context.rulebook.header.valid_from))


def needs(rule: WorksSystem, project: EngineeringProject) -> bool:
    """Return whether a project is above a system's thresholds (是否达到规模标准).

    An amount that nobody told excuses nobody.
    """
    bounds = (
        (rule.from_contract, project.contract_price),
        (rule.from_investment, project.investment),
    )
    asked = [(bound, amount) for bound, amount in bounds if bound is not None]
    return not asked or any(amount is None or amount >= bound for bound, amount in asked)


def _party(rule: WorksSystem, project: EngineeringProject) -> str | None:
    if rule.owed_by == "owner":
        return project.owner
    return project.subject if rule.owed_by == "builder" else project.supervisor or project.owner


@clauses("2.2.3.f")
def systems_owed(
    project: EngineeringProject, state: ProjectState, context: Context
) -> Iterator[WorksDuty]:
    """Yield each of the four systems with the party that owes it (四制), due before work begins.

    Excused below its thresholds, by the rule of the day on which work began. What is missing by a
    rule that nobody has verified is excused, too.
    """
    day = begun(state)
    if day is None:
        return
    rules = rules_from(day, context).entries(WorksSystem)
    for name, kept in project.systems.items():
        rule = rules.get(name)
        if rule is None:
            continue
        asked = needs(rule, project) and project.outside is None
        lacking = asked and not kept
        if not asked or (lacking and rule.unsigned):
            standing = Standing.EXCUSED
        else:
            standing = Standing.MISSING if lacking else Standing.DONE
        party = _party(rule, project)
        excusal = Excusal.UNSIGNED.value if lacking and standing is Standing.EXCUSED else ""
        yield WorksDuty(
            duty=f"works-{name}", standing=standing, by=Due(day), party=party, excusal=excusal
        )


def begun(state: ProjectState) -> date | None:
    """Return the day on which work began (开工日期), by default that of its completion."""
    return state.begun_on or state.completed_on
