"""Results as tables of a page (结果表格), as a notebook shows them: every value escaped.

A part that is one value is a row; of a part that is a list of rows there is a table below.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from qualitygov.core.form import shown_types
from qualitygov.core.said import Said, label_of, title_of, word_of
from qualitygov.text import Text

HEADS = (Text("项目", "part"), Text("内容", "value"))
MOST_ROWS = 20
"""So many rows of a list are shown; of more it is said how many there are."""


def cell(value: Any) -> str:
    """Return a value as a cell has it, escaped (单元格): a text in both languages, if they differ.

    >>> cell(Text("镇<br>", "town")), cell(None)
    ('镇&lt;br&gt; / town', '–')
    """
    if isinstance(value, Text):
        value = value.zh if value.zh == value.en else f"{value.zh} / {value.en}"
    return html.escape("–" if value is None or value == "" else str(value))


def table(
    title: Text,
    heads: Sequence[Text | str],
    rows: Iterable[Sequence[Any]],
    *,
    most: int = MOST_ROWS,
) -> str:
    """Return a table of a page (表格), with at most so many rows.

    >>> table(Text("镇", "town"), ["a"], [[1]]).partition("<thead>")[0]
    '<table><caption>镇 / town</caption>'
    """
    made = [*rows]
    head = "".join(f"<th>{cell(one)}</th>" for one in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{cell(one)}</td>" for one in row) + "</tr>" for row in made[:most]
    )
    left = len(made) - most
    more = Text(f"另有 {left} 项", f"and {left} more")
    foot = f'<tfoot><tr><td colspan="{len(heads)}">{cell(more)}</td></tr></tfoot>'
    return (
        f"<table><caption>{cell(title)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody>{foot if left > 0 else ''}</table>"
    )


def _rows_of(value: Any) -> Sequence[Any]:
    """The rows of a list of results or entities; none where it is another thing."""
    many = [*value.values()] if isinstance(value, Mapping) else value
    if not isinstance(many, (tuple, list)):
        return ()
    return many if many and all(_has_parts(one) for one in many) else ()


def _has_parts(one: Any) -> bool:
    return isinstance(one, Said) and attrs.has(type(one))


def _said(value: Any, kind: Any) -> Text:
    return Text(word_of(value, kind, "zh"), word_of(value, kind, "en"))


def _below(title: Text, rows: Sequence[Any]) -> str:
    """A table of rows, a column for each part that some of them has and that is no list."""
    cls = rows[0].told_as()
    alike = [row for row in rows if row.told_as() is cls]
    kinds = shown_types(cls)
    told = [{name: _said(getattr(row, name), kinds[name]) for name in kinds} for row in alike]
    names = [name for name in kinds if any(row[name].zh for row in told)]
    heads = [label_of(cls, name) for name in names]
    return table(title, heads, [[row[name] for name in names] for row in told])


def html_of(result: Said) -> str:
    """Return a result as tables of a page (结果表格), every value escaped."""
    cls = result.told_as()
    kinds = shown_types(cls)
    values = {name: getattr(result, name) for name in kinds}
    single = {name: one for name, one in values.items() if not _rows_of(one)}
    said = [(label_of(cls, name), _said(one, kinds[name])) for name, one in single.items()]
    parts = [(label, word) for label, word in said if word.zh]
    tables = [table(title_of(cls), HEADS, parts, most=len(parts))]
    tables += [
        _below(label_of(cls, name), _rows_of(one))
        for name, one in values.items()
        if name not in single
    ]
    return "".join(tables)
