"""Facts of sampling inspection (监督抽查信息): samples, their items, and what followed.

Clauses 2.2.2, 3.1.4.b.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import exceeds_full, exceeds_rounded
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual


class SampleDomain(Vocabulary):
    """Product domain of a sample (产品领域); it decides the objection window."""

    FOOD = "food", "食品", "food"
    INDUSTRIAL = "industrial", "工业产品", "industrial product"
    FARM = "farm", "农产品", "farm product"
    AQUATIC = "aquatic", "水产品", "aquatic product"


class Stage(Vocabulary):
    """Stage at which a sample was taken (抽样环节)."""

    PRODUCTION = "production", "生产环节", "production"
    CIRCULATION = "circulation", "流通环节", "circulation"
    USE = "use", "使用环节", "use"


class Conclusion(Vocabulary):
    """Conclusion on a sample or item (检验结论)."""

    PASS = "pass", "合格", "pass"
    FAIL = "fail", "不合格", "fail"


class LimitKind(Vocabulary):
    """How a limit binds (限值类型)."""

    MAX = "max", "不大于", "at most"
    MIN = "min", "不小于", "at least"


class Comparison(Vocabulary):
    """How a measured value is held against its limit (极限数值判定方法). GB/T 8170-2008, clause 4.3."""

    FULL = "full", "全数值比较法", "full value"
    ROUNDED = "rounded", "修约值比较法", "rounded value"


@clauses("2.2.2.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SampleItem:
    """One item tested on a sample (检验项目): a measured value with its limit, or a bare conclusion.

    Where value and limit are given they decide, by `comparison`; a stated conclusion that says
    otherwise is refused.
    """

    name: str = attrs.field(validator=check.filled(), metadata=about("检验项目", "item"))
    value: Decimal | None = attrs.field(default=None, metadata=about("实测值", "measured value"))
    limit: Decimal | None = attrs.field(default=None, metadata=about("限值", "limit"))
    limit_kind: LimitKind = attrs.field(
        default=LimitKind.MAX, metadata=about("限值类型", "limit kind")
    )
    comparison: Comparison = attrs.field(
        default=Comparison.FULL, metadata=about("比较方法", "comparison")
    )
    unit: str | None = attrs.field(default=None, metadata=about("计量单位", "unit"))
    mandatory: bool = attrs.field(
        default=False, metadata=about("强制性标准项目", "mandatory standard")
    )
    stated: Conclusion | None = attrs.field(
        default=None, metadata=about("项目结论", "stated conclusion")
    )

    def __attrs_post_init__(self) -> None:
        measured = self.measured
        if measured is None and self.stated is None:
            raise bilingual(
                "sample.item",
                f"项目 {self.name} 既无实测值与限值，也无结论",
                f"the item {self.name} has neither value and limit nor a conclusion",
            )
        if measured is not None and self.stated is not None and measured is not self.stated:
            raise bilingual(
                "sample.item",
                f"项目 {self.name} 实测 {self.value}、限值 {self.limit}，"
                f"应为{measured.label.zh}，却写为{self.stated.label.zh}",
                f"the item {self.name}, {self.value} against {self.limit}, "
                f"is a {measured.value} but stated as {self.stated.value}",
            )

    @property
    def measured(self) -> Conclusion | None:
        """The conclusion that value and limit give, None without them."""
        if self.value is None or self.limit is None:
            return None
        value, limit = (
            (self.value, self.limit)
            if self.limit_kind is LimitKind.MAX
            else (-self.value, -self.limit)
        )
        beyond = exceeds_full if self.comparison is Comparison.FULL else exceeds_rounded
        return Conclusion.FAIL if beyond(value, limit) else Conclusion.PASS

    @property
    def conclusion(self) -> Conclusion:
        """The item's conclusion."""
        found = self.measured or self.stated
        assert found is not None
        return found


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Recheck:
    """A re-check after rectification (复查): one round. A failure may be announced (公告)."""

    held_on: date = attrs.field(
        validator=check.day(), metadata=about("复查日期", "held on", role="own")
    )
    conclusion: Conclusion = attrs.field(metadata=about("复查结论", "conclusion"))
    announced_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("不合格公告日期", "failure announced on", role="later"),
    )
    document: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("复查文书", "document"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "held_on", "announced_on")
        if self.announced_on is not None and self.conclusion is Conclusion.PASS:
            raise bilingual(
                "recheck.announced", "复查合格不公告", "only a failed re-check is announced"
            )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Reinspection:
    """A further re-inspection of a sample (再次复检), after the first one."""

    reported_on: date = attrs.field(
        validator=check.day(), metadata=about("复检报告日期", "reported on", role="own")
    )
    conclusion: Conclusion = attrs.field(metadata=about("复检结论", "conclusion"))
    document: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("复检报告编号", "report number"),
    )


@clauses("2.2.2.a 2.2.2.b 2.2.2.c 2.2.2.d 2.2.2.e 2.2.2.f 3.1.3.c 3.1.3.d 3.1.4.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class InspectionSample:
    """Sample taken in supervision sampling (监督抽查样品).

    The first conclusion is `stated`, or follows from the items; when both are given they must
    agree. It comes with the report: a sample without a report is still under test and has no
    conclusion. `category` is what "the same kind" of failure means. A failure may be objected to
    and re-inspected (`reinspections` are further rounds), from the day on which the unit received
    it (`received_on`, by default the day of the report); when it is final, rectification is ordered
    and re-checked, round by round. `rectify_by` is the order's own term, `extended_on` the day on
    which it was prolonged. `refused` marks a unit that would not be sampled. Raises `FieldError`
    where its parts contradict each other. Source: clauses 2.2.2, 3.1.4.b.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("样品编号", "sample id"))
    subject: str = attrs.field(validator=unit_code(), metadata=about("被抽查单位代码", "unit code"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    domain: SampleDomain = attrs.field(metadata=about("产品领域", "domain"))
    stage: Stage = attrs.field(metadata=about("抽样环节", "stage"))
    product: str = attrs.field(validator=check.filled(), metadata=about("产品名称", "product"))
    category: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("产品类别", "category"),
    )
    sampled_on: date = attrs.field(
        validator=check.day(), metadata=about("抽样日期", "sampled on", role="own")
    )
    reported_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("结果送达日期", "result delivered on", role="later"),
    )
    received_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("被抽查单位收到日期", "received by the unit on", role="later"),
    )
    known_on: date = attrs.field(
        validator=check.day(), metadata=about("获知日期", "became known on", role="known")
    )
    document: str = attrs.field(
        validator=check.filled(), metadata=about("检验报告编号", "report number")
    )
    authority: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("抽查机关", "authority"),
    )
    level: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("抽查级别", "level of the programme"),
    )
    quick_test: bool = attrs.field(default=False, metadata=about("快速检测", "quick test"))
    stated: Conclusion | None = attrs.field(
        default=None,
        metadata=about("检验结论", "stated conclusion", came_with="reported_on"),
    )
    severity: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("不合格程度", "severity of the failure", came_with="reported_on"),
    )
    refused: bool = attrs.field(default=False, metadata=about("拒绝抽查", "refused"))
    items: tuple[SampleItem, ...] = attrs.field(
        default=(), metadata=about("检验项目", "items", came_with="reported_on")
    )
    objected_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("异议日期", "objected on", role="later"),
    )
    objection_rejected_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("异议驳回日期", "objection rejected on", role="later"),
    )
    reinspected_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about(
            "复检报告日期", "re-inspection reported on", role="later", came_with="reported_on"
        ),
    )
    reinspection: Conclusion | None = attrs.field(
        default=None, metadata=about("复检结论", "re-inspection", came_with="reinspected_on")
    )
    reinspections: tuple[Reinspection, ...] = attrs.field(
        default=(), metadata=about("再次复检", "further re-inspections")
    )
    rectify_ordered_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("责令整改日期", "rectification ordered on", role="later"),
    )
    rectify_by: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("责令整改期限", "to be put right by", came_with="rectify_ordered_on"),
    )
    extended_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("整改延期日期", "term prolonged on", role="later"),
    )
    rectified_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("整改完成日期", "rectified on", role="later"),
    )
    rechecks: tuple[Recheck, ...] = attrs.field(default=(), metadata=about("复查", "re-checks"))

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "sampled_on", "reported_on", "received_on")
        check.in_order(self, "reported_on", "objected_on", "objection_rejected_on")
        check.in_order(self, "objected_on", "reinspected_on")
        check.in_order(self, "reported_on", "rectify_ordered_on", "rectified_on")
        check.in_order(self, "rectify_ordered_on", "rectify_by")
        check.in_order(self, "rectify_ordered_on", "extended_on")
        self._check_conclusion()
        self._check_course()

    def _check_conclusion(self) -> None:
        derived = self.derived
        if derived is not None and self.stated is not None and derived is not self.stated:
            raise bilingual(
                "sample.conclusion",
                f"各项目结论为{derived.label.zh}，样品却写为{self.stated.label.zh}",
                f"the items make it a {derived.value}, but it is stated as {self.stated.value}",
            )
        concluded, reported = self.conclusion is not None, self.reported_on is not None
        if concluded if self.refused else reported and not concluded:
            raise bilingual(
                "sample.conclusion",
                "拒绝抽查的无结论，其他样品有结果时应有结论或项目",
                "a refused sample has no conclusion, and any other has one when it is reported",
            )

    def _check_course(self) -> None:
        failed = self.conclusion is Conclusion.FAIL
        if failed == (self.severity is None):
            raise bilingual(
                "sample.severity",
                "不合格样品须有程度，其他样品不得有",
                "a failed sample has a severity, and no other has",
            )
        if self.conclusion is not None and self.reported_on is None:
            raise bilingual(
                "sample.reported",
                "缺少结果送达日期",
                "the day on which the result was delivered is missing",
            )
        followed = (self.objected_on, self.reinspected_on, self.rectify_ordered_on, *self.rechecks)
        if not failed and any(step is not None for step in followed):
            raise bilingual(
                "sample.course",
                "只有不合格样品才有异议、复检、整改、复查",
                "only a failed sample is objected to, re-inspected or put right",
            )
        if (self.reinspected_on is None) != (self.reinspection is None):
            raise bilingual(
                "sample.course",
                "复检日期与结论应同时给出",
                "a re-inspection has both a day and a conclusion",
            )
        self._check_rounds()

    def _check_rounds(self) -> None:
        tested = [one.reported_on for one in self.reinspections]
        first = self.reinspected_on
        if tested != sorted(tested) or (tested and (first is None or tested[0] < first)):
            raise bilingual(
                "sample.course",
                "再次复检应在首次复检之后，按日期先后",
                "further re-inspections come after the first, in order of their days",
            )
        if self.received_on is not None and self.reported_on is None:
            raise bilingual(
                "sample.received", "结果未出而已收到", "received before there was a result"
            )
        if self.rectify_ordered_on is None and (self.rectify_by or self.extended_on) is not None:
            raise bilingual(
                "sample.course", "未责令整改，不得有整改期限", "a term without an order"
            )
        held = [recheck.held_on for recheck in self.rechecks]
        if held != sorted(held):
            raise bilingual(
                "sample.course", "复查应按日期先后", "re-checks stand in order of their days"
            )
        if held and (self.rectify_ordered_on is None or held[0] < self.rectify_ordered_on):
            raise bilingual(
                "sample.course",
                "责令整改后方可复查",
                "re-checked before it was ordered to be put right",
            )

    @property
    def derived(self) -> Conclusion | None:
        """The conclusion that the items give.

        One failed item fails the sample; None without items.
        """
        if not self.items:
            return None
        return (
            Conclusion.FAIL
            if any(item.conclusion is Conclusion.FAIL for item in self.items)
            else Conclusion.PASS
        )

    @property
    def conclusion(self) -> Conclusion | None:
        """The first conclusion, None for a refused sample."""
        return self.derived or self.stated

    @property
    def mandatory_failed(self) -> bool:
        """Whether an item of a mandatory standard failed (2.2.2.a)."""
        return any(item.mandatory and item.conclusion is Conclusion.FAIL for item in self.items)
