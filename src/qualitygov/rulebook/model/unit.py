"""Rule entries of the assessment of units and areas (单位考核规则). Clause 3.1.2.b."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal, Self

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.exact import Points
from qualitygov.core.fields import about
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.text import Text

SCALE = Points.of(100)  # an assessment is out of 100 points: 国办发〔2013〕47号


def _wrong(path: str, found: object, zh: str, en: str) -> Problem:
    return Problem("rulebook.assessment", path, str(found), Text(zh, en))


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class UnitItemRule(RuleEntry):
    """An item in the assessment of units and areas (单位考核项目): points for one thing.

    An item names an indicator, which is measured on the unit's own facts: its points in proportion
    to the value, at most all. The item without one rests on the targets of the unit's tasks that
    the town met, each quality alike.
    """

    section: ClassVar[str] = "unit-item"

    indicator: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("计分指标", "indicator"),
    )
    part: Literal["targets", "measures"] = attrs.field(metadata=about("板块", "part"))
    points: Points = attrs.field(metadata=about("分值", "points"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """The items add up to 100; those of the targets part name no indicator, all others do."""
        total = sum((item.points for item in entries.values()), Points(0))
        if entries and total != SCALE:
            yield _wrong(
                "*.points",
                total,
                f"各项分值之和应为 {SCALE}",
                f"the items add up to {SCALE} points",
            )
        for name, item in entries.items():
            if (item.part == "targets") != (item.indicator is None):
                yield _wrong(
                    f"{name}.indicator",
                    item.indicator,
                    "目标板块不写指标，措施板块须写明指标",
                    "an item of the measures names an indicator, and one of the targets does not",
                )
