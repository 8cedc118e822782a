"""What was measured (测量值): a value now, and how low and how high it can still become."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

import attrs

from qualitygov.assessment.reported import IN_FULL, Reported
from qualitygov.core.due import Excusal
from qualitygov.core.exact import Rate, round_gbt8170
from qualitygov.core.period import Period
from qualitygov.core.result import Result
from qualitygov.text import Language, Text

SHOWN_DIGITS = 2
UNDEFINED = Rate(0, 0)
NO_DUTIES: Mapping[str, Mapping[str, int]] = {}


@attrs.frozen(kw_only=True, repr=False)
class Ids(Result):
    """The ids of some facts (事实编号), in order."""

    brief: ClassVar[tuple[str, ...]] = ("open", "missing", "excused", "against")

    open: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@attrs.frozen(repr=False)
class StandIn(Result):
    """A fact that is that of an earlier year (替代数): its id, the year, and what it stands in for."""

    brief: ClassVar[tuple[str, ...]] = ("id", "year", "how")

    id: str
    year: int | None
    how: str


@attrs.frozen
class Why:
    """Why there is nothing to judge (无从判定的原因): the kind of reason, and the reason in words."""

    excusal: Excusal
    text: Text


@attrs.frozen(repr=False, kw_only=True)
class Measurement(Result):
    """An indicator's value for one town and period (指标测量值), with its bounds.

    `numerator` and `denominator` are what counts now, whole numbers, and `value` their quotient,
    undefined when nothing lies under the line; for a count, total or increase the denominator is 1
    (or a power of ten, where the figures have decimals). `lowest` and `highest` are the least and
    the greatest value that the open facts leave possible. `due` is how many facts were due: those
    under the line, and the open ones. While a return may still come, or another owner's is not
    there, a part of a whole may become anything and any other value has no bounds.

    `rows` is how many facts were looked at. `ids` name those that are open, missing, excused, and
    that speak against the town (for a checklist: the items without valid evidence). `by_duty`
    counts the facts by duty and standing; `settles_on` is the day by which the last open one will
    be settled, where it is known. For growth and increase, `total` is what the year itself has and
    `before` what the year before had. `reported` is what the owners of the data reported.
    `stand_ins` are the facts that are those of an earlier year, and `why` says why nothing can be
    judged where all facts are excused; `relieved` is how many facts the target office excused.
    """

    derived: ClassVar[tuple[str, ...]] = ("value",)
    brief: ClassVar[tuple[str, ...]] = ("indicator", "town", "numerator", "denominator")

    indicator: str
    town: str
    period: Period
    numerator: int
    denominator: int
    lowest: Rate
    highest: Rate
    due: int
    rows: int
    ids: Ids = Ids()
    by_duty: Mapping[str, Mapping[str, int]] = NO_DUTIES
    settles_on: date | None = None
    total: Measurement | None = None
    before: Measurement | None = None
    in_percent: bool = False
    reported: Reported = IN_FULL
    stand_ins: tuple[StandIn, ...] = ()
    why: Why | None = None
    relieved: int = 0

    @property
    def value(self) -> Rate:
        """The value now, exact."""
        return Rate(self.numerator, self.denominator)

    @property
    def defined(self) -> bool:
        """Whether there is a value now."""
        return self.denominator > 0

    @property
    def bounded(self) -> bool:
        """Whether there is a value now, or will be when the open facts are settled."""
        return self.lowest.defined and self.highest.defined

    @property
    def settled(self) -> bool:
        """Whether nothing open can change the value."""
        return not self.reported.unsaid and self.lowest == self.highest == self.value

    def show(self) -> str:
        """The value as a person reads it, rounded by GB/T 8170; ``"–"`` when there is none."""
        return self.text_of(self.value)

    def text_of(self, value: Rate) -> str:
        """A value of this indicator as a person reads it (数值文本)."""
        if not value.defined:
            return "–"
        if self.in_percent:
            return value.percent(SHOWN_DIGITS)
        number = value.fraction
        return str(number) if number.denominator == 1 else str(round_gbt8170(number, SHOWN_DIGITS))

    def say(self, language: Language = "en") -> str:
        """Return the value with its numbers, and its bounds while something is open."""
        if not self.defined:
            text = {"zh": "无数据", "en": "no data"}[language]
        else:
            counted = self.in_percent or self.denominator != 1
            parts = f"{self.numerator}/{self.denominator}"
            ratio = {"zh": f"（{parts}）", "en": f" ({parts})"}[language] if counted else ""
            text = self.show() + ratio
        if self.denominator > 1 and self.reported.gone:
            gone = self.reported.gone
            text += {"zh": f"，其中缺行 {gone} 项", "en": f", {gone} of them not on file"}[language]
        if self.defined and self.reported.spoiled:
            text += _spoiled(self.reported.spoiled, language)
        if self.settled or not self.bounded:
            return text
        low, high = self.text_of(self.lowest), self.text_of(self.highest)
        told = self.reported
        count = len(self.ids.open) + told.widened + told.doubted
        if self.reported.unsaid and not count:
            return {"zh": f"{text}（{low} 至 {high}）", "en": f"{text} ({low} to {high})"}[language]
        return {
            "zh": f"{text}，{count} 项待定（{low} 至 {high}）",
            "en": f"{text}, with {count} open ({low} to {high})",
        }[language]


def _spoiled(count: int, language: Language) -> str:
    """How many facts are not counted as good, for a row that is not there may be against them."""
    return {
        "zh": f"，因报表所列数据行缺失不计为合格 {count} 项",
        "en": f", up to {count} not counted as good for rows that are not on file",
    }[language]
