"""The data of a county (县域数据): everything that files carry, table by table."""

from __future__ import annotations

from typing import Any

import attrs

from qualitygov.access.entities import ProductOffer, RectificationOrder
from qualitygov.award.entities import AwardApplication, ReviewMark
from qualitygov.blacklist.case import BlacklistCase
from qualitygov.blacklist.entities import Move
from qualitygov.codes.region import RegionLevel, region
from qualitygov.comparison.entities import ImprovementMeasure
from qualitygov.complaint.case import Complaint
from qualitygov.complaint.entities import ComplaintMove
from qualitygov.complaint.report import ViolationReport
from qualitygov.core.fields import about
from qualitygov.credit.entities import CreditRecord
from qualitygov.engineering.entities import EngineeringProject
from qualitygov.enterprise.batches import Batch, BatchLink
from qualitygov.enterprise.entities import Certification, Enterprise
from qualitygov.enterprise.excellence import (
    CategoryScore,
    ExcellenceAssessment,
    ResponsibilityReport,
)
from qualitygov.enterprise.files import EnterpriseFiles
from qualitygov.enterprise.persons import Appointment
from qualitygov.enterprise.research import Patent, ResearchSpending
from qualitygov.enterprise.standards import StandardPart
from qualitygov.enterprise.systems import SystemRecord
from qualitygov.enterprise.training import KeyPost, PostAssessment, QualityActivity, Training
from qualitygov.environment.entities import AirDay, NoiseReading, WaterReading
from qualitygov.errors import bilingual
from qualitygov.governance.entities import (
    AssistantReport,
    AssistantTraining,
    BudgetLine,
    Campaign,
    GovernanceUnit,
    GroupMember,
    InspectionVisit,
    Meeting,
    QualityAssistant,
    UnitReport,
)
from qualitygov.governance.tasks import ResponsibilityLetter, Task, TaskProgress
from qualitygov.industry.figures import Evidence, Figure
from qualitygov.inspection.entities import InspectionSample, Recheck, SampleItem
from qualitygov.laboratory.entities import Laboratory, RequestedItem, ScopeEntry, TestRequest
from qualitygov.laboratory.instruments import Instrument
from qualitygov.laboratory.standards import AdoptedStandard
from qualitygov.publication.entities import EnforcementCase
from qualitygov.safety.entities import (
    Accident,
    Accountability,
    AccountableCase,
    Drill,
    EmergencyPlan,
    Hazard,
    NoticeRecipient,
    RiskAssessment,
    RiskNotice,
)
from qualitygov.service.satisfaction import SatisfactionSurvey
from qualitygov.subject.town import Town
from qualitygov.supervision.entities import Conflict, Inspector, SupervisionQuota, SupervisionVisit
from qualitygov.text import Text

__all__ = ["CountyData", "Table", "Town", "entity_classes", "tables"]

TABLE = "qualitygov.table"


@attrs.frozen
class Table:
    """One table of a county's folder (数据表).

    Its file, the field of `CountyData` it fills, and the table of its children, if any.

    `child` is the file, field and class of the rows that belong to a row of this table, and the
    column that names it.
    """

    file: str
    field: str
    entity: type
    child: tuple[str, str, type, str] | None = None


def _table(
    entity: type, file: str, zh: str, en: str, child: tuple[str, str, type, str] | None = None
) -> Any:
    """A field of `CountyData` that a file fills; its name is set when the class is made."""
    return attrs.field(default=(), metadata={**about(zh, en), TABLE: (entity, file, child)})


@attrs.frozen(kw_only=True)
class CountyData:
    """Everything that is known of a county (县域数据).

    Towns, enterprises and the facts about them, in any order.

    Raises `FieldError` for a town that stands twice.
    """

    id: str = attrs.field(
        validator=region(RegionLevel.COUNTY), metadata=about("县代码", "county code")
    )
    name: Text = attrs.field(metadata=about("名称", "name"))
    towns: tuple[Town, ...] = _table(Town, "towns.csv", "乡镇", "towns")
    enterprises: tuple[Enterprise, ...] = _table(
        Enterprise, "enterprises.csv", "企业", "enterprises"
    )
    records: tuple[CreditRecord, ...] = _table(
        CreditRecord, "credit_records.csv", "信用记录", "credit records"
    )
    cases: tuple[BlacklistCase, ...] = _table(
        BlacklistCase,
        "cases.csv",
        "黑名单案件",
        "blacklist cases",
        ("case_moves.csv", "moves", Move, "case"),
    )
    samples: tuple[InspectionSample, ...] = _table(
        InspectionSample,
        "samples.csv",
        "抽查样品",
        "samples",
        ("sample_items.csv", "items", SampleItem, "sample"),
    )
    projects: tuple[EngineeringProject, ...] = _table(
        EngineeringProject, "projects.csv", "工程项目", "projects"
    )
    surveys: tuple[SatisfactionSurvey, ...] = _table(
        SatisfactionSurvey, "surveys.csv", "满意度调查", "surveys"
    )
    air_days: tuple[AirDay, ...] = _table(
        AirDay, "air_daily.csv", "空气质量日数据", "days of air quality"
    )
    noise: tuple[NoiseReading, ...] = _table(
        NoiseReading, "noise.csv", "噪声监测", "noise readings"
    )
    water: tuple[WaterReading, ...] = _table(
        WaterReading, "water.csv", "水源监测", "water readings"
    )
    figures: tuple[Figure, ...] = _table(Figure, "figures.csv", "统计数字", "figures")
    certifications: tuple[Certification, ...] = _table(
        Certification, "certifications.csv", "认证证书", "certificates"
    )
    evidence: tuple[Evidence, ...] = _table(Evidence, "evidence.csv", "证据材料", "evidence")
    complaints: tuple[Complaint, ...] = _table(
        Complaint,
        "complaints.csv",
        "投诉",
        "complaints",
        ("complaint_moves.csv", "moves", ComplaintMove, "complaint"),
    )
    reports: tuple[ViolationReport, ...] = _table(
        ViolationReport, "violation_reports.csv", "举报", "reports of violations"
    )
    visits: tuple[SupervisionVisit, ...] = _table(
        SupervisionVisit, "supervision_visits.csv", "监督检查", "supervision visits"
    )
    quotas: tuple[SupervisionQuota, ...] = _table(
        SupervisionQuota, "supervision_quotas.csv", "监管任务", "supervision quotas"
    )
    inspectors: tuple[Inspector, ...] = _table(
        Inspector,
        "inspectors.csv",
        "检查人员",
        "inspectors",
        ("inspector_conflicts.csv", "conflicts", Conflict, "inspector"),
    )
    offers: tuple[ProductOffer, ...] = _table(
        ProductOffer, "product_offers.csv", "生产经营产品", "products made or sold"
    )
    orders: tuple[RectificationOrder, ...] = _table(
        RectificationOrder,
        "rectification_orders.csv",
        "责令整改",
        "orders to put right",
        ("rectification_checks.csv", "rechecks", Recheck, "order"),
    )
    penalties: tuple[EnforcementCase, ...] = _table(
        EnforcementCase, "enforcement_cases.csv", "行政处罚", "cases of enforcement"
    )

    appointments: tuple[Appointment, ...] = _table(
        Appointment, "appointments.csv", "任职", "appointments"
    )
    key_posts: tuple[KeyPost, ...] = _table(
        KeyPost,
        "key_posts.csv",
        "关键岗位",
        "key posts",
        ("post_assessments.csv", "assessments", PostAssessment, "post"),
    )
    trainings: tuple[Training, ...] = _table(Training, "trainings.csv", "培训", "trainings")
    activities: tuple[QualityActivity, ...] = _table(
        QualityActivity, "quality_activities.csv", "质量活动", "quality activities"
    )
    systems: tuple[SystemRecord, ...] = _table(
        SystemRecord, "system_records.csv", "制度材料", "records of internal systems"
    )
    excellence: tuple[ExcellenceAssessment, ...] = _table(
        ExcellenceAssessment,
        "excellence_assessments.csv",
        "卓越绩效评价",
        "assessments of performance excellence",
        ("category_scores.csv", "categories", CategoryScore, "assessment"),
    )
    responsibility_reports: tuple[ResponsibilityReport, ...] = _table(
        ResponsibilityReport,
        "responsibility_reports.csv",
        "社会责任报告",
        "reports on social responsibility",
    )
    standards: tuple[StandardPart, ...] = _table(
        StandardPart, "standard_parts.csv", "参与标准", "parts in standards"
    )
    spendings: tuple[ResearchSpending, ...] = _table(
        ResearchSpending, "research_spendings.csv", "研发投入", "research spending"
    )
    patents: tuple[Patent, ...] = _table(Patent, "patents.csv", "专利", "patents")
    batches: tuple[Batch, ...] = _table(
        Batch, "batches.csv", "批次", "batches", ("batch_links.csv", "links", BatchLink, "of")
    )
    units: tuple[GovernanceUnit, ...] = _table(
        GovernanceUnit, "governance_units.csv", "责任单位", "units of the programme"
    )
    members: tuple[GroupMember, ...] = _table(
        GroupMember, "group_members.csv", "领导小组成员", "members of leading groups"
    )
    tasks: tuple[Task, ...] = _table(
        Task, "tasks.csv", "任务", "tasks", ("task_progress.csv", "progress", TaskProgress, "task")
    )
    letters: tuple[ResponsibilityLetter, ...] = _table(
        ResponsibilityLetter, "responsibility_letters.csv", "目标责任书", "responsibility letters"
    )
    meetings: tuple[Meeting, ...] = _table(Meeting, "meetings.csv", "会议", "meetings")
    unit_reports: tuple[UnitReport, ...] = _table(
        UnitReport, "unit_reports.csv", "书面报告", "reports of units"
    )
    inspections: tuple[InspectionVisit, ...] = _table(
        InspectionVisit, "inspection_visits.csv", "督查", "inspections of units"
    )
    budgets: tuple[BudgetLine, ...] = _table(BudgetLine, "budget_lines.csv", "经费", "budgets")
    campaigns: tuple[Campaign, ...] = _table(Campaign, "campaigns.csv", "宣传活动", "campaigns")
    assistants: tuple[QualityAssistant, ...] = _table(
        QualityAssistant,
        "quality_assistants.csv",
        "质量协管员",
        "quality assistants",
        ("assistant_trainings.csv", "trainings", AssistantTraining, "assistant"),
    )
    leads: tuple[AssistantReport, ...] = _table(
        AssistantReport, "assistant_reports.csv", "协管员信息", "reports of assistants"
    )
    hazards: tuple[Hazard, ...] = _table(Hazard, "hazards.csv", "隐患", "hazards")
    accidents: tuple[Accident, ...] = _table(Accident, "accidents.csv", "事故", "accidents")
    plans: tuple[EmergencyPlan, ...] = _table(
        EmergencyPlan,
        "emergency_plans.csv",
        "应急预案",
        "emergency plans",
        ("drills.csv", "drills", Drill, "plan"),
    )
    notices: tuple[RiskNotice, ...] = _table(
        RiskNotice,
        "risk_notices.csv",
        "风险通报",
        "risk notices",
        ("notice_recipients.csv", "recipients", NoticeRecipient, "notice"),
    )
    risks: tuple[RiskAssessment, ...] = _table(
        RiskAssessment, "risk_assessments.csv", "风险评估", "assessed risks"
    )
    large_cases: tuple[AccountableCase, ...] = _table(
        AccountableCase,
        "accountable_cases.csv",
        "大案要案",
        "large cases",
        ("accountabilities.csv", "persons", Accountability, "case"),
    )
    laboratories: tuple[Laboratory, ...] = _table(
        Laboratory,
        "laboratories.csv",
        "检测机构",
        "laboratories",
        ("laboratory_scope.csv", "scope", ScopeEntry, "laboratory"),
    )
    test_requests: tuple[TestRequest, ...] = _table(
        TestRequest,
        "test_requests.csv",
        "检测委托",
        "test requests",
        ("test_request_items.csv", "items", RequestedItem, "request"),
    )
    instruments: tuple[Instrument, ...] = _table(
        Instrument, "instruments.csv", "计量器具", "instruments"
    )
    adopted: tuple[AdoptedStandard, ...] = _table(
        AdoptedStandard, "adopted_standards.csv", "执行标准", "adopted standards"
    )
    improvements: tuple[ImprovementMeasure, ...] = _table(
        ImprovementMeasure, "improvement_measures.csv", "改进措施", "measures for improvement"
    )
    applications: tuple[AwardApplication, ...] = _table(
        AwardApplication,
        "award_applications.csv",
        "质量奖申报",
        "award applications",
        ("award_reviews.csv", "reviews", ReviewMark, "application"),
    )

    def __attrs_post_init__(self) -> None:
        codes = [town.code for town in self.towns]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise bilingual(
                "county.town",
                f"乡镇重复：{'、'.join(twice)}",
                f"a town stands twice: {', '.join(twice)}",
            )

    @property
    def files(self) -> EnterpriseFiles:
        """What is on file of the enterprises' own duties (企业主体责任档案)."""
        return EnterpriseFiles(
            appointments=self.appointments,
            key_posts=self.key_posts,
            trainings=self.trainings,
            activities=self.activities,
            systems=self.systems,
            excellence=self.excellence,
            reports=self.responsibility_reports,
            standards=self.standards,
            spendings=self.spendings,
            patents=self.patents,
            batches=self.batches,
            certifications=self.certifications,
        )


def tables() -> tuple[Table, ...]:
    """Return the tables of a county's folder (数据表清单), in the order in which they are read."""
    return tuple(
        Table(file, attribute.name, entity, child)
        for attribute in attrs.fields(CountyData)
        if TABLE in attribute.metadata
        for entity, file, child in (attribute.metadata[TABLE],)
    )


def entity_classes() -> tuple[type, ...]:
    """Return every entity that files carry (实体清单), those of child tables among them, by name."""
    found = {table.entity for table in tables()} | {
        table.child[2] for table in tables() if table.child is not None
    }
    return tuple(sorted(found, key=lambda cls: cls.__name__))
