"""What is due of the quality award (质量奖应办事项): held in its years, and granted by its rules.

Clause 3.1.3.a.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from qualitygov.award.entities import AwardApplication
from qualitygov.award.score import combined_score
from qualitygov.award.states import AwardState, award_status
from qualitygov.award.tables import APPLICATIONS
from qualitygov.core.clauses import clauses
from qualitygov.rulebook.context import Context
from qualitygov.subject import (
    CountyView,
    Deed,
    DeedSpec,
    Duty,
    owed,
    standing_columns,
)

GRANTED = "award-granted"


@attrs.frozen(kw_only=True)
class AwardDutyFact(Duty):
    """A choice that was published, to be granted or given up (授奖事实), on the day it was published.

    Failed where it was granted against the rules.
    """

    subject: str


def _reviewed_on(application: AwardApplication, context: Context) -> date | None:
    """The last day of its reviews, None before its score is accepted."""
    days = [mark.reviewed_on for mark in application.reviews if context.happened(mark.reviewed_on)]
    return max(days) if days and combined_score(application, context).accepted else None


def _held(own: Iterable[AwardApplication], context: Context) -> tuple[date, bool] | None:
    """When a year's award was held, and whether by its rules: each application reviewed in full."""
    reviewed = [_reviewed_on(one, context) for one in own]
    days = [day for day in reviewed if day is not None]
    days += [one.published_on for one in own if one.published_on is not None]
    return (max(days), None not in reviewed) if days else None


@clauses("3.1.3.a")
def award_deeds(view: CountyView, context: Context) -> Iterator[Deed]:
    """Yield the years in which a town held its award (评奖履职事实): done with the last step."""
    years: dict[tuple[str, int], list[AwardApplication]] = {}
    for one in view.known(APPLICATIONS, context):
        if context.happened(one.applied_on):
            years.setdefault((one.town, one.year), []).append(one)
    for (town, year), own in sorted(years.items()):
        held = _held(own, context)
        if held is not None:
            yield Deed(
                id=f"{town}/award/{year}",
                town=town,
                by="award",
                what="held",
                on=held[0],
                for_period=date(year, 12, 31),
                good=held[1],
            )


DEEDS = (DeedSpec(name="award", make=award_deeds, rests_on=(APPLICATIONS,)),)
"""What fulfills the duty to hold the award."""


@clauses("3.1.3.a")
def award_duty_facts(view: CountyView, context: Context) -> tuple[AwardDutyFact, ...]:
    """Return the choices that were published (授奖事实行).

    The time to grant one runs from the end of its objections; an objection that was upheld ends it.
    """
    rows = []
    for one in view.known(APPLICATIONS, context):
        published = context.past(one.published_on)
        if published is None:
            continue
        status = award_status(one, context)
        until = status.objections_until
        start = None if until is None else until.day
        by = None if start is None else owed(GRANTED, start, context)
        if by is None:
            continue
        done = one.granted_on or one.objection_upheld_on
        good = status.state is not AwardState.INVALID
        rows.append(
            AwardDutyFact(
                id=f"{one.id}/granted",
                town=one.town,
                on=published,
                duty=GRANTED,
                subject=one.subject,
                **standing_columns(by, done, context, good=good),
            )
        )
    return tuple(rows)
