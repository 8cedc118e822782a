"""The rulebook (规则手册): every number that decides, with its dates, source and basis."""

from __future__ import annotations

from qualitygov.rulebook.book import Rulebook, Words
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.difference import Difference
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
    "Words",
    "built_in_books",
    "load_rulebook",
]
