"""What a town, a department or an area lost (失分), as every output of a run says it alike.

A bonus that was not earned is no loss: it is a part of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from qualitygov.core.period import Period
from qualitygov.rulebook.model.duty import Responsible
from qualitygov.text import Text

Plain = Mapping[str, Any]
NOTHING = Decimal(0)
UNNAMED = Text("（数据未指明单位）", " (no unit is named)")


def lost(item: Plain) -> Decimal | None:
    """Return what an item cost (扣分), None for a bonus and while it is open."""
    if item.get("bonus") or item["points"] is None or item.get("full") is None:
        return None
    return Decimal(item["full"]) - Decimal(item["points"])


def losses(place: Plain) -> list[tuple[Decimal, Plain]]:
    """Return the items that cost something, the dearest first (失分项目), each with what it cost."""
    found = [(cost, item) for item in place["items"] if (cost := lost(item)) is not None and cost]
    return sorted(found, key=lambda one: (-one[0], one[1]["id"]))


def bounds(item: Plain) -> tuple[str, str] | None:
    """Return the least and the most that an item can still earn (得分上下限), None where settled."""
    low, high = item["lowest"], item["highest"]
    return None if low == high else (low, high)


def answers(assessment: Plain, place: Plain, item: Plain) -> Text | None:
    """Return who answers for an item (责任单位): the units whose task it is, by name.

    Where no task names a unit it is the town itself, or the kind of unit that the target asks.
    """
    name = item.get("target")
    if name is None:  # of a department or an area
        return Text(place["name"]["zh"], place["name"]["en"])
    named = [
        row["name"]
        for kind in ("departments", "areas")
        for row in assessment[kind]
        if row["town"] == place["code"] and name in row["targets"]
    ]
    if named:
        return Text.joined((Text(one["zh"], one["en"]) for one in named), "、", ", ")
    target = place["targets"].get(name)
    if target is None:
        return None
    kind_of = Responsible(target["responsible"])
    if kind_of is Responsible.TOWN:
        return Text(place["name"]["zh"], place["name"]["en"])
    return kind_of.label + UNNAMED if kind_of is Responsible.DEPARTMENT else kind_of.label


def mend_by(assessment: Plain) -> date:
    """Return the day on which what was lost is measured again (整改期限): the next period's end."""
    first, last = (date.fromisoformat(assessment["period"][end]) for end in ("first", "last"))
    return Period(first, last).years_before(-1).last


def until(assessment: Plain, place: Plain, item: Plain) -> date | None:
    """Return until when an item may be mended (整改期限), None where nothing is to be mended.

    What is open settles on a day of its own; what was lost is measured again in the next period.
    """
    if bounds(item) is not None:
        target = place["targets"].get(item.get("target", ""), {})
        if target.get("settles_on"):
            return date.fromisoformat(target["settles_on"])
    cost = lost(item)
    short = bounds(item) is not None and not item.get("bonus")
    return mend_by(assessment) if short or (cost is not None and cost > NOTHING) else None


@attrs.frozen(kw_only=True)
class AddedUp:
    """What the items of a place add up to (合计): lines that make its score of what they earned.

    `full` and `earned` are those of the items that could be scored, bonuses apart; `lines` are the
    step to the scale of 100, the bonus and what else was taken off, each with its points.
    """

    full: Decimal
    earned: Decimal
    lines: tuple[tuple[Text, Decimal], ...]
    score: Decimal | None


def added_up(place: Plain) -> AddedUp:
    """Return how the score of a place comes of its items (得分合计)."""
    scored = [one for one in place["items"] if one["points"] is not None and not one.get("bonus")]
    full = sum((Decimal(one["full"]) for one in scored), NOTHING)
    earned = sum((Decimal(one["points"]) for one in scored), NOTHING)
    stands = place.get("computed", place)["score"]
    score = None if stands is None else Decimal(stands)
    return AddedUp(full=full, earned=earned, lines=tuple(_lines(place, score)), score=score)


def _lines(place: Plain, score: Decimal | None) -> Iterator[tuple[Text, Decimal]]:
    if score is None:
        return
    items = {one["id"] for one in place["items"]}
    bonus = {one["id"] for one in place["items"] if one.get("bonus")}
    if "lines" in place:
        for one in place["lines"]:
            if one["id"] not in items - bonus:
                yield Text(one["label"]["zh"], one["label"]["en"]), Decimal(one["points"])
        return
    scored = [one for one in place["items"] if one["points"] is not None]
    base = sum((Decimal(one["full"]) for one in scored), NOTHING)
    step = score - sum((Decimal(one["points"]) for one in scored), NOTHING)
    if step:
        left = len(place["items"]) - len(scored)
        yield (
            Text(
                f"{left} 项不计分，按可评分值 {base} 折算为百分制",
                f"{left} items not scored: brought from {base} assessable points to 100",
            ),
            step,
        )
