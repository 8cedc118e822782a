"""What may feed the fields of a table (可对应列): own columns, those of forms, keys of children."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.columns import Column, columns_of, names_of, other_names_of
from qualitygov.interchange.forms.headers import Header, header_key
from qualitygov.interchange.forms.model import ColumnForm, TableForm

Wanted = list[tuple[frozenset[str], Column | None, ColumnForm]]


def names_to_columns(table: TableAbout, columns: Iterable[Column]) -> Wanted:
    """Return the names under which own columns of a table may come (列的各种写法).

    Their own first, then others.
    """
    given = list(columns)
    return [
        (
            frozenset(map(header_key, names(table.entity, column))),
            column,
            ColumnForm(field=column.field, headers=()),
        )
        for names in (names_of, other_names_of)
        for column in given
    ]


@functools.cache
def own_columns(table: TableAbout) -> Wanted:
    """Return the columns of a table under their own names (自有列)."""
    return names_to_columns(table, columns_of(table.entity, ()))


def _own_names(table: TableAbout, headers: Sequence[Header]) -> Wanted:
    """The own columns of a table; those of mappings take their names from the headers.

    A header may have the name in brackets behind its Chinese one: 氨氮（items.ammonia）.
    """
    own = own_columns(table)
    if not table.mappings:
        return own
    names = {header.key: header.note or "" for header in headers}
    raw = [*(header.raw.strip() for header in headers), *names.values()]
    there = {column.name for _, column, _ in own if column is not None}
    more = {c.name: c for c in columns_of(table.entity, raw) if c.name not in there}
    return [*own, *names_to_columns(table, more.values())] + [
        (frozenset({key}), more[note], ColumnForm(field=more[note].field))
        for key, note in names.items()
        if note in more
    ]


@functools.cache
def child_key(table: TableAbout) -> tuple[frozenset[str], ColumnForm] | None:
    """Return the column of a child table that names the row it belongs to (所属主表行的列)."""
    if table.child is None:
        return None
    names = [table.child.key]
    parents = columns_of(table.spec.entity, [])
    key = next((one for one in parents if one.field in ("id", "code")), None)
    if key is not None:
        names += [name for name in names_of(table.spec.entity, key) if name not in ("id", "code")]
    return frozenset(map(header_key, names)), ColumnForm(field=table.child.key)


def wanted_columns(
    table: TableAbout, form: TableForm, headers: Sequence[Header], *, main: bool
) -> Wanted:
    """Return what may feed the fields of a table (可对应列), the form's own columns first."""
    own = _own_names(table, headers)
    by_name = {column.name: column for _, column, _ in own if column is not None}
    wanted: Wanted = [(one.keys, by_name.get(one.field), one) for one in form.columns]
    if form.own:
        named = {one.field for one in form.columns if one.reads is not None}
        wanted += [w for w in own if w[1] is None or w[1].name not in named]
    child = child_key(table) if main else None
    if child is not None and form.column(child[1].field) is None:
        wanted.append((child[0], None, child[1]))
    return wanted


def field_of(column: Column | None, form: ColumnForm) -> str:
    """Return the field that a column of a table or of a form feeds (所对应的字段)."""
    return form.field if column is None else column.name


Feeds = list[tuple[Column | None, ColumnForm]]


def feeds_by_name(wanted: Wanted) -> dict[str, Feeds]:
    """Return what each name may feed (列名索引), the first that has it first."""
    found: dict[str, Feeds] = {}
    for keys, column, form in wanted:
        for key in keys:
            found.setdefault(key, []).append((column, form))
    return found


def free_feed(
    feeds: Feeds, taken: set[str], lists: frozenset[str]
) -> tuple[Column | None, ColumnForm]:
    """Return what a header feeds (表头对应): one that stands twice feeds one field, then the next."""
    first = feeds[0]
    if field_of(*first) in lists:
        return first
    own = [one for one in feeds if one[1].headers and field_of(*one) not in taken]
    return own[0] if own else first
