"""Facts of complaints and reports (投诉举报信息), with their recorded moves. Clauses 3.1.4.a-b.

Reports of suspected violations (举报) are a track of their own: SAMR Order 20, arts. 7, 31.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual
from qualitygov.rulebook.columns import SEVERITIES


class ComplaintKind(Vocabulary):
    """What a complaint is about (投诉类别): one of the five qualities, as complainants know them."""

    PRODUCT = "product", "产品质量", "product"
    FOOD = "food", "食品安全", "food"
    ENGINEERING = "engineering", "工程质量", "works"
    SERVICE = "service", "服务质量", "service"
    ENVIRONMENT = "environment", "环境质量", "environment"


class RefusalGround(Vocabulary):
    """Why a complaint is not accepted (不予受理理由). SAMR Order 20, art. 15."""

    NOT_COMPETENT = "not-competent", "不属于职责范围", "not the authority's duty"
    HANDLED = "handled", "已受理或处理", "handled already"
    NOT_CONSUMER = "not-consumer", "不是消费争议", "no consumer's dispute"
    TOO_OLD = "too-old", "超过期限", "too long ago"
    MATERIAL_MISSING = "material-missing", "材料不全", "material missing"


class ComplaintMoveKind(Vocabulary):
    """A recorded step in handling a complaint (投诉处理步骤)."""

    ACCEPTED = "accepted", "受理", "accepted"
    REFUSED = "refused", "不予受理", "refused"
    INVESTIGATED = "investigated", "开展调查", "investigation begun"
    TEST_BEGUN = "test-begun", "送检（期限中止）", "testing begun, the clock stops"
    TEST_ENDED = "test-ended", "检验结束", "testing ended"
    MEDIATION_BEGUN = "mediation-begun", "开展调解（期限中止）", "mediation begun, the clock stops"
    UPHELD = "upheld", "查实", "upheld"
    NOT_UPHELD = "not-upheld", "未查实", "not upheld"
    MEDIATED = "mediated", "达成调解协议", "settled by mediation"
    MEDIATION_ENDED = "mediation-ended", "终止调解", "mediation ended without agreement"
    TOLD = "told", "告知结果", "parties told"
    WITHDRAWN = "withdrawn", "撤回投诉", "withdrawn"
    REOPENED = "reopened", "重新办理", "reopened"


class ComplaintState(Vocabulary):
    """Where a complaint stands (投诉状态)."""

    REGISTERED = "registered", "已登记", "registered"
    ACCEPTED = "accepted", "已受理", "accepted"
    REFUSED = "refused", "不予受理", "refused"
    INVESTIGATING = "investigating", "调查中", "under investigation"
    TESTING = "testing", "检验中", "under test"
    MEDIATING = "mediating", "调解中", "under mediation"
    HANDLED = "handled", "已处理，待告知", "handled, parties to be told"
    CLOSED = "closed", "已办结", "closed"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ComplaintMove:
    """One recorded step (投诉处理步骤). A refusal names its ground."""

    in_sequence: ClassVar[bool] = True

    kind: ComplaintMoveKind = attrs.field(metadata=about("步骤", "step"))
    day: date = attrs.field(validator=check.day(), metadata=about("日期", "day", role="own"))
    authority: str = attrs.field(validator=check.filled(), metadata=about("机关", "authority"))
    document: str = attrs.field(validator=check.filled(), metadata=about("文书", "document"))
    ground: RefusalGround | None = attrs.field(
        default=None, metadata=about("不予受理理由", "ground of refusal")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        if (self.kind is ComplaintMoveKind.REFUSED) != (self.ground is not None):
            raise bilingual(
                "complaint.ground",
                "不予受理须写明理由，其他步骤不写",
                "a refusal names its ground, and no other step does",
            )


@clauses("3.1.4.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ComplaintFacts:
    """What a complaint is about, and what was done about it (投诉).

    `subject` is the unit complained of, `category` what "the same kind" means; `severity` is a word
    of the credit rule ``complaint-upheld``, needed once the complaint is upheld. `satisfaction` is
    the complainant's own, from 1 (very dissatisfied) to 5 (very satisfied), asked when the
    complaint is closed, on `asked_on`. `replied_on` is the day of the one answer by which a message
    was settled, of which no steps are recorded. A report of a violation (举报) is no complaint: it
    has its own table. The complainant's name is never kept here.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("投诉编号", "complaint id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    kind: ComplaintKind = attrs.field(metadata=about("投诉类别", "kind"))
    happened_on: date = attrs.field(
        validator=check.day(), metadata=about("发生日期", "happened on")
    )
    registered_on: date = attrs.field(
        validator=check.day(), metadata=about("登记日期", "registered on", role="own")
    )
    subject: str | None = attrs.field(
        default=None,
        validator=check.optional(unit_code()),
        metadata=about("被投诉单位代码", "unit code"),
    )
    category: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("同类事项", "category"),
    )
    severity: Annotated[str | None, SEVERITIES] = attrs.field(
        default=None, validator=check.optional(check.filled()), metadata=about("程度", "severity")
    )
    asked_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("满意度回访日期", "complainant asked on", role="later"),
    )
    satisfaction: int | None = attrs.field(
        default=None,
        validator=check.optional(check.within(1, 5)),
        metadata=about("投诉人满意度", "complainant's satisfaction", came_with="asked_on"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    replied_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about(
            "答复日期",
            "answered on",
            role="later",
            headers=("答复时间", "回复时间", "回复日期", "办结时间", "办结日期"),
        ),
    )
    moves: tuple[ComplaintMove, ...] = attrs.field(default=(), metadata=about("处理步骤", "moves"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "registered_on", "replied_on")
        if self.replied_on is not None and self.moves:
            raise bilingual(
                "complaint.reply",
                "有处理步骤的投诉不另填答复日期",
                "a complaint with moves has no day of one answer beside them",
                field="replied_on",
            )
        if self.happened_on > self.registered_on:
            raise bilingual(
                "complaint.order",
                f"发生日期晚于登记日期 {self.registered_on}",
                f"happened after it was registered, {self.registered_on}",
            )
        days = [self.registered_on, *(move.day for move in self.moves)]
        if days != sorted(days):
            raise bilingual(
                "complaint.order", "处理步骤应按日期先后", "moves stand in order of their days"
            )
        upheld = any(move.kind is ComplaintMoveKind.UPHELD for move in self.moves)
        if upheld and (self.severity is None or self.subject is None):
            raise bilingual(
                "complaint.upheld",
                "查实的投诉须有程度和被投诉单位",
                "an upheld complaint has a severity and a unit",
            )


@clauses("3.1.4.a", "3.1.4.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ViolationReport:
    """Report of a suspected violation (举报).

    `named` says whether its author gave a name; the name itself is never kept.

    `extended_on` is the day on which the check was extended; `decided_on` that of the decision, and
    `filed` what it was.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("举报编号", "report id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("被举报单位代码", "unit code"))
    received_on: date = attrs.field(
        validator=check.day(), metadata=about("收到日期", "received on", role="own")
    )
    named: bool = attrs.field(default=False, metadata=about("实名举报", "author named"))
    extended_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("延长日期", "extended on", role="later"),
    )
    decided_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("决定日期", "decided on", role="later"),
    )
    filed: bool = attrs.field(
        default=False, metadata=about("立案", "case filed", came_with="decided_on")
    )
    told_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("告知日期", "told on", role="later"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "received_on", "extended_on", "decided_on")
        check.in_order(self, "decided_on", "told_on")
        if self.decided_on is None and (self.filed or self.told_on is not None):
            raise bilingual(
                "report.decided",
                "尚未决定，不得立案或告知",
                "not decided, so neither filed nor told",
            )


@clauses("3.1.4.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class PublicRequest:
    """Request of the public by 12345 or a like channel (群众诉求), to be answered by a department.

    `department` is the unit of the programme that answers; without it the town does.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("诉求编号", "request id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    channel: str = attrs.field(validator=check.filled(), metadata=about("渠道", "channel"))
    department: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("承办单位", "department"),
    )
    received_on: date = attrs.field(
        validator=check.day(), metadata=about("转办日期", "received on", role="own")
    )
    answered_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("答复日期", "answered on", role="later"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "received_on", "answered_on")
