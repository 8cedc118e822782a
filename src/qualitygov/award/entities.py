"""Applications for the quality award (质量奖申报) with their reviews, and what was decided.

Clause 3.1.3.a.
"""

from __future__ import annotations

from datetime import date

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual


class WithdrawalGround(Vocabulary):
    """Why an award was withdrawn (撤销理由)."""

    FRAUD = "fraud", "弄虚作假", "fraud"
    ACCIDENT = "accident", "重大事故", "major accident"
    OTHER = "other", "其他", "another ground"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ReviewMark:
    """What one reviewer gave one item (评审打分), in percent of its points.

    `round` counts reviews of the application, the last one counts.
    """

    reviewer: str = attrs.field(
        validator=check.filled(), metadata=about("评审员", "reviewer", sensitivity="personal")
    )
    item: str = attrs.field(validator=check.filled(), metadata=about("评分项", "item"))
    percent: int = attrs.field(
        validator=check.within(0, 100), metadata=about("得分百分比", "percent", unit="%")
    )
    reviewed_on: date = attrs.field(
        validator=check.day(), metadata=about("评审日期", "reviewed on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    round: int = attrs.field(
        default=1, validator=check.at_least(1), metadata=about("评审轮次", "round")
    )


@clauses("3.1.3.a", "3.3.1.f")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AwardApplication:
    """Application for the town quality award (镇质量奖申报) of a year.

    With its reviews and the decisions on it.

    `published_on` is the day on which the choice was published for objections,
    `objection_upheld_on` that on which one was found to be right. The library proposes; who decides
    is recorded here. Clause 3.1.3.a.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("申报编号", "application id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("申报单位代码", "unit code"))
    year: int = attrs.field(validator=check.within(1990, 2100), metadata=about("评选年度", "year"))
    applied_on: date = attrs.field(
        validator=check.day(), metadata=about("申报日期", "applied on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("申报书", "document"))
    published_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("公示日期", "published on", role="later"),
    )
    objection_upheld_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("异议成立日期", "objection upheld on", role="later"),
    )
    granted_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("授奖日期", "granted on", role="later"),
    )
    withdrawn_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("撤销日期", "withdrawn on", role="later"),
    )
    withdrawal_ground: WithdrawalGround | None = attrs.field(
        default=None, metadata=about("撤销理由", "ground of withdrawal", came_with="withdrawn_on")
    )
    reviews: tuple[ReviewMark, ...] = attrs.field(default=(), metadata=about("评审打分", "reviews"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "applied_on", "published_on", "granted_on", "withdrawn_on")
        check.in_order(self, "published_on", "objection_upheld_on")
        if self.objection_upheld_on is not None and self.published_on is None:
            raise bilingual(
                "award.objection",
                "未经公示，却有异议成立日期",
                "an objection upheld without publication",
            )
        if (self.withdrawn_on is None) != (self.withdrawal_ground is None):
            raise bilingual(
                "award.ground",
                "撤销须写明理由，未撤销不写",
                "a withdrawal names its ground, and nothing else does",
            )
        if self.withdrawn_on is not None and self.granted_on is None:
            raise bilingual(
                "award.withdrawn", "未授奖，却有撤销日期", "withdrawn, but never granted"
            )
        keys = [(mark.round, mark.reviewer, mark.item) for mark in self.reviews]
        if len(set(keys)) != len(keys):
            raise bilingual(
                "award.marks",
                "同一评审员对同一评分项重复打分",
                "a reviewer gave one item two marks in one round",
            )
