"""Facts of the blacklist procedure (黑名单案件信息): a case and its recorded moves. Clause 3.2.2.c."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

import attrs

from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual
from qualitygov.rulebook.columns import GROUNDS, LISTS


class MoveKind(Vocabulary):
    """A recorded step of the procedure (程序步骤)."""

    GROUND_FOUND = "ground-found", "发现事由", "ground found"
    NOTICE_GIVEN = "notice-given", "书面告知", "notice given"
    STATEMENT_MADE = "statement-made", "陈述申辩", "statement made"
    HEARING_REQUESTED = "hearing-requested", "申请听证", "hearing asked for"
    HEARING_HELD = "hearing-held", "举行听证", "hearing held"
    DECIDED_TO_LIST = "decided-to-list", "决定列入", "decided to list"
    DECIDED_NOT_TO_LIST = "decided-not-to-list", "决定不列入", "decided not to list"
    PUBLISHED = "published", "公示", "published"
    REPAIR_APPLIED = "repair-applied", "申请信用修复", "repair applied for"
    REPAIR_ACCEPTED = "repair-accepted", "受理修复申请", "repair application accepted"
    REPAIR_REFUSED = "repair-refused", "不予受理修复申请", "repair application refused"
    REPAIR_GRANTED = "repair-granted", "准予修复，提前移出", "repair granted, removed early"
    REPAIR_DENIED = "repair-denied", "不予修复", "repair denied"
    FRAUD_FOUND = (
        "fraud-found",
        "查实修复申请作假，恢复列入",
        "fraud found in the repair, listing restored",
    )
    REVOKED = "revoked", "复查撤销", "revoked on review"
    RECONSIDERATION_ASKED = "reconsideration-asked", "申请行政复议", "reconsideration asked for"
    SUIT_FILED = "suit-filed", "提起行政诉讼", "suit filed"
    STAYED = "stayed", "停止执行", "stayed"
    UPHELD = "upheld", "复议或诉讼维持", "upheld in reconsideration or suit"


class CaseState(Vocabulary):
    """Where a case stands (案件状态)."""

    OPEN = "open", "未启动", "not begun"
    GROUND = "ground", "已发现事由", "ground found"
    NOTIFIED = "notified", "已告知", "notice given"
    HEARD = "heard", "已陈述申辩或听证", "heard"
    HEARING_PENDING = "hearing-pending", "待听证", "hearing pending"
    NOT_LISTED = "not-listed", "不予列入", "not listed"
    LISTED = "listed", "已列入", "listed"
    REPAIR_APPLIED = "repair-applied", "已申请修复", "repair applied for"
    REPAIR_ACCEPTED = "repair-accepted", "修复审查中", "repair under review"
    REMOVED = "removed", "已移出", "removed"
    EXPIRED = "expired", "期满移出", "expired"
    REVOKED = "revoked", "已撤销", "revoked"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Move:
    """One recorded step (程序步骤): its day, the authority that took it and its document.

    A notice says facts, reasons, basis and rights; a decision to list may need the consent of the
    next level; a repair is granted when duties are performed, harm is removed and no new heavier
    penalty was imposed, each recorded here.
    """

    in_sequence: ClassVar[bool] = True

    kind: MoveKind = attrs.field(metadata=about("步骤", "step"))
    day: date = attrs.field(validator=check.day(), metadata=about("日期", "day", role="own"))
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    authority: str = attrs.field(validator=check.filled(), metadata=about("机关", "authority"))
    document: str = attrs.field(validator=check.filled(), metadata=about("文书", "document"))
    states_facts: bool = attrs.field(default=False, metadata=about("告知事实", "states the facts"))
    states_reasons: bool = attrs.field(
        default=False, metadata=about("告知理由", "states the reasons")
    )
    states_basis: bool = attrs.field(default=False, metadata=about("告知依据", "states the basis"))
    states_rights: bool = attrs.field(
        default=False, metadata=about("告知权利", "states the rights")
    )
    consent_by: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("上级同意机关", "consent by"),
    )
    duties_performed: bool = attrs.field(
        default=False, metadata=about("义务已履行", "duties performed")
    )
    harm_removed: bool = attrs.field(default=False, metadata=about("危害已消除", "harm removed"))
    no_new_penalty: bool = attrs.field(
        default=False, metadata=about("无新的较重处罚", "no new heavier penalty")
    )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class CaseFacts:
    """What a case is about and what was done in it (黑名单案件).

    A listing that is known from a published list alone has its day (`listed_on`), its `authority`
    and `reason`, and no ground of the rulebook; its course begins there. `removed_on` is the day on
    which the unit was taken off the list (移出), which is neither a repair nor a revocation.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("案件编号", "case id"))
    subject: str = attrs.field(
        validator=unit_code(),
        metadata=about("主体代码", "unit code", headers=("uni_social_crd_cd", "统一社会信用代码")),
    )
    list_kind: Annotated[str, LISTS] = attrs.field(
        validator=check.filled(), metadata=about("名单类型", "list")
    )
    legal_basis: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("法律依据", "legal basis"),
    )
    ground: Annotated[str | None, GROUNDS] = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("事由", "ground"),
    )
    earlier_listings: int = attrs.field(
        default=0, validator=check.at_least(0), metadata=about("此前列入次数", "earlier listings")
    )
    withdrawn_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("停止公示日期", "publication withdrawn on", role="later"),
    )
    listed_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("列入日期", "listed on", headers=("abn_tm",), role="own"),
    )
    authority: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about(
            "列入机关", "listing authority", headers=("decorg_org", "作出决定机关(列入)")
        ),
    )
    reason: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about(
            "列入原因", "reason", headers=("serill_rea", "列入严重违法失信企业名单原因")
        ),
    )
    removed_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("移出日期", "removed on", headers=("rem_dt",), role="later"),
    )
    removal_reason: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about(
            "移出原因",
            "reason of the removal",
            headers=("rem_excpres_rea", "移出严重违法失信企业名单原因"),
            came_with="removed_on",
        ),
    )
    moves: tuple[Move, ...] = attrs.field(default=(), metadata=about("程序步骤", "moves"))

    def __attrs_post_init__(self) -> None:
        days = [move.day for move in self.moves]
        if days != sorted(days):
            raise bilingual(
                "case.order", "程序步骤应按日期先后", "moves stand in order of their days"
            )
        check.in_order(self, "listed_on", "removed_on")
        for name in ("legal_basis", "ground"):
            if self.listed_on is None and getattr(self, name) is None:
                raise bilingual(
                    "case.ground",
                    "须有事由和法律依据，或有已公布名单的列入日期",
                    "a ground and its legal basis, or the day on which a published list has it",
                    field=name,
                )
        if self.removal_reason is not None and self.removed_on is None:
            raise bilingual(
                "case.removal",
                "没有移出日期，却有移出原因",
                "a reason of a removal without its day",
                field="removed_on",
            )
