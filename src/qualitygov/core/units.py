"""Units of measured values (计量单位): spellings of one unit, and exact conversion by a library.

Pint knows the units of physics; those of laboratories (CFU, MPN, %vol, IU, NTU) are defined here,
each as a kind of its own, so that none is brought to another by mistake. A unit is a fraction such
as ``MPN/100mL``; over and under the line are converted each by itself, so a share of mass never
becomes a share of volume. Pint is imported when two units differ, and not before. Needs the extra
``units`` then.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from qualitygov.core.exact import finite
from qualitygov.core.signs import plain
from qualitygov.errors import FieldError, MissingExtraError, bilingual

DEFINITIONS = (
    "CFU = [colony]",
    "PFU = [plaque]",
    "MPN = [most_probable_number]",
    "piece = [piece]",
    "percent_by_volume = [alcohol]",
    "IU = [international_unit]",
    "NTU = [turbidity]",
    "equivalent = [equivalence] = eq",
    "ppb = 1e-9",
)
"""What pint does not know, in its own language."""

RATIOS = frozenset({"percent", "permille", "ppm", "ppb"})
_NAMES: Mapping[str, str] = {
    "%": "percent",
    "‰": "permille",
    "个": "piece",
    "℃": "degC",
    "°C": "degC",
    "吨": "t",
    "公斤": "kg",
    "千克": "kg",
    "克": "g",
    "毫克": "mg",
    "微克": "µg",
    "ug": "µg",
    "升": "L",
    "毫升": "mL",
    "立方米": "m^3",
    "立方": "m^3",
    "平方米": "m^2",
    "umol": "µmol",
    "m3": "m^3",
    "dm3": "dm^3",
    "cm3": "cm^3",
    "m2": "m^2",
    "dm2": "dm^2",
    "cm2": "cm^2",
}
"""Other names of units, as they are written."""

_ANY_CASE: Mapping[str, str] = {
    **dict.fromkeys(("%vol", "vol%", "%(v/v)", "%v/v", "%(体积分数)"), "percent_by_volume"),
    "cfu": "CFU",
    "mpn": "MPN",
    "pfu": "PFU",
    "iu": "IU",
    "kg": "kg",
    "l": "L",
    "ml": "mL",
}
"""Names that are known in any capitals; of others, capitals matter (Mg is no mg)."""

_PART = re.compile(r"(\d+(?:\.\d+)?)?(.*)", re.ASCII | re.DOTALL)
_SYMBOL = re.compile(r"(?:[A-Za-zµ_]+(?:\^[23])?)?")


_NEGATIVE = re.compile(r"(?<=\S)[ ·•⋅*]+([A-Za-z]+)\^?-([1-3])(?!\d)", re.ASCII)


def _under(found: re.Match[str]) -> str:
    """A negative power is what stands under the line: mg·m⁻³ is mg/m^3."""
    return f"/{found[1]}" + ("" if found[2] == "1" else f"^{found[2]}")


def _named(text: str) -> str | None:
    return _NAMES.get(text) or _ANY_CASE.get(text.lower())


def _part(text: str) -> tuple[Decimal, str]:
    """The count and the unit of one side of the line: 100 and mL of ``100mL``."""
    found = _PART.fullmatch(text)
    assert found is not None  # every text is a count, or none, and the rest
    return Decimal(found[1] or 1), _named(found[2]) or found[2]


@attrs.frozen
class _Unit:
    """A unit in parts: what stands over the line, and everything under it."""

    parts: tuple[tuple[Decimal, str], ...]


@functools.lru_cache(maxsize=4096)
def _parsed(unit: str) -> _Unit:
    over = _NEGATIVE.sub(_under, plain(unit)).replace("每", "/")
    text = "".join(over.split()).replace("μ", "µ")
    whole = _named(text)  # some names have a line of their own
    if whole is not None:
        return _Unit(((Decimal(1), whole),))
    return _Unit(tuple(_part(part) for part in text.split("/")))


_COUNTED = frozenset("度级倍粒次只条片份")
"""Chinese units that are counted and never converted."""

_LETTERS = re.compile(r"[A-Za-zµ]{1,12}(?:\^[23])?(?:\([A-Z]\))?")


def plausible(unit: str) -> bool:
    """Whether a text can be a unit (是否为计量单位), known or not; words around a value are none.

    >>> [plausible(unit) for unit in ("mg/kg", "/25g", "%vol", "dB(A)", "个/kg", "以下", "mg/kg以下")]
    [True, True, True, True, True, False, False]
    """
    known = {*_NAMES.values(), *_ANY_CASE.values(), *_COUNTED, ""}
    return bool(unit.strip()) and all(
        symbol in known or _LETTERS.fullmatch(symbol) is not None
        for _, symbol in _parsed(unit).parts
    )


_SPOKEN = re.compile("[为是:：,，;；()（）]")
"""Signs that stand between words, and in no unit."""

_PHYSICAL = frozenset({*_NAMES.values(), *_ANY_CASE.values()} - {"piece"})


def says_unit(text: str) -> bool:
    """Whether a text is a unit that is known by name, or a fraction of one (是否写明计量单位).

    >>> [says_unit(text) for text in ("毫克/立方米", "µg/m³", "mg·m⁻³", "微克每千克", "mg/标方", "个")]
    [True, True, True, True, True, False]
    """
    known = [symbol in _PHYSICAL for _, symbol in _parsed(text).parts]
    return all(known) or (len(known) > 1 and any(known) and _SPOKEN.search(text) is None)


def alike(one: str, two: str) -> bool:
    """Whether one unit can be brought to another (是否可换算)."""
    try:
        return same(one, two) or bool(_scale(one, two))
    except FieldError:
        return False


def same(one: str, two: str) -> bool:
    """Whether two units are one, in other spellings (是否同一单位).

    >>> same("µg/m³", "ug/m3"), same("mg/kg", "毫克/公斤"), same("%vol", "% vol"), same("mg", "Mg")
    (True, True, True, False)
    """
    return one == two or _parsed(one) == _parsed(two)


@functools.cache
def _registry() -> Any:
    try:
        import pint  # noqa: PLC0415 - an extra, imported only where two units differ
    except ImportError:
        raise MissingExtraError("pint", "units") from None
    registry: Any = pint.UnitRegistry(non_int_type=Decimal)
    for definition in DEFINITIONS:
        registry.define(definition)
    return registry


def _unlike(one: str, two: str) -> FieldError:
    return bilingual(
        "unit.unlike",
        f"计量单位 {one} 与 {two} 不能换算",
        f"the units {one} and {two} cannot be converted to each other",
    )


def _known(symbol: str, unit: str) -> Any:
    """The unit of pint for a symbol."""
    import pint  # noqa: PLC0415 - as above

    if _SYMBOL.fullmatch(symbol) is not None:
        try:
            return _registry().Unit(symbol.replace("^", "**"))
        except (pint.PintError, ValueError, TypeError, ArithmeticError, AttributeError):
            pass
    raise bilingual("unit.unknown", f"没有计量单位 {unit}", f"no such unit: {unit}")


def _factor(one: tuple[Decimal, str], two: tuple[Decimal, str], names: tuple[str, str]) -> Fraction:
    """How many of the second part the first one is."""
    registry = _registry()
    first, second = _known(one[1], names[0]), _known(two[1], names[1])
    if first.dimensionality != second.dimensionality:
        raise _unlike(*names)
    factor = registry.Quantity(Decimal(1), first).to(second).magnitude
    return Fraction(one[0]) * Fraction(factor) / Fraction(two[0])


def _ratio(unit: _Unit, names: tuple[str, str]) -> Fraction | None:
    """The plain number that a percentage, or a share of mass, is; None for any other unit."""
    if len(unit.parts) == 1 and unit.parts[0][1] in RATIOS:
        return _factor(unit.parts[0], (Decimal(1), ""), names)
    if len(unit.parts) != 2:  # noqa: PLR2004 - over and under the line
        return None
    over, under = unit.parts
    masses = [_known(part[1], names[0]).dimensionality == {"[mass]": 1} for part in (over, under)]
    return _factor(over, under, names) if all(masses) else None


def _scale(one: str, two: str) -> Fraction:
    first, second = _parsed(one), _parsed(two)
    if len(first.parts) == len(second.parts):
        pairs = zip(first.parts, second.parts, strict=True)
        over, *under = (_factor(a, b, (one, two)) for a, b in pairs)
        for factor in under:
            over /= factor
        return over
    left, right = _ratio(first, (one, two)), _ratio(second, (two, one))
    if left is None or right is None:
        raise _unlike(one, two)
    return left / right


def converted(value: Decimal, unit: str, to: str) -> Decimal:
    """Return a value in another unit, exactly (单位换算).

    Raises `FieldError` for a unit that nobody knows, for units that cannot be converted to each
    other, naming both, and for a value that has no end in the other unit.

    >>> converted(Decimal("0.01"), "g/kg", "mg/kg"), converted(Decimal(30), "MPN/100g", "MPN/g")
    (Decimal('10'), Decimal('0.3'))
    >>> converted(Decimal(1), "mg/L", "mg/kg")
    Traceback (most recent call last):
    qualitygov.errors.FieldError: the units mg/L and mg/kg cannot be converted to each other
    """
    if same(unit, to):
        return value
    found = finite(Fraction(value) * _scale(unit, to))
    if found is None:
        raise bilingual(
            "unit.inexact",
            f"{value} {unit} 不能精确换算为 {to}",
            f"{value} {unit} cannot be brought to {to} exactly",
        )
    return found
