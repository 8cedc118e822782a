"""What a monitoring plan makes due (监测方案应办事项): each source and point, in each of its periods.

Clauses 2.2.5.d-e. Who stands in the plan is measured; a reading that was due and is not there is
missing, and the monitoring station answers for it, not the town.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from qualitygov.core.due import Excusal
from qualitygov.core.period import Period, part_of_year
from qualitygov.environment.compliance import plan_of
from qualitygov.environment.entities import DayPart, NoisePoint, WaterSource
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.duty import MONTHS
from qualitygov.subject import Standing


@attrs.frozen
class Planned:
    """One reading that a plan makes due (应测): of what, and in which period.

    `part` is the part of the day for noise. `asked` is False where the rule does not ask it, and
    `unsigned` says that nobody has verified the rule yet.
    """

    town: str
    place: str
    period: Period
    part: str = ""
    asked: bool = True
    unsigned: bool = False

    @property
    def id(self) -> str:
        """The place, its period and the part of the day."""
        parts = (self.town, self.place, self.period.name, self.part)
        return "/".join(part for part in parts if part)

    @property
    def excusal(self) -> str:
        """Why it counts neither way, where that has to be said (不计入原因)."""
        return Excusal.UNSIGNED.value if self.asked and self.unsigned else ""

    def standing(self, *, done: bool, context: Context) -> Standing:
        """How the duty of the monitoring station stands (监测办理情形)."""
        if not self.asked:
            return Standing.EXCUSED
        if done:
            return Standing.DONE
        if self.unsigned:
            return Standing.EXCUSED
        return Standing.MISSING if context.as_of > self.period.last else Standing.OPEN


def _parts(every: str, year: int) -> Iterator[Period]:
    """The years, half-years, quarters or months of a year (各期)."""
    months = MONTHS[every]
    for month in range(1, 13, months):
        yield part_of_year(date(year, month, 1), months)


def _periods(place: NoisePoint | WaterSource, every: str, context: Context) -> Iterator[Period]:
    """The periods up to the judged year for the whole of which a place is in use (应测各期)."""
    if not context.happened(place.in_use_from):
        return
    end = context.past(place.in_use_to)
    for year in range(place.in_use_from.year, context.year + 1):
        for period in _parts(every, year):
            if place.in_use_from <= period.first and (end is None or period.last <= end):
                yield period


def large_enough(source: WaterSource, context: Context) -> bool:
    """Whether the plan asks a source of this size (是否达到千吨万人)."""
    plan = plan_of(source.level.value, source.kind, context)
    wanted = ((plan.population, source.population), (plan.tons, source.tons))
    bounds = [(least, size) for least, size in wanted if least is not None]
    return not bounds or any(size is None or size >= least for least, size in bounds)


def water_plan(sources: Iterable[WaterSource], context: Context) -> Iterator[Planned]:
    """Yield each sample that is due of each source (水源地应测)."""
    for source in sorted(sources, key=lambda one: (one.town, one.id)):
        plan = plan_of(source.level.value, source.kind, context)
        asked = large_enough(source, context)
        for period in _periods(source, plan.every, context):
            yield Planned(source.town, source.id, period, asked=asked, unsigned=plan.unsigned)


def noise_plan(points: Iterable[NoisePoint], context: Context) -> Iterator[Planned]:
    """Yield each reading that is due at each point, by day and by night (声环境点位应测)."""
    every = context.rules.choice("noise.every")
    for point in sorted(points, key=lambda one: (one.town, one.id)):
        for period in _periods(point, every, context):
            for part in DayPart:
                yield Planned(point.town, point.id, period, part=part.value)
