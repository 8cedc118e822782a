"""Which figure counts for a year (统计数字取值): the last one known, carried forward, or stood in for.

Clauses 2.2.1.a-b, 2.2.5.b, 2.2.5.f. A figure may be filed again: the last one that was known
counts, and two that differ and came on the same day cancel each other. A share needs all its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Self

import attrs

from qualitygov.core.exact import finite
from qualitygov.core.knowledge import known_day
from qualitygov.core.result import Result
from qualitygov.errors import FieldError, Problem
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


@attrs.frozen(kw_only=True)
class RefusedFigure(Result):
    """A figure that was filed and counts for nothing (未采用的统计数字), and why."""

    town: str
    item: str
    year: int
    reason: Text

    @classmethod
    def of(cls, figure: Figure, reason: Text) -> Self:
        """Make it of a figure (由统计数字建立)."""
        return cls(town=figure.town, item=figure.item, year=figure.year, reason=reason)

    @property
    def id(self) -> str:
        """Town, item and year."""
        return f"{self.town}/{self.item}/{self.year}"


@attrs.frozen
class Known:
    """A figure of a town (已知统计数字): its two sides, its year, and the day on which it came.

    A figure that is no share has 1 under the line.
    """

    above: Decimal
    under: Decimal
    year: int
    filed_on: date


Filed = Mapping[tuple[str, int], list[tuple[date, Decimal]]]
"""The figures of one item that fit it, by town and year: the day on which each came, and it."""


def _filed(figures: Iterable[Figure], item: FigureItem, context: Context) -> Filed:
    filed: dict[tuple[str, int], list[tuple[date, Decimal]]] = {}
    for figure in figures:
        value = fits(figure.value, figure.unit, item, context)
        if value is not None:
            day = known_day(figure) or date(figure.year, 12, 31)
            filed.setdefault((figure.town, figure.year), []).append((day, value))
    return filed


def _latest(values: Iterable[tuple[date, Decimal]]) -> set[Decimal]:
    """What came last: more than one value where two of one day contradict each other."""
    given = list(values)
    last = max(day for day, _ in given)
    return {value for day, value in given if day == last}


def _counted(filed: Filed, context: Context) -> dict[tuple[str, int], Known]:
    """The figures of one item, by town and year: the last known of what came by the cut-off."""
    found = {}
    for (town, year), values in filed.items():
        first, latest = min(day for day, _ in values), _latest(values)
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
    """All figures of a county that count (统计数字序列), by item, town and year.

    `refused` are those that were filed and count for nothing, with the reasons.
    """

    items: Mapping[str, FigureItem]
    known: Mapping[str, Mapping[tuple[str, int], Known]]
    context: Context
    refused: tuple[RefusedFigure, ...] = ()

    def why(self, town: str, item: FigureItem, year: int) -> Text | None:
        """Return why what was filed for a figure counts for nothing (未采用的原因), if it does."""
        if not self.refused or self.actual(town, item, year) is not None:
            return None
        parts = {*item.above, *item.under} if item.derived else {item.id}
        found = [
            one.reason
            for one in self.refused
            if one.town == town and one.year == year and one.item in parts
        ]
        return Text.joined(dict.fromkeys(found)) if found else None

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
    filed = {name: _filed(rows[name], item, context) for name, item in items.items()}
    known = {name: _counted(found, context) for name, found in filed.items()}
    refused = sorted(_refused(view, filed, context), key=lambda one: (one.id, str(one.reason)))
    return Series(items, known, context, tuple(refused))


def _refused(
    view: CountyView, filed: Mapping[str, Filed], context: Context
) -> Iterator[RefusedFigure]:
    """Figures that no rule can use, and those that contradict each other."""
    reading = Context.of_reading(context.rulebook)
    items = context.rules.entries(FigureItem)
    for figure in view.known(FIGURES, context):
        wrong = list(figure_problems(figure, reading))
        if not wrong and figure.item in items:
            wrong = list(figure_problems(figure, context))
        for problem in wrong:
            yield RefusedFigure.of(figure, problem.expected)
            break
    for name, found in filed.items():
        for (town, year), values in found.items():
            latest = sorted(_latest(values))
            if len(latest) > 1:
                shown = ", ".join(map(str, latest))
                reason = Text(
                    f"同日报送的数不一致：{shown}", f"filed on one day and differ: {shown}"
                )
                yield RefusedFigure(town=town, item=name, year=year, reason=reason)


def refused_figures(view: CountyView, context: Context) -> tuple[RefusedFigure, ...]:
    """Return the figures that were filed and count for nothing (未采用的统计数字), with the reasons.

    A county's folder names them when it is read; this names them for data made by a program.
    """
    series: Series = view.once(series_of, context.settled)
    return series.refused


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
        text = Text(
            f"{item.label.zh}由其各项计算，不单独报送",
            f"{item.label.en} is worked out from its parts and is not filed",
        )
        yield Problem("figure.derived", "item", figure.item, text)
        return
    try:
        converted(figure.value, figure.unit, item, context)
    except FieldError as error:
        path = "value" if error.code == "figure.bounds" else "unit"
        yield Problem(error.code, path, f"{figure.value} {figure.unit}", error.text)
