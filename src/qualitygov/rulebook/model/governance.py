"""Rule entries of governance (治理规则): duties that come round, and what they ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal, Self

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.core.periods import Span
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.text import Text

JANUARY, DECEMBER = 1, 12
MONTHS = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class DutyRule(RuleEntry):
    """A duty that comes round (例行职责).

    A meeting, report, visit, campaign or letter that is due once in every period.

    `by` says which facts fulfill it and `what` which kind of them. It is owed by the town, or by
    each of its units of the kinds in `unit_kinds`. The periods divide the months from `first_month`
    to `last_month`; what is late by no more than `grace` after the period's end is still in time.
    """

    section: ClassVar[str] = "duty"

    by: Literal["meeting", "report", "visit", "campaign", "letter"] = attrs.field(
        metadata=about("履行方式", "fulfilled by")
    )
    what: str = attrs.field(validator=check.filled(), metadata=about("类别", "kind"))
    every: Literal["year", "half-year", "quarter", "month"] = attrs.field(
        metadata=about("周期", "once in every")
    )
    unit_kinds: tuple[str, ...] = attrs.field(
        default=(), metadata=about("责任单位类别", "kinds of unit that owe it")
    )
    first_month: int = attrs.field(
        default=JANUARY,
        validator=check.within(JANUARY, DECEMBER),
        metadata=about("起始月", "first month"),
    )
    last_month: int = attrs.field(
        default=DECEMBER,
        validator=check.within(JANUARY, DECEMBER),
        metadata=about("截止月", "last month"),
    )
    grace: Span | None = attrs.field(default=None, metadata=about("宽限期", "grace"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """The months divide into whole periods."""
        for name, rule in entries.items():
            months = rule.last_month - rule.first_month + 1
            if months < 1 or (rule.every != "year" and months % MONTHS[rule.every]):
                expected = Text("起止月应含整数个周期", "whole periods between the months")
                yield Problem("rulebook.duty", f"{name}.last_month", str(rule.last_month), expected)
