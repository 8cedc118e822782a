"""The environment (环境质量): air quality index, noise, drinking-water sources, emissions.

Clauses 2.2.5.
"""

from __future__ import annotations

from qualitygov.environment.air import AirQuality, SubIndex, air_quality_index
from qualitygov.environment.averaging import HourlyReading, daily_values
from qualitygov.environment.compliance import (
    SampleState,
    WaterClass,
    air_problems,
    ground_water_exceeds,
    noise_complies,
    noise_problems,
    point_problems,
    sample_state,
    source_compliance,
    source_complies,
    source_problems,
    water_class,
    water_problems,
)
from qualitygov.environment.discharge import DischargeFact, discharge_facts, untraced_outlets
from qualitygov.environment.emission import emission_change
from qualitygov.environment.entities import (
    AirDay,
    AirHour,
    AirStation,
    DayPart,
    NoisePoint,
    NoiseReading,
    SourceLevel,
    WaterKind,
    WaterReading,
    WaterSource,
)
from qualitygov.environment.entities_discharge import Medium, Outlet, OutletReading
from qualitygov.environment.facts import (
    MonitoringFact,
    NoiseFact,
    WaterFact,
    noise_facts,
    noise_monitoring_facts,
    water_facts,
    water_monitoring_facts,
)
from qualitygov.environment.facts_air import (
    AirDayFact,
    StationFact,
    air_facts,
    good_day_rate,
    station_facts,
)
from qualitygov.environment.network import network_facts
from qualitygov.environment.tables import (
    AIR_DAYS,
    AIR_HOURS,
    AIR_STATIONS,
    NOISE,
    NOISE_POINTS,
    OUTLETS,
    WATER,
    WATER_SOURCES,
)
from qualitygov.environment.town_air import hourly_means, town_values
from qualitygov.environment.worklist import SECTION, WORKLISTS, monitoring_lacking
from qualitygov.subject import (
    FactSpec,
    Subject,
    Weight,
)
from qualitygov.text import Text

__all__ = [
    "AIR_DAYS",
    "AIR_HOURS",
    "AIR_STATIONS",
    "NOISE",
    "NOISE_POINTS",
    "OUTLETS",
    "SUBJECT",
    "WATER",
    "WATER_SOURCES",
    "AirDay",
    "AirDayFact",
    "AirHour",
    "AirQuality",
    "AirStation",
    "DayPart",
    "DischargeFact",
    "HourlyReading",
    "Medium",
    "MonitoringFact",
    "NoiseFact",
    "NoisePoint",
    "NoiseReading",
    "Outlet",
    "OutletReading",
    "SampleState",
    "SourceLevel",
    "StationFact",
    "SubIndex",
    "WaterClass",
    "WaterFact",
    "WaterKind",
    "WaterReading",
    "WaterSource",
    "air_facts",
    "air_problems",
    "air_quality_index",
    "daily_values",
    "discharge_facts",
    "emission_change",
    "good_day_rate",
    "ground_water_exceeds",
    "hourly_means",
    "monitoring_lacking",
    "network_facts",
    "noise_complies",
    "noise_facts",
    "noise_monitoring_facts",
    "noise_problems",
    "point_problems",
    "sample_state",
    "source_compliance",
    "source_complies",
    "source_problems",
    "station_facts",
    "town_values",
    "untraced_outlets",
    "water_class",
    "water_facts",
    "water_monitoring_facts",
    "water_problems",
]

AIR = (AIR_DAYS, AIR_HOURS, AIR_STATIONS)
NOISES, WATERS = (NOISE, NOISE_POINTS), (WATER, WATER_SOURCES)

SUBJECT = Subject(
    name="environment",
    label=Text("环境质量", "environment"),
    tables=(*AIR, *NOISES, *WATERS, OUTLETS),
    facts=(
        FactSpec(name="air-day", row=AirDayFact, make=air_facts, rests_on=(AIR_DAYS, AIR_HOURS)),
        FactSpec(name="air-completeness", row=StationFact, make=station_facts, rests_on=AIR),
        FactSpec(
            name="noise",
            row=NoiseFact,
            make=noise_facts,
            rests_on=NOISES,
            shown_by=(NOISE,),
        ),
        FactSpec(
            name="noise-monitoring",
            row=MonitoringFact,
            make=noise_monitoring_facts,
            rests_on=NOISES,
            shown_by=(NOISE,),
        ),
        FactSpec(
            name="water",
            row=WaterFact,
            make=water_facts,
            rests_on=WATERS,
            shown_by=(WATER,),
        ),
        FactSpec(
            name="water-monitoring",
            row=MonitoringFact,
            make=water_monitoring_facts,
            rests_on=WATERS,
            shown_by=(WATER,),
        ),
        FactSpec(
            name="monitoring",
            row=MonitoringFact,
            make=network_facts,
            rests_on=(*AIR, *NOISES, *WATERS),
            shown_by=(NOISE, WATER),
        ),
        FactSpec(
            name="discharge",
            row=DischargeFact,
            make=discharge_facts,
            rests_on=(OUTLETS,),
            per="outlet",
            most=4,
            weights=(Weight("outlet_readings", spoils=1),),
        ),
    ),
    worklists=WORKLISTS,
    sections=(SECTION,),
    checks=(
        (AirDay, air_problems),
        (AirHour, air_problems),
        (NoiseReading, noise_problems),
        (NoisePoint, point_problems),
        (WaterReading, water_problems),
        (WaterSource, source_problems),
    ),
)
