"""Screening whole tables (批量筛查): the same grounds as for one enterprise, in columns.

Each ground is a filter, a series (unit, unit and category, or unit and run) and a count; the day it
arose is that of the n-th record of its series.
"""

from __future__ import annotations

from typing import Any

from qualitygov.blacklist.plan import GroundPlan, ScreenPlan
from qualitygov.core.periods import boundary
from qualitygov.credit.keys import KEY, counting, with_key
from qualitygov.errors import bilingual
from qualitygov.plan.columns import as_lazy, day_literal, nw, whole

__all__ = ["OUTPUT", "screen_frame"]

OUTPUT = ("code", "ground", "arose_on", "records")
_ORDER = ["decided_on", "id"]


def _matching(plan: GroundPlan) -> nw.Expr:
    condition = nw.col("kind").is_in(sorted(plan.kinds))
    if plan.severities:
        condition = condition & nw.col("severity").is_in(sorted(plan.severities))
    if plan.heavier_penalty:
        condition = condition & nw.col("heavier_penalty").fill_null(value=False)
    if plan.judged_grave:
        condition = condition & ~nw.col("judged_grave_by").is_null()
    return condition.fill_null(value=False)


def _in_series(plan: GroundPlan, records: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The matching records, each with its series.

    A category, a run without interruption, or the unit itself.
    """
    if plan.sequence:
        marked = records.filter(nw.col("kind").is_in(sorted(plan.sequence))).with_columns(
            nw.when(_matching(plan)).then(whole(0)).otherwise(whole(1)).alias("_break")
        )
        runs = nw.col("_break").cum_sum().over(KEY, order_by=_ORDER).cast(nw.String)
        return marked.with_columns(runs.alias("_series")).filter(nw.col("_break") == whole(0))
    matching = records.filter(_matching(plan))
    if plan.same_category:
        return matching.filter(~nw.col("category").is_null()).with_columns(
            nw.col("category").alias("_series")
        )
    return matching.with_columns(nw.lit("").alias("_series"))


def _standing(plan: GroundPlan, records: nw.LazyFrame[Any], plan_as_of: Any) -> nw.LazyFrame[Any]:
    """Records that have stood for a term.

    Those decided before the day whose term still runs on `as_of`.

    A term of months ends with the month's last day where it has no such day, so the day a ground
    arose is worked out month by month.
    """
    assert plan.standing_for is not None
    if plan.standing_for.days:
        raise bilingual(
            "frame.term", "持续期间应以年月计", "a standing term is in years and months"
        )
    since = boundary(plan_as_of, plan.standing_for)
    ripe = records.filter(_matching(plan) & (nw.col("decided_on") < day_literal(since)))
    months = plan.standing_for.total_months
    arose = nw.col("decided_on").dt.offset_by(f"{months}mo").dt.offset_by("1d")
    return ripe.with_columns(arose.cast(nw.Date).alias("_arose"))


def _counted(plan: GroundPlan, records: nw.LazyFrame[Any], as_of: Any) -> nw.LazyFrame[Any]:
    """One row for each unit that has the ground."""
    own = records.filter(nw.col("decided_on") >= day_literal(plan.since))
    if plan.standing_for is not None:
        found = _standing(plan, own, as_of)
        grouped = found.group_by(KEY).agg(
            nw.col("_arose").min().alias("arose_on"), nw.col("id").count().alias("records")
        )
    else:
        found = _in_series(plan, own).with_columns(whole(1).alias("_one"))
        found = found.with_columns(
            nw.col("_one").cum_sum().over(KEY, "_series", order_by=_ORDER).alias("_nth")
        )
        nth = (
            nw.when(nw.col("_nth") == whole(plan.at_least))
            .then(nw.col("decided_on"))
            .otherwise(nw.lit(None, nw.Date))
        )
        series = (
            found.with_columns(nth.alias("_day"))
            .group_by(KEY, "_series")
            .agg(nw.col("_day").min(), nw.col("_one").sum())
        )
        reached = series.filter(nw.col("_one") >= whole(plan.at_least))
        grouped = reached.group_by(KEY).agg(
            nw.col("_day").min().alias("arose_on"), nw.col("_one").sum().alias("records")
        )
    return grouped.select(
        KEY,
        nw.lit(plan.id).alias("ground"),
        nw.col("arose_on").cast(nw.Date),
        nw.col("records").cast(nw.Int64),
    )


def screen_frame(plan: ScreenPlan, enterprises: Any, records: Any) -> Any:
    """Screen every enterprise of a table (批量筛查); see `BlacklistScreener.screen_frame`."""
    units, collect = as_lazy(enterprises)
    facts, _ = as_lazy(records)
    units = with_key(units, "code").select("code", KEY)
    counted = with_key(facts.filter(counting(facts, plan.context)), "subject")
    parts = [_counted(ground, counted, plan.context.as_of) for ground in plan.grounds]
    if not parts:
        raise bilingual(
            "screen.none", "该日没有施行的列入事由", "no ground is in force on this day"
        )
    grounds = nw.concat(parts) if len(parts) > 1 else parts[0]
    answer = units.join(grounds, on=KEY, how="inner").select(*OUTPUT)
    return answer.collect().to_native() if collect else answer.to_native()
