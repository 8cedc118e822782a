"""Tables of facts (事实表): the flat rows from which every indicator counts, by table and town.

A row has ``town`` and ``on`` (the day that places it in a period) and plain columns. `TABLES` names the columns that each
table must have; the compiler checks every indicator against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core.fields import about, bilingual, day, filled
from qualitygov.credit.entities import CreditRecord
from qualitygov.enterprise.entities import Enterprise

__all__ = ["TABLES", "FactTables", "RecordFact", "record_facts"]

TABLES: Mapping[str, frozenset[str]] = {
    name: frozenset({"town", "on", *columns.split()})
    for name, columns in {
        "sample": "id subject domain stage product category conclusion mandatory_failed outstanding",
        "project": (
            "id subject kind general_work handover acceptance affordable household_done dwellings household_carried_out "
            "new_civil energy_standard structural_award four_systems accepted_first_time"
        ),
        "survey": "trade satisfied valid index_sum",
        "air-day": "id aqi valid good standard primary",
        "noise": "id zone part valid complies",
        "water": "id source complies volume compliant_volume",
        "figure": "id item value",
        "certificate": "id kind holder product valid_from valid_to service",
        "evidence": "id checklist item valid_from valid_to document",
        "record": "id subject kind severity standing",
    }.items()
}
"""The columns of each table of facts."""

NO_ROWS: tuple[Any, ...] = ()


@attrs.frozen(kw_only=True)
class RecordFact:
    """A credit record of one of the town's units, as a row (信用记录事实).

    `standing` is False once the record is revoked, and while it is stayed.
    """

    id: str = attrs.field(validator=filled(), metadata=about("记录编号", "record id"))
    town: str = attrs.field(validator=filled(), metadata=about("乡镇代码", "town code"))
    on: date = attrs.field(validator=day(), metadata=about("认定日期", "decided on"))
    subject: str = attrs.field(validator=filled(), metadata=about("主体代码", "unit code"))
    kind: str = attrs.field(validator=filled(), metadata=about("记录类别", "kind"))
    severity: str = attrs.field(validator=filled(), metadata=about("程度", "severity"))
    standing: bool = attrs.field(metadata=about("是否有效", "stands"))


def record_facts(
    records: Iterable[CreditRecord], enterprises: Iterable[Enterprise], as_of: date, known_at: date | None = None
) -> tuple[RecordFact, ...]:
    """Turn credit records into rows, each in the town of its unit (信用记录转为事实行).

    Records decided after `as_of`, known only after `known_at` (by default `as_of`), or of a unit that is not among
    `enterprises` are left out. A repaired record keeps standing: the accident happened; a revoked one does not stand.
    """
    known = as_of if known_at is None else known_at
    towns = {UnitKey.of(unit.code): unit.town for unit in enterprises}
    rows = []
    for record in records:
        town = towns.get(UnitKey.of(record.subject))
        if town is None or record.decided_on > as_of or record.known_on > known:
            continue
        revoked = record.revoked_on is not None and record.revoked_on <= known
        standing = not revoked and not record.stayed(min(as_of, known))
        rows.append(
            RecordFact(
                id=record.id,
                town=town,
                on=record.decided_on,
                subject=record.subject,
                kind=record.kind,
                severity=record.severity,
                standing=standing,
            )
        )
    return tuple(rows)


@attrs.frozen(eq=False)
class FactTables:
    """All facts of a county, found by table and town (事实表集合).

    >>> FactTables.of({"sample": ()}).rows("sample", "330299101")
    ()
    """

    _rows: Mapping[tuple[str, str], tuple[Any, ...]] = attrs.field(alias="rows")

    @classmethod
    def of(cls, tables: Mapping[str, Iterable[Any]]) -> FactTables:
        """Sort rows by table and town; raises `FieldError` for a table that is not known.

        A row without a town or a day belongs to no town and no period, and is left out.
        """
        grouped: dict[tuple[str, str], list[Any]] = {}
        for name, rows in tables.items():
            if name not in TABLES:
                raise bilingual("facts.table", f"没有名为 {name} 的事实表", f"no table of facts is called {name}")
            for row in rows:
                if row.town is not None and row.on is not None:
                    grouped.setdefault((name, row.town), []).append(row)
        return cls({key: tuple(rows) for key, rows in grouped.items()})

    def rows(self, table: str, town: str) -> tuple[Any, ...]:
        """Return the rows of one table and town; empty when there are none."""
        return self._rows.get((table, town), NO_ROWS)

    @property
    def towns(self) -> tuple[str, ...]:
        """The towns of which anything is known, in order of their codes."""
        return tuple(sorted({town for _, town in self._rows}))
