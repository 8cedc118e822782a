"""Rule entries of industry and evidence (产业与证据规则): sectors, checklists, units and figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Literal, Self

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.core.periods import Term
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.words import unknown
from qualitygov.text import Text


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Sector(RuleEntry):
    """One of the three sectors (三次产业): divisions of GB/T 4754; ``rest`` takes what no other has."""

    section: ClassVar[str] = "sector"

    divisions: tuple[str, ...] = attrs.field(default=(), metadata=about("大类", "divisions"))
    rest: bool = attrs.field(default=False, metadata=about("其余", "the rest"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """No division stands in two sectors, and one sector takes the rest."""
        seen: dict[str, str] = {}
        for name, sector in sorted(entries.items()):
            for division in sector.divisions:
                if division in seen:
                    yield Problem(
                        "rulebook.sector",
                        f"{name}.divisions",
                        division,
                        Text(f"已属 {seen[division]}", f"stands in {seen[division]} already"),
                    )
                seen[division] = name
        if sum(sector.rest for sector in entries.values()) != 1:
            yield Problem(
                "rulebook.sector",
                "rest",
                "",
                Text("应恰有一个产业取其余", "exactly one sector takes the rest"),
            )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ChecklistItem:
    """One piece of evidence that a checklist asks for (清单项目).

    At most `max_age` old on the day of assessment.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("编号", "id"))
    label: Text = attrs.field(metadata=about("名称", "label"))
    max_age: Term | None = attrs.field(default=None, metadata=about("最长时效", "greatest age"))


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class Checklist(RuleEntry):
    """A list of evidence that shows a mechanism is there (证据清单)."""

    section: ClassVar[str] = "checklist"

    items: tuple[ChecklistItem, ...] = attrs.field(metadata=about("项目", "items"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Each checklist has items, each once."""
        for name, checklist in entries.items():
            ids = [item.id for item in checklist.items]
            if not ids or len(set(ids)) != len(ids):
                yield Problem(
                    "rulebook.checklist",
                    f"{name}.items",
                    ", ".join(ids),
                    Text("应有项目且不重复", "items, each once"),
                )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class MeasuringUnit(RuleEntry):
    """A unit in which figures are given (计量单位): what it measures, and how much of it.

    `names` are the ways in which offices write it. Two units of one `quantity` are brought to each
    other by their factors, exactly; two of different quantities never are.
    """

    section: ClassVar[str] = "measuring-unit"

    quantity: str = attrs.field(validator=check.filled(), metadata=about("量", "quantity"))
    factor: Decimal = attrs.field(metadata=about("换算系数", "factor"))
    names: tuple[str, ...] = attrs.field(metadata=about("写法", "how it is written"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Factors are above nothing, and no name is that of two units."""
        seen: dict[str, str] = {}
        for name, unit in sorted(entries.items()):
            if unit.factor <= 0:
                expected = Text("换算系数应大于 0", "a factor above 0")
                yield Problem("rulebook.unit", f"{name}.factor", str(unit.factor), expected)
            if not unit.names:
                expected = Text("至少一种写法", "at least one way to write it")
                yield Problem("rulebook.unit", f"{name}.names", "", expected)
            for written in unit.names:
                if written in seen:
                    expected = Text(
                        f"已是 {seen[written]} 的写法", f"names {seen[written]} already"
                    )
                    yield Problem("rulebook.unit", f"{name}.names", written, expected)
                seen[written] = name


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class FigureItem(RuleEntry):
    """A yearly figure that indicators name (统计指标): what it is, and in which unit it is counted.

    `definition` says what is counted, for towns have no national accounts of their own. A figure
    outside `low` and `high` (in the item's unit) is refused: 0.60 where 60 % is meant. An item with
    `above` and `under` is a share of other figures, each side their sum, and needs all of them.

    `stands_in` says what happens when a figure has not come by the cut-off. none: it is missing;
    value: the year before's stands in; growth: the figure before that one stands in for the year
    before, too, so that the last known growth stands in. A figure of an inventory is
    carried forward for `carried_for` years.
    """

    section: ClassVar[str] = "figure-item"

    definition: Text | None = attrs.field(default=None, metadata=about("口径", "what is counted"))
    unit: str = attrs.field(validator=check.filled(), metadata=about("计量单位", "unit"))
    low: Decimal | None = attrs.field(default=None, metadata=about("下限", "low"))
    high: Decimal | None = attrs.field(default=None, metadata=about("上限", "high"))
    above: tuple[str, ...] = attrs.field(default=(), metadata=about("分子各项", "above the line"))
    under: tuple[str, ...] = attrs.field(default=(), metadata=about("分母各项", "under the line"))
    stands_in: Literal["none", "value", "growth"] = attrs.field(
        default="none", metadata=about("逾期数据的替代", "what stands in for a late figure")
    )
    carried_for: int = attrs.field(
        default=0, validator=check.at_least(0), metadata=about("沿用年数", "years carried forward")
    )

    @property
    def derived(self) -> bool:
        """Whether it is a share of other figures."""
        return bool(self.under)

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """A share has two sides, of figures that exist, are in one unit and are no shares."""
        for name, item in entries.items():
            if item.low is not None and item.high is not None and item.high < item.low:
                expected = Text(f"不小于下限 {item.low}", f"not below {item.low}, its low")
                yield Problem("rulebook.figure", f"{name}.high", str(item.high), expected)
            if bool(item.above) != bool(item.under):
                expected = Text("分子分母应同时给出", "both above and under, or neither")
                yield Problem("rulebook.figure", f"{name}.under", str(item.under), expected)
            parts = [entries[part] for part in (*item.above, *item.under) if part in entries]
            known = [one for one, other in entries.items() if not other.derived]
            for field in ("above", "under"):
                for part in getattr(item, field):
                    if part not in known:
                        what = Text(
                            "应为已有的非比例统计指标", "a figure that exists and is no share"
                        )
                        yield unknown("rulebook.figure", f"{name}.{field}", part, known, what)
            if len({part.unit for part in parts}) > 1:
                expected = Text("各项计量单位应一致", "parts in one unit")
                yield Problem("rulebook.figure", f"{name}.under", item.id, expected)
