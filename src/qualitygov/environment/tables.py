"""Tables of the environment (环境数据表)."""

from __future__ import annotations

from qualitygov.environment.entities import AirDay, NoiseReading, WaterReading
from qualitygov.subject import TableSpec
from qualitygov.text import Text

AIR_DAYS = TableSpec(
    name="air_days",
    entity=AirDay,
    label=Text("空气质量日数据", "days of air quality"),
    file="air_daily.csv",
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
