"""Rows of a small town, good and bad ones, for the law of silence."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import attrs

from qualitygov import Enterprise
from qualitygov.award import AwardApplication, ReviewMark
from qualitygov.complaint import Complaint, ComplaintKind, ComplaintMove, ComplaintMoveKind
from qualitygov.enterprise import (
    Batch,
    BatchLink,
    Direction,
    KeyPost,
    PostAssessment,
    PostResult,
)
from qualitygov.governance import (
    AssistantTraining,
    BudgetHead,
    BudgetLine,
    DevelopmentPlan,
    FindingRecipient,
    GovernanceUnit,
    GroupMember,
    InspectionVisit,
    PlanGoal,
    PlanStep,
    QualityAssistant,
    ResponsibleRole,
    SharedFinding,
    Task,
    TaskProgress,
    TaskStep,
    UnitReport,
    UnitType,
    VisitIssue,
)
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.safety import EmergencyPlan, Hazard, HazardRound

A, FIRM = "330299101", "91330299MA2837B62L"
ENDS = (date(2016, 3, 31), date(2016, 6, 30), date(2016, 9, 30), date(2016, 12, 31))


def unit(name, kind=UnitType.DEPARTMENT, role=ResponsibleRole.LEADS):
    return GovernanceUnit(
        id=name, town=A, name=f"单位{name}", kind=kind, role=role, since=date(2014, 1, 1)
    )


UNITS = [
    unit("O", UnitType.OFFICE),
    unit("D1"),
    unit("D2", role=ResponsibleRole.COOPERATES),
    unit("A1", UnitType.AREA, ResponsibleRole.TAKES_PART),
]
MEMBERS = [
    GroupMember(id=f"M{at}", town=A, unit=("O", "D1", "D2")[at % 3], person=f"p{at}", post=post,
                since=date(2014, 1, 1))
    for at, post in enumerate(("chair", "deputy", "office-head", "member", "member", "member"))
]  # fmt: skip


def line(head, year, amount, name=""):
    return BudgetLine(
        town=A,
        head=head,
        year=year,
        amount=Decimal(amount),
        approved_on=date(year, 2, 1),
        document=f"经{head.value}{year}{name}",
    )


def lines(amounts):
    """A line for each head in each year."""
    return [line(head, year, amount) for year, amount in amounts.items() for head in BudgetHead]


def assistant(name, hours):
    taken = [AssistantTraining(held_on=date(2016, 5, 5), hours=Decimal(hours))] if hours else []
    return QualityAssistant(
        id=name, town=A, area="A1", person=name, since=date(2014, 1, 5), trainings=tuple(taken)
    )


def issue(name, closed=None):
    return VisitIssue(matter=name, answers="D1", due_on=date(2016, 6, 1), closed_on=closed)


def visit(name, *issues, of="D1"):
    return InspectionVisit(
        id=name, town=A, unit=of, held_on=date(2016, 5, 5), document="通报", issues=issues
    )


def goal(name, step=PlanStep.SET, on=date(2014, 1, 1)):
    return PlanGoal(goal=name, step=step, on=on, state="情况")


def plan(name, first, last, *goals):
    return DevelopmentPlan(
        id=name, town=A, valid_from=first, valid_to=last, document="规划", goals=goals
    )


def recipient(name, *, good):
    on = date(2016, 3, 2) if good else None
    return FindingRecipient(unit=name, sent_on=on, received_on=on)


def finding(name, *recipients):
    return SharedFinding(
        id=name, town=A, unit="D1", matter="事项", found_on=date(2016, 3, 1), recipients=recipients
    )


def move(kind, on):
    return ComplaintMove(kind=ComplaintMoveKind(kind), day=on, authority="局", document="文")


def handled(day):
    names = ("accepted", "investigated", "not-upheld", "told")
    return tuple(move(name, day + timedelta(days=at)) for at, name in enumerate(names, start=1))


def complaint(name, day, *moves):
    return Complaint(
        id=name,
        town=A,
        kind=ComplaintKind.PRODUCT,
        happened_on=day,
        registered_on=day,
        moves=moves or handled(day),
    )


def task(name, of, good=True):
    days = {
        TaskStep.PLAN: date(2016, 3, 1),
        TaskStep.MEASURE: date(2016, 3, 1),
        TaskStep.EFFECT: date(2016, 9, 30),
        TaskStep.CHECK: date(2016, 9, 30),
    }
    progress = [TaskProgress(noted_on=day, step=step, document="文") for step, day in days.items()]
    return Task(
        id=name,
        town=A,
        unit=of,
        quality=Quality.PRODUCT,
        target="food-production",
        year=2016,
        due_on=date(2016, 9, 30),
        progress=tuple(progress if good else ()),
    )


FIRMS = [
    Enterprise(code=FIRM, name="某厂", town=A, key_enterprise=True, registered_on=date(2010, 1, 1))
]


def assessed(result, on=date(2016, 5, 1)):
    return PostAssessment(
        person="张三", year=on.year, assessed_on=on, result=result, document="考核"
    )


def post(name, *assessments):
    return KeyPost(
        id=name, enterprise=FIRM, post=name, valid_from=date(2014, 1, 1), assessments=assessments
    )


PASSED, FAILED = assessed(PostResult.PASS), assessed(PostResult.FAIL, date(2016, 8, 1))


def link(batch):
    return BatchLink(direction=Direction.UP, batch=batch, recorded_on=date(2016, 3, 2))


def batch(name, *links, good=True):
    return Batch(
        id=name,
        enterprise=FIRM,
        product="电线",
        made_on=date(2016, 3, 1),
        shipped_on=date(2016, 3, 5),
        origin=good and not links,
        end_use=good,
        links=links,
    )


def report(of, end):
    return UnitReport(
        id=f"{of}/{end}",
        town=A,
        unit=of,
        covers_to=end,
        submitted_on=end + timedelta(days=5),
        document="报告",
    )


REPORTS = [report(name, end) for name in ("D1", "D2") for end in ENDS]


def hazard(name, *further, good=True):
    return Hazard(
        id=name,
        subject=FIRM,
        town=A,
        matter="通道",
        grade="general",
        found_on=date(2016, 3, 1),
        document="文",
        ordered_on=date(2016, 3, 2),
        rectified_on=date(2016, 3, 10),
        rechecked_on=date(2016, 3, 15),
        passed=good,
        further=further,
    )


LATE_ROUND = HazardRound(
    ordered_on=date(2016, 3, 16), rectified_on=date(2016, 11, 1), rechecked_on=date(2016, 12, 30),
    passed=True,
)  # fmt: skip


def emergency(name, risk, first, subject=None):
    return EmergencyPlan(
        id=name, town=A, risk=risk, valid_from=first, document="预案", subject=subject
    )


def mark(reviewer, on, percent=80):
    return ReviewMark(
        round=1, reviewer=reviewer, item="leadership", percent=percent, reviewed_on=on
    )


def without(row, field, *gone):
    """A row without some of its child rows."""
    kept = tuple(one for one in getattr(row, field) if all(one is not two for two in gone))
    return attrs.evolve(row, **{field: kept})


def application(name, *marks):
    return AwardApplication(
        id=name,
        town=A,
        subject=FIRM,
        year=2016,
        applied_on=date(2015, 12, 1),
        document="申报",
        reviews=marks,
    )
