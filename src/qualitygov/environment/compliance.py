"""Whether noise and water comply (声环境、水质达标评价). Clauses 2.2.5.d-e.

GB 3096-2008 for noise, GB 3838-2002 for surface water, GB/T 14848 for ground water.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.near import near
from qualitygov.core.result import Result
from qualitygov.environment.entities import (
    AirDay,
    AirHour,
    DayPart,
    NoisePoint,
    NoiseReading,
    WaterKind,
    WaterReading,
    WaterSource,
    check_amounts,
)
from qualitygov.errors import FieldError, Problem, bilingual
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.model.environment import (
    GroundWaterLimit,
    NoiseLimit,
    WaterLimit,
    WaterPlan,
)
from qualitygov.rulebook.model.parameter import Parameter
from qualitygov.rulebook.words import unknown
from qualitygov.subject import not_in_book
from qualitygov.text import Text

BEYOND = 6
NOTHING_RATED = Text("没有可评价的监测项目", "no item that takes part in the class was measured")
UNPLANNED = "unplanned"
"""The level of a source that stands in no plan."""
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


def only_unverified(reading: NoiseReading, context: Context) -> bool:
    """Whether only the allowance for bursts, which nobody has verified, speaks against a reading.

    A night whose level keeps the limit, with a burst beyond what an unverified rule allows.
    """
    rules = context.rules_on(reading.measured_on)
    limit = rules.entry(NoiseLimit, reading.zone)
    unsigned = rules.entry(Parameter, "noise.night-burst").unsigned
    return unsigned and reading.part is DayPart.NIGHT and reading.level <= limit.night


@attrs.frozen(repr=False)
class WaterClass(Result):
    """Class of a water body by its worst item (水质类别，单因子评价): 1 to 5, and 6 for worse than V."""

    value: int
    worst: tuple[str, ...]
    by_item: Mapping[str, int]

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


def known_items(kind: WaterKind, context: Context) -> frozenset[str]:
    """Return the items that have limits for a kind of water (有限值的监测项目)."""
    limits = GroundWaterLimit if kind is WaterKind.GROUND else WaterLimit
    return frozenset(context.rules.entries(limits))


def _check_items(items: Mapping[str, Decimal], kind: WaterKind, context: Context) -> None:
    """Refuse a misspelled item, which would otherwise be water that nobody looked at."""
    check_amounts(items)
    known = known_items(kind, context)
    for name in sorted(items):
        if name not in known:
            hint = near(name, known)
            raise bilingual(
                "water.item",
                f"没有监测项目 {name}；{hint.zh}",
                f"no such item of water: {name}; {hint.en}",
            )


def _classes(
    items: Mapping[str, Decimal], kind: WaterKind, context: Context, *, every: bool = False
) -> dict[str, int]:
    """The class that each item of a surface water allows, of those that take part in the class."""
    _check_items(items, kind, context)
    limits = context.rules.entries(WaterLimit)
    fallback = context.rules.whole("water.source-class")
    return {
        name: _class_of(limits[name], value, kind, fallback)
        for name, value in items.items()
        if _rated(limits[name], kind, every=every)
    }


def water_class(
    items: Mapping[str, Decimal], context: Context, *, kind: WaterKind, every: bool = False
) -> WaterClass:
    """Return the class of a surface water by its worst item (单因子评价). GB 3838-2002.

    Items that the standard leaves out of the class (total nitrogen, coliforms) are left out unless
    `every`; total nitrogen is an item of lakes alone. Raises `FieldError` for an item that the
    rulebook has no limit of, when nothing is left to be rated, for a value below 0, and for ground
    water, which GB/T 14848 judges (`ground_water_meets`).

    >>> from qualitygov.rulebook import load_rulebook
    >>> context = Context(load_rulebook("strong-town"), as_of="2016-01-04")
    >>> items = {"dissolved-oxygen": Decimal("5.0"), "phosphorus": Decimal("0.06")}
    >>> water_class(items, context, kind=WaterKind.RIVER).value
    3
    >>> water_class(items, context, kind=WaterKind.LAKE).worst
    ('phosphorus',)
    """
    if kind is WaterKind.GROUND:
        raise bilingual(
            "water.kind",
            "地下水按 GB/T 14848 评价",
            "ground water is judged by GB/T 14848, not by GB 3838",
        )
    rated = _classes(items, kind, context, every=every)
    if not rated:
        raise bilingual("water.items", NOTHING_RATED.zh, NOTHING_RATED.en)
    value = max(rated.values())
    worst = [name for name, found in rated.items() if found == value and value > 1]
    return WaterClass(value=value, worst=tuple(sorted(worst)), by_item=rated)


def _over(limit: GroundWaterLimit, value: Decimal) -> bool:
    return value > limit.high or (limit.low is not None and value < limit.low)


@clauses("2.2.5.e")
def ground_water_exceeds(items: Mapping[str, Decimal], context: Context) -> tuple[str, ...]:
    """Return the items of a ground water that are worse than class III (地下水超标项目).

    GB/T 14848, by the worst item. Raises `FieldError` for an item that has no limit.

    >>> from qualitygov.rulebook import load_rulebook
    >>> book = load_rulebook("strong-town")
    >>> items = {"arsenic": Decimal("0.02"), "ph": Decimal(7)}
    >>> days = ("2018-04-30", "2018-05-01")
    >>> [ground_water_exceeds(items, Context(book, as_of=day)) for day in days]
    [(), ('arsenic',)]
    """
    _check_items(items, WaterKind.GROUND, context)
    limits = context.rules.entries(GroundWaterLimit)
    return tuple(sorted(name for name, value in items.items() if _over(limits[name], value)))


@attrs.frozen(repr=False)
class SampleState(Result):
    """How a sample of a source stands (水样评价): items asked but not measured, items that exceed.

    `complies` is None for a sample that is clean as far as it goes and lacks an item: it says
    nothing. One that exceeds is not clean, whatever it lacks. `unverified` are items above a limit
    that nobody has verified yet: they cost nothing, and the sample is not clean either.
    """

    lacking: tuple[str, ...]
    exceeding: tuple[str, ...]
    unverified: tuple[str, ...] = ()

    @property
    def complies(self) -> bool | None:
        """Whether the sample is clean (是否达标)."""
        if self.exceeding:
            return False
        return None if self.lacking or self.unverified else True


def _plan(level: str, kind: WaterKind, context: Context) -> WaterPlan | None:
    ground = kind is WaterKind.GROUND
    plans = context.rules.entries(WaterPlan).values()
    return next((one for one in plans if one.level == level and one.ground == ground), None)


def plan_of(level: str, kind: WaterKind, context: Context) -> WaterPlan:
    """Return the plan for sources of a level and kind of water (监测方案).

    Raises `FieldError` where the book has none.
    """
    plan = _plan(level, kind, context)
    if plan is not None:
        return plan
    raise bilingual(
        "water.plan",
        f"规则手册没有此类水源地（{level}、{kind.label.zh}）的监测方案",
        f"the rulebook has no monitoring plan for such a source ({level}, {kind.label.en})",
    )


def items_asked(source: WaterSource | None, kind: WaterKind, context: Context) -> tuple[str, ...]:
    """Return the items without which a sample says nothing (必测项目).

    Those the source's own plan names, and never fewer than the book asks of a source that stands in
    no plan; else those of the book for its level and kind of water.
    """
    if source is not None and source.asked:
        fewest = _plan(UNPLANNED, kind, context)
        return tuple(dict.fromkeys((*source.asked, *(fewest.items if fewest else ()))))
    level = UNPLANNED if source is None else source.level.value
    return plan_of(level, kind, context).items


def kind_of(reading: WaterReading, source: WaterSource | None) -> WaterKind:
    """Return the kind of water a sample is judged as (水体类型): the monitoring plan's, if it has one.

    What a reading claims decides only for a source that stands in no plan.
    """
    return reading.kind if source is None else source.kind


@clauses("2.2.5.e")
def sample_state(
    reading: WaterReading, context: Context, *, source: WaterSource | None = None
) -> SampleState:
    """Judge one sample of a source by the standard of its own day (水样评价).

    Surface water has to keep the class demanded of drinking water (GB 3838), ground water class III
    (GB/T 14848). `source` is its entry in the monitoring plan, whose kind of water decides,
    whatever the reading claims. Raises `FieldError` for an item that has no limit for that kind.
    """
    then, kind = context.on(reading.measured_on), kind_of(reading, source)
    asked = items_asked(source, kind, then)
    lacking = tuple(sorted(set(asked) - reading.items.keys()))
    if kind is WaterKind.GROUND:
        limits = then.rules.entries(GroundWaterLimit)
        return _state(lacking, ground_water_exceeds(reading.items, then), limits)
    line = then.rules.whole("water.source-class")
    found = _classes(reading.items, kind, then)
    exceeding = tuple(sorted(name for name, value in found.items() if value > line))
    return _state(lacking, exceeding, then.rules.entries(WaterLimit))


def _state(
    lacking: tuple[str, ...], above: tuple[str, ...], limits: Mapping[str, RuleEntry]
) -> SampleState:
    """What is above a verified limit exceeds it; what is above another is told apart."""
    return SampleState(
        lacking=lacking,
        exceeding=tuple(name for name in above if not limits[name].unsigned),
        unverified=tuple(name for name in above if limits[name].unsigned),
    )


@clauses("2.2.5.e")
def source_complies(reading: WaterReading, context: Context) -> bool | None:
    """Whether a source that stands in no plan is clean in its month (水源地达标).

    None where the sample lacks an item that is asked of every source: pH alone is no clean water.
    """
    return sample_state(reading, context).complies


@clauses("2.2.5.e")
def source_compliance(
    readings: Iterable[WaterReading], context: Context
) -> tuple[Rate, Rate | None]:
    """Return the compliance of sources by count and by volume (水源地水质达标率).

    Samples that cannot be assessed are in neither. By volume None where an intake is missing.
    """
    stated = [(reading, source_complies(reading, context)) for reading in readings]
    judged = [(reading, ok) for reading, ok in stated if ok is not None]
    by_count = Rate(sum(ok for _, ok in judged), len(judged))
    if any(reading.volume is None for reading, _ in judged):
        return by_count, None
    good = sum(reading.volume or 0 for reading, ok in judged if ok)
    total = sum(reading.volume or 0 for reading, _ in judged)
    return by_count, Rate(good, total)


def _zone(path: str, zone: str, context: Context) -> Iterator[Problem]:
    what = Text("没有此功能区", "no such functional area")
    yield from not_in_book(zone, NoiseLimit, context, code="noise.zone", path=path, what=what)


def noise_problems(reading: NoiseReading, context: Context) -> Iterator[Problem]:
    """Yield an area for which no rule of the book has a limit (噪声监测核对)."""
    wrong = list(_zone("zone", reading.zone, context))
    yield from wrong
    if not wrong:
        noise_complies(reading, context)


def point_problems(point: NoisePoint, context: Context) -> Iterator[Problem]:
    """Yield an area for which no rule of the book has a limit (声环境点位核对)."""
    yield from _zone("zone", point.zone, context)


def _strange_items(names: Iterable[str], kind: WaterKind, context: Context) -> Iterator[Problem]:
    known = known_items(kind, context)
    for name in sorted(names):
        if name not in known:
            what = Text("没有监测项目", "no such item of water")
            yield unknown("water.item", "items", name, known, what)


def _plan_problems(
    level: str, source: WaterSource | None, kind: WaterKind, context: Context
) -> Iterator[Problem]:
    """A source needs a plan of its level and kind of water, where it has none of its own."""
    if source is None or not source.asked:
        try:
            plan_of(level, kind, context)
        except FieldError as error:
            yield Problem(error.code, "kind", kind.value, error.text)


def water_problems(reading: WaterReading, context: Context) -> Iterator[Problem]:
    """Yield what is wrong with a sample (水源地监测核对), by the rules of its own day.

    Each of its items is one that the book has for the kind of water it claims, and one at least
    takes part in the class.
    """
    then, kind = context.on(reading.measured_on), reading.kind
    strange = list(_strange_items(reading.items, kind, then))
    yield from strange
    yield from _plan_problems(UNPLANNED, None, kind, then)
    if not strange and kind is not WaterKind.GROUND and not _classes(reading.items, kind, then):
        yield Problem("water.items", "items", ", ".join(sorted(reading.items)), NOTHING_RATED)


def source_problems(source: WaterSource, context: Context) -> Iterator[Problem]:
    """Yield items of a monitoring plan that have no limit (监测方案核对); it needs a plan."""
    yield from _strange_items(source.asked, source.kind, context)
    yield from _plan_problems(source.level.value, source, source.kind, context)


def air_problems(row: AirDay | AirHour, context: Context) -> Iterable[Problem]:
    """Ask for the rules of a day of air (空气监测值核对)."""
    context.rules_on(row.day)
    return ()
