"""What enterprises keep of persons, training, systems and excellence (企业人员、培训、制度与卓越绩效).

Clauses 3.3.1.a, 3.3.1.c-f, 3.3.2.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual


class Role(Vocabulary):
    """Role of a person in an enterprise (岗位)."""

    LEGAL_REPRESENTATIVE = (
        "legal-representative",
        "法定代表人或主要负责人",
        "legal representative or principal",
    )
    QUALITY_MANAGER = "quality-manager", "质量管理主管人员", "quality manager"
    CHIEF_QUALITY_OFFICER = "chief-quality-officer", "首席质量官", "chief quality officer"
    SAFETY_DIRECTOR = "quality-safety-director", "质量安全总监", "quality-safety director"
    SAFETY_OFFICER = "quality-safety-officer", "质量安全员", "quality-safety officer"


@clauses("3.3.1.e", "3.3.2.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Appointment:
    """Appointment of a person to a role (任职). `valid_to` is its last day, None while it lasts.

    `known_on` is the day on which the appointment was filed: one written only after an accident
    shows itself by it. Source: clauses 3.3.1.e, 3.3.2.b; SAMR Order 75 for directors and officers
    of quality safety.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("任职编号", "appointment id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    role: Role = attrs.field(metadata=about("岗位", "role"))
    person: str = attrs.field(
        validator=check.filled(), metadata=about("姓名", "person", sensitivity="personal")
    )
    valid_from: date = attrs.field(
        validator=check.day(), metadata=about("任职日期", "in post from", role="from")
    )
    valid_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("离任日期", "in post to", role="later"),
    )
    known_on: date = attrs.field(
        validator=check.day(), metadata=about("备案日期", "became known on", role="known")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("任职文件", "document"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "valid_from", "valid_to")

    def holds(self, day: date) -> bool:
        """Whether the person is in post on this day (是否在任)."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@clauses("3.3.2.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Training:
    """Training held in an enterprise (质量教育培训): `hours` long, for `headcount` persons."""

    id: str = attrs.field(validator=check.filled(), metadata=about("培训编号", "training id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    held_on: date = attrs.field(
        validator=check.day(), metadata=about("培训日期", "held on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    topic: str = attrs.field(validator=check.filled(), metadata=about("培训内容", "topic"))
    hours: Decimal = attrs.field(
        validator=check.at_least(0), metadata=about("学时", "hours", unit="h")
    )
    headcount: int = attrs.field(validator=check.at_least(0), metadata=about("人数", "headcount"))
    document: str = attrs.field(validator=check.filled(), metadata=about("记录文件", "document"))


class PostResult(Vocabulary):
    """Result of the assessment of a key post (考核结果)."""

    PASS = "pass", "合格", "pass"
    FAIL = "fail", "不合格", "fail"


@clauses("3.3.1.c")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class PostAssessment:
    """Assessment of the person who holds a key post (关键岗位考核), for a year.

    It may be held after the year's end.
    """

    person: str = attrs.field(
        validator=check.filled(), metadata=about("姓名", "person", sensitivity="personal")
    )
    year: int = attrs.field(validator=check.within(1949, 2100), metadata=about("考核年度", "year"))
    assessed_on: date = attrs.field(
        validator=check.day(), metadata=about("考核日期", "assessed on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    result: PostResult = attrs.field(metadata=about("考核结果", "result"))
    document: str = attrs.field(validator=check.filled(), metadata=about("考核文件", "document"))

    def __attrs_post_init__(self) -> None:
        if self.assessed_on.year < self.year:
            raise bilingual(
                "post.year",
                f"考核日期 {self.assessed_on} 早于考核年度 {self.year}",
                f"assessed on {self.assessed_on}, before the year {self.year} began",
            )


@clauses("3.3.1.c")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class KeyPost:
    """Key post of an enterprise (关键岗位) with its assessments, in any order.

    `valid_to` is its last day.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("岗位编号", "post id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    post: str = attrs.field(validator=check.filled(), metadata=about("岗位名称", "post"))
    valid_from: date = attrs.field(
        validator=check.day(), metadata=about("设立日期", "set up on", role="from")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    valid_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("撤销日期", "abolished after", role="later"),
    )
    assessments: tuple[PostAssessment, ...] = attrs.field(
        default=(), metadata=about("考核", "assessments")
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "valid_from", "valid_to")


class ActivityKind(Vocabulary):
    """Kind of quality activity (质量活动类别)."""

    QC_CIRCLE = "qc-circle", "质量管理小组活动", "quality-control circle"
    TACKLING = "tackling", "质量攻关", "work on a quality problem"
    METHOD = "method", "先进质量管理方法", "advanced quality method"
    SUGGESTION = "suggestion", "质量改进建议", "suggestions for improvement"


class QualityMethod(Vocabulary):
    """Advanced method of quality management (先进质量管理方法)."""

    EXCELLENCE = "excellence", "卓越绩效模式", "performance excellence"
    SIX_SIGMA = "six-sigma", "六西格玛", "six sigma"
    LEAN = "lean", "精益生产", "lean production"
    FIVE_S = "5s", "5S 现场管理", "5S"
    SPC = "spc", "统计过程控制", "statistical process control"
    OTHER = "other", "其他方法", "another method"


@clauses("3.3.1.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class QualityActivity:
    """Quality activity of an enterprise (质量攻关与质量管理小组活动); a method introduced names which one."""

    id: str = attrs.field(validator=check.filled(), metadata=about("活动编号", "activity id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    kind: ActivityKind = attrs.field(metadata=about("活动类别", "kind"))
    method: QualityMethod | None = attrs.field(default=None, metadata=about("质量方法", "method"))
    topic: str = attrs.field(validator=check.filled(), metadata=about("课题", "topic"))
    begun_on: date = attrs.field(
        validator=check.day(), metadata=about("开始日期", "begun on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    ended_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("完成日期", "ended on", role="later"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("成果文件", "document"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "begun_on", "ended_on")
        if self.kind is ActivityKind.METHOD and self.method is None:
            raise bilingual(
                "activity.method",
                "推行先进方法的，应写明方法",
                "a method introduced names which one",
            )


class SystemRecordKind(Vocabulary):
    """What a document of a system shows (制度材料类别)."""

    ADOPTED = "adopted", "制度文件", "the system adopted"
    CARRIED_OUT = "carried-out", "执行记录", "the system carried out"


@clauses("3.3.2.a", "3.3.1.d")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SystemRecord:
    """Document of an internal system (制度材料).

    The system adopted from `on` to `valid_to`, or carried out on the day `on`.

    `system` is an id of the rulebook's section ``enterprise-system``; the emergency file's parts
    are among them.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("材料编号", "record id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    system: str = attrs.field(validator=check.filled(), metadata=about("制度", "system"))
    kind: SystemRecordKind = attrs.field(metadata=about("材料类别", "kind"))
    on: date = attrs.field(
        validator=check.day(),
        metadata=about("施行或执行日期", "in force from, or carried out on", role="from"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    valid_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("失效日期", "in force to"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("文件", "document"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "on", "valid_to")
        if self.kind is SystemRecordKind.CARRIED_OUT and self.valid_to is not None:
            raise bilingual(
                "system.record", "执行记录没有失效日期", "a record of carrying out has no last day"
            )
