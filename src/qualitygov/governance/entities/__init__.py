"""Entities of governance (治理数据实体), by what they are about. Clauses 1.a, 3.1, 4."""

from __future__ import annotations

from qualitygov.governance.entities.money import (
    BudgetHead,
    BudgetLine,
    Campaign,
    CampaignKind,
)
from qualitygov.governance.entities.plans import (
    DevelopmentPlan,
    FindingRecipient,
    PlanGoal,
    PlanStep,
    SharedFinding,
    WarningMove,
    WarningMoveKind,
    WarningSent,
)
from qualitygov.governance.entities.tasks import (
    BEFORE,
    ELEMENTS,
    Task,
    TaskProgress,
    TaskStep,
)
from qualitygov.governance.entities.units import (
    GovernanceUnit,
    GroupMember,
    GroupPost,
    Meeting,
    MeetingKind,
    ResponsibilityLetter,
    ResponsibleRole,
    UnitReport,
    UnitType,
)
from qualitygov.governance.entities.visits import (
    InspectionVisit,
    VisitIssue,
    VisitKind,
)

__all__ = [
    "BEFORE",
    "ELEMENTS",
    "BudgetHead",
    "BudgetLine",
    "Campaign",
    "CampaignKind",
    "DevelopmentPlan",
    "FindingRecipient",
    "GovernanceUnit",
    "GroupMember",
    "GroupPost",
    "InspectionVisit",
    "Meeting",
    "MeetingKind",
    "PlanGoal",
    "PlanStep",
    "ResponsibilityLetter",
    "ResponsibleRole",
    "SharedFinding",
    "Task",
    "TaskProgress",
    "TaskStep",
    "UnitReport",
    "UnitType",
    "VisitIssue",
    "VisitKind",
    "WarningMove",
    "WarningMoveKind",
    "WarningSent",
]
