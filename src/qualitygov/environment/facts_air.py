"""Fact rows of the air (空气事实行): a town's days, and what the operators of stations owe.

Clauses 2.2.5.a, 2.2.5.c.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.due import Excusal
from qualitygov.core.exact import Rate
from qualitygov.core.period import Period, part_of_year
from qualitygov.core.periods import ONE_DAY
from qualitygov.environment.air import AirQuality
from qualitygov.environment.tables import AIR_STATIONS
from qualitygov.environment.town_air import (
    Air,
    air_of,
    days_needed,
    days_unverified,
    months_of,
    still_possible,
    too_few,
    year_around,
)
from qualitygov.rulebook.columns import OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView, Duty, Standing, rule_of, unless_unsigned
from qualitygov.text import Text

DAY, MONTH, YEAR = "air-day", "air-month", "air-year"


@attrs.frozen(kw_only=True)
class AirDayFact(Duty):
    """One day of a town's air (空气质量日事实), from the mean of its stations.

    `valid` when all pollutants of the index are there, or the index is above 100 without them;
    `good` when it is at most 100. `lacking` are the pollutants without a value, `contradicting` the
    stations of which two rows differ. `assessed` is False where the year has too few valid days, or
    a month of it: `because` says how many there are. A day that counts is done when it is good and
    failed when it is not; a day of a year that is not assessed, and one that is not valid, is
    excused; a day still to come is open.
    """

    aqi: Annotated[int | None, OUTCOME]
    valid: Annotated[bool, OUTCOME]
    good: Annotated[bool, OUTCOME]
    assessed: Annotated[bool, OUTCOME]
    standard: Annotated[str, OUTCOME]
    primary: Annotated[str, OUTCOME]
    lacking: Annotated[str, OUTCOME] = ""
    contradicting: Annotated[str, OUTCOME] = ""


@attrs.frozen(kw_only=True)
class StationFact(Duty):
    """A month or a year of one air station (空气监测点数据完整性): what its operator owes."""

    station: str
    valid_days: Annotated[int, OUTCOME]
    needed: int


def _valid(days: Mapping[date, AirQuality]) -> list[date]:
    return [day for day, found in days.items() if found.counts]


def _air_fact(
    town: str, day: date, found: AirQuality, contradicting: Iterable[str], *, short: Text | None
) -> AirDayFact:
    counts = short is None and found.counts
    good = found.counts and bool(found.good)
    standing = (Standing.DONE if good else Standing.FAILED) if counts else Standing.EXCUSED
    return AirDayFact(
        id=f"{town}/{day}",
        town=town,
        on=day,
        duty=DAY,
        standing=standing.value,
        aqi=found.aqi,
        valid=found.counts,
        good=good,
        excusal="" if short is None else Excusal.TOO_FEW.value,
        because=short,
        assessed=short is None,
        standard=found.standard,
        primary="+".join(found.primary),
        lacking="+".join(found.missing),
        contradicting="+".join(contradicting),
    )


def _day_to_come(town: str, day: date) -> AirDayFact:
    return AirDayFact(
        id=f"{town}/{day}",
        town=town,
        on=day,
        duty=DAY,
        standing=Standing.OPEN.value,
        settles_on=day,
        aqi=None,
        valid=False,
        good=False,
        assessed=True,
        standard="",
        primary="",
    )


def _town_facts(town: str, air: Air, context: Context) -> Iterator[AirDayFact]:
    days, contradicting = air.towns[town], air.contradicting.get(town, {})
    valid = _valid(days)
    ahead = list(_days_to_come(context))
    years = {day: year_around(day, context) for day in (*days, *ahead)}
    short = {year: too_few(valid, year, context) for year in set(years.values())}
    for day, found in sorted(days.items()):
        twice = contradicting.get(day, ())
        yield _air_fact(town, day, found, twice, short=short[years[day]])
    for day in ahead:
        if short[years[day]] is None:
            yield _day_to_come(town, day)


def _days_to_come(context: Context) -> Iterator[date]:
    """The days of the judged period that lie after `as_of` (周期内尚未到来的日期)."""
    day = max(context.as_of + ONE_DAY, context.period.first)
    while day <= context.period.last:
        yield day
        day += ONE_DAY


@clauses("2.2.5.c", "2.2.5.g")
def air_facts(view: CountyView, context: Context) -> tuple[AirDayFact, ...]:
    """Return the days of each town's air (空气质量事实行), each by its own day's standard."""
    air = view.once(air_of, context)
    return tuple(fact for town in air.towns for fact in _town_facts(town, air, context))


def good_day_rate(facts: Iterable[AirDayFact]) -> Rate:
    """Return good days over valid days (优良天数比例); a day not valid is in neither."""
    valid = [fact for fact in facts if fact.valid]
    return Rate(sum(fact.good for fact in valid), len(valid))


@attrs.frozen
class _Used:
    """A station and the days on which it is in use (在用监测点)."""

    town: str
    station: str
    first: date
    last: date | None

    def whole(self, period: Period) -> bool:
        """Whether it is in use for the whole of a period."""
        return self.first <= period.first and (self.last is None or period.last <= self.last)


def _stations(view: CountyView, context: Context) -> Iterator[_Used]:
    """The stations of the plan, and those that only their data show, from their first month."""
    planned = view.known(AIR_STATIONS, context)
    named = {(one.town, one.id) for one in planned}
    for one in planned:
        if context.happened(one.in_use_from):
            yield _Used(one.town, one.id, one.in_use_from, context.past(one.in_use_to))
    for (town, station), days in view.once(air_of, context).stations.items():
        if (town, station) not in named:
            yield _Used(town, station, min(days).replace(day=1), None)


def _periods(used: _Used, context: Context) -> Iterator[Period]:
    """The months and years for the whole of which a station is in use, and that have begun."""
    for year in range(used.first.year, context.year + 1):
        whole = part_of_year(date(year, 1, 1), 12)
        for period in (*months_of(whole), whole):
            if used.whole(period) and period.first <= context.as_of:
                yield period


def _station_fact(
    used: _Used, valid: Iterable[date], period: Period, context: Context
) -> StationFact:
    count, needed = sum(day in period for day in valid), days_needed(period, context)
    settled = period.last <= context.as_of
    if count >= needed:
        standing = Standing.DONE
    elif not settled and still_possible(valid, period, context):
        standing = Standing.OPEN
    else:
        standing = Standing.FAILED if count else Standing.MISSING
    duty = YEAR if period.first.month != period.last.month else MONTH
    rule = rule_of(duty, period.last, context)
    unsigned = days_unverified(period, context) or (rule is not None and rule.unsigned)
    columns: dict[str, Any] = {
        "standing": standing.value,
        "settles_on": period.last if standing is Standing.OPEN else None,
    }
    return StationFact(
        id=f"{used.town}/{used.station}/{period.name}",
        town=used.town,
        on=period.last,
        duty=duty,
        by=period.last,
        **unless_unsigned(columns, unsigned=unsigned),
        station=used.station,
        valid_days=count,
        needed=needed,
    )


@clauses("2.2.5.a", "2.2.5.c")
def station_facts(view: CountyView, context: Context) -> tuple[StationFact, ...]:
    """Return each month and year of each station (监测点数据完整性事实行)."""
    stations = view.once(air_of, context).stations
    facts = [
        _station_fact(used, _valid(stations.get((used.town, used.station), {})), period, context)
        for used in _stations(view, context)
        for period in _periods(used, context)
    ]
    return tuple(sorted(facts, key=lambda fact: fact.id))
