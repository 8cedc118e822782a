"""Towns by code, name, former name or address (乡镇查找), by the county's own list alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qualitygov.core.names import plain_name
from qualitygov.core.near import nearest
from qualitygov.interchange.resolve.answer import Found, Unresolved
from qualitygov.subject import Town
from qualitygov.text import Text

_CODE = re.compile(r"(\d{9})(?:\d{3})?(?:\.0*)?")
_OFFICE = re.compile(r"(?:人民政府|政府|办事处|管委会)$")
_LARGER = re.compile(r"[省市县区州盟旗]")
NOT_OURS = Text("不是本县的乡镇", "not a town of this county")
NAMELESS = Text(
    "未写乡镇，地址也不能唯一确定乡镇", "neither a town, nor an address that names just one"
)


class TownIndex:
    """The towns of a county by everything that names them (乡镇索引).

    >>> town = Town(code="330298101", name=Text("青石镇", "Qingshi"), parent="330298")
    >>> index = TownIndex("330298", Text("南屏县", "Nanping"), [town])
    >>> index.find("浙江省南屏县青石镇").code, index.find("清石镇").candidates
    ('330298101', ('330298101',))
    """

    def __init__(self, code: str, county: Text, towns: Iterable[Town]) -> None:
        self.code, self.county = code, plain_name(county.zh)
        self.codes: set[str] = set()
        self.names: dict[str, set[str]] = {}
        for town in towns:
            self.codes.add(town.code)
            for name in (town.name.zh, town.name.en, *town.former_names):
                self.names.setdefault(plain_name(name), set()).add(town.code)

    def __contains__(self, text: object) -> bool:
        """Whether a text speaks of the county or of one of its towns."""
        plain = plain_name(str(text))
        return self.short in plain or any(name in plain for name in self._full_names())

    @property
    def short(self) -> str:
        """The county's name without 县, 区 or 市, as names of its units have it."""
        return self.county[:-1] if len(self.county) > 2 else self.county  # noqa: PLR2004

    def _full_names(self) -> Iterator[str]:
        return (name for name in self.names if len(name) > 1 and not name.isascii())

    def find(self, cell: str, address: str | None = None) -> Found | Unresolved:
        """Return the town that a cell names (查找乡镇), or that an address names where the cell is empty."""
        text = plain_name(cell)
        if not text:
            return self._by_address(address)
        code = _CODE.fullmatch(text)
        if code is not None:
            return Found(code[1], "code") if code[1] in self.codes else Unresolved(NOT_OURS)
        for name in self._readings(text):
            found = self.names.get(name, set())
            if len(found) == 1:
                return Found(next(iter(found)))
        near = nearest(text, self.names)
        codes = dict.fromkeys(code for name in near for code in sorted(self.names[name]))
        return Unresolved(NOT_OURS, tuple(codes))

    def _readings(self, text: str) -> Iterator[str]:
        """The name itself, without the county before it, and without its office behind it."""
        for name in (text, text.rpartition(self.county)[2]):
            yield name
            yield _OFFICE.sub("", name)

    def _by_address(self, address: str | None) -> Found | Unresolved:
        text = plain_name(address or "")
        found = {
            code
            for name in self._full_names()
            if name in text and self._within(text[: text.index(name)])
            for code in self.names[name]
        }
        if len(found) == 1:
            return Found(found.pop(), "address")
        return Unresolved(NAMELESS, tuple(sorted(found)))

    def _within(self, before: str) -> bool:
        """Whether what stands before a town's name in an address leads to this county."""
        return self.county in before or not _LARGER.search(before)
