"""Checks across the entries of figures, trades and water (统计、行业与水源规则检查)."""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.codes.industry_code import begins_code, divisions
from qualitygov.errors import Problem
from qualitygov.rulebook.inforce import Checks, InForce, all_known, unknown_word, wrong
from qualitygov.rulebook.model.assessment import IndicatorRule
from qualitygov.rulebook.model.enterprise import TracedTrade
from qualitygov.rulebook.model.environment import GroundWaterLimit, WaterLimit, WaterPlan
from qualitygov.rulebook.model.industry import FigureItem, MeasuringUnit, Sector
from qualitygov.rulebook.model.service import MainTrade


def _figures(rules: InForce) -> Iterator[Problem]:
    """Figures are counted in units that exist."""
    units = rules.of(MeasuringUnit)
    for name, item in rules.of(FigureItem).items():
        path, what = f"figure-item.{name}.unit", ("计量单位", "unit")
        yield from all_known("figure", path, [item.unit], units, what)


def _indicators(rules: InForce) -> Iterator[Problem]:
    """Indicators of figures name figures that exist; a share is taken of one that has its parts."""
    items = rules.of(FigureItem)
    for name, indicator in rules.of(IndicatorRule).items():
        condition = indicator.where.get("item")
        if indicator.facts != "figure" or condition is None:
            continue
        path, named = f"indicator.{name}.where.item", condition.any_of or ()
        yield from all_known("figure", path, named, items, ("统计指标", "figure"))
        wanted = "above" if indicator.kind == "share" else "value"
        if indicator.sum != wanted:
            zh, en = (
                f"{indicator.kind} 类指标应对 {wanted} 求和",
                f"a {indicator.kind} sums {wanted}",
            )
            yield wrong("figure", f"indicator.{name}.sum", indicator.sum, zh, en)
        for item in named:
            if item in items and items[item].derived is not (wanted == "above"):
                zh, en = "比例类指标须用由各项构成的统计指标", "only a share is taken of a share"
                yield wrong("figure", path, item, zh, en)


def _water(rules: InForce) -> Iterator[Problem]:
    """Monitoring plans ask for items that have limits."""
    surface, ground = rules.of(WaterLimit), rules.of(GroundWaterLimit)
    for name, plan in rules.of(WaterPlan).items():
        path, what = f"water-plan.{name}.items", ("监测项目", "item of water")
        limits = ground if plan.ground else surface
        yield from all_known("water", path, plan.items, limits, what)


def _trades(rules: InForce) -> Iterator[Problem]:
    """Trades and sectors are parts of GB/T 4754."""
    what = ("GB/T 4754 行业代码", "code of GB/T 4754")
    named: dict[str, tuple[str, ...]] = {
        f"traced-trade.{name}.industries": one.industries
        for name, one in rules.of(TracedTrade).items()
    }
    named |= {f"main-trade.{name}.code": (one.code,) for name, one in rules.of(MainTrade).items()}
    for path, codes in named.items():
        for code in codes:
            if not begins_code(code):
                yield unknown_word("trade", path, code, divisions(), what)
    for name, sector in rules.of(Sector).items():
        path, what = f"sector.{name}.divisions", ("GB/T 4754 大类", "division of GB/T 4754")
        yield from all_known("sector", path, sector.divisions, divisions(), what)


QUALITY_CHECKS: Checks = (
    (_figures, (FigureItem, MeasuringUnit)),
    (_indicators, (FigureItem, IndicatorRule)),
    (_trades, (MainTrade, TracedTrade, Sector)),
    (_water, (WaterPlan, WaterLimit, GroundWaterLimit)),
)
