"""The monitoring network as a whole (环境监测网络): stations, points and sources, all that was due.

Clause 2.2.5.a. What decides is which data are there, not a document with that title.
"""

from __future__ import annotations

from qualitygov.core.clauses import clauses
from qualitygov.environment.facts import (
    MonitoringFact,
    noise_monitoring_facts,
    water_monitoring_facts,
)
from qualitygov.environment.facts_air import MONTH, StationFact, station_facts
from qualitygov.rulebook.context import Context
from qualitygov.subject import CountyView


def _of_station(fact: StationFact) -> MonitoringFact:
    """A month of an air station, as any other reading of the network."""
    return MonitoringFact(
        id=fact.id,
        town=fact.town,
        on=fact.on,
        duty=fact.duty,
        standing=fact.standing,
        by=fact.by,
        settles_on=fact.settles_on,
        excusal=fact.excusal,
        because=fact.because,
        place=fact.station,
    )


@clauses("2.2.5.a")
def network_facts(view: CountyView, context: Context) -> tuple[MonitoringFact, ...]:
    """Return what the network owes (环境监测网络事实行): months of air, readings, samples."""
    stations = view.once(station_facts, context)
    return (
        *(_of_station(fact) for fact in stations if fact.duty == MONTH),
        *view.once(noise_monitoring_facts, context),
        *view.once(water_monitoring_facts, context),
    )
