"""Training, key posts, activities, excellence and reports of an enterprise in a year (年度情况).

Clauses 3.3.1.a, 3.3.1.c, 3.3.1.f, 3.3.2.a.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.periods import Span, Term, within_term
from qualitygov.core.result import Result
from qualitygov.enterprise.people.entities import (
    KeyPost,
    PostAssessment,
    PostResult,
    QualityActivity,
    Training,
)
from qualitygov.enterprise.people.excellence import (
    Assessor,
    ExcellenceAssessment,
    ResponsibilityReport,
)
from qualitygov.enterprise.unit.rows import closing, of_unit, value_or_reason
from qualitygov.rulebook.context import Context
from qualitygov.text import Text


@attrs.frozen(kw_only=True, repr=False)
class TrainingYear(Result):
    """Training of an enterprise in one year (年度培训情况).

    `met` is None while the year still runs below the minimum, or where the minimum is unknown;
    `reason` says why.
    """

    unit: str
    year: int
    sessions: int
    hours: Decimal
    person_hours: Decimal
    required: Decimal | None
    met: bool | None
    reason: Text | None


@clauses("3.3.2.a")
def training_year(
    trainings: Iterable[Training], context: Context, *, unit: str, year: int
) -> TrainingYear:
    """Return the hours of training in a year against the rulebook's minimum (年度培训学时).

    The minimum in force on the year's last day decides, or on `as_of` while the year runs. Sessions
    without anybody do not count.
    """
    held = [
        training
        for training in context.known(of_unit(trainings, unit))
        if training.held_on.year == year
        and context.happened(training.held_on)
        and training.headcount > 0
    ]
    hours = sum((training.hours for training in held), Decimal(0))
    rules = context.rules_on(closing(year, context.as_of))
    required, reason = value_or_reason(rules.number, "enterprise.training-hours")
    met: bool | None = None
    if required is not None:
        over = context.happened(date(year, 12, 31))
        met = True if hours >= required else False if over else None
        reason = Text("年度未结束", "the year has not ended") if met is None else None
    return TrainingYear(
        unit=unit,
        year=year,
        sessions=len(held),
        hours=hours,
        person_hours=sum((one.hours * one.headcount for one in held), Decimal(0)),
        required=required,
        met=met,
        reason=reason,
    )


@attrs.frozen(kw_only=True, repr=False)
class PostYear(Result):
    """A key post in one year (岗位年度考核情况).

    `passed` is the last result, None without one. `gap` says what is missing on the day: too few
    assessments, or a last one failed; `reason` why nobody can say.
    """

    post: str
    year: int
    due: bool
    held: int
    passed: bool | None
    gap: Text | None
    reason: Text | None


@clauses("3.3.1.c")
def post_year(post: KeyPost, context: Context, *, year: int) -> PostYear:
    """Return whether a key post was assessed for a year (岗位年度考核情况), by `as_of`.

    An assessment is due of a post that exists at the year's end, once its first months have passed;
    a missing one is a gap from the year's last day on, a failed one from the day of its result.
    Number and first months are those in force on the year's last day. Source: clause 3.3.1.c.
    """
    post = context.seen(post)
    end = closing(year, context.as_of)
    held = [
        assessment
        for assessment in post.assessments
        if assessment.year == year and context.happened(assessment.assessed_on)
    ]
    rules = context.rules_on(end)
    times, unknown = value_or_reason(rules.whole, "enterprise.post-assessments")
    grace, ungraced = value_or_reason(rules.span, "enterprise.post-grace")
    due, passed = _due(post, end, grace), _passed(held)
    gap = None
    if passed is False:
        gap = Text("最近一次考核不合格", "the last assessment was failed")
    elif due and times is not None and len(held) < times and context.happened(date(year, 12, 31)):
        gap = Text(f"应考核 {times} 次，实有 {len(held)} 次", f"{times} due, {len(held)} held")
    return PostYear(
        post=post.id,
        year=year,
        due=due,
        held=len(held),
        passed=passed,
        gap=gap,
        reason=unknown or ungraced,
    )


def _passed(held: list[PostAssessment]) -> bool | None:
    """The last result; of two results of one day the worse, so that order never matters."""
    last = max((assessment.assessed_on for assessment in held), default=None)
    if last is None:
        return None
    return all(one.result is PostResult.PASS for one in held if one.assessed_on == last)


def _due(post: KeyPost, end: date, grace: Span | None) -> bool:
    exists = post.valid_from <= end and (post.valid_to is None or end <= post.valid_to)
    return exists and isinstance(grace, Term) and not within_term(post.valid_from, end, grace)


@clauses("3.3.1.c")
def post_gaps(
    posts: Iterable[KeyPost], context: Context, *, unit: str, year: int
) -> tuple[PostYear, ...]:
    """Return the key posts of an enterprise with a gap for a year (考核缺口), by id."""
    years = (post_year(post, context, year=year) for post in context.known(of_unit(posts, unit)))
    return tuple(sorted((one for one in years if one.gap is not None), key=lambda one: one.post))


@clauses("3.3.1.a")
def activities_of_year(
    activities: Iterable[QualityActivity], context: Context, *, unit: str, year: int
) -> tuple[QualityActivity, ...]:
    """Return the activities that an enterprise finished in a year (年度完成的质量活动).

    By `as_of`, in order of their end.
    """
    done = [
        (activity.ended_on, activity.id, activity)
        for activity in context.known(of_unit(activities, unit))
        if activity.ended_on is not None
        and activity.ended_on.year == year
        and context.happened(activity.ended_on)
    ]
    return tuple(activity for _, _, activity in sorted(done, key=lambda row: row[:2]))


@clauses("3.3.1.f")
def excellence_on(
    assessments: Iterable[ExcellenceAssessment], context: Context, *, unit: str
) -> ExcellenceAssessment | None:
    """Return the last assessment of an enterprise by a day (最近一次卓越绩效评价), None without one.

    Of one day's, an outside one first.
    """
    held = [
        assessment
        for assessment in context.known(of_unit(assessments, unit))
        if context.happened(assessment.assessed_on)
    ]
    return max(
        held,
        key=lambda one: (one.assessed_on, one.assessor is Assessor.EXTERNAL, one.id),
        default=None,
    )


@clauses("3.3.1.f")
def reports_of_year(
    reports: Iterable[ResponsibilityReport], context: Context, *, unit: str, year: int
) -> tuple[ResponsibilityReport, ...]:
    """Return the responsibility reports that an enterprise published in a year (年度社会责任报告)."""
    published = [
        report
        for report in context.known(of_unit(reports, unit))
        if report.published_on.year == year and context.happened(report.published_on)
    ]
    return tuple(sorted(published, key=lambda report: (report.published_on, report.id)))
