"""Measuring indicators for rows (测量指标): the ways of counting, one function each.

Everything is exact: counts are whole numbers, sums fractions multiplied out at the end. Excused
facts count neither way. Open ones do not count now, and bound the value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any

import attrs

from qualitygov.assessment.measurement import UNDEFINED, Ids, Measurement
from qualitygov.assessment.reported import Reported
from qualitygov.assessment.sliced import ChecklistItem, Counted, Sliced
from qualitygov.core.exact import Rate
from qualitygov.core.periods import within_term
from qualitygov.plan.condition import fulfills
from qualitygov.text import Text

NONE, FULL = Rate(0, 1), Rate(1, 1)
PARTS = frozenset({"rate", "share", "checklist", "composite"})
"""Kinds of indicators that are a part of a whole: whatever comes, they lie between 0 and 1."""


def measure(at: Sliced) -> Measurement:
    """Measure an indicator for a town over a period (测量)."""
    counted = _WAYS[at.indicator.kind](at)
    own = counted.by_duty is None  # else what its parts count
    told = at.reported if counted.reported is None else counted.reported
    belated = at.closes if own and at.belated else None
    days = counted.settles_on or (at.sorted.settles_on if own else None), told.awaited, belated
    lowest, highest = counted.lowest, counted.highest
    if told.unsaid:
        lowest, highest = (NONE, FULL) if at.indicator.kind in PARTS else (UNDEFINED, UNDEFINED)
    return Measurement(
        indicator=at.indicator.id,
        town=at.town,
        period=at.period,
        numerator=counted.now.numerator,
        denominator=counted.now.denominator,
        lowest=lowest,
        highest=highest,
        due=counted.due,
        rows=counted.rows,
        ids=counted.ids,
        by_duty=at.sorted.by_duty if counted.by_duty is None else counted.by_duty,
        settles_on=max((day for day in days if day is not None), default=None),
        total=counted.total,
        before=counted.before,
        in_percent=at.indicator.in_percent,
        reported=told,
        stand_ins=at.sorted.stand_ins if counted.stand_ins is None else counted.stand_ins,
        why=at.sorted.why if own else counted.why,
        relieved=at.sorted.relieved if own else counted.relieved,
    )


def _rate(at: Sliced) -> Counted:
    """Rows above the line over rows under it.

    A row that a return states and that is not there counts as badly as one can; one of another
    owner's is open. What is missing, and may still be done late, bounds the value. One that may
    speak against a fact leaves one fewer good: see `_good`.
    """
    indicator, told = at.indicator, at.reported
    higher = indicator.higher_is_better
    over, above, against = told.gone, 0 if higher else told.gone, []
    for row in at.sorted.final:
        under, counted = fulfills(row, indicator.over), fulfills(row, indicator.counts)
        over += under
        above += counted
        if counted is not higher and (under or counted):
            against.append(row)
    opened = [row for row in at.sorted.open if fulfills(row, indicator.over)]
    may = len(opened) + told.widened
    over = max(over, 1) if told.spoiled else over
    due = over + may
    now, worst, best = _good(at, (above, over), may)
    return Counted(
        now=Rate(now if over else 0, over),
        lowest=Rate(worst if due else 0, due),
        highest=Rate(best if due else 0, due),
        due=due,
        rows=over,
        ids=at.sorted.ids(against, at.belated),
    )


def _good(at: Sliced, counted: tuple[int, int], may: int) -> tuple[int, int, int]:
    """How many count now, at least and at most, where rows are not there that may be against some.

    Of `counted` so many count, of how many; `may` are open, and what is missing may be done late.
    What another owner's row may be against still counts now.
    """
    told, (above, over), late = at.reported, counted, len(at.belated)
    if at.indicator.higher_is_better:
        left = above - told.spoiled
        return max(left, 0), max(left - told.doubted, 0), max(left + may + late, 0)
    worse = above + told.spoiled
    least, most = max(worse - late, 0), worse + may + told.doubted
    return min(worse, over), min(least, over + may), min(most, over + may)


def _different(rows: list[Any], column: str | None) -> int:
    if column is None:
        return len(rows)
    return len({getattr(row, column) for row in rows} - {None})


def _count(at: Sliced) -> Counted:
    indicator, told = at.indicator, at.reported
    rows = [row for row in at.sorted.final if fulfills(row, indicator.counts)]
    now = _different(rows, indicator.distinct)
    belated = sum(row in rows for row in at.belated)
    may = (*at.sorted.open, *(row for row in at.belated if row not in rows))
    most = _different([*rows, *may], indicator.distinct) + told.widened
    least = max(now - told.spoiled - told.doubted, 0)
    if indicator.higher_is_better:
        now, most = max(now - told.spoiled, 0), max(most - told.spoiled, 0)
    else:
        bad = told.gone + told.spoiled
        now, least, most = now + bad, now + bad - belated, most + bad + told.doubted
    if not most and at.sorted.all_relieved:
        none, ids = UNDEFINED, at.sorted.ids([])
        return Counted(now=none, lowest=none, highest=none, due=0, rows=0, ids=ids)
    against = [] if indicator.higher_is_better else rows
    return Counted(
        now=Rate(now, 1),
        lowest=Rate(least, 1),
        highest=Rate(most, 1),
        due=1,
        rows=len(rows),
        ids=at.sorted.ids(against, at.belated),
    )


def _quotient(above: Fraction, under: Fraction) -> Rate:
    """Two exact sums as whole numbers, multiplied out by what lies under their own lines."""
    if under <= 0:
        return UNDEFINED
    scale = lcm(above.denominator, under.denominator)
    return Rate(int(above * scale), int(under * scale))


def _share(at: Sliced) -> Counted:
    """A sum over another; of a sampled one, all that lies under the line was looked at."""
    indicator = at.indicator
    assert indicator.sum is not None
    assert indicator.of is not None
    above, under, rows = Fraction(0), Fraction(0), 0
    for row in at.sorted.final:
        upper, lower = getattr(row, indicator.sum), getattr(row, indicator.of)
        if lower is None:
            continue
        if fulfills(row, indicator.counts) and upper is not None:
            above += Fraction(upper)
        if fulfills(row, indicator.over):
            under += Fraction(lower)
            rows += 1
    more, most = Fraction(0), under
    for row in at.sorted.open:
        lower = getattr(row, indicator.of)
        if lower is not None and fulfills(row, indicator.over):
            more, most = more + Fraction(lower), most + Fraction(lower)
    for row in at.belated:
        if getattr(row, indicator.of) is not None and fulfills(row, indicator.over):
            more += Fraction(getattr(row, indicator.of))
    return Counted(
        now=_quotient(above, under),
        lowest=_quotient(above, most),
        highest=_quotient(above + more, most),
        due=int(most) if indicator.sampled else rows + len(at.sorted.open),
        rows=rows,
        ids=at.sorted.ids([], at.belated),
        reported=_no_gap(at.reported),
    )


def _no_gap(told: Reported) -> Reported:
    """A sum with rows missing says nothing: no bound of it is known."""
    gap = Text("缺少数据行", "rows that are not there")
    if told.short or told.spoiled:
        told = attrs.evolve(told, silent=(*told.silent, gap), short=0, spoiled=0)
    if told.widened or told.refused or told.doubted:
        told = attrs.evolve(told, unheard=(*told.unheard, gap), widened=0, refused=0, doubted=0)
    return told


def _summed(at: Sliced) -> tuple[Fraction, int]:
    assert at.indicator.sum is not None
    values = [
        Fraction(value)
        for row in at.sorted.final
        if fulfills(row, at.indicator.counts)
        and (value := getattr(row, at.indicator.sum)) is not None
    ]
    return sum(values, Fraction(0)), len(values)


def _alike(value: Rate, at: Sliced, rows: int) -> Counted:
    """A value that nothing open can change."""
    return Counted(
        now=value,
        lowest=value,
        highest=value,
        due=rows,
        rows=rows,
        ids=at.sorted.ids([]),
        reported=_no_gap(at.reported),
    )


def _total(at: Sliced) -> Counted:
    total, rows = _summed(at)
    return _alike(Rate(total.numerator, total.denominator) if rows else UNDEFINED, at, rows)


def _mean(at: Sliced) -> Counted:
    total, rows = _summed(at)
    return _alike(_quotient(total, Fraction(rows)), at, rows)


def _against_year_before(at: Sliced) -> Counted:
    """Growth as a rate, or increase as a difference.

    Growth from nothing to something is a rise: 100 %.
    """
    indicator = at.indicator
    of = "total" if indicator.sum is not None else "count"
    plain: Any = attrs.evolve(indicator, kind=of)  # type: ignore[misc]  # an attrs object
    now = measure(Sliced(plain, at.facts, at.town, at.period, at.ends))
    then = measure(Sliced(plain, at.facts, at.town, at.period.years_before(1)))
    now = attrs.evolve(now, in_percent=False)
    change = _increase if indicator.kind == "increase" else _growth
    return Counted(
        now=change(now.value, then.value),
        lowest=change(now.lowest, then.highest),
        highest=change(now.highest, then.lowest),
        due=now.due,
        rows=now.rows,
        ids=now.ids,
        total=now,
        before=attrs.evolve(then, in_percent=indicator.in_percent),
        reported=_no_gap(now.reported.with_(then.reported)),
        settles_on=now.settles_on,
    )


def _increase(now: Rate, then: Rate) -> Rate:
    if not (now.defined and then.defined):
        return UNDEFINED
    return Rate.of(now.fraction - then.fraction)


def _growth(now: Rate, then: Rate) -> Rate:
    if not (now.defined and then.defined):
        return UNDEFINED
    if then.fraction <= 0:
        return FULL if now.fraction > 0 else Rate(0, 1)
    return _quotient(now.fraction - then.fraction, then.fraction)


def _checklist(at: Sliced) -> Counted:
    """Items with valid evidence over all items; what is lacking is open while the year runs."""
    indicator, day = at.indicator, at.period.last
    there = {
        item.id
        for row in at.facts.rows(indicator.facts, at.town)
        if row.checklist == indicator.checklist
        and row.on <= day
        and row.valid_from <= day
        and (row.valid_to is None or day <= row.valid_to)
        for item in indicator.items
        if row.item == item.id and _recent(row.on, day, item)
    }
    lacking = tuple(item.id for item in indicator.items if item.id not in there)
    everything, has = len(indicator.items), len(there)
    opened = lacking if at.running else ()
    under = everything - len(opened)
    return Counted(
        now=Rate(has if under else 0, under),
        lowest=Rate(has, everything),
        highest=Rate(has + len(opened), everything),
        due=everything,
        rows=has,
        ids=Ids(open=opened, missing=() if opened else lacking, against=() if opened else lacking),
        settles_on=at.ends if opened else None,
        reported=attrs.evolve(at.reported, short=0, refused=0, widened=0, spoiled=0, doubted=0),
    )


def _recent(on: date, day: date, item: ChecklistItem) -> bool:
    return item.max_age is None or within_term(on, day, item.max_age)


def _composite(at: Sliced) -> Counted:
    parts = [
        (measure(Sliced(part, at.facts, at.town, at.period, at.ends)), part, weight)
        for part, weight in at.indicator.parts
    ]
    told = parts[0][0].reported
    for measured, _, _ in parts[1:]:
        told = told.with_(measured.reported)
    enough = all(measured.due >= part.minimum for measured, part, _ in parts)
    return Counted(
        now=_weighed([(m.value, weight) for m, _, weight in parts], enough=enough),
        lowest=_weighed([(m.lowest, weight) for m, _, weight in parts], enough=enough),
        highest=_weighed([(m.highest, weight) for m, _, weight in parts], enough=enough),
        due=min(measured.due for measured, _, _ in parts),
        rows=sum(measured.rows for measured, _, _ in parts),
        ids=Ids(
            open=tuple(sorted(name for m, _, _ in parts for name in m.ids.open)),
            missing=tuple(sorted(name for m, _, _ in parts for name in m.ids.missing)),
            excused=tuple(sorted(name for m, _, _ in parts for name in m.ids.excused)),
        ),
        reported=told,
        by_duty={duty: found for m, _, _ in parts for duty, found in m.by_duty.items()},
        settles_on=_last_day([m.settles_on for m, _, _ in parts if m.ids.open]),
        stand_ins=tuple(one for m, _, _ in parts for one in m.stand_ins),
        why=next((m.why for m, _, _ in parts if m.why is not None), None),
        relieved=sum(measured.relieved for measured, _, _ in parts),
    )


def _last_day(days: list[date | None]) -> date | None:
    """The last of some days; None where one of them is not known."""
    known = [day for day in days if day is not None]
    return max(known, default=None) if len(known) == len(days) else None


def _weighed(values: list[tuple[Rate, int]], *, enough: bool) -> Rate:
    if not enough or not all(value.defined for value, _ in values):
        return UNDEFINED
    total = sum((value.fraction * weight for value, weight in values), Fraction(0))
    mean = total / sum(weight for _, weight in values)
    return Rate(mean.numerator, mean.denominator)


_WAYS: Mapping[str, Callable[[Sliced], Counted]] = {
    "rate": _rate,
    "count": _count,
    "share": _share,
    "index": _share,
    "total": _total,
    "mean": _mean,
    "growth": _against_year_before,
    "increase": _against_year_before,
    "checklist": _checklist,
    "composite": _composite,
}
