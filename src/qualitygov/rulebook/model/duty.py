"""Rule entries of duties (应办事项规则): what is due, of whom, by when, and who answers for it."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar, Literal, Self

import attrs

from qualitygov.core import check, kinds
from qualitygov.core.fields import about
from qualitygov.core.period import Period
from qualitygov.core.periods import ONE_DAY, Span
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import Problem
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.text import Text

JANUARY, DECEMBER = 1, 12
MONTHS = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}


class Responsible(Vocabulary):
    """Who answers for something (责任主体)."""

    TOWN = "town", "乡镇", "town"
    DEPARTMENT = "department", "责任单位", "department"
    AREA = "area", "片区", "area"
    OFFICE = "office", "质量办", "office of the leading group"
    BUREAU = "bureau", "县级部门", "county bureau"
    ENTERPRISE = "enterprise", "企业", "enterprise"


class Control(Vocabulary):
    """How far the assessed town controls something (可控程度)."""

    OWN = "own", "属地", "in the town's own hands"
    ASSIST = "assist", "协助", "the town assists"
    NONE = "none", "无", "not in the town's hands"


class Profile(Vocabulary):
    """How much paper a town takes on (考核档次): each profile holds those before it."""

    BRIEF = "brief", "简", "brief"
    STANDARD = "standard", "标准", "standard"
    FULL = "full", "全", "full"


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class DutyRule(RuleEntry):
    """A duty (应办事项): what is due, of whom, by when.

    A duty comes round or arises. One that comes round names in `every` the periods in which it is
    due one time each; `by` says which deeds fulfill it and `what` which kind of them; the periods
    divide the months from `first_month` to `last_month`. It is owed by the town, or by each of
    those of the kinds in `unit_kinds`. Without `grace` it is due within its period, or by the end
    of the week in which a day of the last month lies (`in_week_of`, 含该日的一周); with one, so
    much later, counted from the end of the period or of the year's cut-off (`counted_from`), and a
    last day that is a day off moves. What falls due after the year's cut-off cannot count for the
    year: with `stands_in` the year before's stands in for it. One that arises has no `every`: it
    begins with a row of a table or with a time, and is due `within` some time. That `runs_from`
    (期限起算) the day of an event that its subject says, the year's begin or end, or the end of each
    part of the year.

    `responsible` answers for it; what the assessed town does not control (`controllable`) is shown
    and not scored; `profile` is the first profile that takes it on.
    """

    section: ClassVar[str] = "duty"

    by: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("履行方式", "fulfilled by"),
    )
    what: str | None = attrs.field(
        default=None, validator=check.optional(check.filled()), metadata=about("类别", "kind")
    )
    every: Literal["year", "half-year", "quarter", "month"] | None = attrs.field(
        default=None, metadata=about("周期", "once in every")
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
    in_week_of: int | None = attrs.field(
        default=None,
        validator=check.optional(check.within(1, 28)),
        metadata=about("截止周所含日", "due in the week of this day"),
    )
    grace: Span | None = attrs.field(default=None, metadata=about("宽限期", "grace"))
    counted_from: Literal["period-end", "cut-off"] = attrs.field(
        default="period-end", metadata=about("宽限期起算", "grace counted from")
    )
    stands_in: bool = attrs.field(
        default=False, metadata=about("以上年度代替", "the year before's stands in")
    )
    within: Span | None = attrs.field(default=None, metadata=about("办理期限", "to be done within"))
    runs_from: Literal["event", "year-begin", "year-end", "part-end"] = attrs.field(
        default="event", metadata=about("期限起算", "runs from")
    )
    responsible: Responsible = attrs.field(
        default=Responsible.TOWN, metadata=about("责任主体", "who answers")
    )
    controllable: Control = attrs.field(
        default=Control.OWN, metadata=about("可控程度", "control of the town")
    )
    profile: Profile = attrs.field(
        default=Profile.STANDARD, metadata=about("考核档次", "first profile")
    )

    def begins(self, period: Period) -> date:
        """Return the day from which its time runs for a period (期限起算日).

        It is not counted itself: the day before the period, or its last day.
        """
        return period.first - ONE_DAY if self.runs_from == "year-begin" else period.last

    def periods(self, year: int) -> Iterator[tuple[date, date]]:
        """Yield the first and last days of its periods in a year (各期起止日).

        A yearly duty has one, which ends with its last month; one that arises has none.
        """
        if self.every is None:
            return
        whole = self.last_month - self.first_month + 1
        step = whole if self.every == "year" else MONTHS[self.every]
        for month in range(self.first_month, self.last_month + 1, step):
            end = month + step - 1
            yield date(year, month, 1), date(year, end, calendar.monthrange(year, end)[1])

    @classmethod
    def check_set(cls, entries: Mapping[str, Self]) -> Iterator[Problem]:
        """One that comes round says by which deeds, and its months divide into whole periods."""
        for name, rule in entries.items():
            if rule.every is None:
                continue
            needed = ["by", "what", *(["grace"] if rule.counted_from == "cut-off" else [])]
            for field in needed:
                if getattr(rule, field) is None:
                    expected = Text("定期事项须写明", "a duty that comes round needs it")
                    yield Problem("rulebook.duty", f"{name}.{field}", "", expected)
            if rule.in_week_of is not None and rule.grace is not None:
                expected = Text("与宽限期（grace）只能择一", "only one of it and grace")
                yield Problem("rulebook.duty", f"{name}.in_week_of", str(rule.in_week_of), expected)
            months = rule.last_month - rule.first_month + 1
            if months < 1 or (rule.every != "year" and months % MONTHS[rule.every]):
                expected = Text("起止月应含整数个周期", "whole periods between the months")
                yield Problem("rulebook.duty", f"{name}.last_month", str(rule.last_month), expected)
