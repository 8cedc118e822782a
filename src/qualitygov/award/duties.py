"""What is due of the quality award (质量奖应办事项): held in its years, and granted by its rules.

Clause 3.1.3.a.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from qualitygov.award.entities import AwardApplication
from qualitygov.award.score import combined_score
from qualitygov.award.states import AwardState, award_status
from qualitygov.award.tables import APPLICATIONS
from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.period import whole_year
from qualitygov.rulebook.context import Context
from qualitygov.subject import (
    CountyView,
    Deed,
    DeedSpec,
    Duty,
    Weight,
    owed,
    rule_of,
    standing_columns,
)

REVIEWED, GRANTED = "award-reviewed", "award-granted"


@attrs.frozen(kw_only=True)
class AwardDutyFact(Duty):
    """An application to be reviewed in full, or a choice to be granted or given up (评奖授奖事实).

    Reviews count for the year of the award, a choice on the day on which it was published; it has
    failed where it was granted against the rules.
    """

    subject: str


def _reviewed_on(application: AwardApplication, context: Context) -> date | None:
    """The last day of its reviews, None before its score is accepted."""
    days = [mark.reviewed_on for mark in application.reviews if context.happened(mark.reviewed_on)]
    return max(days) if days and combined_score(application, context).accepted else None


@clauses("3.1.3.a")
def award_deeds(view: CountyView, context: Context) -> Iterator[Deed]:
    """Yield the years in which a town held its award (评奖履职事实): done with the last step.

    That is the last application that was reviewed in full, or the last choice that was published.
    """
    years: dict[tuple[str, int], list[date]] = {}
    for one in view.known(APPLICATIONS, context):
        for day in (_reviewed_on(one, context), context.past(one.published_on)):
            if day is not None:
                years.setdefault((one.town, one.year), []).append(day)
    for (town, year), days in sorted(years.items()):
        yield Deed(
            id=f"{town}/award/{year}",
            town=town,
            by="award",
            what="held",
            on=max(days),
            for_period=date(year, 12, 31),
        )


DEEDS = (
    DeedSpec(
        name="award",
        make=award_deeds,
        rests_on=(APPLICATIONS,),
        what=("held",),
        weights=(Weight("applications", spoils=1), Weight("award_reviews", spoils=1)),
    ),
)
"""What fulfills the duty to hold the award."""


def _review(one: AwardApplication, context: Context) -> AwardDutyFact | None:
    """What is due of the reviews of an application, by the end of the year of the award."""
    year = whole_year(one.year, context.rules.choice("assessment.year"))
    if rule_of(REVIEWED, year.last, context) is None or not context.happened(one.applied_on):
        return None
    return AwardDutyFact(
        id=f"{one.id}/reviewed",
        town=one.town,
        on=year.last,
        duty=REVIEWED,
        subject=one.subject,
        **standing_columns(Due(year.last), _reviewed_on(one, context), context),
    )


def _grant(one: AwardApplication, context: Context) -> AwardDutyFact | None:
    """What is due of a choice that was published: its time runs from the end of the objections."""
    published, status = context.past(one.published_on), award_status(one, context)
    until = status.objections_until
    start = None if until is None else until.day
    by = None if start is None else owed(GRANTED, start, context)
    if by is None or published is None:
        return None
    done = one.granted_on or one.objection_upheld_on
    good = status.state is not AwardState.INVALID
    return AwardDutyFact(
        id=f"{one.id}/granted",
        town=one.town,
        on=published,
        duty=GRANTED,
        subject=one.subject,
        **standing_columns(by, done, context, good=good),
    )


@clauses("3.1.3.a")
def award_duty_facts(view: CountyView, context: Context) -> tuple[AwardDutyFact, ...]:
    """Return the applications to be reviewed and the choices that were published (评奖授奖事实行).

    An objection that was upheld ends the time to grant a choice.
    """
    found = (
        make(one, context)
        for one in view.known(APPLICATIONS, context)
        for make in (_review, _grant)
    )
    return tuple(fact for fact in found if fact is not None)
