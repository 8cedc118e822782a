"""What is to be worked through of the monitoring network (环境监测待办清单). Clause 2.2.5.a."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qualitygov.core.clauses import clauses
from qualitygov.environment.discharge import untraced_outlets
from qualitygov.environment.facts import MonitoringFact
from qualitygov.environment.network import network_facts
from qualitygov.rulebook.context import Context
from qualitygov.subject import Cell, Column, CountyView, Section, Standing, Worklist, rule_of
from qualitygov.text import Text

WRONG = (Standing.MISSING.value, Standing.FAILED.value)


@clauses("2.2.5.a")
def monitoring_lacking(view: CountyView, context: Context) -> tuple[MonitoringFact, ...]:
    """Return what the network owed in the period and did not deliver (监测数据缺失), by day."""
    lacking = (
        fact
        for fact in view.once(network_facts, context)
        if fact.standing in WRONG and fact.on in context.period
    )
    return tuple(sorted(lacking, key=lambda fact: (fact.by or date.max, fact.id)))


LACKING = Text("监测数据缺失", "monitoring data that are lacking")
UNTRACED = Text("排放追溯缺口", "discharges not traced")
WORKLISTS = (
    Worklist(name="monitoring", label=LACKING, make=monitoring_lacking),
    Worklist(name="outlets", label=UNTRACED, make=untraced_outlets),
)


def _rows(view: CountyView, context: Context) -> Iterator[tuple[Cell, ...]]:
    for fact in view.once(monitoring_lacking, context):
        rule = rule_of(fact.duty, fact.on, context)
        label = Text(fact.duty, fact.duty) if rule is None else rule.label
        yield view.town_name(fact.town), label, fact.place, str(fact.by or "")


SECTION = Section(
    name="monitoring",
    title=LACKING,
    clauses="2.2.5.a",
    columns=(
        Column(Text("乡镇", "town")),
        Column(Text("事项", "matter")),
        Column(Text("点位", "place")),
        Column(Text("应于", "due")),
    ),
    rows=_rows,
    order=129,
)
