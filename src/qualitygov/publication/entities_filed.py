"""Cases that were filed (立案案件): decided in time, crimes handed over. Clauses 3.1.4.b, 3.4.3.c."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual
from qualitygov.publication.entities import Penalty


class Outcome(Vocabulary):
    """How a filed case was decided (案件处理结果)."""

    PENALTY = "penalty", "行政处罚", "penalty"
    NONE = "no-penalty", "不予行政处罚", "no penalty"
    DISMISSED = "dismissed", "撤销案件", "case dismissed"
    TRANSFERRED = "transferred", "移送", "handed over"


@clauses("3.1.4.b", "3.4.3.c")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class FiledCase:
    """Case that an authority filed (立案案件), with what became of it.

    `stood_days` are the days of tests, expert opinions, hearings and announcements, for which the
    clock stands. Where a crime was suspected, the head of the authority decides and the case goes
    to the police. A notice before a penalty rests on what was found and proposed when the
    investigation was over: `facts`, `legal_basis`, `proposed` and its amounts in yuan. Clauses
    3.1.4.b, 3.4.3.c.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("立案号", "case number"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("当事人代码", "unit code"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    matter: str = attrs.field(validator=check.filled(), metadata=about("案由", "matter"))
    authority: str = attrs.field(validator=check.filled(), metadata=about("办案机关", "authority"))
    filed_on: date = attrs.field(
        validator=check.day(), metadata=about("立案日期", "filed on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    stood_days: int = attrs.field(
        default=0,
        validator=check.at_least(0),
        metadata=about("不计入期限的天数", "days for which the clock stood"),
    )
    investigated_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("调查终结日期", "investigation over on", role="later"),
    )
    facts: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("查明的违法事实", "facts found", came_with="investigated_on"),
    )
    legal_basis: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("拟处罚依据", "basis of the proposal", came_with="investigated_on"),
    )
    proposed: tuple[Penalty, ...] = attrs.field(
        default=(), metadata=about("拟处罚种类", "proposed", came_with="investigated_on")
    )
    proposed_fine: Decimal | None = attrs.field(
        default=None,
        validator=check.optional(check.at_least(0)),
        metadata=about("拟罚款金额", "proposed fine", unit="yuan", came_with="investigated_on"),
    )
    proposed_confiscation: Decimal | None = attrs.field(
        default=None,
        validator=check.optional(check.at_least(0)),
        metadata=about(
            "拟没收金额", "proposed confiscation", unit="yuan", came_with="investigated_on"
        ),
    )
    decided_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("处理决定日期", "decided on", role="later"),
    )
    outcome: Outcome | None = attrs.field(
        default=None, metadata=about("处理结果", "outcome", came_with="decided_on")
    )
    crime_suspected_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("发现涉嫌犯罪日期", "crime suspected on", role="later"),
    )
    transfer_decided_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("决定移送日期", "decided to hand over on", role="later"),
    )
    transferred_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("移送日期", "handed over on", role="later"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "filed_on", "investigated_on", "decided_on")
        check.in_order(
            self, "filed_on", "crime_suspected_on", "transfer_decided_on", "transferred_on"
        )
        if (self.decided_on is None) != (self.outcome is None):
            raise bilingual(
                "case.outcome",
                "处理决定日期与处理结果应同时给出",
                "a decision has both a day and an outcome",
            )
        self._check_proposal()
        if self.crime_suspected_on is None and self.transfer_decided_on is not None:
            raise bilingual(
                "case.transfer",
                "未发现涉嫌犯罪，不得移送",
                "handed over without a suspicion",
            )
        if self.transfer_decided_on is None and self.transferred_on is not None:
            raise bilingual(
                "case.transfer", "未决定移送，不得移送", "handed over without a decision"
            )

    def _check_proposal(self) -> None:
        amounts = (self.proposed_fine, self.proposed_confiscation)
        told = (self.facts, self.legal_basis, *amounts)
        if self.investigated_on is None and (self.proposed or any(one is not None for one in told)):
            raise bilingual(
                "case.investigated",
                "有查明的事实或拟处罚意见，须有调查终结日期",
                "facts found, or a proposed penalty, without the day the investigation was over",
                field="investigated_on",
            )
        for penalty, amount in zip((Penalty.FINE, Penalty.CONFISCATION), amounts, strict=True):
            if amount is not None and penalty not in self.proposed:
                raise bilingual(
                    "case.proposed",
                    f"拟处罚种类没有{penalty.label.zh}，却有其金额",
                    f"an amount of {penalty.label.en}, which is not among the proposed penalties",
                    field="proposed",
                )
