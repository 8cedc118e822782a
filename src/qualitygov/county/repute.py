"""Repute and well-being of a town (知名度与群众生活幸福指数): figures and surveys, with their source.

Clause 4.1.b. They are shown in the annual report and give no points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.knowledge import known_day
from qualitygov.core.result import Result
from qualitygov.industry.entities import Figure
from qualitygov.industry.tables import FIGURES
from qualitygov.industry.units import fits
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.industry import FigureItem, MeasuringUnit
from qualitygov.service import PUBLIC_SURVEYS, PublicSurvey
from qualitygov.service.entities import SurveySubject
from qualitygov.subject import CountyView
from qualitygov.text import Language, Text

CLAUSE = "4.1.b"
ASKED = (SurveySubject.REPUTE, SurveySubject.WELL_BEING)


@attrs.frozen(kw_only=True, repr=False)
class ReputeLine(Result):
    """One figure or survey on repute or well-being (知名度与幸福指数), with its source.

    A figure has a `value` in its `unit`, a survey a `share` of good answers; `before` and
    `share_before` are those of the year before, None where there are none.
    """

    brief: ClassVar[tuple[str, ...]] = ("id", "year", "value", "share")

    id: str
    label: Text
    year: int
    source: str
    unit: Text | None = None
    value: Decimal | None = None
    before: Decimal | None = None
    share: Rate | None = None
    share_before: Rate | None = None

    def say(self, language: Language = "en") -> str:
        """Return it as one line, with its source."""
        unit = "" if self.unit is None else f" {self.unit.say(language)}"
        now = f"{self.value}{unit}" if self.share is None else _said(self.share)
        then = self.before if self.share_before is None else _said(self.share_before)
        earlier = "" if then is None else f"{then} → "
        return f"{self.label.say(language)} {self.year}: {earlier}{now} ({self.source})"


def _said(share: Rate) -> str:
    return f"{share.numerator}/{share.denominator}"


def _last(rows: Iterable[Figure], year: int) -> Figure | None:
    own = [one for one in rows if one.year == year]
    return max(own, key=lambda one: (known_day(one) or date.min, one.value), default=None)


def _figure_lines(
    figures: Iterable[Figure], item: FigureItem, context: Context
) -> Iterator[ReputeLine]:
    """The figure of the judged year, or of the last year before it, beside the year before that."""
    own = [one for one in figures if one.item == item.id and one.year <= context.year]
    year = max((one.year for one in own), default=None)
    now = None if year is None else _last(own, year)
    if year is None or now is None:
        return
    before = _last(own, year - 1)
    unit = context.rules.entries(MeasuringUnit).get(item.unit)
    yield ReputeLine(
        id=item.id,
        label=item.label,
        year=year,
        source=now.source_document,
        unit=None if unit is None else unit.label,
        value=fits(now.value, now.unit, item, context),
        before=None if before is None else fits(before.value, before.unit, item, context),
    )


def _share(surveys: Iterable[PublicSurvey], year: int) -> tuple[Rate, str] | None:
    own = sorted((one for one in surveys if one.held_on.year == year), key=lambda one: one.id)
    valid = sum(one.valid for one in own)
    return (Rate(sum(one.good for one in own), valid), own[0].id) if valid else None


def _survey_lines(
    surveys: Iterable[PublicSurvey], subject: SurveySubject, context: Context
) -> Iterator[ReputeLine]:
    own = [one for one in surveys if one.subject is subject and context.happened(one.held_on)]
    now, before = _share(own, context.year), _share(own, context.year - 1)
    if now is not None:
        yield ReputeLine(
            id=subject.value,
            label=subject.label,
            year=context.year,
            source=now[1],
            share=now[0],
            share_before=None if before is None else before[0],
        )


@clauses("4.1.b")
def repute_lines(view: CountyView, context: Context, *, town: str) -> tuple[ReputeLine, ...]:
    """Return what is known of a town's repute and well-being (知名度与幸福指数), in order of the book.

    The figures are those whose item names clause 4.1.b.
    """
    figures, surveys = view.known(FIGURES, context), view.known(PUBLIC_SURVEYS, context)
    items = context.rules.entries(FigureItem).values()
    told = [one for one in figures.of_town(town) if _came(one, context)]
    lines = [
        line
        for item in items
        if CLAUSE in item.clauses and not item.derived
        for line in _figure_lines(told, item, context)
    ]
    asked = surveys.of_town(town)
    return (*lines, *(line for one in ASKED for line in _survey_lines(asked, one, context)))


def _came(figure: Figure, context: Context) -> bool:
    day = known_day(figure)
    return day is None or context.happened(day)
