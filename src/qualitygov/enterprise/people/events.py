"""Appointments and excellence as events (任职与卓越绩效事件), from which rules make merits of credit.

Clauses 3.3.1.e, 3.3.1.f.
"""

from __future__ import annotations

from typing import Annotated

import attrs

from qualitygov.core import kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.periods import term_end
from qualitygov.enterprise.people.entities import Role
from qualitygov.enterprise.people.excellence import Assessor
from qualitygov.enterprise.people.tables import APPOINTMENTS, EXCELLENCE
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Event

THOUSANDTHS = 1000


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class OfficerEvent(Event):
    """A person took up a role in an enterprise (到岗任职); `role` is a word of `Role`."""

    role: Annotated[str, Role] = attrs.field(metadata=about("岗位", "role"))


@clauses("3.3.1.e")
def officer_events(view: CountyView, context: Context) -> tuple[OfficerEvent, ...]:
    """Return an event for each appointment that began by `as_of` (任职事件)."""
    return tuple(
        OfficerEvent(
            id=appointment.id,
            unit=appointment.enterprise,
            on=appointment.valid_from,
            happened_on=appointment.valid_from,
            known_on=appointment.known_on,
            document=appointment.document,
            valid_until=appointment.valid_to,
            role=appointment.role.value,
        )
        for appointment in view.known(APPOINTMENTS, context)
        if context.happened(appointment.valid_from)
    )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ExcellenceEvent(Event):
    """The performance excellence of an enterprise was assessed (卓越绩效评价).

    `measure` is the score in whole points reached: 549.9 is not 550. `assessor` is a word of
    `Assessor`.
    """

    assessor: Annotated[str, Assessor] = attrs.field(metadata=about("评价方", "assessor"))


@clauses("3.3.1.f")
def excellence_events(view: CountyView, context: Context) -> tuple[ExcellenceEvent, ...]:
    """Return an event for each assessment made by `as_of` (卓越绩效评价事件).

    For how long it counts is the book's parameter ``merit.excellence-valid``.
    """
    length = context.rules.term("merit.excellence-valid")
    return tuple(
        ExcellenceEvent(
            id=assessment.id,
            unit=assessment.enterprise,
            on=assessment.assessed_on,
            happened_on=assessment.assessed_on,
            known_on=assessment.known_on,
            document=assessment.document,
            measure=assessment.score.thousandths // THOUSANDTHS,
            valid_until=term_end(assessment.assessed_on, length),
            assessor=assessment.assessor.value,
        )
        for assessment in view.known(EXCELLENCE, context)
        if context.happened(assessment.assessed_on)
    )
