"""Rule entries of the public testing platform (检测与计量规则).

How often kinds of instruments are verified. Clause 3.4.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

import attrs

from qualitygov.core import kinds
from qualitygov.core.fields import about
from qualitygov.core.periods import Term
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.text import Text


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class InstrumentKind(RuleEntry):
    """A kind of measuring instrument (计量器具类别): verified again within `every`, at the latest."""

    section: ClassVar[str] = "instrument-kind"

    every: Term = attrs.field(metadata=about("检定周期", "verified every"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """An interval has a length."""
        for name, kind in entries.items():
            if not kind.every.total_months and not kind.every.days:
                expected = Text("检定周期应为正", "an interval above 0")
                yield Problem("rulebook.instrument", f"{name}.every", str(kind.every), expected)
