"""The environment (环境质量): air quality index, noise, drinking-water sources, emissions.

Clauses 2.2.5.
"""

from __future__ import annotations

from qualitygov.environment.air import AirQuality, SubIndex, air_quality_index
from qualitygov.environment.averaging import HourlyReading, daily_values
from qualitygov.environment.compliance import (
    WaterClass,
    air_problems,
    noise_complies,
    noise_problems,
    source_compliance,
    source_complies,
    water_class,
    water_problems,
)
from qualitygov.environment.emission import emission_change
from qualitygov.environment.entities import AirDay, DayPart, NoiseReading, WaterKind, WaterReading
from qualitygov.environment.facts import (
    AirDayFact,
    NoiseFact,
    WaterFact,
    air_facts,
    good_day_rate,
    noise_facts,
    water_facts,
)
from qualitygov.environment.tables import AIR_DAYS, NOISE, WATER
from qualitygov.subject import FactSpec, Subject
from qualitygov.text import Text

__all__ = [
    "AIR_DAYS",
    "NOISE",
    "SUBJECT",
    "WATER",
    "AirDay",
    "AirDayFact",
    "AirQuality",
    "DayPart",
    "HourlyReading",
    "NoiseFact",
    "NoiseReading",
    "SubIndex",
    "WaterClass",
    "WaterFact",
    "WaterKind",
    "WaterReading",
    "air_facts",
    "air_problems",
    "air_quality_index",
    "daily_values",
    "emission_change",
    "good_day_rate",
    "noise_complies",
    "noise_facts",
    "noise_problems",
    "source_compliance",
    "source_complies",
    "water_class",
    "water_facts",
    "water_problems",
]

SUBJECT = Subject(
    name="environment",
    label=Text("环境质量", "environment"),
    tables=(AIR_DAYS, NOISE, WATER),
    facts=(
        FactSpec(name="air-day", row=AirDayFact, make=air_facts),
        FactSpec(name="noise", row=NoiseFact, make=noise_facts),
        FactSpec(name="water", row=WaterFact, make=water_facts),
    ),
    checks=((AirDay, air_problems), (NoiseReading, noise_problems), (WaterReading, water_problems)),
)
