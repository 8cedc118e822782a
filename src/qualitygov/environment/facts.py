"""Fact rows of noise and water (声环境与水源地事实行), from which indicators count.

Clauses 2.2.5.d-e. What the town is judged by and what the monitoring station owes are two tables: a
reading that was due and is not there is missing for the station, and open for the town.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.due import Excusal
from qualitygov.environment.compliance import (
    SampleState,
    kind_of,
    known_items,
    noise_complies,
    only_unverified,
    sample_state,
)
from qualitygov.environment.entities import (
    DayPart,
    NoiseReading,
    WaterReading,
    WaterSource,
)
from qualitygov.environment.plan import Planned, noise_plan, water_plan
from qualitygov.environment.tables import NOISE, NOISE_POINTS, WATER, WATER_SOURCES
from qualitygov.rulebook.columns import OUTCOME
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.environment import NoiseLimit
from qualitygov.subject import CountyView, Duty, Standing, cutoff_after

NOISE_DUTY, WATER_DUTY = "noise-reading", "water-sample"


@attrs.frozen(kw_only=True)
class NoiseFact(Duty):
    """One noise reading, or one that was due (声环境事实): done keeps the limit, failed does not.

    Open until the cut-off: it was due and nobody measured, or weather spoiled it. Excused: the town
    has no functional areas. `zone` is that of the point in the network; `claimed` the one the
    reading names, where it is another.
    """

    site: str
    zone: str
    part: Annotated[str, DayPart, ""]
    claimed: Annotated[str, OUTCOME] = ""


@attrs.frozen(kw_only=True)
class WaterFact(Duty):
    """One sample of a source, or one that was due (水源地事实): done is clean, failed is not.

    Open until the cut-off: it was due, and there is none with all its items. `lacking` names the
    items that a sample did not have, `exceeding` those that are too high. Volumes are 0 where the
    intake is not known. The monitoring plan says of which kind of water the source is; `claimed` is
    the kind that the reading names, where it is another.
    """

    source: str
    lacking: Annotated[str, OUTCOME]
    exceeding: Annotated[str, OUTCOME]
    volume: Annotated[int, OUTCOME]
    compliant_volume: Annotated[int, OUTCOME]
    claimed: Annotated[str, OUTCOME] = ""


@attrs.frozen(kw_only=True)
class MonitoringFact(Duty):
    """One reading that a monitoring plan made due (监测任务事实): what the station owes."""

    place: str


def _monitoring(planned: Planned, duty: str, standing: Standing) -> MonitoringFact:
    return MonitoringFact(
        id=planned.id,
        town=planned.town,
        on=planned.period.last,
        duty=duty,
        standing=standing.value,
        by=planned.period.last,
        settles_on=planned.period.last if standing is Standing.OPEN else None,
        excusal=planned.excusal if standing is Standing.EXCUSED else "",
        place=planned.place,
    )


# Noise


def _usable(reading: NoiseReading, context: Context) -> bool:
    known = context.rules_on(reading.measured_on).entries(NoiseLimit)
    return reading.valid and reading.zone in known


def _zones(view: CountyView, context: Context) -> dict[tuple[str, str], str]:
    """The functional area of each point of the network (点位功能区)."""
    return {(point.town, point.id): point.zone for point in view.known(NOISE_POINTS, context)}


def _readings(view: CountyView, context: Context) -> list[tuple[NoiseReading, str]]:
    """The valid readings up to `as_of`, each in its point's area (有效噪声监测), and as claimed."""
    zones, found = view.once(_zones, context), []
    for one in view.known(NOISE, context):
        placed = attrs.evolve(one, zone=zones.get((one.town, one.site), one.zone))
        if context.happened(one.measured_on) and _usable(placed, context):
            found.append((placed, "" if placed.zone == one.zone else one.zone))
    return found


def _noise_fact(reading: NoiseReading, claimed: str, context: Context) -> NoiseFact:
    """Excused where only an allowance that nobody has verified speaks against the reading."""
    standing = Standing.DONE if noise_complies(reading, context) else Standing.FAILED
    unsigned = standing is Standing.FAILED and only_unverified(reading, context)
    return NoiseFact(
        id=reading.id,
        town=reading.town,
        on=reading.measured_on,
        duty=NOISE_DUTY,
        standing=(Standing.EXCUSED if unsigned else standing).value,
        excusal=Excusal.UNSIGNED.value if unsigned else "",
        site=reading.site,
        zone=reading.zone,
        part=reading.part.value,
        claimed=claimed,
    )


def _taken(planned: Planned, readings: Iterable[NoiseReading]) -> bool:
    return any(
        one.site == planned.place
        and one.part.value == planned.part
        and one.measured_on in planned.period
        for one in readings
    )


def _planned_noise(view: CountyView, context: Context) -> Iterator[tuple[Planned, Standing]]:
    readings: dict[str, list[NoiseReading]] = {}
    for one, _ in view.once(_readings, context):
        readings.setdefault(one.town, []).append(one)
    for planned in noise_plan(view.known(NOISE_POINTS, context), context):
        done = _taken(planned, readings.get(planned.town, ()))
        yield planned, planned.standing(done=done, context=context)


def _noise_lacking(planned: Planned, zone: str, context: Context) -> NoiseFact:
    return NoiseFact(
        id=planned.id,
        town=planned.town,
        on=planned.period.last,
        duty=NOISE_DUTY,
        standing=Standing.OPEN.value,
        by=planned.period.last,
        settles_on=cutoff_after(planned.period.last, context),
        site=planned.place,
        zone=zone,
        part=planned.part,
    )


def _without_zones(view: CountyView, context: Context) -> Iterator[NoiseFact]:
    """Towns without functional areas: not applicable, where the county has a plan of points."""
    points = view.known(NOISE_POINTS, context)
    measured = {one.town for one in (*points, *view.known(NOISE, context))}
    for town in view.towns(context):
        if len(points) and town.code not in measured:
            yield NoiseFact(
                id=f"{town.code}/{context.year}",
                town=town.code,
                on=context.elapsed.last,
                duty=NOISE_DUTY,
                standing=Standing.EXCUSED.value,
                site="",
                zone="",
                part="",
            )


@clauses("2.2.5.d")
def noise_facts(view: CountyView, context: Context) -> tuple[NoiseFact, ...]:
    """Return the noise readings up to `as_of`, and those that were due (声环境事实行)."""
    zones = view.once(_zones, context)
    lacking = (
        _noise_lacking(planned, zones[planned.town, planned.place], context)
        for planned, standing in _planned_noise(view, context)
        if standing in (Standing.MISSING, Standing.OPEN)
    )
    readings = view.once(_readings, context)
    measured = (_noise_fact(reading, claimed, context) for reading, claimed in readings)
    return (*measured, *lacking, *_without_zones(view, context))


@clauses("2.2.5.d")
def noise_monitoring_facts(view: CountyView, context: Context) -> tuple[MonitoringFact, ...]:
    """Return the readings that the plan of points makes due (声环境监测任务事实行)."""
    return tuple(
        _monitoring(planned, NOISE_DUTY, standing)
        for planned, standing in _planned_noise(view, context)
    )


# Water


@attrs.frozen
class _Sample:
    """A sample, and how it stands (水样); None where one of its items has no limit.

    `claimed` is the kind of water that it names, where the plan says another.
    """

    reading: WaterReading
    state: SampleState | None
    claimed: str = ""

    @property
    def assessed(self) -> bool:
        return self.state is not None and self.state.complies is not None

    @property
    def excused(self) -> bool:
        state = self.state
        return state is not None and bool(state.unverified) and not state.exceeding


def _sources(view: CountyView, context: Context) -> dict[tuple[str, str], WaterSource]:
    known = view.known(WATER_SOURCES, context)
    return {(one.town, one.id): one for one in known if context.happened(one.in_use_from)}


def samples_of(view: CountyView, context: Context) -> tuple[_Sample, ...]:
    """Return the samples of sources up to `as_of`, each judged by its plan (水样评价)."""
    sources, found = view.once(_sources, context), []
    for reading in view.known(WATER, context):
        if not context.happened(reading.measured_on):
            continue
        source = sources.get((reading.town, reading.source))
        kind = kind_of(reading, source)
        known = known_items(kind, context.on(reading.measured_on))
        state = None
        if reading.items.keys() <= known:
            state = sample_state(reading, context, source=source)
        claimed = "" if kind is reading.kind else reading.kind.value
        found.append(_Sample(reading, state, claimed))
    return tuple(found)


def _water_fact(sample: _Sample) -> WaterFact:
    reading, state = sample.reading, sample.state
    assert state is not None
    volume = reading.volume or 0
    return WaterFact(
        id=reading.id,
        town=reading.town,
        on=reading.measured_on,
        duty=WATER_DUTY,
        standing=(Standing.DONE if state.complies else Standing.FAILED).value,
        source=reading.source,
        lacking="+".join(state.lacking),
        exceeding="+".join(state.exceeding),
        volume=volume,
        compliant_volume=volume if state.complies else 0,
        claimed=sample.claimed,
    )


def _unassessed(sample: _Sample, context: Context) -> WaterFact:
    """The row of a sample that says nothing (不予评价的水样).

    Excused where only a limit that nobody has verified speaks against it; open where it is of a
    source that stands in no plan.
    """
    reading, state = sample.reading, sample.state
    standing = Standing.EXCUSED if sample.excused else Standing.OPEN
    return WaterFact(
        id=reading.id,
        town=reading.town,
        on=reading.measured_on,
        duty=WATER_DUTY,
        standing=standing.value,
        settles_on=None if sample.excused else cutoff_after(reading.measured_on, context),
        excusal=Excusal.UNSIGNED.value if sample.excused else "",
        source=reading.source,
        lacking="" if state is None else "+".join(state.lacking),
        exceeding="",
        volume=0,
        compliant_volume=0,
        claimed=sample.claimed,
    )


def _planned_water(
    view: CountyView, context: Context
) -> Iterator[tuple[Planned, Standing, tuple[_Sample, ...]]]:
    """Each sample that was due, how it stands, and the samples of its period (应测与实测水样)."""
    samples: dict[tuple[str, str], list[_Sample]] = {}
    for sample in view.once(samples_of, context):
        key = sample.reading.town, sample.reading.source
        samples.setdefault(key, []).append(sample)
    for planned in water_plan(view.once(_sources, context).values(), context):
        own = samples.get((planned.town, planned.place), ())
        within = tuple(one for one in own if one.reading.measured_on in planned.period)
        complete = any(one.state is not None and not one.state.lacking for one in within)
        yield planned, planned.standing(done=complete, context=context), within


def _water_lacking(planned: Planned, within: Iterable[_Sample], context: Context) -> WaterFact:
    """The row of a sample that was due; excused under a plan that nobody has verified."""
    cutoff = cutoff_after(planned.period.last, context)
    lacking = {name for one in within if one.state is not None for name in one.state.lacking}
    return WaterFact(
        id=planned.id,
        town=planned.town,
        on=planned.period.last,
        duty=WATER_DUTY,
        standing=(Standing.EXCUSED if planned.excusal else Standing.OPEN).value,
        by=planned.period.last,
        settles_on=None if planned.excusal else cutoff,
        excusal=planned.excusal,
        source=planned.place,
        lacking="+".join(sorted(lacking)),
        exceeding="",
        volume=0,
        compliant_volume=0,
        claimed=next((one.claimed for one in within if one.claimed), ""),
    )


@clauses("2.2.5.e")
def water_facts(view: CountyView, context: Context) -> tuple[WaterFact, ...]:
    """Return the samples of sources up to `as_of`, and those that were due (水源地事实行).

    A sample without its mandatory items is not clean water: the sample that was due is still open.
    """
    samples, sources = view.once(samples_of, context), view.once(_sources, context)
    judged = (_water_fact(one) for one in samples if one.assessed)
    unplanned = (
        _unassessed(one, context)
        for one in samples
        if one.excused
        or (not one.assessed and (one.reading.town, one.reading.source) not in sources)
    )
    lacking = (
        _water_lacking(planned, within, context)
        for planned, standing, within in _planned_water(view, context)
        if (standing in (Standing.MISSING, Standing.OPEN) or planned.excusal)
        and standing is not Standing.DONE
        and not any(one.assessed or one.excused for one in within)
    )
    return (*judged, *unplanned, *lacking)


@clauses("2.2.5.e")
def water_monitoring_facts(view: CountyView, context: Context) -> tuple[MonitoringFact, ...]:
    """Return the samples that the plan of sources makes due (水源地监测任务事实行)."""
    return tuple(
        _monitoring(planned, WATER_DUTY, standing)
        for planned, standing, _ in _planned_water(view, context)
    )
