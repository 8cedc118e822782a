"""Whether noise and water comply (声环境、水质达标评价). GB 3096-2008, GB 3838-2002; clauses 2.2.5.d-e."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.result import Result
from qualitygov.environment.entities import (
    AirDay,
    DayPart,
    NoiseReading,
    WaterKind,
    WaterReading,
    check_amounts,
)
from qualitygov.errors import Problem, bilingual
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.environment import NoiseLimit, WaterLimit
from qualitygov.rulebook.words import unknown
from qualitygov.text import Text

BEYOND = 6
NAMES = ("", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ")


@clauses("2.2.5.d")
def noise_complies(reading: NoiseReading, context: Context) -> bool:
    """Whether a sound level keeps its area's limit (声环境达标), by the rules of its own day.

    A level equal to the limit complies. A night's sudden level may exceed the night limit by what
    the rulebook allows. Raises `RulebookError` for an unknown area.
    """
    rules = context.rules_on(reading.measured_on)
    limit = rules.entry(NoiseLimit, reading.zone)
    if reading.part is DayPart.DAY:
        return reading.level <= limit.day
    burst = reading.burst is None or reading.burst <= limit.night + rules.whole("noise.night-burst")
    return reading.level <= limit.night and burst


@attrs.frozen
class WaterClass(Result):
    """Class of a water body by its worst item (水质类别，单因子评价): 1 to 5, and 6 for worse than V."""

    value: int
    worst: tuple[str, ...]
    by_item: Mapping[str, int]
    unknown: tuple[str, ...]

    @property
    def label(self) -> Text:
        """The class in words."""
        return Text(
            f"{NAMES[self.value]} 类",
            "worse than V"
            if self.value == BEYOND
            else ("", "I", "II", "III", "IV", "V")[self.value],
        )


def _class_of(limit: WaterLimit, value: Decimal, kind: WaterKind, fallback: int) -> int:
    """The class one item allows; an item with a single limit allows the source's class, or none."""
    if limit.kind == "range":
        low, high = limit.low, limit.high
        assert low is not None
        assert high is not None
        return 1 if low <= value <= high else BEYOND
    if limit.kind == "source":
        assert limit.high is not None
        return 1 if value <= limit.high else fallback + 1
    limits = limit.lake if kind is WaterKind.LAKE and limit.lake else limit.classes
    fits = [value >= bound if limit.kind == "min" else value <= bound for bound in limits]
    return fits.index(True) + 1 if True in fits else BEYOND


def _rated(limit: WaterLimit, kind: WaterKind, *, every: bool) -> bool:
    return (every or limit.rated) and (kind is WaterKind.LAKE or not limit.lakes_only)


def water_class(
    items: Mapping[str, Decimal], context: Context, *, kind: WaterKind, every: bool = False
) -> WaterClass:
    """Return the class of a water body by its worst item (单因子评价).

    Items that the standard leaves out of the class (total nitrogen, coliforms) are left out unless
    `every`; total nitrogen is an item of lakes alone. Items the rulebook does not know are named in
    `unknown`. Raises `FieldError` when nothing is left, and for a value below 0.

    >>> from qualitygov.rulebook import load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-01-04")
    >>> items = {"dissolved-oxygen": Decimal("5.0"), "phosphorus": Decimal("0.06")}
    >>> water_class(items, context, kind=WaterKind.RIVER).value
    3
    >>> water_class(items, context, kind=WaterKind.LAKE).worst
    ('phosphorus',)
    """
    check_amounts(items)
    limits = context.rules.entries(WaterLimit)
    fallback = context.rules.whole("water.source-class")
    rated = {
        name: _class_of(limits[name], value, kind, fallback)
        for name, value in items.items()
        if name in limits and _rated(limits[name], kind, every=every)
    }
    if not rated:
        raise bilingual(
            "water.items",
            "没有可评价的监测项目",
            "no item that takes part in the class was measured",
        )
    value = max(rated.values())
    worst = [name for name, found in rated.items() if found == value and value > 1]
    unknown = tuple(sorted(items.keys() - limits.keys()))
    return WaterClass(value=value, worst=tuple(sorted(worst)), by_item=rated, unknown=unknown)


@clauses("2.2.5.e")
def source_complies(reading: WaterReading, context: Context) -> bool:
    """Whether a source keeps the class demanded of drinking water in its month (水源地达标).

    By the rules in force on the day of the measurement.
    """
    then = context.on(reading.measured_on)
    found = water_class(reading.items, then, kind=reading.kind)
    return found.value <= then.rules.whole("water.source-class")


@clauses("2.2.5.e")
def source_compliance(
    readings: Iterable[WaterReading], context: Context
) -> tuple[Rate, Rate | None]:
    """Return the compliance of sources by count and by volume (水源地水质达标率).

    By volume None where an intake is missing.
    """
    judged = [(reading, source_complies(reading, context)) for reading in readings]
    by_count = Rate(sum(ok for _, ok in judged), len(judged))
    if any(reading.volume is None for reading, _ in judged):
        return by_count, None
    good = sum(reading.volume or 0 for reading, ok in judged if ok)
    total = sum(reading.volume or 0 for reading, _ in judged)
    return by_count, Rate(good, total)


def noise_problems(reading: NoiseReading, context: Context) -> Iterator[Problem]:
    """Yield an area for which no rule of the book has a limit (噪声监测核对)."""
    known = context.rulebook.typed.get(NoiseLimit.section, {})
    if reading.zone not in known:
        what = Text("没有此功能区", "no such functional area")
        yield unknown("noise.zone", "zone", reading.zone, known.keys(), what)
    else:
        noise_complies(reading, context)


def water_problems(reading: WaterReading, context: Context) -> Iterable[Problem]:
    """Ask for the class of a source (水源地监测核对): it takes an item that the book has."""
    source_complies(reading, context)
    return ()


def air_problems(day: AirDay, context: Context) -> Iterable[Problem]:
    """Ask for the rules of a day of air (空气日均值核对)."""
    context.rules_on(day.day)
    return ()
