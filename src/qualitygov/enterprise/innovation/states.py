"""Standards, research and patents of an enterprise by year (年度标准、研发与专利情况).

Clauses 3.3.1.f, 3.3.3.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.codes.standard import StandardLevel
from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.result import Result
from qualitygov.enterprise.innovation.entities import (
    Patent,
    PatentKind,
    ResearchSpending,
    StandardPart,
    StandardRole,
)
from qualitygov.enterprise.unit.entities import Enterprise
from qualitygov.enterprise.unit.rows import by_unit, of_unit
from qualitygov.rulebook.context import Context
from qualitygov.text import Text


@attrs.frozen(kw_only=True)
class StandardYear(Result):
    """Standards of one level issued in a year with the enterprise's part in them (年度参与标准数)."""

    year: int
    level: StandardLevel
    led: int
    took_part: int


@clauses("3.3.1.f", "3.3.3.b")
def standards_by_year(
    parts: Iterable[StandardPart], context: Context, *, unit: str
) -> tuple[StandardYear, ...]:
    """Return how many standards the enterprise led and took part in (年度参与标准数).

    By year and level, issued by `as_of`. A standard counts once, by the greater part, however often
    it is filed.
    """
    led: dict[tuple[int, StandardLevel, str], bool] = {}
    for part in context.known(of_unit(parts, unit)):
        if context.happened(part.issued_on):
            key = (part.issued_on.year, part.level, part.number)
            led[key] = led.get(key, False) or part.role is StandardRole.LEAD
    groups = sorted({key[:2] for key in led}, key=lambda key: (key[0], key[1].value))
    made = []
    for year, level in groups:
        own = [lead for key, lead in led.items() if key[:2] == (year, level)]
        made.append(
            StandardYear(year=year, level=level, led=sum(own), took_part=len(own) - sum(own))
        )
    return tuple(made)


@attrs.frozen(kw_only=True, repr=False)
class ResearchYear(Result):
    """Research share of a year against the year before (研发投入占比变化).

    `up` is None where they cannot be compared, with the reason.
    """

    unit: str
    year: int
    spending: ResearchSpending | None
    before: ResearchSpending | None
    up: bool | None
    reason: Text | None


def _last_report(own: Iterable[ResearchSpending], year: int) -> ResearchSpending | None:
    """The last report for a year; None without one."""
    of_year = [report for report in own if report.year == year]
    return max(of_year, key=lambda report: (report.known_on, report.id), default=None)


@clauses("3.3.3.a")
def research_year(
    spendings: Iterable[ResearchSpending], context: Context, *, unit: str, year: int
) -> ResearchYear:
    """Return whether the research share of main revenue is above the year before (研发投入占比是否提高).

    Compared exactly, by the last report of each year that was known.

    >>> from decimal import Decimal
    >>> from qualitygov.rulebook import load_rulebook
    >>> def report(year, amount):
    ...     return ResearchSpending(
    ...         id=f"Y{year}", enterprise="600037341", year=year, amount=Decimal(amount),
    ...         main_revenue=Decimal(300), known_on=date(year + 1, 3, 1), document=f"{year}年报")
    >>> context = Context(load_rulebook("strong-town"), as_of=date(2016, 3, 1))
    >>> rows = [report(2014, "10"), report(2015, "10.01")]
    >>> research_year(rows, context, unit="600037341", year=2015).up
    True
    """
    own = context.known(of_unit(spendings, unit))
    now, before = _last_report(own, year), _last_report(own, year - 1)
    up, reason = None, None
    if now is None or before is None:
        missing = year if now is None else year - 1
        reason = Text(f"缺 {missing} 年数据", f"no figures of {missing}")
    elif not (now.share.defined and before.share.defined):
        reason = Text("主营业务收入为零，占比无定义", "no main revenue, so no share")
    else:
        up = now.share > before.share
    return ResearchYear(unit=unit, year=year, spending=now, before=before, up=up, reason=reason)


@attrs.frozen(kw_only=True, repr=False)
class ResearchGrowth(Result):
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
    context: Context,
    *,
    spendings: Iterable[ResearchSpending],
    year: int,
) -> ResearchGrowth:
    """Return how many high-tech enterprises have a higher research share (研发投入占比增长面)."""
    own = by_unit(spendings)
    codes = sorted(
        {
            enterprise.code
            for enterprise in context.known(enterprises)
            if enterprise.high_tech_on(date(year, 12, 31))
            and enterprise.operating(date(year, 12, 31))
        }
    )
    rose = {
        code: research_year(own.get(UnitKey.of(code), ()), context, unit=code, year=year).up
        for code in codes
    }
    judged = [code for code in codes if rose[code] is not None]
    fallen = tuple(code for code in judged if not rose[code])
    return ResearchGrowth(
        year=year,
        rate=Rate(len(judged) - len(fallen), len(judged)),
        fallen=fallen,
        not_assessable=tuple(code for code in codes if rose[code] is None),
    )


@attrs.frozen(kw_only=True)
class PatentYear(Result):
    """Patents of one kind granted in a year (年度授权专利数); `core` of them on core technology."""

    year: int
    kind: PatentKind
    granted: int
    core: int


@clauses("3.3.3.b")
def patents_by_year(
    patents: Iterable[Patent], context: Context, *, unit: str
) -> tuple[PatentYear, ...]:
    """Return how many patents were granted to the enterprise by `as_of` (年度授权专利数).

    By year and kind. One that is known to be declared invalid counts as never granted (Patent Law,
    art. 47); one that merely expired keeps counting in its year.
    """
    own = [
        patent
        for patent in context.known(of_unit(patents, unit))
        if context.happened(patent.granted_on) and patent.revoked_on is None
    ]
    groups = sorted(
        {(patent.granted_on.year, patent.kind) for patent in own},
        key=lambda key: (key[0], key[1].value),
    )
    made = []
    for year, kind in groups:
        rows = [patent for patent in own if (patent.granted_on.year, patent.kind) == (year, kind)]
        core = sum(patent.core for patent in rows)
        made.append(PatentYear(year=year, kind=kind, granted=len(rows), core=core))
    return tuple(made)


@clauses("3.3.3.b")
def patents_in_force(
    patents: Iterable[Patent], context: Context, *, unit: str
) -> tuple[Patent, ...]:
    """Return the patents of an enterprise in force on `as_of` (有效专利), by number."""
    own = context.known(of_unit(patents, unit))
    valid = (patent for patent in own if patent.valid_on(context.as_of))
    return tuple(sorted(valid, key=lambda patent: patent.id))
