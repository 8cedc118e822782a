"""Spending by heads, incentives and key technologies (创新投入、激励与关键技术), year by year.

The figures of a year come in May of the next one, so those of the year before stand in for it, as
the shares of research do. Clauses 3.3.3.c-d, 4.3.b.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.clauses import clauses
from qualitygov.core.due import Instead
from qualitygov.enterprise.innovation.entities import ResearchSpending
from qualitygov.enterprise.innovation.entities_support import (
    HeadSpending,
    Incentive,
    IncentiveKind,
    KeyTechnology,
    SpendingHead,
)
from qualitygov.enterprise.innovation.tables import (
    HEAD_SPENDINGS,
    INCENTIVES,
    PATENTS,
    SPENDINGS,
    STANDARDS,
    TECHNOLOGIES,
)
from qualitygov.enterprise.unit.rows import by_unit, closing, towns_by_key, years_begun
from qualitygov.errors import Problem
from qualitygov.rulebook.columns import OUTCOME, TECHNOLOGY_FIELDS
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.enterprise import TechnologyField
from qualitygov.subject import CountyView, Deed, not_in_book
from qualitygov.text import Text


@attrs.frozen(kw_only=True)
class HeadSpendingFact:
    """What an enterprise spent under one head (企业分类投入事实); `figure_year` is whose figure it is.

    Placed on the last day of the year for which it stands in.
    """

    id: str
    town: str
    on: date
    enterprise: str
    head: Annotated[str, SpendingHead]
    figure_year: Annotated[int, OUTCOME]
    amount: Decimal
    instead: Annotated[str, Instead, OUTCOME] = Instead.DUE_LATER.value


@attrs.frozen(kw_only=True)
class IncentiveFact:
    """One incentive and the research spending of its enterprise (财税激励事实), before and after.

    `after` is the spending of the year of the grant, `before` of the year before it; `compared`
    says whether both are known. Placed on the last day of the year after the grant, when its
    figures are known.
    """

    id: str
    town: str
    on: date
    enterprise: str
    kind: Annotated[str, IncentiveKind]
    amount: Decimal
    before: Decimal | None
    after: Decimal | None
    compared: bool
    risen: bool


@attrs.frozen(kw_only=True)
class TechnologyFact:
    """One key technology on the last day of a year (关键核心技术事实): `own` has a right in force."""

    id: str
    town: str
    on: date
    enterprise: str
    field: Annotated[str, TECHNOLOGY_FIELDS]
    patents: int
    standards: int
    own: bool


def last_reports(
    rows: Iterable[HeadSpending], context: Context
) -> dict[tuple[str, int, SpendingHead], HeadSpending]:
    """Return the last report of each enterprise, year and head (各类最后一次报表)."""
    found: dict[tuple[str, int, SpendingHead], HeadSpending] = {}
    for one in sorted(context.known(rows), key=lambda one: (one.known_on, one.id)):
        found[UnitKey.of(one.enterprise), one.year, one.head] = one
    return found


def _reported(
    view: CountyView, context: Context
) -> Mapping[tuple[str, int, SpendingHead], HeadSpending]:
    return last_reports(view.known(HEAD_SPENDINGS, context), context)


@clauses("4.3.b")
def head_spending_facts(view: CountyView, context: Context) -> tuple[HeadSpendingFact, ...]:
    """Return what enterprises spent under each head (企业分类投入事实行), by the year before's."""
    towns, rows = view.once(towns_by_key, context), []
    for (key, year, head), one in view.once(_reported, context).items():
        town = towns.get(key)
        if town is not None and year + 1 in years_begun(context):
            rows.append(
                HeadSpendingFact(
                    id=f"{key}/{head.value}/{year}",
                    town=town,
                    on=closing(year + 1, context.as_of),
                    enterprise=one.enterprise,
                    head=head.value,
                    figure_year=year,
                    amount=one.amount,
                )
            )
    return tuple(sorted(rows, key=lambda row: row.id))


def head_spending_deeds(view: CountyView, context: Context) -> Iterator[Deed]:
    """Yield the years for which an enterprise reported (分类投入报送): good with all four heads."""
    towns = view.once(towns_by_key, context)
    years: dict[tuple[str, int], dict[SpendingHead, HeadSpending]] = {}
    for (key, year, head), one in view.once(_reported, context).items():
        years.setdefault((key, year), {})[head] = one
    for (key, year), heads in sorted(years.items()):
        town = towns.get(key)
        if town is not None:
            yield Deed(
                id=f"{key}/spending/{year}",
                town=town,
                by="spending-heads",
                what="four-heads",
                on=max(one.known_on for one in heads.values()),
                unit=next(iter(heads.values())).enterprise,
                for_period=date(year, 12, 31),
                good=len(heads) == len(SpendingHead),
            )


def _spent(rows: Iterable[ResearchSpending], year: int) -> Decimal | None:
    own = [one for one in rows if one.year == year]
    last = max(own, key=lambda one: (one.known_on, one.id), default=None)
    return None if last is None else last.amount


def _incentive_fact(
    one: Incentive, town: str, spendings: Iterable[ResearchSpending], context: Context
) -> IncentiveFact:
    year = one.granted_on.year
    before, after = _spent(spendings, year - 1), _spent(spendings, year)
    compared = before is not None and after is not None
    return IncentiveFact(
        id=one.id,
        town=town,
        on=closing(year + 1, context.as_of),
        enterprise=one.enterprise,
        kind=one.kind.value,
        amount=one.amount,
        before=before,
        after=after,
        compared=compared,
        risen=before is not None and after is not None and after > before,
    )


@clauses("3.3.3.c")
def incentive_facts(view: CountyView, context: Context) -> tuple[IncentiveFact, ...]:
    """Return the incentives, each with research spending before and after (财税激励事实行)."""
    towns = view.once(towns_by_key, context)
    spendings = by_unit(view.known(SPENDINGS, context))
    rows = []
    for one in view.known(INCENTIVES, context):
        key = UnitKey.of(one.enterprise)
        if key in towns and one.granted_on.year + 1 in years_begun(context):
            rows.append(_incentive_fact(one, towns[key], spendings.get(key, ()), context))
    return tuple(sorted(rows, key=lambda row: row.id))


@clauses("3.3.3.c")
def incentives_without_effect(view: CountyView, context: Context) -> tuple[IncentiveFact, ...]:
    """Return the incentives after which research spending did not rise (激励未见成效), by id."""
    rows = view.once(incentive_facts, context)
    return tuple(row for row in rows if row.compared and not row.risen)


def _rights(one: KeyTechnology, day: date, view: CountyView, context: Context) -> tuple[int, int]:
    """How many of its patents are in force and how many of its standards were issued by a day."""
    patents = {
        row.id for row in view.known(PATENTS, context).of_unit(one.enterprise) if row.valid_on(day)
    }
    standards = {
        row.number
        for row in view.known(STANDARDS, context).of_unit(one.enterprise)
        if row.issued_on <= day
    }
    own_patents, own_standards = one.rights
    return len(patents & own_patents), len(standards & own_standards)


@clauses("3.3.3.d")
def technology_facts(view: CountyView, context: Context) -> tuple[TechnologyFact, ...]:
    """Return the key technologies at the end of each year (关键核心技术事实行).

    One is `own` when the enterprise has a patent in force or a standard for it.
    """
    towns, rows = view.once(towns_by_key, context), []
    for year in years_begun(context):
        day = closing(year, context.as_of)
        for one in view.known(TECHNOLOGIES, context):
            town = towns.get(UnitKey.of(one.enterprise))
            if town is None or not one.held(day):
                continue
            patents, standards = _rights(one, day, view, context)
            rows.append(
                TechnologyFact(
                    id=f"{one.id}/{year}",
                    town=town,
                    on=day,
                    enterprise=one.enterprise,
                    field=one.field,
                    patents=patents,
                    standards=standards,
                    own=bool(patents or standards),
                )
            )
    return tuple(rows)


def technology_problems(one: KeyTechnology, context: Context) -> Iterator[Problem]:
    """Yield a field that no rule of the book has (技术领域核对)."""
    what = Text("没有此技术领域", "no such field of technology")
    yield from not_in_book(
        one.field, TechnologyField, context, code="technology.field", path="field", what=what
    )
