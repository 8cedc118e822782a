"""Standards and research as events (标准与研发事件), from which rules make merits of credit.

Clauses 3.3.1.f, 3.3.3.a.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import attrs

from qualitygov.codes.standard import StandardLevel
from qualitygov.codes.unit import UnitKey
from qualitygov.core import kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.fields import about
from qualitygov.core.periods import term_end
from qualitygov.enterprise.innovation.entities import ResearchSpending, StandardRole
from qualitygov.enterprise.innovation.states import research_year
from qualitygov.enterprise.innovation.tables import SPENDINGS, STANDARDS
from qualitygov.enterprise.unit.rows import by_unit
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Event


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class StandardPartEvent(Event):
    """A standard was issued in which the enterprise took part (参与制修订标准).

    `level` is a word of `StandardLevel`, `role` one of `StandardRole`.
    """

    level: Annotated[str, StandardLevel] = attrs.field(metadata=about("标准层级", "level"))
    role: Annotated[str, StandardRole] = attrs.field(metadata=about("参与方式", "part"))


@clauses("3.3.1.f")
def standard_part_events(view: CountyView, context: Context) -> tuple[StandardPartEvent, ...]:
    """Return an event for each part in a standard issued by `as_of` (参与标准事件)."""
    return tuple(
        StandardPartEvent(
            id=part.id,
            unit=part.enterprise,
            on=part.issued_on,
            happened_on=part.issued_on,
            known_on=part.known_on,
            document=part.number,
            level=part.level.value,
            role=part.role.value,
        )
        for part in view.known(STANDARDS, context)
        if context.happened(part.issued_on)
    )


@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class ResearchYearEvent(Event):
    """The research share of an enterprise can be compared with the year before (研发投入占比年度变化).

    `up` says whether it rose; it is empty without revenue. The event is established on the day on
    which the later of the two reports became known.
    """

    year: int = attrs.field(metadata=about("年份", "year"))
    up: bool | None = attrs.field(default=None, metadata=about("占比是否提高", "share is up"))


@clauses("3.3.3.a")
def research_year_events(view: CountyView, context: Context) -> tuple[ResearchYearEvent, ...]:
    """Return an event for each enterprise and year with reports of it and the year before (研发事件).

    For how long a risen share counts is the book's parameter ``merit.research-valid``.
    """
    units = by_unit(view.known(SPENDINGS, context))
    return tuple(event for key in sorted(units) for event in _of_unit(units[key], context))


def _of_unit(
    spendings: tuple[ResearchSpending, ...], context: Context
) -> Iterator[ResearchYearEvent]:
    length = context.rules.term("merit.research-valid")
    unit = spendings[0].enterprise
    for year in sorted({report.year for report in spendings}):
        compared = research_year(spendings, context, unit=unit, year=year)
        now, before = compared.spending, compared.before
        if now is None or before is None:
            continue
        on = max(now.known_on, before.known_on)
        if context.happened(on):
            yield ResearchYearEvent(
                id=f"{UnitKey.of(unit)}/research/{year}",
                unit=now.enterprise,
                on=on,
                happened_on=min(on, date(year, 12, 31)),
                known_on=on,
                document=now.document,
                valid_until=term_end(on, length),
                year=year,
                up=compared.up,
            )
