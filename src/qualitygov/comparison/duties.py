"""Regular analyses that were due (定期质量分析应办事项): each quality, each half-year.

Clauses 3.1.3.c, 3.4.2.b. The period that an analysis covers decides to which year it belongs, not
the day on which it was done.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from qualitygov.comparison.entities import RegularAnalysis
from qualitygov.comparison.tables import ANALYSES
from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.period import Period, part_of_year
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import Quality
from qualitygov.rulebook.model.duty import MONTHS, DutyRule
from qualitygov.subject import CountyView, Duty, Standing, standing_of

ANALYSIS = "regular-analysis"
QUALITIES = tuple(quality for quality in Quality if quality is not Quality.MECHANISM)
"""The five qualities. Clause 1.b."""


@attrs.frozen(kw_only=True)
class AnalysisFact(Duty):
    """One analysis that was due (定期质量分析事实), placed on the last day of its half-year."""

    quality: str


def _parts(year: int, context: Context) -> Iterator[Period]:
    """The periods of a year for which an analysis is due (各分析期)."""
    months = MONTHS[context.rules_on(date(year, 12, 31)).choice("comparison.every")]
    for month in range(1, 13, months):
        yield part_of_year(date(year, month, 1), months)


def _fact(
    asked: tuple[str, Quality], part: Period, done_on: date | None, context: Context
) -> AnalysisFact:
    town, quality = asked
    rule = context.rules_on(part.last).entry(DutyRule, ANALYSIS)
    by = Due(part.last) if rule.within is None else context.due(rule.begins(part), rule.within)
    standing = standing_of(by, done_on, context)
    return AnalysisFact(
        id=f"{town}/{quality.value}/{part.name}",
        town=town,
        on=part.last,
        duty=ANALYSIS,
        standing=standing.value,
        by=by.day,
        settles_on=by.day if standing is Standing.OPEN else None,
        quality=quality.value,
    )


def _first_days(analyses: list[RegularAnalysis]) -> dict[tuple[str, Quality, date], date]:
    """The first day on which each analysis was done (首次完成日期)."""
    found: dict[tuple[str, Quality, date], date] = {}
    for one in analyses:
        key = one.town, one.quality, one.covers_to
        found[key] = min(found.get(key, one.done_on), one.done_on)
    return found


@clauses("3.1.3.c", "3.4.2.b")
def analysis_facts(view: CountyView, context: Context) -> tuple[AnalysisFact, ...]:
    """Return the analyses that were due of each town (定期质量分析事实行)."""
    known = [one for one in view.known(ANALYSES, context) if context.happened(one.done_on)]
    days = _first_days(known)
    towns = {town.code for town in view.towns(context)} | {one.town for one in known}
    first = min([context.year, *(one.covers_to.year for one in known)])
    first = max(first, context.rulebook.header.valid_from.year)
    return tuple(
        _fact((town, quality), part, days.get((town, quality, part.last)), context)
        for town in sorted(towns)
        for year in range(first, context.year + 1)
        for part in _parts(year, context)
        for quality in QUALITIES
    )
