"""Units by name, alias or any identifier (主体查找): exactly, or a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qualitygov.codes.unit import UnitKey
from qualitygov.core.names import plain_name
from qualitygov.core.near import nearest
from qualitygov.enterprise import Enterprise, UnitAlias
from qualitygov.errors import CodeError
from qualitygov.interchange.resolve.answer import Found, Unresolved
from qualitygov.interchange.resolve.towns import TownIndex
from qualitygov.text import Text

_LEGAL_FORM = re.compile(
    r"(?:\((?:集团|普通合伙|有限合伙|特殊普通合伙|个人独资|个体工商户)\)|集团|股份|有限责任|有限|总)*(?:公司|总厂|厂|合作社)?$"
)
_PLACE = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,8}?省)?(?:[\u4e00-\u9fff]{2,6}?市)?(?:[\u4e00-\u9fff]{1,5}?[县区])?"
)
UNKNOWN = Text("不在本县主体名录中", "not among the county's units")
SHORT = Text(
    "名称不全，仅供核对，不自动归户", "an abbreviation is only a proposal; a person decides"
)
SEVERAL = Text("有多个主体同名", "several units have this name")
LIKE = 0.8


def _core(name: str, county: str) -> str:
    """What distinguishes a name: without the place before it and the legal form behind it."""
    plain = plain_name(name)
    for place in (county, county[:-1]):
        plain = plain.removeprefix(place) if place else plain
    plain = _PLACE.sub("", plain) if county not in plain else plain
    return _LEGAL_FORM.sub("", plain)


class UnitIndex:
    """The units of a county by everything that names them (主体索引)."""

    def __init__(
        self, units: Iterable[Enterprise], aliases: Iterable[UnitAlias], county: str = ""
    ) -> None:
        self.county = plain_name(county)
        self.units: dict[str, Enterprise] = {}
        self.names: dict[str, set[str]] = {}
        self.aliases: dict[str, set[str]] = {}
        self.numbers: dict[str, str] = {}
        self.cores: dict[str, set[str]] = {}
        for unit in units:
            self.units[UnitKey.of(unit.code)] = unit
            if unit.registration_number is not None:
                self.numbers[unit.registration_number] = unit.code
            for name in (unit.name, *unit.former_names):
                self.names.setdefault(plain_name(name), set()).add(unit.code)
                self.cores.setdefault(_core(name, self.county), set()).add(unit.code)
        for alias in aliases:
            self.aliases.setdefault(plain_name(alias.alias), set()).add(alias.unit)

    def town_of(self, code: str) -> str | None:
        """Return the town of the unit with this code (主体所在乡镇), None where it is not known."""
        try:
            unit = self.units.get(UnitKey.of(code))
        except CodeError:
            return None
        return None if unit is None else unit.town

    def same(self, code: str) -> str:
        """Return the code by which the county keeps a unit (本县所用代码): a number found its code later."""
        number = code.removeprefix("reg:")
        return self.numbers.get(number, code) if number != code else code

    def find(self, cell: str, *, address: str | None = None) -> Found | Unresolved:
        """Return the unit that a cell names (查找主体): by its name or an alias, width and brackets aside.

        Of several of one name the one at the very address. Anything near is only proposed.
        """
        text = plain_name(cell)
        for by, names in (("name", self.names), ("alias", self.aliases)):
            found = names.get(text, set())
            if len(found) > 1:
                found = self._at(found, address) or found
            if len(found) == 1:
                return Found(next(iter(found)), by)
            if found:
                return Unresolved(SEVERAL, tuple(sorted(found)))
        return self._near(text)

    def _at(self, codes: Iterable[str], address: str | None) -> set[str]:
        if not address:
            return set()
        wanted = plain_name(address)
        units = (self.units.get(UnitKey.of(code)) for code in codes)
        return {u.code for u in units if u and u.address and plain_name(u.address) == wanted}

    def _near(self, text: str) -> Unresolved:
        core = _core(text, self.county)
        short = sorted(self.cores.get(core, set())) if len(core) > 1 else []
        if short:
            return Unresolved(SHORT, tuple(short))
        close = [name for name in nearest(text, self.names) if _ratio(text, name) >= LIKE]
        codes = dict.fromkeys(code for name in close for code in sorted(self.names[name]))
        return Unresolved(UNKNOWN, tuple(codes))

    def __iter__(self) -> Iterator[Enterprise]:
        return iter(self.units.values())


def _ratio(one: str, other: str) -> float:
    import difflib  # noqa: PLC0415 - one figure of it

    return difflib.SequenceMatcher(None, one, other).ratio()


def ought_to_be_ours(name: str, address: str | None, towns: TownIndex) -> bool:
    """Whether a unit ought to be one of the county's (是否应为本县主体): its name or address says so."""
    return any(text in towns for text in (name, address or "") if text)
