"""What an indicator is measured on (测量范围): a town's facts over a period, by how they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Protocol

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.measurement import Ids, Measurement, StandIn, Why
from qualitygov.assessment.reported import Asked, CountedAs, Reported
from qualitygov.assessment.sorting import LATE, MISSING, Sorted, sort_rows, standing_of_row
from qualitygov.core.exact import Rate
from qualitygov.core.period import Period
from qualitygov.core.periods import Term
from qualitygov.plan.condition import Checks, fulfills
from qualitygov.text import Text

STANDING = frozenset({"standing"})


@attrs.frozen
class ChecklistItem:
    """One item of a checklist (清单项).

    Evidence older than `max_age` no longer counts, where that is set.
    """

    id: str
    label: Text
    max_age: Term | None = None


class Measured(Protocol):
    """What an indicator says of how it is counted."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def facts(self) -> str: ...
    @property
    def where(self) -> Checks: ...
    @property
    def counts(self) -> Checks: ...
    @property
    def over(self) -> Checks: ...
    @property
    def sum(self) -> str | None: ...
    @property
    def of(self) -> str | None: ...
    @property
    def distinct(self) -> str | None: ...
    @property
    def items(self) -> tuple[ChecklistItem, ...]: ...
    @property
    def checklist(self) -> str | None: ...
    @property
    def parts(self) -> tuple[tuple[Any, int], ...]: ...
    @property
    def at(self) -> str: ...
    @property
    def sampled(self) -> bool: ...
    @property
    def minimum(self) -> int: ...
    @property
    def higher_is_better(self) -> bool: ...
    @property
    def in_percent(self) -> bool: ...


@attrs.frozen(slots=False)
class Sliced:
    """What an indicator is measured on (测量范围): a town's facts over a period.

    `ends` is the last day of the year that is assessed, where the period is cut before it.
    """

    indicator: Measured
    facts: FactTables
    town: str
    period: Period
    ends: date | None = None

    @property
    def running(self) -> bool:
        """Whether the year still runs at the end of the period."""
        return self.ends is not None and self.period.last < self.ends

    def _inside(self, row: Any) -> bool:
        last = self.period.last
        if self.indicator.at == "valid-on-end":
            return (
                row.valid_from is not None
                and row.valid_from <= last
                and (row.valid_to is None or last <= row.valid_to)
            )
        begun = self.indicator.at == "until-end" or row.on >= self.period.first
        return bool(begun and (row.on <= last or self._to_come(row)))

    def _to_come(self, row: Any) -> bool:
        """Whether a row is something due in the rest of a year that still runs: open, or done."""
        rest = self.indicator.at == "in-period" and self.ends is not None and row.on <= self.ends
        return rest and standing_of_row(row) is not None

    @property
    def rows(self) -> Iterator[Any]:
        """The town's rows that the period and the indicator's `where` take in."""
        for row in self.facts.rows(self.indicator.facts, self.town):
            if self._inside(row) and fulfills(row, self.indicator.where):
                yield row

    @cached_property
    def _on_file(self) -> Sorted:
        return sort_rows(self.rows, self.facts.excused)

    @cached_property
    def sorted(self) -> Sorted:
        """The rows by how they stand; what other owners' rows may still show is open."""
        return self._on_file.unsure(self.reported.unsure)

    @cached_property
    def belated(self) -> tuple[Any, ...]:
        """The missing rows that would count otherwise if they were done late, while they can be."""
        if self.closes is None:
            return ()
        counts = self.indicator.counts
        return tuple(
            row
            for row in self.sorted.final
            if standing_of_row(row) == MISSING
            and fulfills(attrs.evolve(row, standing=LATE), counts) != fulfills(row, counts)
        )

    @property
    def closes(self) -> date | None:
        """The cut-off until which what is missing may be done late; None where it is past."""
        return self.facts.closes(self.period)

    @cached_property
    def reported(self) -> Reported:
        """What the owners of the data reported."""
        own = self.indicator
        asked = Asked(own.facts, own.where, counted=self._counted)
        missing = sum(standing_of_row(row) == MISSING for row in self._on_file.final)
        return self.facts.reported(asked, self.town, self.period, missing)

    @property
    def _counted(self) -> CountedAs:
        """What the indicator counts of its facts."""
        own = self.indicator
        if own.kind == "rate" and {one.column for one in (*own.counts, *own.over)} <= STANDING:
            return "standings"
        return "facts" if own.kind == "rate" or own.distinct is None else "things"


@attrs.frozen(kw_only=True)
class Counted:
    """What was counted: the value now and its bounds, and the facts behind it."""

    now: Rate
    lowest: Rate
    highest: Rate
    due: int
    rows: int
    ids: Ids = Ids()
    total: Measurement | None = None
    before: Measurement | None = None
    reported: Reported | None = None
    by_duty: Mapping[str, Mapping[str, int]] | None = None
    settles_on: date | None = None
    stand_ins: tuple[StandIn, ...] | None = None
    why: Why | None = None
    relieved: int = 0
