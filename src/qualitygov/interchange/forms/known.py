"""Every name that a column of some form may have (全部已知列名)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.forms.headers import header_key
from qualitygov.interchange.forms.model import Form
from qualitygov.interchange.forms.wanted import child_key, own_columns


def _names_of_form(form: Form, tables: Mapping[str, TableAbout]) -> Iterator[str]:
    for need in form.needs:
        yield from map(header_key, need.split("|"))
    for one in form.tables:
        for column in one.columns:
            yield from column.keys
        table = tables.get(one.to)
        if table is not None and one.own:
            for keys, _, _ in own_columns(table):
                yield from keys
            child = child_key(table)
            if child is not None:
                yield from child[0]


def known_names(forms: Iterable[Form], tables: Mapping[str, TableAbout]) -> frozenset[str]:
    """Return every name that a column of some form may have (全部已知列名)."""
    return frozenset(name for form in forms for name in _names_of_form(form, tables))
