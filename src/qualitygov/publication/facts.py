"""Fact rows of publication (公示事实行), from which indicators count. Clause 3.2.2.f."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.enterprise import ENTERPRISES
from qualitygov.publication.entities import EnforcementCase, Penalty
from qualitygov.publication.states import Publication, PublicationState, case_view, gravest_of
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
    """Return the rows of the decided cases that are to be published (公示事实行).

    A case without a town is that of its unit's town; where nobody knows that, it is no town's.
    """
    homes = view.once(_homes, context)
    return tuple(
        PublicationFact(
            id=case.id,
            town=town,
            on=case.decided_on,
            subject=case.subject,
            penalty=gravest_of(case, context).value,
            state=shown.state.value,
            judged=_in_time(shown, context) is not None,
            in_time=_in_time(shown, context),
        )
        for case, shown in view.once(case_views, context)
        if shown.publish_by is not None
        and (town := case.town or homes.get(UnitKey.of(case.subject))) is not None
    )


def _homes(view: CountyView, context: Context) -> Mapping[str, str]:
    """The towns of the county's units, by key."""
    return {UnitKey.of(unit.code): unit.town for unit in view.known(ENTERPRISES, context)}
