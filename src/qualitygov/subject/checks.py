"""What subjects ask of a row besides its form (数据行核对)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from qualitygov.errors import FieldError, Problem, ProblemsError
from qualitygov.rulebook.context import Context
from qualitygov.rulebook.model.duty import DutyRule
from qualitygov.rulebook.rules import Rules
from qualitygov.rulebook.words import unknown
from qualitygov.subject.county import RowCheck, Subject
from qualitygov.text import Text

DUTY = "rulebook.duty"


def row_problems(row: Any, context: Context, subjects: Iterable[Subject]) -> Iterator[Problem]:
    """Yield what its subject finds wrong with a row (数据行问题).

    Where the rules of the row's own day cannot answer, as for a day before the book begins, the row
    is wrong, not the book.
    """
    for subject in subjects:
        for kind, check in subject.checks:
            if isinstance(row, kind):
                yield from _asked(check, row, context)


def check_duties(rules: Rules, subjects: Iterable[Subject]) -> Iterator[Problem]:
    """Yield duties that no subject's deed can fulfill, or that nobody can owe (检查应办事项)."""
    given = tuple(subjects)
    deeds = {spec.name for subject in given for spec in subject.duties}
    owers = {"town", *(spec.name for subject in given for spec in subject.owers)}
    for name, rule in rules.entries(DutyRule).items():
        if rule.every is None:
            continue
        if rule.by not in deeds:
            what = Text("应为履职方式", "a kind of deed")
            yield unknown(DUTY, f"duty.{name}.by", rule.by, deeds, what)
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
