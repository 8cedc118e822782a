"""Make the county's daily air values from hourly measurements.

    python examples/county/prepare_air.py HOURLY.csv.gz

Reads the hourly values of twelve stations (columns station, time, pm25, pm10, so2, no2, co, o3, all in µg/m³) and writes
``data/air_daily.csv``: daily means by the validity rules of GB 3095, CO in mg/m³, ozone as the day's greatest 8-hour mean,
empty where a day is not valid. Each station stands for one of the county's twelve towns. Of three days one station delivered the
hours alone: they stand in ``data/air_hourly.csv`` and not among the days. Source and licence: data/AIR-SOURCE.md.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from qualitygov import load_rulebook
from qualitygov.environment import (
    SUBJECT,
    AirDay,
    AirDayFact,
    HourlyReading,
    air_facts,
    daily_values,
    good_day_rate,
)
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyData, CountyView
from qualitygov.text import Text

FIRST, LAST = date(2014, 1, 1), date(2016, 12, 31)
COLUMNS = ("pm25", "pm10", "so2", "no2", "co", "o3_8h")
HOURS = ("pm25", "pm10", "so2", "no2", "co", "o3")
OUT = Path(__file__).parent / "data"
BY_HOUR = "Aotizhongxin", [date(2016, 10, day) for day in (11, 12, 13)]
"""The station and the days of which only hours are on file."""
KNOWN_LATE = {
    ("Aotizhongxin", date(2016, 10, 12)): date(2017, 2, 14),
    ("Aotizhongxin", date(2016, 10, 13)): date(2017, 4, 10),
    ("Guanyuan", date(2016, 5, 17)): date(2017, 2, 14),
    ("Guanyuan", date(2016, 5, 18)): date(2017, 4, 10),
}
"""When some days became known, for the county's example of late knowledge; the values are real."""


def _value(raw: str, pollutant: str) -> Decimal | None:
    if not raw:
        return None
    return Decimal(raw) / 1000 if pollutant == "co" else Decimal(raw)


def hourly(path: Path) -> dict[str, list[HourlyReading]]:
    """Read the hourly file by station."""
    stations: dict[str, list[HourlyReading]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            on = date.fromisoformat(row["time"][:10])
            if FIRST <= on <= LAST:
                values = {p: _value(row[p], p) for p in ("pm25", "pm10", "so2", "no2", "co", "o3")}
                stations[row["station"]].append(HourlyReading(on, int(row["time"][11:13]), values))
    return stations


def shares(days: Iterable[AirDayFact]) -> str:
    """Good days of valid days, by year and in all."""
    days = list(days)
    parts = []
    for year in [*range(FIRST.year, LAST.year + 1), None]:
        rate = good_day_rate(day for day in days if year is None or day.on.year == year)
        parts.append(f"{year or 'all'} {rate} {rate.percent(1)}")
    return "   ".join(parts)


def facts_of(days: Iterable[AirDay], context: Context) -> tuple[AirDayFact, ...]:
    """The facts of one station's days."""
    name = Text("示范县", "Example County")
    data = CountyData(id="330299", name=name, subjects=(SUBJECT,), air_days=days)
    return air_facts(CountyView(data), context)


def write_hours(readings: Iterable[HourlyReading], town: str) -> None:
    """Write the hours of the days of which only hours are on file."""
    station, days = BY_HOUR
    with (OUT / "air_hourly.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["town", "station", "day", "hour", *HOURS, "known_on"])
        for one in readings:
            if one.on in days:
                values = ["" if one.values[name] is None else one.values[name] for name in HOURS]
                known = KNOWN_LATE.get((station, one.on), "")
                writer.writerow([town, station, one.on, one.hour, *values, known])


def main() -> None:
    """Write the daily file and print the share of good days by station and year."""
    context = Context(load_rulebook("strong-town"), as_of=LAST)
    stations = hourly(Path(sys.argv[1]))
    every: list[AirDayFact] = []
    with (OUT / "air_daily.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["town", "station", "day", *COLUMNS, "known_on"])
        for number, station in enumerate(sorted(stations), start=1):
            town = f"3302991{number:02d}"
            means = daily_values(stations[station], context)
            if station == BY_HOUR[0]:
                write_hours(stations[station], town)
            for on, values in means.items():
                if station == BY_HOUR[0] and on in BY_HOUR[1]:
                    continue
                known = KNOWN_LATE.get((station, on), "")
                cells = ["" if values[c] is None else values[c] for c in COLUMNS]
                writer.writerow([town, station, on, *cells, known])
            days = [
                AirDay(town=town, station=station, day=on, **values) for on, values in means.items()
            ]
            facts = facts_of(days, context)
            every += facts
            print(f"{station:15} {shares(facts)}")
    print(f"{'together':15} {shares(every)}")


if __name__ == "__main__":
    main()
