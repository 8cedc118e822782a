"""Fact rows of publication (公示事实行), from which indicators count. Clause 3.2.2.f."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.publication.entities import EnforcementCase, Penalty
from qualitygov.publication.states import Publication, PublicationState, case_view
from qualitygov.publication.tables import PENALTIES
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView


@attrs.frozen(kw_only=True)
class PublicationFact:
    """One case that is to be published, as indicators see it (公示事实).

    It is placed on the day on which it was decided.
    """

    id: str
    town: str
    on: date
    subject: str
    penalty: Annotated[str, Penalty]
    state: Annotated[str, PublicationState]
    judged: bool
    in_time: bool | None


def case_views(
    view: CountyView, context: Context
) -> tuple[tuple[EnforcementCase, Publication], ...]:
    """Return the cases decided by ``context.as_of``, each with its publication (案件公示清单)."""
    return tuple(
        (case, case_view(case, context))
        for case in view.known(PENALTIES, context)
        if context.happened(case.decided_on)
    )


def _in_time(shown: Publication, context: Context) -> bool | None:
    if shown.publish_by is None:
        return None
    late = shown.publish_by.passed(shown.published_on or context.as_of)
    return None if late is None else not late


@clauses("3.2.2.f")
def publication_facts(view: CountyView, context: Context) -> tuple[PublicationFact, ...]:
    """Return the rows of the decided cases that are to be published (公示事实行)."""
    return tuple(
        PublicationFact(
            id=case.id,
            town=case.town,
            on=case.decided_on,
            subject=case.subject,
            penalty=case.penalty.value,
            state=shown.state.value,
            judged=_in_time(shown, context) is not None,
            in_time=_in_time(shown, context),
        )
        for case, shown in view.once(case_views, context)
        if shown.publish_by is not None
    )
