"""Units by any identifier, name, former name or alias (主体识别), from the county's own lists.

Identifiers decide. A name decides where it is exactly that of one unit; an abbreviation or a slip
of the pen is proposed, and a person decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress

from qualitygov.codes import Identity, IdentityKind, UnitKey, identify, keys
from qualitygov.codes.identity import Cell, says_nothing
from qualitygov.core.names import plain_name
from qualitygov.core.near import nearest
from qualitygov.enterprise import Enterprise, UnitAlias
from qualitygov.errors import CodeError
from qualitygov.interchange.resolve.answers import Found, FoundBy, Unresolved
from qualitygov.interchange.resolve.places import County, head_of
from qualitygov.text import Text

NO_NAME = Text("没有代码，也没有名称", "neither a code nor a name")
UNKNOWN = Text("不在本县主体名录中", "not among the county's units")
ABBREVIATED = Text("只与名录中的主体相近，仅作建议", "only near to units of the county, a proposal")
SEVERAL = Text("名录中有几个同名主体", "several units have this name")
MOST, LOOKED_AT, COMMON = 5, 50, 400
SHORTEST, SHARE = 4, 0.5  # an abbreviation has four characters, and more than half of the name
SLIP = 0.8  # two names of twelve characters that differ in two


class UnitIndex:
    """The units of a county, found by what tables say of them (主体索引).

    >>> unit = Enterprise(code="91330299MA2837B62L", name="甲（集团）公司", town="330299101")
    >>> index = UnitIndex([unit], [UnitAlias(alias="甲总厂", unit=unit.code)])
    >>> index.find(None, name="甲(集团) 公司").code == index.find("MA2837B6-2").code == unit.code
    True
    >>> index.find(None, name="甲总厂").by.value
    'alias'
    """

    def __init__(
        self, enterprises: Iterable[Enterprise], aliases: Iterable[UnitAlias] = ()
    ) -> None:
        self._units: dict[str, Enterprise] = {}
        self._names: dict[str, dict[str, FoundBy]] = {}
        self._parts: dict[str, list[str]] = {}
        for unit in enterprises:
            for key in _keys_of(unit):
                self._units.setdefault(key, unit)
            self._named(unit.name, unit.code, FoundBy.NAME)
            for name in unit.former_names:
                self._named(name, unit.code, FoundBy.FORMER_NAME)
        for alias in aliases:
            self._named(alias.alias, self.code_of(alias.unit), FoundBy.ALIAS)
        for name in self._names:
            for part in _parts_of(name):
                self._parts.setdefault(part, []).append(name)

    def _named(self, name: str, code: str, by: FoundBy) -> None:
        self._names.setdefault(plain_name(name), {}).setdefault(code, by)

    def code_of(self, code: str) -> str:
        """Return the code under which the register has a unit (名录代码), else the code itself."""
        unit = self._units.get(UnitKey.of(code))
        return code if unit is None else unit.code

    def called(self, name: str) -> tuple[str, ...]:
        """Return the codes of the units of exactly this name, now or formerly (同名主体)."""
        return tuple(self._names.get(plain_name(name), ())) if name else ()

    def find(
        self, cell: Cell, *, name: str | None = None, address: str | None = None
    ) -> Found | Unresolved:
        """Return the unit that an identifier cell means (识别主体), else the one of this name.

        A unit with a whole identifier is found though the register may not have it; `known` says
        so. Raises `CodeError` for an identifier that is not whole, as `codes.identify` does.
        """
        if not says_nothing(cell):
            return self._by_identity(identify(cell, name=name, address=address), name)
        if name is None or says_nothing(name):
            return Unresolved(NO_NAME)
        return self._by_name(name, address)

    def _by_identity(self, identity: Identity, name: str | None) -> Found:
        unit = self._units.get(identity.key)
        if unit is None and identity.kind is IdentityKind.MASKED:
            unit = self._behind(identity.masked_code or "", name or "")
        code = identity.code if unit is None else unit.code
        return Found(code, FoundBy.CODE, known=unit is not None, warnings=identity.warnings)

    def _behind(self, masked: str, name: str) -> Enterprise | None:
        """The one unit of this name whose code fits the characters that were left."""
        pattern = re.compile(re.sub(r"\*+", "[0-9A-Z]+", masked))
        fitting = [
            unit
            for code in self._names.get(plain_name(name), {})
            if pattern.fullmatch(code) and (unit := self._units.get(UnitKey.of(code))) is not None
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _by_name(self, name: str, address: str | None) -> Found | Unresolved:
        plain = plain_name(name)
        place = "" if says_nothing(address) else plain_name(address or "")
        named = self._names.get(plain, {})
        found = {code: by for code, by in named.items() if self._may_be_at(code, place)}
        if len(found) == 1:
            ((code, by),) = found.items()
            return Found(code, by, known=UnitKey.of(code) in self._units)
        there = [code for code in found if place and self._address(code) == place]
        if len(there) == 1:
            return Found(there[0], FoundBy.NAME_AND_ADDRESS)
        if found:
            return self._unresolved(SEVERAL, found)
        candidates = tuple(named) or tuple(self._proposals(plain))
        return self._unresolved(ABBREVIATED if candidates else UNKNOWN, candidates)

    def _unresolved(self, reason: Text, codes: Iterable[str]) -> Unresolved:
        units = {code: self._units.get(UnitKey.of(code)) for code in codes}
        names = (code if unit is None else unit.name for code, unit in units.items())
        return Unresolved(reason, tuple(units), tuple(names))

    def elsewhere(self, code: str, address: str | None, county: County) -> bool:
        """Whether an address lies outside the county, and is not the unit's own (县外地址)."""
        if address is None or says_nothing(address) or head_of(address, county).ours is not False:
            return False
        own = self._address(code)
        return own != plain_name(address) and head_of(own, county).ours is not False

    def _address(self, code: str) -> str:
        unit = self._units.get(UnitKey.of(code))
        return plain_name(unit.address or "") if unit is not None else ""

    def _may_be_at(self, code: str, place: str) -> bool:
        """Whether a unit may be meant at an address: one known by its address only there."""
        if not place or not code.startswith(keys.NAMED):
            return True
        return keys.of_name(code, place).partition("@")[2] == code.partition("@")[2]

    def _proposals(self, name: str) -> Iterator[str]:
        """The codes of the units whose names are near, the nearest first, at most a few."""
        shared = Counter(
            one
            for part in _parts_of(name)
            for one in self._parts.get(part, ())
            if len(self._parts[part]) <= COMMON
        )
        looked_at = [one for one, _ in shared.most_common(LOOKED_AT)]
        short = [one for one in looked_at if _abbreviates(name, one) or _abbreviates(one, name)]
        near = nearest(name, looked_at, most=MOST, close=SLIP)
        found = (code for one in (*short, *near) for code in self._names[one])
        yield from list(dict.fromkeys(found))[:MOST]


def _keys_of(unit: Enterprise) -> Iterator[str]:
    """Every key under which a unit may be filed."""
    yield UnitKey.of(unit.code)
    if unit.registration_number is not None:
        yield keys.of_registration(unit.registration_number)
    if unit.foreign_id is not None:
        yield keys.of_foreign(unit.foreign_id)
    with suppress(CodeError):  # a name or address that makes no key is found by others
        if unit.masked_code is not None:
            yield keys.of_masked(unit.masked_code, unit.name)
        if unit.address is not None:
            yield keys.of_name(unit.name, unit.address)


def _parts_of(name: str) -> set[str]:
    """The pairs of neighboring characters of a name, by which near names are looked up."""
    return {name[at : at + 2] for at in range(len(name) - 1)}


def _abbreviates(short: str, long: str) -> bool:
    """Whether a name is another with characters left out (简称)."""
    if not SHORTEST <= len(short) < len(long) or len(short) <= SHARE * len(long):
        return False
    left = iter(long)
    return all(one in left for one in short)
