"""Rule entries of the assessment (考核规则): indicators, targets, items, sections, vetoes and grades.

Clauses 2.2, 3.1.2.b.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal, Self

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.exact import Points, Rate
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import Problem
from qualitygov.rulebook.bands import Band, check_bands
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.model.condition import Condition
from qualitygov.rulebook.model.duty import Control, Profile, Responsible
from qualitygov.rulebook.words import unknown
from qualitygov.text import Text


class Quality(Vocabulary):
    """The five qualities, and the mechanisms that carry them (五大质量与机制). Clause 1.b."""

    MECHANISM = "mechanism", "质量机制", "mechanism"
    INDUSTRY = "industry", "产业质量", "industry"
    PRODUCT = "product", "产品质量", "product"
    ENGINEERING = "engineering", "工程质量", "engineering"
    SERVICE = "service", "服务质量", "service"
    ENVIRONMENT = "environment", "环境质量", "environment"


Conditions = Mapping[str, Condition]
NONE: Conditions = {}
NO_PARTS: Mapping[str, int] = {}
IndicatorKind = Literal[
    "rate",
    "count",
    "share",
    "index",
    "total",
    "mean",
    "growth",
    "increase",
    "checklist",
    "composite",
]
NEEDS: Mapping[str, tuple[str, ...]] = {
    "rate": ("counts",),
    "share": ("sum", "of"),
    "index": ("sum", "of"),
    "total": ("sum",),
    "mean": ("sum",),
    "checklist": ("checklist",),
    "composite": ("parts",),
}


FROM_SAMPLES = ("rate", "share", "index")
"""Kinds of indicators that samples can estimate."""


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class IndicatorRule(RuleEntry):
    """An indicator (指标): what is counted, in which table of facts, over which period.

    rate: rows that fulfill `counts` over rows that fulfill `over`, both within `where`; count: rows
    (or different values of `distinct`); share and index: the sum of one column over the sum of
    another; total: a sum; mean: a sum over the number of rows; growth: a count or total against the
    year before, as a rate; increase: the same as a difference; checklist: items with valid evidence
    over all items; composite: a weighted mean of other indicators.
    """

    section: ClassVar[str] = "indicator"

    quality: Quality = attrs.field(metadata=about("质量类别", "quality"))
    facts: str = attrs.field(validator=check.filled(), metadata=about("事实表", "table of facts"))
    kind: IndicatorKind = attrs.field(metadata=about("计算方式", "kind of measure"))
    where: Mapping[str, Condition] = attrs.field(
        default=NONE, metadata=about("范围条件", "rows looked at")
    )
    counts: Mapping[str, Condition] = attrs.field(
        default=NONE, metadata=about("计入分子的条件", "rows above the line")
    )
    over: Mapping[str, Condition] = attrs.field(
        default=NONE, metadata=about("计入分母的条件", "rows under the line")
    )
    sum: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("求和列", "column summed"),
    )
    of: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("分母列", "column under the line"),
    )
    distinct: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("去重列", "each value once"),
    )
    checklist: str | None = attrs.field(
        default=None, validator=check.optional(check.filled()), metadata=about("清单", "checklist")
    )
    parts: Mapping[str, int] = attrs.field(
        default=NO_PARTS, metadata=about("组成指标及权重", "parts and their weights")
    )
    at: Literal["in-period", "until-end", "valid-on-end"] = attrs.field(
        default="in-period", metadata=about("时点", "when")
    )
    sampled: bool = attrs.field(default=False, metadata=about("抽样所得", "known from samples"))
    minimum: int | None = attrs.field(
        default=None,
        validator=check.optional(check.at_least(1)),
        metadata=about("最少样本数", "fewest under the line"),
    )
    better: Literal["higher", "lower"] = attrs.field(
        default="higher", metadata=about("优向", "which way is better")
    )
    responsible: Responsible = attrs.field(
        default=Responsible.TOWN, metadata=about("责任主体", "who answers")
    )
    controllable: Control = attrs.field(
        default=Control.OWN, metadata=about("可控程度", "control of the town")
    )
    profile: Profile = attrs.field(
        default=Profile.BRIEF, metadata=about("考核档次", "first profile")
    )

    @property
    def counts_whole(self) -> bool:
        """Whether its values are whole numbers (计数): a count, or the increase of one."""
        return self.kind == "count" or (self.kind == "increase" and self.sum is None)

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Each kind has the columns it needs.

        The parts of a composite exist and are not composites.
        """
        for name, rule in entries.items():
            for needed in NEEDS.get(rule.kind, ()):
                if not getattr(rule, needed):
                    yield _wrong(
                        f"{name}.{needed}",
                        rule.kind,
                        f"{rule.kind} 类指标须有 {needed}",
                        f"a {rule.kind} needs {needed}",
                    )
            yield from _fits(name, rule)
            for part, weight in rule.parts.items():
                if part not in entries or entries[part].kind == "composite":
                    what = Text(
                        "应为已有的非合成指标", "an indicator that exists and is no composite"
                    )
                    known = [one for one, rule in entries.items() if rule.kind != "composite"]
                    yield unknown("rulebook.assessment", f"{name}.parts", part, known, what)
                if weight < 1:
                    yield _wrong(
                        f"{name}.parts.{part}",
                        weight,
                        "权重应为正整数",
                        "a weight is a whole number above 0",
                    )


def _fits(name: str, rule: IndicatorRule) -> Iterator[Problem]:
    """Only what is a part of something is known from samples; checklists look at evidence."""
    if rule.sampled and rule.kind not in FROM_SAMPLES:
        zh, en = "此类指标不由抽样得出", "sampled goes with a rate, a share or an index"
        yield _wrong(f"{name}.sampled", rule.kind, zh, en)
    if rule.kind == "checklist" and rule.facts != "evidence":
        zh, en = "清单类指标须用 evidence", 'a checklist needs facts = "evidence"'
        yield _wrong(f"{name}.facts", rule.facts, zh, en)


def _wrong(path: str, found: object, zh: str, en: str) -> Problem:
    return Problem("rulebook.assessment", path, str(found), Text(zh, en))


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class TargetRule(RuleEntry):
    """A target (目标): what an indicator has to reach.

    threshold: against `value`; every-period: the same in each quarter or month; rank: in the front
    group of the county's towns and above `above`, of a `steady` one in the year before as well;
    trend: against the year before or the base year; faster: a growth above that of all the county's
    towns together; checklist: complete. `acceptance` says whether the acceptance of the town rests
    on it (clause 2.2.a). Where `divisor` or `by` is absent, the parameter
    ``assessment.front-group-divisor`` or ``assessment.marked-fall`` holds.
    """

    section: ClassVar[str] = "target"

    quality: Quality = attrs.field(metadata=about("质量类别", "quality"))
    indicator: str = attrs.field(validator=check.filled(), metadata=about("指标", "indicator"))
    kind: Literal["threshold", "every-period", "rank", "trend", "faster", "checklist"] = (
        attrs.field(metadata=about("类型", "kind"))
    )
    op: Literal["at-least", "at-most", "equal"] | None = attrs.field(
        default=None, metadata=about("比较方式", "comparison")
    )
    value: Rate | None = attrs.field(default=None, metadata=about("目标值", "threshold"))
    every: Literal["quarter", "month"] | None = attrs.field(
        default=None, metadata=about("逐期", "held in every")
    )
    divisor: int | None = attrs.field(
        default=None,
        validator=check.optional(check.at_least(1)),
        metadata=about("前列分母", "front group: one in"),
    )
    above: Rate | None = attrs.field(default=None, metadata=about("须高于", "only above"))
    steady: bool = attrs.field(
        default=False, metadata=about("稳居前列", "in the front group in the year before as well")
    )
    direction: Literal["rising", "not-falling", "falling-by"] | None = attrs.field(
        default=None, metadata=about("趋势", "trend")
    )
    by: Rate | None = attrs.field(default=None, metadata=about("降幅", "fall of at least"))
    against: Literal["year-before", "base-year"] = attrs.field(
        default="year-before", metadata=about("对比期", "compared with")
    )
    acceptance: bool = attrs.field(
        default=True, metadata=about("纳入验收", "counts for the acceptance")
    )
    note: Text | None = attrs.field(default=None, metadata=about("说明", "note"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Each kind of target has what it compares with."""
        needs = {
            "threshold": ("op", "value"),
            "every-period": ("op", "value", "every"),
            "trend": ("direction",),
        }
        for name, rule in entries.items():
            for needed in needs.get(rule.kind, ()):
                if getattr(rule, needed) is None:
                    yield _wrong(
                        f"{name}.{needed}",
                        rule.kind,
                        f"{rule.kind} 类目标须有 {needed}",
                        f"a {rule.kind} target needs {needed}",
                    )
            if rule.steady and rule.kind != "rank":
                zh, en = "仅排名类目标可要求稳居前列", "steady goes with a rank"
                yield _wrong(f"{name}.steady", rule.kind, zh, en)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AssessmentSection(RuleEntry):
    """A section of the assessment (考核板块).

    The entry's id is its quality, `points` what its items add up to.
    """

    section: ClassVar[str] = "assessment-section"

    points: Points = attrs.field(metadata=about("分值", "points"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """The sections are qualities."""
        for name in entries:
            if name not in {quality.value for quality in Quality}:
                yield _wrong(
                    name,
                    name,
                    "应为五大质量之一或 mechanism",
                    "one of the five qualities, or mechanism",
                )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ItemRule(RuleEntry):
    """An item of the assessment (考核项目): points for one target.

    Below the line it earns, by `partial`: nothing; a part in proportion between `floor` and the
    threshold, down to the thousandth; or the points minus `deduct` for each started percentage
    point. A `bonus` item only adds.
    """

    section: ClassVar[str] = "item"

    quality: Quality = attrs.field(metadata=about("板块", "section"))
    target: str = attrs.field(validator=check.filled(), metadata=about("目标", "target"))
    points: Points = attrs.field(metadata=about("分值", "points"))
    partial: Literal["nothing", "proportional", "per-point"] = attrs.field(
        default="nothing", metadata=about("未达标计分", "below the line")
    )
    floor: Rate | None = attrs.field(default=None, metadata=about("起算值", "floor"))
    deduct: Points | None = attrs.field(
        default=None, metadata=about("每百分点扣分", "off for each started percentage point")
    )
    bonus: bool = attrs.field(default=False, metadata=about("加分项", "bonus"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Each way of partial points has its number."""
        for name, item in entries.items():
            if item.points <= Points(0):
                yield _wrong(f"{name}.points", item.points, "分值应为正", "points above 0")
            if item.bonus and item.partial != "nothing":
                yield _wrong(
                    f"{name}.partial",
                    item.partial,
                    "加分项只能全得或不得",
                    "a bonus is earned whole or not at all",
                )
            if item.partial == "proportional" and item.floor is None:
                yield _wrong(
                    f"{name}.floor", "", "按比例计分须有起算值", "proportional points need a floor"
                )
            if item.partial == "per-point" and (item.deduct is None or item.deduct <= Points(0)):
                yield _wrong(
                    f"{name}.deduct",
                    item.deduct,
                    "逐点扣分须有正的扣分值",
                    "per-point needs points above 0 to take off",
                )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class VetoRule(RuleEntry):
    """A veto (一票否决): facts that give the town a grade whatever its score.

    `rests_on` names the tables of data that have to be reported before anybody can say that it does
    not apply; by default all that stand behind the facts.
    """

    section: ClassVar[str] = "veto"

    facts: str = attrs.field(validator=check.filled(), metadata=about("事实表", "table of facts"))
    where: Mapping[str, Condition] = attrs.field(metadata=about("条件", "rows that veto"))
    grade: str = attrs.field(validator=check.filled(), metadata=about("等级", "grade"))
    rests_on: tuple[str, ...] = attrs.field(
        default=(), metadata=about("所依数据表", "tables it rests on")
    )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """A veto has a condition: without one, any row would veto."""
        for name, rule in entries.items():
            if not rule.where:
                yield _wrong(f"{name}.where", "", "一票否决须有条件", "a veto needs a condition")


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AssessmentGrade(RuleEntry):
    """A grade of the assessment (考核等级): scores from `low` (included) to `below` (excluded)."""

    section: ClassVar[str] = "assessment-grade"

    low: Points = attrs.field(metadata=about("下限（含）", "from, included"))
    below: Points | None = attrs.field(default=None, metadata=about("上限（不含）", "to, excluded"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """The grades leave no gap and do not overlap."""
        return check_bands(
            (Band(name, grade.low, grade.below) for name, grade in entries.items()), Points(0)
        )
