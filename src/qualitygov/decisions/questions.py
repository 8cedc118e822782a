"""The questions of this library (各类所问事项): each holds what its answer rests on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

import attrs

from qualitygov import subject
from qualitygov.access import AccessDecision, ProductOffer, ResourceUse, decide
from qualitygov.blacklist import BlacklistCase, BlacklistScreener, ListingStatus, Screening
from qualitygov.complaint import Complaint, ComplaintStatus
from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.core.given import of_type
from qualitygov.core.result import Result
from qualitygov.county import CountyAssessment, assess_county
from qualitygov.credit import CreditRecord, CreditScore, CreditScorer, Outlook
from qualitygov.decisions.question import Question, plain_row
from qualitygov.enterprise import Certification, Enterprise, Licence
from qualitygov.errors import bilingual
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.blacklist import Effect
from qualitygov.rulebook.model.duty import Profile


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ScreeningQuestion(Question):
    """Is there a ground for listing a unit (有无列入事由)? Answered by `BlacklistScreener.screen`."""

    asks: ClassVar[str] = "screening"
    answers: ClassVar[type[Result]] = Screening

    unit: Enterprise = attrs.field(metadata=about("企业", "enterprise"))
    records: tuple[CreditRecord, ...] = attrs.field(
        default=(), metadata=about("信用记录", "credit records")
    )

    def answer(self, context: Context) -> Screening:
        """Screen the unit (筛查)."""
        return BlacklistScreener.of(context).screen(self.unit, self.records)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class OutlookQuestion(Question):
    """When does a unit's score change by itself (信用分何时自然变动)? Answered by `CreditScorer.outlook`."""

    asks: ClassVar[str] = "credit-outlook"
    answers: ClassVar[type[Result]] = Outlook

    unit: Enterprise = attrs.field(metadata=about("企业", "enterprise"))
    records: tuple[CreditRecord, ...] = attrs.field(
        default=(), metadata=about("信用记录", "credit records")
    )
    listed_until: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("列入期满日", "listed until"),
    )

    def answer(self, context: Context) -> Outlook:
        """Look ahead (展望)."""
        scorer = CreditScorer.of(context)
        return scorer.outlook(self.unit, self.records, listed_until=self.listed_until)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ScoreQuestion(Question):
    """What is a unit's credit (企业信用分)? Answered by `CreditScorer.score`.

    `listed_until` is the last day of the listing that lowers its grade. `seen_on` is the first day
    on which an authority saw anything of it, and `never_seen` says that none did; without either
    nobody knows whether it is rated.

    >>> from qualitygov import load_rulebook
    >>> unit = Enterprise(code="91330299MA2837B62L", name="某厂", town="330299101")
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-12-31")
    >>> ScoreQuestion(unit=unit).answer(context).grade
    'A'
    """

    asks: ClassVar[str] = "credit-score"
    answers: ClassVar[type[Result]] = CreditScore

    unit: Enterprise = attrs.field(metadata=about("企业", "enterprise"))
    records: tuple[CreditRecord, ...] = attrs.field(
        default=(), metadata=about("信用记录", "credit records")
    )
    listed_until: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("列入期满日", "listed until"),
    )
    seen_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("首次监管记录日", "first seen on"),
    )
    never_seen: bool = attrs.field(default=False, metadata=about("无监管记录", "never seen"))

    def __attrs_post_init__(self) -> None:
        if self.never_seen and self.seen_on is not None:
            raise bilingual(
                "question.seen",
                f"既称无监管记录，又有首次监管记录日 {self.seen_on}",
                f"never seen, and first seen on {self.seen_on}: say one of them",
                field="seen_on",
            )

    def answer(self, context: Context) -> CreditScore:
        """Score the unit (评分)."""
        said = self.never_seen or self.seen_on is not None
        return CreditScorer.of(context).score(
            self.unit,
            self.records,
            listed_until=self.listed_until,
            seen_on=self.seen_on if said else attrs.NOTHING,
        )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ListingQuestion(Question):
    """Where does a case of listing stand (名单案件状态)? Answered by `BlacklistCase.status`."""

    asks: ClassVar[str] = "listing-status"
    answers: ClassVar[type[Result]] = ListingStatus

    case: BlacklistCase = attrs.field(metadata=about("案件", "case"))

    def answer(self, context: Context) -> ListingStatus:
        """Say where the case stands (案件状态)."""
        return self.case.status(context)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ComplaintQuestion(Question):
    """Where does a complaint stand (投诉办理状态)? Answered by `Complaint.status`."""

    asks: ClassVar[str] = "complaint-status"
    answers: ClassVar[type[Result]] = ComplaintStatus

    complaint: Complaint = attrs.field(metadata=about("投诉", "complaint"))

    def answer(self, context: Context) -> ComplaintStatus:
        """Say where the complaint stands (投诉状态)."""
        return self.complaint.status(context)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AccessQuestion(Question):
    """May a unit make or sell a product (可否准入)? Answered by `qualitygov.access.decide`.

    `grade` is the unit's credit grade, None where it has none; `effects` are those of the lists on
    which it stands that day, `uses` what its making used and discharged.
    """

    asks: ClassVar[str] = "market-access"
    answers: ClassVar[type[Result]] = AccessDecision

    offer: ProductOffer = attrs.field(metadata=about("产品", "product"))
    unit: Enterprise = attrs.field(metadata=about("企业", "enterprise"))
    certifications: tuple[Certification, ...] = attrs.field(
        default=(), metadata=about("认证证书", "certificates")
    )
    licences: tuple[Licence, ...] = attrs.field(default=(), metadata=about("许可证", "licences"))
    grade: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("信用等级", "credit grade"),
    )
    assessed: bool = attrs.field(
        default=True, metadata=about("信用已评定", "whether its credit could be assessed")
    )
    effects: tuple[Effect, ...] = attrs.field(
        default=(), metadata=about("名单措施", "effects of lists")
    )
    uses: tuple[ResourceUse, ...] = attrs.field(
        default=(), metadata=about("能耗与排放", "resources used")
    )

    def answer(self, context: Context) -> AccessDecision:
        """Decide on the product (市场准入判定)."""
        return decide(
            self.offer,
            context,
            unit=self.unit,
            certifications=self.certifications,
            licences=self.licences,
            grade=self.grade,
            assessed=self.assessed,
            effects=self.effects,
            uses=self.uses,
        )


@attrs.frozen
class CountyQuestion(Question):
    """How does a county's year stand (县域年度考核)? Answered by `assess_county`.

    A record has the digest of each table and no row: who replays it brings the county's data. The
    `profile` and the `seed` of the random draw are those of `assess_county`.
    """

    asks: ClassVar[str] = "county-year"
    answers: ClassVar[type[Result]] = CountyAssessment
    by_value: ClassVar[bool] = False

    data: subject.CountyData
    profile: Profile = Profile.BRIEF
    seed: str | None = None

    def __attrs_post_init__(self) -> None:
        of_type(self.data, subject.CountyData, "data")

    def answer(self, context: Context) -> CountyAssessment:
        """Assess the county (县域考核)."""
        return assess_county(self.data, context, profile=self.profile, seed=self.seed)

    def parts(self) -> Mapping[str, Any]:
        """Return the rows of each table that has some, and what else decides (各表数据)."""
        data = self.data
        tables = {f"tables.{name}": list(map(plain_row, data.tables[name])) for name in data.tables}
        return {
            "id": data.id,
            "name": plain_row(data.name),
            "profile": str(self.profile),
            "seed": self.seed,
            "unread": [_unread(one) for one in data.unread],
            **{name: rows for name, rows in tables.items() if rows},
        }


def _unread(one: subject.Unread) -> dict[str, Any]:
    cells = {name: str(value) for name, value in one.cells.items()}
    return {**attrs.asdict(one), "cells": cells}


QUESTIONS: tuple[type[Question], ...] = (
    ScoreQuestion,
    OutlookQuestion,
    ScreeningQuestion,
    ListingQuestion,
    ComplaintQuestion,
    AccessQuestion,
    CountyQuestion,
)
"""Every question of this library."""
