"""Forms of sheets (表样): which header feeds which field, in which words, of which table.

A form is data: a TOML file that is shipped here, or a part of a county's own ``mapping.toml``. The
form of a table's own columns follows from the class of its rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from qualitygov.interchange.forms.headers import header_key
from qualitygov.text import Text


@attrs.frozen(kw_only=True)
class ColumnForm:
    """How one field of a table is fed (字段来源).

    `headers` are the names under which its column may come; of several columns that are there all
    are read where the field is a list, else a second one is an error. `reads` names the reader of
    its cells (`qualitygov.interchange.readers`), without one the field's own; `words` turn words of
    the office into those of the list, with ``*`` for any text. `unit` is the unit of a number whose
    header does not say one.
    """

    field: str
    headers: tuple[str, ...] = ()
    reads: str | None = None
    words: Mapping[str, str] = attrs.field(factory=dict)
    unit: str | None = None

    @property
    def keys(self) -> frozenset[str]:
        """The headers as they are compared."""
        return frozenset(map(header_key, self.headers))


@attrs.frozen(kw_only=True)
class TableForm:
    """How a sheet feeds one table (对一张表的对应).

    `to` is the name of the table's file without its ending. `constants` stand in each row;
    `stands_in` says for a field from which others it is taken where it has no value of its own, in
    order; `made_of` makes a field of others, joined. A row in which the column of `continues` is
    empty continues the row above. A child table's rows go to the row of the sheet's main table.
    `where` keeps the rows whose column has one of some words.
    """

    to: str
    columns: tuple[ColumnForm, ...] = ()
    constants: Mapping[str, str] = attrs.field(factory=dict)
    stands_in: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    made_of: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    continues: str | None = None
    own: bool = True

    def column(self, field: str) -> ColumnForm | None:
        """The column that feeds a field, if any."""
        return next((one for one in self.columns if one.field == field), None)

    def give(self, plain: dict[str, Any]) -> None:
        """Give a row what the form says besides its cells (表样给定值)."""
        for field, word in self.constants.items():
            if plain.get(field) is None:
                plain[field] = word
        for field, others in self.stands_in.items():
            if plain.get(field) is None:
                value = next((v for o in others if (v := plain.get(o)) is not None), None)
                if value is not None:
                    plain[field] = value
        for field, others in self.made_of.items():
            if plain.get(field) is None and all(plain.get(o) is not None for o in others):
                plain[field] = "/".join(str(plain[o]) for o in others)


@attrs.frozen(kw_only=True)
class Form:
    """A form of a sheet (表样): its name, how it is known, and the tables that it feeds.

    `files` are patterns of the names of files and sheets of this form, `needs` headers without
    which a sheet is not of it, alternatives with ``|`` between them; `ignore` are columns that
    decide nothing. `source` says where the form was seen.
    """

    id: str
    name: Text
    tables: tuple[TableForm, ...]
    files: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    source: str = ""
    given: bool = False

    @property
    def main(self) -> TableForm:
        """The table that its rows are rows of."""
        return self.tables[0]

    def to_dict(self) -> dict[str, Any]:
        """Return it as the tables of a TOML document (表样导出)."""
        return {
            "name": {"zh": self.name.zh, "en": self.name.en},
            "files": list(self.files),
            "needs": list(self.needs),
            "ignore": list(self.ignore),
            "table": [_table_dict(one) for one in self.tables],
        }


def _column_dict(column: ColumnForm) -> Any:
    plain = {
        "headers": list(column.headers),
        "reads": column.reads,
        "words": dict(column.words),
        "unit": column.unit,
    }
    kept = {name: value for name, value in plain.items() if value}
    if set(kept) == {"headers"}:
        return column.headers[0] if len(column.headers) == 1 else list(column.headers)
    return kept


def _table_dict(table: TableForm) -> dict[str, Any]:
    plain = {
        "to": table.to,
        "continues": table.continues,
        "columns": {one.field: _column_dict(one) for one in table.columns},
        "constants": dict(table.constants),
        "stands_in": {name: list(fields) for name, fields in table.stands_in.items()},
        "made_of": {name: list(fields) for name, fields in table.made_of.items()},
    }
    return {name: value for name, value in plain.items() if value}
