"""Remarks of published lists (备注): where the named maker says that the product is not its own."""

from __future__ import annotations

import re

from qualitygov.core import cells

_DISPUTED = re.compile(
    r"真实性.{0,6}异议|异议.{0,6}真实性|否认.{0,10}(?:生产|产品)"
    r"|(?:非|不是|不属于)(?:其|该|本|我)(?:公司|企业|单位|厂|司)?(?:所|的)?(?:生产|产品)"
)
_ANSWERED = re.compile(
    r"异议.{0,4}(?:不成立|不予(?:认可|受理|采信)|未获)|(?:确认?|确系|核实)为?(?:其|该)(?:公司|企业|单位|厂)?生产"
)


def remarks(cell: str) -> dict[str, str]:
    """Return the remarks of a sample, and that authenticity is disputed (备注、产品真实性异议).

    Where the remark itself says that the maker was wrong, nothing is disputed.

    >>> remarks("标称生产企业对产品真实性提出异议")["authenticity_disputed"]
    'true'
    >>> remarks("手机APP"), remarks("/"), remarks("真实性异议不成立")
    ({'remarks': '手机APP'}, {}, {'remarks': '真实性异议不成立'})
    """
    if cells.is_null(cell):
        return {}
    text = cell.strip()
    disputed = _DISPUTED.search(text) is not None and _ANSWERED.search(text) is None
    return {"remarks": text} | ({"authenticity_disputed": "true"} if disputed else {})
