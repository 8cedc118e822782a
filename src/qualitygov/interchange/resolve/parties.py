"""Parties of a row (当事人): whether one is a person, and whether a unit ought to be ours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeGuard

from qualitygov.core import cells
from qualitygov.core.names import plain_name
from qualitygov.core.near import nearest
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.interchange.resolve.places import PROVINCES, SHORT, County, head_of
from qualitygov.interchange.resolve.towns import TownIndex
from qualitygov.subject import Town


class PartyKind(Vocabulary):
    """Kind of party (相对人类别)."""

    UNIT = (
        "unit",
        "法人及非法人组织",
        "unit",
        "法人",
        "法人或其他组织",
        "非法人组织",
        "单位",
        "企业",
        "个体工商户",
    )
    PERSON = "person", "自然人", "natural person", "个人", "公民"


_KIND = cells.labels(PartyKind)


def is_person(cell: str | None) -> bool:
    """Whether the kind of party is a natural person (是否自然人), who is told and never kept.

    >>> is_person(" 自然人 "), is_person("法人及非法人组织"), is_person(None)
    (True, False, False)
    """
    return bool(_KIND(cell or "") == PartyKind.PERSON.value)


_TOWN = re.compile(r"[^省市县区镇乡村街路道号]{1,8}(?:街道|镇|乡)")
_COMPANY = re.compile(r"公司|集团")


def ought_to_be_ours(
    name: str | None,
    address: str | None,
    county: County,
    towns: Iterable[Town],
    *,
    unsaid: bool = True,
) -> bool:
    """Whether a unit that the register does not have ought to be there (是否应为本县主体).

    The address decides: another province, county or town is outside. Without an address the name
    does, where it begins with another place. What says neither is taken for ours, so that somebody
    looks at it, or for what `unsaid` says.

    >>> from types import SimpleNamespace
    >>> from qualitygov.text import Text
    >>> ours = SimpleNamespace(code="330298", name=Text("南屏县", "Nanping"))
    >>> ought_to_be_ours("甲公司", "杭州市西湖区文一路1号", ours, [])
    False
    >>> ought_to_be_ours("便民五金商店", None, ours, [])
    True
    """
    said = [
        _by_address(address, county, list(towns)) if _is_given(address) else None,
        _by_name(name, county) if _is_given(name) else None,
    ]
    return next((here for here in said if here is not None), unsaid)


def _is_given(text: str | None) -> TypeGuard[str]:
    return text is not None and not cells.is_null(text)


def _by_address(address: str, county: County, towns: list[Town]) -> bool | None:
    """Whether an address lies in the county; None where it does not say."""
    head = head_of(address, county)
    if head.ours is not None:
        return head.ours
    if TownIndex(county, towns).named_in(head.rest):
        return None if head.city else True
    town = _TOWN.match(head.rest)
    if town is None:
        return None
    names = [one for each in towns for one in (each.name.zh, *each.former_names)]
    return None if nearest(town[0], map(plain_name, names)) else False


def _by_name(text: str, county: County) -> bool | None:
    """Whether a name begins with our county; False where a company's does with another province."""
    head, name, own = head_of(text, county), plain_name(text), plain_name(county.name.zh)
    if head.ours is not None:
        return head.ours
    if own in name or name.startswith(own[:-1]):
        return True
    for code in PROVINCES:
        if name.startswith(SHORT[code]) and code != county.code[:2] and _COMPANY.search(name):
            return False
    return None
