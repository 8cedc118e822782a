"""Daily values from hourly readings (日均值计算), by the validity rules of GB 3095. Clause 2.2.5.c."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import lcm

import attrs

from qualitygov.core import kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import as_decimal, round_gbt8170
from qualitygov.core.given import of_type
from qualitygov.errors import bilingual
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.environment import AveragingRule

HOURS = 24
WINDOW = 8
"""A day has 24 hours, and the ozone window is 8 of them by its name.

What makes a mean valid stands in the rulebook.
"""

Amount = Decimal | Fraction
"""A reading as it was measured, or the mean of several stations, which may have no end."""


@attrs.frozen(field_transformer=kinds.typed)
class HourlyReading:
    """The readings of one hour (小时监测值), µg/m³ (CO mg/m³): of one station, or a mean of several.

    `hour` is 0 to 23, the hour's start; None is missing.

    Raises `FieldError` for a float, a number that is not finite, or a negative one, such as the
    -999 that marks a gap in some files.
    """

    on: date
    hour: int
    values: Mapping[str, Amount | None]

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.hour < HOURS:
            raise bilingual(
                "air.hour", f"小时应为 0 至 23：{self.hour}", f"an hour is 0 to 23, not {self.hour}"
            )
        of_type(self.values, Mapping, "values")  # type: ignore[type-abstract]  # a check
        for pollutant, value in self.values.items():
            if value is not None and _checked(value) < 0:
                raise bilingual(
                    "air.negative",
                    f"{pollutant} 浓度为负：{value}",
                    f"a negative concentration of {pollutant}: {value}",
                )


Hours = Sequence[Amount | None]


def _checked(value: Amount) -> Amount:
    """The value itself; raises `FieldError` for a float and for what is no number."""
    return value if isinstance(value, Fraction) else as_decimal(value)


def mean(values: Iterable[Amount | None]) -> Fraction | None:
    """Return the exact mean of the values that are there (平均值), None where there is none.

    >>> mean([Decimal("0.1"), None, Fraction(1, 3)])
    Fraction(13, 60)
    """
    ratios = [value.as_integer_ratio() for value in values if value is not None]
    if not ratios:
        return None
    common = lcm(*(under for _, under in ratios))
    total = sum(above * (common // under) for above, under in ratios)
    return Fraction(total, common * len(ratios))


def _mean(values: Hours, fewest: int, digits: int) -> Decimal | None:
    if sum(value is not None for value in values) < fewest:
        return None
    found = mean(values)
    return None if found is None else round_gbt8170(found, digits)


def _ozone(values: Hours, rule: AveragingRule) -> Decimal | None:
    """The greatest mean over the 17 windows of 8 hours that end at hours 8 to 24 of the day.

    So none reaches into the day before.
    """
    digits = rule.digits["o3_8h"]
    means = [
        _mean(values[end - WINDOW : end], rule.window_hours, digits)
        for end in range(WINDOW, HOURS + 1)
    ]
    known = [mean for mean in means if mean is not None]
    if not known:
        return None
    greatest = max(known)
    return greatest if len(known) >= rule.windows or greatest > rule.exceeding_counts else None


def _averaged(rule: AveragingRule) -> frozenset[str]:
    return frozenset("o3" if name == "o3_8h" else name for name in rule.digits)


def _check_pollutants(hours: Mapping[int, HourlyReading], rule: AveragingRule) -> None:
    averaged = _averaged(rule)
    unknown = sorted({name for one in hours.values() for name in one.values} - averaged)
    if unknown:
        known = ", ".join(sorted(averaged))
        raise bilingual(
            "air.pollutant",
            f"未知污染物 {unknown}，应为 {known}",
            f"unknown pollutants {unknown}, expected among {known}",
        )


def _by_day(readings: Iterable[HourlyReading]) -> dict[date, dict[int, HourlyReading]]:
    days: dict[date, dict[int, HourlyReading]] = {}
    for reading in readings:
        hours = days.setdefault(reading.on, {})
        if reading.hour in hours:
            raise bilingual(
                "air.hour",
                f"{reading.on} {reading.hour} 时重复",
                f"two readings for hour {reading.hour} of {reading.on}",
            )
        hours[reading.hour] = reading
    return days


@clauses("2.2.5.c")
def daily_values(
    readings: Iterable[HourlyReading], context: Context
) -> dict[date, dict[str, Decimal | None]]:
    """Return the daily values of one station or town (日均值), by day and by the rules of each day.

    So2, no2, pm10, pm25, co and o3_8h; None where not valid.

    A daily mean needs 20 hours; an 8-hour mean of ozone 6; the day's greatest one 14 windows, or a
    value above the limit. Means are rounded by GB/T 8170 to the digits in which the standard
    reports. Raises `FieldError` for two readings of one hour, and for a pollutant the rule does not
    average. Source: GB 3095-2012 table 4; the windows of a day after HJ 663 (unverified).

    >>> from qualitygov.rulebook import load_rulebook
    >>> on = date(2016, 1, 4)
    >>> hours = range(20)
    >>> day = [HourlyReading(on, h, {"pm25": Decimal(h), "o3": Decimal(10 * h)}) for h in hours]
    >>> values = daily_values(day, Context(load_rulebook("strong-town"), as_of=on))[on]
    >>> values["pm25"], values["o3_8h"], values["so2"]
    (Decimal('10'), Decimal('165'), None)
    """
    return {
        day: _daily(hours, context.rules_on(day).entry(AveragingRule, "day"))
        for day, hours in sorted(_by_day(readings).items())
    }


def _daily(hours: Mapping[int, HourlyReading], rule: AveragingRule) -> dict[str, Decimal | None]:
    _check_pollutants(hours, rule)

    def column(pollutant: str) -> list[Amount | None]:
        return [
            hours[hour].values.get(pollutant) if hour in hours else None for hour in range(HOURS)
        ]

    means = {
        p: _mean(column(p), rule.day_hours, rule.digits[p]) for p in rule.digits if p != "o3_8h"
    }
    return {**means, "o3_8h": _ozone(column("o3"), rule)}
