"""Towns by code, name, former name or address (乡镇识别), from the county's own list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from qualitygov.codes import region
from qualitygov.core.cells import is_null
from qualitygov.core.names import plain_name
from qualitygov.core.near import nearest
from qualitygov.interchange.resolve.answers import Found, FoundBy, Unresolved
from qualitygov.interchange.resolve.places import County, head_of
from qualitygov.subject import Town
from qualitygov.text import Text

_DIGITS = re.compile(r"([0-9]{6,})(?:\.0*)?")
_STREET = re.compile(r"路|大道|巷|弄|街(?!道)|[里桥](?=\d|$)")
"""What makes a street or a bridge of a town's name; 青石镇东路 is a street in the town."""

NOT_OURS = Text("不是本县的乡镇", "not a town of this county")
ELSEWHERE = Text("所写的是其他县区", "another county is named")
OTHER_CITY = Text("只写了市，未写县，不能确定是本县", "a city without a county: perhaps not ours")
NOTHING = Text("没有乡镇，地址也未写明乡镇", "neither a town nor an address that names one")
SEVERAL = Text("可指几个乡镇", "it may be several towns")


class TownIndex:
    """The towns of a county, found by what tables say of them (乡镇索引).

    >>> from types import SimpleNamespace
    >>> county = SimpleNamespace(code="330298", name=Text("南屏县", "Nanping"))
    >>> towns = [Town(code="330298101", name=Text("青石镇", "Qingshi"), parent="330298")]
    >>> index = TownIndex(county, towns)
    >>> index.find("南屏县青石镇").code, index.find("清石镇").candidates
    ('330298101', ('330298101',))
    """

    def __init__(self, county: County, towns: Iterable[Town]) -> None:
        self.county = county
        self._called: dict[str, str] = {}
        self._names: dict[str, dict[str, FoundBy]] = {}
        for town in towns:
            self._called[town.code] = town.name.zh
            for name in town.former_names:
                self._names.setdefault(plain_name(name), {})[town.code] = FoundBy.FORMER_NAME
            for name in (town.name.zh, town.name.en):
                self._names.setdefault(plain_name(name), {})[town.code] = FoundBy.NAME

    @property
    def codes(self) -> set[str]:
        """The codes of the county's towns (本县乡镇代码)."""
        return set(self._called)

    def find(
        self, cell: str | float | Decimal | None, address: str | None = None
    ) -> Found | Unresolved:
        """Return the town that a cell means (识别乡镇), or the one that the address names.

        The address is looked at where the cell says nothing.
        """
        text = "" if cell is None else str(cell).strip()
        if is_null(text):
            return self._by_address(address)
        digits = _DIGITS.fullmatch(plain_name(text))
        return self._by_code(digits[1]) if digits is not None else self._by_name(text)

    def _by_code(self, digits: str) -> Found | Unresolved:
        if not region.is_valid(digits):
            wrong = Text(f"区划代码应为 9 或 12 位：{digits}", f"no code of a town: {digits}")
            return Unresolved(wrong)
        town = region.town_of(digits)
        if town is None:
            whole = Text("是县级代码，不是乡镇代码", "the code of a county, not of a town")
            return Unresolved(whole)
        if town in self._called:
            return Found(town, FoundBy.CODE)
        return Unresolved(Text(f"{town} ", f"{town} is ") + NOT_OURS)

    def _by_name(self, text: str) -> Found | Unresolved:
        head = head_of(text, self.county)
        found = self._names.get(plain_name(text)) or self._names.get(head.rest, {})
        exact = plain_name(text) in self._names
        if head.ours is False and not exact:
            return Unresolved(Text(f"{text}：", f"{text}: ") + ELSEWHERE)
        if len(found) == 1 and (exact or not head.city):
            ((code, by),) = found.items()
            return Found(code, by)
        if found:
            reason = OTHER_CITY if len(found) == 1 else SEVERAL
            return self._unresolved(reason, sorted(found))
        outside = Text(f"{text}：", f"{text} is ") + NOT_OURS
        return self._unresolved(outside, self._near(head.rest or text))

    def _unresolved(self, reason: Text, codes: Iterable[str]) -> Unresolved:
        found = tuple(codes)
        return Unresolved(reason, found, tuple(self._called[code] for code in found))

    def _near(self, name: str) -> tuple[str, ...]:
        """The towns whose names are near, or stand in the text, as proposals."""
        near = (code for one in nearest(name, self._names) for code in self._names[one])
        return tuple(dict.fromkeys((*sorted(self.named_in(name)), *near)))

    def _by_address(self, address: str | None) -> Found | Unresolved:
        text = (address or "").strip()
        if is_null(text):
            return Unresolved(NOTHING)
        head = head_of(text, self.county)
        if head.ours is False:
            return Unresolved(Text(f"{text}：", f"{text}: ") + ELSEWHERE)
        codes = self.named_in(head.rest)
        if len(codes) == 1 and not head.city:
            return Found(next(iter(codes)), FoundBy.ADDRESS)
        if not codes:
            return Unresolved(NOTHING)
        return self._unresolved(OTHER_CITY if len(codes) == 1 else SEVERAL, sorted(codes))

    def named_in(self, address: str) -> frozenset[str]:
        """Return the codes of the towns that an address names (地址所写乡镇).

        Streets of a town's name are none, and of names within one another the longest counts.
        """
        text = plain_name(address)
        spans = [
            (at, at + len(name))
            for name in self._names
            for at in _places(name, text)
            if not _STREET.match(text[at + len(name) :])
        ]
        longest = {
            (first, last)
            for first, last in spans
            if not any(a <= first and last <= b and (a, b) != (first, last) for a, b in spans)
        }
        names = {text[first:last] for first, last in longest}
        return frozenset(code for name in names for code in self._names[name])


def _places(name: str, text: str) -> Iterable[int]:
    """Every place at which a name stands in a text."""
    return (one.start() for one in re.finditer(re.escape(name), text)) if name else ()
