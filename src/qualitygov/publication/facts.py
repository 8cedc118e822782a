"""Fact rows of publication (公示事实行): penalties and listings, published and withdrawn in time.

Clause 3.2.2.f.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import attrs

from qualitygov.blacklist import CASES, BlacklistCase
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.enterprise import towns_by_key
from qualitygov.publication.entities import EnforcementCase, Penalty
from qualitygov.publication.states import (
    Publication,
    PublicationState,
    case_view,
    gravest_of,
    listing_rule,
    listing_view,
)
from qualitygov.publication.tables import PENALTIES
from qualitygov.rulebook.columns import OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.subject import (
    CountyView,
    Duty,
    Standing,
    rule_of,
    standing_columns,
    unless_unsigned,
)

PENALTY, LISTING = "penalty", "listing"


@attrs.frozen(kw_only=True)
class PublicationFact(Duty):
    """A penalty or a listing that is to be published, or to be taken down (公示事实).

    The publication is placed on the day of the decision, the withdrawal on the day on which the
    publication ended. `penalty` is None for a listing; `unit` is the authority.
    """

    case: str
    subject: str
    penalty: Annotated[str | None, Penalty]
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


def listing_views(
    view: CountyView, context: Context
) -> tuple[tuple[BlacklistCase, Publication], ...]:
    """Return the listings that have begun, each with its publication (名单公示清单), by id."""
    begun = (
        case
        for case in view.known(CASES, context)
        if context.happened(case.listed_on)
        or any(context.happened(move.day) for move in case.moves)
    )
    return tuple((case, listing_view(case, context)) for case in sorted(begun, key=lambda c: c.id))


def _published(shown: Publication, by: Due, context: Context) -> dict[str, Any]:
    """How the publication stands; not asked where the decision was revoked before it."""
    if shown.state is PublicationState.WITHHELD:
        return {"standing": Standing.EXCUSED.value}
    return standing_columns(by, shown.published_on, context)


def _steps(
    shown: Publication, decided_on: date, withdrawn_on: date | None, context: Context
) -> Iterator[tuple[str, date, dict[str, Any]]]:
    """The duties to publish and to take down: each with its day and how it stands."""
    if shown.publish_by is not None:
        yield "published", decided_on, _published(shown, shown.publish_by, context)
    ended, by = shown.until, shown.withdraw_by
    if by is not None and ended is not None and shown.published_on is not None:
        yield "withdrawn", ended, standing_columns(by, withdrawn_on, context)


def _penalty_rows(view: CountyView, context: Context) -> Iterator[PublicationFact]:
    homes = view.once(towns_by_key, context)
    for case, shown in view.once(case_views, context):
        town = case.town or homes.get(UnitKey.of(case.subject))
        if town is None:
            continue
        for step, on, columns in _steps(shown, case.decided_on, case.withdrawn_on, context):
            duty = f"{PENALTY}-{step}"
            rule = rule_of(duty, on, context)
            if rule is not None:
                yield PublicationFact(
                    id=f"{case.id}/{step}",
                    town=town,
                    on=on,
                    duty=duty,
                    unit=case.authority,
                    case=case.id,
                    subject=case.subject,
                    penalty=gravest_of(case, context).value,
                    state=shown.state.value,
                    **unless_unsigned(columns, unsigned=rule.unsigned),
                )


def _listing_rows(view: CountyView, context: Context) -> Iterator[PublicationFact]:
    """The listings of the county's own enterprises."""
    towns = view.once(towns_by_key, context)
    for case, shown in view.once(listing_views, context):
        since = case.status(context).since or shown.published_on
        town = towns.get(UnitKey.of(case.subject))
        if since is None or town is None:
            continue
        for step, on, columns in _steps(shown, since, case.withdrawn_on, context):
            duty = f"{LISTING}-{step}"
            if rule_of(duty, on, context) is not None:
                yield PublicationFact(
                    id=f"{case.id}/{step}",
                    town=town,
                    on=on,
                    duty=duty,
                    unit=case.authority or (case.moves[0].authority if case.moves else None),
                    case=case.id,
                    subject=case.subject,
                    penalty=None,
                    state=shown.state.value,
                    **unless_unsigned(columns, unsigned=listing_rule(since, context).unsigned),
                )


@clauses("3.2.2.f")
def publication_facts(view: CountyView, context: Context) -> tuple[PublicationFact, ...]:
    """Return what is to be published and taken down of penalties and listings (公示事实行).

    A case without a town is that of its unit's town; where nobody knows that, it is no town's.
    """
    return (*_penalty_rows(view, context), *_listing_rows(view, context))
