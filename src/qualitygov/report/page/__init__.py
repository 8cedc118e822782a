"""The page (网页): the results of a run in one file that needs nothing else."""

from __future__ import annotations

from qualitygov.report.page.data import page_data
from qualitygov.report.page.page import page_of

__all__ = ["page_data", "page_of"]
