"""From a county's data to its tables of facts (汇集事实): every subject's rows, by loop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.errors import Problem
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import IndicatorRule, VetoRule
from qualitygov.rulebook.rules import Rules
from qualitygov.subject import CountyView
from qualitygov.text import Text


def facts_of(view: CountyView, context: Context) -> FactTables:
    """Return the tables of facts of a county (生成事实表), as they were and as they were known."""
    return FactTables.of(
        {
            spec.name: view.once(spec.make, context)
            for subject in view.data.subjects
            for spec in subject.facts
        }
    )


def _columns(rule: IndicatorRule) -> set[str]:
    named = {*rule.where, *rule.counts, *rule.over}
    named |= {name for name in (rule.sum, rule.of, rule.distinct) if name is not None}
    return named | ({"valid_from", "valid_to"} if rule.at == "valid-on-end" else set())


def _unknown(
    path: str, table: str, columns: set[str], tables: Mapping[str, type]
) -> Iterator[Problem]:
    if table not in tables:
        names = ", ".join(sorted(tables))
        expected = Text(f"应为下列之一：{names}", f"one of: {names}")
        yield Problem("rulebook.assessment", f"{path}.facts", table, expected)
        return
    there = {attribute.name for attribute in attrs.fields(tables[table])}
    for column in sorted(columns - there):
        names = ", ".join(sorted(there))
        expected = Text(f"事实表 {table} 的列：{names}", f"a column of the table {table}: {names}")
        yield Problem("rulebook.assessment", path, column, expected)


def check_columns(rules: Rules, tables: Mapping[str, type]) -> Iterator[Problem]:
    """Yield indicators and vetoes on a table of facts or a column that is not there (检查事实列).

    `tables` are the tables of facts that the subjects declare, each with the class of its rows.
    """
    for name, rule in rules.entries(IndicatorRule).items():
        if not rule.parts:
            yield from _unknown(f"indicator.{name}", rule.facts, _columns(rule), tables)
    for name, veto in rules.entries(VetoRule).items():
        yield from _unknown(f"veto.{name}", veto.facts, set(veto.where), tables)
