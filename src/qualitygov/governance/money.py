"""Money for quality (质量经费): each head and the total, approved, above the years before, spent.

Clauses 3.1.1.b, 4.3.a.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.period import whole_year
from qualitygov.core.result import Result
from qualitygov.governance.entities import BudgetHead, BudgetLine
from qualitygov.governance.tables import BUDGETS
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.governance import BudgetHeadRule
from qualitygov.subject import CountyView, Duty, owed, rule_of, standing_columns

TOTAL = "total"
"""The head under which the total is judged."""


@attrs.frozen(kw_only=True)
class BudgetTrend(Result):
    """One head of the budget against the year before (经费增长).

    `rising` is None where one of the years is missing.
    """

    head: BudgetHead
    amount: Decimal | None
    before: Decimal | None

    @property
    def rising(self) -> bool | None:
        """Whether the amount is above the year before."""
        return None if self.amount is None or self.before is None else self.amount > self.before

    @property
    def shortfall(self) -> Decimal | None:
        """How much is lacking to last year's amount.

        None when nothing is or when it is not known.
        """
        if self.amount is None or self.before is None or self.amount > self.before:
            return None
        return self.before - self.amount


@clauses("3.1.1.b", "4.3.a")
def budget_trend(lines: Iterable[BudgetLine], *, town: str, year: int) -> tuple[BudgetTrend, ...]:
    """Return every head of a town's budget against the year before (经费逐年增长核对).

    Several lines of one head and year, as of a supplementary budget, add up.
    """
    own: dict[tuple[BudgetHead, int], Decimal] = {}
    for line in lines:
        if line.town == town:
            own[line.head, line.year] = own.get((line.head, line.year), Decimal(0)) + line.amount
    return tuple(
        BudgetTrend(head=head, amount=own.get((head, year)), before=own.get((head, year - 1)))
        for head in BudgetHead
    )


@attrs.frozen(kw_only=True)
class BudgetFact(Duty):
    """One head of the budget, or the total, in one year (经费事实).

    `amount` is what was approved without what buys equipment that is not bought every year, `spent`
    what was spent by the final accounts, or so far; each None without a figure.
    """

    head: Annotated[str, BudgetHead, "total"]
    amount: Decimal | None
    spent: Decimal | None


@attrs.frozen(kw_only=True)
class _Head:
    """The lines of one head and year, added up; None where there is no line."""

    amount: Decimal
    approved_on: date
    spent: Decimal | None


Heads = Mapping[tuple[str, int], _Head]


def _spent(line: BudgetLine, context: Context) -> Decimal | None:
    """What was spent of a line: by the final accounts, else so far."""
    if line.final is not None and context.past(line.final_on) is not None:
        return line.final
    later = line.spent_on is not None and not context.happened(line.spent_on)
    return None if later else line.spent


def _heads(lines: Iterable[BudgetLine], context: Context) -> dict[tuple[str, int], _Head]:
    """Add up the lines of each head and year that were approved by `as_of`."""
    found: dict[tuple[str, int], _Head] = {}
    for line in lines:
        approved = line.approved_on or line.known_on or date(line.year, 1, 1)
        if not context.happened(approved):
            continue
        key, spent = (line.head.value, line.year), _spent(line, context)
        before = found.get(key)
        amount = line.amount - line.one_off
        if before is not None:
            amount += before.amount
            approved = min(approved, before.approved_on)
            known = [part for part in (spent, before.spent) if part is not None]
            spent = sum(known, Decimal(0)) if known else None
        found[key] = _Head(amount=amount, approved_on=approved, spent=spent)
    return found


def _with_total(heads: Heads, wanted: Iterable[str]) -> Heads:
    """The heads that the book names, and their total in each year that has all of them.

    A total without a head says nothing, so that a head that was left out never makes a rise.
    """
    names = [*wanted]
    found = {key: head for key, head in heads.items() if key[0] in names}
    for year in {year for _, year in found}:
        parts = [found[name, year] for name in names if (name, year) in found]
        if len(parts) == len(names):
            spent = [part.spent for part in parts if part.spent is not None]
            found[TOTAL, year] = _Head(
                amount=sum((part.amount for part in parts), Decimal(0)),
                approved_on=max(part.approved_on for part in parts),
                spent=sum(spent, Decimal(0)) if len(spent) == len(parts) else None,
            )
    return found


def _rising(heads: Heads, name: str, year: int, *, years: int, first: int) -> bool:
    """Whether an amount is above that of each year before it, as many as the rule compares.

    The year before is always asked, earlier ones from the programme's first year on. A year without
    a figure is not passed over.
    """
    now = heads[name, year].amount
    for before in range(year - 1, year - years, -1):
        if before < year - 1 and before < first:
            break
        there = heads.get((name, before))
        if there is None or now <= there.amount:
            return False
    return True


@attrs.frozen(kw_only=True)
class _Year:
    """A town's budget in a year, as it is judged."""

    town: str
    year: int
    heads: Heads
    context: Context

    def approved(self, name: str) -> Iterator[BudgetFact]:
        """The duty to have a line of this head, above the years before."""
        day = date(self.year, 1, 1)
        by = owed("budget-line", whole_year(self.year, "calendar"), self.context, by=day)
        rule = rule_of("budget-line", day, self.context)
        if by is None or rule is None:
            return
        head = self.heads.get((name, self.year))
        years = self.context.rules_on(day).whole("budget.years")
        good = head is not None and _rising(
            self.heads, name, self.year, years=years, first=rule.valid_from.year
        )
        done = None if head is None else head.approved_on
        yield self._fact(
            "budget-line", name, day, standing_columns(by, done, self.context, good=good)
        )

    def used(self, name: str) -> Iterator[BudgetFact]:
        """The duty to spend what was approved of this head."""
        end = date(self.year, 12, 31)
        by = owed("budget-spent", whole_year(self.year, "calendar"), self.context)
        head = self.heads.get((name, self.year))
        if by is None or head is None:
            return
        least = self.context.rules_on(end).rate("budget.spent-least")
        spent = head.spent
        good = spent is not None and Fraction(spent) >= Fraction(head.amount) * least.fraction
        done = None if spent is None else end
        yield self._fact(
            "budget-spent", name, end, standing_columns(by, done, self.context, good=good)
        )

    def _fact(self, duty: str, name: str, on: date, columns: Mapping[str, Any]) -> BudgetFact:
        head = self.heads.get((name, self.year))
        return BudgetFact(
            id=f"{duty}/{self.town}/{name}/{self.year}",
            town=self.town,
            on=on,
            duty=duty,
            head=name,
            amount=None if head is None else head.amount,
            spent=None if head is None else head.spent,
            **columns,
        )


@clauses("3.1.1.b", "4.3.a")
def budget_facts(view: CountyView, context: Context) -> tuple[BudgetFact, ...]:
    """Return the rows of the budgets (经费事实行): each head that the book names, and the total.

    Of the context's year and the one before, as far as they have begun. A head without a line is a
    row, too.
    """
    lines, found = view.known(BUDGETS, context), []
    years = context.period.years_and_before()
    for town in view.towns(context):
        heads = _heads(lines.of_town(town.code), context)
        for year in years:
            begun = date(year, 1, 1)
            if context.happened(begun):
                names = [*context.rules_on(begun).entries(BudgetHeadRule)]
                one = _Year(
                    town=town.code, year=year, heads=_with_total(heads, names), context=context
                )
                for name in (*names, *([TOTAL] if names else [])):
                    found += [*one.approved(name), *one.used(name)]
    return tuple(found)
