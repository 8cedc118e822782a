"""Tracing batches up and down (批次追溯).

What is known, where the trail breaks, how complete an enterprise's records are.

Each batch has two sides, upstream and downstream. A side's parts are the links on record, in the
batch itself or in another that names it; a side of which something must be known and nothing is has
one part, which is a gap. Clause 3.3.1.b.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Self

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.frozen import FrozenDict
from qualitygov.core.period import Period
from qualitygov.core.result import Result
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.enterprise.tracing.entities import Batch, BatchLink, Direction
from qualitygov.errors import bilingual
from qualitygov.rulebook.context import Context

UP, DOWN = Direction.UP, Direction.DOWN
OPPOSITE = {UP: DOWN, DOWN: UP}


class GapKind(Vocabulary):
    """Where a trail breaks (追溯断点)."""

    NO_SOURCE = "no-source", "无来源记录", "no source on record"
    NO_RECEIVER = "no-receiver", "已出厂而无去向记录", "shipped, no receiver on record"
    UNKNOWN_BATCH = "unknown-batch", "关联批次不存在", "it names a batch that nobody knows"
    NO_BATCH = "no-batch", "只有单位，没有批次", "it names a unit and no batch"
    CIRCULAR = "circular", "批次循环", "the batch leads back to itself"


@attrs.frozen(order=True)
class TraceGap(Result):
    """One break of a trail (追溯断点).

    At which batch, in which direction, of which kind, and what was named there.
    """

    batch: str
    direction: Direction
    kind: GapKind
    named: str = ""


@attrs.frozen(order=True)
class Outside(Result):
    """A unit outside the table at which a trail goes on (外部单位).

    With the batch's name there, empty where it is not asked for.
    """

    at: str
    unit: str
    batch: str


@attrs.frozen(order=True)
class TraceStep(Result):
    """One batch reached (追溯结果).

    `depth` links away, from `via`, the first by id of those that lead there.
    """

    depth: int
    batch: str
    via: str
    enterprise: str


@attrs.frozen(repr=False)
class Trace(Result):
    """A trail in one direction (追溯链).

    The batches reached, nearest first, the outside units it ends at, and its gaps.
    """

    start: str
    direction: Direction
    steps: tuple[TraceStep, ...]
    outside: tuple[Outside, ...]
    gaps: tuple[TraceGap, ...]

    @property
    def batches(self) -> frozenset[str]:
        """The ids of the batches reached, without the start."""
        return frozenset(step.batch for step in self.steps)

    @property
    def complete(self) -> bool:
        """Whether the trail has no gap."""
        return not self.gaps


@attrs.frozen(repr=False)
class Completeness(Result):
    """How complete the batch records of an enterprise are (追溯完整率).

    Parts known of parts there are; undefined without any.
    """

    unit: str
    batches: int
    rate: Rate
    gaps: tuple[TraceGap, ...]


@attrs.frozen
class _Side:
    known: frozenset[str]
    outside: tuple[Outside, ...]
    gaps: tuple[TraceGap, ...]

    @property
    def known_parts(self) -> int:
        return len(self.known) + len(self.outside)


@attrs.frozen
class BatchGraph:
    """The batches and links on record by a day (批次关系图), ready to be traced.

    Made once for many questions. `day` is the last day of which anything is told: the context's
    horizon.
    """

    day: date
    _batches: Mapping[str, Batch] = attrs.field(alias="batches")
    _edges: Mapping[tuple[str, Direction], frozenset[str]] = attrs.field(alias="edges")
    _by_unit: Mapping[str, tuple[str, ...]] = attrs.field(alias="by_unit")

    @classmethod
    def of(cls, batches: Iterable[Batch], context: Context) -> Self:
        """Build the graph from batches in any order.

        Raises `FieldError` for an id that stands twice.

        Batches made and links recorded after the context's horizon do not exist.
        """
        day = context.horizon
        known: dict[str, Batch] = {}
        for batch in batches:
            if batch.id in known:
                raise bilingual(
                    "batch.id",
                    f"批次编号重复：{batch.id}",
                    f"the batch id {batch.id} is there twice",
                )
            if batch.made_on <= day:
                known[batch.id] = batch
        edges: dict[tuple[str, Direction], set[str]] = {}
        units: dict[str, list[str]] = {}
        for batch in known.values():
            units.setdefault(UnitKey.of(batch.enterprise), []).append(batch.id)
            for link in batch.links:
                if link.recorded_on <= day and link.batch in known:
                    edges.setdefault((batch.id, link.direction), set()).add(link.batch)
                    edges.setdefault((link.batch, OPPOSITE[link.direction]), set()).add(batch.id)
        linked = {key: frozenset(found) for key, found in edges.items()}
        by_unit = {key: tuple(sorted(ids)) for key, ids in units.items()}
        return cls(
            day=day,
            batches=FrozenDict(known),
            edges=FrozenDict(linked),
            by_unit=FrozenDict(by_unit),
        )

    def next(self, batch: str, direction: Direction) -> frozenset[str]:
        """Return the known batches one link away (相邻批次)."""
        return self._edges.get((batch, direction), frozenset())

    def _links(self, batch: Batch, direction: Direction) -> list[BatchLink]:
        return [
            link
            for link in batch.links
            if link.direction is direction and link.recorded_on <= self.day
        ]

    def _side(self, name: str, direction: Direction, step: str) -> _Side:
        batch = self._batches[name]
        known = self.next(name, direction)
        outside: set[Outside] = set()
        gaps: set[TraceGap] = set()
        links = self._links(batch, direction)
        for link in links:
            if link.batch in self._batches:
                continue
            if link.unit is not None and (link.batch is not None or step == "unit"):
                outside.add(Outside(name, UnitKey.of(link.unit), link.batch or ""))
            elif link.unit is None:
                gaps.add(TraceGap(name, direction, GapKind.UNKNOWN_BATCH, link.batch or ""))
            else:
                gaps.add(TraceGap(name, direction, GapKind.NO_BATCH, UnitKey.of(link.unit)))
        if not known and not links and self._asked(batch, direction):
            gaps.add(
                TraceGap(
                    name, direction, GapKind.NO_SOURCE if direction is UP else GapKind.NO_RECEIVER
                )
            )
        return _Side(known, tuple(sorted(outside)), tuple(sorted(gaps)))

    def _asked(self, batch: Batch, direction: Direction) -> bool:
        if direction is UP:
            return not batch.origin
        return not batch.end_use and batch.shipped_on is not None and batch.shipped_on <= self.day

    def trace(self, start: str, context: Context, *, direction: Direction) -> Trace:
        """Return the trail from a batch (追溯); see the function `trace`."""
        if start not in self._batches:
            raise bilingual("trace.batch", f"没有批次 {start}", f"there is no batch {start}")
        step = context.rules.choice("traceability.step")
        seen = {start}
        level = [start]
        steps: list[TraceStep] = []
        gaps: set[TraceGap] = set()
        outside: list[Outside] = []
        while level:
            reached: dict[str, str] = {}
            for name in level:
                side = self._side(name, direction, step)
                gaps.update(side.gaps)
                outside += side.outside
                if start in side.known:
                    gaps.add(TraceGap(start, direction, GapKind.CIRCULAR, name))
                for other in side.known - seen:
                    reached.setdefault(other, name)
            seen.update(reached)
            level = sorted(reached)
            depth = steps[-1].depth + 1 if steps else 1
            steps += [
                TraceStep(depth, name, reached[name], self._batches[name].enterprise)
                for name in level
            ]
        return Trace(start, direction, tuple(steps), tuple(sorted(outside)), tuple(sorted(gaps)))

    def made_in(self, period: Period) -> tuple[str, ...]:
        """Return the keys of the units with batches made in a period (期间内有批次的企业), in order."""
        return tuple(
            sorted(
                key
                for key, names in self._by_unit.items()
                if any(self._batches[name].made_on in period for name in names)
            )
        )

    def completeness(
        self, unit: str, context: Context, *, period: Period | None = None
    ) -> Completeness:
        """Return how complete an enterprise's records are (追溯完整率).

        See the function `completeness`.
        """
        step = context.rules.choice("traceability.step")
        own = self._by_unit.get(UnitKey.of(unit), ())
        names = [name for name in own if period is None or self._batches[name].made_on in period]
        sides = [self._side(name, direction, step) for name in names for direction in Direction]
        gaps = tuple(sorted(gap for side in sides for gap in side.gaps))
        known = sum(side.known_parts for side in sides)
        return Completeness(
            unit=unit, batches=len(names), rate=Rate(known, known + len(gaps)), gaps=gaps
        )


@clauses("3.3.1.b")
def trace(batches: Iterable[Batch], context: Context, *, start: str, direction: Direction) -> Trace:
    """Return what lies upstream or downstream of a batch (向上、向下追溯).

    By the links on record on the context's horizon.

    A link counts in whichever of its two batches it was recorded. Each batch is listed once, so the
    listing ends even where batches lead in a circle; a start that leads back to itself is a gap.
    Raises `FieldError` for a start that is not there.
    """
    return BatchGraph.of(batches, context).trace(start, context, direction=direction)


@clauses("3.3.1.b")
def completeness(
    batches: Iterable[Batch], context: Context, *, unit: str, period: Period | None = None
) -> Completeness:
    """Return how complete the records of an enterprise's batches are (追溯完整率).

    `period` is the one in which they were made, by default any. The rate is 1 just when nothing is
    missing. What is known stays known when a link is added.
    """
    return BatchGraph.of(batches, context).completeness(unit, context, period=period)


def traceable(found: Completeness, context: Context) -> bool | None:
    """Return whether records are complete enough (追溯是否完整), None with too few to judge by.

    By the book's parameters ``traceability.minimum`` and ``traceability.complete``.
    """
    rules = context.rules
    if found.batches < rules.whole("traceability.minimum") or not found.rate.defined:
        return None
    return found.rate >= rules.rate("traceability.complete")
