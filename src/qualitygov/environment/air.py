"""The air quality index (空气质量指数), HJ 633: the table of 2012 or of 2026, by date. Clause 2.2.5.c.

Exact: a sub-index is a fraction on the line between two nodes, and is rounded up to the next whole
number only once. A float a hair above a whole number would round up by one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Literal

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import as_decimal, round_gbt8170
from qualitygov.core.result import Result
from qualitygov.errors import bilingual
from qualitygov.rulebook.model.environment import AirIndex, AirLevel
from qualitygov.rulebook.rules import Rules
from qualitygov.text import Language, Text

PRIMARY_ABOVE = 50
EXCEEDING_ABOVE = 100
"""HJ 633-2012, clauses 3.3 and 3.4.

What "primary" and "exceeding" mean, definitions and no limits.
"""

POLLUTANTS = {
    "so2": Text("二氧化硫", "SO2"),
    "no2": Text("二氧化氮", "NO2"),
    "pm10": Text("可吸入颗粒物 PM10", "PM10"),
    "pm25": Text("细颗粒物 PM2.5", "PM2.5"),
    "co": Text("一氧化碳", "CO"),
    "o3": Text("臭氧 1 小时", "O3 1h"),
    "o3_8h": Text("臭氧 8 小时", "O3 8h"),
}


@attrs.frozen
class SubIndex(Result):
    """The index of one pollutant (空气质量分指数 IAQI): exact, and rounded up."""

    pollutant: str
    concentration: Decimal
    exact: Fraction

    @property
    def value(self) -> int:
        """The sub-index, rounded up."""
        return ceil(self.exact)


@attrs.frozen(kw_only=True, repr=False)
class AirQuality(Result):
    """The air quality of a day or an hour (空气质量评价结果).

    `aqi` is None when no pollutant has an index, or when the standard forbids publishing it with
    data missing. `level` is 1 to 6. `good` is False, whatever the others say, when a pollutant lies
    beyond a scale on which it has no index. `missing` are its pollutants without a value.
    """

    standard: str
    aqi: int | None
    level: int | None
    label: Text
    good: bool | None
    color: str | None
    sub_indices: tuple[SubIndex, ...]
    primary: tuple[str, ...]
    exceeding: tuple[str, ...]
    notes: tuple[Text, ...]
    missing: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether its day counts (是否有效日): all pollutants are there, or it is bad without them."""
        return self.aqi is not None and (not self.missing or self.good is False)

    @property
    def lines(self) -> tuple[Text, ...]:
        """The result line by line (评价说明).

        Each pollutant's sub-index, exact where it was rounded up, then the notes.
        """
        shown = []
        for sub in self.sub_indices:
            exact = f" ↑ {sub.exact}" if sub.exact != sub.value else ""
            name, tail = POLLUTANTS[sub.pollutant], f"{sub.concentration} → IAQI {sub.value}{exact}"
            shown.append(Text(f"{name.zh} {tail}", f"{name.en} {tail}"))
        return (*shown, *self.notes)

    def say(self, language: Language = "en") -> str:
        """Return the result as one line."""
        primary = ("、" if language == "zh" else ", ").join(
            POLLUTANTS[p].say(language) for p in self.primary
        )
        head = f"AQI {self.aqi if self.aqi is not None else '–'} {self.label.say(language)}"
        if primary:
            head += (
                f"，首要污染物：{primary}"
                if language == "zh"
                else f", primary pollutant: {primary}"
            )
        notes = ("；" if language == "zh" else "; ").join(note.say(language) for note in self.notes)
        return f"{head} [{self.standard}]" + (f" ({notes})" if notes else "")


@functools.lru_cache(maxsize=16384)
def _between(index: tuple[int, ...], nodes: tuple[Decimal, ...], value: Decimal) -> Fraction:
    at = next(n for n in range(1, len(nodes)) if value <= nodes[n])
    low, high = Fraction(nodes[at - 1]), Fraction(nodes[at])
    return index[at - 1] + (index[at] - index[at - 1]) * (Fraction(value) - low) / (high - low)


def _sub_index(
    table: AirIndex, pollutant: str, value: Decimal
) -> tuple[SubIndex | None, Text | None]:
    nodes = table.nodes[pollutant]
    name = POLLUTANTS[pollutant]
    if value > nodes[-1]:
        full = len(nodes) == len(table.index)
        if not full and table.beyond == "none":
            note = Text(
                f"{name.zh} 浓度 {value} 超过 {nodes[-1]}，不计分指数，不计为优良",
                f"{name.en} of {value} is above {nodes[-1]} and has no index; not counted as good",
            )
            return None, note
        return SubIndex(pollutant, value, Fraction(table.index[len(nodes) - 1])), None
    return SubIndex(pollutant, value, _between(table.index, nodes, value)), None


def _read(
    table: AirIndex, concentrations: Mapping[str, Decimal | int | str | None]
) -> dict[str, Decimal]:
    unknown = sorted(concentrations.keys() - table.nodes.keys())
    if unknown:
        known = ", ".join(table.nodes)
        raise bilingual(
            "air.pollutant",
            f"未知污染物 {unknown}，应为 {known}",
            f"unknown pollutants {unknown}, expected among {known}",
        )
    values = {}
    for pollutant, raw in concentrations.items():
        if raw is None:
            continue
        value = as_decimal(raw)
        if value < 0:
            raise bilingual(
                "air.negative",
                f"{pollutant} 浓度为负：{value}",
                f"a negative concentration of {pollutant}: {value}",
            )
        values[pollutant] = (
            round_gbt8170(value, table.digits[pollutant]) if pollutant in table.digits else value
        )
    return values


def _level(aqi: int, rules: Rules) -> AirLevel:
    levels = sorted(rules.entries(AirLevel).values(), key=lambda level: level.rank)
    return next(level for level in levels if level.top is None or aqi <= level.top)


def _said_missing(missing: tuple[str, ...]) -> Text | None:
    if not missing:
        return None
    zh = "、".join(POLLUTANTS[p].zh for p in missing)
    return Text(f"缺少 {zh}", f"missing: {', '.join(POLLUTANTS[p].en for p in missing)}")


def _withheld(table: AirIndex, aqi: int | None) -> Text | None:
    """Why an index of a day with data missing is not published (不公布的理由), if it is not."""
    most = table.incomplete_above
    if aqi is None or most is None or aqi > most:
        return None
    return Text(
        f"数据不全，AQI 为 {aqi}，不超过 {most}，不公布",
        f"with data missing, an AQI of {aqi} is published only above {most}",
    )


def _unavailable(
    table: AirIndex,
    found: tuple[SubIndex, ...],
    notes: tuple[Text, ...],
    missing: tuple[str, ...],
) -> AirQuality:
    return AirQuality(
        standard=table.standard,
        aqi=None,
        level=None,
        label=Text("数据不足", "not available"),
        good=None,
        color=None,
        sub_indices=found,
        primary=(),
        exceeding=(),
        notes=notes,
        missing=missing,
    )


def _above(found: Iterable[SubIndex], bound: int) -> tuple[str, ...]:
    return tuple(sub.pollutant for sub in found if sub.value > bound)


@clauses("2.2.5.c")
def air_quality_index(
    concentrations: Mapping[str, Decimal | int | str | None],
    rules: Rules,
    *,
    averaging: Literal["daily", "hourly"] = "daily",
) -> AirQuality:
    """Return the air quality index with level and primary pollutants (空气质量指数).

    HJ 633-2012, from 2026-03-01 HJ 633-2026.

    `concentrations` are in µg/m³ (CO mg/m³), daily means with the day's greatest 8-hour mean of
    ozone (``o3_8h``), or 1-hour values (``o3``); None is a missing value. `rules` are those in
    force on the day of the measurement. Raises `FieldError` for a pollutant the table does not
    have, a negative value or a float.

    >>> from datetime import date
    >>> from qualitygov.rulebook import load_rulebook
    >>> book = load_rulebook("strong-town")
    >>> old, new = book.at(date(2016, 12, 31)), book.at(date(2026, 3, 1))
    >>> values = {"pm25": 76, "pm10": 120, "so2": 20, "no2": 50, "co": "1.1", "o3_8h": 30}
    >>> result = air_quality_index(values, old)
    >>> result.aqi, result.level, result.primary
    (102, 3, ('pm25',))
    >>> [air_quality_index({"pm25": 70}, rules).good for rules in (old, new)]
    [True, False]
    """
    table = rules.entry(AirIndex, averaging)
    values = _read(table, concentrations)
    judged = [_sub_index(table, p, values[p]) for p in table.nodes if p in values]
    found = tuple(sub for sub, _ in judged if sub is not None)
    notes = [note for _, note in judged if note is not None]
    aqi = max((sub.value for sub in found), default=None)
    missing = tuple(p for p in table.nodes if p not in values)
    withheld = _withheld(table, aqi) if missing else None
    notes += [note for note in (_said_missing(missing), withheld) if note is not None]
    if aqi is None or withheld is not None:
        return _unavailable(table, found, tuple(notes), missing)
    level = _level(aqi, rules)
    return AirQuality(
        standard=table.standard,
        aqi=aqi,
        level=level.rank,
        label=level.label,
        good=level.good and len(found) == len(judged),
        color=level.color,
        sub_indices=found,
        primary=_above(found, aqi - 1) if aqi > PRIMARY_ABOVE else (),
        exceeding=_above(found, EXCEEDING_ABOVE) if table.names_exceeding else (),
        notes=tuple(notes),
        missing=missing,
    )
