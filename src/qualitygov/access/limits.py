"""Limits of energy, emission and waste per unit of output (能耗、排放与浪费限额).

Clause 3.2.2.h. The figures of a year are due in the next one, so those of the year before decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Annotated

import attrs

from qualitygov.access.entities import Activity, ProductOffer
from qualitygov.access.entities_limits import ResourceUse
from qualitygov.access.tables import OFFERS, RESOURCE_USES
from qualitygov.codes.unit import UnitKey
from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import round_gbt8170
from qualitygov.core.result import Result
from qualitygov.errors import Problem
from qualitygov.rulebook.columns import PRODUCT_LIMITS
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.access import ProductLimit
from qualitygov.subject import (
    CountyView,
    Duty,
    not_in_book,
    owed,
    rule_of,
    standing_columns,
    unless_unsigned,
)
from qualitygov.text import Text

WITHIN = "resource-limit"


DIGITS = 4


def _shown(value: Fraction) -> str:
    """A number for display, rounded by GB/T 8170."""
    return f"{round_gbt8170(value, DIGITS).normalize():f}"


@attrs.frozen(kw_only=True)
class LimitState(Result):
    """One limit of a product class and the figure that is held against it (限额符合情况).

    `use` is the last known report of the year before, None without one; `within` is None then.
    """

    limit: str
    label: Text
    most: Fraction
    use: ResourceUse | None
    within: bool | None
    unsigned: bool

    @property
    def text(self) -> Text:
        """The limit and the figure in words."""
        if self.use is None:
            return self.label + Text("：未报数据", ": no figures")
        said = f"{_shown(self.use.per_output)} / {_shown(self.most)}"
        return self.label + Text(f"：{said}", f": {said}")


@clauses("3.2.2.h")
def limit_states(
    offer: ProductOffer, context: Context, *, uses: Iterable[ResourceUse]
) -> tuple[LimitState, ...]:
    """Return the limits of a product that is made, each with the figure (限额符合情况).

    By the rules of ``context.as_of`` and the figures of the year before it. Who only sells a
    product is asked nothing.
    """
    if offer.activity is not Activity.MAKE:
        return ()
    own = [
        one for one in context.known(uses) if UnitKey.of(one.subject) == UnitKey.of(offer.subject)
    ]
    year = context.as_of.year - 1
    found = []
    for name, rule in sorted(context.rules.entries(ProductLimit).items()):
        if rule.product_class != offer.category:
            continue
        of_year = [one for one in own if one.limit == name and one.year == year]
        last = max(of_year, key=lambda one: (one.known_on, one.id), default=None)
        most = Fraction(rule.most)
        found.append(
            LimitState(
                limit=name,
                label=rule.label,
                most=most,
                use=last,
                within=None if last is None else last.per_output <= most,
                unsigned=rule.unsigned,
            )
        )
    return tuple(found)


@attrs.frozen(kw_only=True)
class LimitFact(Duty):
    """One limit of a product that is made (限额事实), on the last day judged; `unit` is its maker.

    Done within the limit, failed above it, missing without figures of the year before.
    """

    offer: str
    limit: Annotated[str, PRODUCT_LIMITS]


def _facts(
    offer: ProductOffer, context: Context, uses: Iterable[ResourceUse]
) -> Iterator[LimitFact]:
    at = context.judged
    start = date(at.as_of.year - 1, 12, 31)
    rule = rule_of(WITHIN, at.as_of, at)
    by = owed(WITHIN, start, context, by=at.as_of) or Due(None)
    told = [one for one in uses if context.happened(one.known_on)]
    for state in limit_states(offer, at, uses=told):
        known = None if state.use is None else max(state.use.known_on, start)
        columns = standing_columns(by, known, context, good=state.within is not False)
        limit = at.rules.entry(ProductLimit, state.limit)
        if rule is not None:
            yield LimitFact(
                id=f"{offer.id}/{state.limit}",
                town=offer.town,
                on=at.as_of,
                duty=WITHIN,
                unit=offer.subject,
                offer=offer.id,
                limit=state.limit,
                **unless_unsigned(columns, unsigned=limit.unsigned or rule.unsigned),
            )


@clauses("3.2.2.h")
def limit_facts(view: CountyView, context: Context) -> tuple[LimitFact, ...]:
    """Return the limits of the products made at the end of the period (限额事实行)."""
    uses, day = view.known(RESOURCE_USES, context), context.judged.as_of
    running = (one for one in view.known(OFFERS, context) if one.running(day))
    return tuple(
        fact
        for offer in sorted(running, key=lambda one: one.id)
        for fact in _facts(offer, context, uses.of_unit(offer.subject))
    )


def resource_problems(use: ResourceUse, context: Context) -> Iterator[Problem]:
    """Yield a limit that no rule of the book has (限额项目核对)."""
    what = Text("没有此限额项目", "no such limit")
    yield from not_in_book(
        use.limit, ProductLimit, context, code="resource.limit", path="limit", what=what
    )
