"""Evaluating credit for entities (信用评分): a pure function of the plan and the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from qualitygov.core.periods import within_term
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.plan import Cell, CreditPlan, KindPlan, RepeatPlan, Steps
from qualitygov.credit.standing import Excluded, reason_at


class Weighed(NamedTuple):
    """A record with what it weighs (已计分记录), in thousandths, on which step.

    `repeated` when it counts as a repetition.
    """

    record: CreditRecord
    day: date
    cell: Cell
    step: int
    points: int
    repeated: bool


class KindTotal(NamedTuple):
    """What one kind comes to (类别合计).

    Before and after its cap; both are 0 when its conditions are not met.
    """

    kind: KindPlan
    weighed: Sequence[Weighed]
    before_cap: int
    points: int


class Totals(NamedTuple):
    """The tally of an enterprise (合计), all in thousandths."""

    kinds: tuple[KindTotal, ...]
    deductions: int
    merits: int
    bonus: int
    score: int
    grade: str
    forced_by: tuple[str, ...]


Candidate = tuple[date, str, CreditRecord, Cell]


def counted_from(plan: CreditPlan, record: CreditRecord) -> date:
    """Return the day from which a record's window runs (期限起算日)."""
    day: date = getattr(record, plan.day_column)
    return day


def _of_unit(key: str, record: CreditRecord) -> bool:
    """Whether a record is of the unit with this key.

    A record's code is plain, so its key is the code itself or characters 9 to 17 of it.
    """
    return record.subject[8:17] == key or record.subject == key


def leave_out(plan: CreditPlan, key: str, record: CreditRecord) -> Excluded | None:
    """Return why a record is left out before windows are looked at, or None (不计入的原因)."""
    reason = reason_at(plan.context.as_of, plan.context.known_at)(record)
    if reason is not None:
        return reason
    cell = plan.cell_of(record.kind, record.severity, record.happened_on)
    if cell is None:
        return Excluded.UNKNOWN_KIND
    if _too_low(cell.kind, record):
        return Excluded.TOO_LOW
    return None if _of_unit(key, record) else Excluded.OTHER_UNIT


def _too_low(kind: KindPlan, record: CreditRecord) -> bool:
    lowest = kind.min_measure
    return lowest is not None and (record.measure is None or record.measure < lowest)


def _step_of(steps: Steps, day: date) -> int | None:
    """Which step a record that counts from `day` stands on, None when its window has ended."""
    for at, (since, _) in enumerate(steps):
        if day >= since:
            return at
    return None


def _repeats(repeat: RepeatPlan, candidates: Sequence[Candidate]) -> set[str]:
    """Return the ids of the records that repeat an earlier one of the same unit."""
    last: dict[str | None, date] = {}
    found: set[str] = set()
    for day, name, record, cell in candidates:
        if cell.rank < repeat.from_rank or (repeat.same_category and record.category is None):
            continue
        series = record.category if repeat.same_category else None
        before = last.get(series)
        if before is not None and (
            before.year == day.year
            if repeat.term is None
            else within_term(before, day, repeat.term)
        ):
            found.add(name)
        last[series] = day
    return found


def weigh(plan: CreditPlan, key: str, records: Iterable[CreditRecord]) -> dict[str, list[Weighed]]:
    """Return the records that weigh now, by kind (计分); the order of `records` does not matter."""
    find, day_of = plan.cells.get, attrgetter(plan.day_column)
    reason_of = reason_at(plan.context.as_of, plan.context.known_at)
    weighed: dict[str, list[Weighed]] = {}
    waiting: dict[str, list[Candidate]] = {}
    for record in records:
        cell = find((record.kind, record.severity))
        if cell is None or (act := record.happened_on) > cell.last or act < cell.first:
            cell = None if cell is None else cell.on(act)
            if cell is None:
                continue
        kind, day = cell.kind, day_of(record)
        if day < kind.reach:  # the window first: it drops most records
            continue
        if reason_of(record) is not None or not _of_unit(key, record) or _too_low(kind, record):
            continue
        if kind.repeat is not None:
            waiting.setdefault(kind.kind, []).append((day, record.id, record, cell))
            continue
        at = _step_of(cell.steps, day)
        if at is not None:
            one = Weighed(record, day, cell, at, cell.steps[at][1], False)
            weighed.setdefault(kind.kind, []).append(one)
    for name, candidates in waiting.items():
        found = list(_weigh_repeating(plan.kinds[name], candidates))
        if found:
            weighed[name] = found
    return weighed


def _weigh_repeating(kind: KindPlan, candidates: list[Candidate]) -> Iterator[Weighed]:
    assert kind.repeat is not None
    candidates.sort(key=lambda candidate: candidate[:2])
    repeats = _repeats(kind.repeat, candidates) if len(candidates) > 1 else ()
    for day, name, record, cell in candidates:
        steps = cell.repeated if name in repeats else cell.steps
        at = _step_of(steps, day)
        if at is not None:
            yield Weighed(record, day, cell, at, steps[at][1], name in repeats)


def _voided(kind: KindPlan, weighed: Sequence[Weighed], present: dict[str, date]) -> bool:
    if len(weighed) < kind.min_count:
        return True
    return bool(kind.unless) and any(
        name in present and present[name] >= kind.since for name in kind.unless
    )


def _kind_total(kind: KindPlan, weighed: Sequence[Weighed], present: dict[str, date]) -> KindTotal:
    if (kind.min_count > 1 or kind.unless) and _voided(kind, weighed, present):
        return KindTotal(kind, weighed, 0, 0)
    if len(weighed) == 1:
        total = weighed[0].points
    else:
        points = [one.points for one in weighed]
        total = (max(points) if kind.merit else min(points)) if kind.highest else sum(points)
    capped = total
    if kind.cap is not None:
        capped = min(total, kind.cap) if kind.merit else max(total, kind.cap)
    return KindTotal(kind, weighed, total, capped)


def _latest_days(
    plan: CreditPlan, key: str, records: Iterable[CreditRecord], kinds: set[str]
) -> dict[str, date]:
    """The latest day of each of these kinds among the records that are not left out.

    Windows aside.
    """
    latest: dict[str, date] = {}
    for record in records:
        if record.kind in kinds and leave_out(plan, key, record) is None:
            day = counted_from(plan, record)
            latest[record.kind] = max(day, latest.get(record.kind, date.min))
    return latest


def tally(plan: CreditPlan, key: str, records: Sequence[CreditRecord], *, listed: bool) -> Totals:
    """Add up what the records come to for the unit with this key (合计评分)."""
    weighed = weigh(plan, key, records)
    voiding = {other for name in weighed for other in plan.kinds[name].unless}
    present = _latest_days(plan, key, records, voiding) if voiding else {}
    kinds: list[KindTotal] = []
    deductions = merits = 0
    worst = plan.ranks[plan.listed_grade] if listed else -1
    forced: list[str] = []
    for name in sorted(weighed):
        own = weighed[name]
        kind = plan.kinds[name]
        total = _kind_total(kind, own, present)
        kinds.append(total)
        if kind.merit:
            merits += total.points
        else:
            deductions += total.points
        if kind.forced_grade is not None:
            ids = [w.record.id for w in own if kind.forces(w.cell.rank, w.record.heavier_penalty)]
            if ids:
                forced += ids
                worst = max(worst, plan.ranks[kind.forced_grade])
    bonus = 0 if listed else min(merits, plan.bonus_cap)
    score = min(max(plan.base + deductions + bonus, plan.floor), plan.ceiling)
    grade = plan.grade_of(score)
    if worst > plan.ranks[grade]:
        grade = plan.grades[worst].id
    return Totals(tuple(kinds), deductions, merits, bonus, score, grade, tuple(sorted(forced)))
