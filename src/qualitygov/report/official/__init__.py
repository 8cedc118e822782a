"""Official documents (文书): what an office prints and delivers, filled from the results of a run."""

from __future__ import annotations

from qualitygov.report.official.kinds import (
    KINDS,
    DocumentKind,
    Made,
    kind_named,
    make_document,
)
from qualitygov.report.official.papers import (
    NotThereError,
    Papers,
    RefusedDocumentError,
    SeveralCasesError,
)
from qualitygov.report.official.request import Request

__all__ = [
    "KINDS",
    "DocumentKind",
    "Made",
    "NotThereError",
    "Papers",
    "RefusedDocumentError",
    "Request",
    "SeveralCasesError",
    "kind_named",
    "make_document",
]
