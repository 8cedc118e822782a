"""One row by itself (单行核对): what a folder asks of each of its rows, and what names it there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from qualitygov.core.form import to_plain
from qualitygov.core.given import of_type
from qualitygov.county.subjects import SUBJECTS
from qualitygov.errors import Problem
from qualitygov.interchange.book_words import word_problems
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.making import RowCheck, key_of
from qualitygov.rulebook.context import Context
from qualitygov.subject import Subject, TableSpec, Town, row_problems
from qualitygov.text import Text

OF_COUNTY = Text("不是本县的乡镇", "not a town of this county")


def row_check(county: str, subjects: Sequence[Subject], context: Context) -> RowCheck:
    """Return what a row must be besides well-formed (数据行核对).

    Of this county, and what its subject asks.
    """
    asking: dict[type, tuple[Subject, ...]] = {}

    def of_county(row: Any) -> Iterable[Problem]:
        kind: type = type(row)
        if kind not in asking:
            asking[kind] = tuple(
                s for s in subjects if any(issubclass(kind, k) for k, _ in s.checks)
            )
        if isinstance(row, Town) and row.parent != county:
            wrong = Problem("county.town", "parent", row.parent, OF_COUNTY)
            return (wrong, *row_problems(row, context, asking[kind]))
        return row_problems(row, context, asking[kind]) if asking[kind] else ()

    return of_county


def check_row(
    row: Any, context: Context, *, county: str, subjects: Sequence[Subject] = SUBJECTS
) -> Iterator[Problem]:
    """Yield what is wrong with a row of a county's table (数据行检查), as reading its folder does.

    For programs that take rows one by one: words that the rulebook does not know, a town of another
    county, and what the row's subject asks. The path is the field. A row with an error is refused:
    the year could not be assessed with it. `row_key` says which rows are there twice.

    >>> from datetime import date
    >>> from qualitygov.rulebook.load import load_rulebook
    >>> from qualitygov.safety import Hazard
    >>> hazard = Hazard(id="H1", subject="91330299MA2837B62L", town="330299101",
    ...                 matter="护栏缺失", grade="A", document="隐〔2016〕1号",
    ...                 found_on=date(2016, 5, 1))
    >>> context = Context.of_reading(load_rulebook("strong-town"))
    >>> [problem.path for problem in check_row(hazard, context, county="330299")]
    ['grade']
    """
    context = of_type(context, Context, "context")
    seen: set[str] = set()
    for problem in row_check(county, subjects, context)(row):
        path = problem.path.removeprefix(f"{getattr(row, 'id', '')}.")
        seen.add(path)
        yield attrs.evolve(problem, path=path)
    for problem in word_problems(row, context.rulebook):
        if problem.path not in seen:
            yield problem


def row_key(spec: TableSpec[Any], row: Any) -> str | None:
    """Return what names a row of a table (数据行的键), as text; None where nothing does.

    No two rows of a table may have the same: of two, a folder refuses the second. Both codes of a
    unit name the same row.

    >>> from qualitygov.enterprise import ENTERPRISES, Enterprise
    >>> unit = Enterprise(code="91330299MA2837B62L", name="某厂", town="330299101")
    >>> row_key(ENTERPRISES, unit)
    'MA2837B62'
    """
    key = key_of(TableAbout(spec), row)
    if key is None or isinstance(key, str):
        return key
    return json.dumps(to_plain(key), ensure_ascii=False)
