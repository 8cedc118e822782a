"""Facts of engineering works (工程信息). Clauses 2.2.3; GB 50300-2013."""

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

_COUNT = check.at_least(0)


class Outcome(Vocabulary):
    """Outcome of an acceptance (验收结果)."""

    PASS = "pass", "合格", "pass"
    FAIL = "fail", "不合格", "fail"
    PENDING = "pending", "未验收", "not accepted yet"


class Remedy(Vocabulary):
    """How works that did not conform may still be accepted (不合格处理).

    GB 50300-2013, clauses 5.0.6 and 5.0.8.
    """

    REWORKED = "reworked", "返工后重新验收", "reworked and accepted anew"
    TESTED = "tested", "经检测达到设计要求", "tested and meets the design"
    CONFIRMED = "confirmed", "经设计核算确认安全与功能", "confirmed safe and usable by the designer"
    STRENGTHENED = (
        "strengthened",
        "加固后按技术方案与协议验收",
        "strengthened, accepted by scheme and agreement",
    )


class DivisionKind(Vocabulary):
    """The ten divisions of a building (分部工程). GB 50300-2013, appendix B."""

    FOUNDATION = "foundation", "地基与基础", "foundation"
    STRUCTURE = "structure", "主体结构", "main structure"
    DECORATION = "decoration", "建筑装饰装修", "decoration"
    ROOF = "roof", "屋面", "roof"
    WATER = "water", "建筑给水排水及供暖", "water, drainage and heating"
    VENTILATION = "ventilation", "通风与空调", "ventilation and air conditioning"
    ELECTRICITY = "electricity", "建筑电气", "electricity"
    INTELLIGENT = "intelligent", "智能建筑", "intelligent building"
    ENERGY = "energy", "建筑节能", "energy saving"
    LIFT = "lift", "电梯", "lifts"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class InspectionLot:
    """An inspection lot (检验批): main items all conform, general items by sampling, records complete.

    `sampled` points of `batch` were looked at for the general items and `nonconforming` of them did
    not conform.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("检验批编号", "lot id"))
    main_items_conform: bool = attrs.field(metadata=about("主控项目合格", "main items conform"))
    batch: int = attrs.field(validator=check.at_least(1), metadata=about("检验批容量", "batch"))
    sampled: int = attrs.field(validator=check.at_least(1), metadata=about("抽样数量", "sampled"))
    nonconforming: int = attrs.field(
        default=0, validator=_COUNT, metadata=about("不合格点数", "nonconforming")
    )
    severe_defect: bool = attrs.field(default=False, metadata=about("严重缺陷", "severe defect"))
    records_complete: bool = attrs.field(
        default=True, metadata=about("资料完整", "records complete")
    )
    remedy: Remedy | None = attrs.field(default=None, metadata=about("不合格处理", "remedy"))

    def __attrs_post_init__(self) -> None:
        if not self.nonconforming <= self.sampled <= self.batch:
            raise bilingual(
                "works.lot",
                "应有 不合格点数 ≤ 抽样数量 ≤ 检验批容量",
                "expected nonconforming <= sampled <= batch",
            )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SubItem:
    """A sub-item of works (分项工程): passes when all its lots pass."""

    name: str = attrs.field(validator=check.filled(), metadata=about("分项工程", "sub-item"))
    lots: tuple[InspectionLot, ...] = attrs.field(
        validator=check.some(), metadata=about("检验批", "lots")
    )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Division:
    """A division of works (分部工程).

    All sub-items pass, documents complete, tests conform, appearance meets requirements.
    """

    kind: DivisionKind = attrs.field(metadata=about("分部工程", "division"))
    sub_items: tuple[SubItem, ...] = attrs.field(
        validator=check.some(), metadata=about("分项工程", "sub-items")
    )
    documents_complete: bool = attrs.field(
        default=True, metadata=about("质量控制资料完整", "control documents complete")
    )
    tests_conform: bool = attrs.field(
        default=True, metadata=about("安全、节能、环保与功能检验合格", "tests conform")
    )
    appearance_good: bool = attrs.field(
        default=True, metadata=about("观感质量符合要求", "appearance meets requirements")
    )


class Outside(Vocabulary):
    """Works to which the Construction Law does not apply (不适用建筑法的工程), art. 83."""

    FARMERS_HOUSE = "farmers-house", "农民自建低层住宅", "farmer's own low house"
    EMERGENCY = "emergency", "抢险救灾工程", "emergency works"
    TEMPORARY = "temporary", "临时性房屋建筑", "temporary building"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AcceptanceRound:
    """A further acceptance after one that failed (再次验收)."""

    held_on: date = attrs.field(
        validator=check.day(), metadata=about("验收日期", "held on", role="own")
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    outcome: Outcome = attrs.field(metadata=about("验收结果", "outcome"))
    document: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("验收文书", "document"),
    )


@clauses("2.2.3.a 2.2.3.b 2.2.3.c 2.2.3.d 2.2.3.e 2.2.3.f")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class EngineeringProject:
    """Engineering project (工程项目).

    A unit of works with its acceptance, and what the opinion asks of it.

    The acceptance is `stated`, or follows from the `divisions` (see
    `qualitygov.engineering.accept`); `again` are further acceptances after one that failed.
    `handover` is the first handover to the owner; `dwellings` and `dwellings_accepted` count the
    household-by-household acceptance of affordable housing, finished on `dwellings_accepted_on`;
    the four systems are the project legal person, bidding, supervision and contract systems.
    `investment` and `contract_price` are in yuan, and decide whether the works are general and
    which systems they need; `outside` says that the law does not apply. Clauses 2.2.3.a-f.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("工程编号", "project id"))
    name: str = attrs.field(validator=check.filled(), metadata=about("工程名称", "name"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    subject: str = attrs.field(
        validator=unit_code(), metadata=about("施工单位代码", "builder's unit code")
    )
    owner: str | None = attrs.field(
        default=None,
        validator=check.optional(unit_code()),
        metadata=about("建设单位代码", "owner's unit code"),
    )
    supervisor: str | None = attrs.field(
        default=None,
        validator=check.optional(unit_code()),
        metadata=about("监理单位代码", "supervisor's unit code"),
    )
    investment: Decimal | None = attrs.field(
        default=None,
        validator=check.optional(_COUNT),
        metadata=about("总投资", "investment", unit="yuan"),
    )
    contract_price: Decimal | None = attrs.field(
        default=None,
        validator=check.optional(_COUNT),
        metadata=about("施工合同价", "contract price", unit="yuan"),
    )
    outside: Outside | None = attrs.field(
        default=None, metadata=about("不适用建筑法情形", "outside the law")
    )
    begun_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("开工日期", "begun on", role="later"),
    )
    completed_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("竣工日期", "completed on", role="later"),
    )
    accepted_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("验收日期", "accepted on", role="later"),
    )
    handed_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("交验日期", "handed over on", role="later"),
    )
    filed_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("备案日期", "filed on", role="later"),
    )
    known_on: date = attrs.field(
        validator=check.day(), metadata=about("获知日期", "became known on", role="known")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("验收文书", "document"))
    stated: Outcome = attrs.field(
        default=Outcome.PENDING,
        metadata=about("验收结果", "stated acceptance", came_with="accepted_on"),
    )
    handover: Outcome = attrs.field(
        default=Outcome.PENDING,
        metadata=about("交验结果", "handover", came_with="handed_on"),
    )
    key_project: bool = attrs.field(default=False, metadata=about("重点工程", "key project"))
    affordable: bool = attrs.field(
        default=False, metadata=about("保障性安居工程", "affordable housing")
    )
    dwellings: int = attrs.field(default=0, validator=_COUNT, metadata=about("户数", "dwellings"))
    dwellings_accepted: int = attrs.field(
        default=0, validator=_COUNT, metadata=about("分户验收户数", "dwellings accepted")
    )
    dwellings_accepted_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("分户验收完成日期", "dwellings accepted on", role="later"),
    )
    new_civil: bool = attrs.field(
        default=False, metadata=about("新建民用建筑", "new civil building")
    )
    energy_designed: bool = attrs.field(
        default=False, metadata=about("节能设计达标", "designed to the energy standard")
    )
    energy_accepted: bool = attrs.field(
        default=False, metadata=about("节能验收合格", "accepted to the energy standard")
    )
    structural_award: bool = attrs.field(
        default=False,
        metadata=about("结构优质奖", "structural award", came_with="awarded_on"),
    )
    awarded_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获奖日期", "awarded on", role="later"),
    )
    legal_person_system: bool = attrs.field(
        default=False, metadata=about("项目法人制", "project legal person system")
    )
    bidding_system: bool = attrs.field(
        default=False, metadata=about("招标投标制", "bidding system")
    )
    supervision_system: bool = attrs.field(
        default=False, metadata=about("建设监理制", "supervision system")
    )
    contract_system: bool = attrs.field(
        default=False, metadata=about("合同管理制", "contract system")
    )
    divisions: tuple[Division, ...] = attrs.field(
        default=(), metadata=about("分部工程", "divisions", came_with="accepted_on")
    )
    again: tuple[AcceptanceRound, ...] = attrs.field(
        default=(), metadata=about("再次验收", "further acceptances")
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "begun_on", "completed_on", "accepted_on", "filed_on")
        check.in_order(self, "completed_on", "handed_on")
        held = [one.held_on for one in self.again]
        first = self.accepted_on
        if held != sorted(held) or (held and (first is None or held[0] < first)):
            raise bilingual(
                "works.again",
                "再次验收应在首次验收之后，按日期先后",
                "further acceptances come after the first, in order of their days",
            )
        if self.dwellings_accepted > self.dwellings:
            raise bilingual(
                "works.dwellings",
                f"分户验收 {self.dwellings_accepted} 户，多于总户数 {self.dwellings}",
                f"{self.dwellings_accepted} dwellings accepted of {self.dwellings}",
            )
        decided = self.stated is not Outcome.PENDING or bool(self.divisions)
        if decided != (self.accepted_on is not None):
            raise bilingual(
                "works.accepted",
                "验收结果与验收日期应同时给出",
                "an acceptance has both an outcome and a day",
            )

    @property
    def systems(self) -> dict[str, bool]:
        """The four systems (四制), by the ids of the book's ``works-system`` rules."""
        return {
            "legal-person": self.legal_person_system,
            "bidding": self.bidding_system,
            "supervision": self.supervision_system,
            "contract": self.contract_system,
        }
