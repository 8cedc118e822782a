"""The rulebook (规则手册): every number that decides, with its dates, source and basis."""

from __future__ import annotations

from qualitygov.rulebook.book import Difference, Rulebook
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.entry import Basis, RuleEntry
from qualitygov.rulebook.load import built_in_books, load_rulebook
from qualitygov.rulebook.rules import Rules

__all__ = [
    "Basis",
    "Context",
    "Difference",
    "RuleEntry",
    "Rulebook",
    "Rules",
    "built_in_books",
    "load_rulebook",
]
