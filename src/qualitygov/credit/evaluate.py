"""Evaluating credit for entities (信用评分): a pure function of the plan and the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from qualitygov.codes.unit import UnitKey
from qualitygov.core.periods import within_term
from qualitygov.credit.cells import Cell, KindPlan, RecordClass, RepeatPlan
from qualitygov.credit.entities import CreditRecord
from qualitygov.credit.plan import CreditPlan
from qualitygov.credit.standing import Excluded


class Weighed(NamedTuple):
    """A record with what it weighs (已计分记录), in thousandths, on which step.

    `repeated` when it counts as a repetition, `repeating` the ways in which it is one.
    """

    record: CreditRecord
    day: date
    cell: Cell
    step: int
    points: int
    repeated: bool
    repeating: frozenset[int]


class KindTotal(NamedTuple):
    """What one kind comes to (类别合计).

    Before and after its cap; both are 0 when its conditions are not met.
    """

    kind: KindPlan
    weighed: Sequence[Weighed]
    before_cap: int
    points: int


class Totals(NamedTuple):
    """The tally of an enterprise (合计), all in thousandths.

    `under` names the records that do not count since a graver one of the same matter does, each
    with that one.
    """

    kinds: tuple[KindTotal, ...]
    deductions: int
    merits: int
    bonus: int
    score: int
    grade: str
    forced_by: tuple[str, ...]
    under: Mapping[str, str]


Act = CreditRecord | RecordClass
"""What says what the rules ask of a record, days of what became of it aside."""

Candidate = tuple[date, str, CreditRecord, Cell]
ByGroup = dict[int, list[Weighed]]

NOTHING: Mapping[str, str] = MappingProxyType({})
NEVER_AGAIN: frozenset[int] = frozenset()

_new = tuple.__new__  # a named tuple made in half the time


def counted_from(plan: CreditPlan, record: CreditRecord) -> date:
    """Return the day from which a record's window runs (期限起算日)."""
    return plan.day_of(record)


def leave_out(plan: CreditPlan, key: str, record: CreditRecord) -> Excluded | None:
    """Return why a record is left out before windows are looked at, or None (不计入的原因)."""
    if not UnitKey.has(key, record.subject):
        return Excluded.OTHER_UNIT
    return plan.reason_of(record) or by_rule(plan, record)


def by_rule(plan: CreditPlan, record: Act) -> Excluded | None:
    """Return why the rules leave a record out, whatever happened to it since (规则不计入的原因)."""
    if record.severity not in plan.words.get(record.kind, ()):
        return Excluded.UNKNOWN_KIND
    cell = plan.cell_of(record.kind, record.severity, record.happened_on)
    if cell is None:
        return Excluded.NO_RULE
    if cell.unsigned:
        return Excluded.UNSIGNED
    if _too_low(cell, record):
        return Excluded.TOO_LOW
    return Excluded.TIME_BARRED if _barred(cell, record) else None


def on_record(plan: CreditPlan, key: str, records: Iterable[CreditRecord]) -> bool:
    """Whether an authority has put anything of the unit on record (是否有监管记录), good or bad."""
    context = plan.context
    return any(
        record.known_on <= context.known_at
        and record.decided_on <= context.as_of
        and UnitKey.has(key, record.subject)
        for record in records
    )


def _too_low(cell: Cell, record: Act) -> bool:
    lowest = cell.least
    return lowest is not None and (record.measure is None or record.measure < lowest)


def _barred(cell: Cell, record: Act) -> bool:
    """Whether the act came to light too late: with the decision, unless the record says earlier."""
    if not cell.bars:
        return False
    found = record.found_on or record.decided_on
    return not all(within_term(record.happened_on, found, bar) for bar in cell.bars)


def covered(plan: CreditPlan, key: str, records: Iterable[CreditRecord]) -> Mapping[str, str]:
    """Return the records that a graver one of the same matter covers (同一事项就高计分).

    Each with the one that counts instead: the one that weighs most, undiminished, by the rule of
    the day of its act; of equals the one that happened first, then by id. A record that does not
    count covers nothing, but one whose validity ended by time still does: only its repair or
    revocation brings another back. Merits are no matter.
    """
    named: dict[str, list[CreditRecord]] = {}
    for record in records:
        if record.matter is not None:
            named.setdefault(record.matter, []).append(record)
    under: dict[str, str] = {}
    for found in named.values():
        ordered = sorted(
            (-cell.gravity, record.happened_on, record.id)
            for record in found
            if len(found) > 1 and (cell := _failing(plan, key, record)) is not None
        )
        ended = {record.id for record in found if plan.reason_of(record) is not None}
        under.update((name, ordered[0][2]) for _, _, name in ordered[1:] if name not in ended)
    return under


def _failing(plan: CreditPlan, key: str, record: CreditRecord) -> Cell | None:
    """The cell of a record that counts against the unit, or did until its validity ended."""
    if leave_out(plan, key, record) not in (None, Excluded.ENDED) or by_rule(plan, record):
        return None
    cell = plan.cell_of(record.kind, record.severity, record.happened_on)
    return None if cell is None or cell.kind.merit else cell


def _repeats(
    repeat: RepeatPlan, candidates: Sequence[Candidate], looked_at: Sequence[date]
) -> set[str]:
    """Return the ids of the records that repeat an earlier one of the same unit."""
    last: dict[str | None, list[date]] = {}
    found: set[str] = set()
    for day, name, record, _ in candidates:
        without = repeat.same_category and record.category is None
        if record.severity not in repeat.severities or without:
            continue
        series = last.setdefault(record.category if repeat.same_category else None, [])
        near = bool(series) and repeat.near(series[-1], day)
        series.append(day)
        if near and _exposed(repeat, day, series, looked_at):
            found.add(name)
    return found


def _exposed(
    repeat: RepeatPlan, day: date, series: Sequence[date], looked_at: Sequence[date]
) -> bool:
    """Whether the failings are more than the share of what was looked at up to that day."""
    if repeat.more_than is None:
        return True
    bad = sum(repeat.near(one, day) for one in series)
    every = sum(one <= day and repeat.near(one, day) for one in looked_at)
    share = repeat.more_than
    return bad * share.denominator > share.numerator * every


def weigh(
    plan: CreditPlan,
    key: str,
    records: Iterable[CreditRecord],
    under: Mapping[str, str] = NOTHING,
) -> ByGroup:
    """Return the records that weigh now, by group (计分); the order of `records` does not matter.

    Those in `under` are covered by others. The window is looked at first, since it drops most
    records.
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
        if reason_of(record) is not None or record.id in under:
            continue
        kind = cell.kind
        if not cell.days or not UnitKey.has(key, record.subject):
            continue
        if (cell.least is not None and _too_low(cell, record)) or _barred(cell, record):
            continue
        if kind.repeats:
            waiting.setdefault(kind.group, []).append((day, record.id, record, cell))
            continue
        at = cell.step_of(day)
        if at is not None:
            points = cell.paths[0].points[at]
            one = _new(Weighed, (record, day, cell, at, points, False, NEVER_AGAIN))
            weighed.setdefault(kind.group, []).append(one)
    for group, candidates in waiting.items():
        found = list(_weigh_repeating(plan, key, records, candidates))
        if found:
            weighed[group] = found
    return weighed


def _weigh_repeating(
    plan: CreditPlan,
    key: str,
    records: Iterable[CreditRecord],
    candidates: list[Candidate],
) -> Iterator[Weighed]:
    kind = candidates[0][3].kind
    again: list[set[str]] = [set() for _ in kind.repeats]
    if len(candidates) > 1:
        candidates.sort(key=lambda candidate: candidate[:2])
        again = [
            _repeats(repeat, candidates, _looked_at(plan, key, records, repeat))
            for repeat in kind.repeats
        ]
    for day, name, record, cell in candidates:
        at = cell.step_of(day)
        if at is not None:
            ways = frozenset(n for n, names in enumerate(again) if name in names)
            points, repeated = cell.weight(at, ways)
            yield _new(Weighed, (record, day, cell, at, points, repeated, ways))


def _looked_at(
    plan: CreditPlan, key: str, records: Iterable[CreditRecord], repeat: RepeatPlan
) -> list[date]:
    """The days of what a share is taken of: the unit's records of some kinds that count."""
    if repeat.more_than is None:
        return []
    return [
        plan.day_of(record)
        for record in records
        if record.kind in repeat.among and leave_out(plan, key, record) is None
    ]


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


def _forced(
    plan: CreditPlan, records: Iterable[CreditRecord], weighed: ByGroup, under: Mapping[str, str]
) -> dict[str, int]:
    """The records that force a grade, each with its place; a covered one still does."""
    own = [(one.record, one.cell) for group in weighed.values() for one in group]
    for record in records if under else ():
        cell = plan.cell_of(record.kind, record.severity, record.happened_on)
        if record.id in under and cell is not None and plan.day_of(record) >= cell.since:
            own.append((record, cell))
    places = {
        record.id: cell.place(heavier_penalty=record.heavier_penalty)
        for record, cell in own
        if cell.forced is not None or cell.heavy is not None
    }
    return {name: place for name, place in places.items() if place is not None}


def tally(plan: CreditPlan, key: str, records: Sequence[CreditRecord], *, listed: bool) -> Totals:
    """Add up what the records come to for the unit with this key (合计评分)."""
    under = covered(plan, key, records)
    weighed = weigh(plan, key, records, under)
    kinds: list[KindTotal] = []
    deductions = merits = 0
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
    forced = _forced(plan, records, weighed, under)
    worst = max(forced.values(), default=0)
    if listed:
        worst = max(worst, plan.ranks[plan.listed_grade])
    bonus = 0 if listed else min(merits, plan.bonus_cap)
    score = min(max(plan.base + deductions + bonus, plan.floor), plan.ceiling)
    grade = plan.grades[max(worst, plan.place_of(score))].id
    by = tuple(sorted(forced))
    return _new(Totals, (tuple(kinds), deductions, merits, bonus, score, grade, by, under))
