"""Whether forms speak of tables and fields that there are (表样与数据表核对)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qualitygov.errors import InputError, Problem
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.forms.model import Form, TableForm
from qualitygov.interchange.forms.read import CODE, FILE
from qualitygov.interchange.readers import READERS
from qualitygov.rulebook.words import unknown
from qualitygov.text import Text

TABLE = Text("没有此表", "no such table")
FIELD = Text("没有此字段", "no such field")


def _given(table: TableForm) -> Iterator[tuple[str, str]]:
    """Every field that a form names, with where."""
    for column in table.columns:
        if column.reads is None or not READERS[column.reads].gives:
            yield f"columns.{column.field}", column.field
    for field in table.constants:
        yield f"constants.{field}", field
    for part, fields in (("stands_in", table.stands_in), ("made_of", table.made_of)):
        for field, others in fields.items():
            yield f"{part}.{field}", field
            yield from ((f"{part}.{field}", other) for other in others)


def _problems(form: Form, tables: Mapping[str, TableAbout]) -> Iterator[Problem]:
    for at, one in enumerate(form.tables):
        path = f"{FILE}:form.{form.id}.table[{at}]"
        if one.to not in tables:
            yield unknown(CODE, f"{path}.to", one.to, tables, TABLE)
            continue
        table = tables[one.to]
        known = {*table.fields, *([table.child.key] if table.child is not None else [])}
        for where, field in _given(one):
            if field.partition(".")[0] not in known:
                yield unknown(CODE, f"{path}.{where}", field, known, FIELD)


def check_forms(forms: Iterable[Form], tables: Mapping[str, TableAbout]) -> None:
    """Refuse forms of a county that name a table or a field that there is not (核对表样).

    Raises `InputError` with all of them, each with the names that are near.
    """
    problems = [problem for form in forms for problem in _problems(form, tables)]
    if problems:
        raise InputError(problems)
