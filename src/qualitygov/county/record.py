"""Credit records as rows of facts (信用记录事实): what vetoes look at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from qualitygov.codes.unit import UnitKey
from qualitygov.core import check
from qualitygov.core.fields import about
from qualitygov.credit.entities import CreditRecord
from qualitygov.enterprise.entities import Enterprise

__all__ = ["RecordFact", "record_facts"]


@attrs.frozen(kw_only=True)
class RecordFact:
    """A credit record of one of the town's units, as a row (信用记录事实).

    `standing` is False once the record is revoked, and while it is stayed.
    """

    id: str = attrs.field(validator=check.filled(), metadata=about("记录编号", "record id"))
    town: str = attrs.field(validator=check.filled(), metadata=about("乡镇代码", "town code"))
    on: date = attrs.field(validator=check.day(), metadata=about("认定日期", "decided on"))
    subject: str = attrs.field(validator=check.filled(), metadata=about("主体代码", "unit code"))
    kind: str = attrs.field(validator=check.filled(), metadata=about("记录类别", "kind"))
    severity: str = attrs.field(validator=check.filled(), metadata=about("程度", "severity"))
    standing: bool = attrs.field(metadata=about("是否有效", "stands"))


def record_facts(
    records: Iterable[CreditRecord],
    enterprises: Iterable[Enterprise],
    as_of: date,
    known_at: date | None = None,
) -> tuple[RecordFact, ...]:
    """Turn credit records into rows, each in the town of its unit (信用记录转为事实行).

    Records decided after `as_of`, known only after `known_at` (by default `as_of`), or of a unit
    that is not among `enterprises` are left out. A repaired record keeps standing: the accident
    happened; a revoked one does not stand.
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
