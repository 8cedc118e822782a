"""Rule entries of safety (质量安全规则).

Grades of hazards, classes of accidents, kinds of risk, the risk matrix.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import ClassVar, Literal, Protocol, Self

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.exact import Rate
from qualitygov.core.fields import about
from qualitygov.core.periods import Hours, Span, Term
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.sizes import longer_than_nothing
from qualitygov.rulebook.words import unknown
from qualitygov.text import Text


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class HazardGrade(RuleEntry):
    """A grade of hazard (隐患等级).

    How long it may stand; the id is also the severity of the record when it stands longer. `words`
    are further ones under which offices write it.
    """

    section: ClassVar[str] = "hazard-grade"

    rectify_within: Span = attrs.field(metadata=about("整改期限", "rectified within"))
    recheck_within: Span = attrs.field(metadata=about("复查期限", "re-checked within"))
    words: tuple[str, ...] = attrs.field(default=(), metadata=about("其他写法", "further words"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """There is some time to put a hazard right."""
        for name, grade in entries.items():
            path = f"{name}.rectify_within"
            yield from longer_than_nothing("hazard-grade", path, grade.rectify_within)


MOST_FALLS = 20
"""The most periods that a warning may look back."""

MEASURES = ("deaths", "injuries", "loss", "moved", "triggers")
"""What reaches a class of accident."""


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AccidentClassRule:
    """One class of accident (事故等级).

    Reached by any one of its measures; the name is also the severity of the credit record.

    `loss` is in yuan, `moved` the number of people who had to leave; `triggers` are events of
    special equipment.
    """

    name: str = attrs.field(validator=check.filled(), metadata=about("等级", "class"))
    label: Text = attrs.field(metadata=about("名称", "label"))
    deaths: int = attrs.field(
        validator=check.at_least(1), metadata=about("死亡人数", "deaths from")
    )
    injuries: int = attrs.field(
        validator=check.at_least(1), metadata=about("重伤人数", "serious injuries from")
    )
    loss: int = attrs.field(
        validator=check.at_least(1), metadata=about("直接经济损失", "direct loss from", unit="yuan")
    )
    moved: int | None = attrs.field(default=None, metadata=about("转移人数", "people moved from"))
    triggers: tuple[str, ...] = attrs.field(
        default=(), metadata=about("设备情形", "events of equipment")
    )

    def part(self, measure: str) -> str:
        """Return what the scale calls a measure of this class (该等级的标准)."""
        return f"classes.{self.name}.{measure}"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AccidentScale(RuleEntry):
    """A scale of accident classes (事故分级标准), the gravest first.

    The entry's id is the field it is for.
    """

    section: ClassVar[str] = "accident-scale"

    classes: tuple[AccidentClassRule, ...] = attrs.field(metadata=about("等级", "classes"))
    report_within: Hours = attrs.field(metadata=about("单位报告时限", "unit reports within"))
    upward_within: Hours = attrs.field(metadata=about("逐级上报时限", "each level upward within"))
    correct_within: Span = attrs.field(metadata=about("补报时限", "figures corrected within"))
    investigate_within: Span = attrs.field(
        metadata=about("调查报告时限", "investigation report within")
    )
    investigate_extension: Span = attrs.field(
        metadata=about("调查延长时限", "investigation extended by")
    )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Each class asks for more than the one below it; what is not verified is in the scale."""
        for name, scale in entries.items():
            if not scale.classes:
                expected = Text("至少一个等级", "at least one class")
                yield Problem("rulebook.accident", f"{name}.classes", "", expected)
            parts = {one.part(measure) for one in scale.classes for measure in MEASURES}
            for strange in scale.unverified:
                if strange.startswith("classes.") and strange not in parts:
                    expected = Text("没有此等级或标准", "a measure of one of the classes")
                    yield Problem("rulebook.accident", f"{name}.unverified", strange, expected)
            for graver, lighter in pairwise(scale.classes):
                for measure in ("deaths", "injuries", "loss"):
                    if getattr(graver, measure) <= getattr(lighter, measure):
                        expected = Text(
                            f"应大于 {lighter.name} 的下限", f"more than {lighter.name} asks for"
                        )
                        yield Problem(
                            "rulebook.accident",
                            f"{name}.{graver.name}.{measure}",
                            str(getattr(graver, measure)),
                            expected,
                        )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class RiskKind(RuleEntry):
    """A kind of quality risk that needs a plan (质量风险类别).

    Drilled at least once within `drill_within`; a dangerous unit with a plan of its own in each
    half-year or year (`unit_drill_within`), where the rule of the day asks it.
    """

    section: ClassVar[str] = "risk-kind"

    drill_within: Term = attrs.field(metadata=about("演练周期", "drilled within"))
    unit_drill_within: Term | None = attrs.field(
        default=None, metadata=about("危险单位演练周期", "dangerous units drill within")
    )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Dangerous units drill in each half-year or in each year."""
        for name, kind in entries.items():
            term = kind.unit_drill_within
            if term is not None and (term.total_months, term.days) not in ((6, 0), (12, 0)):
                expected = Text("应为 6 months 或 1 year", "6 months or 1 year")
                path = f"{name}.unit_drill_within"
                yield Problem("rulebook.risk", path, str(term), expected)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class RiskMatrix(RuleEntry):
    """The risk matrix (风险矩阵).

    For each likelihood from 1 a row of levels, one for each severity from 1; `order` from low to
    high.
    """

    section: ClassVar[str] = "risk-matrix"

    order: tuple[str, ...] = attrs.field(metadata=about("风险等级", "levels, from low to high"))
    rows: tuple[tuple[str, ...], ...] = attrs.field(
        metadata=about("矩阵", "levels by likelihood and severity")
    )

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Rows of one length, of known levels, that never fall as likelihood or severity rises."""
        for name, matrix in entries.items():
            known = {level: at for at, level in enumerate(matrix.order)}
            strange = [level for row in matrix.rows for level in row if level not in known]
            for level in strange:
                what = Text("没有此等级", "no such level")
                yield unknown("rulebook.risk", f"{name}.rows", level, matrix.order, what)
            if len({len(row) for row in matrix.rows}) != 1:
                expected = Text("各行应等长", "rows of one length")
                yield Problem("rulebook.risk", f"{name}.rows", "", expected)
                continue
            if strange:
                continue
            ranks = [[known[level] for level in row] for row in matrix.rows]
            falls = any(
                row != sorted(row) for row in (*ranks, *map(list, zip(*ranks, strict=True)))
            )
            if falls:
                expected = Text(
                    "可能性或严重性上升时等级不得下降",
                    "levels never fall as likelihood or severity rises",
                )
                yield Problem("rulebook.risk", f"{name}.rows", "", expected)


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class WarningRule(RuleEntry):
    """An early-warning rule (预警规则): which targets are watched, how often, and what is warned of.

    Without `targets` it watches every target that is a rate known from samples with a line from
    below; `falls` is also the number of years before that a yearly rule looks at. Clause 3.1.3.d.
    """

    section: ClassVar[str] = "warning-rule"

    every: Literal["year", "quarter", "month"] = attrs.field(
        metadata=about("预警周期", "periods looked at")
    )
    minimum: int = attrs.field(
        validator=check.at_least(1), metadata=about("最少样本数", "fewest samples")
    )
    margin: Rate = attrs.field(metadata=about("预警余量", "margin above the target"))
    confidence: Rate = attrs.field(
        metadata=about("控制限置信度", "confidence of the control limit")
    )
    falls: int = attrs.field(
        validator=check.at_least(1), metadata=about("连续下降期数", "falls in a row")
    )
    same_kind: int = attrs.field(
        validator=check.at_least(1),
        metadata=about("同类不合格企业数", "units with failures of one kind"),
    )
    targets: tuple[str, ...] = attrs.field(default=(), metadata=about("预警目标", "targets"))

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """Shares lie between nothing and everything; no rule looks back over a lifetime."""
        for name, rule in entries.items():
            for key in ("margin", "confidence"):
                rate = getattr(rule, key)
                if not Rate(0, 1) <= rate <= Rate(1, 1):
                    expected = Text("应在 0 与 100% 之间", "between 0 and 100 %")
                    yield Problem(
                        "rulebook.warning-rule", f"{name}.{key}", rate.percent(2), expected
                    )
            if rule.falls > MOST_FALLS:
                expected = Text(f"应不大于 {MOST_FALLS}", f"at most {MOST_FALLS}")
                yield Problem("rulebook.warning-rule", f"{name}.falls", str(rule.falls), expected)


class Lined(Protocol):
    """What has a line (有目标值者): a target, as a rule or compiled."""

    @property
    def op(self) -> str | None:
        """How it is compared (比较方式)."""

    @property
    def value(self) -> Rate | None:
        """The line (目标值)."""


class Measure(Protocol):
    """What is measured (测量方式): an indicator, as a rule or compiled."""

    @property
    def sampled(self) -> bool:
        """Whether samples tell it (抽样所得)."""

    @property
    def kind(self) -> str:
        """How it is counted (计算方式)."""


def watchable(target: Lined, indicator: Measure) -> bool:
    """Return whether a warning can rest on a target (可预警).

    It is a rate known from samples, with a line from below.
    """
    rate = indicator.sampled and indicator.kind == "rate"
    return rate and target.value is not None and target.op == "at-least"
