"""Enterprises (企业) and the certificates they hold (认证证书).

Clauses 3.2.2.a, 3.3.1.a, 2.2.1.c.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from qualitygov.codes import keys
from qualitygov.codes.industry_code import industry
from qualitygov.codes.region import region
from qualitygov.codes.unit import unit_code
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.partial import Partial
from qualitygov.core.periods import Term
from qualitygov.core.placed import check_placed
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.enterprise.unit.company_types import kind_of_unit
from qualitygov.enterprise.unit.words import GONE, RegistrationStatus, RiskClass, UnitKind
from qualitygov.subject import Suspension, check_suspensions, suspended_by
from qualitygov.text import Text

_REGISTRATION = check.matching("[0-9]{15}", Text("15 位数字", "fifteen digits"), "330298344947287")
_MASKED = check.matching(
    keys.MASKED,
    Text("6 至 18 位字母、数字和星号", "6 to 18 letters, digits and stars"),
    "9133**********7B62",
)
_FOREIGN = check.matching(
    keys.FOREIGN, Text("字母、数字和连字符", "letters, digits and hyphens"), "TW/12345678"
)


def _between(first: date | None, day: date, last: date | None) -> bool:
    """Whether a day lies between two days, both included; without one there is no bound."""
    return (first is None or first <= day) and (last is None or day <= last)


@clauses("3.2.2.a", "3.2.2.b")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Enterprise:
    """Enterprise or other unit with an archive (企业).

    `code` is its unified social credit code, its organization code alone in old files, or the key
    of a unit that has neither (`codes.keys`); `industry` a class of GB/T 4754 with the letter of
    its section, such as ``C1310``. `registered_capital` is in yuan. `operates_until` is its last
    day, None where there is no end. A key or high-tech enterprise without days is one all the time.
    Source: clauses 3.2.2.a, 2.2.1, 3.3; the exchange table of the market register.
    """

    code: str = attrs.field(
        validator=unit_code(),
        metadata=about(
            "统一社会信用代码",
            "unified social credit code",
            headers=("uni_social_crd_cd", "组织机构代码", "社会信用代码", "当事人证件号码"),
        ),
    )
    name: str = attrs.field(
        validator=check.filled(),
        metadata=about(
            "企业名称",
            "name",
            headers=("comp_nm", "comp_name", "企业名称（字号名称）", "企业名", "主体名称"),
        ),
    )
    town: str = attrs.field(
        validator=region(),
        metadata=about(
            "所属乡镇代码", "town code", headers=("opt_strict", "生产经营地所在行政区划")
        ),
    )
    industry: str | None = attrs.field(
        default=None,
        validator=check.optional(industry()),
        metadata=about("行业代码", "industry", headers=("indv_code",)),
    )
    kind: UnitKind = attrs.field(
        default=UnitKind.ENTERPRISE,
        validator=kind_of_unit(),
        metadata=about(
            "主体类型",
            "kind of unit",
            headers=("comp_type", "企业类型大类（中文）", "企业类型", "市场主体类型"),
        ),
    )
    status: RegistrationStatus = attrs.field(
        default=RegistrationStatus.IN_OPERATION,
        metadata=about(
            "登记状态",
            "status",
            headers=("reg_state", "登记状态（中文）"),
            came_with=("deregistered_on", "moved_out_on"),
        ),
    )
    registered_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("成立日期", "registered on", headers=("est_dt",), role="own"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    deregistered_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("注销日期", "deregistered on", role="later"),
    )
    key_enterprise: bool = attrs.field(
        default=False, metadata=about("骨干企业", "key enterprise", came_with="key_since")
    )
    key_since: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("列为骨干企业日期", "key enterprise since", role="later"),
    )
    key_until: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("不再列为骨干企业日期", "key enterprise until", role="later"),
    )
    high_tech: bool = attrs.field(
        default=False,
        metadata=about("高新技术企业", "high-tech enterprise", came_with="high_tech_since"),
    )
    high_tech_since: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("认定为高新技术企业日期", "high-tech enterprise since", role="later"),
    )
    high_tech_until: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("高新技术企业有效期至", "high-tech enterprise until", role="later"),
    )
    moved_out_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("迁出日期", "moved out on", role="later"),
    )
    address: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about(
            "地址",
            "address",
            headers=("opt_loc", "住所", "经营地址", "经营场所", "生产经营地址", "住所（经营场所）"),
        ),
    )
    registration_number: str | None = attrs.field(
        default=None,
        validator=check.optional(_REGISTRATION),
        metadata=about("注册号", "registration number", headers=("工商注册号",)),
    )
    masked_code: str | None = attrs.field(
        default=None,
        validator=check.optional(_MASKED),
        metadata=about("脱敏代码", "code published with stars"),
    )
    foreign_id: str | None = attrs.field(
        default=None,
        validator=check.optional(_FOREIGN),
        metadata=about("境外登记号", "identifier of Hong Kong or abroad"),
    )
    former_names: tuple[str, ...] = attrs.field(
        default=(), metadata=about("曾用名", "former names", headers=("企业曾用名",))
    )
    branch: bool = attrs.field(default=False, metadata=about("分支机构", "branch"))
    registered_capital: Decimal | None = attrs.field(
        default=None,
        validator=check.optional(check.at_least(0)),
        metadata=about(
            "注册资本",
            "registered capital",
            unit="yuan",
            headers=("reg_capt", "注册资本(资金数额)", "注册资金", "出资额"),
        ),
    )
    operates_from: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about(
            "经营期限自", "operates from", headers=("opt_from", "经营(营业)起始日期", "营业期限自")
        ),
    )
    operates_from_month: Partial | None = attrs.field(
        default=None,
        metadata=about(
            "经营期限起始月份", "operates from the month", month_of="operates_from", bound="first"
        ),
    )
    operates_until: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about(
            "经营期限至", "operates until", headers=("opt_to", "经营(营业)截止日期", "营业期限至")
        ),
    )
    operates_until_month: Partial | None = attrs.field(
        default=None,
        metadata=about(
            "经营期限至月份",
            "operates until the end of",
            month_of="operates_until",
            bound="last",
        ),
    )
    registered_by: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("登记机关", "registered by", headers=("reg_org",)),
    )
    risk_class: RiskClass | None = attrs.field(
        default=None, metadata=about("信用风险分类", "credit-risk class")
    )
    legal_representative: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about(
            "法定代表人",
            "legal representative",
            sensitivity="personal",
            headers=("legal_repre", "法定代表人(经营者姓名)"),
        ),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "registered_on", "deregistered_on")
        check.in_order(self, "registered_on", "moved_out_on")
        check.in_order(self, "operates_from", "operates_until")
        check_placed(self)
        check.in_order(self, "key_since", "key_until")
        check.in_order(self, "high_tech_since", "high_tech_until")

    def key_on(self, day: date) -> bool:
        """Whether it is on the list of key enterprises on this day (是否骨干企业).

        `key_until` is its last day there.
        """
        return self.key_enterprise and _between(self.key_since, day, self.key_until)

    def high_tech_on(self, day: date) -> bool:
        """Whether it is a high-tech enterprise on this day (是否高新技术企业)."""
        return self.high_tech and _between(self.high_tech_since, day, self.high_tech_until)

    def operating(self, day: date) -> bool:
        """Whether the enterprise exists on this day (是否存续): registered here, and not struck off.

        A unit that is revoked, deregistered or moved out without a day counts as gone, since nobody
        knows since when.
        """
        if self.registered_on is not None and day < self.registered_on:
            return False
        ends = [one for one in (self.deregistered_on, self.moved_out_on) if one is not None]
        return day < min(ends) if ends else self.status not in GONE

    @property
    def section(self) -> str | None:
        """The industry's section, a letter (门类)."""
        return None if self.industry is None else self.industry[0]

    @property
    def division(self) -> str | None:
        """The industry's division, a letter and two digits (大类)."""
        return None if self.industry is None else self.industry[:3]


class CertificationKind(Vocabulary):
    """Kind of certificate, mark or award (认证、标志与奖项类别)."""

    GI_NATIONAL = "gi-national", "国家地理标志保护产品", "national geographical indication"
    GI_FARM = "gi-farm", "农产品地理标志", "farm-product geographical indication"
    GREEN = "green", "绿色食品", "green food"
    ORGANIC = "organic", "有机农产品", "organic farm product"
    POLLUTION_FREE = "pollution-free", "无公害农产品", "pollution-free farm product"
    FAMOUS_BRAND = "famous-brand", "省名牌产品", "provincial famous brand"
    AWARD_TOWN = "quality-award-town", "镇质量奖", "town quality award"
    AWARD_COUNTY = "quality-award-county", "县质量奖", "county quality award"
    AWARD_MUNICIPAL = "quality-award-municipal", "市质量奖", "municipal quality award"
    AWARD_PROVINCIAL = "quality-award-provincial", "省质量奖", "provincial quality award"
    QUALITY = "iso9001", "质量管理体系认证", "quality management system"
    ENVIRONMENT = "iso14001", "环境管理体系认证", "environmental management system"
    HEALTH = (
        "iso45001",
        "职业健康安全管理体系认证",
        "occupational health and safety management system",
    )
    COMPULSORY = "ccc", "强制性产品认证", "compulsory product certification"
    LICENCE = "licence", "生产许可证", "production licence"


@clauses("2.2.1.c", "2.2.1.d", "2.2.4.a", "3.3.1.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Certification:
    """Certificate, product mark or award held by a unit (认证证书).

    `expires_on` is its last day, None where it has no end; `suspensions` are in order of their
    days. Where only the month of a day was said, that is kept beside it: a certificate begins on
    the first day of such a month and ends on the last. A `term` runs from the issue to the
    corresponding day. Clauses 2.2.1.c-d, 3.3.1.a; Civil Code, arts. 201-202.
    """

    id: str = attrs.field(
        validator=check.filled(),
        metadata=about("证书编号", "certificate number", headers=("cert_no", "高企证书号")),
    )
    kind: CertificationKind = attrs.field(metadata=about("证书类别", "kind"))
    holder: str = attrs.field(
        validator=unit_code(), metadata=about("持证单位代码", "holder", headers=("hold_cert_cd",))
    )
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    issued_on: date = attrs.field(
        validator=check.day(),
        metadata=about(
            "发证日期", "issued on", headers=("issue_dt", "start_dt", "起始日期"), role="own"
        ),
    )
    issued_on_month: Partial | None = attrs.field(
        default=None,
        metadata=about("发证月份", "issued in the month", month_of="issued_on", bound="first"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )
    expires_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("有效期至", "valid until", headers=("end_dt", "终止日期")),
    )
    expires_on_month: Partial | None = attrs.field(
        default=None,
        metadata=about(
            "有效期至月份", "valid until the end of", month_of="expires_on", bound="last"
        ),
    )
    term: Term | None = attrs.field(
        default=None,
        metadata=about("有效期限", "term of validity", runs=("issued_on", "expires_on")),
    )
    product: str | None = attrs.field(
        default=None, validator=check.optional(check.filled()), metadata=about("产品", "product")
    )
    authority: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("发证机关", "issued by", headers=("issure_org",)),
    )
    suspensions: tuple[Suspension, ...] = attrs.field(
        default=(), metadata=about("暂停记录", "suspensions")
    )
    withdrawn_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("撤销日期", "withdrawn on", role="later"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "issued_on", "expires_on")
        check_placed(self)
        check_suspensions(self.suspensions, self.issued_on)
        check.in_order(self, "issued_on", "withdrawn_on")

    def valid_on(self, day: date) -> bool:
        """Whether the certificate is valid on this day (是否有效).

        Issued, not expired, suspended or withdrawn.
        """
        if day < self.issued_on or (self.expires_on is not None and day > self.expires_on):
            return False
        if self.withdrawn_on is not None and day >= self.withdrawn_on:
            return False
        return suspended_by(self.suspensions, day) is None
