"""What a reading told (读取情况): what ``reading.json`` holds, as a value that reads back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

import attrs

from qualitygov.core.form import from_plain
from qualitygov.interchange.entry import Entry

_NO_CHOICE: Mapping[str, Any] = {"candidates": [], "choices": []}


def _plain(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    return [entry.to_dict() for entry in entries]


def _filled(value: Any) -> Any:
    """Plain data without the keys of what is empty, which an entry leaves to their defaults."""
    if isinstance(value, Mapping):
        return {name: _filled(one) for name, one in value.items() if one is not None}
    return [_filled(one) for one in value] if isinstance(value, list) else value


@attrs.frozen(kw_only=True)
class TableTold:
    """What the reading of one table told (表读取情况): files, rows, and what of them was not taken."""

    files: tuple[str, ...] = ()
    read: int = 0
    refused: tuple[Entry, ...] = ()
    review: tuple[Entry, ...] = ()
    ignored: tuple[Entry, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data (导出数据)."""
        return {
            "files": list(self.files),
            "read": self.read,
            "refused": _plain(self.refused),
            "review": [{**_NO_CHOICE, **entry} for entry in _plain(self.review)],
            "ignored": _plain(self.ignored),
        }


@attrs.frozen(kw_only=True)
class ReadingTold:
    """What the reading of a county told (县域读取情况), without the data that was read.

    `tables` has each table by the name of its file; the rest is as `CountyReading` has it. The name
    of a field in words is not stored, so that an entry that was read back says its column or field.

    >>> from qualitygov.text import Text
    >>> entry = Entry(code="file.name", file="a.csv", expected=Text("表名", "the name of a table"))
    >>> told = ReadingTold(tables={}, named=(entry,))
    >>> ReadingTold.from_dict(told.to_dict()) == told
    True
    """

    tables: Mapping[str, TableTold]
    file_errors: tuple[Entry, ...] = ()
    named: tuple[Entry, ...] = ()
    unknown_columns: tuple[Entry, ...] = ()
    told: tuple[Entry, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data, as ``reading.json`` has it (导出数据)."""
        return {
            "tables": {name: table.to_dict() for name, table in self.tables.items()},
            "file_errors": _plain(self.file_errors),
            "named": _plain(self.named),
            "unknown_columns": _plain(self.unknown_columns),
            "told": _plain(self.told),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Make it from what `to_dict` gave, or ``reading.json`` holds (由导出数据还原).

        Raises `FieldError` that names the path of what is missing, unknown or of another form.
        """
        made: Self = from_plain(cls, _filled(data))
        return made
