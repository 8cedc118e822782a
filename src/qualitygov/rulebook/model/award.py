"""Rule entries of the quality award (质量奖规则).

Criteria of excellence with their points, bars, grounds of withdrawal. Clause 3.1.3.a.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.core.periods import Term
from qualitygov.errors import Problem, bilingual
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.sizes import longer_than_nothing
from qualitygov.text import Text

SCALE = 1000  # the criteria are out of 1000 points: GB/T 19580


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ExcellenceItem:
    """An item of a category (评分项), with its whole points."""

    id: str = attrs.field(validator=check.filled(), metadata=about("编号", "id"))
    label: Text = attrs.field(metadata=about("名称", "label"))
    points: int = attrs.field(validator=check.at_least(1), metadata=about("分值", "points"))


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ExcellenceCategory(RuleEntry):
    """A category of the performance-excellence criteria (卓越绩效评价类目). GB/T 19580."""

    section: ClassVar[str] = "excellence-category"

    points: int = attrs.field(validator=check.at_least(1), metadata=about("分值", "points"))
    items: tuple[ExcellenceItem, ...] = attrs.field(metadata=about("评分项", "items"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Items add up to their category, categories to 1000; no item stands twice."""
        seen: set[str] = set()
        for name, category in entries.items():
            total = sum(item.points for item in category.items)
            if total != category.points:
                expected = Text(
                    f"评分项合计应为 {category.points}", f"items that add up to {category.points}"
                )
                yield Problem("rulebook.excellence", f"{name}.items", str(total), expected)
            for item in category.items:
                if item.id in seen:
                    yield Problem(
                        "rulebook.excellence",
                        f"{name}.items",
                        item.id,
                        Text("评分项重复", "each item once"),
                    )
                seen.add(item.id)
        whole = sum(category.points for category in entries.values())
        if whole != SCALE:
            yield Problem(
                "rulebook.excellence",
                "points",
                str(whole),
                Text(f"类目合计应为 {SCALE}", f"categories that add up to {SCALE}"),
            )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AwardBar(RuleEntry):
    """What bars a unit from the award (不得申报情形).

    One of some credit grades, or a credit record of a kind within a time.

    `from_severity` is a word of the kind's scale: that severity and every graver one bar.
    """

    section: ClassVar[str] = "award-bar"

    grades: tuple[str, ...] = attrs.field(default=(), metadata=about("信用等级", "credit grades"))
    kind: str | None = attrs.field(default=None, metadata=about("信用记录类别", "kind of record"))
    from_severity: str | None = attrs.field(
        default=None, metadata=about("自何程度起", "from this severity up")
    )
    within: Term | None = attrs.field(default=None, metadata=about("期限", "within"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """A time has a length."""
        for name, bar in entries.items():
            yield from longer_than_nothing("award", f"{name}.within", bar.within)

    def __attrs_post_init__(self) -> None:
        of_record = (self.kind, self.from_severity, self.within)
        if (None in of_record) if not self.grades else (of_record != (None, None, None)):
            raise bilingual(
                "award.bar",
                "应为信用等级，或记录类别连同程度和期限",
                "either grades, or a kind of record with its severity and a time",
            )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AwardWithdrawal(RuleEntry):
    """A credit record on which the award is to be withdrawn (撤销情形).

    Of a kind, from a severity up, decided on after the grant.
    """

    section: ClassVar[str] = "award-withdrawal"

    kind: str = attrs.field(
        validator=check.filled(), metadata=about("信用记录类别", "kind of record")
    )
    from_severity: str = attrs.field(
        validator=check.filled(), metadata=about("自何程度起", "from this severity up")
    )
