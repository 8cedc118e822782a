"""Who leads, who answers, who takes part (治理主体): units and members of the leading group.

Clauses 1.a, 3.1.1.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.text import Text


class UnitType(Vocabulary):
    """Kind of unit in a town's programme (单位类别)."""

    DEPARTMENT = "department", "部门", "department"
    AREA = "area", "片区", "area"
    OFFICE = "office", "领导小组办公室", "office of the leading group"
    SOCIETY = "society", "社会组织", "social organization"


class ResponsibleRole(Vocabulary):
    """The part a unit plays (职责角色). Clause 1.a."""

    LEADS = "leads", "政府主导", "government leads"
    ANSWERS = "answers", "企业主体", "enterprises answer"
    COOPERATES = "cooperates", "部门协作", "departments cooperate"
    TAKES_PART = "takes-part", "社会参与", "society takes part"


class GroupPost(Vocabulary):
    """Post in the leading group (领导小组职务). Clause 3.1.1.a."""

    CHAIR = "chair", "组长", "chair"
    DEPUTY = "deputy", "副组长", "deputy"
    OFFICE_HEAD = "office-head", "办公室主任", "head of the office"
    MEMBER = "member", "成员", "member"


class MeetingKind(Vocabulary):
    """Kind of meeting (会议类别). Clause 3.1.1.d."""

    JOINT = "joint", "联席会议", "joint meeting"
    ANALYSIS = "quality-analysis", "质量分析会议", "quality-analysis meeting"


class CampaignKind(Vocabulary):
    """Kind of campaign (主题活动). Clause 3.2.1.a."""

    QUALITY_MONTH = "quality-month", "质量月", "Quality Month"
    CONSUMER_DAY = "consumer-day", "3·15", "15 March"
    SAFETY_MONTH = "safety-month", "全国安全生产月", "Safety Production Month"
    HONEST_BUSINESS = "honest-business", "诚信兴商宣传月", "honest-business month"
    OTHER = "other", "其他宣传", "other publicity"


class BudgetHead(Vocabulary):
    """Head of the budget (经费科目). Clause 4.3.a."""

    BRANDS = "brands", "名牌建设", "brands"
    TESTING = "testing-platform", "公共检测服务平台", "public testing platform"
    SUPERVISION = "safety-supervision", "质量安全监管", "safety supervision"
    EMERGENCY = "emergency", "应急体系建设", "emergency"
    AWARDS = "awards", "质量奖励", "awards"
    SAMPLING = "sampling", "质量监督抽查", "sampling"


@clauses("1.a", "3.1.1.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class GovernanceUnit:
    """Unit with a part in the town's programme (责任单位).

    A department, an area, the office, a social organization.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("单位编号", "unit id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    name: str = attrs.field(validator=check.filled(), metadata=about("单位名称", "name"))
    kind: UnitType = attrs.field(metadata=about("单位类别", "kind"))
    role: ResponsibleRole = attrs.field(metadata=about("职责角色", "role"))
    since: date = attrs.field(
        validator=check.day(), metadata=about("设立日期", "since", role="own")
    )
    until: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("撤销日期", "until", role="later"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "since", "until")

    def there(self, day: date) -> bool:
        """Whether the unit exists on this day."""
        return self.since <= day and (self.until is None or day <= self.until)


@clauses("3.1.1.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class GroupMember:
    """Member of the leading group (领导小组成员), for a unit, over a time."""

    id: str = attrs.field(validator=check.filled(), metadata=about("成员编号", "member id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    unit: str = attrs.field(validator=check.filled(), metadata=about("单位编号", "unit"))
    person: str = attrs.field(
        validator=check.filled(), metadata=about("姓名", "person", sensitivity="personal")
    )
    post: GroupPost = attrs.field(metadata=about("职务", "post"))
    since: date = attrs.field(
        validator=check.day(), metadata=about("任职日期", "since", role="own")
    )
    until: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("离任日期", "until", role="later"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "since", "until")

    def serves(self, day: date) -> bool:
        """Whether the member serves on this day."""
        return self.since <= day and (self.until is None or day <= self.until)


@clauses("3.1.1.d", "3.1.3.c")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Meeting:
    """Joint or quality-analysis meeting that was held (联席会议、质量分析会议)."""

    id: str = attrs.field(validator=check.filled(), metadata=about("会议编号", "meeting id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    kind: MeetingKind = attrs.field(metadata=about("会议类别", "kind"))
    held_on: date = attrs.field(
        validator=check.day(), metadata=about("召开日期", "held on", role="own")
    )
    minutes: str = attrs.field(validator=check.filled(), metadata=about("会议纪要", "minutes"))


@clauses("4.5.a", "3.1.1.e")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class UnitReport:
    """Written report of a unit (书面报告) on the period that ended on `covers_to`."""

    id: str = attrs.field(validator=check.filled(), metadata=about("报告编号", "report id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    unit: str = attrs.field(validator=check.filled(), metadata=about("单位编号", "unit"))
    covers_to: date = attrs.field(validator=check.day(), metadata=about("报告期末", "covers to"))
    submitted_on: date = attrs.field(
        validator=check.day(), metadata=about("报送日期", "submitted on", role="own")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("报告文号", "document"))


@clauses("4.5.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class InspectionVisit:
    """Inspection of a unit or area by the leading group (督查).

    `open_findings` are still to be put right.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("督查编号", "visit id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    unit: str = attrs.field(validator=check.filled(), metadata=about("单位编号", "unit"))
    held_on: date = attrs.field(
        validator=check.day(), metadata=about("督查日期", "held on", role="own")
    )
    findings: int = attrs.field(
        default=0, validator=check.at_least(0), metadata=about("发现问题数", "findings")
    )
    open_findings: int = attrs.field(
        default=0, validator=check.at_least(0), metadata=about("未整改问题数", "open findings")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("督查通报", "document"))

    def __attrs_post_init__(self) -> None:
        if self.open_findings > self.findings:
            raise bilingual(
                "visit.findings", "未整改问题多于发现问题", "more open findings than findings"
            )


@clauses("3.1.1.b", "4.3.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class BudgetLine:
    """Budget of one head and year (经费预算), in 10,000 yuan.

    `known_on` is the day on which it became known; without it, it was always known.
    """

    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    head: BudgetHead = attrs.field(metadata=about("经费科目", "head"))
    year: int = attrs.field(validator=check.within(1990, 2100), metadata=about("年份", "year"))
    amount: Decimal = attrs.field(
        validator=check.at_least(0), metadata=about("预算", "amount", unit="10,000 yuan")
    )
    spent: Decimal | None = attrs.field(
        default=None,
        validator=check.optional(check.at_least(0)),
        metadata=about("决算", "spent", unit="10,000 yuan"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("预算文号", "document"))
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    @property
    def id(self) -> str:
        """Town, head and year."""
        return f"{self.town}/{self.head.value}/{self.year}"


@clauses("3.2.1.a", "4.4.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Campaign:
    """Campaign or other publicity that was held (宣传活动).

    How many took part, were reached, and through how many media.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("活动编号", "campaign id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    kind: CampaignKind = attrs.field(metadata=about("活动类别", "kind"))
    held_on: date = attrs.field(
        validator=check.day(), metadata=about("举办日期", "held on", role="own")
    )
    participants: int = attrs.field(
        default=0, validator=check.at_least(0), metadata=about("参与人数", "participants")
    )
    reached: int = attrs.field(
        default=0, validator=check.at_least(0), metadata=about("覆盖人数", "people reached")
    )
    media: int = attrs.field(
        default=0, validator=check.at_least(0), metadata=about("媒体数", "media")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("活动材料", "document"))


ELEMENTS = {
    "plan": Text("计划", "plan"),
    "measure": Text("措施", "measure"),
    "effect": Text("成效", "effect"),
    "check": Text("检查", "check"),
}
"""The four things each task has: 有计划、有措施、有成效、有检查 (4.2.a)."""

BEFORE = ("plan", "measure")
"""Those that it has from the start."""


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class TaskProgress:
    """Progress noted on a day, in percent (进展)."""

    noted_on: date = attrs.field(
        validator=check.day(), metadata=about("登记日期", "noted on", role="own")
    )
    percent: int = attrs.field(
        validator=check.within(0, 100), metadata=about("进度", "progress", unit="%")
    )


@clauses("3.1.1.c", "3.1.1.e", "4.2.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Task:
    """Task of a unit for a target and year (分解任务).

    `target` is a target of the rulebook. Plan, measure, effect and check are the documents that
    show them. A task without `unit` has no owner, and one without documents lacks what clause 4.2.a
    asks for: both are told, not refused. The documents of its effect come when it is done.
    `known_on` is the day on which the task became known; without it, it was always known.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("任务编号", "task id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    unit: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("责任单位编号", "unit"),
    )
    quality: Quality = attrs.field(metadata=about("质量类别", "quality"))
    target: str = attrs.field(validator=check.filled(), metadata=about("目标", "target"))
    year: int = attrs.field(validator=check.within(1990, 2100), metadata=about("年份", "year"))
    due_on: date = attrs.field(validator=check.day(), metadata=about("完成期限", "due on"))
    done_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("完成日期", "done on", role="later"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    plan: str | None = attrs.field(
        default=None, validator=check.optional(check.filled()), metadata=about("计划文件", "plan")
    )
    measure: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("措施文件", "measure"),
    )
    effect: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("成效材料", "effect", came_with="done_on"),
    )
    check: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("检查记录", "check", came_with="done_on"),
    )
    progress: tuple[TaskProgress, ...] = attrs.field(default=(), metadata=about("进展", "progress"))

    def __attrs_post_init__(self) -> None:
        days = [one.noted_on for one in self.progress]
        if days != sorted(days):
            raise bilingual(
                "task.progress", "进展应按日期先后", "progress stands in order of its days"
            )

    def missing_on(self, day: date) -> tuple[str, ...]:
        """Which of plan, measure, effect and check are not there, though they should be.

        Effect and check are asked for once the task is done, or should be.
        """
        over = day > self.due_on or (self.done_on is not None and self.done_on <= day)
        return tuple(name for name in (ELEMENTS if over else BEFORE) if getattr(self, name) is None)


@clauses("3.1.2.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ResponsibilityLetter:
    """Responsibility letter of a unit for a year (目标责任书).

    Its tasks are the unit's tasks of that year.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("责任书编号", "letter id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    unit: str = attrs.field(validator=check.filled(), metadata=about("责任单位编号", "unit"))
    year: int = attrs.field(validator=check.within(1990, 2100), metadata=about("年份", "year"))
    signed_on: date = attrs.field(
        validator=check.day(), metadata=about("签订日期", "signed on", role="own")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("责任书文号", "document"))
