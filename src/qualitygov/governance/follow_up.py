"""Fact rows of what has to be followed up (跟踪办理事实行): plans, findings, warnings, leads.

Clauses 3.1.1.f-h, 3.1.3.d, 4.5.b.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.periods import ONE_DAY
from qualitygov.governance.entities import (
    DevelopmentPlan,
    InspectionVisit,
    PlanStep,
    SharedFinding,
    WarningMoveKind,
    WarningSent,
)
from qualitygov.governance.spells import continuity, spells
from qualitygov.governance.tables import (
    DEVELOPMENT_PLANS,
    INSPECTIONS,
    LEADS,
    SHARED_FINDINGS,
    WARNINGS_SENT,
)
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Duty, owed, rule_of, standing_columns
from qualitygov.text import Text


@attrs.frozen(kw_only=True)
class FollowUpFact(Duty):
    """One thing that has to be followed up (跟踪办理事实); `matter` says what it is about.

    `source` is the plan, finding, warning or visit that brought it, None where there is none.
    """

    matter: str
    source: str | None = None


@attrs.frozen(kw_only=True)
class LeadFact(Duty):
    """One report of an assistant as indicators see it (线索事实): it is to be answered in time."""

    subject: str | None


NO_PLAN = Text("无有效质量发展规划", "no quality development plan in force")


def _in_force(
    town: str, plans: tuple[DevelopmentPlan, ...], context: Context
) -> Iterator[FollowUpFact]:
    """Whether a town has a plan in force on every day since the programme began."""
    rule = rule_of("development-plan", context.judged.as_of, context)
    if rule is None or rule.within is None or rule.valid_from > context.judged.as_of:
        return
    first, last = rule.valid_from, context.judged.as_of
    days = {first} | {
        day
        for plan in plans
        for day in (plan.valid_from, min(plan.valid_to, date.max - ONE_DAY) + ONE_DAY)
        if first < day <= last
    }

    def lacking(day: date) -> tuple[Text, ...]:
        return () if any(one.valid_from <= day <= one.valid_to for one in plans) else (NO_PLAN,)

    found = continuity(spells(sorted(days), last, lacking), rule.within, context)
    standing = "missing" if found.too_long and not plans else found.standing.value
    yield FollowUpFact(
        id=f"development-plan/{town}/{context.year}",
        town=town,
        on=last,
        duty="development-plan",
        standing=standing,
        settles_on=found.settles_on,
        matter=plans[-1].id if plans else "",
    )


def _middle(plan: DevelopmentPlan) -> date:
    return plan.valid_from + timedelta(days=(plan.valid_to - plan.valid_from).days // 2)


REVIEWS = {"plan-mid-term": PlanStep.MID_TERM, "plan-final": PlanStep.FINAL}


def _reviews(plan: DevelopmentPlan, context: Context) -> Iterator[FollowUpFact]:
    for duty, step in REVIEWS.items():
        day = plan.valid_to if step is PlanStep.FINAL else _middle(plan)
        by = owed(duty, day, context)
        if by is not None:
            yield FollowUpFact(
                id=f"{duty}/{plan.id}",
                town=plan.town,
                on=day,
                duty=duty,
                matter=plan.id,
                source=plan.id,
                **standing_columns(by, plan.reviewed_on(step), context),
            )


@clauses("3.1.1.g")
def plan_facts(view: CountyView, context: Context) -> tuple[FollowUpFact, ...]:
    """Return the rows of the development plans (质量发展规划事实行).

    A plan in force on every day; a mid-term review in the middle of its term and a final one at its
    end, each with the state of every goal.
    """
    known = view.known(DEVELOPMENT_PLANS, context)
    found: list[FollowUpFact] = []
    for town in view.towns(context):
        own = sorted(known.of_town(town.code), key=lambda one: (one.valid_from, one.id))
        found += _in_force(town.code, tuple(own), context)
        for plan in own:
            found += _reviews(plan, context)
    return tuple(found)


def _row(
    duty: str, ref: str, start: date, done: date | None, context: Context, **columns: Any
) -> Iterator[FollowUpFact]:
    """A row of a duty that arose on a day; none where the book of that day does not ask it."""
    by = owed(duty, start, context)
    if by is not None:
        yield FollowUpFact(
            id=f"{duty}/{ref}",
            on=start,
            duty=duty,
            **columns,
            **standing_columns(by, done, context),
        )


def _shared(finding: SharedFinding, context: Context) -> Iterator[FollowUpFact]:
    same = {"town": finding.town, "matter": finding.matter, "source": finding.id}
    for one in finding.recipients:
        ref, sent = f"{finding.id}/{one.unit}", context.past(one.sent_on)
        start = finding.found_on
        yield from _row("finding-shared", ref, start, sent, context, unit=finding.unit, **same)
        if sent is not None:
            yield from _row(
                "finding-received", ref, sent, one.received_on, context, unit=one.unit, **same
            )


@clauses("3.1.1.h")
def sharing_facts(view: CountyView, context: Context) -> tuple[FollowUpFact, ...]:
    """Return the findings to be shared, with each department concerned (横向共享事实行).

    Who found something owes the sending, who was sent it the receipt.
    """
    return tuple(
        row
        for finding in view.known(SHARED_FINDINGS, context)
        if context.happened(finding.found_on)
        for row in _shared(finding, context)
    )


ANSWERS = {
    "warning-acknowledged": WarningMoveKind.ACKNOWLEDGED,
    "warning-acted": WarningMoveKind.ACTED,
}


def _answers(warning: WarningSent, context: Context) -> Iterator[FollowUpFact]:
    same: dict[str, Any] = {
        "town": warning.town,
        "unit": warning.unit,
        "matter": warning.indicator,
        "source": warning.id,
    }
    for duty, kind in ANSWERS.items():
        done = warning.done_on(kind)
        yield from _row(duty, warning.id, warning.sent_on, done, context, **same)
    rule = rule_of("warning-lifted", warning.sent_on, context)
    if rule is not None and warning.lift_by is not None:
        done = warning.done_on(WarningMoveKind.LIFTED)
        yield FollowUpFact(
            id=f"warning-lifted/{warning.id}",
            on=warning.sent_on,
            duty="warning-lifted",
            **same,
            **standing_columns(Due(warning.lift_by), done, context),
        )


@clauses("3.1.3.d")
def warning_facts(view: CountyView, context: Context) -> tuple[FollowUpFact, ...]:
    """Return what is owed of each warning sent (预警处置事实行), by the unit it was sent to."""
    return tuple(
        row
        for warning in view.known(WARNINGS_SENT, context)
        if context.happened(warning.sent_on)
        for row in _answers(warning, context)
    )


def _issues(visit: InspectionVisit, context: Context) -> Iterator[FollowUpFact]:
    told = sorted(visit.issues, key=lambda one: (str(one.due_on), one.matter, one.answers or ""))
    for at, issue in enumerate(told, start=1):
        by = owed("issue-closed", visit.held_on, context)
        if by is not None:
            by = by if issue.due_on is None else Due(issue.due_on)
            yield FollowUpFact(
                id=f"issue-closed/{visit.id}/{at}",
                town=visit.town,
                on=visit.held_on,
                duty="issue-closed",
                unit=issue.answers,
                matter=issue.matter,
                source=visit.id,
                **standing_columns(by, issue.closed_on, context),
            )


@clauses("4.5.b")
def issue_facts(view: CountyView, context: Context) -> tuple[FollowUpFact, ...]:
    """Return what inspections found, owed by the unit that answers for it (督查问题事实行)."""
    return tuple(
        row
        for visit in view.known(INSPECTIONS, context)
        if context.happened(visit.held_on)
        for row in _issues(visit, context)
    )


@clauses("3.1.1.f")
def lead_facts(view: CountyView, context: Context) -> tuple[LeadFact, ...]:
    """Return the rows of what assistants reported by `as_of` (线索事实行), each to be answered."""
    found = []
    for report in view.known(LEADS, context):
        by = owed("lead-answer", report.reported_on, context)
        if by is not None and context.happened(report.reported_on):
            found.append(
                LeadFact(
                    id=report.id,
                    town=report.town,
                    on=report.reported_on,
                    duty="lead-answer",
                    subject=report.subject,
                    **standing_columns(by, report.followed_up_on, context),
                )
            )
    return tuple(found)
