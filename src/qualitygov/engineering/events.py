"""Events of works (工程事件): completions and acceptances.

Which of them gives a credit record stands in the rulebook (``event-rule``). Clauses 2.2.3.b,
2.2.3.f, 3.2.2.a.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.engineering.entities import EngineeringProject, Outcome
from qualitygov.engineering.facts import project_states
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Event


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class CompletionEvent(Event):
    """Works completed (工程竣工事件), with the systems that were in force.

    `acceptance` says how they stand: pending, pass or fail.
    """

    acceptance: Annotated[str, Outcome] = attrs.field(
        validator=check.filled(), metadata=about("验收结果", "outcome")
    )
    four_systems: bool = attrs.field(metadata=about("四制齐全", "all four systems"))
    legal_person_system: bool = attrs.field(
        metadata=about("项目法人制", "project legal person system")
    )
    bidding_system: bool = attrs.field(metadata=about("招标投标制", "bidding system"))
    supervision_system: bool = attrs.field(metadata=about("建设监理制", "supervision system"))
    contract_system: bool = attrs.field(metadata=about("合同管理制", "contract system"))
    key_project: bool = attrs.field(metadata=about("重点工程", "key project"))


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AcceptanceEvent(Event):
    """Works accepted or refused (工程验收事件)."""

    acceptance: Annotated[str, Outcome] = attrs.field(
        validator=check.filled(), metadata=about("验收结果", "outcome")
    )
    first_time: bool = attrs.field(metadata=about("一次验收合格", "accepted at first time"))
    key_project: bool = attrs.field(metadata=about("重点工程", "key project"))


def _common(project: EngineeringProject, on: date) -> dict[str, Any]:
    return {
        "id": project.id,
        "unit": project.subject,
        "on": on,
        "happened_on": on,
        "known_on": project.known_on,
        "document": project.document,
        "key_project": project.key_project,
    }


@clauses("2.2.3.f", "3.2.2.a")
def completion_events(view: CountyView, context: Context) -> tuple[CompletionEvent, ...]:
    """Return the completions by ``context.as_of`` (工程竣工事件)."""
    return tuple(
        CompletionEvent(
            **_common(project, state.completed_on),
            acceptance=state.acceptance.value,
            four_systems=all(project.systems),
            legal_person_system=project.legal_person_system,
            bidding_system=project.bidding_system,
            supervision_system=project.supervision_system,
            contract_system=project.contract_system,
        )
        for project, state in view.once(project_states, context)
        if state.completed_on is not None
    )


@clauses("2.2.3.b", "3.2.2.a")
def acceptance_events(view: CountyView, context: Context) -> tuple[AcceptanceEvent, ...]:
    """Return the acceptances and refusals by ``context.as_of`` (工程验收事件)."""
    return tuple(
        AcceptanceEvent(
            **_common(project, state.accepted_on),
            acceptance=state.acceptance.value,
            first_time=state.first_time,
        )
        for project, state in view.once(project_states, context)
        if state.accepted_on is not None
    )
