"""Rule entries of the environment (环境质量规则).

Air quality index, averaging, noise limits, water limits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Literal, Self

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.text import Text

AIR_POLLUTANTS = ("so2", "no2", "pm10", "pm25", "co", "o3", "o3_8h")
"""The pollutants of the air quality index. HJ 633."""

MOST_DIGITS = 9
ENDS = 2  # a line between nodes has two ends


def _check_digits(code: str, name: str, digits: Mapping[str, int]) -> Iterator[Problem]:
    """Numbers of decimals lie between none and nine."""
    for key, count in digits.items():
        if not 0 <= count <= MOST_DIGITS:
            expected = Text(f"应在 0 与 {MOST_DIGITS} 之间", f"between 0 and {MOST_DIGITS}")
            yield Problem(code, f"{name}.digits.{key}", str(count), expected)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AirIndex(RuleEntry):
    """Breakpoints of the air quality index (空气质量指数分级浓度限值).

    The entry's id is ``daily`` or ``hourly``.

    `index` are the sub-index nodes; `nodes` the concentrations of each pollutant at them (µg/m³, CO
    mg/m³), the list ends where the standard gives no more. `beyond` says what a concentration above
    a short list has: ``none`` (no index) or ``last`` (the last node's index). `digits` are the
    decimals to which inputs are rounded first, None for no rounding.
    """

    section: ClassVar[str] = "air-index"

    standard: str = attrs.field(metadata=about("标准", "standard"))
    index: tuple[int, ...] = attrs.field(metadata=about("分指数节点", "sub-index nodes"))
    nodes: Mapping[str, tuple[Decimal, ...]] = attrs.field(
        metadata=about("浓度节点", "concentrations at the nodes")
    )
    beyond: Literal["none", "last"] = attrs.field(
        metadata=about("超出末节点", "beyond a short list")
    )
    digits: Mapping[str, int] = attrs.field(
        factory=dict, metadata=about("输入修约位数", "decimals of inputs")
    )
    names_exceeding: bool = attrs.field(
        metadata=about("列出超标污染物", "names exceeding pollutants")
    )
    incomplete_above: int | None = attrs.field(
        default=None,
        metadata=about("数据不全时的公布下限", "with data missing, published only above"),
    )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Nodes rise, and none has more of them than the index; pollutants are known ones."""
        for name, entry in entries.items():
            if len(entry.index) < ENDS or list(entry.index) != sorted(set(entry.index)):
                text = Text("至少两个逐级递增的节点", "at least two nodes, rising")
                yield Problem("rulebook.air", f"{name}.index", str(entry.index), text)
            for pollutant in {*entry.nodes, *entry.digits} - set(AIR_POLLUTANTS):
                text = Text("应为下列之一：", "one of: ") + Text(*(", ".join(AIR_POLLUTANTS),) * 2)
                yield Problem("rulebook.air", f"{name}.nodes.{pollutant}", pollutant, text)
            yield from _check_digits("rulebook.air", name, entry.digits)
            for pollutant, nodes in entry.nodes.items():
                rising = list(nodes) == sorted(set(nodes))
                if len(nodes) < ENDS or not rising or len(nodes) > len(entry.index):
                    path = f"{name}.nodes.{pollutant}"
                    yield Problem(
                        "rulebook.air",
                        path,
                        str([str(n) for n in nodes]),
                        Text("应逐级递增", "nodes that rise, no more than the index has"),
                    )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AirLevel(RuleEntry):
    """A level of the air quality index (空气质量级别): up to `top`, None for the highest."""

    section: ClassVar[str] = "air-level"

    rank: int = attrs.field(validator=check.at_least(1), metadata=about("级别", "level"))
    top: int | None = attrs.field(default=None, metadata=about("上限（含）", "to, included"))
    good: bool = attrs.field(metadata=about("优良", "counts as good"))
    color: str = attrs.field(metadata=about("表征颜色", "color"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Levels rise by rank, and the highest has no upper end."""
        levels = sorted(entries.items(), key=lambda pair: pair[1].rank)
        tops = [level.top for _, level in levels[:-1]]
        closed = [top for top in tops if top is not None]
        if len(closed) != len(tops) or closed != sorted(set(closed)):
            text = Text("各级上限应随级别递增", "tops that rise with the levels")
            yield Problem("rulebook.air", f"{levels[0][0]}.top", str(tops), text)
        if levels[-1][1].top is not None:
            text = Text("最高一级不设上限", "the highest level has no upper end")
            yield Problem("rulebook.air", f"{levels[-1][0]}.top", str(levels[-1][1].top), text)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AveragingRule(RuleEntry):
    """How many hours make a mean valid (数据有效性规定). GB 3095."""

    section: ClassVar[str] = "air-averaging"

    day_hours: int = attrs.field(metadata=about("日均值最少小时数", "hours for a daily mean"))
    window_hours: int = attrs.field(
        metadata=about("8 小时均值最少小时数", "hours for an 8-hour mean")
    )
    windows: int = attrs.field(
        metadata=about("最少 8 小时均值数", "8-hour means for a daily maximum")
    )
    exceeding_counts: Decimal = attrs.field(
        metadata=about("不足但超过此浓度仍有效", "valid with fewer when above this")
    )
    digits: Mapping[str, int] = attrs.field(metadata=about("均值修约位数", "decimals of means"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Numbers of decimals are small."""
        for name, entry in entries.items():
            yield from _check_digits("rulebook.air", name, entry.digits)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class NoiseLimit(RuleEntry):
    """Limits of an acoustic functional area (声环境功能区限值), dB(A). GB 3096."""

    section: ClassVar[str] = "noise-limit"

    day: int = attrs.field(metadata=about("昼间", "day"))
    night: int = attrs.field(metadata=about("夜间", "night"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Nights are quieter than days."""
        for name, entry in entries.items():
            if entry.night >= entry.day:
                yield Problem(
                    "rulebook.noise",
                    f"{name}.night",
                    str(entry.night),
                    Text("夜间限值应低于昼间", "the night's limit is below the day's"),
                )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class WaterLimit(RuleEntry):
    """Limits of one water-quality item by class (水质标准限值), mg/L unless the standard says otherwise.

    GB 3838.

    `classes` are the limits of classes I to V; `lake` those of lakes where they differ. `kind` says
    how they bind; ``range`` takes `low` and `high` for all classes; ``source`` limits hold for
    drinking-water sources alone.
    """

    section: ClassVar[str] = "water-limit"

    kind: Literal["max", "min", "range", "source"] = attrs.field(
        metadata=about("限值类型", "how it binds")
    )
    classes: tuple[Decimal, ...] = attrs.field(
        default=(), metadata=about("Ⅰ 至 Ⅴ 类限值", "limits of classes I to V")
    )
    lake: tuple[Decimal, ...] = attrs.field(
        default=(), metadata=about("湖库限值", "limits of lakes")
    )
    low: Decimal | None = attrs.field(default=None, metadata=about("下限", "low"))
    high: Decimal | None = attrs.field(default=None, metadata=about("上限", "high"))
    lakes_only: bool = attrs.field(default=False, metadata=about("仅湖库", "lakes only"))
    rated: bool = attrs.field(
        default=True, metadata=about("参与类别评价", "takes part in the class")
    )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Limits loosen from class I to V."""
        for name, entry in entries.items():
            for limits in (entry.classes, entry.lake):
                ordered = sorted(limits, reverse=entry.kind == "min")
                if list(limits) != ordered:
                    yield Problem(
                        "rulebook.water",
                        f"{name}.classes",
                        str([str(n) for n in limits]),
                        Text("应自 Ⅰ 至 Ⅴ 类放宽", "limits loosen from class I to V"),
                    )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class GroundWaterLimit(RuleEntry):
    """Class III limits of one item of ground water (地下水质量标准Ⅲ类限值). GB/T 14848.

    mg/L unless the standard says otherwise; `low` is given where the item has to lie between two.
    """

    section: ClassVar[str] = "ground-water-limit"

    low: Decimal | None = attrs.field(default=None, metadata=about("下限", "low"))
    high: Decimal = attrs.field(metadata=about("上限", "high"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """The low end lies below the high one."""
        for name, limit in entries.items():
            if limit.low is not None and limit.low >= limit.high:
                expected = Text("下限应低于上限", "a low end below the high one")
                yield Problem("rulebook.water", f"{name}.low", str(limit.low), expected)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class WaterPlan(RuleEntry):
    """What a monitoring plan asks of a kind of source (水源地监测方案).

    How often a source of this `level` is sampled, and the items without which a sample says
    nothing. `ground` tells ground water from surface water. Where `population` or `tons` a day are
    given, a source below both is not asked (千吨万人). The plan of level ``unplanned`` names
    the items that are needed of a source that stands in no plan; nobody owes its samples.
    """

    section: ClassVar[str] = "water-plan"

    level: Literal["county", "rural", "unplanned"] = attrs.field(metadata=about("级别", "level"))
    ground: bool = attrs.field(default=False, metadata=about("地下水", "ground water"))
    every: Literal["year", "half-year", "quarter", "month"] = attrs.field(
        metadata=about("周期", "once in every")
    )
    items: tuple[str, ...] = attrs.field(metadata=about("必测项目", "items asked"))
    population: int | None = attrs.field(
        default=None,
        validator=check.optional(check.at_least(1)),
        metadata=about("供水人口下限", "people served, at least"),
    )
    tons: int | None = attrs.field(
        default=None,
        validator=check.optional(check.at_least(1)),
        metadata=about("日供水量下限", "tons a day, at least"),
    )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Each plan asks for something, and there is one for a level and a kind of water."""
        seen: set[tuple[str, bool]] = set()
        for name, plan in sorted(entries.items()):
            if not plan.items:
                expected = Text("至少一个必测项目", "at least one item")
                yield Problem("rulebook.water", f"{name}.items", "", expected)
            if (plan.level, plan.ground) in seen:
                expected = Text("同一级别和水体类型只应有一个方案", "one plan for a level and kind")
                yield Problem("rulebook.water", f"{name}.level", plan.level, expected)
            seen.add((plan.level, plan.ground))
