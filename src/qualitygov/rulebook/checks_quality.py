"""Checks across the entries of figures, air and water (统计、空气与水源规则检查)."""

from __future__ import annotations

from collections.abc import Iterator

from qualitygov.errors import Problem
from qualitygov.rulebook.inforce import Checks, InForce, all_known
from qualitygov.rulebook.model.environment import GroundWaterLimit, WaterLimit, WaterPlan
from qualitygov.rulebook.model.industry import FigureItem, MeasuringUnit


def _figures(rules: InForce) -> Iterator[Problem]:
    """Figures are counted in units that exist."""
    units = rules.of(MeasuringUnit)
    for name, item in rules.of(FigureItem).items():
        path, what = f"figure-item.{name}.unit", ("计量单位", "unit")
        yield from all_known("figure", path, [item.unit], units, what)


def _water(rules: InForce) -> Iterator[Problem]:
    """Monitoring plans ask for items that have limits."""
    surface, ground = rules.of(WaterLimit), rules.of(GroundWaterLimit)
    for name, plan in rules.of(WaterPlan).items():
        path, what = f"water-plan.{name}.items", ("监测项目", "item of water")
        limits = ground if plan.ground else surface
        yield from all_known("water", path, plan.items, limits, what)


QUALITY_CHECKS: Checks = (
    (_figures, (FigureItem, MeasuringUnit)),
    (_water, (WaterPlan, WaterLimit, GroundWaterLimit)),
)
