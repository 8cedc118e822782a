"""Evaluating credit for entities (信用评分): a pure function of the plan and the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from qualitygov.core.periods import within_term
from qualitygov.credit.cells import Cell, KindPlan, RepeatPlan, Steps
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.plan import CreditPlan
from qualitygov.credit.standing import Excluded


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
ByGroup = dict[int, list[Weighed]]

_new = tuple.__new__  # a named tuple made in half the time


def counted_from(plan: CreditPlan, record: CreditRecord) -> date:
    """Return the day from which a record's window runs (期限起算日)."""
    return plan.day_of(record)


def _of_unit(key: str, record: CreditRecord) -> bool:
    """Whether a record is of the unit with this key.

    A record's code is plain, so its key is the code itself or characters 9 to 17 of it.
    """
    return record.subject[8:17] == key or record.subject == key


def leave_out(plan: CreditPlan, key: str, record: CreditRecord) -> Excluded | None:
    """Return why a record is left out before windows are looked at, or None (不计入的原因)."""
    reason = plan.reason_of(record)
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
    if day >= steps[0][0]:
        return 0
    return 1 if len(steps) > 1 and day >= steps[1][0] else None


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


def weigh(plan: CreditPlan, key: str, records: Iterable[CreditRecord]) -> ByGroup:
    """Return the records that weigh now, by group (计分); the order of `records` does not matter.

    The window is looked at first, since it drops most records.
    """
    find, day_of, reason_of, divided = plan.cells.get, plan.day_of, plan.reason_of, plan.divided
    weighed: ByGroup = {}
    waiting: dict[int, list[Candidate]] = {}
    for record in records:
        cell = find((record.kind, record.severity))
        if cell is None or (day := day_of(record)) < cell.reach:
            continue
        if divided and ((cell := cell.on(record.happened_on)) is None or day < cell.matters):
            continue
        if reason_of(record) is not None:
            continue
        subject, kind = record.subject, cell.kind
        if subject[8:17] != key and subject != key:
            continue
        if kind.min_measure is not None and _too_low(kind, record):
            continue
        if kind.repeat is not None:
            waiting.setdefault(kind.group, []).append((day, record.id, record, cell))
        else:
            at = 0 if day >= cell.steps[0][0] else 1  # it reaches, so it stands on one of them
            one = _new(Weighed, (record, day, cell, at, cell.steps[at][1], False))
            if kind.group in weighed:
                weighed[kind.group].append(one)
            else:
                weighed[kind.group] = [one]
    for group, candidates in waiting.items():
        found = list(_weigh_repeating(candidates))
        if found:
            weighed[group] = found
    return weighed


def _weigh_repeating(candidates: list[Candidate]) -> Iterator[Weighed]:
    repeats: set[str] = set()
    if len(candidates) > 1:
        candidates.sort(key=lambda candidate: candidate[:2])
        repeat = candidates[0][3].kind.repeat
        assert repeat is not None
        repeats = _repeats(repeat, candidates)
    for day, name, record, cell in candidates:
        steps = cell.repeated if name in repeats else cell.steps
        at = _step_of(steps, day)
        if at is not None:
            again = name in repeats
            yield Weighed(record, day=day, cell=cell, step=at, points=steps[at][1], repeated=again)


def _voided(
    plan: CreditPlan, key: str, records: Iterable[CreditRecord], weighed: Sequence[Weighed]
) -> bool:
    """Whether a kind comes to nothing: too few records, or one that makes it void."""
    kind = weighed[0].cell.kind
    if len(weighed) < kind.min_count:
        return True
    return any(
        record.kind in kind.unless
        and plan.day_of(record) >= kind.since
        and leave_out(plan, key, record) is None
        for record in records
    )


def _total(kind: KindPlan, weighed: Sequence[Weighed]) -> int:
    """What several records of a kind come to before the cap."""
    points = [one.points for one in weighed]
    return (max(points) if kind.merit else min(points)) if kind.highest else sum(points)


def _forced_by(kind: KindPlan, weighed: Sequence[Weighed]) -> list[str]:
    """The records of a kind that force its grade."""
    return [w.record.id for w in weighed if kind.forces(w.cell.rank, w.record.heavier_penalty)]


def tally(plan: CreditPlan, key: str, records: Sequence[CreditRecord], *, listed: bool) -> Totals:
    """Add up what the records come to for the unit with this key (合计评分)."""
    weighed = weigh(plan, key, records)
    kinds: list[KindTotal] = []
    deductions = merits = 0
    worst = plan.ranks[plan.listed_grade] if listed else 0
    forced: list[str] = []
    for group in sorted(weighed) if len(weighed) > 1 else weighed:
        own = weighed[group]
        kind = own[0].cell.kind
        points = total = own[0].points if len(own) == 1 else _total(kind, own)
        if kind.conditional and _voided(plan, key, records, own):
            points = total = 0
        elif kind.cap is not None and (total > kind.cap if kind.merit else total < kind.cap):
            points = kind.cap
        kinds.append(_new(KindTotal, (kind, own, total, points)))
        if kind.merit:
            merits += points
        else:
            deductions += points
        if kind.forced_grade is not None and (ids := _forced_by(kind, own)):
            forced += ids
            worst = max(worst, plan.ranks[kind.forced_grade])
    bonus = 0 if listed else min(merits, plan.bonus_cap)
    score = min(max(plan.base + deductions + bonus, plan.floor), plan.ceiling)
    grade = plan.grades[max(worst, plan.place_of(score))].id
    forced.sort()
    return _new(Totals, (tuple(kinds), deductions, merits, bonus, score, grade, tuple(forced)))
