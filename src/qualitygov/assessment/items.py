"""What the items of an assessment earn (考核项目得分), and why."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

import attrs

from qualitygov.assessment.plan import Item
from qualitygov.assessment.result import TargetResult, Verdict
from qualitygov.core.exact import Points, Rate
from qualitygov.core.result import Result
from qualitygov.text import Language, Text

PER_CENT = 100
NOT_JUDGED = frozenset({Verdict.INSUFFICIENT, Verdict.NOT_IN_FORCE})


@attrs.frozen(eq=False, repr=False)
class ItemResult(Result):
    """What one item earned (考核项目得分).

    `points` out of `full`; None when the item is not assessable, which is not zero.
    """

    shown: ClassVar[tuple[str, ...]] = ("item", "points", "full", "remark")
    brief: ClassVar[tuple[str, ...]] = ("item", "points", "full")

    item: Item
    result: TargetResult
    points: Points | None
    remark: Text

    @property
    def full(self) -> Points:
        """The item's points."""
        return Points(self.item.points)

    @property
    def assessable(self) -> bool:
        """Whether the item could be judged."""
        return self.points is not None

    def say(self, language: Language = "en") -> str:
        """Return the item as one line."""
        earned = (
            {"zh": "不可评", "en": "not assessable"}[language]
            if self.points is None
            else f"{self.points}/{self.full}"
        )
        return f"{earned}  {self.item.label.say(language)}  {self.remark.say(language)}"


def down_to_thousandth(points: int, share: Rate) -> int:
    """Return a share of some points, rounded down to the thousandth (按比例计分).

    Below the line never earns the whole.
    """
    return points * share.numerator // share.denominator


def _proportional(item: Item, result: TargetResult) -> int:
    value, floor, line = result.lowest.fraction, item.floor.fraction, item.target.line.fraction
    span = line - floor
    if not span:
        return 0
    share = min(max((value - floor) / span, Fraction(0)), Fraction(1))
    return down_to_thousandth(item.points, Rate.of(share))


def _per_point(item: Item, result: TargetResult) -> int:
    short = abs(result.lowest.fraction - item.target.line.fraction) * PER_CENT
    started = -(-short.numerator // short.denominator)
    return max(0, item.points - item.deduct * started)


def points_for(item: Item, result: TargetResult) -> int | None:
    """Return what an item earns, in thousandths (项目得分).

    None when its target could not be judged. Full points for a target that is met. Below the line
    nothing, or a part in proportion between floor and threshold (rounded down to the thousandth),
    or the points less so many for each started percentage point. A bonus item earns its points or
    nothing.
    """
    if result.verdict in NOT_JUDGED:
        return None
    if result.met:
        return item.points
    if (
        item.partial == "nothing"
        or not result.measured.defined
        or item.target.kind in ("rank", "trend")
    ):
        return 0
    return (
        _proportional(item, result) if item.partial == "proportional" else _per_point(item, result)
    )


def _remark(item: Item, result: TargetResult, points: int | None) -> Text:
    remark = Text(f"{result.verdict.label.zh}；", f"{result.verdict.label.en}; ") + result.reason
    if points is not None and 0 < points < item.points:
        how = {
            "proportional": Text(
                f"；自 {item.floor.percent()} 起按比例计分，舍至千分之一分",
                f"; in proportion from {item.floor.percent()}, down to the thousandth",
            ),
            "per-point": Text(
                f"；每不足一个百分点扣 {Points(item.deduct)}",
                f"; {Points(item.deduct)} off for each started percentage point",
            ),
        }
        remark += how[item.partial]
    return remark


def item_result(item: Item, result: TargetResult) -> ItemResult:
    """Return what an item earned by the verdict on its target (考核项目得分)."""
    points = points_for(item, result)
    earned = None if points is None else Points(points)
    return ItemResult(item, result, earned, _remark(item, result, points))
