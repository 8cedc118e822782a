"""Fact rows of the environment (环境事实行), from which indicators count."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.environment.air import air_quality_index
from qualitygov.environment.compliance import noise_complies, source_complies
from qualitygov.environment.entities import AirDay, NoiseReading, WaterReading
from qualitygov.rulebook.rules import Rules

__all__ = [
    "AirDayFact",
    "NoiseFact",
    "WaterFact",
    "air_facts",
    "good_day_rate",
    "noise_facts",
    "water_facts",
]


@attrs.frozen
class AirDayFact:
    """One day at one station (空气质量日事实).

    `valid` when it has an index, `good` when that is at most 100.
    """

    id: str
    town: str
    on: date
    aqi: int | None
    valid: bool
    good: bool
    standard: str
    primary: str


@attrs.frozen
class NoiseFact:
    """One noise measurement (声环境事实)."""

    id: str
    town: str
    on: date
    zone: str
    part: str
    valid: bool
    complies: bool


@attrs.frozen
class WaterFact:
    """One source in one month (水源地事实); volumes are 0 where the intake is not known."""

    id: str
    town: str
    on: date
    source: str
    complies: bool
    volume: int
    compliant_volume: int


RulesOn = Callable[[date], Rules]


@clauses("2.2.5.c", "2.2.5.g")
def air_facts(days: Iterable[AirDay], rules_on: RulesOn, as_of: date) -> tuple[AirDayFact, ...]:
    """Return the rows of the days up to `as_of` (空气质量事实行), each by the standard of its own day."""
    made = []
    for one in days:
        if one.day <= as_of:
            result = air_quality_index(one.concentrations, on=one.day, rules=rules_on(one.day))
            valid = result.aqi is not None
            primary = "+".join(result.primary)
            made.append(
                AirDayFact(
                    one.id,
                    one.town,
                    one.day,
                    result.aqi,
                    valid,
                    bool(result.good),
                    result.standard,
                    primary,
                )
            )
    return tuple(made)


def good_day_rate(facts: Iterable[AirDayFact]) -> Rate:
    """Return good days over valid days (优良天数比例); a day without an index is in neither."""
    valid = [fact for fact in facts if fact.valid]
    return Rate(sum(fact.good for fact in valid), len(valid))


@clauses("2.2.5.d")
def noise_facts(
    readings: Iterable[NoiseReading], rules_on: RulesOn, as_of: date
) -> tuple[NoiseFact, ...]:
    """Return the rows of noise measurements up to `as_of` (声环境事实行)."""
    return tuple(
        NoiseFact(
            r.id,
            r.town,
            r.measured_on,
            r.zone,
            r.part.value,
            r.valid,
            noise_complies(r, rules_on(r.measured_on)),
        )
        for r in readings
        if r.measured_on <= as_of
    )


@clauses("2.2.5.e")
def water_facts(
    readings: Iterable[WaterReading], rules_on: RulesOn, as_of: date
) -> tuple[WaterFact, ...]:
    """Return the rows of source readings up to `as_of` (水源地事实行)."""
    made = []
    for r in readings:
        if r.measured_on <= as_of:
            complies = source_complies(r, rules_on(r.measured_on))
            volume = r.volume or 0
            made.append(
                WaterFact(
                    r.id,
                    r.town,
                    r.measured_on,
                    r.source,
                    complies,
                    volume,
                    volume if complies else 0,
                )
            )
    return tuple(made)
