"""Facts of sampling inspection (监督抽查信息): samples, and what followed.

Clauses 2.2.2, 3.1.4.b.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.errors import bilingual
from qualitygov.inspection.items import SampleItem
from qualitygov.inspection.product import Authenticity, SampleParties
from qualitygov.inspection.rechecks import Recheck, Reinspection
from qualitygov.inspection.words import Conclusion, SampleDomain, Stage
from qualitygov.rulebook.columns import SEVERITIES

DELIVERED = ("reported_on", "announced_on")
"""The days with which a result comes (结果日期字段)."""


def _inherited(attribute: attrs.Attribute[Any]) -> bool:
    return bool(attribute.inherited)  # type: ignore[attr-defined]  # missing in attrs' own stubs


def _own_first(cls: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """The sample's own fields come before those of its product and its parties."""
    return sorted(kinds.typed(cls, fields), key=_inherited)


@clauses("2.2.2.a 2.2.2.b 2.2.2.c 2.2.2.d 2.2.2.e 2.2.2.f 3.1.3.c 3.1.3.d 3.1.4.b")
@attrs.frozen(kw_only=True, field_transformer=_own_first)
class InspectionSample(SampleParties):
    """Sample taken in supervision sampling (监督抽查样品).

    The first conclusion is `stated`, or follows from the items; when both are given they must
    agree. It comes with the report, or with its announcement where the report's day is not
    published: a sample without a conclusion is still under test. `category` is what "the same kind"
    of failure means. A failure may be objected to and re-inspected (`reinspections` are further
    rounds), from the day on which the unit received it (`received_on`, by default the day of the
    report); when it is final, rectification is ordered and re-checked, round by round. `rectify_by`
    is the order's own term, `extended_on` the day on which it was prolonged. `refused` marks a unit
    that would not be sampled.

    What lists never publish may be missing. The day of sampling: `on` says what stands in for it.
    The stage: a rule that asks for one finds the sample open. The severity of a failure: the book's
    parameter ``inspection.severity`` says it. The document: the notice stands in, or the sample's
    own number. Raises `FieldError` where its parts contradict each other. Source: clauses 2.2.2,
    3.1.4.b.
    """

    id: str = attrs.field(
        validator=check.filled(), metadata=about("样品编号", "sample id", headers=("抽样编号",))
    )
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    domain: SampleDomain = attrs.field(metadata=about("产品领域", "domain"))
    stage: Stage | None = attrs.field(default=None, metadata=about("抽样环节", "stage"))
    product: str = attrs.field(
        validator=check.filled(),
        metadata=about("产品名称", "product", headers=("样品名称", "食品名称")),
    )
    category: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("产品类别", "category"),
    )
    sampled_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("抽样日期", "sampled on", role="own"),
    )
    reported_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("结果送达日期", "result delivered on", role="later", stands_in=True),
    )
    announced_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("公告日期", "result announced on", role="later", stands_in=True),
    )
    received_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("被抽查单位收到日期", "received by the unit on", role="later"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    document: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("检验报告编号", "report number"),
    )
    notice: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("公告号", "number of the notice"),
    )
    programme: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("任务来源", "programme", headers=("任务来源/项目名称", "项目名称")),
    )
    laboratory: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("检验机构", "laboratory", headers=("承检机构",)),
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
        metadata=about("检验结论", "stated conclusion", came_with=DELIVERED),
    )
    severity: Annotated[str | None, SEVERITIES] = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("不合格程度", "severity of the failure", came_with=DELIVERED),
    )
    refused: bool = attrs.field(default=False, metadata=about("拒绝抽查", "refused"))
    items: tuple[SampleItem, ...] = attrs.field(
        default=(), metadata=about("检验项目", "items", came_with=DELIVERED)
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
            "复检报告日期", "re-inspection reported on", role="later", came_with=DELIVERED
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
    authenticity_disputed: bool = attrs.field(
        default=False,
        metadata=about("产品真实性异议", "said not to be the maker's", came_with=DELIVERED),
    )
    authenticity_decided_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("真实性异议处理日期", "authenticity decided on", role="later"),
    )
    authenticity: Authenticity | None = attrs.field(
        default=None,
        metadata=about("真实性异议处理结果", "authenticity", came_with="authenticity_decided_on"),
    )
    remarks: str | None = attrs.field(
        default=None, validator=check.optional(check.filled()), metadata=about("备注", "remarks")
    )
    more_remarks: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("其他备注", "further remarks"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "sampled_on", "reported_on", "received_on")
        check.in_order(self, "sampled_on", "announced_on")
        check.in_order(self, "reported_on", "objected_on", "objection_rejected_on")
        check.in_order(self, "objected_on", "reinspected_on")
        check.in_order(self, "reported_on", "rectify_ordered_on", "rectified_on")
        check.in_order(self, "rectify_ordered_on", "rectify_by")
        check.in_order(self, "rectify_ordered_on", "extended_on")
        self._check_parties()
        self._check_conclusion()
        self._check_course()

    def _check_parties(self) -> None:
        if self.subject is None and self.sampled_name is None:
            raise bilingual(
                "sample.party",
                "被抽样单位应有代码或名称",
                "the sampled unit has a code or a name",
                field="sampled_name",
            )
        decided = self.authenticity is not None
        if decided != (self.authenticity_decided_on is not None) or (
            decided and not self.authenticity_disputed
        ):
            raise bilingual(
                "sample.authenticity",
                "真实性异议的处理应有结果和日期，且先有异议",
                "a dispute about authenticity is decided with an answer and a day",
                field="authenticity",
            )

    def _check_conclusion(self) -> None:
        derived = self.derived
        if derived is not None and self.stated is not None and derived is not self.stated:
            raise bilingual(
                "sample.conclusion",
                f"各项目结论为{derived.label.zh}，样品却写为{self.stated.label.zh}",
                f"the items make it a {derived.value}, but it is stated as {self.stated.value}",
                field="stated",
            )
        concluded, delivered = self.conclusion is not None, self.delivered_on is not None
        if concluded if self.refused else delivered and not concluded:
            raise bilingual(
                "sample.conclusion",
                "拒绝抽查的无结论，其他样品有结果时应有结论或项目",
                "a refused sample has no conclusion, and any other has one when it is reported",
                field="stated",
            )

    def _check_course(self) -> None:
        failed = self.conclusion is Conclusion.FAIL
        if self.severity is not None and not failed:
            raise bilingual(
                "sample.severity",
                "只有不合格样品才有程度",
                "a failed sample has a severity, and no other has",
                field="severity",
            )
        concluded = self.conclusion is not None
        if concluded and self.sampled_on is not None and self.delivered_on is None:
            raise bilingual(
                "sample.reported",
                "缺少结果送达日期或公告日期",
                "the day on which the result was delivered, or announced, is missing",
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
        if self.received_on is not None and self.delivered_on is None:
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
    def on(self) -> date | None:
        """The day of the sample (样品日期), None where nobody knows one.

        That of sampling; else that of the report; else that of the announcement.
        """
        return self.sampled_on or self.reported_on or self.announced_on

    @property
    def delivered_on(self) -> date | None:
        """The day of the result (结果日期): of its report, else of its announcement."""
        return self.reported_on or self.announced_on

    @property
    def paper(self) -> str:
        """The document on which the result rests (依据文书).

        The report; else the notice; else the sample by its own number.
        """
        return self.document or self.notice or self.id

    @property
    def ordered_unit(self) -> str | None:
        """Whom an order to put it right concerns (责令整改对象).

        The sampled unit; else the named maker, where the sampled one is not ours.
        """
        return self.subject or self.maker

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
        """The first conclusion, None for a refused sample and for one that is under test."""
        return self.derived or self.stated

    @property
    def mandatory_failed(self) -> bool | None:
        """Whether an item of a mandatory standard failed (2.2.2.a).

        None where the sample failed and nobody told by which items, or of what standards they are.
        """
        if self.conclusion is not Conclusion.FAIL:
            return False
        asked = {item.mandatory for item in self.items if item.conclusion is Conclusion.FAIL}
        if True in asked:
            return True
        return None if not asked or None in asked else False
