"""What was reported (报送情况): returns held against the rows that are there."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import attrs

from qualitygov.core.period import Period, part_of_year
from qualitygov.core.periods import ONE_DAY
from qualitygov.plan.condition import Checks
from qualitygov.returns.asked import fits, may_belong, may_lie_in
from qualitygov.returns.counts import counts_of
from qualitygov.returns.entities import Return
from qualitygov.returns.signers import Signers
from qualitygov.returns.tables import RETURNS
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, TableSpec, Unplaced, Unread, cutoff_after, rule_of
from qualitygov.text import Text

QUARTER = 3
RETURN = "return"
"""The id of the duty to file returns."""


@attrs.frozen(kw_only=True)
class TableReport:
    """What was reported of one table, for a town and a period (单表报送情况).

    `lacking` are the parts of the period that no return covers and whose day is past; `pending`
    says that a part is not due yet, and `awaited` is the day until which its return may come where
    the year that is asked for is over. `short` and `excess` are the rows fewer and more than the
    returns state; `refused` rows could not be read, `homeless` ones nobody knows of which town, and
    an `unreadable` table not at all. `unplaced` rows lack what says where they belong.
    """

    spec: TableSpec[Any]
    lacking: tuple[Period, ...] = ()
    pending: bool = False
    awaited: date | None = None
    short: int = 0
    excess: int = 0
    refused: int = 0
    homeless: int = 0
    unplaced: int = 0
    unreadable: bool = False

    @property
    def silent(self) -> bool:
        """Whether a part of the period is not reported."""
        return bool(self.lacking)

    @property
    def label(self) -> Text:
        """The table, with the parts that are lacking."""
        if not self.lacking:
            return self.spec.label
        parts = "、".join(part.name for part in self.lacking)
        return self.spec.label + Text(f"（{parts}）", f" ({parts.replace('、', ', ')})")


def _greatest(returns: Iterable[Return]) -> dict[tuple[str, str | None, str], Return]:
    """The return that counts for each table, town and period: the one that states most rows.

    A later return that states fewer does not make rows disappear; the target office may excuse it.
    """
    found: dict[tuple[str, str | None, str], Return] = {}
    for one in sorted(returns, key=lambda one: (one.rows, one.filed_on)):
        found[one.table, one.town, one.period] = one
    return found


@attrs.frozen(slots=False)
class Returns:
    """The returns of a county (报表汇总), held against its rows."""

    view: CountyView = attrs.field(repr=False)
    context: Context
    _filed: Mapping[tuple[str, str], tuple[Return, ...]] = attrs.field(alias="filed", repr=False)
    _every: Mapping[tuple[str, str], tuple[Return, ...]] = attrs.field(alias="every", repr=False)

    @cached_property
    def _unplaced(self) -> Mapping[tuple[str, str], list[Unplaced]]:
        """The rows that nobody can place, by table and town."""
        found: dict[tuple[str, str], list[Unplaced]] = {}
        for one in self.view.unplaced(self.context):
            found.setdefault((one.table, one.town), []).append(one)
        return found

    def filed(self, spec: TableSpec[Any], town: str) -> tuple[Return, ...]:
        """Return the returns that count for a table and a town (报表): the bureau's are for all."""
        return _of(self._filed, spec, town)

    def first_filed(self, spec: TableSpec[Any], town: str, part: Period) -> date | None:
        """Return the day on which a part was first reported whole (首次报送日), None where never.

        Three months make a quarter. What was filed before the part had ended does not report the
        whole of it; a correction takes nothing away from what was filed before it.
        """
        spans: list[Period] = []
        for one in sorted(_of(self._every, spec, town), key=lambda one: one.filed_on):
            if one.filed_on >= one.span.first:
                insort(spans, _vouched(one))
            if _covered(part, spans):
                return one.filed_on
        return None

    def due_on(self, part: Period) -> date | None:
        """Return the day by which the return of a quarter is due (报送期限); None: unknown."""
        rule = rule_of(RETURN, part.last, self.context)
        if rule is None or rule.grace is None:
            return part.last
        return self.context.due(part.last, rule.grace).day

    def report(
        self, spec: TableSpec[Any], town: str, period: Period, *, where: Checks = ()
    ) -> TableReport:
        """Return what was reported of a table, for a town and a period (单表报送情况).

        `where` says which rows are asked for: one that could not be read, and whose cells say that
        it is another, is none of them.
        """
        own = spec if spec.parent is None else spec.parent
        unread = [one for one in self.view.data.unread if one.table == own.name]
        reach = spec.reach(period)
        rows = [one for one in unread if one.row is not None and may_lie_in(one, own, reach)]
        if spec.parent is not None:
            return self._told(TableReport(spec=spec), town, period, rows)
        asked = [one for one in rows if fits(one, where)]
        loose = self._unplaced.get((spec.name, town), ())
        found = TableReport(
            spec=spec,
            unplaced=sum(may_belong(one, period, where) for one in loose),
            refused=sum(one.town == town for one in asked),
            homeless=sum(one.town is None for one in asked),
            unreadable=any(one.row is None for one in unread),
        )
        return self._told(found, town, period, rows)

    def _told(
        self, found: TableReport, town: str, period: Period, unread: list[Unread]
    ) -> TableReport:
        """A report with what the returns tell of it, where there are any."""
        spec = found.spec
        if spec.owner == "office":
            return found
        lacking, pending = self._uncovered(spec, town, period)
        short, excess = self._difference(spec, town, spec.reach(period), unread)
        return attrs.evolve(
            found,
            lacking=lacking,
            pending=bool(pending),
            awaited=self._awaited(pending),
            short=short,
            excess=excess,
        )

    def _awaited(self, pending: list[Period]) -> date | None:
        """The day until which returns that are not due yet may come, where the year is over.

        Of a year that still runs it is told how it stands so far.
        """
        if not pending or self.context.as_of < self.context.period.last:
            return None
        return max(self.due_on(part) or self.context.cutoff for part in pending)

    def _uncovered(
        self, spec: TableSpec[Any], town: str, period: Period
    ) -> tuple[tuple[Period, ...], list[Period]]:
        """The quarters of a period without a return: those past their day, and those not due yet.

        Of a stock the last quarter that is due has to be reported, for it states the whole.
        """
        spans, parts = self._spans(spec, town), quarters(period)
        past = [part for part in parts if self._is_past(part)]
        if spec.stock:
            lacking = [part for part in past[-1:] if not any(s.last >= part.last for s in spans)]
        else:
            lacking = [part for part in past if not _covered(part, spans)]
        pending = [part for part in parts if part not in past and not _covered(part, spans)]
        return tuple(lacking), pending

    def _spans(self, spec: TableSpec[Any], town: str) -> list[Period]:
        """The days for which returns of a table vouch, in order."""
        at = spec.name, town
        if at not in self._vouching:
            filed = _of(self._every, spec, town)
            found = [_vouched(one) for one in filed if one.filed_on >= one.span.first]
            self._vouching[at] = sorted(found)
        return self._vouching[at]

    @cached_property
    def _vouching(self) -> dict[tuple[str, str], list[Period]]:
        """The days for which returns vouch that were worked out before, by table and town."""
        return {}

    @cached_property
    def _past(self) -> dict[Period, bool]:
        """Which quarters are past their day that were looked at before."""
        return {}

    def _is_past(self, part: Period) -> bool:
        """Whether the day of a quarter's return is past; on the cut-off nothing is to come."""
        if part not in self._past:
            self._past[part] = self._passed(part)
        return self._past[part]

    def _passed(self, part: Period) -> bool:
        due, closes = self.due_on(part), cutoff_after(part.last, self.context)
        if closes is not None and closes <= self.context.as_of:
            return True
        return due is not None and due < self.context.as_of

    def _difference(
        self, spec: TableSpec[Any], town: str, period: Period, unread: list[Unread]
    ) -> tuple[int, int]:
        """How many rows fewer and more there are than the returns of a period state.

        Where a year's return stands beside those of its quarters, the greater difference counts;
        of a stock, whose returns state the whole, the greatest of any. A row that could not be read
        is there, and so are the child rows that went with it. What a return for the whole county
        lacks, and those of the towns lack as well, is lacking one time.
        """
        by_length: dict[int, list[int]] = {}
        for one in self.filed(spec, town):
            if one.span.touches(period):
                length = (one.span.last - one.span.first).days // 80
                by_length.setdefault(length, []).append(self._lacking(one, spec))
        together = max if spec.stock else sum
        short = max((together([max(d, 0) for d in ds]) for ds in by_length.values()), default=0)
        excess = max((together([max(-d, 0) for d in ds]) for ds in by_length.values()), default=0)
        whole = any(one.town is None for one in self.filed(spec, town))
        there = sum(_rows_of(one, spec) for one in unread if whole or one.town in (town, None))
        return max(0, short - there), excess

    def _lacking(self, one: Return, spec: TableSpec[Any]) -> int:
        """How many rows fewer there are than a return states; below 0 where there are more."""
        counts = self.view.once(counts_of, self.context)[spec.name]
        lacking = one.rows - counts.within(one.town, one.span, stock=spec.stock)
        if one.town is None:
            beside = self._of_towns.get((one.table, one.period), ())
            lacking -= sum(self._lacking(own, spec) for own in beside)
        return lacking

    @cached_property
    def _of_towns(self) -> Mapping[tuple[str, str], list[Return]]:
        """The returns of towns, by table and period."""
        found: dict[tuple[str, str], list[Return]] = {}
        for one in (one for filed in self._filed.values() for one in filed):
            if one.town is not None:
                found.setdefault((one.table, one.period), []).append(one)
        return found


def _of(
    filed: Mapping[tuple[str, str], tuple[Return, ...]], spec: TableSpec[Any], town: str
) -> tuple[Return, ...]:
    """The returns for a table and a town: the bureau's are for all."""
    own = filed.get((spec.name, town), ())
    return own if spec.owner == "town" else (*own, *filed.get((spec.name, ""), ()))


def _rows_of(one: Unread, spec: TableSpec[Any]) -> int:
    """How many rows of a table stand on file in a row that could not be read."""
    if spec.parent is not None:
        return one.children.get(spec.name, 0)
    return int(one.parent)


@lru_cache(maxsize=1024)
def quarters(period: Period) -> tuple[Period, ...]:
    """Return the quarters that a period touches (所涉季度)."""
    found, day = [], period.first
    while day <= period.last:
        part = part_of_year(day, QUARTER)
        found.append(part)
        day = part.last + ONE_DAY
    return tuple(found)


def _covered(part: Period, spans: list[Period]) -> bool:
    """Whether returns, in order of their days, cover every day of a part."""
    day = part.first
    for span in spans:
        if span.first <= day <= span.last:
            day = span.last + ONE_DAY
    return day > part.last


def _vouched(one: Return) -> Period:
    """The part of its period for which a return can vouch: what had come when it was filed."""
    return one.span.until(one.filed_on)


def returns_of(view: CountyView, context: Context) -> Returns:
    """Return the county's returns as they were known (报表汇总).

    Only the owner of a table files its returns, and a town files none after the cut-off.
    """
    specs, towns = view.specs, Signers.of(view, context)
    filed = [
        one
        for one in view.known(RETURNS, context)
        if one.table in specs and towns.may_file(one, specs[one.table], context)
    ]

    def grouped(some: Iterable[Return]) -> Mapping[tuple[str, str], tuple[Return, ...]]:
        found: dict[tuple[str, str], list[Return]] = {}
        for one in some:
            own = specs[one.table].owner == "town"
            town = (one.town or towns.signer(one.owner)) if own else one.town
            found.setdefault((one.table, town or ""), []).append(one)
        return {key: tuple(each) for key, each in found.items()}

    return Returns(view, context, filed=grouped(_greatest(filed).values()), every=grouped(filed))
