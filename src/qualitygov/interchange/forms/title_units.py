"""Units that a title row names (标题行的计量单位): of all columns, and of those that it names.

``单位：μg/m³（CO为mg/m³）`` says the unit of every column of such a kind, and that of CO. A header, a
form and a cell go before it. Where it cannot be read no unit is guessed: numbers of that kind are
refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from qualitygov.core import units
from qualitygov.core.cells import plain, unit_in_header
from qualitygov.core.cells.numbers import MONEY, closed, unit_named
from qualitygov.interchange.forms.headers import header_key
from qualitygov.interchange.sheets import SheetRow

ALL = ""
"""The name under which a title says the unit of every column."""

_STATED = re.compile(r"单位[:：]\s*(.+)", re.DOTALL)
_LINE = re.compile(r"\s*([/／])\s*")
_PARTS = re.compile(r"[,;、()\[\]【】]+")
_NAMED = re.compile(r"(?:除|其中)?(?P<name>[^:为是]+?)(?::|为|是|单位为|单位)(?P<unit>.+?)外?")
_REMARK = re.compile(r"标准状态|标况|标态|实况|参比状态|日均值?|均值|下同|其余|除外")


def title_unit(rows: Sequence[SheetRow]) -> str | None:
    """Return what the rows above a header say of units (标题行的计量单位说明): 万元, μg/m³（CO为mg/m³）."""
    said = [one for row in rows if (one := _stated(row.cells)) is not None]
    return said[-1] if said else None


def _stated(cells: Sequence[str]) -> str | None:
    """What a row says of units, behind 单位： or in brackets."""
    found = _STATED.search(" ".join(cell.strip() for cell in cells if cell.strip()))
    if found is not None:
        tokens = list(_units_of(_LINE.sub(r"\1", found[1]).split()))
        if tokens:
            return closed("，".join(tokens))
    units_there = (unit for cell in cells if (unit := unit_in_header(cell)) is not None)
    return next((unit for unit in units_there if unit in MONEY or units.says_unit(unit)), None)


def _units_of(tokens: Sequence[str]) -> Iterator[str]:
    """The tokens behind 单位： as long as they speak of units."""
    for token in tokens:
        parts = [part for part in _PARTS.split(plain(token)) if part]
        if not any(_unit_of(part) for part in parts):
            return
        yield token


def _unit_of(part: str) -> tuple[str, str] | None:
    """The name of a column and its unit, as a part of a statement says them."""
    if (unit := _known(part)) is not None:
        return ALL, unit
    named = _NAMED.fullmatch(part)
    unit = None if named is None else _known(named["unit"])
    return None if named is None or unit is None else (header_key(named["name"]), unit)


def _known(text: str) -> str | None:
    unit = unit_named(text)
    return unit if unit is not None and (unit in MONEY or units.says_unit(unit)) else None


def units_said(statement: str) -> Mapping[str, str] | None:
    """Return the unit of all columns and of each that is named (标题行计量单位); None where unclear.

    >>> units_said("μg/m³（CO为mg/m³）"), units_said("微克/立方米、毫克/立方米")
    ({'': 'μg/m^3', 'co': 'mg/m^3'}, None)
    """
    if statement in MONEY:
        return {ALL: statement}
    found: dict[str, str] = {}
    for part in filter(None, (one.strip() for one in _PARTS.split(plain(statement)))):
        said = _unit_of(part)
        if said is None and _REMARK.fullmatch(part):
            continue
        if said is None or found.get(said[0], said[1]) != said[1]:
            return None
        found[said[0]] = said[1]
    return found or None


def unit_for(
    statement: str, field_unit: str | None, names: Collection[str], others: Collection[str]
) -> str | None:
    """Return the unit that a title says for a column (列的标题行单位); None where it says none.

    `field_unit` is that of its field, `names` are its names, `others` those of all columns. A
    statement that is not clear is returned as it is: no number can be brought from it.

    >>> said = "μg/m³（CO为mg/m³）"
    >>> unit_for(said, "mg/m³", {"co"}, {"co", "pm10"}), unit_for(said, "µg/m³", {"pm10"}, {"co"})
    ('mg/m^3', 'μg/m^3')
    >>> unit_for(said, "%", {"水分"}, {"co"}), unit_for("万元", "µg/m³", {"pm10"}, set())
    (None, None)
    """
    said = units_said(statement)
    if said is None or any(name and name not in others for name in said):
        return statement if _speaks_of(statement, field_unit) else None
    unit = next((said[name] for name in names if name in said), said.get(ALL))
    if unit is None or (unit in MONEY) != (field_unit in MONEY):
        return None
    if unit in MONEY or field_unit is None or units.alike(unit, field_unit):
        return unit
    return None


def _speaks_of(statement: str, field_unit: str | None) -> bool:
    """Whether a statement that is not clear names a unit of the kind of a field."""
    parts = (_unit_of(part.strip()) for part in _PARTS.split(plain(statement)) if part.strip())
    named = [said[1] for said in parts if said is not None]
    if field_unit is None:
        return any(unit not in MONEY for unit in named)
    return any(unit not in MONEY and units.alike(unit, field_unit) for unit in named)
