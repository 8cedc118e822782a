"""Fact rows of figures and evidence (统计与证据事实行), from which indicators count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.due import Instead
from qualitygov.core.period import whole_year
from qualitygov.industry.entities import Evidence
from qualitygov.industry.figures import Known, Series, series_of, years_of
from qualitygov.industry.tables import EVIDENCE, FIGURES
from qualitygov.rulebook.columns import CHECKLISTS, EVIDENCE_ITEMS, FIGURE_ITEMS
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.rulebook.model.industry import FigureItem
from qualitygov.subject import CountyView, Duty, Standing, standing_of

FIGURE = "figure"


@attrs.frozen(kw_only=True)
class FigureFact(Duty):
    """One yearly figure as indicators see it (统计事实), placed on the last day of its year.

    `value` is in its item's unit; a share has its two sides in `above` and `under` instead.
    `figure_year` is the year whose figure it is: an earlier one where the figure of an inventory is
    carried forward, or where the year before's stands in for one that did not come in time. All are
    None for a figure that is not there; `because` says why what was filed is none.
    """

    item: Annotated[str, FIGURE_ITEMS]
    value: Decimal | None = None
    above: Decimal | None = None
    under: Decimal | None = None


@attrs.frozen(kw_only=True)
class FilingFact(Duty):
    """One figure that was to be filed (统计报送事实): what the statistics office owes."""

    item: Annotated[str, FIGURE_ITEMS]


@attrs.frozen(kw_only=True)
class EvidenceFact:
    """One piece of evidence as indicators see it (证据事实)."""

    id: str
    town: str
    on: date
    checklist: Annotated[str, CHECKLISTS]
    item: Annotated[str, EVIDENCE_ITEMS]
    valid_from: date
    valid_to: date | None
    document: str


@attrs.frozen
class _Asked:
    """One figure of a town and year that is asked for (应报统计数字)."""

    town: str
    item: FigureItem
    year: int
    by: Due

    @property
    def id(self) -> str:
        return f"{self.town}/{self.item.id}/{self.year}"

    @property
    def on(self) -> date:
        return date(self.year, 12, 31)

    def standing(self, found: Known | None, context: Context) -> Standing:
        """How it stands: late where it came after its day."""
        if found is None:
            return standing_of(self.by, None, context)
        late = found.year == self.year and self.by.passed(found.filed_on)
        return Standing.LATE if late else Standing.DONE

    def settles_on(self, standing: Standing) -> date | None:
        return self.by.day if standing is Standing.OPEN else None


def _due(year: int, context: Context) -> Due:
    rule = context.rules.entry(DutyRule, FIGURE)
    whole = whole_year(year, "calendar")
    return Due(whole.last) if rule.within is None else context.due(rule.begins(whole), rule.within)


def _asked(view: CountyView, context: Context) -> Iterator[_Asked]:
    """Every figure of every town and year (各镇应报统计数字)."""
    series = view.once(series_of, context)
    towns = {town.code for town in view.towns(context)}
    towns |= {figure.town for figure in view.known(FIGURES, context)}
    due = {year: _due(year, context) for year in years_of(view, context)}
    for town in sorted(towns):
        for item in series.items.values():
            for year, by in due.items():
                yield _Asked(town, item, year, by)


def _figure_fact(asked: _Asked, series: Series, context: Context) -> FigureFact:
    found = series.value(asked.town, asked.item, asked.year)
    standing = asked.standing(found, context)
    derived = asked.item.derived
    return FigureFact(
        id=asked.id,
        town=asked.town,
        on=asked.on,
        duty=FIGURE,
        standing=standing.value,
        by=asked.by.day,
        settles_on=asked.settles_on(standing),
        item=asked.item.id,
        value=None if found is None or derived else found.above,
        above=found.above if found is not None and derived else None,
        under=found.under if found is not None and derived else None,
        figure_year=None if found is None else found.year,
        instead=_instead(asked, found),
        because=series.why(asked.town, asked.item, asked.year),
    )


def _instead(asked: _Asked, found: Known | None) -> str:
    """What stands in for the year's own figure (替代情形), empty where it is there or nothing is."""
    if found is None or found.year == asked.year:
        return ""
    carried = asked.item.carried_for > 0
    return (Instead.CARRIED if carried else Instead.NOT_FILED).value


def _filing_fact(asked: _Asked, series: Series, context: Context) -> FilingFact | None:
    """The filing of one figure; None where it is a share, or an inventory of another year holds."""
    if asked.item.derived:
        return None
    found = series.actual(asked.town, asked.item, asked.year)
    carried = asked.item.carried_for and found is None
    if carried and series.value(asked.town, asked.item, asked.year) is not None:
        return None
    standing = asked.standing(found, context)
    return FilingFact(
        id=asked.id,
        town=asked.town,
        on=asked.on,
        duty=FIGURE,
        standing=standing.value,
        by=asked.by.day,
        settles_on=asked.settles_on(standing),
        because=series.why(asked.town, asked.item, asked.year),
        item=asked.item.id,
    )


def _evidence_fact(evidence: Evidence) -> EvidenceFact:
    return EvidenceFact(
        id=evidence.id,
        town=evidence.town,
        on=evidence.valid_from,
        checklist=evidence.checklist,
        item=evidence.item,
        valid_from=evidence.valid_from,
        valid_to=evidence.valid_to,
        document=evidence.document,
    )


@clauses("2.2.1.a", "2.2.1.b", "2.2.1.e", "2.2.5.b", "2.2.5.f")
def figure_facts(view: CountyView, context: Context) -> tuple[FigureFact, ...]:
    """Return the row of each figure of each town and year (统计事实行), in its item's unit.

    A figure that was due and did not come is a row without a value.
    """
    series = view.once(series_of, context)
    return tuple(_figure_fact(asked, series, context) for asked in _asked(view, context))


@clauses("2.2.1.a", "2.2.1.b", "2.2.1.e", "2.2.5.b", "2.2.5.f")
def filing_facts(view: CountyView, context: Context) -> tuple[FilingFact, ...]:
    """Return what the statistics office was to file (统计报送事实行)."""
    series = view.once(series_of, context)
    found = (_filing_fact(asked, series, context) for asked in _asked(view, context))
    return tuple(fact for fact in found if fact is not None)


@clauses("3.1.2.b")
def evidence_facts(view: CountyView, context: Context) -> tuple[EvidenceFact, ...]:
    """Return the rows of the evidence there is by `as_of` (证据事实行)."""
    facts = map(_evidence_fact, view.known(EVIDENCE, context))
    return tuple(fact for fact in facts if context.happened(fact.on))
