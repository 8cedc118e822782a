"""What was read, as tables of plain values (规范表输出): ``read/TABLE.csv`` of the command ``check``.

Headers are field names, values canonical; empty is null, lists are joined by ``;``. Each row says
where it was read, in ``_file``, ``_sheet`` and ``_row``, with what would steer a terminal written out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from qualitygov.core.compounds import EntityKind, ListKind, TableKind
from qualitygov.core.escaped import escaped
from qualitygov.core.fields import about_field
from qualitygov.core.kinds import kinds_of
from qualitygov.interchange.catalogue import TableAbout
from qualitygov.interchange.tables import Place, TableReading

PLACES = ("_file", "_sheet", "_row")


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ";".join(_text(one) for one in value)
    return str(value)


def _shown(table: TableAbout) -> list[str]:
    """The fields of a table that are written: none of persons, nor those of child tables."""
    nested = {child.field for child in table.spec.children} if table.child is None else set()
    return [
        name
        for name, attribute in table.fields.items()
        if name not in nested and about_field(attribute).sensitivity != "personal"
    ]


def _cells(table: TableAbout, row: Any, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    entity: type = table.entity
    kinds = kinds_of(entity)
    for name in names:
        kind, value = kinds[name][0], getattr(row, name)
        plain = None if value is None else kind.write(value)
        if isinstance(kind, (TableKind, EntityKind)):
            parts: Mapping[str, Any] = plain or {}
            for part, inner in parts.items():
                yield f"{name}.{part}", _text(inner)
            if value is None and isinstance(kind, EntityKind):
                yield name, ""
        elif isinstance(kind, ListKind) and isinstance(kind.item, EntityKind):
            yield name, ";".join("/".join(_text(v) for v in one.values()) for one in plain or ())
        else:
            yield name, _text(plain)


def _placed(place: Place) -> dict[str, str]:
    return {
        "_file": escaped(place.file),
        "_sheet": escaped(place.sheet or ""),
        "_row": str(place.row),
    }


def canonical_csv(table: TableAbout, reading: TableReading[Any]) -> Iterable[str]:
    """Yield the text of one table, piece by piece (规范 CSV)."""
    names = _shown(table)
    rows = []
    columns: dict[str, None] = {}
    if table.child is not None:
        columns[table.child.key] = None
    for row, place in zip(reading.rows, reading.places, strict=True):
        cells = dict(_cells(table, row, names))
        if table.child is not None:
            cells = {table.child.key: place.parent or "", **cells}
        rows.append({**cells, **_placed(place)})
        columns.update(dict.fromkeys(cells))
    order = {name: at for at, name in enumerate(names)}
    header = sorted(columns, key=lambda one: order.get(one.partition(".")[0], -1))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, [*header, *PLACES], restval="", lineterminator="\n")
    writer.writeheader()
    yield buffer.getvalue()
    for cells in rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(cells)
        yield buffer.getvalue()
