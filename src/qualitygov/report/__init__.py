"""Reports (报告): documents for programs, tables for people."""

from __future__ import annotations

from qualitygov.report.annual import annual_document
from qualitygov.report.documents import Answer, assessment_document, worklists_document
from qualitygov.report.enterprises import enterprise_documents
from qualitygov.report.reading import reading_lines
from qualitygov.report.schemas import document_schema

__all__ = [
    "Answer",
    "annual_document",
    "assessment_document",
    "document_schema",
    "enterprise_documents",
    "reading_lines",
    "worklists_document",
]
