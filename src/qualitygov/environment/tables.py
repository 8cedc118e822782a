"""Tables of the environment (环境数据表): readings, and the monitoring plan that makes them due."""

from __future__ import annotations

from qualitygov.environment.entities import (
    AirDay,
    AirHour,
    AirStation,
    NoisePoint,
    NoiseReading,
    WaterReading,
    WaterSource,
)
from qualitygov.environment.entities_discharge import Outlet, OutletReading
from qualitygov.subject import Child, TableSpec
from qualitygov.text import Text

AIR_DAYS = TableSpec(
    name="air_days",
    entity=AirDay,
    label=Text("空气质量日数据", "days of air quality"),
    file="air_daily.csv",
    key=("station", "day"),
    owner="bureau",
)
NOISE = TableSpec(
    name="noise",
    entity=NoiseReading,
    label=Text("噪声监测", "noise readings"),
    file="noise.csv",
    owner="bureau",
)
WATER = TableSpec(
    name="water",
    entity=WaterReading,
    label=Text("水源监测", "water readings"),
    file="water.csv",
    owner="bureau",
)
AIR_HOURS = TableSpec(
    name="air_hours",
    entity=AirHour,
    label=Text("空气质量小时数据", "hours of air quality"),
    file="air_hourly.csv",
    key=("station", "day", "hour"),
    owner="bureau",
)
AIR_STATIONS = TableSpec(
    name="air_stations",
    entity=AirStation,
    label=Text("空气监测点", "air stations"),
    file="air_stations.csv",
    owner="bureau",
    stock=True,
)
NOISE_POINTS = TableSpec(
    name="noise_points",
    entity=NoisePoint,
    label=Text("声环境监测点位", "noise points"),
    file="noise_points.csv",
    owner="bureau",
    stock=True,
)
WATER_SOURCES = TableSpec(
    name="water_sources",
    entity=WaterSource,
    label=Text("饮用水水源地监测方案", "drinking-water sources"),
    file="water_sources.csv",
    owner="bureau",
    stock=True,
)
OUTLETS = TableSpec(
    name="outlets",
    entity=Outlet,
    label=Text("排放口", "outlets"),
    file="outlets.csv",
    owner="bureau",
    unit="holder",
    child=Child(file="outlet_readings.csv", field="readings", entity=OutletReading, key="outlet"),
    stock=True,
)
