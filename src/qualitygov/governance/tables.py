"""Tables of governance (治理数据表)."""

from __future__ import annotations

from qualitygov.governance.assistants import AssistantReport, AssistantTraining, QualityAssistant
from qualitygov.governance.entities import (
    BudgetLine,
    Campaign,
    DevelopmentPlan,
    FindingRecipient,
    GovernanceUnit,
    GroupMember,
    InspectionVisit,
    Meeting,
    PlanGoal,
    ResponsibilityLetter,
    SharedFinding,
    Task,
    TaskProgress,
    UnitReport,
    VisitIssue,
    WarningMove,
    WarningSent,
)
from qualitygov.subject import Child, TableSpec
from qualitygov.text import Text

UNITS = TableSpec(
    name="units",
    entity=GovernanceUnit,
    label=Text("责任单位", "units of the programme"),
    file="governance_units.csv",
    stock=True,
)

MEMBERS = TableSpec(
    name="members",
    entity=GroupMember,
    label=Text("领导小组成员", "members of leading groups"),
    file="group_members.csv",
    stock=True,
)

TASKS = TableSpec(
    name="tasks",
    entity=Task,
    label=Text("任务", "tasks"),
    file="tasks.csv",
    day="year",
    child=Child(file="task_progress.csv", field="progress", entity=TaskProgress, key="task"),
    department="unit",
)

LETTERS = TableSpec(
    name="letters",
    entity=ResponsibilityLetter,
    label=Text("目标责任书", "responsibility letters"),
    file="responsibility_letters.csv",
    department="unit",
)

MEETINGS = TableSpec(
    name="meetings", entity=Meeting, label=Text("会议", "meetings"), file="meetings.csv"
)

UNIT_REPORTS = TableSpec(
    name="unit_reports",
    entity=UnitReport,
    label=Text("书面报告", "reports of units"),
    file="unit_reports.csv",
    department="unit",
)

INSPECTIONS = TableSpec(
    name="inspections",
    entity=InspectionVisit,
    label=Text("督查", "inspections of units"),
    file="inspection_visits.csv",
    child=Child(file="inspection_issues.csv", field="issues", entity=VisitIssue, key="visit"),
    department="unit",
)

BUDGETS = TableSpec(
    name="budgets",
    entity=BudgetLine,
    label=Text("经费", "budgets"),
    file="budget_lines.csv",
    lasts=3,
)
"""Lines of the budget (经费); a year is compared with those before it, see ``budget.years``."""

CAMPAIGNS = TableSpec(
    name="campaigns", entity=Campaign, label=Text("宣传活动", "campaigns"), file="campaigns.csv"
)

ASSISTANTS = TableSpec(
    name="assistants",
    entity=QualityAssistant,
    label=Text("质量协管员", "quality assistants"),
    file="quality_assistants.csv",
    child=Child(
        file="assistant_trainings.csv",
        field="trainings",
        entity=AssistantTraining,
        key="assistant",
    ),
    stock=True,
    department="area",
)

LEADS = TableSpec(
    name="leads",
    entity=AssistantReport,
    label=Text("协管员信息", "reports of assistants"),
    file="assistant_reports.csv",
    unit="subject",
)

DEVELOPMENT_PLANS = TableSpec(
    name="development_plans",
    entity=DevelopmentPlan,
    label=Text("质量发展规划", "development plans"),
    file="development_plans.csv",
    child=Child(file="plan_goals.csv", field="goals", entity=PlanGoal, key="plan"),
    stock=True,
)

SHARED_FINDINGS = TableSpec(
    name="shared_findings",
    entity=SharedFinding,
    label=Text("横向共享信息", "findings shared"),
    file="shared_findings.csv",
    child=Child(
        file="finding_recipients.csv",
        field="recipients",
        entity=FindingRecipient,
        key="finding",
    ),
    department="unit",
)

WARNINGS_SENT = TableSpec(
    name="warnings_sent",
    entity=WarningSent,
    label=Text("预警通知", "warnings sent"),
    file="warnings_sent.csv",
    owner="bureau",
    child=Child(file="warning_moves.csv", field="moves", entity=WarningMove, key="warning"),
    department="unit",
)
