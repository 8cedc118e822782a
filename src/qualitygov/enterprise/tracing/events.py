"""Years of traced batches as events (追溯年度事件), from which rules make merits. Clause 3.3.1.b."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core import kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.period import Period
from qualitygov.core.periods import term_end
from qualitygov.enterprise.tracing.entities import Batch
from qualitygov.enterprise.tracing.tables import BATCHES
from qualitygov.enterprise.tracing.traceability import BatchGraph, traceable
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Event


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class TraceabilityYearEvent(Event):
    """A year in which an enterprise made batches has ended (追溯年度结束).

    `batches` were made in it, with `gaps` breaks of their trails on its last day. `complete` says
    whether enough is known of them; it is empty with too few batches to judge by.
    """

    year: int = attrs.field(metadata=about("年份", "year"))
    batches: int = attrs.field(metadata=about("批次数", "batches"))
    gaps: int = attrs.field(metadata=about("断点数", "gaps"))
    complete: bool | None = attrs.field(default=None, metadata=about("追溯是否完整", "complete"))


@clauses("3.3.1.b")
def traceability_year_events(
    view: CountyView, context: Context
) -> tuple[TraceabilityYearEvent, ...]:
    """Return an event for each enterprise and finished year with batches (追溯年度事件).

    Links count that were recorded by the year's last day. For how long complete records count is
    the book's parameter ``merit.traceability-valid``.
    """
    batches = view.known(BATCHES, context).rows
    codes = _codes(batches)
    return tuple(
        event
        for year in sorted({batch.made_on.year for batch in batches})
        if date(year, 12, 31) <= context.horizon
        for event in _of_year(year, batches, codes, context)
    )


def _codes(batches: Iterable[Batch]) -> dict[str, str]:
    """The code of each unit: that of its last batch by id, so that order never matters."""
    ordered = sorted(batches, key=lambda batch: batch.id)
    return {UnitKey.of(batch.enterprise): batch.enterprise for batch in ordered}


def _of_year(
    year: int, batches: tuple[Batch, ...], codes: dict[str, str], context: Context
) -> Iterator[TraceabilityYearEvent]:
    period = Period(date(year, 1, 1), date(year, 12, 31))
    graph = BatchGraph.of(batches, context.on(period.last))
    until = term_end(period.last, context.rules.term("merit.traceability-valid"))
    for key in graph.made_in(period):
        found = graph.completeness(codes[key], context, period=period)
        yield TraceabilityYearEvent(
            id=f"{key}/traceability/{year}",
            unit=codes[key],
            on=period.last,
            happened_on=period.last,
            known_on=period.last,
            document=f"追溯台账〔{year}〕",
            valid_until=until,
            year=year,
            batches=found.batches,
            gaps=len(found.gaps),
            complete=traceable(found, context),
        )
