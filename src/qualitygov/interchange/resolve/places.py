"""The beginning of an address (地址开头): province, city and county, and whether they are ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

import attrs

from qualitygov.core.names import plain_name
from qualitygov.text import Text


class County(Protocol):
    """A county by code and name (县域), as its manifest has them."""

    @property
    def code(self) -> str:
        """The code of six digits."""

    @property
    def name(self) -> Text:
        """The name in both languages."""


PROVINCES: Mapping[str, str] = {
    "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区", "21": "辽宁省",
    "22": "吉林省", "23": "黑龙江省", "31": "上海市", "32": "江苏省", "33": "浙江省", "34": "安徽省",
    "35": "福建省", "36": "江西省", "37": "山东省", "41": "河南省", "42": "湖北省", "43": "湖南省",
    "44": "广东省", "45": "广西壮族自治区", "46": "海南省", "50": "重庆市", "51": "四川省", "52": "贵州省",
    "53": "云南省", "54": "西藏自治区", "61": "陕西省", "62": "甘肃省", "63": "青海省", "64": "宁夏回族自治区",
    "65": "新疆维吾尔自治区", "71": "台湾省", "81": "香港特别行政区", "82": "澳门特别行政区",
}  # fmt: skip
"""The provinces by the first two digits of a code, GB/T 2260."""

_SUFFIX = re.compile(r"(?:壮族自治|回族自治|维吾尔自治|自治|特别行政)?[省市区]$")
SHORT: Mapping[str, str] = {code: _SUFFIX.sub("", name) for code, name in PROVINCES.items()}
_NO_NAME = "省市县区镇乡村街路道号"
_CITY = re.compile(rf"[^{_NO_NAME}]{{2,8}}(?:市(?![场民政区集])|自治州|地区|盟)")
_COUNTY = re.compile(rf"[^{_NO_NAME}]{{2,8}}县")
_WITHIN = re.compile(rf"[^{_NO_NAME}]{{1,8}}?(?:自治县|县|旗|区)")
_DISTRICT = re.compile(rf"[^{_NO_NAME}]{{1,8}}?(?:旗|区)(?=[^{_NO_NAME}]{{1,7}}(?:镇|乡|街道))")
"""A county alone, and a county, banner or district after its province or city. A district alone may
be any area (居民区、服务区) unless a town of it follows, and so may what begins with 县."""

_AREA = re.compile(
    r"(?:.*(?:园|开发|新|高新|经开|示范|保税|度假|工业|集聚|产业|功能|小|社|景|厂|校|库|林|矿|市|郊|特|老|片|街)"
    r"|(?:[新老主旧东西南北]|中心)?[城山])区"
)
"""Areas of any town; 婺城区 and 萧山区 are districts, and 城区 is none."""

_ROAD = re.compile(r"(?:中|东|南|西|北)?(?:路|街|大道|巷|弄|里)")


@attrs.frozen
class Head:
    """What stands at the beginning of an address or a name (地址开头).

    `rest` comes after province, city and county. `ours` is True where our county is named, False
    where another place is, None where neither is said; `city` where a city is named and no county.
    """

    rest: str
    ours: bool | None
    city: bool = False


def head_of(text: str, county: County) -> Head:
    """Return the beginning of an address or a name (解析地址开头).

    >>> from types import SimpleNamespace
    >>> ours = SimpleNamespace(code="330298", name=Text("南屏县", "Nanping"))
    >>> head_of("浙江省甬东市南屏县柳林镇东街12号", ours)
    Head(rest='柳林镇东街12号', ours=True, city=False)
    >>> head_of("杭州市西湖区文一路1号", ours).ours, head_of("青石镇东路1号", ours).ours
    (False, None)
    >>> head_of("婺城区青石镇", ours).ours, head_of("服务区3号", ours).ours
    (False, None)
    """
    rest, name = plain_name(text), plain_name(county.name.zh)
    elsewhere, rest = _province(rest, county)
    if elsewhere:
        return Head(rest, ours=False)
    if rest.startswith(name):
        return Head(rest.removeprefix(name), ours=True)
    city = _CITY.match(rest)
    if city is not None:
        rest = rest[city.end() :]
        if rest.startswith(name):
            return Head(rest.removeprefix(name), ours=True)
    placed = city is not None or len(rest) < len(plain_name(text))
    other = _WITHIN.match(rest) if placed else _COUNTY.match(rest) or _DISTRICT.match(rest)
    if other is not None and not _AREA.fullmatch(other[0]):
        return Head(rest[other.end() :], ours=False)
    return Head(rest, ours=None, city=city is not None)


def _province(text: str, county: County) -> tuple[bool, str]:
    """Whether another province is named, and what comes after the province."""
    for code, name in PROVINCES.items():
        short = SHORT[code]
        if text.startswith(name):
            return code != county.code[:2], text.removeprefix(name)
        if text.startswith(short) and not _ROAD.match(text.removeprefix(short)):
            rest = text.removeprefix(short)
            if code == county.code[:2] or _names_place(rest):
                return code != county.code[:2], rest
    return False, text


def _names_place(rest: str) -> bool:
    """Whether what comes after the short name of a province is a city or a county of it."""
    county = _WITHIN.match(rest)
    return _CITY.match(rest) is not None or (county is not None and not _AREA.fullmatch(county[0]))
