"""The name of the unit that a row is about (相对人名称列), where its table has no field for it.

Exchange tables name a unit by its code, and write its name beside it. Where the code is empty the
name alone says whose row it is: it is looked up among the county's units.
"""

from __future__ import annotations

import re

import attrs

from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.forms.headers import Header

_PARTY = re.compile(
    r"(?:行政)?相对人(?:名称)?|(?:行政处罚)?当事人(?:名称)?"
    r"|被?(?:行政)?(?:处罚|许可|检查|监管|列入|执法|抽查|监督)(?:单位|企业|对象|主体|人|当事人)(?:名称)?"
    r"|(?:(?:市场|经营|生产经营)?(?:企业|单位|主体|经营者|公司)|个体工商户|字号)(?:\(字号\))?(?:名称|全称)"
    r"|(?:持证|获证|使用|责任|申报|建设|施工)(?:单位|企业|组织|人)(?:名称)?"
    r"|comp_nm|comp_name"
)


def is_party(header: Header) -> bool:
    """Whether a header names the unit of a row in words (是否相对人名称).

    >>> [is_party(Header.of(one)) for one in ("被处罚单位*", "企业名称", "处罚单位意见")]
    [True, True, False]
    """
    return _PARTY.fullmatch(header.key) is not None or _PARTY.fullmatch(header.bare) is not None


def unnamed_unit(table: TableAbout) -> str | None:
    """Return the field with the code of a row's unit that no field names (无名称字段的主体代码)."""
    unit = table.spec.unit
    if table.child is not None or table.by_unit or unit is None or unit in table.named:
        return None
    field = table.fields.get(unit)
    return unit if field is not None and field.default is attrs.NOTHING else None
