"""What was sampled, and who made, sold or ordered it (抽查产品与相关主体).

What a recall needs to find a product again, and the parties of a sample. A party outside the county
has a name and an address, and no code. Clause 2.2.2.
"""

from __future__ import annotations

import attrs

from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.core.partial import Partial
from qualitygov.core.vocabulary import Vocabulary

_TEXT = check.optional(check.filled())
_CODE = check.optional(unit_code())


class Party(Vocabulary):
    """In what part a unit has to do with a sample (样品相关主体)."""

    SAMPLED = "sampled", "被抽样单位", "sampled unit"
    MAKER = "maker", "标称生产企业", "named maker"
    IMPORTER = "importer", "进口商", "importer"
    COMMISSIONER = "commissioner", "委托方", "commissioner"


class Authenticity(Vocabulary):
    """What became of a maker's objection that a product is not its own (产品真实性异议处理结果)."""

    OWN = "own", "确认为其产品", "its own product", "异议不成立"
    NOT_OWN = "not-own", "非其产品", "not its product", "假冒", "异议成立"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SampledProduct:
    """The product as its label and the sampling form have it (样品标称信息).

    `made_on` is a day, a month or a span of days, as it was said; where the day is that of purchase
    or quarantine, that is kept instead.
    """

    brand: str | None = attrs.field(
        default=None, validator=_TEXT, metadata=about("商标", "brand", headers=("标称商标",))
    )
    specification: str | None = attrs.field(
        default=None,
        validator=_TEXT,
        metadata=about("规格型号", "specification", headers=("规格",)),
    )
    batch: str | None = attrs.field(
        default=None, validator=_TEXT, metadata=about("批号", "batch", headers=("生产批号",))
    )
    made_on: Partial | None = attrs.field(default=None, metadata=about("生产日期", "made on"))
    purchased_on: Partial | None = attrs.field(
        default=None, metadata=about("购进日期", "purchased on")
    )
    quarantined_on: Partial | None = attrs.field(
        default=None, metadata=about("检疫日期", "quarantined on")
    )
    shelf_life: str | None = attrs.field(
        default=None, validator=_TEXT, metadata=about("保质期", "shelf life")
    )
    food_class: str | None = attrs.field(
        default=None,
        validator=_TEXT,
        metadata=about("食品细类", "class of food", headers=("食品分类",)),
    )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SampleParties(SampledProduct):
    """Who has to do with a sample (样品相关主体): each by its code, or by name and address.

    `subject` is where it was taken. The named maker may say that the product is not its own
    (`authenticity_disputed`); `authenticity` is what was decided on that.
    """

    subject: str | None = attrs.field(
        default=None, validator=_CODE, metadata=about("被抽查单位代码", "unit code")
    )
    sampled_name: str | None = attrs.field(
        default=None,
        validator=_TEXT,
        metadata=about(
            "被抽样单位名称", "name of the sampled unit", headers=("被抽样单位",), names="subject"
        ),
    )
    sampled_address: str | None = attrs.field(
        default=None,
        validator=_TEXT,
        metadata=about("被抽样单位地址", "address of the sampled unit"),
    )
    maker: str | None = attrs.field(
        default=None, validator=_CODE, metadata=about("标称生产企业代码", "code of the named maker")
    )
    maker_name: str | None = attrs.field(
        default=None,
        validator=_TEXT,
        metadata=about(
            "标称生产企业名称", "name of the named maker", headers=("标称生产单位",), names="maker"
        ),
    )
    maker_address: str | None = attrs.field(
        default=None,
        validator=_TEXT,
        metadata=about("标称生产企业地址", "address of the named maker"),
    )
    importer: str | None = attrs.field(
        default=None, validator=_CODE, metadata=about("进口商代码", "code of the importer")
    )
    importer_name: str | None = attrs.field(
        default=None,
        validator=_TEXT,
        metadata=about("进口商名称", "name of the importer", names="importer"),
    )
    commissioner: str | None = attrs.field(
        default=None, validator=_CODE, metadata=about("委托方代码", "code of the commissioner")
    )
    commissioner_name: str | None = attrs.field(
        default=None,
        validator=_TEXT,
        metadata=about("委托方名称", "name of the commissioner", names="commissioner"),
    )

    @property
    def codes(self) -> dict[Party, str]:
        """The parties that have a code (有代码的相关主体), in the order of the list."""
        found = {
            Party.SAMPLED: self.subject,
            Party.MAKER: self.maker,
            Party.IMPORTER: self.importer,
            Party.COMMISSIONER: self.commissioner,
        }
        return {party: code for party, code in found.items() if code is not None}
