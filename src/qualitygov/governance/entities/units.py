"""Who leads, who answers, who takes part (治理主体): units, the leading group, letters, meetings.

Clauses 1.a, 3.1.1, 3.1.2.a, 4.5.a.
"""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary


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
        validator=check.day(), metadata=about("设立日期", "since", role="from")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
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
        validator=check.day(), metadata=about("任职日期", "since", role="from")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
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
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
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
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("报告文号", "document"))


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
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("责任书文号", "document"))
