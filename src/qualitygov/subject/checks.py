"""What subjects ask of a row besides its form (数据行核对)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from qualitygov.errors import FieldError, Problem, ProblemsError
from qualitygov.rulebook.context import Context
from qualitygov.subject.county import RowCheck, Subject


def row_problems(row: Any, context: Context, subjects: Iterable[Subject]) -> Iterator[Problem]:
    """Yield what its subject finds wrong with a row (数据行问题).

    Where the rules of the row's own day cannot answer, as for a day before the book begins, the row
    is wrong, not the book.
    """
    for subject in subjects:
        for kind, check in subject.checks:
            if isinstance(row, kind):
                yield from _asked(check, row, context)


def _asked(check: RowCheck, row: Any, context: Context) -> Iterator[Problem]:
    try:
        yield from check(row, context)
    except ProblemsError as error:
        for one in error.problems:
            yield Problem(one.code, "", one.found, one.expected)
    except FieldError as error:
        yield Problem(error.code, "", "", error.text)
