"""Types of enterprise as registers print them (企业类型): which kind of unit each is, and branches.

Registers print some dozens of types, and each in several spellings (有限责任公司（自然人独资）,
私营有限责任公司(自然人控股或私营性质企业控股)). They are matched by what they contain, the first rule
that fits; `PUBLISHED` lists them as they were found.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

import attrs

from qualitygov.core.names import plain_name
from qualitygov.core.near import near
from qualitygov.enterprise.unit.words import UnitKind
from qualitygov.errors import FieldError
from qualitygov.text import Text

_K = UnitKind
RULES: tuple[tuple[str, UnitKind], ...] = (
    (r"个体工商户|个体户|^个体(\(|$)|个体经营", _K.INDIVIDUAL),
    (r"农民专业合作|专业合作社|合作社联合社", _K.COOPERATIVE),
    (r"农村集体|经济合作社|经济联合社|村集体经济", _K.COLLECTIVE),
    (r"事业单位|事业法人|^事业$", _K.INSTITUTION),
    (r"社会团体|社会组织|民办非企业|社会服务机构|基金会|协会|商会", _K.ASSOCIATION),
    (r"公司|个人独资|合伙|股份合作|企业|集团|集体(所有制|分支机构)|全民所有制", _K.ENTERPRISE),
    (r"国有|联营|私营|内资|外商|外资|港澳台|台港澳|中外|代表机构|代表处|办事处", _K.ENTERPRISE),
)
"""What a type contains, and the kind of unit that it is; 集体所有制 is an enterprise of the towns."""

BRANCH = re.compile(r"分公司|分支机构|分厂|分店|营业单位|非法人|代表机构|代表处|办事处|分社")
PERSON = re.compile(r"自然人(\(.*\))?|个人")
"""A natural person, who is no unit; a company of natural persons is one."""

_NOT = re.compile(r"(?:[不未没无非]|不是|并非|没有)$")
_DOUBT = re.compile(
    r"[?？]|待定|待核|疑似|不详|未知|注销|吊销|撤销|撤消|关闭|停业|歇业|迁出|解散|破产|清算|筹建|筹备|倒闭|^[原曾拟]"
)
_TAIL = re.compile(r"[A-Za-z]+$")
"""A type says no state, and nothing that is denied or doubted is one; nor is a slip behind it."""

PUBLISHED: tuple[str, ...] = (
    "有限责任公司(自然人投资或控股)", "有限责任公司(自然人独资)", "有限责任公司(法人独资)",
    "有限责任公司(自然人投资或控股的法人独资)", "有限责任公司(非自然人投资或控股的法人独资)",
    "有限责任公司(国有独资)", "有限责任公司(国有控股)", "有限责任公司(国内合资)",
    "有限责任公司(外商投资、非独资)", "有限责任公司(台港澳法人独资)", "有限责任公司(中外合资)",
    "有限责任公司分公司(自然人投资或控股)", "其他有限责任公司", "一人有限责任公司",
    "私营有限责任公司(自然人控股或私营性质企业控股)", "股份有限公司(非上市、自然人投资或控股)",
    "股份有限公司(上市)", "股份有限公司分公司", "个人独资企业", "个人独资企业分支机构", "普通合伙企业",
    "有限合伙企业", "特殊普通合伙企业", "合伙企业分支机构", "股份合作制", "股份合作制分支机构", "集体所有制",
    "集体分支机构(非法人)", "全民所有制", "全民所有制分支机构(非法人)", "联营", "内资企业法人",
    "外商投资企业分支机构", "外国(地区)企业常驻代表机构", "个体工商户", "农民专业合作社",
    "农民专业合作社联合社", "农民专业合作社分支机构", "农村集体经济组织", "事业单位", "社会团体",
    "民办非企业单位", "基金会",
)  # fmt: skip


@attrs.frozen(kw_only=True)
class CompanyType:
    """What a type of enterprise says of a unit (企业类型含义).

    `kind` is None for a natural person, who is told and not kept.
    """

    kind: UnitKind | None
    branch: bool = False

    @property
    def person(self) -> bool:
        """Whether it is no unit but a natural person (自然人)."""
        return self.kind is None


def _says(pattern: str, plain: str) -> bool:
    """Whether a type says what a rule asks for, and does not deny it: 非公司 is no company."""
    return any(not _NOT.search(plain[: found.start()]) for found in re.finditer(pattern, plain))


def read_company_type(cell: str) -> CompanyType:
    """Return what a type of enterprise says (读取企业类型); raises `FieldError` for an unknown one.

    >>> read_company_type("有限责任公司（自然人独资）").kind.value
    'enterprise'
    >>> read_company_type("有限责任公司分公司(自然人投资或控股)").branch
    True
    >>> read_company_type("自然人").person
    True

    A word that denies, doubts or says a state (非企业, 企业？, 有限责任公司（已吊销）) is no type.
    """
    plain = plain_name(cell)
    for member in UnitKind:
        if plain in map(plain_name, member.spellings):
            return CompanyType(kind=member)
    if PERSON.fullmatch(plain):
        return CompanyType(kind=None)
    if not (_DOUBT.search(plain) or _TAIL.search(plain)):
        for pattern, kind in RULES:
            if _says(pattern, plain):
                return CompanyType(kind=kind, branch=BRANCH.search(plain) is not None)
    known = (*PUBLISHED, *(member.label.zh for member in UnitKind))
    raise FieldError("field.word", Text("没有此企业类型；", "no such type; ") + near(cell, known))


def _value(cell: str) -> str:
    """The kind of unit that a cell says, or the cell as it is, which the field refuses."""
    try:
        found = read_company_type(cell).kind
    except FieldError:
        return cell.strip()
    return cell.strip() if found is None else found.value


@attrs.frozen
class kind_of_unit:  # noqa: N801 - used like a function, as attrs' own validators are
    """A field that holds a kind of unit, in whose cells a type of enterprise may stand (主体类型)."""

    clean: ClassVar[Callable[[str], str]] = staticmethod(_value)

    def __call__(self, _: object, attribute: attrs.Attribute[UnitKind], value: object) -> None:
        """Take any kind: the field's type has checked it."""
