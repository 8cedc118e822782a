"""Awards granted as events (授奖事件), from which rules make merits of credit. Clause 3.1.3.a."""

from __future__ import annotations

from typing import Annotated

import attrs

from qualitygov.award.states import AwardState, award_status
from qualitygov.award.tables import APPLICATIONS
from qualitygov.core import kinds, knowledge
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Event


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AwardEvent(Event):
    """The town quality award was granted to a unit (授予镇质量奖).

    `state` is a word of `AwardState`: whether the award is in validity on the day of evaluation,
    and if not, why. `year` is the award's.
    """

    state: Annotated[str, AwardState] = attrs.field(metadata=about("申报状态", "state"))
    year: int = attrs.field(metadata=about("评选年度", "year"))


@clauses("3.1.3.a")
def award_events(view: CountyView, context: Context) -> tuple[AwardEvent, ...]:
    """Return an event for each award granted by `as_of` (授奖事件), by the application's id."""
    made = []
    for application in sorted(view.known(APPLICATIONS, context), key=lambda one: one.id):
        granted = context.past(application.granted_on)
        if granted is not None:
            status = award_status(application, context)
            made.append(
                AwardEvent(
                    id=f"{application.id}/award",
                    unit=application.subject,
                    on=granted,
                    happened_on=granted,
                    known_on=knowledge.known_since(granted, application),
                    document=f"{application.id}/award",
                    valid_until=status.valid_until,
                    state=status.state.value,
                    year=application.year,
                )
            )
    return tuple(made)
