"""Reports (报告): documents for programs, tables for people."""

from __future__ import annotations

from qualitygov.report.documents import (
    assessment_document,
    enterprises_document,
    reading_document,
    trades_of,
)

__all__ = ["assessment_document", "enterprises_document", "reading_document", "trades_of"]
