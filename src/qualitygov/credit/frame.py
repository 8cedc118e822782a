"""Scoring whole tables (批量信用评分): the same plan as for one enterprise, compiled to columns.

Records that cannot weigh are dropped first; each record left gets its points from one chain of
conditions; one grouping by unit sums each kind in its own column; caps, bonus and grade are
arithmetic on the grouped rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from qualitygov.core.periods import boundary
from qualitygov.credit.frames_common import (
    KEY,
    as_lazy,
    counted_records,
    day_literal,
    nw,
    whole,
    with_key,
)
from qualitygov.credit.plan import Cell, CreditPlan, KindPlan, RepeatPlan, Steps
from qualitygov.errors import bilingual

__all__ = ["OUTPUT", "score_frame"]

OUTPUT = ("code", "score", "grade", "deductions", "merits", "bonus", "counted")
_DAY = {"decided": "decided_on", "happened": "happened_on", "known": "known_on"}
_KIND, _POINTS, _FORCED, _VOIDS = "_kind", "_points", "_forced", "_voids"
RANKS = 16  # room for severities within a kind in the cell number


def _is(column: str, value: str) -> nw.Expr:
    return nw.col(column) == nw.lit(value)


def _chain(pairs: list[tuple[nw.Expr, nw.Expr]], otherwise: nw.Expr) -> nw.Expr:
    """A chain of conditions, the first that holds deciding.

    Nested from the end, as SQL's CASE and Polars both like.
    """
    result = otherwise
    for condition, value in reversed(pairs):
        result = nw.when(condition).then(value).otherwise(result)
    return result


def _stepped(steps: Steps, day: str) -> nw.Expr:
    none = nw.lit(None, nw.Int64)
    return _chain(
        [(nw.col(day) >= day_literal(since), whole(points)) for since, points in steps], none
    )


class _Numbering:
    """Kinds and cells by number: comparing integers is cheaper than comparing words twice."""

    def __init__(self, plan: CreditPlan) -> None:
        self.kinds = {name: at for at, name in enumerate(plan.kinds)}

    def cell(self, kind: KindPlan, cell: Cell) -> int:
        return self.kinds[kind.kind] * RANKS + cell.rank


def _of(kind: KindPlan, numbers: _Numbering, rank: int = 0) -> nw.Expr:
    """Whether a row is of this kind, from a rank up."""
    first = numbers.kinds[kind.kind] * RANKS
    return (nw.col(_KIND) >= whole(first + rank)) & (nw.col(_KIND) < whole(first + RANKS))


def _any(conditions: list[nw.Expr]) -> nw.Expr:
    result = conditions[0]
    for condition in conditions[1:]:
        result = result | condition
    return result


def _with_cells(
    records: nw.LazyFrame[Any], plan: CreditPlan, numbers: _Numbering
) -> nw.LazyFrame[Any]:
    """Turn kind and severity into a number once.

    And drop rows whose words the plan does not know or that lie too far back.
    """
    day = _DAY[plan.counts_from]
    kinds = list(plan.kinds.values())
    pairs = [
        (
            _is("kind", k.kind),
            _chain(
                [(_is("severity", s), whole(numbers.cell(k, c))) for s, c in k.cells.items()],
                whole(-1),
            ),
        )
        for k in kinds
    ]
    reach = min(_reach(kind, cell) for kind in kinds for cell in kind.cells.values())
    numbered = records.filter(nw.col(day) >= day_literal(reach)).with_columns(
        _chain(pairs, whole(-1)).alias(_KIND)
    )
    kept = numbered.filter(nw.col(_KIND) >= whole(0))
    low = [
        _of(k, numbers) & ~(nw.col("measure") >= whole(k.min_measure)).fill_null(value=False)
        for k in kinds
        if k.min_measure
    ]
    return kept.filter(~_any(low)) if low else kept


def _reach(kind: KindPlan, cell: Cell) -> date:
    """How far back a record may matter: a repeated kind looks at earlier records too."""
    if kind.repeat is None:
        return cell.since
    if kind.repeat.term is None:
        return cell.since.replace(month=1, day=1)
    return boundary(cell.since, kind.repeat.term)


def _repeated(
    kind: KindPlan, repeat: RepeatPlan, records: nw.LazyFrame[Any], day: str, numbers: _Numbering
) -> nw.LazyFrame[Any]:
    """Mark the records of one kind that repeat an earlier one.

    The one before them in their series lies near enough.
    """
    series_rows = _of(kind, numbers, repeat.from_rank)
    own = nw.lit("") if not repeat.same_category else nw.col("category")
    records = records.filter(_is("kind", kind.kind)).with_columns(
        nw.when(series_rows & ~own.is_null())
        .then(own)
        .otherwise(nw.lit(None, nw.String))
        .alias("_series")
    )
    before = nw.col(day).shift(1).over(KEY, "_series", order_by=[day, "id"])
    records = records.with_columns(
        nw.when(~nw.col("_series").is_null())
        .then(before)
        .otherwise(nw.lit(None, nw.Date))
        .alias("_before")
    )
    return records.with_columns(_near(repeat, day).alias("_repeats"))


def _near(repeat: RepeatPlan, day: str) -> nw.Expr:
    later, earlier = nw.col(day), nw.col("_before")
    if repeat.term is None:
        near = later.dt.year() == earlier.dt.year()
    else:
        if repeat.term.days:
            raise bilingual(
                "frame.term", "重复期间应以年月计", "a repetition's term is in years and months"
            )
        near = _month_key(later) <= _month_key(earlier) + whole(
            32 * (12 * repeat.term.years + repeat.term.months)
        )
    return ~earlier.is_null() & near


def _month_key(day: nw.Expr) -> nw.Expr:
    year, month, number = (
        part.cast(nw.Int64) for part in (day.dt.year(), day.dt.month(), day.dt.day())
    )
    return (year * whole(12) + month) * whole(32) + number


def _points(kinds: list[KindPlan], day: str, numbers: _Numbering) -> nw.Expr:
    pairs = [
        (nw.col(_KIND) == whole(numbers.cell(kind, cell)), _stepped(cell.steps, day))
        for kind in kinds
        for cell in kind.cells.values()
    ]
    return _chain(pairs, nw.lit(None, nw.Int64))


def _repeat_points(kind: KindPlan, day: str, numbers: _Numbering) -> nw.Expr:
    pairs: list[tuple[nw.Expr, nw.Expr]] = []
    for cell in kind.cells.values():
        here = nw.col(_KIND) == whole(numbers.cell(kind, cell))
        pairs += [
            (here & nw.col("_repeats"), _stepped(cell.repeated, day)),
            (here, _stepped(cell.steps, day)),
        ]
    return _chain(pairs, nw.lit(None, nw.Int64))


def _forced(kinds: list[KindPlan], plan: CreditPlan, numbers: _Numbering) -> nw.Expr:
    """The rank of the grade that a record forces, -1 for none."""
    pairs = []
    for kind in kinds:
        if kind.forced_grade is None:
            continue
        conditions = []
        if kind.forced_rank is not None:
            conditions.append(_of(kind, numbers, kind.forced_rank))
        if kind.forced_by_penalty:
            conditions.append(_of(kind, numbers) & nw.col("heavier_penalty").fill_null(value=False))
        pairs += [(condition, whole(plan.rank_of(kind.forced_grade))) for condition in conditions]
    return _chain(pairs, whole(-1))


def _voiding(plan: CreditPlan, day: str, numbers: _Numbering) -> Iterator[tuple[str, nw.Expr]]:
    """For each kind that others void: the name of its column, and which rows void it."""
    for kind in plan.kinds.values():
        if kind.unless:
            others = _any([_of(plan.kinds[name], numbers) for name in sorted(kind.unless)])
            yield (
                f"{_VOIDS}{numbers.kinds[kind.kind]}",
                others & (nw.col(day) >= day_literal(kind.since)),
            )


def _weighing(
    plan: CreditPlan, records: nw.LazyFrame[Any], numbers: _Numbering
) -> nw.LazyFrame[Any]:
    """The records that matter.

    Each with its cell, points (null when its window has ended) and forced grade.
    """
    day = _DAY[plan.counts_from]
    simple = [kind for kind in plan.kinds.values() if kind.repeat is None]
    voiding = dict(_voiding(plan, day, numbers))
    parts = []
    if simple:
        own = records.filter(
            nw.col("kind").is_in([kind.kind for kind in simple])
        )  # by word: engines push it below the numbering
        parts.append((simple, own.with_columns(_points(simple, day, numbers).alias(_POINTS))))
    for kind in plan.kinds.values():
        if kind.repeat is not None:
            own = _repeated(kind, kind.repeat, records, day, numbers)
            parts.append(
                ([kind], own.with_columns(_repeat_points(kind, day, numbers).alias(_POINTS)))
            )
    done = []
    for kinds, part in parts:
        weighs = ~nw.col(_POINTS).is_null()
        forced = (
            nw.when(weighs).then(_forced(kinds, plan, numbers)).otherwise(whole(-1)).alias(_FORCED)
        )
        voids = [
            nw.when(rows).then(whole(1)).otherwise(whole(0)).alias(name)
            for name, rows in voiding.items()
        ]
        done.append(
            part.with_columns(forced, *voids).select(KEY, _KIND, _POINTS, _FORCED, *voiding)
        )
    return nw.concat(done) if len(done) > 1 else done[0]


def _own_points(kind: KindPlan, numbers: _Numbering) -> nw.Expr:
    return nw.when(_of(kind, numbers)).then(nw.col(_POINTS)).otherwise(nw.lit(None, nw.Int64))


def _grouped(
    plan: CreditPlan, weighing: nw.LazyFrame[Any], numbers: _Numbering
) -> nw.LazyFrame[Any]:
    day = _DAY[plan.counts_from]
    wide = weighing.with_columns(
        *(
            _own_points(kind, numbers).alias(f"k{numbers.kinds[kind.kind]}")
            for kind in plan.kinds.values()
        )
    )
    sums = []
    for kind in plan.kinds.values():
        column = nw.col(f"k{numbers.kinds[kind.kind]}")
        total = (column.max() if kind.merit else column.min()) if kind.highest else column.sum()
        sums.append(total.alias(f"k{numbers.kinds[kind.kind]}"))
        if kind.min_count > 1:
            sums.append(column.count().alias(f"n{numbers.kinds[kind.kind]}"))
    sums += [nw.col(name).max() for name, _ in _voiding(plan, day, numbers)]
    return wide.group_by(KEY).agg(
        nw.col(_POINTS).count().alias("counted"), nw.col(_FORCED).max(), *sums
    )


def _capped(kind: KindPlan, numbers: _Numbering) -> nw.Expr:
    number = numbers.kinds[kind.kind]
    total = nw.col(f"k{number}").cast(nw.Int64).fill_null(0)
    if kind.cap is not None:
        beyond = total > whole(kind.cap) if kind.merit else total < whole(kind.cap)
        total = nw.when(beyond).then(whole(kind.cap)).otherwise(total)
    if kind.min_count > 1:
        total = (
            nw.when(nw.col(f"n{number}").fill_null(0) >= whole(kind.min_count))
            .then(total)
            .otherwise(whole(0))
        )
    if kind.unless:
        total = (
            nw.when(nw.col(f"{_VOIDS}{number}").fill_null(0) > whole(0))
            .then(whole(0))
            .otherwise(total)
        )
    return total


def _sum(terms: list[nw.Expr]) -> nw.Expr:
    total = whole(0)
    for term in terms:
        total = total + term
    return total


def _graded(plan: CreditPlan, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    ranks = [
        (nw.col("score") >= whole(grade.low), whole(at)) for at, grade in enumerate(plan.grades)
    ]
    by_score = _chain(ranks, whole(len(plan.grades) - 1))
    listed = (
        nw.when(nw.col("_listed")).then(whole(plan.rank_of(plan.listed_grade))).otherwise(whole(-1))
    )
    frame = frame.with_columns(
        by_score.alias("_by_score"), listed.alias("_by_list"), nw.col(_FORCED).fill_null(-1)
    )
    worst = nw.max_horizontal("_by_score", "_by_list", _FORCED)
    frame = frame.with_columns(worst.alias("_rank"))
    names = [
        (nw.col("_rank") == whole(at), nw.lit(grade.id)) for at, grade in enumerate(plan.grades)
    ]
    return frame.with_columns(_chain(names, nw.lit(plan.grades[-1].id)).alias("grade"))


def score_frame(plan: CreditPlan, enterprises: Any, records: Any) -> Any:
    """Score every enterprise of a table (批量评分); see `CreditScorer.score_frame`."""
    units, collect = as_lazy(enterprises)
    facts, _ = as_lazy(records)
    numbers = _Numbering(plan)
    if "listed_until" in units.collect_schema().names():
        listed = ~nw.col("listed_until").is_null() & (
            nw.col("listed_until") >= day_literal(plan.context.as_of)
        )
    else:
        listed = nw.lit(value=False)
    units = with_key(units.with_columns(listed.alias("_listed")), "code").select(
        "code", KEY, "_listed"
    )
    counted = _with_cells(with_key(counted_records(facts, plan.context), "subject"), plan, numbers)
    counted = counted.select(
        KEY, "id", "kind", _KIND, _DAY[plan.counts_from], "category", "heavier_penalty"
    )
    totals = _grouped(plan, _weighing(plan, counted, numbers), numbers)
    frame = units.join(totals, on=KEY, how="left")
    failings = [_capped(kind, numbers) for kind in plan.kinds.values() if not kind.merit]
    merits = [_capped(kind, numbers) for kind in plan.kinds.values() if kind.merit]
    frame = frame.with_columns(
        _sum(failings).alias("deductions"),
        _sum(merits).alias("merits"),
        nw.col("counted").cast(nw.Int64).fill_null(0),
    )
    bonus = (
        nw.when(nw.col("merits") > whole(plan.bonus_cap))
        .then(whole(plan.bonus_cap))
        .otherwise(nw.col("merits"))
    )
    frame = frame.with_columns(
        nw.when(nw.col("_listed")).then(whole(0)).otherwise(bonus).alias("bonus")
    )
    raw = whole(plan.base) + nw.col("deductions") + nw.col("bonus")
    frame = frame.with_columns(raw.clip(plan.floor, plan.ceiling).cast(nw.Int64).alias("score"))
    answer = _graded(plan, frame).select(*OUTPUT)
    return answer.collect().to_native() if collect else answer.to_native()
