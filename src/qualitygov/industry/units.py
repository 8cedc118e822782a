"""Numbers with units (计量单位换算): a figure is brought to its item's unit exactly, or refused.

12 亿元 and 90000 万元 are 1200 and 900 百万元, a fall. 55 % and 0.60 (比例) are 55 % and 60 %; 0.60 with
the sign % is refused where nothing can be so small. Clauses 2.2.1, 2.2.5.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from fractions import Fraction

from qualitygov.core.exact import as_decimal, finite
from qualitygov.core.near import near
from qualitygov.errors import FieldError, bilingual
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.industry import FigureItem, MeasuringUnit


def _written(name: str) -> str:
    """A unit as it is compared: full-width signs and spaces do not matter."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def unit_named(name: str, context: Context) -> MeasuringUnit:
    """Return the unit that a name means (计量单位); raises `FieldError` for one the book has not.

    >>> from qualitygov.rulebook import load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-12-31")
    >>> unit_named("亿", context).id, unit_named(" ％", context).id
    ('yi-yuan', 'percent')
    """
    units = context.rules.entries(MeasuringUnit)
    for unit in units.values():
        if any(_written(one) == _written(name) for one in unit.names):
            return unit
    hint = near(name, [one for unit in units.values() for one in unit.names])
    raise bilingual(
        "figure.unit",
        f"没有计量单位 {name}；{hint.zh}",
        f"no such unit: {name}; {hint.en}",
    )


def converted(value: Decimal | int | str, unit: str, item: FigureItem, context: Context) -> Decimal:
    """Return a figure in its item's unit, exactly (换算至指标单位).

    Raises `FieldError` for a unit that the book has not, for one that measures something else, and
    for a value outside the item's bounds.

    >>> from qualitygov.rulebook import load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-12-31")
    >>> output = context.rules.entry(FigureItem, "output-energy")
    >>> converted(12, "亿", output, context), converted(90000, "万元", output, context)
    (Decimal('1200'), Decimal('900'))
    """
    given, wanted = unit_named(unit, context), context.rules.entry(MeasuringUnit, item.unit)
    if given.quantity != wanted.quantity:
        raise bilingual(
            "figure.unit",
            f"{item.label.zh}的计量单位应为{wanted.label.zh}或可与之换算的单位，实际为 {unit}",
            f"{item.label.en} is counted in {wanted.label.en} or a unit like it, not in {unit}",
        )
    found = finite(Fraction(as_decimal(value)) * Fraction(given.factor) / Fraction(wanted.factor))
    if found is None:
        raise bilingual(
            "figure.unit",
            f"{value} {unit} 不能精确换算为{wanted.label.zh}",
            f"{value} {unit} cannot be brought to {wanted.label.en} exactly",
        )
    _check_bounds(found, item, wanted)
    return found


def _check_bounds(value: Decimal, item: FigureItem, unit: MeasuringUnit) -> None:
    low, high = item.low, item.high
    if (low is None or low <= value) and (high is None or value <= high):
        return
    least, most = ("–" if one is None else str(one) for one in (low, high))
    raise bilingual(
        "figure.bounds",
        f"{item.label.zh} {value}（{unit.label.zh}）应在 {least} 与 {most} 之间，请核对计量单位",
        f"{item.label.en} of {value} ({unit.label.en}) should lie between {least} and {most}; "
        "is the unit right?",
    )


def fits(value: Decimal, unit: str, item: FigureItem, context: Context) -> Decimal | None:
    """Return a figure in its item's unit, None for one that is refused (可用的统计数字)."""
    try:
        return converted(value, unit, item, context)
    except FieldError:
        return None
