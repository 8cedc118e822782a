"""Fact rows of publication (公示事实行), from which indicators count. Clause 3.2.2.f."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.enterprise import ENTERPRISES
from qualitygov.publication.entities import EnforcementCase, Penalty
from qualitygov.publication.states import Publication, PublicationState, case_view, gravest_of
from qualitygov.publication.tables import PENALTIES
from qualitygov.rulebook.columns import OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Duty, Standing, standing_columns

PUBLISHED = "penalty-published"


@attrs.frozen(kw_only=True)
class PublicationFact(Duty):
    """One case that is to be published, as indicators see it (公示事实): done where it was in time.

    It is placed on the day on which it was decided. Open until its last day; excused where the
    decision was revoked before it was published.
    """

    subject: str
    penalty: Annotated[str, Penalty]
    state: Annotated[str, PublicationState, OUTCOME]


def case_views(
    view: CountyView, context: Context
) -> tuple[tuple[EnforcementCase, Publication], ...]:
    """Return the cases decided by ``context.as_of``, each with its publication (案件公示清单)."""
    return tuple(
        (case, case_view(case, context))
        for case in view.known(PENALTIES, context)
        if context.happened(case.decided_on)
    )


def _fact(
    case: EnforcementCase, town: str, shown: Publication, context: Context
) -> PublicationFact:
    assert shown.publish_by is not None
    columns = standing_columns(shown.publish_by, shown.published_on, context)
    if shown.state is PublicationState.WITHHELD:
        columns = {"standing": Standing.EXCUSED.value}
    return PublicationFact(
        id=case.id,
        town=town,
        on=case.decided_on,
        duty=PUBLISHED,
        subject=case.subject,
        penalty=gravest_of(case, context).value,
        state=shown.state.value,
        **columns,
    )


@clauses("3.2.2.f")
def publication_facts(view: CountyView, context: Context) -> tuple[PublicationFact, ...]:
    """Return the rows of the decided cases that are to be published (公示事实行).

    A case without a town is that of its unit's town; where nobody knows that, it is no town's.
    """
    homes = view.once(_homes, context)
    return tuple(
        _fact(case, town, shown, context)
        for case, shown in view.once(case_views, context)
        if shown.publish_by is not None
        and (town := case.town or homes.get(UnitKey.of(case.subject))) is not None
    )


def _homes(view: CountyView, context: Context) -> Mapping[str, str]:
    """The towns of the county's units, by key."""
    return {UnitKey.of(unit.code): unit.town for unit in view.known(ENTERPRISES, context)}
