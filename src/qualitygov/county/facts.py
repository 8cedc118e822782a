"""From a county's data to its tables of facts (汇集事实): every subject's rows, by loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qualitygov.assessment.facts import FactTables
from qualitygov.errors import Problem
from qualitygov.plan.condition import (
    DAYS,
    NUMBERS,
    WORDS,
    Wanted,
    check_wanted,
    wanted_by,
)
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import IndicatorRule, VetoRule
from qualitygov.rulebook.rules import Rules
from qualitygov.rulebook.words import unknown
from qualitygov.subject import CountyView
from qualitygov.text import Text

CODE = "rulebook.assessment"
TERM = ("valid_from", "valid_to")


def facts_of(view: CountyView, context: Context) -> FactTables:
    """Return the tables of facts of a county (生成事实表), as they were and as they were known."""
    return FactTables.of(
        {
            spec.name: view.once(spec.make, context)
            for subject in view.data.subjects
            for spec in subject.facts
        }
    )


def _wanted(rule: IndicatorRule) -> Iterator[Wanted]:
    """The columns that an indicator needs, each with what it must hold."""
    for field in ("where", "counts", "over"):
        yield from wanted_by(field, getattr(rule, field))
    for field, types in (("sum", NUMBERS), ("of", NUMBERS), ("distinct", None)):
        column = getattr(rule, field)
        if column is not None:
            yield Wanted(field, column, types)
    if rule.at == "valid-on-end":
        yield from (Wanted("at", column, DAYS) for column in TERM)
    if rule.kind == "checklist":
        yield from (Wanted("kind", column, WORDS) for column in ("checklist", "item"))
        yield from (Wanted("kind", column, DAYS) for column in TERM)


def _wrong(
    path: str, table: str, wanted: Iterable[Wanted], tables: Mapping[str, type]
) -> Iterator[Problem]:
    if table not in tables:
        what = Text("应为事实表", "a table of facts")
        yield unknown(CODE, f"{path}.facts", table, tables, what)
        return
    what = Text(f"应为事实表 {table} 的列", f"a column of the table {table}")
    yield from check_wanted(CODE, path, wanted, tables[table], what)


def check_columns(rules: Rules, tables: Mapping[str, type]) -> Iterator[Problem]:
    """Yield indicators and vetoes on tables of facts or columns that do not fit (检查事实列).

    A table or column that is not there, or a column that holds another kind of value. `tables` are
    the tables of facts that the subjects declare, each with the class of its rows.
    """
    for name, rule in rules.entries(IndicatorRule).items():
        if not rule.parts:
            yield from _wrong(f"indicator.{name}", rule.facts, _wanted(rule), tables)
    for name, veto in rules.entries(VetoRule).items():
        yield from _wrong(f"veto.{name}", veto.facts, wanted_by("where", veto.where), tables)
