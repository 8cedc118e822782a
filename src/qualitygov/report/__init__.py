"""Reports (报告): documents for programs, tables for people."""

from __future__ import annotations

from qualitygov.report.annual import annual_document
from qualitygov.report.documents import (
    Answer,
    assessment_document,
    enterprise_documents,
    worklists_document,
)
from qualitygov.report.reading import TableFile, reading_document
from qualitygov.report.schemas import document_schema

__all__ = [
    "Answer",
    "TableFile",
    "annual_document",
    "assessment_document",
    "document_schema",
    "enterprise_documents",
    "reading_document",
    "worklists_document",
]
