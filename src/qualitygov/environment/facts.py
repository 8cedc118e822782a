"""Fact rows of the environment (环境事实行), from which indicators count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.environment.air import air_quality_index
from qualitygov.environment.compliance import noise_complies, source_complies
from qualitygov.environment.entities import AirDay, DayPart, NoiseReading, WaterReading
from qualitygov.environment.tables import AIR_DAYS, NOISE, WATER
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class NoiseFact:
    """One noise measurement (声环境事实)."""

    id: str
    town: str
    on: date
    zone: str
    part: Annotated[str, DayPart]
    valid: bool
    complies: bool


@attrs.frozen(kw_only=True)
class WaterFact:
    """One source in one month (水源地事实); volumes are 0 where the intake is not known."""

    id: str
    town: str
    on: date
    source: str
    complies: bool
    volume: int
    compliant_volume: int


def _air_fact(day: AirDay, context: Context) -> AirDayFact:
    found = air_quality_index(day.concentrations, context.rules_on(day.day))
    return AirDayFact(
        id=day.id,
        town=day.town,
        on=day.day,
        aqi=found.aqi,
        valid=found.aqi is not None,
        good=bool(found.good),
        standard=found.standard,
        primary="+".join(found.primary),
    )


def _noise_fact(reading: NoiseReading, context: Context) -> NoiseFact:
    return NoiseFact(
        id=reading.id,
        town=reading.town,
        on=reading.measured_on,
        zone=reading.zone,
        part=reading.part.value,
        valid=reading.valid,
        complies=noise_complies(reading, context),
    )


def _water_fact(reading: WaterReading, context: Context) -> WaterFact:
    complies, volume = source_complies(reading, context), reading.volume or 0
    return WaterFact(
        id=reading.id,
        town=reading.town,
        on=reading.measured_on,
        source=reading.source,
        complies=complies,
        volume=volume,
        compliant_volume=volume if complies else 0,
    )


@clauses("2.2.5.c", "2.2.5.g")
def air_facts(view: CountyView, context: Context) -> tuple[AirDayFact, ...]:
    """Return the rows of the days up to `as_of` (空气质量事实行), each by its own day's standard."""
    days = view.known(AIR_DAYS, context).rows
    return tuple(_air_fact(day, context) for day in days if context.happened(day.day))


def good_day_rate(facts: Iterable[AirDayFact]) -> Rate:
    """Return good days over valid days (优良天数比例); a day without an index is in neither."""
    valid = [fact for fact in facts if fact.valid]
    return Rate(sum(fact.good for fact in valid), len(valid))


@clauses("2.2.5.d")
def noise_facts(view: CountyView, context: Context) -> tuple[NoiseFact, ...]:
    """Return the rows of noise measurements up to `as_of` (声环境事实行)."""
    readings = view.known(NOISE, context).rows
    return tuple(
        _noise_fact(reading, context)
        for reading in readings
        if context.happened(reading.measured_on)
    )


@clauses("2.2.5.e")
def water_facts(view: CountyView, context: Context) -> tuple[WaterFact, ...]:
    """Return the rows of source readings up to `as_of` (水源地事实行)."""
    readings = view.known(WATER, context).rows
    return tuple(
        _water_fact(reading, context)
        for reading in readings
        if context.happened(reading.measured_on)
    )
