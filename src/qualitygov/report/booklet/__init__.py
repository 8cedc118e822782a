"""The rulebook as a booklet (规则手册印本): a lawyer reads it without seeing TOML."""

from __future__ import annotations

from qualitygov.report.booklet.made import Booklet, BookletRule, BookletVersion, booklet_of
from qualitygov.report.booklet.views import document_of, page_pieces

__all__ = [
    "Booklet",
    "BookletRule",
    "BookletVersion",
    "booklet_of",
    "document_of",
    "page_pieces",
]
