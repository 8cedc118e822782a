"""Targets (目标), compiled: a line that an indicator is held against, and how. Clause 2.2."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

import attrs

from qualitygov.assessment.indicator import Indicator
from qualitygov.core.exact import Rate
from qualitygov.core.result import Result
from qualitygov.rulebook.entry import Basis
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.text import Text

FULL = Rate(1, 1)
NOTHING = Rate(0, 1)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Target(Result):
    """Target (目标): the compiled form of one `TargetRule`, which `assessment.judge` judges.

    `least` is how many a trend needs on either side, and `confidence` how surely it is proven.
    `unsigned` says that nobody has verified its rule yet, or that of its indicator.

    >>> from datetime import date
    >>> from qualitygov.assessment import FactTables, compile_assessment, judge
    >>> from qualitygov.rulebook import Context, load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of=date(2016, 12, 31))
    >>> plan = compile_assessment(context)
    >>> target = plan.targets["food-production"]
    >>> str(target.value), judge(target, FactTables.of({}), "330299101", plan.period).verdict.value
    ('19/20', 'too-few')
    """

    shown: ClassVar[tuple[str, ...]] = (
        "id",
        "label",
        "quality",
        "clause",
        "source",
        "basis",
        "kind",
        "op",
        "value",
        "acceptance",
    )
    brief: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    label: Text
    quality: Quality
    clause: str
    source: Text
    basis: Basis
    indicator: Indicator
    kind: Literal["threshold", "every-period", "rank", "trend", "faster", "checklist"]
    op: Literal["at-least", "at-most", "equal"] = "at-least"
    value: Rate | None = None
    every: Literal["quarter", "month"] | None = None
    divisor: int = 1
    above: Rate | None = None
    steady: bool = False
    direction: Literal["rising", "not-falling", "falling-by"] = "rising"
    by: Rate = NOTHING
    years_back: int = 1
    confidence: Rate = NOTHING
    least: int = 1
    acceptance: bool = True
    in_force_from: date = date.min
    in_force_to: date | None = None
    note: Text | None = None
    unsigned: bool = False

    @property
    def line(self) -> Rate:
        """The threshold; a checklist's is all of its items."""
        return FULL if self.value is None else self.value

    def distance(self, value: Rate, line: Rate) -> Rate:
        """How far a value lies from a line (距目标值), positive or zero on the good side."""
        gap = value.fraction - line.fraction
        if self.op == "equal":
            return Rate.of(-abs(gap))
        return Rate.of(-gap if self.op == "at-most" else gap)
