"""Research spending and patents (研发投入与专利). Clauses 3.3.3.a, 3.3.3.b."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs

from qualitygov.codes.unit import UnitKey, unit_code
from qualitygov.core import check
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.enterprise.entities import Enterprise
from qualitygov.enterprise.units import by_unit, of_unit, operating
from qualitygov.text import Text

__all__ = [
    "Patent",
    "PatentKind",
    "PatentYear",
    "ResearchGrowth",
    "ResearchSpending",
    "ResearchYear",
    "patents_by_year",
    "patents_in_force",
    "research_growth",
    "research_year",
    "spending_of",
]


@clauses("3.3.3.a")
@attrs.frozen(kw_only=True)
class ResearchSpending:
    """Research spending and main revenue of an enterprise in a year (研发投入).

    Both in one currency unit, any.

    A later report for the same year corrects an earlier one: by `known_on`, then by id.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("报表编号", "report id"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    year: int = attrs.field(validator=check.within(1949, 2100), metadata=about("年份", "year"))
    amount: Decimal = attrs.field(
        validator=check.at_least(0), metadata=about("研发投入", "research spending", unit="万元")
    )
    main_revenue: Decimal = attrs.field(
        validator=check.at_least(0), metadata=about("主营业务收入", "main revenue", unit="万元")
    )
    known_on: date = attrs.field(
        validator=check.day(), metadata=about("获知日期", "became known on")
    )
    document: str = attrs.field(validator=check.filled(), metadata=about("报表", "document"))

    @property
    def share(self) -> Rate:
        """Spending as a share of main revenue, exact; undefined without revenue."""
        if self.main_revenue == 0:
            return Rate(0, 0)
        return Rate.of(Fraction(self.amount) / Fraction(self.main_revenue))


@attrs.frozen
class ResearchYear:
    """Research share of a year against the year before (研发投入占比变化).

    `up` is None where they cannot be compared, with the reason.
    """

    subject: str
    year: int
    spending: ResearchSpending | None
    before: ResearchSpending | None
    up: bool | None
    reason: Text | None


def spending_of(
    spendings: Iterable[ResearchSpending], subject: str, year: int, known_at: date
) -> ResearchSpending | None:
    """Return the last report of an enterprise for a year known on a day (某年研发投入).

    None without one.
    """
    found = [
        one for one in of_unit(spendings, subject) if one.year == year and one.known_on <= known_at
    ]
    return max(found, key=lambda one: (one.known_on, one.id), default=None)


@clauses("3.3.3.a")
def research_year(
    spendings: Iterable[ResearchSpending], subject: str, year: int, known_at: date
) -> ResearchYear:
    """Return whether the research share of main revenue is above the year before (研发投入占比是否提高).

    Compared exactly.

    >>> def report(year, amount):
    ...     return ResearchSpending(id=f"Y{year}", enterprise="600037341", year=year, amount=Decimal(amount), main_revenue=Decimal(300),
    ...                             known_on=date(year + 1, 3, 1), document=f"{year}年报")
    >>> research_year([report(2014, "10"), report(2015, "10.01")], "600037341", 2015, date(2016, 3, 1)).up
    True
    """
    own = of_unit(spendings, subject)
    now, before = (spending_of(own, subject, at, known_at) for at in (year, year - 1))
    if now is None or before is None:
        wanting = year if now is None else year - 1
        reason = Text(f"缺 {wanting} 年数据", f"no figures of {wanting}")
        return ResearchYear(subject, year, now, before, None, reason)
    if not (now.share.defined and before.share.defined):
        reason = Text("主营业务收入为零，占比无定义", "no main revenue, so no share")
        return ResearchYear(subject, year, now, before, None, reason)
    return ResearchYear(subject, year, now, before, now.share > before.share, None)


@attrs.frozen
class ResearchGrowth:
    """Among high-tech enterprises, those whose research share rose (占比提高的高新技术企业).

    `not_assessable` are left out of the rate.
    """

    year: int
    rate: Rate
    fallen: tuple[str, ...]
    not_assessable: tuple[str, ...]


@clauses("3.3.3.a")
def research_growth(
    enterprises: Iterable[Enterprise],
    spendings: Iterable[ResearchSpending],
    year: int,
    known_at: date,
) -> ResearchGrowth:
    """Return the share of high-tech enterprises whose research share rose in a year (研发投入占比增长面)."""
    own = by_unit(spendings)
    codes = sorted(
        {one.code for one in enterprises if one.high_tech and operating(one, date(year, 12, 31))}
    )
    results = {
        code: research_year(own.get(UnitKey.of(code), ()), code, year, known_at).up
        for code in codes
    }
    judged = [code for code in codes if results[code] is not None]
    fallen = tuple(code for code in judged if not results[code])
    unknown = tuple(code for code in codes if results[code] is None)
    return ResearchGrowth(year, Rate(len(judged) - len(fallen), len(judged)), fallen, unknown)


class PatentKind(Vocabulary):
    """Kind of patent (专利类型)."""

    INVENTION = "invention", "发明专利", "invention"
    UTILITY = "utility", "实用新型", "utility model"
    DESIGN = "design", "外观设计", "design"


@clauses("3.3.3.b")
@attrs.frozen(kw_only=True)
class Patent:
    """Patent of an enterprise (专利).

    `expires_on` is its last day, be it that of its term or of the last fee paid.

    `revoked_on`: declared invalid on this day. Source: clause 3.3.3.b.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("专利号", "patent number"))
    enterprise: str = attrs.field(
        validator=unit_code(), metadata=about("企业代码", "enterprise code")
    )
    kind: PatentKind = attrs.field(metadata=about("专利类型", "kind"))
    title: str = attrs.field(validator=check.filled(), metadata=about("名称", "title"))
    core: bool = attrs.field(default=False, metadata=about("关键核心技术", "core technology"))
    granted_on: date = attrs.field(
        validator=check.day(), metadata=about("授权公告日", "granted on")
    )
    expires_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("届满日期", "valid until"),
    )
    revoked_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("宣告无效日期", "declared invalid on"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "granted_on", "expires_on")
        check.in_order(self, "granted_on", "revoked_on")

    def valid_on(self, on: date) -> bool:
        """Whether the patent is in force on this day (是否有效)."""
        ended = self.expires_on is not None and on > self.expires_on
        revoked = self.revoked_on is not None and on >= self.revoked_on
        return self.granted_on <= on and not ended and not revoked


@attrs.frozen
class PatentYear:
    """Patents of one kind granted in a year (年度授权专利数); `core` of them on core technology."""

    year: int
    kind: PatentKind
    granted: int
    core: int


@clauses("3.3.3.b")
def patents_by_year(patents: Iterable[Patent], subject: str, as_of: date) -> tuple[PatentYear, ...]:
    """Return how many patents were granted to the enterprise by `as_of`.

    By year and kind (年度授权专利数).

    One declared invalid by `as_of` counts as never granted (Patent Law, art. 47); one that merely
    expired keeps counting in its year.
    """
    own = [
        one
        for one in of_unit(patents, subject)
        if one.granted_on <= as_of and (one.revoked_on is None or one.revoked_on > as_of)
    ]
    groups = sorted(
        {(one.granted_on.year, one.kind) for one in own}, key=lambda key: (key[0], key[1].value)
    )
    made = []
    for year, kind in groups:
        rows = [one for one in own if one.granted_on.year == year and one.kind is kind]
        made.append(PatentYear(year, kind, len(rows), sum(one.core for one in rows)))
    return tuple(made)


@clauses("3.3.3.b")
def patents_in_force(patents: Iterable[Patent], subject: str, on: date) -> tuple[Patent, ...]:
    """Return the patents of an enterprise in force on a day (有效专利), by number."""
    return tuple(
        sorted(
            (one for one in of_unit(patents, subject) if one.valid_on(on)), key=lambda one: one.id
        )
    )
