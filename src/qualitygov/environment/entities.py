"""Facts of the environment (环境监测信息): air, noise, water, and where they are measured.

Stations, points and sources are the monitoring plan: what stands in it is due.
Clauses 2.2.5.a, c-e.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

import attrs

from qualitygov.codes.region import region
from qualitygov.core import check, kinds
from qualitygov.core.clauses import clauses
from qualitygov.core.exact import as_decimal
from qualitygov.core.fields import about
from qualitygov.core.vocabulary import Vocabulary
from qualitygov.errors import bilingual
from qualitygov.rulebook.columns import GROUND_WATER_ITEMS, NOISE_ZONES, WATER_ITEMS

_AMOUNT = check.optional(check.at_least(0))

HOURLY = ("pm25", "pm10", "so2", "no2", "co", "o3")
"""The pollutants of an hour."""


@clauses("2.2.5.c", "2.2.5.g")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AirDay:
    """Daily values of one air station (空气质量日均值), µg/m³ (CO mg/m³).

    None where the day is not valid.
    """

    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    station: str = attrs.field(validator=check.filled(), metadata=about("监测点", "station"))
    day: date = attrs.field(validator=check.day(), metadata=about("日期", "day", role="own"))
    pm25: Decimal | None = attrs.field(
        default=None,
        validator=_AMOUNT,
        metadata=about("细颗粒物", "PM2.5", unit="µg/m³", measured=True),
    )
    pm10: Decimal | None = attrs.field(
        default=None,
        validator=_AMOUNT,
        metadata=about("可吸入颗粒物", "PM10", unit="µg/m³", measured=True),
    )
    so2: Decimal | None = attrs.field(
        default=None,
        validator=_AMOUNT,
        metadata=about("二氧化硫", "SO2", unit="µg/m³", measured=True),
    )
    no2: Decimal | None = attrs.field(
        default=None,
        validator=_AMOUNT,
        metadata=about("二氧化氮", "NO2", unit="µg/m³", measured=True),
    )
    co: Decimal | None = attrs.field(
        default=None,
        validator=_AMOUNT,
        metadata=about("一氧化碳", "CO", unit="mg/m³", measured=True),
    )
    o3_8h: Decimal | None = attrs.field(
        default=None,
        validator=_AMOUNT,
        metadata=about(
            "臭氧日最大 8 小时平均", "greatest 8-hour mean of O3", unit="µg/m³", measured=True
        ),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    @property
    def id(self) -> str:
        """Station and day."""
        return f"{self.station}/{self.day}"

    @property
    def concentrations(self) -> dict[str, Decimal | None]:
        """The six values by pollutant."""
        return {name: getattr(self, name) for name in ("pm25", "pm10", "so2", "no2", "co", "o3_8h")}


@clauses("2.2.5.c")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AirHour:
    """One hour of one air station (空气质量小时值), µg/m³ (CO mg/m³).

    `hour` is 0 to 23, the hour's start; None is a missing value. `town` is None where nobody said
    in which town the station is: such an hour counts for no town. What was published with the
    values (`o3_8h`, `published_aqi`, …) is kept beside them and decides nothing.
    """

    town: str | None = attrs.field(
        default=None,
        validator=check.optional(region()),
        metadata=about("所属乡镇代码", "town code"),
    )
    station: str = attrs.field(validator=check.filled(), metadata=about("监测点", "station"))
    day: date = attrs.field(validator=check.day(), metadata=about("日期", "day", role="own"))
    hour: int = attrs.field(validator=check.within(0, 23), metadata=about("小时", "hour"))
    pm25: Decimal | None = attrs.field(
        default=None,
        validator=_AMOUNT,
        metadata=about("细颗粒物", "PM2.5", unit="µg/m³", measured=True),
    )
    pm10: Decimal | None = attrs.field(
        default=None,
        validator=_AMOUNT,
        metadata=about("可吸入颗粒物", "PM10", unit="µg/m³", measured=True),
    )
    so2: Decimal | None = attrs.field(
        default=None,
        validator=_AMOUNT,
        metadata=about("二氧化硫", "SO2", unit="µg/m³", measured=True),
    )
    no2: Decimal | None = attrs.field(
        default=None,
        validator=_AMOUNT,
        metadata=about("二氧化氮", "NO2", unit="µg/m³", measured=True),
    )
    co: Decimal | None = attrs.field(
        default=None,
        validator=_AMOUNT,
        metadata=about("一氧化碳", "CO", unit="mg/m³", measured=True),
    )
    o3: Decimal | None = attrs.field(
        default=None, validator=_AMOUNT, metadata=about("臭氧", "O3", unit="µg/m³", measured=True)
    )
    o3_8h: Decimal | None = attrs.field(
        default=None,
        validator=_AMOUNT,
        metadata=about(
            "臭氧 8 小时滑动平均",
            "8-hour mean of O3 as published",
            unit="µg/m³",
            measured=True,
            headers=("O3_8h", "O3-8h", "臭氧8小时"),
        ),
    )
    published_aqi: int | None = attrs.field(
        default=None,
        validator=check.optional(check.at_least(0)),
        metadata=about("公布的空气质量指数", "index as published", headers=("AQI",)),
    )
    published_level: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("公布的级别", "level as published", headers=("Level", "空气质量级别")),
    )
    published_primary: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about(
            "公布的首要污染物",
            "primary pollutant as published",
            headers=("PrimaryPollution", "首要污染物"),
        ),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    @property
    def id(self) -> str:
        """Station, day and hour."""
        return f"{self.station}/{self.day}T{self.hour:02d}"

    @property
    def values(self) -> dict[str, Decimal | None]:
        """The six values by pollutant."""
        return {name: getattr(self, name) for name in HOURLY}


@clauses("2.2.5.a")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class AirStation:
    """An air station of the monitoring network (空气监测点): whose operator owes its data."""

    id: str = attrs.field(validator=check.filled(), metadata=about("监测点", "station"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    operator: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("运行单位", "operator"),
    )
    in_use_from: date = attrs.field(
        validator=check.day(), metadata=about("启用日期", "in use from", role="from")
    )
    in_use_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("停用日期", "in use to", role="later"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "in_use_from", "in_use_to")


class DayPart(Vocabulary):
    """Part of the day (时段)."""

    DAY = "day", "昼间", "day"
    NIGHT = "night", "夜间", "night"


@clauses("2.2.5.d")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class NoiseReading:
    """Equivalent sound level at a site in one part of a day (声环境监测值), dB(A). GB 3096.

    `zone` is the functional area, 0 to 4b; `burst` the greatest sudden level of a night; `valid` is
    False for a measurement that weather or an interruption spoiled.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("监测编号", "id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    site: str = attrs.field(validator=check.filled(), metadata=about("监测点", "site"))
    zone: Annotated[str, NOISE_ZONES] = attrs.field(
        validator=check.filled(), metadata=about("功能区类别", "functional area")
    )
    part: DayPart = attrs.field(metadata=about("时段", "part of the day"))
    measured_on: date = attrs.field(
        validator=check.day(), metadata=about("监测日期", "measured on", role="own")
    )
    level: Decimal = attrs.field(
        validator=check.at_least(0),
        metadata=about("等效声级", "equivalent level", unit="dB(A)", measured=True),
    )
    burst: Decimal | None = attrs.field(
        default=None,
        validator=_AMOUNT,
        metadata=about("夜间突发声级", "sudden level at night", unit="dB(A)", measured=True),
    )
    valid: bool = attrs.field(default=True, metadata=about("数据有效", "valid"))
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )


@clauses("2.2.5.d")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class NoisePoint:
    """A point of the noise network (声环境监测点位), in one functional area. GB 3096."""

    id: str = attrs.field(validator=check.filled(), metadata=about("监测点", "site"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    zone: Annotated[str, NOISE_ZONES] = attrs.field(
        validator=check.filled(), metadata=about("功能区类别", "functional area")
    )
    in_use_from: date = attrs.field(
        validator=check.day(), metadata=about("启用日期", "in use from", role="from")
    )
    in_use_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("停用日期", "in use to", role="later"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "in_use_from", "in_use_to")


def check_amounts(items: Mapping[str, Decimal]) -> None:
    """Refuse measured values below 0 (监测值不能为负), such as the -1 that marks a gap in some files.

    Floats, and what is no number.
    """
    for name, value in items.items():
        if as_decimal(value) < 0:
            raise bilingual(
                "water.negative",
                f"{name} 监测值为负：{value}",
                f"a negative value of {name}: {value}",
            )


class WaterKind(Vocabulary):
    """Kind of water body (水体类型)."""

    RIVER = "river", "河流", "river"
    LAKE = "lake", "湖库", "lake or reservoir"
    GROUND = "ground", "地下水", "ground water"


class SourceLevel(Vocabulary):
    """Level of a drinking-water source (水源地级别)."""

    COUNTY = "county", "县级", "county"
    RURAL = "rural", "农村", "rural"


@clauses("2.2.5.e")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class WaterSource:
    """A drinking-water source of the monitoring plan (饮用水水源地监测方案).

    Its level and kind of water say how often it is sampled; `population` and `tons` a day, whether
    a rural one is large enough to be asked. `items` are those the plan asks, by the ids of the
    rulebook's limits with semicolons between them, besides the fewest without which no sample says
    anything; where it names none, those of the rulebook's plan for its level and kind.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("水源地", "source"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    level: SourceLevel = attrs.field(metadata=about("级别", "level"))
    kind: WaterKind = attrs.field(metadata=about("水体类型", "kind of water"))
    population: int | None = attrs.field(
        default=None, validator=_AMOUNT, metadata=about("供水人口", "people served")
    )
    tons: int | None = attrs.field(
        default=None, validator=_AMOUNT, metadata=about("日供水量", "tons a day", unit="t")
    )
    items: str | None = attrs.field(
        default=None,
        validator=check.optional(check.filled()),
        metadata=about("监测项目", "items asked"),
    )
    in_use_from: date = attrs.field(
        validator=check.day(), metadata=about("启用日期", "in use from", role="from")
    )
    in_use_to: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("停用日期", "in use to", role="later"),
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        check.in_order(self, "in_use_from", "in_use_to")

    @property
    def asked(self) -> tuple[str, ...]:
        """The items its own plan names, none where it leaves them to the rulebook."""
        parts = (self.items or "").replace("；", ";").split(";")
        return tuple(part.strip() for part in parts if part.strip())


@clauses("2.2.5.e")
@attrs.frozen(kw_only=True, field_transformer=kinds.typed)
class WaterReading:
    """Water quality of a drinking-water source in one month (水源地水质监测).

    `items` are measured values by the ids of the rulebook's limits for its kind of water, mg/L
    unless the standard says otherwise; `volume` is the month's intake in tonnes, None when it is
    not known.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("监测编号", "id"))
    town: str = attrs.field(validator=region(), metadata=about("所属乡镇代码", "town code"))
    source: str = attrs.field(validator=check.filled(), metadata=about("水源地", "source"))
    kind: WaterKind = attrs.field(metadata=about("水体类型", "kind of water"))
    measured_on: date = attrs.field(
        validator=check.day(), metadata=about("监测日期", "measured on", role="own")
    )
    volume: int | None = attrs.field(
        default=None, validator=_AMOUNT, metadata=about("取水量", "intake", unit="t")
    )
    items: Mapping[Annotated[str, WATER_ITEMS, GROUND_WATER_ITEMS], Decimal] = attrs.field(
        metadata=about("监测项目", "items", measured=True)
    )
    known_on: date | None = attrs.field(
        default=None,
        validator=check.optional(check.day()),
        metadata=about("获知日期", "became known on", role="known"),
    )

    def __attrs_post_init__(self) -> None:
        if not self.items:
            raise bilingual("water.items", "没有监测项目", "no item was measured")
        check_amounts(self.items)

    def __hash__(self) -> int:
        return hash((self.id, self.measured_on))
