"""The air of a town (乡镇空气质量): its stations' mean hour by hour, then the day, then the index.

Clause 2.2.5.c; HJ 633, GB 3095. An hour counts with one station at least. Where only daily values
are on file, the town's day is the mean of its stations' days. A year counts when each of its months
and the year itself have enough valid days; a year that has too few is not assessed, however good
its days were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

import attrs

from qualitygov.core.exact import round_gbt8170
from qualitygov.core.period import Period, part_of_year, whole_year, year_of
from qualitygov.core.periods import ONE_DAY
from qualitygov.environment.air import AirQuality, air_quality_index
from qualitygov.environment.averaging import Amount, HourlyReading, daily_values, mean
from qualitygov.environment.entities import HOURLY, AirDay, AirHour
from qualitygov.environment.tables import AIR_DAYS, AIR_HOURS
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.environment import AveragingRule
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.subject import CountyView
from qualitygov.text import Text

FEBRUARY = 2

Values = Mapping[str, Decimal | None]
"""A town or a station, and a day."""


def _agreed(values: Iterable[Amount | None]) -> Amount | None:
    """The one value of a station, None where it is not there or was given twice and differs."""
    first: Amount | None = None
    for value in values:
        if value is not None:
            if first is not None and first != value:
                return None
            first = value
    return first


def _station_hours(hours: Iterable[AirHour]) -> dict[tuple[str, date, int], dict[str, Amount]]:
    """The values of each station and hour, what contradicts itself left out."""
    rows: dict[tuple[str, date, int], list[AirHour]] = {}
    for one in hours:
        rows.setdefault((one.station, one.day, one.hour), []).append(one)
    found = {}
    for key, same in rows.items():
        given = {name: _agreed([getattr(one, name) for one in same]) for name in HOURLY}
        found[key] = {name: value for name, value in given.items() if value is not None}
    return found


def _mean(values: list[Amount]) -> Amount | None:
    return values[0] if len(values) == 1 else mean(values)


def hourly_means(hours: Iterable[AirHour]) -> tuple[HourlyReading, ...]:
    """Return the mean of all stations hour by hour (各点位小时平均), exact; one station is enough."""
    together: dict[tuple[date, int], dict[str, list[Amount]]] = {}
    for (_, day, hour), values in _station_hours(hours).items():
        columns = together.setdefault((day, hour), {})
        for name, value in values.items():
            columns.setdefault(name, []).append(value)
    return tuple(
        HourlyReading(day, hour, {name: _mean(values) for name, values in columns.items()})
        for (day, hour), columns in sorted(together.items())
    )


def _by_day(days: Iterable[AirDay]) -> dict[date, dict[str, list[AirDay]]]:
    by_day: dict[date, dict[str, list[AirDay]]] = {}
    for one in days:
        by_day.setdefault(one.day, {}).setdefault(one.station, []).append(one)
    return by_day


def _differ(name: str, same: Iterable[AirDay]) -> bool:
    return len({getattr(one, name) for one in same} - {None}) > 1


def contradicting(days: Iterable[AirDay]) -> dict[date, tuple[str, ...]]:
    """Return the stations of which two rows of one day differ (同日重复且不一致的点位), by day."""
    found = {}
    for day, stations in _by_day(days).items():
        twice = {
            station
            for station, same in stations.items()
            if len(same) > 1 and any(_differ(name, same) for name in same[0].concentrations)
        }
        if twice:
            found[day] = tuple(sorted(twice))
    return found


def _daily_means(days: Iterable[AirDay], context: Context) -> dict[date, dict[str, Decimal | None]]:
    """The mean of the stations' daily values, where only these are on file (各点位日均值平均).

    No mean of a pollutant of which one station has two values.
    """
    by_day, found = _by_day(days), {}
    for day, stations in sorted(by_day.items()):
        digits = context.rules_on(day).entry(AveragingRule, "day").digits
        values: dict[str, Decimal | None] = {}
        for name, places in digits.items():
            each = [_agreed([getattr(o, name) for o in same]) for same in stations.values()]
            differ = any(_differ(name, same) for same in stations.values())
            together = None if differ else mean(each)
            values[name] = None if together is None else round_gbt8170(together, places)
        found[day] = values
    return found


def town_values(
    hours: Iterable[AirHour], days: Iterable[AirDay], context: Context
) -> dict[date, Values]:
    """Return a town's daily values (乡镇日均值): from hours where there are any, else from days."""
    whole = _daily_means(days, context)
    return {**whole, **daily_values(hourly_means(hours), context)}


@attrs.frozen
class Air:
    """What is on file of the air (空气监测数据), up to a day: by town, and by station.

    `contradicting` names the stations of which two rows of a day differ, by town and day.
    """

    towns: Mapping[str, Mapping[date, AirQuality]]
    stations: Mapping[tuple[str, str], Mapping[date, AirQuality]]
    contradicting: Mapping[str, Mapping[date, tuple[str, ...]]]


def _judged(values: Mapping[date, Values], context: Context) -> dict[date, AirQuality]:
    return {
        day: air_quality_index(measured, context.rules_on(day)) for day, measured in values.items()
    }


def air_of(view: CountyView, context: Context) -> Air:
    """Return the air of each town and station by day (各镇各点位空气质量), as far as it is known."""
    hours: dict[str, list[AirHour]] = {}
    days: dict[str, list[AirDay]] = {}
    for hour in view.known(AIR_HOURS, context):
        if hour.town is not None and context.happened(hour.day):
            hours.setdefault(hour.town, []).append(hour)
    for day in view.known(AIR_DAYS, context):
        if context.happened(day.day):
            days.setdefault(day.town, []).append(day)
    towns, stations = {}, {}
    for town in sorted({*hours, *days}):
        own_hours, own_days = hours.get(town, []), days.get(town, [])
        towns[town] = _judged(town_values(own_hours, own_days, context), context)
        names = sorted({one.station for one in own_hours} | {one.station for one in own_days})
        if len(names) == 1:
            stations[town, names[0]] = towns[town]
            continue
        for name in names:
            values = town_values(
                [one for one in own_hours if one.station == name],
                [one for one in own_days if one.station == name],
                context,
            )
            stations[town, name] = _judged(values, context)
    return Air(towns, stations, {town: contradicting(own) for town, own in days.items()})


def _needs(period: Period) -> str:
    """The parameter that says how many valid days a month or a year needs."""
    if period.first.month != period.last.month:
        return "air.year-days"
    return "air.february-days" if period.first.month == FEBRUARY else "air.month-days"


def days_needed(period: Period, context: Context) -> int:
    """Return how many valid days a month or a year needs (最少有效天数), by the rules of its end."""
    return context.rules_on(period.last).whole(_needs(period))


def days_unverified(period: Period, context: Context) -> bool:
    """Whether nobody has verified how many valid days a month or a year needs (天数要求是否未核实)."""
    return context.rules_on(period.last).entry(Parameter, _needs(period)).unsigned


def months_of(year: Period) -> Iterator[Period]:
    """Yield the months of a year (各月)."""
    day = year.first
    while day <= year.last:
        month = part_of_year(day, 1)
        yield month
        day = month.last + ONE_DAY


def year_around(day: date, context: Context) -> Period:
    """Return the assessment year in which a day lies (所在考核年度), as the judged period has it."""
    style = context.rules_on(context.period.last).choice("assessment.year")
    return whole_year(year_of(day, style), style)


def still_possible(valid: Iterable[date], period: Period, context: Context) -> bool:
    """Whether a month or year has enough valid days, or still can have (有效天数能否达到)."""
    count = sum(day in period for day in valid)
    left = max(0, (period.last - max(context.as_of, period.first - ONE_DAY)).days)
    return count + left >= days_needed(period, context)


def assessable(valid: Iterable[date], year: Period, context: Context) -> bool:
    """Whether a town's year can be assessed (年度能否评价): all its months and the year itself."""
    return too_few(valid, year, context) is None


NAMED = 3
"""How many months that fall short are named."""


def too_few(valid: Iterable[date], year: Period, context: Context) -> Text | None:
    """Return why a town's year is not assessed (不予评价的原因): the valid days there are and need be.

    None where the year and each of its months have enough, or still can.
    """
    days = frozenset(valid)
    short = [p for p in (year, *months_of(year)) if not still_possible(days, p, context)]
    if not short:
        return None
    parts = short if year in short else [year, *short]
    named = Text.joined((_counted(days, part, context) for part in parts[: NAMED + 1]), "，", ", ")
    if (more := len(parts) - NAMED - 1) > 0:
        named += Text(f"，另有 {more} 个月不足", f", and {more} more months")
    if any(days_unverified(part, context) for part in short):
        named += Text("；天数要求尚未核实", "; how many are needed is not verified yet")
    return Text("有效天数不足，不予评价：", "not assessed for lack of valid days: ") + named


def _counted(valid: Iterable[date], period: Period, context: Context) -> Text:
    count, needed = sum(day in period for day in valid), days_needed(period, context)
    return Text(
        f"{period.name} 有效 {count} 天（应有 {needed} 天）",
        f"{count} valid days in {period.name} ({needed} needed)",
    )
