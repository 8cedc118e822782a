"""How far quotas of visits and samples are fulfilled on a day (监管任务完成情况).

Clauses 3.4.1.b, 3.4.3.b.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from qualitygov.core.clauses import clauses
from qualitygov.core.exact import Rate
from qualitygov.core.result import Result
from qualitygov.inspection import InspectionSample
from qualitygov.rulebook.context import Context
from qualitygov.supervision.entities import QuotaScope, SupervisionQuota, SupervisionVisit


@attrs.frozen(kw_only=True, repr=False)
class QuotaState(Result):
    """How far a quota is fulfilled on a day (任务完成情况).

    `visits` are the ids of the visits or samples that count; `ended` says that the period is over.
    """

    brief: ClassVar[tuple[str, ...]] = ("rate", "ended")

    quota: SupervisionQuota
    visits: tuple[str, ...]
    ended: bool

    @property
    def rate(self) -> Rate:
        """Visits held over visits asked for; more than asked for counts as all."""
        return Rate(min(len(self.visits), self.quota.visits), self.quota.visits)

    @property
    def lacking(self) -> int:
        """How many visits are still to be held."""
        return max(self.quota.visits - len(self.visits), 0)

    @property
    def missed(self) -> bool:
        """Whether the period is over and visits are lacking."""
        return self.ended and self.lacking > 0


def _counts(quota: SupervisionQuota, visit: SupervisionVisit) -> bool:
    if not quota.first_day <= visit.held_on <= quota.last_day:
        return False
    if quota.scope is QuotaScope.AREA:
        # An area is a region: a visit in it counts whatever it was for.
        return visit.town.startswith(quota.topic)
    return visit.town == quota.town and visit.topic == quota.topic


def _counts_sample(quota: SupervisionQuota, sample: InspectionSample) -> bool:
    if sample.on is None or quota.domain is None:
        return False
    if not quota.first_day <= sample.on <= quota.last_day:
        return False
    same = (sample.town, sample.domain, sample.stage) == (quota.town, quota.domain, quota.stage)
    topics = (sample.product, sample.category, quota.domain.value, quota.domain.label.zh)
    return same and quota.topic in topics


@clauses("3.4.1.b", "3.4.3.b")
def quota_states(
    quotas: Iterable[SupervisionQuota],
    context: Context,
    *,
    visits: Iterable[SupervisionVisit],
    samples: Iterable[InspectionSample] = (),
) -> tuple[QuotaState, ...]:
    """Return how far each quota is fulfilled on ``context.as_of`` (任务完成情况), in order of ids.

    A visit or a sample counts for every quota that it is for, once it is known. A period is over on
    the day after its last day.
    """
    held = [visit for visit in context.known(visits) if context.happened(visit.held_on)]
    taken = [one for one in context.known(samples) if context.happened(one.on)]

    def counted(quota: SupervisionQuota) -> Iterable[str]:
        if quota.scope is QuotaScope.SAMPLE:
            return (one.id for one in taken if _counts_sample(quota, one))
        return (visit.id for visit in held if _counts(quota, visit))

    return tuple(
        QuotaState(
            quota=quota,
            visits=tuple(sorted(counted(quota))),
            ended=context.as_of > quota.last_day,
        )
        for quota in sorted(context.known(quotas), key=lambda quota: quota.id)
    )
