"""From a county's data to its tables of facts (汇集事实): every subject's rows, by loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from qualitygov.assessment.facts import FactTables
from qualitygov.assessment.reported import IN_FULL, Asked, Reported
from qualitygov.assessment.sorting import OPEN
from qualitygov.core.period import Period
from qualitygov.county.weighing import Weighed, Weighing
from qualitygov.errors import Problem
from qualitygov.governance import UNITS, known_units
from qualitygov.plan.condition import (
    DAYS,
    NUMBERS,
    WORDS,
    Wanted,
    check_wanted,
    wanted_by,
)
from qualitygov.returns import TableReport, excused_of, returns_of
from qualitygov.rulebook.columns import outcomes_of
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.assessment import IndicatorRule, VetoRule
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.rulebook.rules import Rules
from qualitygov.rulebook.words import unknown
from qualitygov.subject import CountyView, Duty, rule_of, unless_unsigned
from qualitygov.text import Text

CODE = "rulebook.assessment"
TERM = ("valid_from", "valid_to")


def facts_of(view: CountyView, context: Context) -> FactTables:
    """Return the tables of facts of a county (生成事实表), as they were and as they were known.

    What was done by the cut-off counts for the year (``context.settled``). The tables know what the
    owners of the data reported, and what the target office excused.
    """
    to_come = (context.period, context.cutoff) if context.as_of < context.cutoff else None
    context = context.settled
    excused = view.once(excused_of, context)
    unsigned = _unsigned(context)
    tables = {
        spec.name: _verified(view.once(spec.make, context), unsigned, context)
        for subject in view.data.subjects
        for spec in subject.facts
    }
    return FactTables.of(tables, _Reports(view, context).of, excused, to_come)


def _unsigned(context: Context) -> frozenset[str]:
    """The duties of which nobody has verified some version of the rule."""
    every = context.rulebook.typed.get(DutyRule.section, {})
    return frozenset(
        name
        for name, versions in every.items()
        if any(isinstance(rule, DutyRule) and rule.unsigned for _, _, rule in versions)
    )


def _verified(rows: Iterable[Any], unsigned: frozenset[str], context: Context) -> Iterator[Any]:
    """The rows, those excused that only a duty asks for whose rule nobody has verified yet."""
    for row in rows:
        asked = isinstance(row, Duty) and row.duty in unsigned
        rule = rule_of(row.duty, row.on, context) if asked else None
        if rule is not None and rule.unsigned:
            standing = unless_unsigned({"standing": row.standing}, unsigned=True)
            row = attrs.evolve(row, **standing)  # noqa: PLW2901 - the same row
        yield row


class _Reports:
    """What was reported behind each table of facts (报送情况), worked out one time for each."""

    def __init__(self, view: CountyView, context: Context) -> None:
        self.returns = view.once(returns_of, context)
        self.view, self.context = view, context
        self.weighing = Weighing(view, context)
        self.found: dict[tuple[Asked, str, Period], Reported] = {}

    def of(self, asked: Asked, town: str, period: Period) -> Reported:
        """Return what was reported of all tables behind some facts."""
        key = asked, town, period
        if key not in self.found:
            told = IN_FULL
            for spec, weighs in self.weighing.tables(asked, period).items():
                report = self.returns.report(spec, town, period, where=asked.where)
                if spec == UNITS:
                    report = self._without_named(report, asked, town)
                told = told.with_(_as_reported(report, weighs))
            self.found[key] = told
        return self.found[key]

    def _without_named(self, report: TableReport, asked: Asked, town: str) -> TableReport:
        """A unit whose row is not there, and that other tables name, owes its duties all the same.

        So it is not lacking a second time.
        """
        kinds = {kind for rule in self.weighing.owed(asked) for kind in rule.unit_kinds}
        named = sum(
            not one.listed and one.unit.town == town and one.unit.kind.value in kinds
            for one in self.view.once(known_units, self.context)
        )
        left = max(report.short - named, 0), max(report.refused - named, 0)
        return attrs.evolve(report, short=left[0], refused=left[1])


def _as_reported(report: TableReport, weighs: Weighed) -> Reported:
    """A table's report as the assessment sees it: a town's silence costs the town alone."""
    own = report.spec.owner == "town"
    silent = (report.label,) if report.silent else ()
    unknown = report.homeless + report.unplaced
    others = unknown + (0 if own else report.short)
    against = weighs.spoils * (report.short + report.refused)
    planned = weighs.planned and not own
    widened, refused = weighs.brings * others, weighs.refused * report.refused
    return Reported(
        silent=silent if own else (),
        unheard=() if own else silent,
        unread=(report.spec.label,) if report.unreadable else (),
        short=weighs.brings * report.short if own else 0,
        refused=0 if planned else refused,
        widened=0 if planned else widened,
        planned=widened if planned else 0,
        planned_refused=refused if planned else 0,
        unsure=0 if weighs.brings else others,
        spoiled=against if own else 0,
        doubted=weighs.spoils * unknown + (0 if own else against),
        pending=report.pending,
        awaited=report.awaited,
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
            yield from _hiding(f"indicator.{name}", rule, tables)
    for name, veto in rules.entries(VetoRule).items():
        yield from _wrong(f"veto.{name}", veto.facts, wanted_by("where", veto.where), tables)
        yield from _settled(f"veto.{name}.where", veto, tables)


def _outcomes(facts: str, tables: Mapping[str, type]) -> frozenset[str]:
    return outcomes_of(tables[facts]) if facts in tables else frozenset()


def _hiding(path: str, rule: IndicatorRule, tables: Mapping[str, type]) -> Iterator[Problem]:
    """Yield columns by which open and missing facts would drop out (使待定、未办事项消失的条件)."""
    outcomes = _outcomes(rule.facts, tables)
    for field in ("where", "over"):
        for column in getattr(rule, field):
            if column in outcomes:
                expected = Text(
                    f"结果列 {column} 应写在 counts 中：写在 {field} 会使待定和未办的事项消失",
                    f"{column} says what became of a fact: use counts,"
                    f" for in {field} it would hide what is open or missing",
                )
                yield Problem(CODE, f"{path}.{field}.{column}", column, expected)


def _settled(path: str, veto: VetoRule, tables: Mapping[str, type]) -> Iterator[Problem]:
    """Yield conditions of a veto that no open fact fulfills: one may still come to apply."""
    for column in sorted(_outcomes(veto.facts, tables) & veto.where.keys()):
        words = veto.where[column].any_of or ()
        if column != "standing" or OPEN not in words:
            expected = Text(
                f"以 standing 为条件，并含 {OPEN}：待定事实仍可能构成否决",
                f"standing, with {OPEN} among its words: an open fact may still be a veto",
            )
            yield Problem(CODE, f"{path}.{column}", ", ".join(words) or column, expected)
