"""Items tested on a sample (检验项目): what was measured, the limit, and the conclusion of both.

Clause 2.2.2.a.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import attrs

from qualitygov.core import check, kinds, units
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.errors import FieldError, bilingual
from qualitygov.inspection.readings import (
    MicrobialPlan,
    Reading,
    Results,
    absent,
    at_least,
    at_most,
    together,
)
from qualitygov.inspection.words import Comparison, Conclusion, Detection, LimitKind, Sign

_ONE_SIDED = (LimitKind.MAX, LimitKind.MIN, LimitKind.BELOW, LimitKind.ABOVE)
_UPPER = (LimitKind.MAX, LimitKind.BELOW)
_STRICT = (LimitKind.BELOW, LimitKind.ABOVE)


@clauses("2.2.2.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class SampleItem:
    """One item tested on a sample (检验项目): what was measured with its limit, or a bare conclusion.

    What was measured is a `value`, with a `sign` where only a side of it is known, or several
    `results`, or the `detection` alone; the value of what was not detected is the limit of
    detection, with the sign ``<``. An `uncertainty` is kept, and the value itself is judged. The
    limit is `limit` (at most, at least, less than, more than), a range from `limit_least` to
    `limit_most`, a sampling `plan`, or absence. `unit` is that of the value, and of the limit where
    this has no `limit_unit` of its own; where both differ the value is converted.

    Where what was measured decides, by `comparison`, a stated conclusion that says otherwise is
    refused; where it does not (``<1`` against at most 0.5), the stated conclusion decides. A limit
    in words (应符合 GB 2762) stands in `limit_note`, and its kind is `WORDS`. Raises `FieldError`
    where the parts do not fit.
    Source: GB/T 8170-2008, clause 4.3; GB 4789.1-2016 for plans.
    """

    name: str = attrs.field(validator=check.filled(), metadata=about("检验项目", "item"))
    value: Decimal | None = attrs.field(default=None, metadata=about("实测值", "measured value"))
    sign: Sign | None = attrs.field(default=None, metadata=about("结果符号", "sign of the value"))
    detection: Detection | None = attrs.field(
        default=None, metadata=about("检出情况", "whether detected")
    )
    uncertainty: Decimal | None = attrs.field(
        default=None,
        validator=check.optional(check.at_least(0)),
        metadata=about("测量不确定度", "uncertainty"),
    )
    results: Results | None = attrs.field(
        default=None, metadata=about("多个检测结果", "several results")
    )
    result_note: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("结果说明", "result in words"),
    )
    unit: str | None = attrs.field(default=None, metadata=about("计量单位", "unit"))
    limit: Decimal | None = attrs.field(default=None, metadata=about("限值", "limit"))
    limit_least: Decimal | None = attrs.field(
        default=None, metadata=about("限值下限", "least value allowed")
    )
    limit_most: Decimal | None = attrs.field(
        default=None, metadata=about("限值上限", "greatest value allowed")
    )
    limit_kind: LimitKind = attrs.field(
        default=LimitKind.MAX, metadata=about("限值类型", "limit kind")
    )
    plan: MicrobialPlan | None = attrs.field(
        default=None, metadata=about("采样方案", "sampling plan")
    )
    limit_unit: str | None = attrs.field(
        default=None, metadata=about("限值计量单位", "unit of the limit")
    )
    limit_note: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("标准要求", "requirement in words"),
    )
    comparison: Comparison = attrs.field(
        default=Comparison.FULL, metadata=about("比较方法", "comparison")
    )
    mandatory: bool | None = attrs.field(
        default=None, metadata=about("强制性标准项目", "mandatory standard")
    )
    stated: Conclusion | None = attrs.field(
        default=None, metadata=about("项目结论", "stated conclusion")
    )

    def __attrs_post_init__(self) -> None:
        self._check_result()
        self._check_limit()
        try:
            measured = self.measured
        except FieldError as error:  # units that cannot be converted
            raise FieldError(error.code, error.text, error.field or "unit") from None
        if measured is None and self.stated is None:
            raise bilingual(
                "sample.item",
                f"项目 {self.name} 的实测值与限值不能判定是否合格，也未写明结论",
                f"value and limit of the item {self.name} decide nothing, "
                "and no conclusion is stated",
                field="stated",
            )
        if measured is not None and self.stated is not None and measured is not self.stated:
            raise bilingual(
                "sample.item",
                f"项目 {self.name} 实测 {self.result_text}、限值 {self.limit_text}，"
                f"应为{measured.label.zh}，却写为{self.stated.label.zh}",
                f"the item {self.name}, {self.result_text} against {self.limit_text}, "
                f"is a {measured.value} but stated as {self.stated.value}",
                field="stated",
            )

    def _check_result(self) -> None:
        signed = self.sign is not None or self.uncertainty is not None
        below = self.sign in (Sign.BELOW, Sign.AT_MOST)
        undetected = self.detection is Detection.NOT_DETECTED
        if (
            (self.value is None and signed)
            or (self.sign is not None and self.uncertainty is not None)
            or (self.results is not None and (self.value is not None or self.detection is not None))
            or (undetected and self.value is not None and not below)
        ):
            raise bilingual(
                "sample.result",
                "检测结果应为一个值（可带符号或不确定度）、若干结果或检出情况之一；未检出的值为检出限，应带小于号",
                "a result is one value (with a sign or an uncertainty), several, or the word "
                "whether it was detected; of what was not detected the value is the limit of "
                "detection, with <",
            )

    def _check_limit(self) -> None:
        kind, least, most = self.limit_kind, self.limit_least, self.limit_most
        range_there = least is not None and most is not None and least <= most
        if (
            (self.limit is not None and kind not in _ONE_SIDED)
            or (kind is LimitKind.RANGE and not range_there)
            or (kind is not LimitKind.RANGE and not (least is most is None))
            or (kind is LimitKind.PLAN) != (self.plan is not None)
            or (kind is LimitKind.WORDS and self.limit_note is None)
        ):
            raise bilingual(
                "sample.limit",
                "限值与限值类型不符：区间须有下限和上限，采样方案须有 n、c、m，不得检出的没有数值，"
                "文字要求须写明要求",
                "the limit does not fit its kind: a range needs both ends, a plan its numbers,"
                " what must be absent has no number, and a requirement in words has its words",
            )

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What was measured, in the unit in which it stands."""
        if self.results is not None:
            return self.results.readings
        if self.value is None and self.detection is None:
            return ()
        return (Reading(value=self.value, sign=self.sign, detection=self.detection),)

    def _in_limit_unit(self) -> tuple[Reading, ...]:
        if self.unit is None or self.limit_unit is None or units.same(self.unit, self.limit_unit):
            return self.readings
        return tuple(one.converted(self.unit, self.limit_unit) for one in self.readings)

    @property
    def value_in_limit_unit(self) -> Decimal | None:
        """The value in the unit of the limit.

        Raises `FieldError` for units that cannot be converted to each other.
        """
        found = () if self.value is None else self._in_limit_unit()
        return found[0].value if found else None

    @property
    def measured(self) -> Conclusion | None:
        """The conclusion that value and limit give, None where they decide nothing.

        Raises `FieldError` for units that cannot be converted to each other.
        """
        if not self.readings:
            return None
        if self.plan is not None:
            return self.plan.judged(self._in_limit_unit())
        if self.limit_kind is LimitKind.ABSENT:
            return together(map(absent, self.readings))
        judge = self._judge()
        return None if judge is None else together(map(judge, self._in_limit_unit()))

    def _judge(self) -> Callable[[Reading], Conclusion | None] | None:
        """How one reading is held against a limit or a range; None without one."""
        by, kind = self.comparison, self.limit_kind
        if self.limit_least is not None and self.limit_most is not None:
            least, most = self.limit_least, self.limit_most
            return lambda one: together((at_least(one, least, by), at_most(one, most, by)))
        if self.limit is None:
            return None
        limit, one_side = self.limit, at_most if kind in _UPPER else at_least
        return lambda one: one_side(one, limit, by, strict=kind in _STRICT)

    @property
    def conclusion(self) -> Conclusion:
        """The item's conclusion."""
        found = self.measured or self.stated
        assert found is not None
        return found

    @property
    def result_text(self) -> str:
        """What was measured, as people write it (检测结果)."""
        if self.detection is not None and self.value is None:
            return self.detection.label.zh
        if not self.readings:
            return self.result_note or "–"
        shown = "；".join(map(str, self.readings))
        around = "" if self.uncertainty is None else f"±{self.uncertainty:f}"
        return f"{shown}{around}{self.unit or ''}"

    @property
    def limit_text(self) -> str:
        """The limit, as people write it (标准要求)."""
        unit = self.limit_unit or self.unit or ""
        if self.plan is not None:
            return f"{self.plan}{unit}"
        if self.limit_kind is LimitKind.ABSENT:
            return self.limit_kind.label.zh
        if self.limit_least is not None and self.limit_most is not None:
            return f"{self.limit_least:f}～{self.limit_most:f}{unit}"
        if self.limit is None:
            return self.limit_note or "–"
        return f"{self.limit_kind.words[0]}{self.limit:f}{unit}"
