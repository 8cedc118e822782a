"""Whether forms speak of tables and fields that there are (表样与数据表核对)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qualitygov.errors import Problem
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.forms.model import Form, TableForm
from qualitygov.interchange.forms.read import CODE, FILE
from qualitygov.interchange.readers import READERS
from qualitygov.rulebook.words import step, unknown
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


def _problems(form: Form, tables: Mapping[str, TableAbout], file: str) -> Iterator[Problem]:
    for at, one in enumerate(form.tables):
        path = f"{file}:form.{step(form.id)}.table[{at}]"
        if not one.to:
            continue
        if one.to not in tables:
            yield unknown(CODE, f"{path}.to", one.to, tables, TABLE)
            continue
        table = tables[one.to]
        known = {*table.fields, *([table.child.key] if table.child is not None else [])}
        for where, field in _given(one):
            if field.partition(".")[0] not in known:
                yield unknown(CODE, f"{path}.{where}", field, known, FIELD)


def form_problems(
    forms: Iterable[Form], tables: Mapping[str, TableAbout], file: str = FILE
) -> Iterator[Problem]:
    """Yield what forms name that there is not (核对表样): tables and fields, with the near names.

    A table that a form does not name at all is told where its document is judged.
    """
    for form in forms:
        yield from _problems(form, tables, file)
