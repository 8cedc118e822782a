"""Fact rows and credit records of works (工程事实行与信用记录). Clauses 2.2.3, 3.1.4.b."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.credit.entities import CreditRecord
from qualitygov.engineering.acceptance import accept
from qualitygov.engineering.entities import EngineeringProject, Outcome
from qualitygov.rulebook.rules import Rules

__all__ = ["ProjectFact", "credit_records", "project_facts"]


@attrs.frozen
class ProjectFact:
    """One completed project as indicators see it (工程事实)."""

    id: str
    town: str
    on: date
    subject: str
    kind: str
    general_work: bool
    handover: str
    acceptance: str
    accepted_first_time: bool
    affordable: bool
    dwellings: int
    household_done: int
    household_carried_out: bool
    new_civil: bool
    energy_standard: bool
    structural_award: bool
    four_systems: bool


def _fact(project: EngineeringProject, rules: Rules, as_of: date) -> ProjectFact:
    assert project.completed_on is not None
    seen = project.accepted_on is not None and project.accepted_on <= as_of
    acceptance = accept(project, rules)
    return ProjectFact(
        id=project.id,
        town=project.town,
        on=project.completed_on,
        subject=project.subject,
        kind="key" if project.key_project else "general",
        general_work=not project.key_project,
        handover=project.handover.value,
        acceptance=acceptance.outcome.value if seen else Outcome.PENDING.value,
        accepted_first_time=seen and acceptance.first_time,
        affordable=project.affordable,
        dwellings=project.dwellings,
        household_done=project.dwellings_accepted,
        household_carried_out=project.dwellings > 0
        and project.dwellings_accepted == project.dwellings,
        new_civil=project.new_civil,
        energy_standard=project.energy_designed and project.energy_accepted,
        structural_award=project.structural_award,
        four_systems=all(project.systems),
    )


@clauses("2.2.3.a", "2.2.3.b", "2.2.3.c", "2.2.3.d", "2.2.3.e", "2.2.3.f")
def project_facts(
    projects: Iterable[EngineeringProject], rules: Rules, as_of: date, known_at: date | None = None
) -> tuple[ProjectFact, ...]:
    """Return the rows of projects completed by `as_of` and known on `known_at` (工程事实行)."""
    known = as_of if known_at is None else known_at
    return tuple(
        _fact(p, rules, as_of)
        for p in projects
        if p.completed_on is not None and p.completed_on <= as_of and p.known_on <= known
    )


@clauses("2.2.3.b", "2.2.3.f", "3.2.2.a")
def credit_records(
    projects: Iterable[EngineeringProject], rules: Rules, as_of: date
) -> tuple[CreditRecord, ...]:
    """Return the credit records that works give rise to (工程信用记录).

    Works not accepted are a serious failing; works of which one of the four systems is missing a
    general one, counted from their completion.
    """
    made = []
    for project in projects:
        judged = project.accepted_on is not None and project.accepted_on <= as_of
        refused = judged and accept(project, rules).outcome is Outcome.FAIL
        if refused:
            severity, on = "serious", project.accepted_on
        elif not all(project.systems):
            severity, on = "general", project.completed_on
        else:
            continue
        if on is not None and on <= as_of:
            made.append(
                CreditRecord(
                    id=f"{project.id}/{severity}",
                    subject=project.subject,
                    kind="project-fail",
                    severity=severity,
                    happened_on=on,
                    decided_on=on,
                    known_on=max(on, project.known_on),
                    source_document=project.document,
                )
            )
    return tuple(made)
