"""Fact rows of service quality (服务质量事实行), from which indicators count.

Clauses 2.2.4.b, 2.2.b, 3.1.4.c. Each main trade of the book is asked each year and judged by
itself: a large survey of one trade does not hide another. A trade that nobody asked is a row, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated

import attrs

from qualitygov.core.calendars import Due
from qualitygov.core.clauses import clauses
from qualitygov.core.period import whole_year
from qualitygov.rulebook.columns import OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.rulebook.model.service import MainTrade
from qualitygov.service.entities import PublicSurvey, SatisfactionSurvey, SurveySubject
from qualitygov.service.satisfaction import satisfaction_index, satisfied_share
from qualitygov.service.tables import PUBLIC_SURVEYS, SURVEYS
from qualitygov.subject import CountyView, Duty, Standing, standing_of

TRADE = "trade-survey"
PUBLIC = {SurveySubject.AWARENESS: "awareness-survey", SurveySubject.QUALITY: "public-survey"}
"""The duty of each survey of the public."""


@attrs.frozen(kw_only=True)
class SurveyFact(Duty):
    """One main trade of a town in a year (满意度事实): its surveys together.

    `weakest` marks the trade by which the town is judged: the one with the lowest share of
    satisfied answers, one that nobody asked, or, while one may still be asked, that one.
    `index_sum` is the worth of all valid answers. A trade without a survey of enough answers has as
    many answers as it should have, none satisfied.
    """

    trade: str
    satisfied: Annotated[int, OUTCOME]
    valid: Annotated[int, OUTCOME]
    index_sum: Annotated[int, OUTCOME]
    weakest: bool


@attrs.frozen(kw_only=True)
class PublicSurveyFact(Duty):
    """What the public of a town answered in a year (群众调查事实), its surveys together.

    Without a survey of enough answers there are none, so that nothing can rise from it.
    """

    subject: str
    valid: Annotated[int, OUTCOME]
    good: Annotated[int, OUTCOME]
    bad: Annotated[int, OUTCOME]


@attrs.frozen
class _Year:
    """A year of surveys (调查年度): when they are due, and how many answers one needs."""

    year: int
    by: Due
    size: int

    def standing(self, held: Iterable[date], answers: int, context: Context) -> Standing:
        """How the survey stands: held when its answers suffice, late after its day."""
        days = sorted(held)
        done = days[0] if days and answers >= self.size else None
        found = standing_of(self.by, done, context)
        return Standing.DONE if done is not None and found is Standing.OPEN else found

    def settles_on(self, standing: Standing) -> date | None:
        return self.by.day if standing is Standing.OPEN else None


def _year(year: int, duty: str, context: Context) -> _Year:
    rules = context.rules_on(date(year, 12, 31))
    rule, whole = rules.entry(DutyRule, duty), whole_year(year, "calendar")
    within = rule.within
    by = Due(whole.last) if within is None else context.due(rule.begins(whole), within)
    return _Year(year, by, rules.whole("service.survey-size"))


def _trade_of(survey: SatisfactionSurvey, trades: Mapping[str, MainTrade]) -> str | None:
    """The main trade of a survey, None for any other trade (所属主要行业)."""
    found = [name for name, trade in trades.items() if survey.trade.startswith(trade.code)]
    return found[0] if found else None


def _towns(view: CountyView, context: Context, rows: Iterable[SatisfactionSurvey]) -> list[str]:
    towns = {town.code for town in view.towns(context)}
    return sorted(towns | {row.town for row in rows})


def _trade_fact(
    asked: tuple[str, str, MainTrade],
    surveys: list[SatisfactionSurvey],
    year: _Year,
    context: Context,
) -> SurveyFact:
    """One trade of a town in a year, the weakest not yet known."""
    town, name, trade = asked
    valid = sum(survey.valid for survey in surveys)
    standing = year.standing((survey.held_on for survey in surveys), valid, context)
    held = standing in (Standing.DONE, Standing.LATE)
    shares = [satisfied_share(survey, context).numerator for survey in surveys]
    worth = [satisfaction_index(survey, context).numerator for survey in surveys]
    return SurveyFact(
        id=f"{town}/{name}/{year.year}",
        town=town,
        on=date(year.year, 12, 31),
        duty=TRADE,
        standing=standing.value,
        by=year.by.day,
        settles_on=year.settles_on(standing),
        trade=trade.code,
        satisfied=sum(shares) if held else 0,
        valid=valid if held else year.size,
        index_sum=sum(worth) if held else 0,
        weakest=False,
    )


def _share(fact: SurveyFact) -> tuple[Fraction, str]:
    return Fraction(fact.satisfied, max(fact.valid, 1)), fact.id


def _marked(facts: list[SurveyFact]) -> Iterator[SurveyFact]:
    """The trades of a town and year with the weakest marked: while one is open, that one."""
    still = [fact for fact in facts if fact.standing == Standing.OPEN]
    weakest = min(still or facts, key=_share, default=None)
    for fact in facts:
        yield attrs.evolve(fact, weakest=fact is weakest)


@clauses("2.2.4.b")
def survey_facts(view: CountyView, context: Context) -> tuple[SurveyFact, ...]:
    """Return each main trade of each town in each year (满意度事实行), judged by itself."""
    trades = context.rules.entries(MainTrade)
    known = [one for one in view.known(SURVEYS, context) if context.happened(one.held_on)]
    by_trade: dict[tuple[str, str, int], list[SatisfactionSurvey]] = {}
    for survey in known:
        name = _trade_of(survey, trades)
        if name is not None:
            by_trade.setdefault((survey.town, name, survey.held_on.year), []).append(survey)
    years = [_year(year, TRADE, context) for year in _years(known, context)]
    return tuple(
        fact
        for town in _towns(view, context, known)
        for year in years
        for fact in _marked(
            [
                _trade_fact(
                    (town, name, trade),
                    by_trade.get((town, name, year.year), []),
                    year,
                    context,
                )
                for name, trade in trades.items()
            ]
        )
    )


def _years(rows: Iterable[SatisfactionSurvey | PublicSurvey], context: Context) -> range:
    """The years of surveys, from the first that was held under the book to the judged one."""
    held = [row.held_on.year for row in rows]
    first = max(min([*held, context.year]), context.rulebook.header.valid_from.year)
    return range(first, context.year + 1)


def _public_fact(
    asked: tuple[str, SurveySubject], surveys: list[PublicSurvey], year: _Year, context: Context
) -> PublicSurveyFact:
    town, subject = asked
    valid = sum(survey.valid for survey in surveys)
    standing = year.standing((survey.held_on for survey in surveys), valid, context)
    held = standing in (Standing.DONE, Standing.LATE)
    return PublicSurveyFact(
        id=f"{town}/{subject.value}/{year.year}",
        town=town,
        on=date(year.year, 12, 31),
        duty=PUBLIC[subject],
        standing=standing.value,
        by=year.by.day,
        settles_on=year.settles_on(standing),
        subject=subject.value,
        valid=valid if held else 0,
        good=sum(survey.good for survey in surveys) if held else 0,
        bad=sum(survey.bad for survey in surveys) if held else 0,
    )


@clauses("2.2.b", "3.1.4.c")
def public_survey_facts(view: CountyView, context: Context) -> tuple[PublicSurveyFact, ...]:
    """Return what the public of each town answered in each year (群众调查事实行)."""
    known = [one for one in view.known(PUBLIC_SURVEYS, context) if context.happened(one.held_on)]
    grouped: dict[tuple[str, SurveySubject, int], list[PublicSurvey]] = {}
    for survey in known:
        key = survey.town, survey.subject, survey.held_on.year
        grouped.setdefault(key, []).append(survey)
    towns = {town.code for town in view.towns(context)} | {survey.town for survey in known}
    return tuple(
        _public_fact(
            (town, subject),
            grouped.get((town, subject, year), []),
            _year(year, PUBLIC[subject], context),
            context,
        )
        for town in sorted(towns)
        for subject in PUBLIC
        for year in _years(known, context)
    )
