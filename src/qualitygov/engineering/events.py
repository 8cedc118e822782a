"""Events of works (工程事件): acceptances, and the four systems that works needed.

Which of them gives a credit record stands in the rulebook (``event-rule``). Clauses 2.2.3.b,
2.2.3.f, 3.2.2.a.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import attrs

from qualitygov.core import check, kinds, knowledge
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.engineering.duties import systems_owed
from qualitygov.engineering.entities import EngineeringProject, Outcome
from qualitygov.engineering.facts import project_states
from qualitygov.engineering.states import ProjectState
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Event, Standing, rounds_held


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class WorksSystemEvent(Event):
    """One of the four systems of works (工程四制事件), recorded against the party that owes it.

    `missing` says that it was required and is not there.
    """

    system: str = attrs.field(validator=check.filled(), metadata=about("制度", "system"))
    missing: bool = attrs.field(metadata=about("缺失", "missing"))
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
        "known_on": knowledge.known_since(on, project),
        "document": project.document,
        "key_project": project.key_project,
    }


@clauses("2.2.3.f", "3.2.2.a")
def system_events(view: CountyView, context: Context) -> tuple[WorksSystemEvent, ...]:
    """Return the systems that works needed (工程四制事件), each against the party that owes it.

    The owner's missing system never costs the builder; where the party is not told there is none.
    """
    return tuple(
        WorksSystemEvent(
            **{
                **_common(project, duty.by.day),
                "id": f"{project.id}/{duty.duty.removeprefix('works-')}",
                "unit": duty.party,
            },
            system=duty.duty.removeprefix("works-"),
            missing=duty.standing is Standing.MISSING,
        )
        for project, state in view.once(project_states, context)
        for duty in systems_owed(project, state, context)
        if duty.party is not None
        and duty.by.day is not None
        and duty.standing is not Standing.EXCUSED
    )


@clauses("2.2.3.b", "3.2.2.a")
def acceptance_events(view: CountyView, context: Context) -> tuple[AcceptanceEvent, ...]:
    """Return every acceptance and refusal by ``context.as_of`` (工程验收事件), round by round."""
    return tuple(
        event
        for project, state in view.once(project_states, context)
        for event in _rounds(project, state, context)
    )


def _rounds(
    project: EngineeringProject, state: ProjectState, context: Context
) -> Iterator[AcceptanceEvent]:
    """The first acceptance under the id of the works, the further ones named by their days."""
    first, last = context.past(project.accepted_on), state.first_outcome
    if first is None:
        return
    yield AcceptanceEvent(
        **_common(project, first), acceptance=last.value, first_time=state.first_time
    )
    for name, one in rounds_held(project.again, context):
        if last is Outcome.PASS:
            return
        about = {
            **_common(project, one.held_on),
            "id": f"{project.id}/{name}",
            "known_on": knowledge.known_since(one.held_on, project, one),
            "document": one.document or project.document,
        }
        yield AcceptanceEvent(**about, acceptance=one.outcome.value, first_time=False)
        last = one.outcome
