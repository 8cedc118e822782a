"""Batches of enterprises and their traceability (批次与追溯). Clause 3.3.1.b."""

from __future__ import annotations

from qualitygov.enterprise.tracing.entities import Batch, BatchDomain, BatchLink, Direction
from qualitygov.enterprise.tracing.events import TraceabilityYearEvent, traceability_year_events
from qualitygov.enterprise.tracing.tables import BATCHES
from qualitygov.enterprise.tracing.traceability import (
    BatchGraph,
    Completeness,
    GapKind,
    Outside,
    Trace,
    TraceGap,
    TraceStep,
    completeness,
    trace,
    traceable,
)

__all__ = [
    "BATCHES",
    "Batch",
    "BatchDomain",
    "BatchGraph",
    "BatchLink",
    "Completeness",
    "Direction",
    "GapKind",
    "Outside",
    "Trace",
    "TraceGap",
    "TraceStep",
    "TraceabilityYearEvent",
    "completeness",
    "trace",
    "traceability_year_events",
    "traceable",
]
