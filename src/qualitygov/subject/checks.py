"""What subjects ask of a row besides its form (数据行核对)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from qualitygov.core.near import nearest, words_text
from qualitygov.errors import FieldError, Problem, ProblemsError
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.entry import RuleEntry
from qualitygov.rulebook.model.assessment import VetoRule
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.rulebook.rules import Rules
from qualitygov.rulebook.words import shown, unknown
from qualitygov.subject.county import RowCheck, Subject
from qualitygov.text import Text

DUTY, VETO = "rulebook.duty", "rulebook.assessment"


def row_problems(row: Any, context: Context, subjects: Iterable[Subject]) -> Iterator[Problem]:
    """Yield what its subject finds wrong with a row (数据行问题).

    Where the rules of the row's own day cannot answer, as for a day before the book begins, the row
    is wrong, not the book.
    """
    for subject in subjects:
        for kind, check in subject.checks:
            if isinstance(row, kind):
                yield from _asked(check, row, context)


def not_in_book(
    word: str, entry: type[RuleEntry], context: Context, *, code: str, path: str, what: Text
) -> Iterator[Problem]:
    """Yield a word of a row that no rule of the book has, of whatever day (手册未列的词)."""
    known = context.rulebook.typed.get(entry.section, {})
    if word not in known:
        yield unknown(code, path, word, known.keys(), what)


def check_subject_rules(rules: Rules, subjects: Iterable[Subject]) -> Iterator[Problem]:
    """Yield rules that ask of subjects what none has (检查规则所求).

    Duties that no deed can fulfill or that nobody can owe, vetoes that rest on tables that there
    are not, and what subjects themselves find wrong with the rules they read.
    """
    given = tuple(subjects)
    yield from _duties(rules, given)
    yield from _tables(rules, given)
    for subject in given:
        for check in subject.rules:
            yield from check(rules)


def _tables(rules: Rules, given: tuple[Subject, ...]) -> Iterator[Problem]:
    """The tables on which vetoes rest are there; one may be meant by the name of its file."""
    specs = [spec for subject in given for spec in subject.tables]
    known = [spec.name for spec in specs]
    spelled = {spec.file.removesuffix(".csv"): spec.name for spec in specs}
    spelled |= {name: name for name in known}
    for rule, veto in rules.entries(VetoRule).items():
        for table in veto.rests_on:
            if table not in known:
                meant = dict.fromkeys(spelled[one] for one in nearest(table, spelled))
                named = words_text([(one, one) for one in meant or known], meant=bool(meant))
                expected = Text("应为数据表；", "a table of data; ") + named
                yield Problem(VETO, f"veto.{rule}.rests_on", shown(table), expected)


def _duties(rules: Rules, given: tuple[Subject, ...]) -> Iterator[Problem]:
    """Duties that come round are fulfilled by deeds that there are, and owed by somebody."""
    deeds = {spec.name: spec.what for subject in given for spec in subject.duties}
    owers = {"town", *(spec.name for subject in given for spec in subject.owers)}
    for name, rule in rules.entries(DutyRule).items():
        if rule.every is None:
            continue
        if rule.by is None or rule.by not in deeds:
            what = Text("应为履职方式", "a kind of deed")
            yield unknown(DUTY, f"duty.{name}.by", rule.by, deeds, what)
        elif deeds[rule.by] and rule.what not in deeds[rule.by]:
            what = Text(f"应为 {rule.by} 的类别", f"a kind of {rule.by}")
            yield unknown(DUTY, f"duty.{name}.what", rule.what, deeds[rule.by], what)
        for kind in rule.unit_kinds:
            if kind not in owers:
                what = Text("应为应办主体类别", "a kind of those who owe duties")
                yield unknown(DUTY, f"duty.{name}.unit_kinds", kind, owers, what)


def _asked(check: RowCheck, row: Any, context: Context) -> Iterator[Problem]:
    try:
        yield from check(row, context)
    except ProblemsError as error:
        for one in error.problems:
            yield Problem(one.code, "", one.found, one.expected)
    except FieldError as error:
        yield Problem(error.code, "", "", error.text)
