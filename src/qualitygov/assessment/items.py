"""What the items of an assessment earn (考核项目得分), and why."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

import attrs

from qualitygov.assessment.left import Left
from qualitygov.assessment.plan import Item
from qualitygov.assessment.result import Reading, TargetResult, Verdict
from qualitygov.core.exact import Points, Rate
from qualitygov.core.result import Result
from qualitygov.rulebook.model.duty import Control
from qualitygov.text import Language, Text

PER_CENT = 100
WITHOUT_POINTS = Text("仅列示，不计分", "shown, not scored")


@attrs.frozen(eq=False, repr=False, kw_only=True)
class ItemResult(Result):
    """What one item earned (考核项目得分).

    `points` out of `full` as things stand, `lowest` and `highest` what they can still become. All
    three are None when the item leaves the scale, which is not zero; `points` alone is None while
    nothing can be said.
    """

    shown: ClassVar[tuple[str, ...]] = (
        "item",
        "points",
        "lowest",
        "highest",
        "full",
        "remark",
        "why",
    )
    brief: ClassVar[tuple[str, ...]] = ("item", "points", "full")

    item: Item
    result: TargetResult
    points: Points | None
    lowest: Points | None
    highest: Points | None
    remark: Text
    why: Left | None = None

    @property
    def full(self) -> Points:
        """The item's points."""
        return Points(self.item.points)

    @property
    def assessable(self) -> bool:
        """Whether the item could be judged."""
        return self.points is not None

    @property
    def lost(self) -> Points:
        """What was not earned of its points, as things stand."""
        return Points(0) if self.points is None else self.full - self.points

    def say(self, language: Language = "en") -> str:
        """Return the item as one line."""
        if self.points is not None:
            earned = f"{self.points}/{self.full}"
        elif self.lowest is not None:
            earned = {"zh": "待定", "en": "open"}[language]
        else:
            earned = {"zh": "不计分", "en": "not scored"}[language]
        if self.lowest is not None and self.highest is not None and self.lowest != self.highest:
            earned += f" [{self.lowest}–{self.highest}]"
        return f"{earned}  {self.item.label.say(language)}  {self.remark.say(language)}"


def down_to_thousandth(points: int, share: Rate) -> int:
    """Return a share of some points, rounded down to the thousandth (按比例计分).

    Below the line never earns the whole.
    """
    return points * share.numerator // share.denominator


def _proportional(item: Item, value: Rate) -> int:
    floor, line = item.floor.fraction, item.target.line.fraction
    span = line - floor
    if not span or (span < 0) != (item.target.op == "at-most"):
        return 0
    share = min(max((value.fraction - floor) / span, Fraction(0)), Fraction(1))
    return down_to_thousandth(item.points, Rate.of(share))


def _per_point(item: Item, value: Rate) -> int:
    short = abs(value.fraction - item.target.line.fraction) * PER_CENT
    started = -(-short.numerator // short.denominator)
    return max(0, item.points - item.deduct * started)


def points_for(item: Item, reading: Reading) -> int:
    """Return what an item earns for a reading of its target, in thousandths (项目得分).

    Full points where the line is reached. Below it nothing, or a part in proportion between floor
    and threshold (rounded down to the thousandth), or the points less so many for each started
    percentage point. A bonus item earns its points or nothing.
    """
    if reading.met:
        return item.points
    if item.partial == "nothing" or item.target.kind in ("rank", "trend"):
        return 0
    if item.partial == "proportional":
        return _proportional(item, reading.value)
    return _per_point(item, reading.value)


@attrs.frozen
class _Earned:
    """Points now, at worst and at best, in thousandths; None where nothing can be said."""

    now: int | None
    lowest: int | None
    highest: int | None
    why: Left | None = None


LEAVES: Mapping[Verdict, Left] = {
    Verdict.NOT_IN_FORCE: Left.NOT_IN_FORCE,
    Verdict.NOT_APPLICABLE: Left.NOT_APPLICABLE,
    Verdict.TOO_FEW: Left.TOO_FEW,
}


def _earned(item: Item, result: TargetResult) -> _Earned:
    if result.target.indicator.controllable is Control.NONE:
        return _Earned(None, None, None, Left.NOT_IN_HAND)
    if result.costs:
        return _Earned(0, 0, 0)
    if result.verdict in LEAVES:
        return _Earned(None, None, None, LEAVES[result.verdict])
    ends = result.ends
    now = None if ends.now is None else points_for(item, ends.now)
    if ends.worst is None or ends.best is None:
        return _Earned(now, 0, item.points)
    return _Earned(now, points_for(item, ends.worst), points_for(item, ends.best))


def _remark(item: Item, result: TargetResult, earned: _Earned) -> Text:
    remark = Text(f"{result.verdict.label.zh}；", f"{result.verdict.label.en}; ") + result.reason
    if earned.why is Left.NOT_IN_HAND:
        return remark + Text("；", "; ") + WITHOUT_POINTS
    if earned.now is not None and 0 < earned.now < item.points:
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


def item_result(item: Item, result: TargetResult, left: Left | None = None) -> ItemResult:
    """Return what an item earned by the verdict on its target (考核项目得分).

    `left` says why the item leaves the scale whatever its verdict.
    """
    earned = _Earned(None, None, None, left) if left is not None else _earned(item, result)
    remark = _remark(item, result, earned)
    if left is not None:
        remark = Text(f"{left.label.zh}；", f"{left.label.en}; ") + result.reason
    now, lowest, highest = (
        None if points is None else Points(points)
        for points in (earned.now, earned.lowest, earned.highest)
    )
    return ItemResult(
        item=item,
        result=result,
        points=now,
        lowest=lowest,
        highest=highest,
        remark=remark,
        why=earned.why,
    )
