"""The clauses of the opinion (意见条款), to which every rule refers."""

from __future__ import annotations

from typing import ClassVar

import attrs

from qualitygov.core import kinds
from qualitygov.rulebook.entry import RuleEntry


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ClauseRule(RuleEntry):
    """A clause of the opinion (意见条款): the entry's id is its number, its label what it asks for."""

    section: ClassVar[str] = "clause"
