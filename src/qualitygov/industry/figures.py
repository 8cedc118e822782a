"""Which figure counts for a year (统计数字取值): the last one known, carried forward, or stood in for.

Clauses 2.2.1.a-b, 2.2.5.b, 2.2.5.f. A figure may be filed again: the last one that was known
counts, and two that differ and came on the same day cancel each other. A share needs all its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs

from qualitygov.core.exact import finite
from qualitygov.core.knowledge import known_day
from qualitygov.errors import Problem, bilingual
from qualitygov.industry.entities import Figure
from qualitygov.industry.tables import FIGURES
from qualitygov.industry.units import converted, fits
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.industry import FigureItem
from qualitygov.rulebook.words import unknown
from qualitygov.subject import CountyView
from qualitygov.text import Text

ONE = Decimal(1)


def figure_year(context: Context) -> int:
    """Return the calendar year whose figures are judged (统计年份): the one that ends in the period.

    >>> from qualitygov.rulebook import load_rulebook
    >>> figure_year(Context.of_year(load_rulebook("strong-town"), 2016))
    2016
    """
    last = context.period.last
    return last.year if date(last.year, 12, 31) in context.period else last.year - 1


@attrs.frozen
class Known:
    """A figure of a town (已知统计数字): its two sides, its year, and the day on which it came.

    A figure that is no share has 1 under the line.
    """

    above: Decimal
    under: Decimal
    year: int
    filed_on: date


def _counted(
    figures: Iterable[Figure], item: FigureItem, context: Context
) -> dict[tuple[str, int], Known]:
    """The figures of one item, by town and year: the last known of what came by the cut-off."""
    filed: dict[tuple[str, int], list[tuple[date, Decimal]]] = {}
    for figure in figures:
        value = fits(figure.value, figure.unit, item, context)
        if value is not None:
            day = known_day(figure) or date(figure.year, 12, 31)
            filed.setdefault((figure.town, figure.year), []).append((day, value))
    found = {}
    for (town, year), values in filed.items():
        first, last = min(day for day, _ in values), max(day for day, _ in values)
        latest = {value for day, value in values if day == last}
        if context.happened(first) and len(latest) == 1:
            found[town, year] = Known(latest.pop(), ONE, year, first)
    return found


def _sum(parts: Iterable[Known | None]) -> Decimal:
    total = sum((Fraction(one.above) for one in parts if one is not None), Fraction(0))
    found = finite(total)
    assert found is not None  # a sum of decimals has an end
    return found


@attrs.frozen
class Series:
    """All figures of a county that count (统计数字序列), by item, town and year."""

    items: Mapping[str, FigureItem]
    known: Mapping[str, Mapping[tuple[str, int], Known]]
    context: Context

    def actual(self, town: str, item: FigureItem, year: int) -> Known | None:
        """Return the year's own figure (当年数); a share's needs all its parts."""
        if not item.derived:
            return self.known[item.id].get((town, year))
        above = [self.known[part].get((town, year)) for part in item.above]
        under = [self.known[part].get((town, year)) for part in item.under]
        parts = [part for part in (*above, *under) if part is not None]
        if len(parts) < len(above) + len(under):
            return None
        upper, lower = _sum(above), _sum(under)
        if lower <= 0:
            return None
        return Known(upper, lower, year, max(part.filed_on for part in parts))

    def value(self, town: str, item: FigureItem, year: int) -> Known | None:
        """Return the figure that counts for a year (取值): its own, or one that stands in for it.

        A figure of an inventory is carried forward. For the year that is judged, the year before's
        stands in once the cut-off has passed, where the book says so.
        """
        for back in range(item.carried_for + 1):
            found = self.actual(town, item, year - back)
            if found is not None and (back == 0 or self._ended(year)):
                return self._shifted(town, item, year) if self._growth(town, item, year) else found
        return self.actual(town, item, year - 1) if self._stood_in(town, item, year) else None

    def _ended(self, year: int) -> bool:
        return self.context.happened(date(year, 12, 31))

    def _stood_in(self, town: str, item: FigureItem, year: int) -> bool:
        """Whether the figure of the year that is judged has not come by the cut-off."""
        closed = self.context.as_of >= self.context.cutoff and year == figure_year(self.context)
        return closed and item.stands_in != "none" and self.actual(town, item, year) is None

    def _growth(self, town: str, item: FigureItem, year: int) -> bool:
        """Whether the next year's figure is stood in for by this one, which moves on one year."""
        return item.stands_in == "growth" and self._stood_in(town, item, year + 1)

    def _shifted(self, town: str, item: FigureItem, year: int) -> Known | None:
        return self.actual(town, item, year - 1)


def series_of(view: CountyView, context: Context) -> Series:
    """Return the figures of a county (统计数字序列)."""
    items = context.rules.entries(FigureItem)
    rows: dict[str, list[Figure]] = {name: [] for name in items}
    for figure in view.known(FIGURES, context):
        if figure.item in rows and not items[figure.item].derived:
            rows[figure.item].append(figure)
    known = {name: _counted(rows[name], item, context) for name, item in items.items()}
    return Series(items, known, context)


def years_of(view: CountyView, context: Context) -> range:
    """Return the years for which figures are due (应报年份): from the first on file to the judged."""
    last = figure_year(context)
    filed = [one.year for one in view.known(FIGURES, context) if one.year < last]
    return range(min([*filed, last - 1]), last + 1)


def figure_problems(figure: Figure, context: Context) -> Iterator[Problem]:
    """Yield what is wrong with a figure's item, unit and size (统计数字核对)."""
    items = context.rules.entries(FigureItem)
    if figure.item not in items:
        what = Text("没有此统计指标", "no such figure")
        yield unknown("figure.item", "item", figure.item, items, what)
        return
    item = items[figure.item]
    if item.derived:
        raise bilingual(
            "figure.derived",
            f"{item.label.zh}由其各项计算，不单独报送",
            f"{item.label.en} is worked out from its parts and is not filed",
        )
    converted(figure.value, figure.unit, item, context)
